// The parts of the find page, made of text nodes only: what records say is never read as markup.
(function () {
  "use strict";

  const { findState } = window.bonbogi;
  const FEW_VALUES = 10;

  /** An element with attributes and children; a text becomes a text node. */
  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  const hiddenWord = (word) => make("span", { class: "bb-vh" }, word);

  const marked = (whole, marks) => findState.splitMarks(whole, marks)
    .map(([part, isMarked]) => (isMarked ? make("mark", {}, part) : part));

  function button(className, ...children) {
    return make("button", { class: className, type: "button" }, ...children);
  }

  /** What is known of a project: [label, whether the label is seen, signs, text] each. */
  function factList(facts) {
    return make("dl", { class: "bb-res__facts" }, ...facts.map(([label, isNamed, signs, known]) => make("div", {},
      make("dt", { class: isNamed ? null : "bb-vh" }, label),
      make("dd", {}, ...signs.flatMap((one) => [window.bonbogi.sign(one), " "]), make("span", { class: "bb-num" }, known)))));
  }

  function result({ id, title, titleMarks, place, year, url, snippet, facts }) {
    const where = make("p", { class: "bb-res__where" }, place ? `${place} · ` : "", make("span", { class: "bb-num" }, String(year)));
    const words = [snippet.cutBefore ? "…" : "", ...marked(snippet.text, snippet.marks), snippet.cutAfter ? "…" : ""];
    const link = make("a", { href: window.bonbogi.root + url }, ...marked(title, titleMarks));
    return make("li", { "class": "bb-res", "data-bb-guidebook": id },
      make("article", {}, make("h3", {}, link), where, make("p", { class: "bb-res__snip" }, ...words), factList(facts)));
  }

  /** The chosen values as chips: [{facet, value, name, label}]. */
  function chips(chosen, { onRemove, onClear }) {
    const made = chosen.map((one) => {
      const remove = button("", "지우기", hiddenWord(`: ${one.name} ${one.label}`));
      remove.addEventListener("click", () => onRemove(one));
      return make("span", { class: "bb-chip" }, `${one.name} ${one.label}`, remove);
    });
    const clear = button("bb-link-btn", "모두 지우기");
    clear.addEventListener("click", onClear);
    return chosen.length ? [make("span", { class: "bb-small" }, "고른 조건"), ...made, clear] : [];
  }

  /** A note with what can be done about it; actions are [name, do] or [name, address]. */
  function note(kind, sentences, actions) {
    const done = actions.map(([name, act]) => {
      if (typeof act === "string") return make("a", { href: act }, name);
      const acting = button("bb-link-btn", name);
      acting.addEventListener("click", act);
      return acting;
    });
    const words = sentences.join(" ");
    return make("p", { class: `bb-note${kind}` }, words, ...done.flatMap((one) => [" ", one]));
  }

  /** The links to the pages of results; `addressOf(page)` names one. */
  function pager(page, count, addressOf) {
    if (count < 2) return [];
    const link = (to, name, attributes = {}) => make("li", {}, make("a", { "href": addressOf(to), "data-page": to, ...attributes }, ...name));
    const numbers = findState.pagesAround(page, count).map((one) => (one === null
      ? make("li", { "class": "bb-page__gap", "aria-hidden": "true" }, "…")
      : link(one, [make("span", { class: "bb-num" }, String(one)), hiddenWord("쪽")], { "aria-current": one === page && "page" })));
    return [make("ul", {},
      ...(page > 1 ? [link(page - 1, ["앞쪽"], { rel: "prev" })] : []), ...numbers,
      ...(page < count ? [link(page + 1, ["뒤쪽"], { rel: "next" })] : []))];
  }

  /** One facet, closed and empty until it is asked for: {element, fill(rows, chosen), fail(again)}. */
  function facet(id, name, { onOpen, onToggle }) {
    const values = make("ul");
    const more = button("bb-link-btn", "");
    const whole = make("details", { class: "bb-facet" }, make("summary", {}, name),
      make("fieldset", {}, make("legend", { class: "bb-vh" }, name), values, more));
    more.hidden = true;
    let isLong = false;
    let shown = [];
    more.addEventListener("click", () => {
      isLong = true;
      draw();
    });
    whole.addEventListener("toggle", () => whole.open && onOpen());

    function draw() {
      // Values that are chosen stand first where not all are shown.
      const { rows, chosen } = shown;
      const few = isLong ? rows
        : rows.filter(([value], i) => i < FEW_VALUES || chosen.includes(value));
      const focused = values.contains(document.activeElement) ? document.activeElement.value : null;
      values.replaceChildren(...few.map(([value, label, count]) => row(value, label, count, chosen.includes(value))));
      if (!rows.length) values.append(make("li", {}, make("span", { class: "bb-none" }, "고를 값이 없습니다")));
      more.hidden = few.length === rows.length;
      more.textContent = `${rows.length - few.length}개 더 보기`;
      if (focused !== null) {
        const again = Array.from(values.querySelectorAll("input")).find((input) => input.value === focused);
        if (again) again.focus();
      }
    }

    function row(value, label, count, isChosen) {
      const input = make("input", { type: "checkbox", value, name: id, checked: isChosen });
      input.addEventListener("change", () => onToggle(value));
      const counted = make("span", { class: "c" }, hiddenWord("안내서 "), String(count), hiddenWord("건"));
      return make("li", {}, make("label", { class: `bb-check${count ? "" : " zero"}` }, input, make("span", {}, label), counted));
    }

    return {
      element: whole,
      fill(rows, chosen) {
        shown = { rows, chosen };
        draw();
      },
      fail(again) {
        const retry = button("bb-link-btn", "다시 시도");
        retry.addEventListener("click", again);
        values.replaceChildren(make("li", { class: "bb-small" }, "이 조건의 파일을 읽지 못했습니다. ", retry));
        more.hidden = true;
      },
    };
  }

  /** Let a button open the conditions, which a narrow screen does not show from the start. */
  function letOpen(opener, panel) {
    opener.addEventListener("click", () => {
      const isOpen = panel.classList.toggle("bb-facets--open");
      opener.setAttribute("aria-expanded", String(isOpen));
    });
  }

  /** The page's parts in their places. */
  function frame(facets) {
    const panel = make("div", { "class": "bb-facets", "id": "bb-facets", "role": "region", "aria-label": "조건으로 좁히기" },
      make("h2", {}, "좁혀 보기"), ...facets);
    const opener = make("button", {
      "class": "bb-btn bb-facet-open", "type": "button", "aria-expanded": "false", "aria-controls": "bb-facets",
    });
    letOpen(opener, panel);
    const parts = {
      notes: make("div", { class: "bb-find__notes" }),
      opener,
      heading: make("h2", { tabindex: "-1" }),
      status: make("p", { role: "status" }),
      chips: make("div", { "class": "bb-chips", "role": "group", "aria-label": "고른 조건" }),
      order: make("select", { class: "bb-select", id: "bb-order" },
        ...findState.ORDERS.map(([id, name]) => make("option", { value: id }, name))),
      list: make("ol"),
      end: make("div", { class: "bb-find__end" }),
      pager: make("nav", { "class": "bb-page", "aria-label": "결과의 쪽" }),
    };
    const tools = make("div", { class: "bb-tools" }, parts.status,
      make("div", {}, make("label", { class: "bb-small", for: "bb-order" }, "순서 "), parts.order));
    const results = make("div", {}, parts.chips, tools, parts.list, parts.end, parts.pager);
    const whole = make("div", { class: "bb-found" }, parts.heading, parts.notes,
      make("div", { class: "bb-find bb-find--live" }, opener, panel, results));
    return { whole, panel, ...parts };
  }

  window.bonbogi.findView = { chips, facet, frame, letOpen, make, note, pager, result };
})();
