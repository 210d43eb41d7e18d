// find.html: with a query, conditions or an order in the address, results stand in the place of the plain list.
(function () {
  "use strict";

  const { compare, findState, findView } = window.bonbogi;
  const { FACETS, ORDERS, PAGE_SIZE } = findState;
  const NAMES = new Map(FACETS);
  // Longer than the box waits with its offers, which come first.
  const PAUSE_IN_TYPING = 300;

  const plain = document.querySelector("#bb-content .bb-find");
  if (!plain) return;
  const box = document.querySelector("[data-bb-search] input");
  const heading = document.querySelector("#bb-content h1");
  // What is said about the plain list does not hold for results.
  const intro = [...heading.parentElement.children].filter((one) => one !== heading);
  heading.tabIndex = -1;
  const plainTitle = document.title;
  const ownPath = `${window.bonbogi.root}find.html`;

  const parts = new Map(FACETS.map(([id, name]) => [id, findView.facet(id, name, {
    onOpen: () => fillFacet(id, state, shownTurn),
    onToggle: (value) => go(findState.toggle(state, id, value)),
  })]));
  const view = findView.frame([...parts.values()].map(({ element }) => element));
  let state = findState.readAddress(window.location.search);
  // Of what is under way, only the newest is shown.
  let turn = 0;
  let shownTurn = 0;
  let base = [];
  let core = null;
  let facets = null;

  const focusHeading = () => view.heading.focus();
  const addressOf = (other) => compare.keep(ownPath + findState.writeAddress(other));
  const labelsOf = async (facet) => ((await core.index.get("f/labels")) || {})[facet] || [];

  async function labelOf(facet, value) {
    return new Map(await labelsOf(facet)).get(value) || value;
  }

  function go(next, focus = null) {
    try {
      window.history.pushState(null, "", addressOf(next));
    } catch (error) {
      // Not every browser lets a page from a disk change its address.
      window.location.href = addressOf(next);
      return;
    }
    open(next, focus);
  }

  function open(next, focus) {
    state = next;
    box.value = state.query;
    if (!findState.isSearch(state)) {
      turn += 1;
      showPlain();
      if (focus) heading.focus();
      return;
    }
    show(focus);
  }

  function showPlain() {
    view.whole.replaceWith(plain);
    intro.forEach((one) => { one.hidden = false; });
    document.title = plainTitle;
  }

  function showFrame() {
    plain.replaceWith(view.whole);
    intro.forEach((one) => { one.hidden = true; });
    view.heading.textContent = state.query ? `‘${findState.shorten(state.query)}’ 찾은 결과` : "조건에 맞는 안내서";
    document.title = `${view.heading.textContent} - ${plainTitle}`;
    view.order.value = state.order;
    // Without words there is no relevance: what is left is the order of numbers, which says nothing.
    view.order.options[0].textContent = state.query ? ORDERS[0][1] : "정하지 않음";
    view.whole.setAttribute("aria-busy", "true");
  }

  /** Numbers of the query, in the chosen order: all of them, and those that the conditions leave. */
  async function find(mine) {
    const { query, exact, filters, order } = state;
    const hasFilters = Object.keys(filters).length > 0;
    const found = query ? await core.search(query, { limit: 0, exact }) : { numbers: await facets.all(), words: [] };
    let numbers = found.numbers;
    if (hasFilters) {
      const isAllowed = await facets.select(filters);
      numbers = query
        ? (await core.search(query, { limit: 0, exact, isAllowed })).numbers : numbers.filter(isAllowed);
    }
    const column = (ORDERS.find(([id]) => id === order) || [])[2] || (query ? "" : "year");
    const valuesOf = column ? await facets.column(column) : null;
    return { ...found, all: found.numbers, numbers: valuesOf ? findState.sortBy(numbers, valuesOf) : numbers, mine };
  }

  async function show(focus) {
    turn += 1;
    const mine = turn;
    const now = state;
    showFrame();
    try {
      [core, facets] = await Promise.all([window.bonbogi.startSearch(), window.bonbogi.startFacets()]);
      const found = await find(mine);
      const count = Math.max(1, Math.ceil(found.numbers.length / PAGE_SIZE));
      const page = Math.min(now.page, count);
      const words = [...new Set(found.words.flatMap(({ choices }) => choices.map(({ word }) => word)))];
      const hits = await core.hitsOf(found.numbers.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), words);
      if (mine !== turn) return;
      await showFound(now, { ...found, hits, count, page }, mine);
      if (mine === turn && focus) focus();
    } catch (error) {
      if (mine === turn) showFailure();
    }
  }

  function showFailure() {
    view.whole.removeAttribute("aria-busy");
    view.status.textContent = "찾지 못했습니다.";
    view.notes.replaceChildren(findView.note(" bb-note--warn", ["찾기에 쓰는 파일을 읽지 못했습니다."],
      [["다시 시도", () => show(null)], ["모든 안내서 목록 보기", ownPath]]));
    for (const one of [view.list, view.end, view.pager, view.chips]) one.replaceChildren();
  }

  async function showFound(now, { all, numbers, words, hits, count, page }, mine) {
    base = all;
    shownTurn = mine;
    const rest = numbers.length < all.length ? ` (전체 ${all.length.toLocaleString("ko")}건에서 좁힘)` : "";
    view.whole.removeAttribute("aria-busy");
    view.status.textContent = `${numbers.length.toLocaleString("ko")}건${rest}`;
    view.list.replaceChildren(...hits.map(findView.result));
    compare.addPicks(view.list);
    view.pager.replaceChildren(...findView.pager(page, count, (to) => addressOf({ ...now, page: to })));
    const chosen = Object.entries(now.filters).flatMap(([facet, values]) => values.map((value) => [facet, value]));
    view.opener.textContent = chosen.length ? `조건으로 좁히기 (${chosen.length}개 고름)` : "조건으로 좁히기";
    const named = await Promise.all(chosen.map(async ([facet, value]) =>
      ({ facet, value, name: NAMES.get(facet), label: await labelOf(facet, value) })));
    if (mine !== turn) return;
    view.chips.replaceChildren(...findView.chips(named, {
      onRemove: ({ facet, value }) => go(findState.toggle(now, facet, value), focusHeading),
      onClear: () => go({ ...now, filters: {}, page: 1 }, focusHeading),
    }));
    for (const facet of Object.keys(now.filters)) parts.get(facet).element.open = true;
    await Promise.all(FACETS.map(([id]) => parts.get(id).element.open && fillFacet(id, now, mine)));
    if (mine !== turn) return;
    view.end.replaceChildren(...(numbers.length ? [] : await waysOn(now, all)));
    view.notes.replaceChildren(...notesOf(now, words));
  }

  /** Counts of a facet's values as they would be: its own conditions do not take away from them. */
  async function fillFacet(facet, now, mine) {
    if (facets === null) return;
    const [isAllowed, labels] = await Promise.all([facets.select(findState.without(now.filters, facet)), labelsOf(facet)]);
    const column = await facets.column(facet);
    const counts = await facets.count(facet, base.filter(isAllowed));
    if (mine !== turn) return;
    if (column === null) {
      parts.get(facet).fail(() => fillFacet(facet, now, mine));
      return;
    }
    const chosen = now.filters[facet] || [];
    parts.get(facet).fill(findState.orderValues(counts, labels, chosen), chosen);
  }

  function notesOf(now, words) {
    const made = [];
    const explained = now.exact ? [] : findState.explainWords(words, core.index.meta.old);
    if (explained.length) {
      made.push(findView.note("", explained, [[`입력한 ‘${findState.shorten(now.query)}’ 그대로 찾기`, addressOf({ ...now, exact: true, page: 1 })]]));
    } else if (now.exact) {
      made.push(findView.note("", ["입력한 말 그대로 찾았습니다."], [["비슷한 말도 함께 찾기", addressOf({ ...now, exact: false, page: 1 })]]));
    }
    if (core.index.failed().length) {
      made.push(findView.note(" bb-note--warn", ["찾기에 쓰는 파일 일부를 읽지 못해 결과가 빠졌을 수 있습니다."],
        [["다시 시도", () => show(null)]]));
    }
    return made;
  }

  /** Where nothing is found: conditions that would give results, and words that are near the typed ones. */
  async function waysOn(now, all) {
    const links = await linksOn(now, all);
    const said = all.length ? "고른 조건에 모두 맞는 안내서가 없습니다." : "이 말이 들어 있는 안내서를 찾지 못했습니다.";
    const { make } = findView;
    const list = make("ul", { class: "bb-dots" }, ...links.map(([name, other]) =>
      make("li", {}, make("a", { href: addressOf({ ...now, page: 1, ...other }) }, name))));
    return [
      make("p", {}, said, links.length ? " 이렇게 하면 결과가 있습니다." : ""),
      ...(links.length ? [list] : []),
      make("p", { class: "bb-small" }, "더 짧은 말이나 다른 말로 찾거나, ",
        make("a", { href: compare.keep(ownPath) }, "모든 안내서 목록"), "에서 고를 수 있습니다. 사업이 없었다는 뜻이 아니라 여기에 기록이 없다는 뜻입니다."),
    ];
  }

  /** What leads on from where nothing is found; nothing, where that cannot be read. */
  async function linksOn(now, all) {
    try {
      if (!window.bonbogi.findWays) await window.bonbogi.addScript("assets/js/find-ways.js", false);
      return await window.bonbogi.findWays(now, all, { facets, labelOf });
    } catch (error) {
      return [];
    }
  }

  let typing = 0;
  /** Search for what is being typed, so that all of it is at hand when it is asked for. */
  async function prepare(query) {
    try {
      if (query) await (await window.bonbogi.startSearch()).search(query, { limit: PAGE_SIZE });
    } catch (error) {
      // Is said when it is asked for.
    }
  }

  const typed = () => box.value.trim();
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => prepare(typed()), PAUSE_IN_TYPING);
  });
  // Another query needs no other page.
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    box.blur();
    go({ query: typed(), exact: false, order: "", page: 1, filters: {} }, focusHeading);
  });

  const isForNewTab = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

  // The links of the plain list lead to one condition; with a script conditions combine.
  plain.addEventListener("click", (event) => {
    const link = event.target.closest("[data-bb-choice]");
    if (!link || link.hasAttribute("aria-current") || isForNewTab(event)) return;
    event.preventDefault();
    const choices = [...plain.querySelectorAll("[data-bb-choice][aria-current]"), link].map((one) => one.dataset.bbChoice);
    go(findState.readAddress(choices.join("&")), focusHeading);
  });
  findView.letOpen(plain.querySelector(".bb-facet-open"), plain.querySelector(".bb-facets"));
  view.order.addEventListener("change", () => go({ ...state, order: view.order.value, page: 1 }));
  view.pager.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || isForNewTab(event)) return;
    event.preventDefault();
    go({ ...state, page: Number(link.dataset.page) }, focusHeading);
  });
  window.addEventListener("popstate", () => open(findState.readAddress(window.location.search), null));
  open(state, null);
})();
