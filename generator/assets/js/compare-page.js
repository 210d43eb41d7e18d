// compare.html: the chosen guidebooks side by side. The page has the rows; each guidebook's cells come in a file of its own.
(function () {
  "use strict";

  const { compare, compareView, root, sign } = window.bonbogi;
  const place = document.querySelector("[data-bb-compare]");
  const table = place.querySelector("template").content.querySelector("table");
  const findPage = `${root}find.html`;
  // Of what is under way, only the newest is shown.
  let turn = 0;
  let shown = [];

  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function button(name, act, className = "bb-btn bb-btn--s") {
    const made = make("button", { class: className, type: "button" }, name);
    made.addEventListener("click", act);
    return made;
  }

  const status = make("p", { "class": "bb-compare__status", "role": "status", "tabindex": "-1" });
  const onlyDifferent = make("input", { type: "checkbox" });
  const legend = make("p", { class: "bb-cap" },
    "‘다름’은 적어도 한 건의 값이 다른 줄입니다. ‘기록 없음’은 여기에 기록이 없다는 뜻이며 ‘없었다’는 뜻이 아닙니다. 사실마다의 출처는 각 안내서에 있습니다.");
  const actions = make("div", { class: "bb-acts noprint" },
    button("주소 복사", copyAddress), button("인쇄", () => window.print()), button("표 내려받기(CSV)", download));
  const tools = make("div", { class: "bb-compare__tools" },
    make("label", { class: "bb-check noprint" }, onlyDifferent, "다른 줄만 보기"), actions, legend);
  const body = make("div");
  const more = make("p", { class: "bb-compare__more noprint" });
  const view = make("div", { "data-bb-scripted": "" }, status, body, more);
  place.querySelector("[data-bb-unscripted]").remove();
  place.append(view);
  onlyDifferent.addEventListener("change", showRows);

  function piece(one) {
    if (typeof one === "string") return one;
    if (Array.isArray(one)) return sign(one);
    const made = one.to ? make("a", { href: root + one.to }, one.text) : make("span", {}, one.text);
    if (one.tone === "strong") made.className = "bb-cmp__strong";
    if (one.tone === "quiet") made.className = "bb-cap";
    if (one.tone === "missing") made.className = "bb-none";
    return made;
  }

  function bar(data, most) {
    const made = make("span", { "class": "bb-cmp__bar", "aria-hidden": "true" });
    made.style.width = `${Math.max(1, Math.round((data.budget * 100) / most))}%`;
    return made;
  }

  function cell(data, row, most) {
    const lines = data.cells[row];
    // On narrow screens cells stand below each other; then each says whose it is.
    const made = make("td", { role: "cell" }, make("span", { "class": "bb-cmp__who", "aria-hidden": "true" }, data.title));
    if (!lines) made.append(make("span", { class: "bb-none" }, compareView.NOTHING));
    else made.append(...lines.map((line) => make("p", {}, ...line.map(piece))));
    if (row === "budget" && data.budget && most) made.append(bar(data, most));
    return made;
  }

  const whereAndWhen = ({ place: where, year }) => `${where}, ${year}`;

  function head(data) {
    const remove = button("빼기", () => {
      compare.toggle(data.id);
      status.focus();
    }, "bb-link-btn noprint");
    remove.prepend(make("span", { class: "bb-vh" }, data.title));
    return make("th", { scope: "col", role: "columnheader" },
      make("a", { href: `${root}guidebooks/${data.id}.html` }, data.title), make("small", {}, whereAndWhen(data)), remove);
  }

  function draw(all) {
    shown = all;
    const made = table.cloneNode(true);
    const most = all.filter(({ budget }) => budget).length > 1 ? Math.max(...all.map(({ budget }) => budget || 0)) : 0;
    made.caption.textContent = `안내서 ${all.length}건 비교`;
    made.tHead.rows[0].append(...all.map(head));
    for (const row of made.querySelectorAll("[data-row]")) {
      const id = row.dataset.row;
      const isDifferent = compareView.isDifferent(all.map(({ cells }) => cells[id]));
      row.classList.add(isDifferent ? "bb-cmp__row--diff" : "bb-cmp__row--same");
      if (isDifferent) row.cells[0].append(" ", make("span", { class: "bb-cmp__diff" }, "다름"));
      row.append(...all.map((data) => cell(data, id, most)));
    }
    for (const group of made.querySelectorAll(".bb-cmp__group th")) group.colSpan = all.length + 1;
    made.dataset.count = all.length;
    body.replaceChildren(tools, made);
    showRows();
  }

  function showRows() {
    for (const group of body.querySelectorAll("tbody")) {
      const rows = [...group.querySelectorAll("[data-row]")];
      rows.forEach((row) => { row.hidden = onlyDifferent.checked && !row.classList.contains("bb-cmp__row--diff"); });
      group.hidden = rows.every((row) => row.hidden);
    }
  }

  function tooFew(ids) {
    const said = ids.length ? "한 건을 골랐습니다. 견주려면 한 건 더 골라 주세요." : "아직 고른 안내서가 없습니다.";
    status.textContent = said;
    body.replaceChildren();
    more.replaceChildren(make("a", { class: "bb-btn", href: findPage }, "안내서 고르러 가기"));
  }

  function failed(missing) {
    return missing.map((id) => {
      const remove = button("빼기", () => compare.toggle(id), "bb-link-btn");
      return make("p", { class: "bb-note bb-note--warn" }, `‘${id}’ 안내서를 읽지 못했습니다. `, button("다시 시도", show, "bb-link-btn"), " ", remove);
    });
  }

  async function show() {
    turn += 1;
    const mine = turn;
    const ids = compare.chosen();
    const results = await Promise.allSettled(ids.map(compare.load));
    if (mine !== turn) return;
    const all = results.flatMap(({ value }) => (value ? [value] : []));
    const missing = ids.filter((_, i) => results[i].status === "rejected");
    if (ids.length < compare.LEAST) tooFew(ids);
    else {
      status.textContent = `안내서 ${all.length}건을 견줍니다.`;
      draw(all);
      const room = compare.MOST - ids.length;
      more.replaceChildren(...(room ? [make("a", { class: "bb-btn", href: findPage }, `더 고르기(${room}건까지)`)] : []));
    }
    body.prepend(...failed(missing));
  }

  async function copyAddress() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      status.textContent = "이 비교의 주소를 복사했습니다.";
    } catch (error) {
      status.textContent = "주소를 복사하지 못했습니다. 주소창에서 복사해 주세요.";
    }
  }

  function download() {
    const rows = [...body.querySelectorAll("[data-row]")].filter((row) => !row.hidden);
    const texts = [
      ["항목", ...shown.map(({ title }) => title)],
      ["지자체, 연도", ...shown.map(whereAndWhen)],
      ...rows.map(({ dataset, cells }) =>
        [cells[0].firstChild.data, ...shown.map((data) => compareView.textOf(data.cells[dataset.row]).join("\n"))]),
    ];
    const link = make("a", { download: "안내서-비교.csv", href: URL.createObjectURL(new Blob([compareView.toCsv(texts)], { type: "text/csv" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  compare.onChange(show);
  show();
})();
