// The draft of a plan with the user's words in it: as Markdown, and as a page that can be printed.
(function () {
  "use strict";

  const bonbogi = typeof module === "object" ? { fitCore: module.require("./fit-core.js") } : window.bonbogi;
  const core = bonbogi.fitCore;

  // As in generator/exports/fit_plan.py and generator/exports/markdown.py.
  const PLAN_YEAR = /9876(\d\d)/g;
  const TO_WRITE = "(여기에 씁니다)";
  const EMPTY_LINES = /(?:^> &nbsp; *(?:\n|$))+/gm;
  const ANSWER_CELLS = /□ 충족 □ 미충족 □ 모름 \| *\|/g;
  const MARKED = { met: "☑ 충족 □ 미충족 □ 모름", short: "□ 충족 ☑ 미충족 □ 모름", unknown: "□ 충족 □ 미충족 ☑ 모름" };
  const TEXT_HEADINGS = { summary: "우리의 한 줄 소개", solution: "우리 서비스의 모습" };
  // The first empty place of this part asks for the problem.
  const PROBLEM_PART = "background";

  const escapeMarkdown = (text) => text.replace(/[\\`*_[\]<>|$~]/g, "\\$&");
  const escapeStart = (line) => line.replace(/^(\s*)([#+=>-]|\d+(?=[.)]))/, "$1\\$2");

  /** Typed text as a paragraph; its lines stay lines. */
  const paragraph = (text) => text.split("\n").map((line) => escapeStart(escapeMarkdown(line))).join("  \n");

  const cell = (text) => escapeMarkdown(text).replace(/\n/g, "<br>");

  /** How one empty place of the plan is called among the texts. */
  const blankKey = (part, number) => `blank:${part}:${number}`;

  function fillNames(text, { place, year, title, office }) {
    return text.replace(/\ue000/g, () => cell(place)).replace(/\ue011/g, () => cell(title) || TO_WRITE)
      .replace(/\ue012/g, () => cell(office) || TO_WRITE)
      .replace(PLAN_YEAR, (_, later) => String(Number(year) + Number(later)));
  }

  function fillBlanks(part, state, problem) {
    let number = -1;
    return part.text.replace(EMPTY_LINES, (lines) => {
      number += 1;
      const typed = core.clean(state.texts[blankKey(part.id, number)] || "") || (part.id === PROBLEM_PART && number === 0 ? problem : "");
      return typed ? typed.split("\n").map((line) => `> ${escapeStart(escapeMarkdown(line))}  `).join("\n") + (lines.endsWith("\n") ? "\n" : "") : lines;
    });
  }

  function fillConditions(text, data, answers) {
    let number = -1;
    return text.replace(ANSWER_CELLS, (cells) => {
      number += 1;
      const condition = data.conditions[number];
      if (!condition) return cells;
      const answer = answers[core.keyOf(condition)] || {};
      const typed = core.clean(answer.number || "");
      const told = typed ? `<br>우리: ${cell(typed)}` : "";
      return `${MARKED[core.judge(condition, answer).state] || MARKED.unknown}${told} | ${cell(core.clean(answer.how || ""))} |`;
    });
  }

  /** The plan as Markdown. */
  function writePlan(data, place, year, state) {
    const own = Object.fromEntries(data.texts.map((text) => [text.key, core.ownText(text, state)]));
    const names = { place, year, title: own.title, office: core.clean(state.office) };
    // Names first: what somebody types is never taken for a year or a place.
    const parts = data.plan.parts.map((part) => {
      let text = fillBlanks({ ...part, text: fillNames(part.text, names) }, state, own.problem);
      if (part.id === "conditions") text = fillConditions(text, data, state.answers);
      const typed = data.texts.filter((one) => one.part === part.id && own[one.key] && TEXT_HEADINGS[one.key]);
      const told = typed.map((one) => `**${TEXT_HEADINGS[one.key]}**\n\n${paragraph(own[one.key])}\n\n`).join("");
      return text.replace(/^(.*\n\n|.*$)/, (heading) => heading + told);
    });
    return `${[fillNames(data.plan.head, names), ...parts].join("\n\n")}\n`;
  }

  const escapeHtml = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

  /** Running text as HTML: what markdown.py writes, and nothing else. */
  function inline(text) {
    let html = "";
    const open = [];
    const toggle = (tag) => {
      const isOpen = open[open.length - 1] === tag;
      if (isOpen) open.pop();
      else open.push(tag);
      html += `<${isOpen ? "/" : ""}${tag}>`;
    };
    for (let i = 0; i < text.length; i += 1) {
      const rest = text.slice(i);
      const found = rest.match(/^(?:\\([\\`*_[\]<>|$~#+=>.)-])|(\*{1,3})|<br>|&nbsp;|`([^`]+)`|\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\))/);
      if (!found) {
        html += escapeHtml(text[i]);
        continue;
      }
      if (found[1]) html += escapeHtml(found[1]);
      else if (found[2]) {
        const wanted = { 1: ["em"], 2: ["strong"], 3: ["strong", "em"] }[found[2].length];
        (open.length ? [...wanted].reverse() : wanted).forEach(toggle);
      } else if (found[3]) html += `<code>${escapeHtml(found[3])}</code>`;
      else if (found[5] !== undefined) {
        const label = inline(found[4]);
        html += /^https?:\/\//.test(found[5]) ? `<a href="${escapeHtml(found[5])}">${label}</a>` : label;
      } else html += found[0];
      i += found[0].length - 1;
    }
    return html + open.reverse().map((tag) => `</${tag}>`).join("");
  }

  /** The cells of a row of a table. */
  function cellsOf(line) {
    const cells = line.trim().replace(/^\|/, "").match(/(?:\\.|[^|\\])*\|/g) || [];
    return cells.map((one) => one.slice(0, -1).trim());
  }

  function tableHtml(lines) {
    const row = (line, tag) => `<tr>${cellsOf(line).map((one) => `<${tag}>${inline(one) || "&nbsp;"}</${tag}>`).join("")}</tr>`;
    const [head, , ...rows] = lines;
    return `<table><thead>${row(head, "th")}</thead><tbody>${rows.map((line) => row(line, "td")).join("")}</tbody></table>`;
  }

  const ITEM = /^(?:[-]|(\d+)\.) (.*)$/;

  function listHtml(lines) {
    const items = [];
    for (const line of lines) {
      const found = line.match(ITEM);
      if (found) items.push([found[2]]);
      else items[items.length - 1].push(line.replace(/^ {4}/, ""));
    }
    const tag = lines[0].match(ITEM)[1] ? "ol" : "ul";
    return `<${tag}>${items.map((item) => `<li>${blocksHtml(item)}</li>`).join("")}</${tag}>`;
  }

  /** Lines as HTML, block by block. */
  function blocksHtml(lines) {
    const html = [];
    for (let i = 0; i < lines.length;) {
      const line = lines[i];
      const take = (belongs) => {
        const start = i;
        do i += 1; while (i < lines.length && belongs(lines[i]));
        return lines.slice(start, i);
      };
      const heading = line.match(/^(#{1,4}) (.*)$/);
      const fence = line.match(/^(`{3,})$/);
      if (!line.trim()) i += 1;
      else if (heading) {
        html.push(`<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`);
        i += 1;
      } else if (fence) {
        const code = take((next) => next !== fence[1]).slice(1);
        html.push(`<pre>${escapeHtml(code.join("\n"))}</pre>`);
        i += 1;
      } else if (line.startsWith("|")) html.push(tableHtml(take((next) => next.startsWith("|"))));
      else if (line.startsWith(">")) {
        html.push(`<blockquote>${blocksHtml(take((next) => next.startsWith(">")).map((one) => one.replace(/^> ?/, "")))}</blockquote>`);
      } else if (ITEM.test(line)) {
        const isOrdered = (one) => Boolean(one.match(ITEM)[1]);
        const belongs = (next) => (ITEM.test(next) ? isOrdered(next) === isOrdered(line) : next.startsWith("    ") || !next.trim());
        html.push(listHtml(take(belongs)));
      } else {
        const inside = take((next) => next.trim() && !/^(?:[#|>]|`{3})/.test(next));
        html.push(`<p>${inside.map((one) => inline(one.trimEnd()) + (one.endsWith("  ") ? "<br>" : "")).join("\n")}</p>`);
      }
    }
    return html.join("\n");
  }

  const STYLE = "body{font:11pt/1.6 'Malgun Gothic','Apple SD Gothic Neo','Noto Sans KR',sans-serif;max-width:46em;margin:2em auto;"
    + "padding:0 1em;color:#111;word-break:keep-all;overflow-wrap:anywhere}h1{font-size:1.8em;line-height:1.3}"
    + "h2{font-size:1.3em;margin-top:2em;border-bottom:2px solid #111}h3{font-size:1.05em}table{border-collapse:collapse;width:100%;"
    + "font-size:.9em;margin:.6em 0}th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}"
    + "thead{display:table-header-group}tr{break-inside:avoid}blockquote{margin:.6em 0;padding:.4em .8em;border:1px solid #888}"
    + "h1,h2,h3{break-after:avoid}@media print{body{margin:0;max-width:none}a{color:inherit}}@page{size:A4;margin:20mm}";

  /** The plan as a page of its own. */
  function writePage(markdown) {
    const title = (markdown.match(/^# (.*)$/m) || ["", "사업계획서 초안"])[1].replace(/\\(.)/g, "$1");
    return `<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n`
      + `<title>${escapeHtml(title)} - 사업계획서 초안</title>\n<style>${STYLE}</style>\n</head>\n<body>\n${blocksHtml(markdown.split("\n"))}\n</body>\n</html>\n`;
  }

  const fitPlan = { blankKey, inline, writePage, writePlan };
  if (typeof module === "object") module.exports = fitPlan;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { fitPlan });
})();
