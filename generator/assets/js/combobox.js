// What every box with a list of offers does: an ARIA combobox that keeps the focus while its list is walked with the arrows.
(function () {
  "use strict";

  // Key code of a key that an input method has taken; Safari says it after the composition has ended, too.
  const TAKEN_BY_INPUT_METHOD = 229;

  /** Whether a key belongs to an input method: it ends or changes a syllable and means nothing else. */
  const isComposing = (event) => event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;

  /**
   * Make a combobox of an input and a list; gives {open, close}.
   *
   * `find(typed)` gives options or a promise of them, null where nothing is to be offered; the last syllable may still be
   * composed. `fill(item, option)` puts an option into its list item, `take(option)` is called with the one that was taken.
   * Of the rest all may be left out: `enter(options)` says what Enter means with no option active, and gives true where it
   * meant something; `leave()` is called when the box is left, `tell(options)` with what is offered, null when the list
   * closes, undefined when `find` failed; `delay` are the milliseconds to wait for the next letter.
   */
  function makeCombobox(input, list, { find, fill, take, enter = () => false, leave = () => {}, tell = () => {}, delay = 0 }) {
    let options = [];
    let active = -1;
    let timer = 0;
    let asked = 0;

    function setActive(place) {
      active = place;
      Array.from(list.children).forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }

    function close() {
      // What is still under way must not open the list again.
      asked += 1;
      clearTimeout(timer);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      setActive(-1);
      tell(null);
    }

    function choose(option) {
      close();
      take(option);
    }

    function show(found) {
      options = found;
      list.replaceChildren(...options.map((option, n) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${n}`;
        item.setAttribute("role", "option");
        fill(item, option);
        item.addEventListener("click", () => choose(option));
        return item;
      }));
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      setActive(-1);
      tell(options);
    }

    async function open() {
      clearTimeout(timer);
      asked += 1;
      const mine = asked;
      try {
        const found = await find(input.value);
        if (mine !== asked) return;
        if (found) show(found);
        else close();
      } catch (error) {
        if (mine !== asked) return;
        close();
        tell(undefined);
      }
    }

    function move(step) {
      if (list.hidden) {
        open();
        return;
      }
      // Between the last and the first lies the box itself.
      const places = options.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    }

    /** Whether Enter meant an option, or something of the box's own. */
    function press() {
      const offered = list.hidden ? [] : options;
      if (offered[active]) {
        choose(offered[active]);
        return true;
      }
      const isMeant = enter(offered);
      if (isMeant) close();
      return isMeant;
    }

    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      let isMeant = true;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Escape" && !list.hidden) close();
      else isMeant = event.key === "Enter" && press();
      if (isMeant) event.preventDefault();
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(open, delay);
    });
    input.addEventListener("blur", () => {
      close();
      leave();
    });
    // The box keeps the focus while an option is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    return { open, close };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { isComposing, makeCombobox });
})();
