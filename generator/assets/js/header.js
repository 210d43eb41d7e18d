// What opens with a button: menu and search of a narrow screen, the choice of colours, the contents of a guidebook.
(function () {
  "use strict";

  const openers = Array.from(document.querySelectorAll(".bb-head button[aria-controls], .bb-dock button[aria-controls]"));
  const targetOf = (opener) => document.getElementById(opener.getAttribute("aria-controls"));
  const isOpen = (opener) => opener.getAttribute("aria-expanded") === "true";
  // These lie over the page and go when the reader goes on; the others push the page down and stay.
  const liesOver = (opener) => targetOf(opener).matches("fieldset, .bb-toc");

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
    const first = targetOf(opener).querySelector("input:checked, input[type=text], .bb-toc a");
    if (first) first.focus();
  }

  for (const opener of openers) {
    opener.addEventListener("click", () => {
      if (isOpen(opener)) set(opener, false);
      else openOnly(opener);
    });
    if (targetOf(opener).matches(".bb-toc")) {
      targetOf(opener).addEventListener("click", (event) => {
        if (event.target.closest("a")) set(opener, false);
      });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const around = openers.filter((opener) => isOpen(opener) && (opener === event.target || targetOf(opener).contains(event.target)));
    if (!around.length) return;
    const innermost = around[around.length - 1];
    set(innermost, false);
    innermost.focus();
  });

  for (const kind of ["focusin", "pointerdown"]) {
    document.addEventListener(kind, ({ target }) => {
      for (const opener of openers) {
        if (isOpen(opener) && liesOver(opener) && !opener.contains(target) && !targetOf(opener).contains(target)) set(opener, false);
      }
    });
  }

  // The choice of colours

  const scheme = document.querySelector(".bb-scheme");
  const name = scheme.querySelector("button span");
  const radios = Array.from(scheme.querySelectorAll("input[type=radio]"));

  function tell() {
    const radio = radios.find(({ value }) => value === window.bonbogi.chosenScheme());
    radio.checked = true;
    name.textContent = radio.dataset.name;
  }

  for (const radio of radios) {
    radio.addEventListener("change", () => {
      window.bonbogi.chooseScheme(radio.value);
      name.textContent = radio.dataset.name;
    });
  }
  tell();

  const shortcut = scheme.querySelector("input[type=checkbox]");
  shortcut.checked = window.bonbogi.hasShortcut();
  shortcut.addEventListener("change", () => window.bonbogi.setShortcut(shortcut.checked));

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
