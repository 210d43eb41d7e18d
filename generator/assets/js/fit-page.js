// The page 우리 지자체에 맞추기: what is chosen and typed goes into fit-core.js and fit-plan.js, and what they say is shown.
(function () {
  "use strict";

  const bonbogi = window.bonbogi;
  const core = bonbogi.fitCore;
  const plan = bonbogi.fitPlan;
  const formDraft = bonbogi.formDraft;
  const root = document.querySelector("[data-bb-fit]");
  if (!root) return;

  const LAST = "bonbogi-fit";
  const SAVE_AFTER = 300;
  const SIGNS = {
    met: ["measured", "M2.5 8.5l3.8 4L13.5 4"], short: ["planned", "M8 2l7 12.5H1z"], unknown: ["none", "M2 2h12v12H2z"],
    none: ["none", "M2 2h12v12H2z"], must: ["bad", "M8 1l7 7-7 7-7-7z"],
  };
  const ANSWERS = [["met", "갖춤"], ["short", "모자람"], ["unknown", "모름"]];

  const received = new Map();
  let data = null;
  let places = [];
  let state = core.emptyState();
  let timer = 0;

  bonbogi.fitData = (name, value) => received.set(name, value);

  /** An element with its attributes and what is in it; texts never become markup. */
  function el(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  function sign(kind, text) {
    const [tone, path] = SIGNS[kind];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawn.setAttribute("d", path);
    drawn.setAttribute("class", `bb-fit-sign--${kind}`);
    svg.append(drawn);
    return el("span", { class: `bb-ev bb-ev--${tone}` }, svg, text);
  }

  async function load(name) {
    await bonbogi.addScript(`fit/${name}.js`);
    if (!received.has(name)) throw new Error(name);
    return received.get(name);
  }

  // ── keeping what was typed ──

  const kept = {
    read(key) {
      try {
        return window.localStorage.getItem(key);
      } catch (error) {
        return null;
      }
    },
    write(key, text) {
      try {
        window.localStorage.setItem(key, text);
        return window.localStorage.getItem(key) === text;
      } catch (error) {
        return false;
      }
    },
    remove(key) {
      try {
        window.localStorage.removeItem(key);
      } catch (error) {
        // Nothing was kept either.
      }
    },
  };

  const keyOf = () => `${LAST}:${data.id}`;

  function keep() {
    clearTimeout(timer);
    timer = 0;
    const { place, year, office } = state;
    kept.write(LAST, JSON.stringify({ place, year, office }));
    const isKept = kept.write(keyOf(), core.writeState(state, data.id));
    root.querySelector("[data-bb-kept]").textContent = isKept
      ? "적은 것은 이 브라우저에만 남습니다."
      : "이 브라우저는 적은 것을 남겨 두지 않습니다. 닫기 전에 ‘적은 것 내보내기’로 남겨 두세요.";
  }

  function save() {
    clearTimeout(timer);
    timer = setTimeout(keep, SAVE_AFTER);
  }

  function readKept() {
    const own = core.readState(kept.read(keyOf()) || "", data.id);
    if (own) return own;
    let last = {};
    try {
      last = JSON.parse(kept.read(LAST) || "{}") || {};
    } catch (error) {
      last = {};
    }
    const chosen = Object.fromEntries(["place", "year", "office"].filter((key) => typeof last[key] === "string").map((key) => [key, last[key]]));
    return { ...core.emptyState(), ...chosen };
  }

  // ── choosing ──

  /** A box that offers what fits the letters typed so far; `offer` gives rows {name, note}, `pick` takes one. */
  function attach(id, offer, pick) {
    bonbogi.makeCombobox(document.getElementById(id), document.getElementById(`${id}-list`), {
      find: (typed) => (typed.trim() ? offer(typed.trim()) : null),
      fill(item, { name, note }) {
        item.className = "bb-fit-option";
        item.append(el("span", {}, name), note ? el("span", { class: "bb-cap" }, note) : "");
      },
      take: pick,
      enter([first]) {
        if (first) pick(first);
        return Boolean(first);
      },
    });
  }

  async function offerGuidebooks(typed) {
    try {
      const [search, { suggest }] = await Promise.all([bonbogi.startSearch(), bonbogi.startSuggest()]);
      const { titles } = await suggest(typed, { limit: 8 });
      if (titles.length) return titles.map(({ id, title, place, year }) => ({ id, name: title, note: `${place} · ${year}` }));
      const { hits } = await search.search(typed, { limit: 8 });
      return hits.map(({ id, title, place, year }) => ({ id, name: title, note: [place, year].filter(Boolean).join(" · ") }));
    } catch (error) {
      say("안내서 목록을 읽지 못했습니다. 안내서 쪽의 ‘우리 지자체에 맞추기’로 들어와 주세요.");
      return [];
    }
  }

  function offerPlaces(typed) {
    const begins = bonbogi.searchSuggest ? bonbogi.searchSuggest.beginsWith : (word, typedPart) => word.startsWith(typedPart);
    const words = typed.split(/\s+/);
    const fits = (name) => words.every((word) => name.split(" ").some((part) => begins(part, word)));
    return places.filter(([code, name]) => code === typed || fits(name)).slice(0, 10).map(([code, name]) => ({ code, name, note: code }));
  }

  const placeName = () => (places.find(([code]) => code === state.place) || ["", ""])[1];

  function choose(option) {
    state.place = option.code;
    document.getElementById("fit-place").value = option.name;
    changed();
  }

  function open(id) {
    window.location.href = `?guidebook=${encodeURIComponent(id)}`;
  }

  // ── showing ──

  const say = (text) => {
    root.querySelector("[data-bb-said]").textContent = text;
  };

  /** The parts that follow from what is typed; boxes to type in stay, or the cursor would jump. */
  function changed() {
    save();
    showVerdict();
    showShortfalls();
    showTexts();
    const problem = core.choiceProblem(data, placeName(), state.year);
    root.querySelector("[data-bb-choice]").textContent = problem;
    const folder = root.querySelector("[data-bb-folder]");
    folder.textContent = state.place ? `projects/${core.suggestId(data.id, state.place)}/project.yml` : "";
  }

  function showVerdict() {
    const sum = core.sumUp(data, state.answers);
    const figure = (kind, word, count) => el("div", {}, sign(kind, word), el("p", { class: "v bb-num" }, String(count)));
    const first = sum.first;
    const told = first
      ? [el("b", {}, `먼저 확인할 것: ${first.condition.need}`), el("br"),
        first.condition.must ? "꼭 필요한 조건입니다. 없으면 시작하지 않는 것이 좋습니다." : `지금 답: ${first.text}`]
      : [sum.total ? "적힌 조건은 모두 갖추었습니다." : "이 안내서에는 견줄 조건이 적혀 있지 않습니다."];
    root.querySelector("[data-bb-verdict]").replaceChildren(
      figure("met", "갖춤", sum.met), figure("short", "모자람", sum.short), figure("unknown", "모름", sum.unknown),
      el("div", {}, el("p", { class: "bb-small" }, ...told)));
    root.querySelectorAll("[data-bb-result]").forEach((cell, i) => cell.replaceChildren(sign(sum.judged[i].state, sum.judged[i].text)));
    const answered = sum.judged.filter((one) => one.state === "met" || one.state === "short").length;
    root.querySelector("[data-bb-answered]").textContent = `${sum.total}개 가운데 ${answered}개 답함`;
  }

  function conditionRow(condition, number) {
    const key = core.keyOf(condition);
    const answer = state.answers[key] || {};
    const set = (values) => {
      state.answers[key] = { ...state.answers[key], ...values };
      changed();
    };
    let ours;
    if (core.isNumber(condition)) {
      const input = el("input", { type: "text", inputmode: "decimal", id: `fit-n${number}`, "aria-label": `${condition.need}: 우리 쪽 값`, oninput: (event) => set({ number: event.target.value }) });
      input.value = answer.number || "";
      ours = el("div", { class: "bb-fit-tri" }, input, el("span", {}, condition.unit));
    } else {
      const radios = ANSWERS.map(([value, word]) => {
        const radio = el("input", { type: "radio", name: `fit-c${number}`, value, onchange: () => set({ answer: value }) });
        radio.checked = (answer.answer || "unknown") === value;
        return el("label", {}, radio, word);
      });
      ours = el("fieldset", {}, el("legend", { class: "bb-vh" }, `${condition.need}: 우리 쪽 답`), el("div", { class: "bb-fit-tri" }, ...radios));
    }
    const origin = condition.shown || condition.note;
    return el("tr", {},
      el("th", { scope: "row" }, condition.need, condition.must ? el("br") : "", condition.must ? sign("must", "꼭 필요") : ""),
      el("td", {}, origin ? el("span", {}, origin) : el("span", { class: "bb-none" }, core.isNumber(condition) ? "기록 없음" : "값 없이 적힌 조건")),
      el("td", {}, ours), el("td", { "data-bb-result": true }));
  }

  function pair(left, leftText, right, rightText) {
    return el("div", { class: "bb-pair" }, el("div", {}, el("h3", { class: "bb-cap" }, left), el("p", {}, leftText)),
      el("div", {}, el("h3", { class: "bb-cap" }, right), el("p", {}, rightText)));
  }

  function showShortfalls() {
    const lacking = core.sumUp(data, state.answers).judged.filter((one) => one.state === "short");
    const holder = root.querySelector("[data-bb-short]");
    // The boxes for how to fill a gap are kept: somebody may be typing in one.
    const wanted = lacking.map((one) => core.keyOf(one.condition));
    const there = new Map([...holder.children].map((child) => [child.dataset.key, child]));
    holder.replaceChildren(...lacking.map((one, i) => there.get(wanted[i]) || shortfall(one.condition)));
    lacking.forEach((one, i) => {
      holder.children[i].querySelector("[data-bb-lack]").textContent = `${one.condition.need}: ${one.text}`;
    });
    root.querySelector("[data-bb-nothing-short]").hidden = lacking.length > 0;
  }

  function shortfall(condition) {
    const key = core.keyOf(condition);
    const id = `fit-how-${core.questionsOf(data).findIndex((one) => core.keyOf(one) === key)}`;
    const how = el("textarea", { id, class: "bb-fit-in", rows: "2", maxlength: "2000", oninput: (event) => {
      state.answers[key] = { ...state.answers[key], how: event.target.value };
      save();
    } });
    how.value = (state.answers[key] || {}).how || "";
    const origin = condition.note || condition.shown;
    return el("div", { class: "bb-pair", "data-key": key },
      el("div", {}, el("h3", { class: "bb-cap" }, "모자란 것"), el("p", { "data-bb-lack": true }),
        origin ? el("p", { class: "bb-cap" }, `${data.place}: ${origin}`) : ""),
      el("div", {}, el("label", { for: id, class: "bb-cap" }, "어떻게 채우나"), how));
  }

  function textRow(key, label, hint, origin, { limit }) {
    const id = `fit-t-${key.replace(/[^a-z0-9]/gi, "-")}`;
    const area = el("textarea", { id, class: "bb-fit-in", rows: "3", maxlength: limit, "aria-describedby": `${id}-h`, oninput: (event) => {
      state.texts[key] = event.target.value;
      changed();
    } });
    area.value = state.texts[key] || "";
    const title = origin === null ? "본보기" : `${data.place} 원문`;
    return el("div", { class: "bb-fit-plan", "data-bb-text": key },
      el("div", {}, el("h3", {}, label, el("span", { class: "bb-cap" }, title)),
        origin ? el("p", {}, origin) : el("p", { class: "bb-none" }, origin === null ? "스스로 적을 곳입니다." : "기록 없음")),
      el("div", {}, el("h3", {}, el("label", { for: id }, `우리: ${label}`), el("span", { "data-bb-mark": true })), area,
        el("p", { class: "bb-cap", id: `${id}-h` }, hint), el("p", { class: "bb-fit-wrong", "data-bb-wrong": true, role: "status" })));
  }

  function showTexts() {
    const rows = [...root.querySelectorAll("[data-bb-text]")];
    let written = 0;
    for (const row of rows) {
      const key = row.dataset.bbText;
      const text = data.texts.find((one) => one.key === key);
      const own = text ? core.ownText(text, state) : core.clean(state.texts[key] || "");
      written += own ? 1 : 0;
      row.querySelector("[data-bb-mark]").replaceChildren(own ? sign("met", "고쳐 씀") : sign("short", text ? "고쳐 쓸 곳" : "쓸 곳"));
      row.querySelector("[data-bb-wrong]").textContent = core.textProblem(key, state.texts[key] || "");
    }
    root.querySelector("[data-bb-written]").textContent = `쓸 곳 ${rows.length}개 가운데 ${written}개 씀`;
  }

  // ── handing out ──

  function download(name, type, text) {
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Whether everything is there; else says what is missing and goes there. */
  function isReady() {
    const problem = core.choiceProblem(data, placeName(), state.year);
    if (problem) {
      say(problem);
      document.getElementById(state.place ? "fit-year" : "fit-place").focus();
      return false;
    }
    const wrong = data.texts.find((text) => core.textProblem(text.key, state.texts[text.key] || ""));
    if (wrong) {
      say(`‘${wrong.label}’을 고쳐 주세요. ${core.textProblem(wrong.key, state.texts[wrong.key])}`);
      document.getElementById(`fit-t-${wrong.key}`).focus();
      return false;
    }
    return true;
  }

  const writePlan = () => plan.writePlan(data, placeName(), state.year, state);

  const handers = {
    record() {
      download("project.yml", "text/yaml", core.writeRecord(data, placeName(), state.year, state));
      say("project.yml을 내려받았습니다. 저장소의 projects 폴더 안, 위에 적힌 자리에 두고 bonbogi check로 확인합니다.");
    },
    markdown() {
      download(`${data.id}-plan.md`, "text/markdown", writePlan());
      say("사업계획서 초안을 Markdown으로 내려받았습니다.");
    },
    page() {
      download(`${data.id}-plan.html`, "text/html", plan.writePage(writePlan()));
      say("사업계획서 초안을 인쇄할 수 있는 쪽으로 내려받았습니다. 브라우저로 열어 인쇄합니다.");
    },
  };

  /** Open the record in the form, which knows every key. */
  function carry() {
    const before = formDraft.readDraft();
    const id = core.suggestId(data.id, state.place);
    if (before && before.id !== id && !window.confirm("사례 올리기 양식에 적던 다른 기록이 있습니다. 이어 가면 그 기록은 지워집니다.")) return;
    const text = core.writeRecord(data, placeName(), state.year, state);
    if (formDraft.keepDraft({ text, guidebook: "", id })) window.location.href = new URL("form.html?from=fit", bonbogi.root).href;
    else say("이 브라우저는 쪽 사이에 글을 넘기지 못합니다. project.yml을 내려받아 ‘사례 올리기’의 ‘쓰던 파일 열기’로 열어 주세요.");
  }

  function importFile(event) {
    const [file] = event.target.files;
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const read = core.readState(String(reader.result), data.id);
      event.target.value = "";
      if (!read) {
        say("이 안내서에서 내보낸 파일이 아닙니다. ‘적은 것 내보내기’로 만든 .json 파일을 골라 주세요.");
        return;
      }
      state = read;
      fill();
      say("적은 것을 불러왔습니다.");
    });
    reader.addEventListener("error", () => say("파일을 읽지 못했습니다."));
    reader.readAsText(file);
  }

  function clearAll() {
    if (!window.confirm("이 안내서에 적은 것을 모두 지웁니다. 되돌릴 수 없습니다.")) return;
    kept.remove(keyOf());
    kept.remove(LAST);
    state = core.emptyState();
    fill();
    clearTimeout(timer);
    timer = 0;
    say("모두 지웠습니다.");
  }

  /** Put everything that is known into the page. */
  function fill() {
    document.getElementById("fit-place").value = placeName();
    document.getElementById("fit-year").value = state.year;
    document.getElementById("fit-office").value = state.office;
    root.querySelector("[data-bb-conditions]").replaceChildren(...core.questionsOf(data).map(conditionRow));
    root.querySelector("[data-bb-short]").replaceChildren();
    root.querySelector("[data-bb-risks]").replaceChildren(
      ...data.risks.map(([risk, answer]) => pair("위험", risk, "줄이는 법", answer || "아직 답이 없습니다")),
      ...data.warnings.map(([kind, text]) => pair(kind, text, "우리의 대비", "사업계획서의 ‘위험과 대비’에 적습니다.")));
    const blanks = data.plan.parts.flatMap((part) => part.blanks.map(([label, hint], i) => [part, label, hint, i]))
      // The first empty place of this part is the problem above.
      .filter(([part, , , i]) => !(part.id === "background" && i === 0));
    root.querySelector("[data-bb-texts]").replaceChildren(
      ...data.texts.map((text) => textRow(text.key, text.label, text.task, text.origin, { limit: { title: "300", summary: "300" }[text.key] || "10000" })),
      ...blanks.map(([part, label, hint, i]) => textRow(plan.blankKey(part.id, i), label, hint || `사업계획서의 ‘${part.title}’에 들어갑니다.`, null, { limit: "10000" })));
    changed();
  }

  function connect() {
    attach("fit-place", offerPlaces, choose);
    document.getElementById("fit-place").addEventListener("input", () => {
      state.place = "";
      changed();
    });
    for (const key of ["year", "office"]) {
      document.getElementById(`fit-${key}`).addEventListener("input", (event) => {
        state[key] = event.target.value.trim();
        changed();
      });
    }
    root.querySelectorAll("[data-bb-download]").forEach((button) => button.addEventListener("click", () => {
      if (isReady()) handers[button.dataset.bbDownload]();
    }));
    root.querySelector("[data-bb-carry]").addEventListener("click", () => {
      if (isReady()) carry();
    });
    root.querySelector("[data-bb-export]").addEventListener("click", () => download(`${data.id}-fit.json`, "application/json", core.writeState(state, data.id)));
    root.querySelector("[data-bb-import]").addEventListener("change", importFile);
    root.querySelector("[data-bb-clear]").addEventListener("click", clearAll);
    // Whoever leaves right after the last letter has it kept, too.
    window.addEventListener("pagehide", () => {
      if (timer) keep();
    });
  }

  async function start() {
    root.hidden = false;
    const chosen = document.getElementById("fit-guidebook");
    attach("fit-guidebook", offerGuidebooks, (option) => open(option.id));
    // Also brings what compares letters of names.
    chosen.addEventListener("focus", () => bonbogi.startSuggest().catch(() => {}), { once: true });
    const id = new URLSearchParams(window.location.search).get("guidebook") || "";
    if (!id) return;
    if (!/^[a-z0-9-]{1,60}$/.test(id)) {
      say("주소에 적힌 안내서를 찾지 못했습니다. 아래에서 골라 주세요.");
      return;
    }
    try {
      [data, places] = await Promise.all([load(`guidebooks/${id}`), load("places")]);
    } catch (error) {
      say(`‘${id}’ 안내서를 찾지 못했습니다. 아래에서 골라 주세요.`);
      return;
    }
    try {
      data.plan = await load(`plans/${id}`);
    } catch (error) {
      // A site that was made without documents has no plans either.
      data.plan = { head: "", parts: [] };
    }
    root.querySelectorAll("[data-bb-planned]").forEach((part) => {
      part.hidden = !data.plan.parts.length;
    });
    root.querySelector("[data-bb-unplanned]").hidden = data.plan.parts.length > 0;
    bonbogi.startSuggest().catch(() => {});
    chosen.value = data.title;
    const link = root.querySelector("[data-bb-origin]");
    link.href = new URL(`guidebooks/${data.id}.html`, bonbogi.root).href;
    link.textContent = `본보기: ${data.place} · ${data.title} (${data.year})`;
    root.querySelector("[data-bb-origin-place]").textContent = data.place;
    root.querySelector("[data-bb-work]").hidden = false;
    state = readKept();
    connect();
    fill();
  }

  start();
})();
