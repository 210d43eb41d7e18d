// The contents of a page show where the reader is: the last heading that has come into the upper part of the window.
(function () {
  "use strict";

  const UPPER_PART = 0.3;
  const entries = Array.from(document.querySelectorAll(".bb-toc a[href^='#']"), (link) => ({
    link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))),
  })).filter(({ heading }) => heading);
  let current = null;
  let isAsked = false;

  function follow() {
    isAsked = false;
    const { clientHeight, scrollHeight, scrollTop } = document.documentElement;
    const isRead = ({ heading }) => heading.getBoundingClientRect().top < clientHeight * UPPER_PART;
    const isAtEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
    const entry = isAtEnd ? entries[entries.length - 1] : entries.filter(isRead).pop();
    const link = entry ? entry.link : null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "location");
    current = link;
  }

  function ask() {
    if (!isAsked) window.requestAnimationFrame(follow);
    isAsked = true;
  }

  if (!entries.length) return;
  window.addEventListener("scroll", ask, { passive: true });
  window.addEventListener("resize", ask);
  ask();
})();
