// Before anything is painted: that scripts run, the colours that the reader chose or the device asks for, and whether a
// bare character may be a shortcut: who speaks to the machine must be able to switch that off (KWCAG 2.2, 6.1.4).
(function () {
  "use strict";

  const KEY = "bonbogi-scheme";
  const SHORTCUT_KEY = "bonbogi-shortcut";
  const SCHEMES = { light: "default", dark: "slate", contrast: "contrast" };
  const wantsContrast = window.matchMedia("(prefers-contrast: more)");
  const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");

  function keptValue(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      // Storage may be forbidden: then every page begins anew.
      return null;
    }
  }

  function keepValue(key, value) {
    try {
      window.localStorage.setItem(key, value);
    } catch (error) {
      // It holds for this page.
    }
  }

  /** What the reader chose: light, dark, contrast, or auto for what the device asks for. */
  function chosenScheme() {
    const kept = keptValue(KEY);
    return kept in SCHEMES ? kept : "auto";
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
    keepValue(KEY, choice);
  }

  let shortcut = keptValue(SHORTCUT_KEY) !== "off";

  /** Whether "/" leads to the search. */
  const hasShortcut = () => shortcut;

  /** Switch the shortcut on or off, here and on the pages that are opened from now on. */
  function setShortcut(isOn) {
    shortcut = isOn;
    keepValue(SHORTCUT_KEY, isOn ? "on" : "off");
  }

  document.documentElement.classList.replace("no-js", "js");
  wearChosen();
  wantsContrast.addEventListener("change", wearChosen);
  wantsDark.addEventListener("change", wearChosen);
  window.bonbogi = Object.assign(window.bonbogi || {}, { chooseScheme, chosenScheme, wearChosen, hasShortcut, setShortcut });
})();
