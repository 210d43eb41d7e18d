// On every page: loads the search when it is first needed, and gives other pages and tests one way to call it.
(function () {
  "use strict";

  // The page may lie at any depth, and on a disk: the site's root is found from this script's own address.
  const root = new URL("../../", document.currentScript.src).href;
  // Each uses those before it, and what is loaded behind them may use them all.
  const CORE = ["search-text", "search-index", "search-query", "search-core"];
  const DEFAULT_LIMIT = 10;

  const waiting = new Map();
  const loading = new Map();

  /** Load a script of the site, by its address from the root. */
  function addScript(address, isInOrder) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(address, root).href;
      script.async = !isInOrder;
      script.addEventListener("load", () => {
        script.remove();
        resolve();
      });
      script.addEventListener("error", () => {
        script.remove();
        reject(new Error(address));
      });
      document.head.append(script);
    });
  }

  /** What files under search/ call: the data of that name. */
  function searchData(name, data) {
    waiting.set(name, data);
  }

  /** The data of one file under search/; fails when there is no such file or it hands over something else. */
  async function loadData(name) {
    await addScript(`search/${name}.js`, false);
    if (!waiting.has(name)) throw new Error(name);
    const data = waiting.get(name);
    waiting.delete(name);
    return data;
  }

  /** What is loaded once, and again after it failed. */
  function once(name, load) {
    if (!loading.has(name)) {
      loading.set(name, load().catch((error) => {
        loading.delete(name);
        throw error;
      }));
    }
    return loading.get(name);
  }

  // All are loaded again when one fails: those behind it could not start.
  const loadParts = (parts) => Promise.all(parts.map((part) => addScript(`assets/js/${part}.js`, true)));

  /** The search over this site's index: {search, hitsOf, index}. */
  function startSearch() {
    return once("search", async () => {
      const [meta] = await Promise.all([once("meta", () => loadData("meta")), once("core", () => loadParts(CORE))]);
      return window.bonbogi.searchCore.createSearch({ meta, load: loadData });
    });
  }

  /** The conditions over the same index: {all, column, count, select}. */
  function startFacets() {
    return once("facets", async () => {
      const [{ index }] = await Promise.all([startSearch(), loadParts(["search-facets"])]);
      return window.bonbogi.searchFacets.createFacets(index);
    });
  }

  /** What is offered while somebody types: {nearWords, suggest}. */
  function startSuggest() {
    return once("suggest", async () => {
      const [{ index }] = await Promise.all([startSearch(), loadParts(["search-suggest"])]);
      return window.bonbogi.searchSuggest.createSuggest(index);
    });
  }

  /**
   * Find guidebooks; on every page of the site, from a disk too.
   *
   * `filters` is {facet: [value, …]} with the facets of the find page, such as {province: ["50000"], year: ["2019"]};
   * a guidebook has one of the values of every facet. `url` can be opened from the page where this is called.
   *
   *     const found = await bonbogi.search("장애인 주차", { limit: 5, filters: { year: ["2019"] } });
   *
   * @returns {Promise<{id: string, title: string, url: string, snippet: string}[]>} best first; fails when the index
   *   cannot be loaded
   */
  async function search(query, { limit = DEFAULT_LIMIT, filters = {} } = {}) {
    const core = await startSearch();
    const isAllowed = Object.keys(filters).length ? await (await startFacets()).select(filters) : undefined;
    const { hits } = await core.search(String(query), { limit, isAllowed });
    return hits.map(({ id, title, url, snippet }) => ({
      id,
      title,
      url: new URL(url, root).href,
      snippet: `${snippet.cutBefore ? "…" : ""}${snippet.text}${snippet.cutAfter ? "…" : ""}`,
    }));
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { addScript, root, search, searchData, startFacets, startSearch, startSuggest });
})();
