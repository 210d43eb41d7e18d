// The page "사례 올리기": opens a record or a draft, watches what is written, and hands out the result.
(function () {
  "use strict";

  const { formAside, formCheck, formChoose, formDraft, formFields, formFound, formPersonal, formRules, formSources, formState, formView, loadFormData } = window.bonbogi;
  const { make } = formChoose;

  const home = document.querySelector("[data-bb-form]");
  if (!home) return;

  const WAIT = 250;
  const LARGEST = 256 * 1024;
  const LOST = "지금 적은 것과 이야기, 고른 파일이 이 양식에서 지워집니다. 남겨 두려면 먼저 내려받아 주세요.";
  const NOT_KEPT_YET = "적은 것은 이 브라우저에만 임시로 저장됩니다.";

  async function start() {
    const model = await loadFormData("model");
    let record = formState.openRecord("", model);
    let written = "";
    let guidebook = "";
    let id = "";
    let files = [];
    let timer = 0;
    let isChanged = false;
    const showing = [];
    const live = make("p", { class: "bb-vh", role: "status" });

    const form = {
      model,
      root: window.bonbogi.root,
      data: () => record.data,
      guidebook: () => guidebook,
      files: () => files,
      text: () => record.text(),
      announce: (text) => (live.textContent = text),
      changed(path) {
        isChanged = true;
        form.board.touch(path);
        clearTimeout(timer);
        timer = setTimeout(form.update, WAIT);
      },
      /** The row at a path was left: what it lacks may be said. */
      leave: (path) => form.board.touch(path),
      forget: (path) => form.board.forget(path),
      register: (path, place) => form.board.register(path, place),
      redraw(path) {
        view.redraw(path);
        form.update();
        view.reveal(path);
      },
      /** Show names instead of ids as soon as they are known. */
      whenLoaded: (path, show) => showing.push(show),
      setGuidebook(text) {
        guidebook = text;
        form.changed(["guidebook"]);
      },
      setFiles(chosen) {
        files = chosen;
        form.update();
      },
      setId(value) {
        id = value;
        keep();
      },
      mend,
      /** Somebody wants to be done: everything that is missing may be said. Gives the number of errors. */
      finish() {
        form.board.showAll();
        form.update();
        return form.board.due().filter(({ severity }) => severity === "error").length;
      },
      update() {
        clearTimeout(timer);
        const data = record.current();
        const { programme, places } = form.sources.loaded;
        const rules = { model, programme, places, guidebook, text: written, files: files.map(({ name }) => `files/${name.normalize("NFC")}`) };
        form.board.take(formPersonal.maskFindings([...formCheck.checkShape(data, model), ...formRules.checkRules(data, rules)], model));
        view.update();
        aside.update(data);
        if (isChanged) keep();
      },
    };

    /** Do what a button beside a finding says, and go where it was. */
    function mend({ path }, { value, rename }) {
      const last = path[path.length - 1];
      let owner = record.data;
      for (const step of path.slice(0, -1)) owner = typeof owner[step] === "object" ? owner[step] : owner;
      if (value !== undefined) {
        // A list of one may be written without its brackets.
        const isSingle = typeof last === "number" && !Array.isArray(owner);
        owner[isSingle ? path[path.length - 2] : last] = value;
      } else {
        const kept = Object.entries(owner).filter(([key]) => key !== last || rename);
        const isTaken = rename && owner[rename] !== undefined;
        for (const key of Object.keys(owner)) delete owner[key];
        for (const [key, inner] of kept) if (key !== last || !isTaken) owner[key === last ? rename : key] = inner;
      }
      isChanged = true;
      const target = rename ? [...path.slice(0, -1), rename] : path;
      view.redraw(target);
      form.update();
      view.reveal(target);
    }

    function keep() {
      const time = new Date().toLocaleTimeString("ko-KR", { hour: "2-digit", minute: "2-digit", hour12: false });
      const isKept = formDraft.keepDraft({ text: record.text(), guidebook, id });
      if (!isKept) {
        aside.draft("이 브라우저에는 임시로 저장되지 않습니다. 틈틈이 파일로 내려받아 두세요.");
        return;
      }
      aside.draft(`임시 저장됨, ${time}. 이 브라우저에만 있습니다. `, make("button", { type: "button", class: "bb-link-btn", onclick: () => begin() }, "지우고 처음부터"));
    }

    /** Whether somebody has written or chosen what would be gone. */
    const hasWork = () => isChanged || files.length > 0;

    /** Open a record in place of the one before, whose story, folder and files go with it; false where it cannot be read or is not wanted. */
    function open(text, { isDraft = false, story = "", folder = "", question = "" } = {}) {
      const opened = formState.openRecord(text, model);
      if (opened.problem) {
        const { line, column } = opened.problem;
        told.textContent = `이 파일은 ${line}번째 줄 ${column}번째 칸에서 읽을 수 없습니다. 그 줄과 바로 윗줄의 따옴표, 들여쓰기를 고친 뒤 다시 열어 주세요.`;
        told.focus();
        return false;
      }
      if (question && hasWork() && !window.confirm(question)) return false;
      record = opened;
      written = text;
      guidebook = story;
      id = folder;
      files = [];
      isChanged = isDraft;
      aside.setId(id);
      showing.length = 0;
      view.open();
      form.board.showAll(!record.isNew);
      form.update();
      loadAll();
      return true;
    }

    function begin() {
      if (!open("", { question: `${LOST} 지울까요?` })) return;
      formDraft.dropDraft();
      aside.draft(NOT_KEPT_YET);
      told.textContent = "처음부터 적습니다.";
      view.reveal([model.parts.Project.find((key) => key.turn === 1).key]);
    }

    /** What tells whether a name exists; without it those rules are silent. */
    function loadAll() {
      Promise.all(["programme", "places"].map((name) => form.sources.load(name))).catch(() => {
        told.textContent = "지자체와 공모 목록을 읽지 못했습니다. 이름은 그대로 적어도 됩니다.";
      });
    }

    async function openFile(file) {
      if (!file) return;
      if (file.size > LARGEST) {
        told.textContent = "파일이 너무 큽니다. project.yml 파일이 맞는지 확인해 주세요.";
        return;
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (open(decode(bytes), { question: `${LOST} ${file.name} 파일을 열까요?` })) told.textContent = `${file.name}을 열었습니다. 고친 줄만 바뀐 채로 다시 내려받을 수 있습니다.`;
    }

    function decode(bytes) {
      const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
      if (isWide) return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch (error) {
        // The encoding of older Windows programs, CP949.
        return new TextDecoder("euc-kr").decode(bytes);
      }
    }

    const told = make("p", { class: "bb-form__told", role: "status", tabindex: "-1" });
    const chooser = make("input", { type: "file", class: "bb-vh", accept: ".yml,.yaml,text/yaml", id: "f-open", tabindex: "-1", "aria-hidden": "true" });
    chooser.addEventListener("change", () => openFile(chooser.files[0]).then(() => (chooser.value = "")));
    const bar = make("div", { class: "bb-acts" },
      make("button", { type: "button", class: "bb-btn bb-btn--s", onclick: () => chooser.click() }, "쓰던 파일 열기 (project.yml)"),
      make("button", { type: "button", class: "bb-btn bb-btn--s", onclick: () => begin() }, "처음부터"), chooser);

    const fields = make("form", { novalidate: true, "aria-label": "사례 올리기", onsubmit: (event) => event.preventDefault() });
    const beside = make("aside", { class: "bb-form__side", "aria-label": "올리기" });
    form.board = formFound.createBoard(form);
    form.sources = formSources.createSources(() => record.data, () => {
      showing.forEach((show) => show());
      form.update();
    });
    const { makeField } = formFields.createFields(form);
    const view = formView.createView(fields, form, makeField);
    const aside = formAside.createAside(beside, form);
    const steps = make("nav", { class: "bb-form__steps", "aria-label": "적는 차례" }, view.nav);
    home.replaceChildren(bar, told, live, make("div", { class: "bb-form__cols" }, steps, fields, beside));
    fields.addEventListener("focusout", (event) => {
      const control = event.target.closest(".bb-f");
      const place = control && form.board.placeIn(control);
      if (place) form.board.touch(place.path);
    });

    const isFromFit = new URLSearchParams(window.location.search).get("from") === "fit";
    const draft = formDraft.readDraft();
    aside.draft(NOT_KEPT_YET);
    if (draft && open(draft.text, { isDraft: true, story: draft.guidebook || "", folder: draft.id || "" })) {
      told.textContent = isFromFit
        ? "맞춘 기록을 이어 고칩니다. 물려받은 글은 ‘고쳐 쓸 곳’이라는 설명과 함께 파일에 남아 있습니다."
        : "적던 것을 이어서 보여 줍니다.";
    } else {
      open("");
      if (isFromFit) told.textContent = "이 브라우저가 맞춘 기록을 넘겨주지 않았습니다. 앞 쪽에서 project.yml을 내려받아 ‘쓰던 파일 열기’로 열어 주세요.";
    }
    fields.addEventListener("focusin", loadAll, { once: true });
    home.removeAttribute("aria-busy");
  }

  start().catch((error) => {
    home.removeAttribute("aria-busy");
    home.replaceChildren(make("p", { class: "bb-note bb-note--warn" }, "양식을 열지 못했습니다. 쪽을 새로 고치거나, 빈 틀을 받아 채워 보내 주세요."));
    throw error;
  });
})();
