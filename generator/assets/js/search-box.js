// Search boxes: ARIA comboboxes over forms, which lead to find.html by themselves.
(function () {
  "use strict";

  const DEBOUNCE = 120;
  const LIMIT = 4;
  const KIND_NAMES = {
    word: "찾는 말", title: "안내서", municipality: "지자체", topic: "주제", call: "공모", field: "분야", technology: "기술",
  };

  const { isComposing, makeCombobox, root } = window.bonbogi;
  const boxes = [];

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

  async function find(query) {
    if (!query.trim()) return null;
    const { suggest } = await window.bonbogi.startSuggest();
    return optionsOf(query, await suggest(query, { limit: LIMIT }));
  }

  function fill(item, { kind, name, note }) {
    item.className = "bb-hq__option";
    item.append(element("span", "bb-hq__kind", KIND_NAMES[kind] || ""), element("span", "bb-hq__name", name));
    if (note) item.append(element("span", "bb-hq__note", note));
  }

  function take(form, { kind, name, url }) {
    if (kind === "word") {
      form.querySelector("input").value = name;
      form.querySelector("[type=submit]").click();
    } else {
      window.location.href = window.bonbogi.compare.keep(new URL(url, root).href);
    }
  }

  /** What is said of the list to who does not see it. */
  function wordsFor(options) {
    if (options === null) return "";
    if (!options) return "추천을 읽지 못했습니다. 찾기 단추는 그대로 쓸 수 있습니다.";
    return options.length ? `추천 ${options.length}개. 위아래 화살표로 고릅니다.` : "추천이 없습니다.";
  }

  function attach(form) {
    const input = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    boxes.push(input);
    const tell = (options) => (status.textContent = wordsFor(options));
    makeCombobox(input, form.querySelector("[role=listbox]"), { find, fill, take: (option) => take(form, option), tell, delay: DEBOUNCE });
    // Typing shall not wait for the scripts; when they fail, the first suggestion says so.
    input.addEventListener("focus", () => window.bonbogi.startSuggest().catch(() => {}));
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
