// map.html: filters by topic and year, tables that sort, and a name for what is pointed at. Without it all else works.
(function () {
  "use strict";

  const { addScript, mapCounts } = window.bonbogi;
  const map = document.querySelector("[data-bb-map]");
  if (!map) return;
  const [most, mostInProvince] = map.dataset.bbMap.split(" ").map(Number);
  const [topic, year] = ["#map-topic", "#map-year"].map((id) => map.querySelector(id));
  const status = map.querySelector(".bb-map__found");
  const NAMES = ["p", "t", "g"];
  const NONE = { p: 0, t: 0, g: 0 };
  let records = null;
  // Of what is under way, only the newest is shown.
  let turn = 0;

  function loadRecords() {
    if (records === null) {
      records = new Promise((resolve, reject) => {
        window.bonbogi.mapRecords = resolve;
        addScript("map/records.js").then(() => reject(new Error("map/records.js")), (error) => {
          records = null;
          reject(error);
        });
      });
    }
    return records;
  }

  function tell({ p, t, g }) {
    return [p ? `안내서 ${p}건` : "안내서 없음", t ? `들여온 사업 ${t}건` : "", g ? `${g}곳에 퍼짐` : ""].filter(Boolean).join(", ");
  }

  /** Shade an area or a link, and bring its name and numbers up to date. */
  function showOnMap(shape, count, top) {
    for (const name of NAMES) {
      if (count[name]) shape.dataset[name] = mapCounts.levelOf(count[name], top);
      else delete shape.dataset[name];
      for (const number of shape.querySelectorAll(`.${name}`)) number.textContent = ` ${count[name]}`;
    }
    const title = shape.querySelector("title");
    if (title) title.textContent = `${title.textContent.split(":")[0]}: ${tell(count)}`;
  }

  function showInTable(row, count) {
    const [, projects, taken, given, years] = row.cells;
    projects.textContent = count.p;
    taken.textContent = count.t;
    given.textContent = count.g;
    years.textContent = [...new Set([count.first, count.last])].filter(Boolean).join("~") || "–";
  }

  /** The place that an area, a link or a row stands for: a link's address tells it where nothing else does. */
  function codeOf(one) {
    return one.dataset.code || (one.matches("path") ? one.id : (one.matches("a") ? one : one.querySelector("a")).getAttribute("href")).match(/\d+/)[0];
  }

  function show(rows, all) {
    const { places, provinces } = mapCounts.countPlaces(rows);
    for (const shape of map.querySelectorAll("svg :is(path[id], .bb-map__links a:not(.bb-map__zoom))")) {
      const isProvince = shape.matches(".bb-map__areas *, .bb-map__links--province *");
      const counts = isProvince ? provinces : places;
      showOnMap(shape, counts.get(codeOf(shape)) || NONE, isProvince ? mostInProvince : most);
    }
    for (const table of map.querySelectorAll("[data-bb-map-table]")) {
      const isOfProvinces = table.dataset.bbMapTable === "province";
      for (const row of table.tBodies[0].rows) {
        const count = (isOfProvinces ? provinces : places).get(codeOf(row)) || NONE;
        showInTable(row, count);
        row.hidden = !isOfProvinces && !count.p;
      }
    }
    status.textContent = rows.length === all.length
      ? `안내서 ${all.length.toLocaleString("ko")}건.`
      : `안내서 ${rows.length.toLocaleString("ko")}건 (전체 ${all.length.toLocaleString("ko")}건에서 좁힘).`;
  }

  async function filter() {
    turn += 1;
    const mine = turn;
    try {
      const all = await loadRecords();
      const chosen = { topic: topic.value ? Number(topic.value) : null, year: year.value ? Number(year.value) : null };
      if (mine === turn) show(mapCounts.filterRows(all, chosen), all);
    } catch (error) {
      if (mine === turn) status.textContent = "지도의 기록을 읽지 못해 좁히지 못했습니다. 다시 골라 보세요.";
    }
  }

  /** Sort a table by a column; again the same column turns the order around. */
  function sort(table, head) {
    const column = head.cellIndex;
    const isByName = column === 0;
    const before = head.getAttribute("aria-sort");
    const isUp = before ? before === "descending" : isByName;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const valueOf = (row) => row.cells[column].textContent;
    const compare = isByName
      ? (one, other) => valueOf(one).localeCompare(valueOf(other), "ko")
      : (one, other) => (parseInt(valueOf(one), 10) || 0) - (parseInt(valueOf(other), 10) || 0);
    const rows = [...table.tBodies[0].rows].sort(compare);
    table.tBodies[0].append(...(isUp ? rows : rows.reverse()));
  }

  function makeSortable(table) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "bb-map__sort";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(table, head));
      head.replaceChildren(button);
    }
  }

  /** The name of what is pointed at or in focus stands above its drawing. */
  function nameUnder(figure) {
    const now = document.createElement("p");
    now.className = "bb-map__now bb-small";
    now.setAttribute("aria-hidden", "true");
    now.hidden = true;
    figure.append(now);
    const point = ({ target }) => {
      const shape = target.closest("svg a, svg path");
      const title = shape && shape.querySelector("title");
      now.hidden = !title;
      if (title) now.textContent = title.textContent.includes(":") ? title.textContent : `${title.textContent}: 안내서 없음`;
    };
    // Not on the drawing itself: one that listens for the focus can take it.
    for (const kind of ["pointerover", "focusin"]) figure.addEventListener(kind, point);
    for (const kind of ["pointerleave", "focusout"]) figure.addEventListener(kind, () => { now.hidden = true; });
  }

  map.querySelectorAll("figure").forEach(nameUnder);
  map.querySelectorAll("[data-bb-map-table]").forEach(makeSortable);
  map.querySelector(".bb-map__filters").hidden = false;
  for (const select of [topic, year]) select.addEventListener("change", filter);
  // A browser that comes back to the page keeps what was chosen.
  if (topic.value || year.value) filter();
})();
