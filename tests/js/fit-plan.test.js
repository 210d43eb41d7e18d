"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const core = require(join(__dirname, "../../generator/assets/js/fit-core.js"));
const plan = require(join(__dirname, "../../generator/assets/js/fit-plan.js"));

const DATA = {
  id: "origin", title: "안심번호", place: "제주시", year: 2020, base: 2020,
  texts: [
    { key: "title", origin: "안심번호", part: "" }, { key: "summary", origin: "소개", part: "overview" },
    { key: "problem", origin: "문제", part: "background" }, { key: "solution", origin: "해결", part: "content" },
  ],
  conditions: [{ kind: "예산", need: "사업비", value: 100, unit: "원", least: true }, { kind: "기반", need: "서버", value: null, unit: "", least: true }],
  numbers: [],
  plan: {
    head: "# \ue011\n\n| 항목 | 내용 |\n| --- | --- |\n| **지자체** | \ue000 |\n| **부서** | \ue012 |\n| **연월** | 987600년 |",
    parts: [
      { id: "background", text: "## 2. 배경\n\n> **우리 지역에서 풀려는 문제**\n>\n> &nbsp;  \n> &nbsp;\n\n가운데 글\n\n> **근거** 참고\n>\n> &nbsp;  \n> &nbsp;" },
      { id: "content", text: "## 5. 추진 내용\n\n본보기의 글 987601-02" },
      { id: "conditions", text: "## 10. 조건\n\n| 조건 | 우리의 답 | 채우나 |\n| --- | --- | --- |\n| 사업비 | □ 충족 □ 미충족 □ 모름 |   |\n| 서버 | □ 충족 □ 미충족 □ 모름 |   |" },
    ],
  },
};
const write = (state) => plan.writePlan(DATA, "전북특별자치도 남원시", "2027", { ...core.emptyState(), ...state });

test("without words of its own the plan has its empty places", () => {
  const text = write({});
  assert.ok(text.startsWith("# (여기에 씁니다)\n"));
  assert.ok(text.includes("| **지자체** | 전북특별자치도 남원시 |\n| **부서** | (여기에 씁니다) |\n| **연월** | 2027년 |"));
  assert.ok(text.includes("본보기의 글 2028-02"));
  assert.equal(text.match(/&nbsp;/g).length, 4);
  assert.ok(!/[\ue000-\ue0ff]/.test(text));
});

test("typed words stand where the plan asks for them, as written", () => {
  const text = write({
    office: "혁신과", texts: { title: "새 *이름*", problem: "# 첫 줄\n둘째 <b>줄</b> 987600", solution: "1. 걸면\n2. 닿는다", [plan.blankKey("background", 1)]: "조례 | 제3조" },
  });
  assert.ok(text.startsWith("# 새 \\*이름\\*\n"));
  assert.ok(text.includes("> \\# 첫 줄  \n> 둘째 \\<b\\>줄\\</b\\> 987600  \n"));
  assert.ok(text.includes("> 조례 \\| 제3조  "));
  assert.ok(text.includes("## 5. 추진 내용\n\n**우리 서비스의 모습**\n\n\\1. 걸면  \n\\2. 닿는다\n\n본보기의 글"));
  assert.ok(!text.includes("&nbsp;"));
});

test("the answers are marked in the table of conditions", () => {
  const text = write({ answers: { "예산: 사업비": { number: "50", how: "추경 | 예산" }, "기반: 서버": { answer: "met" } } });
  assert.ok(text.includes("| 사업비 | □ 충족 ☑ 미충족 □ 모름<br>우리: 50 | 추경 \\| 예산 |"));
  assert.ok(text.includes("| 서버 | ☑ 충족 □ 미충족 □ 모름 |  |"));
});

test("the printed page shows what was typed and runs none of it", () => {
  const html = plan.writePage(write({ office: "<img src=x onerror=alert(1)>", texts: { title: "</title><script>", problem: "\"&'<script>alert(1)</script>" } }));
  assert.ok(!html.includes("<script"));
  assert.ok(!html.includes("<img"));
  assert.ok(html.includes("&#60;script&#62;alert(1)"));
  assert.ok(html.includes("<th>항목</th>"));
  assert.ok(html.includes("<h2>10. 조건</h2>"));
});

test("what our Markdown writes becomes the HTML that it means", () => {
  assert.equal(plan.inline("**굵게** *기울임* ***둘*** `가 나` \\*별\\* a<br>b &amp;"), "<strong>굵게</strong> <em>기울임</em> <strong><em>둘</em></strong> <code>가 나</code> *별* a<br>b &#38;amp;");
  assert.equal(plan.inline("[가 \\[1\\]](<https://a.kr/?b=1&c=2>)"), "<a href=\"https://a.kr/?b=1&#38;c=2\">가 [1]</a>");
  assert.equal(plan.inline("[나](<javascript:alert(1)>)"), "나");
  const html = plan.writePage("# 제목\n\n- 하나\n\n    속\n\n    - 둘\n\n1. 첫째\n\n```\n<a> *b*\n```\n\n| 가 | 나 |\n| --- | --- |\n| 다 \\| 라 |   |\n");
  assert.ok(html.includes("<ul><li><p>하나</p>\n<p>속</p>\n<ul><li><p>둘</p></li></ul></li></ul>"));
  assert.ok(html.includes("<ol><li><p>첫째</p></li></ol>"));
  assert.ok(html.includes("<pre>&#60;a&#62; *b*</pre>"));
  assert.ok(html.includes("<td>다 | 라</td><td>&nbsp;</td>"));
});
