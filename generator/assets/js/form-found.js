// Shows findings beside the keys that they are about, counts them, and gathers them above the form.
(function () {
  "use strict";

  const { formChoose, formWords } = window.bonbogi;
  const { make } = formChoose;

  const RANK = { error: 0, warning: 1, note: 2 };
  const nameOf = (path) => JSON.stringify(path);

  /** The board of all places where findings can be shown; `form` tells how to mend, open a part and read the model. */
  function createBoard(form) {
    const places = new Map();
    const touched = new Set();
    let isAllShown = false;
    let findings = [];

    function register(path, place) {
      places.set(nameOf(path), { path, ...place });
    }

    /** Forget the places below a path, because they are drawn anew. */
    function forget(path) {
      const start = nameOf(path).slice(0, -1);
      for (const name of places.keys()) if (name.startsWith(`${start},`)) places.delete(name);
    }

    /** The nearest place around a path that is on the page. */
    function placeOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const place = places.get(nameOf(path.slice(0, length)));
        if (place && place.container.isConnected) return place;
      }
      return null;
    }

    /** Whether somebody has been where something is missing; before that nobody has to be told. */
    function isDue({ code, path }) {
      if (isAllShown || !["missing-key", "record-without-source", "submitted-without-owner", "topic-count", "outcome-without-value"].includes(code)) return true;
      return [...touched].some((name) => nameOf(path).slice(0, -1).startsWith(name.slice(0, -1)) && (code !== "missing-key" || path.length > 1 || name === nameOf(path)));
    }

    function fixButtons(finding) {
      const buttons = finding.fixes.map((fix) => make("button", {
        type: "button", class: "bb-btn bb-btn--s", onclick: () => form.mend(finding, fix),
      }, fix.rename ? `‘${fix.label}’ 항목으로 바꾸기` : `‘${fix.label}’${formWords.finalConsonant(fix.label, "으로", "로")} 바꾸기`));
      if (finding.code === "unknown-key") {
        buttons.push(make("button", { type: "button", class: "bb-btn bb-btn--s", onclick: () => form.mend(finding, {}) }, "이 항목 지우기"));
      }
      return buttons.length ? make("div", { class: "bb-fix" }, ...buttons) : null;
    }

    function show(finding) {
      const label = form.model.severityLabels[finding.severity];
      return make("div", { class: `bb-found-one bb-found-one--${finding.severity}`, "data-code": finding.code },
        make("p", {}, make("strong", {}, `${label}: `), finding.message, finding.hint ? make("span", { class: "bb-found-one__hint" }, ` ${finding.hint}`) : null),
        fixButtons(finding));
    }

    function draw() {
      const shown = new Map();
      for (const finding of findings.filter(isDue)) {
        const place = placeOf(finding.path);
        if (place) shown.set(place, [...(shown.get(place) || []), finding]);
      }
      for (const place of places.values()) {
        const found = (shown.get(place) || []).sort((a, b) => RANK[a.severity] - RANK[b.severity]);
        const text = JSON.stringify(found.map(({ code, message, hint }) => [code, message, hint]));
        const hasError = found.some(({ severity }) => severity === "error");
        if (place.control && !place.isGroup) {
          if (hasError) place.control.setAttribute("aria-invalid", "true");
          else place.control.removeAttribute("aria-invalid");
        }
        place.container.classList.toggle("bb-f--err", hasError);
        // What says the same stays: a button that somebody is about to press must not be made anew.
        if (place.errors.dataset.shown === text || (!found.length && !place.errors.dataset.shown)) continue;
        place.errors.dataset.shown = found.length ? text : "";
        place.errors.replaceChildren(...found.map(show));
      }
    }

    const due = () => findings.filter(isDue);

    return {
      register, forget, placeOf, draw, due,
      /** The place whose container an element is. */
      placeIn: (container) => [...places.values()].find((place) => place.container === container),
      take(found) {
        findings = found;
        draw();
      },
      touch(path) {
        touched.add(nameOf(path));
        draw();
      },
      /** Everything is due from now on: the record was opened, or somebody wants to be done. */
      showAll(isOn = true) {
        isAllShown = isOn;
        if (!isOn) touched.clear();
        draw();
      },
      all: () => findings,
      /** The findings of one key of the record that are due. */
      of: (key) => due().filter(({ path }) => path[0] === key),
      fixButtons,
    };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formFound: { createBoard } });
})();
