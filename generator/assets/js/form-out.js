// Where a finished record goes: a ZIP with its folder, the new-file page of a repository, a letter.
(function () {
  "use strict";

  // GitHub refuses longer addresses.
  const LONGEST_ADDRESS = 8000;
  // Mail programs cut longer addresses.
  const LONGEST_LETTER = 1800;
  const NEW_PROJECT = "new-project";

  const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });

  function crc32(bytes) {
    let crc = 0xffffffff;
    for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
  }

  function record(signature, fields, ...rest) {
    const bytes = new Uint8Array(4 + fields.reduce((sum, [size]) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    view.setUint32(0, signature, true);
    let at = 4;
    for (const [size, value] of fields) {
      if (size === 4) view.setUint32(at, value, true);
      else view.setUint16(at, value, true);
      at += size;
    }
    return [bytes, ...rest];
  }

  // Names are UTF-8; the day is the first that a ZIP knows, so that equal files make equal archives.
  const FLAGS = 0x0800;
  const FIRST_DAY = 0x0021;

  /** The pieces of a ZIP of {name, bytes}, stored as they are (APPNOTE 6.3.10, 4.3). */
  function zipFiles(files) {
    const pieces = [];
    const directory = [];
    let offset = 0;
    for (const { name, bytes } of files) {
      const encoded = new TextEncoder().encode(name);
      const common = [[2, 20], [2, FLAGS], [2, 0], [2, 0], [2, FIRST_DAY], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length],
        [2, encoded.length], [2, 0]];
      const local = record(0x04034b50, common, encoded, bytes);
      directory.push(...record(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]], encoded));
      pieces.push(...local);
      offset += local.reduce((sum, piece) => sum + piece.length, 0);
    }
    const size = directory.reduce((sum, piece) => sum + piece.length, 0);
    const end = record(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
    return [...pieces, ...directory, ...end];
  }

  /** The folder of a project as the files of a ZIP. */
  function folderFiles({ id, text, guidebook, files }) {
    const folder = id || NEW_PROJECT;
    const encode = (content) => new TextEncoder().encode(content);
    return [
      { name: `${folder}/project.yml`, bytes: encode(text) },
      ...(guidebook.trim() ? [{ name: `${folder}/guidebook.md`, bytes: encode(`${guidebook.trimEnd()}\n`) }] : []),
      ...files.map(({ name, bytes }) => ({ name: `${folder}/files/${name}`, bytes })),
    ];
  }

  /** The new-file page of a repository: {address, isWhole}; the text is in the address where that stays short enough. */
  function newFileAddress(base, id, text) {
    const join = base.includes("?") ? "&" : "?";
    const address = `${base}${join}filename=${encodeURIComponent(`${id || NEW_PROJECT}/project.yml`)}`;
    const whole = `${address}&value=${encodeURIComponent(text)}`;
    return whole.length < LONGEST_ADDRESS ? { address: whole, isWhole: true } : { address, isWhole: false };
  }

  /** A letter to `to`: {address, isWhole}; the record stands in it where it is short enough and all there is. */
  function letterAddress(to, title, text, hasMore = false) {
    const subject = encodeURIComponent(`사례 올리기: ${title || "새 사업"}`);
    const letter = (body) => `mailto:${encodeURIComponent(to).replace(/%40/g, "@")}?subject=${subject}&body=${encodeURIComponent(body)}`;
    const whole = letter(`안내서에 올릴 기록입니다.\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}`);
    if (!hasMore && whole.length < LONGEST_LETTER) return { address: whole, isWhole: true };
    const attached = hasMore ? "압축 파일(.zip)을" : "project.yml 파일을";
    return { address: letter(`안내서에 올릴 기록을 보냅니다. 내려받은 ${attached} 이 편지에 붙여 주세요.`), isWhole: false };
  }

  const formOut = { NEW_PROJECT, crc32, folderFiles, letterAddress, newFileAddress, zipFiles };
  if (typeof module === "object") module.exports = formOut;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formOut });
})();
