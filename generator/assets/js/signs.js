// Signs beside their words: drawn once by the generator, in a template of the page, and copied here.
(function () {
  "use strict";

  const template = document.querySelector("template[data-bb-signs]");
  const drawings = new Map(template
    ? Array.from(template.content.children, (child) => [child.dataset.shape, child.firstElementChild]) : []);

  /** The sign of a shape with its word; the word alone where the page has no such drawing. */
  function sign([shape, word]) {
    const drawing = drawings.get(shape);
    if (!drawing) return document.createTextNode(word);
    const copy = drawing.cloneNode(true);
    copy.append(word);
    return copy;
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { sign });
})();
