// In the head of every page: when the fonts come. Half a megabyte holds back the text of a slow line, and a font that comes
// late breaks lines anew under the reader's eyes. So the first page is read in the system's own font and fetches these when
// all else is there; the pages that follow have them from the start, from the browser's cache. From a disk they come at once.
(function () {
  "use strict";

  const KEY = "bonbogi-fonts";
  const folder = new URL("../fonts/", document.currentScript.src).href;
  const sheet = new URL("../css/fonts.css", document.currentScript.src).href;
  const FILES = ["PretendardGOV-Regular.subset.woff2", "PretendardGOV-Bold.subset.woff2"];
  const isOnDisk = window.location.protocol === "file:";

  function link(rel, href, attributes) {
    document.head.append(Object.assign(document.createElement("link"), { rel, href }, attributes));
  }

  function areKept() {
    try {
      return window.localStorage.getItem(KEY) === FILES.join();
    } catch (error) {
      return false;
    }
  }

  async function fetchFiles() {
    try {
      // A face that is not added to the document is only loaded.
      await Promise.all(FILES.map((file) => new FontFace("Pretendard GOV", `url("${folder}${file}")`).load()));
      window.localStorage.setItem(KEY, FILES.join());
    } catch (error) {
      // Without storage or network every page is read in the system's font.
    }
  }

  if (isOnDisk || areKept()) {
    link("stylesheet", sheet, { blocking: "render" });
    // Files of a disk have no origin to be fetched from ahead.
    if (!isOnDisk) FILES.forEach((file) => link("preload", folder + file, { as: "font", type: "font/woff2", crossOrigin: "" }));
  } else {
    // Two frames on, the page that was loaded has been painted.
    const afterFrame = (go) => window.requestAnimationFrame(go);
    window.addEventListener("load", () => afterFrame(() => afterFrame(() => window.setTimeout(fetchFiles))));
  }
})();
