// The page of the form: its questions in their order, what is filled and what is wrong, and the answers on the side.
(function () {
  "use strict";

  const { formChoose, formFields, formSources, formState } = window.bonbogi;
  const { make } = formChoose;
  const { idOf, placeIn } = formFields;
  const { isEmpty } = formState;

  // What is written or chosen beside the keys of the record.
  const BESIDE = ["guidebook", "files"];

  /** The sections of the form, made of the keys of the model: required ones, those with a question, the others. */
  function sectionsOf(model) {
    const keys = model.parts.Project;
    const byTurn = (one, other) => (one.turn || Infinity) - (other.turn || Infinity);
    const isBeside = (key) => formSources.PART_OF[key.refers] !== undefined;
    const beside = (key) => keys.filter((other) => isBeside(other) && formSources.PART_OF[other.refers] === key.refers);
    const optional = keys.filter((key) => !key.required && !isBeside(key));
    const section = (key) => ({ id: `k-${key.key}`, title: key.ask || key.label, label: key.label, keys: [key, ...beside(key)] });
    return {
      required: { id: "k-required", title: "꼭 적는 것", label: "꼭 적는 것", keys: keys.filter((key) => key.required).sort(byTurn) },
      asked: optional.filter((key) => key.turn).sort(byTurn).map(section),
      others: optional.filter((key) => !key.turn).map(section),
    };
  }

  /** The view in `root`; `form` is what its fields share. */
  function createView(root, form, makeField) {
    const { model } = form;
    const sections = sectionsOf(model);
    const all = [sections.required, ...sections.asked, ...sections.others];
    const top = { get: () => form.data(), set: () => {} };
    const states = new Map();
    const bodies = new Map();
    const summary = make("div", { class: "bb-errsum", id: "form-errors", tabindex: "-1", hidden: true });
    const nav = make("ol", { class: "bb-nav-s" });

    // Where a section has one key, its head asks already.
    const fill = (section) => section.keys.map((key) =>
      makeField([key.key], key, placeIn(top, key.key), { question: section === sections.required ? key.ask || "" : "" }));

    /** Put the fields of a section into the page, once it is looked at. */
    function drawSection(section, isForced = false) {
      const body = bodies.get(section);
      if (body.childElementCount && !isForced) return;
      section.keys.forEach((key) => form.board.forget([key.key]));
      body.replaceChildren(...fill(section));
    }

    function makeSection(section) {
      const state = make("span", { class: "bb-fs__state" });
      const body = make("div", { class: "bb-fs__body" });
      states.set(section, [state]);
      bodies.set(section, body);
      if (section === sections.required) {
        return make("section", { class: "bb-fs", id: section.id, "aria-labelledby": `${section.id}-t` },
          make("div", { class: "bb-fs__head" }, make("h2", { id: `${section.id}-t` }, section.title), state), body);
      }
      const details = make("details", { class: "bb-fs", id: section.id },
        make("summary", { class: "bb-fs__head" }, make("h3", {}, section.title),
          section.title === section.label ? null : make("span", { class: "bb-fs__label" }, section.label), state), body);
      details.addEventListener("toggle", () => {
        if (details.open) {
          drawSection(section);
          form.board.draw();
        }
      });
      return details;
    }

    function makeReport() {
      const id = "report";
      const told = make("div", { class: "bb-note", hidden: true });
      const labelOf = (key) => model.parts.Project.find((one) => one.key === key).label;
      const answer = (value, text, nodes) => {
        const input = make("input", { type: "radio", name: id, id: `${id}-${value}`, value });
        input.addEventListener("change", () => {
          told.replaceChildren(...nodes());
          told.hidden = false;
        });
        return make("label", { class: "bb-radio", for: `${id}-${value}` }, input, make("span", {}, text));
      };
      const yes = () => [
        make("p", {}, "곁에 펴 놓고 이 차례로 옮기면 대부분 채워집니다. 모르는 것은 비워 둡니다."),
        make("dl", { class: "bb-report" }, ...model.report.map(([name, keys]) =>
          make("div", {}, make("dt", {}, name), make("dd", {}, keys.map(labelOf).join(", "))))),
        make("p", {}, "공개해도 되는 파일이면 아래 ‘이야기와 파일’에서 함께 담고, 산출물에 종류 ‘결과보고서’로 한 줄 더해 주세요."),
      ];
      const no = () => [make("p", {}, "괜찮습니다. 기억나는 대로 다섯 가지만 적어도 올릴 수 있습니다. 보도자료나 공모 신청서가 있으면 출처에 적어 주세요.")];
      return make("fieldset", { class: "bb-fs bb-fs--first", id: "k-report" },
        make("legend", {}, "결과보고서 파일이 있습니까?"),
        make("div", { class: "bb-fs__body" }, make("div", { class: "bb-checks" }, answer("yes", "있습니다", yes), answer("no", "없습니다", no)), told));
    }

    function makeStory() {
      const errors = make("div", { class: "bb-f__found", id: "f-guidebook-e" });
      const area = make("textarea", { class: "bb-in", id: "f-guidebook", rows: 8, "aria-describedby": "f-guidebook-h f-guidebook-e" });
      area.addEventListener("input", () => form.setGuidebook(area.value));
      const story = make("div", { class: "bb-f" }, make("label", { class: "bb-f__label", for: "f-guidebook" }, "이야기(guidebook.md)"),
        make("p", { class: "bb-hint", id: "f-guidebook-h" }, "항목에 담기지 않는 까닭과 어려움을 글로 적습니다. 제목은 ##으로 시작합니다. 숫자와 표는 되풀이하지 않습니다."),
        area, make("button", { type: "button", class: "bb-link-btn", onclick: () => {
          area.value = area.value.trim() ? area.value : model.story.replace(/^<!--.*-->\n\n/, "");
          form.setGuidebook(area.value);
          area.focus();
        } }, "제목 틀 넣기"), errors);
      form.board.register(["guidebook"], { container: story, errors, control: area, label: "이야기" });
      const names = make("ul", { class: "bb-files" });
      const wrongFiles = make("div", { class: "bb-f__found", id: "f-files-e" });
      const input = make("input", { type: "file", multiple: true, id: "f-files", class: "bb-in", "aria-describedby": "f-files-h f-files-e" });
      input.addEventListener("change", () => {
        form.setFiles(Array.from(input.files));
        names.replaceChildren(...Array.from(input.files, (file) => make("li", {}, `files/${file.name.normalize("NFC")}`)));
      });
      const files = make("div", { class: "bb-f" }, make("label", { class: "bb-f__label", for: "f-files" }, "함께 담을 파일"),
        make("p", { class: "bb-hint", id: "f-files-h" }, "압축 파일로 내려받을 때 files/ 폴더에 담깁니다. 산출물의 ‘보관 파일’에 그 이름을 적으면 안내서에서 이어집니다. 임시 저장에는 남지 않습니다."),
        input, names, wrongFiles);
      form.board.register(["files"], { container: files, errors: wrongFiles, control: input, label: "파일" });
      const details = make("details", { class: "bb-fs", id: "k-story" }, make("summary", { class: "bb-fs__head" }, make("h3", {}, "이야기와 파일")),
        make("div", { class: "bb-fs__body" }, story, files));
      return {
        details,
        /** Show the story of the record that was opened; files were chosen for the one before. */
        show(text) {
          area.value = text;
          input.value = "";
          names.replaceChildren();
        },
      };
    }

    const story = makeStory();
    const heading = (text, note) => make("div", { class: "bb-form__part" }, make("h2", {}, text), make("p", {}, note));
    root.replaceChildren(summary, makeReport(), makeSection(sections.required),
      heading("더 적기", "30분이 있으면 위에서부터 차례로 답해 주세요. 아는 것만 펴서 적으면 됩니다."), ...sections.asked.map(makeSection),
      heading("그 밖의 항목", "해당하는 것만 적습니다."), ...sections.others.map(makeSection), story.details);

    nav.replaceChildren(...[sections.required, ...sections.asked].map((section) => {
      const state = make("span", {});
      states.get(section).push(state);
      return make("li", {}, make("a", { href: `#${section.id}`, onclick: () => reveal([section.keys[0].key]) }, make("span", {}, section.label), state));
    }));

    /** Open what hides the field of a path and go there. */
    function reveal(path) {
      const section = all.find((one) => one.keys.some(({ key }) => key === path[0]));
      if (section) {
        const home = bodies.get(section).closest("details");
        if (home) home.open = true;
        drawSection(section);
      } else if (BESIDE.includes(path[0])) story.details.open = true;
      const place = form.board.placeOf(path);
      if (!place) return;
      for (let around = place.container.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
      const target = place.control || place.container.querySelector("input, select, textarea, button");
      if (target) target.focus();
      place.container.scrollIntoView({ block: "center" });
    }

    function stateOf(section) {
      const data = form.data();
      const wrong = section.keys.flatMap(({ key }) => form.board.of(key)).filter(({ severity }) => severity === "error").length;
      if (wrong) return [`고칠 곳 ${wrong}`, true];
      if (section === sections.required) {
        const filled = section.keys.filter(({ key }) => !isEmpty(data[key])).length;
        return [`${filled} / ${section.keys.length}`, false];
      }
      const value = data[section.keys[0].key];
      if (isEmpty(value)) return ["비어 있음", false];
      return [Array.isArray(value) ? `${value.length}건` : "적음", false];
    }

    function drawStates() {
      for (const [section, shown] of states) {
        const [text, isWrong] = stateOf(section);
        for (const state of shown) {
          if (state.textContent !== text) state.textContent = text;
          state.classList.toggle("bb-fs__state--err", isWrong);
        }
      }
    }

    function drawSummary() {
      const due = form.board.due().filter(({ severity }) => severity === "error");
      const homeless = form.board.all().filter(({ path, severity }) => severity === "error" && !model.parts.Project.some(({ key }) => key === path[0]) && !BESIDE.includes(path[0]));
      const text = JSON.stringify(due.map(({ path, message }) => [path, message]));
      if (summary.dataset.shown === text) return;
      summary.dataset.shown = text;
      summary.hidden = !due.length;
      summary.replaceChildren(make("h2", {}, `고칠 곳이 ${due.length}건 있습니다`), make("ul", {}, ...due.map((finding) => make("li", {},
        homeless.includes(finding)
          ? make("span", {}, finding.message)
          : make("a", { href: `#${idOf(finding.path)}`, onclick: (event) => {
            event.preventDefault();
            reveal(finding.path);
          } }, finding.message),
        homeless.includes(finding) ? form.board.fixButtons(finding) : null))));
    }

    return {
      nav, summary, reveal,
      redraw(path) {
        const section = all.find((one) => one.keys.some(({ key }) => key === path[0]));
        if (section) drawSection(section, true);
      },
      /** Draw everything anew: another record was opened. */
      open() {
        for (const section of all) {
          const home = bodies.get(section).closest("details");
          bodies.get(section).replaceChildren();
          section.keys.forEach((key) => form.board.forget([key.key]));
          if (!home || home.open) drawSection(section);
        }
        story.show(form.guidebook());
      },
      update() {
        drawStates();
        drawSummary();
      },
    };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formView: { createView } });
})();
