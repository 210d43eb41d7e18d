// Before anything is painted: that scripts run, and the colours that the reader chose or the device asks for.
(function () {
  "use strict";

  const KEY = "bonbogi-scheme";
  const SCHEMES = { light: "default", dark: "slate", contrast: "contrast" };
  const wantsContrast = window.matchMedia("(prefers-contrast: more)");
  const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");

  /** What the reader chose: light, dark, contrast, or auto for what the device asks for. */
  function chosenScheme() {
    try {
      const kept = window.localStorage.getItem(KEY);
      return kept in SCHEMES ? kept : "auto";
    } catch (error) {
      // Storage may be forbidden: then every page follows the device.
      return "auto";
    }
  }

  function wear(choice) {
    const asked = wantsContrast.matches ? "contrast" : wantsDark.matches ? "dark" : "light";
    document.body.setAttribute("data-md-color-scheme", SCHEMES[choice in SCHEMES ? choice : asked]);
  }

  /** Wear what was chosen last, in whatever window. */
  const wearChosen = () => wear(chosenScheme());

  /** Wear a scheme, here and on the pages that are opened from now on. */
  function chooseScheme(choice) {
    wear(choice);
    try {
      window.localStorage.setItem(KEY, choice);
    } catch (error) {
      // It holds for this page.
    }
  }

  document.documentElement.classList.replace("no-js", "js");
  wearChosen();
  wantsContrast.addEventListener("change", wearChosen);
  wantsDark.addEventListener("change", wearChosen);
  window.bonbogi = Object.assign(window.bonbogi || {}, { chooseScheme, chosenScheme, wearChosen });
})();
