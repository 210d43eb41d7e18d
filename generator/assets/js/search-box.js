// Search boxes: ARIA comboboxes over forms, which lead to find.html by themselves.
(function () {
  "use strict";

  const DEBOUNCE = 120;
  const LIMIT = 4;
  // Key code of a key that an input method has taken; Safari says it after the composition has ended, too.
  const TAKEN_BY_INPUT_METHOD = 229;
  const KIND_NAMES = {
    word: "찾는 말", title: "안내서", municipality: "지자체", topic: "주제", call: "공모", field: "분야", technology: "기술",
  };

  const root = window.bonbogi.root;
  const boxes = [];

  const isComposing = (event) => event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;
  const findAddress = (query) => `find.html?${new URLSearchParams({ q: query })}`;

  /** What is offered, as {kind, name, note, url}. */
  function optionsOf(query, { words, titles, names }) {
    const before = query.trimEnd().replace(/[^ ]*$/, "");
    return [
      ...words.map((word) => ({ kind: "word", name: before + word, note: "", url: findAddress(before + word) })),
      ...names.map(({ kind, name, url }) => ({ kind, name, note: "", url })),
      ...titles.map(({ title, place, year, url }) => ({ kind: "title", name: title, note: `${place} · ${year}`, url })),
    ];
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function attach(form) {
    const input = form.querySelector("input");
    const list = form.querySelector("[role=listbox]");
    const status = form.querySelector("[role=status]");
    boxes.push(input);

    let options = [];
    let active = -1;
    let timer = 0;
    let asked = 0;

    function setActive(place) {
      active = place;
      Array.from(list.children).forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
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
      status.textContent = "";
      setActive(-1);
    }

    function show() {
      list.replaceChildren(...options.map((option, i) => {
        const item = element("li", "bb-hq__option", "");
        item.id = `${list.id}-${i}`;
        item.setAttribute("role", "option");
        item.append(element("span", "bb-hq__kind", KIND_NAMES[option.kind] || ""), element("span", "bb-hq__name", option.name));
        if (option.note) item.append(element("span", "bb-hq__note", option.note));
        item.addEventListener("click", () => go(option));
        return item;
      }));
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      status.textContent = options.length ? `추천 ${options.length}개. 위아래 화살표로 고릅니다.` : "추천이 없습니다.";
      setActive(-1);
    }

    function go(option) {
      close();
      window.location.href = window.bonbogi.compare.keep(new URL(option.url, root).href);
    }

    async function suggest() {
      const query = input.value;
      asked += 1;
      const mine = asked;
      if (!query.trim()) {
        close();
        return;
      }
      try {
        const search = await window.bonbogi.startSearch();
        const found = await search.suggest(query, { limit: LIMIT });
        if (mine !== asked) return;
        options = optionsOf(query, found);
        show();
      } catch (error) {
        if (mine !== asked) return;
        close();
        status.textContent = "추천을 읽지 못했습니다. 찾기 단추는 그대로 쓸 수 있습니다.";
      }
    }

    function suggestSoon() {
      clearTimeout(timer);
      timer = setTimeout(suggest, DEBOUNCE);
    }

    function move(step) {
      if (list.hidden) {
        suggest();
        return;
      }
      // Between the last and the first lies the box itself.
      const places = options.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    }

    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        go(options[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    input.addEventListener("input", (event) => {
      if (!event.isComposing) suggestSoon();
    });
    input.addEventListener("compositionend", suggestSoon);
    input.addEventListener("focus", () => {
      // Typing shall not wait for the scripts; when they fail, the first suggestion says so.
      window.bonbogi.startSearch().catch(() => {});
    });
    input.addEventListener("blur", close);
    // The box keeps the focus while an option is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  document.querySelectorAll("form[data-bb-search]").forEach(attach);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    if (!window.bonbogi.hasShortcut()) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    // On a narrow screen the header's box lies behind its button.
    if (!boxes[0].offsetParent) document.querySelector("[aria-controls=bb-search]").click();
    boxes[0].focus();
    boxes[0].select();
  });
})();
