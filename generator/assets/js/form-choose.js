// A box in which a few letters find what there is to choose: an ARIA combobox with a list of its own.
(function () {
  "use strict";

  const { searchSuggest, searchText } = window.bonbogi;

  const LIMIT = 12;
  // Key code of a key that an input method has taken; Safari says it after the composition has ended, too.
  const TAKEN_BY_INPUT_METHOD = 229;

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
   * A combobox over `find(typed)`, which gives options {value, name, note} or a promise of them.
   *
   * `choose(option)` is called with the one that was taken, `leave(text)` with what stands in the box when it is left.
   */
  function makeCombobox({ id, label, find, choose, leave }) {
    const input = make("input", {
      class: "bb-in", id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": `${id}-list`,
    });
    const list = make("ul", { class: "bb-opts", id: `${id}-list`, role: "listbox", "aria-label": `${label} 목록`, hidden: true });
    let options = [];
    let active = -1;
    let asked = 0;

    const isComposing = (event) => event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;

    function setActive(place) {
      active = place;
      Array.from(list.children).forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    }

    function close() {
      asked += 1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      setActive(-1);
    }

    function take(option) {
      close();
      choose(option);
    }

    function show(found) {
      options = found;
      list.replaceChildren(...options.map((option, n) => make("li", {
        class: "bb-opts__one", id: `${id}-list-${n}`, role: "option", "aria-selected": "false", onclick: () => take(option),
      }, make("span", {}, option.name), option.note ? make("small", {}, option.note) : null)));
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      setActive(-1);
    }

    async function open() {
      asked += 1;
      const mine = asked;
      try {
        const found = await find(input.value);
        if (mine === asked) show(found);
      } catch (error) {
        if (mine === asked) close();
      }
    }

    function move(step) {
      if (list.hidden) {
        open();
        return;
      }
      const places = options.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    }

    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!list.hidden && active >= 0) take(options[active]);
        else {
          close();
          leave(input.value);
        }
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    input.addEventListener("input", open);
    input.addEventListener("click", open);
    input.addEventListener("blur", () => {
      close();
      leave(input.value);
    });
    // The box keeps the focus while an option is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    return { input, list, element: make("div", { class: "bb-combo" }, input, list) };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formChoose: { make, makeCombobox, matchOptions } });
})();
