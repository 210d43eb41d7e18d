// A box in which a few letters find what there is to choose: an ARIA combobox with a list of its own.
(function () {
  "use strict";

  const { makeCombobox, searchSuggest, searchText } = window.bonbogi;

  const LIMIT = 12;

  /** An element with attributes and children; texts become text nodes. */
  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute.startsWith("on")) made.addEventListener(attribute.slice(2), value);
      else if (value === true) made.setAttribute(attribute, "");
      else if (value !== false && value !== undefined && value !== null) made.setAttribute(attribute, String(value));
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  /** What is typed, and what its keys write on the Korean layout. */
  function readings(typed) {
    const folded = searchText.fold(searchText.normalise(typed.trim()));
    const composed = /^[a-z]+$/.test(folded) ? searchText.composePart(typed.trim()) : null;
    return [folded, composed].filter(Boolean);
  }

  /** The options of which a name holds what is typed, or has a word that begins with it; those that begin with it first. */
  function matchOptions(options, typed) {
    const wanted = readings(typed);
    if (!wanted.length) return options.slice(0, LIMIT);
    const rank = (name) => {
      const folded = searchText.fold(searchText.normalise(name));
      if (wanted.some((one) => folded.startsWith(one))) return 0;
      if (wanted.some((one) => searchText.cutLetters(folded).some((word) => searchSuggest.beginsWith(word, one)))) return 1;
      return wanted.some((one) => folded.includes(one)) ? 2 : 9;
    };
    return options.map((option) => ({ option, rank: Math.min(...[option.name, ...(option.words || [])].map(rank)) }))
      .filter((one) => one.rank < 9).sort((a, b) => a.rank - b.rank).slice(0, LIMIT).map(({ option }) => option);
  }

  /**
   * A box over `find(typed)`, which gives options {value, name, note} or a promise of them.
   *
   * `choose(option)` is called with the one that was taken, `leave(text)` with what stands in the box when it is left.
   */
  function makeChooser({ id, label, find, choose, leave }) {
    const input = make("input", {
      class: "bb-in", id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": `${id}-list`,
    });
    const list = make("ul", { class: "bb-opts", id: `${id}-list`, role: "listbox", "aria-label": `${label} 목록`, hidden: true });
    const box = makeCombobox(input, list, {
      find,
      fill(item, { name, note }) {
        item.className = "bb-opts__one";
        item.append(make("span", {}, name), ...(note ? [make("small", {}, note)] : []));
      },
      take: choose,
      enter() {
        leave(input.value);
        return true;
      },
      leave: () => leave(input.value),
    });
    input.addEventListener("click", box.open);
    return { input, list, element: make("div", { class: "bb-combo" }, input, list) };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formChoose: { make, makeChooser, matchOptions } });
})();
