// Beside the form: how many of the fifteen questions are answered, the draft, and the ways out.
(function () {
  "use strict";

  const { formAnswers, formChoose, formOut, formValues } = window.bonbogi;
  const { make } = formChoose;

  /** Offer bytes as a file. */
  function download(name, pieces, type) {
    const address = URL.createObjectURL(new Blob(pieces, { type }));
    const link = make("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    // The browser has taken the file by then.
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  /** Put a text on the clipboard, from a disk too; tells whether it is there. */
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      const area = make("textarea", { class: "bb-vh", "aria-hidden": "true", tabindex: "-1" });
      const before = document.activeElement;
      area.value = text;
      document.body.append(area);
      area.select();
      const isDone = document.execCommand("copy");
      area.remove();
      if (before) before.focus();
      return isDone;
    }
  }

  const NOT_COPIED = "복사하지 못했습니다. 아래 ‘만들어진 project.yml’에서 골라 복사해 주세요.";
  const MORE_FOR_GITHUB = "‘이야기·파일까지 압축해 내려받기’로 받아 압축을 풀고, 제안을 만든 뒤 그 제안의 "
    + "같은 폴더에서 ‘Add file › Upload files’로 guidebook.md와 files 폴더를 올려 주세요.";

  /** Which ways there are from here, and what does not go along with them. */
  function waysOut({ newFile, mail }) {
    if (!newFile && !mail) {
      return ["이 사이트에는 보낼 곳이 정해져 있지 않아 여기서 바로 보내지 못합니다. 내려받은 파일을 이 사이트를 운영하는 곳에 전자우편 등으로 "
        + "보내 주세요. 이야기와 파일이 있으면 압축 파일을 보냅니다."];
    }
    return [
      newFile ? `GitHub에는 project.yml만 올라갑니다. 이야기와 파일이 있으면 ${MORE_FOR_GITHUB}` : "",
      mail ? "편지에는 글만 담깁니다. 이야기와 파일이 있으면 압축 파일이 내려받아지니 그것을 편지에 붙여 주세요." : "",
    ].filter(Boolean);
  }

  function createAside(root, form) {
    const { addresses, questions } = form.model;
    const count = make("span", { class: "bb-num" });
    const meter = make("div", { class: "bb-meter", "aria-hidden": "true" });
    const open = make("ul", {});
    const unanswered = make("details", {}, make("summary", {}, "아직 답하지 않은 물음"), open);
    const draft = make("p", { class: "bb-cap bb-done__draft" });
    const told = make("p", { class: "bb-out-told", role: "status" });
    const preview = make("pre", { tabindex: "0", "aria-label": "만들어진 project.yml" });
    const shown = make("details", { class: "bb-out-text" }, make("summary", {}, "만들어진 project.yml 보기"), preview);
    const id = make("input", { class: "bb-in", id: "f-id", type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "f-id-h f-id-e" });
    const wrongId = make("p", { class: "bb-err", id: "f-id-e" });

    const checkId = () => {
      const isWrong = id.value.trim() !== "" && !formValues.isValidId(id.value.trim(), form.model);
      wrongId.textContent = isWrong ? form.model.words.scalars["id-hint"] : "";
      id.setAttribute("aria-invalid", String(isWrong));
    };

    id.addEventListener("input", () => {
      form.setId(id.value.trim());
      checkId();
    });
    shown.addEventListener("toggle", () => form.update());

    const left = () => {
      const errors = form.finish();
      return errors ? ` 고칠 곳이 ${errors}건 남아 있습니다. 위의 목록에서 볼 수 있습니다.` : "";
    };
    const say = (text) => (told.textContent = text);
    const validId = () => (formValues.isValidId(id.value.trim(), form.model) ? id.value.trim() : "");

    /** Whether there is more than project.yml. */
    const hasMore = () => form.guidebook().trim() !== "" || form.files().length > 0;

    /** Download the whole folder of the project as an archive, and give the name of it. */
    async function downloadFolder() {
      const files = await Promise.all(form.files().map(async (file) => ({
        name: file.name.normalize("NFC"), bytes: new Uint8Array(await file.arrayBuffer()),
      })));
      const folder = validId() || formOut.NEW_PROJECT;
      const pieces = formOut.zipFiles(formOut.folderFiles({ id: folder, text: form.text(), guidebook: form.guidebook(), files }));
      download(`${folder}.zip`, pieces, "application/zip");
      return `${folder}.zip`;
    }

    const acts = {
      download() {
        download("project.yml", [form.text()], "text/yaml;charset=utf-8");
        say(`project.yml을 내려받았습니다.${left()}`);
      },
      async zip() {
        const name = await downloadFolder();
        say(`${name}을 내려받았습니다. project.yml과 이야기, 파일이 들어 있습니다.${left()}`);
      },
      async copy() {
        say(await copyText(form.text()) ? `복사했습니다.${left()}` : NOT_COPIED);
      },
      async github() {
        const text = form.text();
        const { address, isWhole } = formOut.newFileAddress(addresses.newFile, validId(), text);
        const isCopied = isWhole || await copyText(text);
        const page = "GitHub의 새 파일 쪽을 열었습니다.";
        const rest = hasMore() ? ` 이야기와 파일은 함께 가지 않습니다. ${MORE_FOR_GITHUB}` : "";
        if (isWhole) say(`${page} 내용이 들어 있습니다. 아래의 초록 단추로 제안해 주세요.${rest}${left()}`);
        else say(isCopied ? `${page} 글이 길어 복사해 두었으니 그 쪽의 빈 칸에 붙여 넣어 주세요.${rest}${left()}` : NOT_COPIED);
        window.open(address, "_blank", "noopener");
      },
      async mail() {
        const letter = formOut.letterAddress(addresses.mail, form.data().title, form.text(), hasMore());
        let toldFirst = "편지에 기록을 담았습니다.";
        if (hasMore()) toldFirst = `${await downloadFolder()}을 내려받았습니다. 이야기와 파일까지 든 이 압축 파일을 편지에 붙여 보내 주세요.`;
        else if (!letter.isWhole) {
          download("project.yml", [form.text()], "text/yaml;charset=utf-8");
          toldFirst = "project.yml을 내려받았습니다. 편지에 붙여 보내 주세요.";
        }
        say(toldFirst + left());
        window.location.href = letter.address;
      },
    };

    const button = (name, text, isFirst = false) =>
      make("button", { type: "button", class: `bb-btn bb-btn--wide${isFirst ? " bb-btn--go" : ""}`, onclick: () => acts[name]() }, text);

    root.replaceChildren(
      make("div", { class: "bb-done" }, make("h2", {}, make("span", {}, "열다섯 물음 가운데"), count), meter, unanswered, draft),
      make("div", { class: "bb-take" }, make("h2", {}, "다 적었으면"), make("p", {}, "고칠 곳이 남아 있어도 내려받아 둘 수 있습니다."),
        button("download", "파일로 내려받기", true), button("zip", "이야기·파일까지 압축해 내려받기"), button("copy", "복사하기"),
        addresses.newFile ? button("github", "GitHub에서 올리기") : null,
        addresses.mail ? button("mail", "전자우편으로 보내기") : null,
        ...waysOut(addresses).map((text) => make("p", { class: "bb-cap" }, text)),
        told, shown,
        make("div", { class: "bb-f" }, make("label", { class: "bb-f__label", for: "f-id" }, "폴더 이름"),
          make("p", { class: "bb-hint", id: "f-id-h" }, "안내서의 주소가 됩니다. 몰라도 됩니다. 예: jejusi-parking-qr"), id, wrongId)),
      make("div", { class: "bb-note" }, make("strong", {}, "개인정보를 적지 마세요. "), "이름과 휴대전화 번호는 적지 않고, 부서와 대표번호만 적습니다. 적으면 알려 드립니다."),
      make("details", { class: "bb-elsewhere" }, make("summary", {}, "이 양식이 보지 않는 것"),
        make("p", {}, "다른 기록이나 파일, 오늘 날짜까지 보아야 하는 아래 규칙은 받은 쪽에서 bonbogi check로 봅니다."),
        make("ul", {}, ...form.model.elsewhere.map(([code, title]) =>
          make("li", {}, make("a", { href: new URL(`rules/${code}.html`, form.root).href }, title))))));

    return {
      told: say,
      draft: (...nodes) => draft.replaceChildren(...nodes),
      setId(value) {
        id.value = value;
        checkId();
      },
      update(data) {
        const answered = formAnswers.answers(data, questions);
        const applying = answered.filter((answer) => answer !== null).length;
        const yes = answered.filter(Boolean).length;
        count.textContent = applying === questions.length ? `${yes}에 답함` : `${yes}에 답함 (해당 ${applying})`;
        meter.replaceChildren(...answered.filter((answer) => answer !== null).sort((a, b) => b - a)
          .map((answer) => make("i", { class: answer ? null : "off" })));
        open.replaceChildren(...questions.filter((_, n) => answered[n] === false).map(({ text }) => make("li", {}, text)));
        unanswered.hidden = !open.childElementCount;
        if (shown.open) preview.textContent = form.text();
      },
    };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formAside: { createAside } });
})();
