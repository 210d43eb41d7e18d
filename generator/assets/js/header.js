// The header: buttons that open what has no room beside them, and the choice of colours.
(function () {
  "use strict";

  const header = document.querySelector(".bb-head");
  const openers = Array.from(header.querySelectorAll("button[aria-controls]"));
  const targetOf = (opener) => document.getElementById(opener.getAttribute("aria-controls"));
  const isOpen = (opener) => opener.getAttribute("aria-expanded") === "true";

  function set(opener, open) {
    opener.setAttribute("aria-expanded", String(open));
    targetOf(opener).classList.toggle("bb-open", open);
  }

  function openOnly(opener) {
    // One inside the other, the colours inside the menu, stay open together.
    for (const other of openers) {
      if (isOpen(other) && !targetOf(other).contains(opener)) set(other, false);
    }
    set(opener, true);
    const box = targetOf(opener).querySelector("input:checked, input[type=text]");
    if (box) box.focus();
  }

  for (const opener of openers) {
    opener.addEventListener("click", () => {
      if (isOpen(opener)) set(opener, false);
      else openOnly(opener);
    });
  }

  header.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const inner = openers.filter((opener) => isOpen(opener) && (opener === event.target || targetOf(opener).contains(event.target)));
    if (!inner.length) return;
    set(inner[inner.length - 1], false);
    inner[inner.length - 1].focus();
  });

  const scheme = header.querySelector(".bb-scheme");
  const schemeOpener = scheme.querySelector("button");
  const radios = Array.from(scheme.querySelectorAll("input"));

  // What lies over the page goes when the reader goes on; the menu of a phone pushes the page down and stays.
  for (const kind of ["focusin", "pointerdown"]) {
    document.addEventListener(kind, (event) => {
      if (isOpen(schemeOpener) && !scheme.contains(event.target)) set(schemeOpener, false);
    });
  }

  function tell() {
    const radio = radios.find(({ value }) => value === window.bonbogi.chosenScheme());
    radio.checked = true;
    schemeOpener.querySelector("span").textContent = radio.dataset.name;
  }

  for (const radio of radios) {
    radio.addEventListener("change", () => {
      window.bonbogi.chooseScheme(radio.value);
      schemeOpener.querySelector("span").textContent = radio.dataset.name;
    });
  }
  tell();
  function tellAgain() {
    window.bonbogi.wearChosen();
    tell();
  }
  window.addEventListener("storage", tellAgain);
  // A page that comes back out of the browser's memory may have missed a choice.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) tellAgain();
  });
})();
