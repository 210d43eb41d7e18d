// On every page: guidebooks that somebody has chosen to compare, and the tray that shows them.
// The choice is in the address, because a browser may keep storage per file for a site on a disk; storage helps going back.
(function () {
  "use strict";

  const MOST = 4;
  const LEAST = 2;
  const PARAMETER = "compare";
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  /** The ids that a list with commas names: each once, none that could not be a record's, not more than there is room for. */
  function readIds(list) {
    return [...new Set((list || "").split(",").filter((id) => id.length <= 60 && ID.test(id)))].slice(0, MOST);
  }

  /** An address with a choice in it; without one where nothing is chosen. */
  function withChoice(address, ids) {
    const url = new URL(address);
    const others = url.search.slice(1).split("&").filter((part) => part && !part.startsWith(`${PARAMETER}=`));
    // Written by hand: commas need no escapes, and addresses are sent to people.
    url.search = [...others, ...(ids.length ? [`${PARAMETER}=${ids.join(",")}`] : [])].join("&");
    return url.href;
  }

  if (typeof module === "object") {
    module.exports = { MOST, readIds, withChoice };
    return;
  }

  const { addScript, root } = window.bonbogi;
  const loaded = new Map();
  const waiting = new Map();
  const listeners = [];
  const titles = new Map();
  let ids = startingChoice();

  function stored() {
    try {
      return window.sessionStorage.getItem(PARAMETER);
    } catch (error) {
      return null;
    }
  }

  function startingChoice() {
    const inAddress = new URLSearchParams(window.location.search).get(PARAMETER);
    const [visit] = window.performance.getEntriesByType("navigation");
    // Going back leads to an older address; what was chosen since then is not taken back.
    if (inAddress === null || (visit && visit.type === "back_forward" && stored() !== null)) return readIds(stored());
    return readIds(inAddress);
  }

  function keepChoice() {
    try {
      window.sessionStorage.setItem(PARAMETER, ids.join(","));
    } catch (error) {
      // The address says it too.
    }
    try {
      window.history.replaceState(window.history.state, "", withChoice(window.location.href, ids));
    } catch (error) {
      // Not every browser lets a page from a disk change its address; links take the choice along.
    }
  }

  function setChoice(next) {
    ids = next;
    keepChoice();
    draw();
    listeners.forEach((listener) => listener([...ids]));
  }

  /** The cells of one guidebook, as its file under compare/ hands them over. */
  function load(id) {
    if (!loaded.has(id)) {
      loaded.set(id, addScript(`compare/${id}.js`, false).then(() => {
        if (!waiting.has(id)) throw new Error(id);
        titles.set(id, waiting.get(id).title);
        return waiting.get(id);
      }).catch((error) => {
        loaded.delete(id);
        throw error;
      }));
    }
    return loaded.get(id);
  }

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // The tray

  const say = make("p", { class: "bb-tray__said", role: "status" });
  const chips = make("ul", {});
  const count = make("h2", { id: "bb-tray" });
  const go = make("a", { class: "bb-btn bb-btn--go", href: "" }, "나란히 비교");
  const clear = make("button", { class: "bb-link-btn", type: "button" }, "모두 빼기");
  const tray = make("section", { "class": "bb bb-tray noprint", "aria-labelledby": "bb-tray", "data-bb-scripted": "" },
    make("div", { class: "md-grid" }, count, chips, say, clear, go));
  const isComparePage = document.querySelector("[data-bb-compare]") !== null;
  clear.addEventListener("click", () => {
    setChoice([]);
    document.querySelector("#bb-content").focus();
  });

  function chip(id) {
    const name = make("span", {}, titles.get(id) || id);
    const remove = make("button", { type: "button" }, make("span", { class: "bb-vh" }, titles.get(id) || id), "빼기");
    remove.addEventListener("click", () => {
      toggle(id);
      (chips.querySelector("button") || document.querySelector("#bb-content")).focus();
    });
    if (!titles.has(id)) load(id).then(draw, () => {});
    return make("li", { class: "bb-chip" }, name, remove);
  }

  function draw() {
    for (const box of document.querySelectorAll("[data-bb-pick]")) box.checked = ids.includes(box.dataset.bbPick);
    if (isComparePage) return;
    count.textContent = `비교함 ${ids.length} / ${MOST}`;
    chips.replaceChildren(...ids.map(chip));
    go.hidden = ids.length < LEAST;
    go.href = withChoice(`${root}compare.html`, ids);
    say.textContent = ids.length < LEAST ? "한 건 더 담으면 나란히 볼 수 있습니다." : "";
    if (ids.length && !tray.isConnected) document.querySelector(".md-main").append(tray);
    if (!ids.length) tray.remove();
  }

  /** Take a guidebook in or out; false where there is no room for it. */
  function toggle(id) {
    if (ids.includes(id)) {
      setChoice(ids.filter((one) => one !== id));
      return true;
    }
    if (ids.length === MOST) {
      say.textContent = `비교함에는 ${MOST}건까지 담습니다. 먼저 한 건을 빼 주세요.`;
      return false;
    }
    setChoice([...ids, id]);
    return true;
  }

  // The boxes to choose by

  function pick(id, title, words) {
    const box = make("input", { "type": "checkbox", "data-bb-pick": id, "autocomplete": "off" });
    box.checked = ids.includes(id);
    box.addEventListener("change", () => {
      if (!toggle(id)) box.checked = false;
    });
    return make("label", { "class": "bb-pick noprint", "data-bb-scripted": "" }, box, make("span", { class: "bb-vh" }, title), words);
  }

  /** Put a box beside every guidebook within an element: in lists after the title, on its own page below the head. */
  function addPicks(within) {
    for (const place of within.querySelectorAll("[data-bb-guidebook]")) {
      const id = place.dataset.bbGuidebook;
      const heading = place.querySelector("h1, h2, h3, h4");
      if (!heading || place.querySelector("[data-bb-pick]")) continue;
      const title = heading.textContent.trim();
      titles.set(id, title);
      if (heading.tagName === "H1") (place.querySelector(".bb-meta") || heading).after(pick(id, title, "비교함에 담기"));
      else heading.after(pick(id, title, "비교"));
    }
  }

  // The choice goes along to every page of the site

  const isOwnPage = (url) => url.href.startsWith(root) && /(\/|\.html)$/.test(url.pathname);

  function carry(event) {
    const link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link) return;
    // Not link.href: that of a link in a drawing is no text.
    const url = new URL(link.getAttribute("href"), document.baseURI);
    if (isOwnPage(url) && url.pathname !== window.location.pathname) link.setAttribute("href", withChoice(url.href, ids));
  }

  function carryInForm({ target: form }) {
    if (form.method !== "get") return;
    let field = form.elements.namedItem(PARAMETER);
    if (!field) {
      field = make("input", { type: "hidden", name: PARAMETER });
      form.append(field);
    }
    field.value = ids.join(",");
    field.disabled = !ids.length;
  }

  document.addEventListener("click", carry, true);
  document.addEventListener("auxclick", carry, true);
  document.addEventListener("submit", carryInForm, true);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) setChoice(readIds(stored()));
  });

  window.bonbogi = Object.assign(window.bonbogi, {
    compareData: (data) => waiting.set(data.id, data),
    compare: {
      MOST,
      LEAST,
      addPicks,
      chosen: () => [...ids],
      keep: (address) => withChoice(address, ids),
      load,
      onChange: (listener) => listeners.push(listener),
      toggle,
    },
  });
  addPicks(document);
  keepChoice();
  draw();
})();
