// Loads the data under form/ when the form needs them: classic scripts that call back, because a page from a disk cannot fetch.
(function () {
  "use strict";

  const arrived = new Map();
  const loading = new Map();

  /** What files under form/ call: the data of that name. */
  function formData(name, data) {
    arrived.set(name, data);
  }

  /** The data of one file under form/, loaded once; asked for again after it failed. */
  function loadFormData(name) {
    if (!loading.has(name)) {
      const load = window.bonbogi.addScript(`form/${name}.js`).then(() => {
        if (!arrived.has(name)) throw new Error(name);
        return arrived.get(name);
      });
      loading.set(name, load);
      load.catch(() => loading.delete(name));
    }
    return loading.get(name);
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formData, loadFormData });
})();
