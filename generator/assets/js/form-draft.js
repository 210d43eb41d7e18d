// The draft in the browser's own storage, where it has one; a page from a disk may share it with others or have none.
(function () {
  "use strict";

  const NAME = "bonbogi-form";

  /** What was kept last, or null. */
  function readDraft() {
    try {
      const draft = JSON.parse(window.localStorage.getItem(NAME));
      return draft && typeof draft.text === "string" ? draft : null;
    } catch (error) {
      return null;
    }
  }

  /** Keep a draft; tells whether it was kept. */
  function keepDraft(draft) {
    try {
      window.localStorage.setItem(NAME, JSON.stringify(draft));
      return true;
    } catch (error) {
      return false;
    }
  }

  function dropDraft() {
    try {
      window.localStorage.removeItem(NAME);
    } catch (error) {
      // Nothing is kept where there is no storage.
    }
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formDraft: { dropDraft, keepDraft, readDraft } });
})();
