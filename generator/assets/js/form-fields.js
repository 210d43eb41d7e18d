// The field of each key, made from its type in the model: boxes, lists of choices, rows, parts. Longer than other scripts
// because rows hold fields and fields hold rows.
(function () {
  "use strict";

  const { formChoose, formFacts, formValues, formWords } = window.bonbogi;
  const { make, makeChooser } = formChoose;
  const { isObject, textOf, textsOf } = formFacts;
  const { formatWon, readWon } = formValues;

  const LISTS = ["texts", "ids"];
  // So many keys of a row are seen at once beside those that it must have.
  const SEEN_AT_ONCE = 3;
  const LONG = 60;
  const SEEN_LAST = ["source", "note"];

  const idOf = (path) => ["f", ...path].join("-").replace(/[^\w가-힣-]/g, "_");

  /** A place in the record: what stands there, and how to put something else there; undefined takes it away. */
  function placeIn(parent, key) {
    return {
      get: () => (isObject(parent.get()) ? parent.get()[key] : undefined),
      set(value) {
        const owner = isObject(parent.get()) ? parent.get() : {};
        if (value === undefined) delete owner[key];
        else owner[key] = value;
        parent.set(owner);
      },
    };
  }

  /** The makers of fields; `form` is what they share: model, sources, changed, register, forget, announce. */
  function createFields(form) {
    const { model } = form;

    function describe(id, key, { required = key.required, question = "" } = {}) {
      return [
        make("span", {}, question || key.label),
        required ? make("span", { class: "bb-f__req" }, "필수") : null,
      ].filter(Boolean);
    }

    function makeHint(id, key, question) {
      const explained = key.example ? `${key.explain} 예: ${key.example}` : key.explain;
      const text = question && question !== key.label ? `${key.label}: ${explained}` : explained;
      return make("p", { class: "bb-hint", id: `${id}-h` }, text);
    }

    const makeErrors = (id) => make("div", { class: "bb-f__found", id: `${id}-e` });

    /** A labelled field around one control. */
    function frame(path, key, control, { question = "", after = [] } = {}) {
      const id = idOf(path);
      const errors = makeErrors(id);
      control.setAttribute("aria-describedby", `${id}-h ${id}-e`);
      const label = make("label", { class: "bb-f__label", for: id }, ...describe(id, key, { question }));
      const box = control.closest && control.parentElement ? control.parentElement : control;
      const container = make("div", { class: "bb-f" }, label, makeHint(id, key, question), box, ...after, errors);
      form.register(path, { container, errors, control, label: key.label });
      return container;
    }

    /** A field of several controls. */
    function group(path, key, children, { question = "", focus }) {
      const id = idOf(path);
      const errors = makeErrors(id);
      const container = make("fieldset", { class: "bb-f bb-f--group", id, "aria-describedby": `${id}-h ${id}-e` },
        make("legend", { class: "bb-f__label" }, ...describe(id, key, { question })), makeHint(id, key, question), ...children, errors);
      form.register(path, { container, errors, control: focus, label: key.label, isGroup: true });
      return container;
    }

    function makeText(path, key, place, options) {
      const id = idOf(path);
      const value = place.get() || "";
      const isLong = key.type === "markdown" || key.shortest > 1 || value.length > LONG || value.includes("\n");
      const numeric = { won: "text", number: "decimal", count: "numeric", date: "text", when: "text", url: "url" }[key.type];
      const control = isLong
        ? make("textarea", { class: "bb-in", id, rows: key.type === "markdown" ? 4 : 3 })
        : make("input", { class: `bb-in${["count", "number", "date", "when"].includes(key.type) ? " bb-in--s" : ""}`, id, type: "text", inputmode: numeric, autocomplete: "off" });
      control.value = value;
      if (key.required) control.setAttribute("aria-required", "true");
      const after = [];
      if (key.longest && isLong) after.push(makeCounter(key, control));
      if (key.type === "won") after.push(makeReading(control));
      control.addEventListener("input", () => {
        place.set(control.value === "" ? undefined : control.value);
        form.changed(path);
      });
      return frame(path, key, control, { ...options, after });
    }

    function makeCounter(key, control) {
      const count = make("span", { class: "bb-num" });
      const show = () => {
        count.textContent = `${Array.from(control.value.trim()).length}자`;
      };
      control.addEventListener("input", show);
      show();
      return make("p", { class: "bb-f__count" }, make("span", {}, `${key.shortest}자 이상 ${key.longest}자 이하`), count);
    }

    /** The amount as it is understood, in words and digits. */
    function makeReading(control) {
      const shown = make("p", { class: "bb-f__read", role: "status" });
      const show = () => {
        const won = readWon(control.value);
        const digits = won > 0 ? `${formWords.grouped(won)}원` : "";
        // Below 만 the words are the digits.
        shown.textContent = won >= 10000 ? `${formatWon(won)} (${digits})` : digits;
      };
      control.addEventListener("input", show);
      show();
      return shown;
    }

    function makeChoice(path, key, place, options) {
      const members = model.choices[key.choice];
      const id = idOf(path);
      const control = make("select", { class: "bb-in", id, "aria-required": key.required ? "true" : null });
      const standard = members.find(([value]) => value === key.default);
      control.append(make("option", { value: "" }, standard ? `적지 않음(${standard[1]})` : "고르세요"));
      members.forEach(([value, label]) => control.append(make("option", { value }, label)));
      const written = place.get();
      if (typeof written === "string" && !members.some(([value]) => value === written)) {
        control.append(make("option", { value: written }, written));
      }
      control.value = typeof written === "string" ? written : "";
      control.addEventListener("change", () => {
        place.set(control.value || undefined);
        form.changed(path);
      });
      return frame(path, key, control, options);
    }

    function makeRadios(path, key, place, options) {
      const id = idOf(path);
      const radios = model.choices[key.choice].map(([value, label]) => {
        const input = make("input", { type: "radio", name: id, value, id: `${id}-${value}` });
        input.checked = place.get() === value;
        input.addEventListener("change", () => {
          place.set(value);
          form.changed(path);
        });
        return make("label", { class: "bb-radio", for: `${id}-${value}` }, input, make("span", {}, label));
      });
      return group(path, key, radios, { ...options, focus: radios[0].firstChild });
    }

    function makeChoices(path, key, place, options) {
      const id = idOf(path);
      const boxes = model.choices[key.choice].map(([value, label]) => {
        const input = make("input", { type: "checkbox", value, id: `${id}-${value}` });
        input.checked = textsOf(place.get()).includes(value);
        input.addEventListener("change", () => {
          const chosen = boxes.filter((box) => box.firstChild.checked).map((box) => box.firstChild.value);
          place.set(chosen.length ? chosen : undefined);
          form.changed(path);
        });
        return make("label", { class: "bb-check", for: `${id}-${value}` }, input, make("span", {}, label));
      });
      return group(path, key, [make("div", { class: "bb-checks" }, ...boxes)], { ...options, focus: boxes[0].firstChild });
    }

    function makeFlag(path, key, place) {
      const id = idOf(path);
      const control = make("input", { type: "checkbox", id, "aria-describedby": `${id}-h ${id}-e` });
      control.checked = place.get() === "true";
      control.addEventListener("change", () => {
        place.set(control.checked ? "true" : undefined);
        form.changed(path);
      });
      const errors = makeErrors(id);
      const container = make("div", { class: "bb-f" },
        make("label", { class: "bb-check", for: id }, control, make("span", {}, key.label)), makeHint(id, key, ""), errors);
      form.register(path, { container, errors, control, label: key.label });
      return container;
    }

    /** A date, or with a button a span of two. */
    function makeWhen(path, key, place, options) {
      const isSpan = isObject(place.get());
      const swap = (value) => {
        place.set(value);
        form.redraw(path);
      };
      if (!isSpan) {
        const field = makeText(path, key, place, options);
        const button = make("button", { type: "button", class: "bb-link-btn", onclick: () => swap({ start: textOf(place.get()) || undefined }) }, "기간으로 적기");
        field.insertBefore(button, field.lastChild);
        return field;
      }
      const parts = model.parts.Span.map((inner) => makeField([...path, inner.key], inner, placeIn(place, inner.key)));
      const button = make("button", { type: "button", class: "bb-link-btn", onclick: () => swap(textOf(place.get().start) || undefined) }, "한 때로 적기");
      return group(path, key, [make("div", { class: "bb-row__keys" }, ...parts), button], { ...options, focus: parts[0].querySelector("input") });
    }

    /** One thing of what there is, by a few letters. */
    function makeNamed(path, key, place, options) {
      const id = idOf(path);
      const show = () => {
        box.input.value = textOf(place.get()) ? form.sources.nameOf(key.refers, place.get()) : "";
      };
      const put = (value) => {
        const before = place.get();
        if ((value || undefined) === before) return;
        place.set(value || undefined);
        form.changed(path);
      };
      const box = makeChooser({
        id, label: key.label,
        find: (typed) => form.sources.find(key.refers, typed === form.sources.nameOf(key.refers, place.get()) ? "" : typed),
        choose: (option) => {
          put(option.value);
          show();
        },
        leave: (text) => {
          const written = text.trim();
          if (written === form.sources.nameOf(key.refers, place.get())) return;
          const option = form.sources.optionNamed(key.refers, written);
          put(option ? option.value : written);
          show();
        },
      });
      show();
      if (key.required) box.input.setAttribute("aria-required", "true");
      const container = frame(path, key, box.input, options);
      form.whenLoaded(path, show);
      return container;
    }

    /** Several texts: each a chip with a button that takes it away. */
    function makeList(path, key, place, options) {
      const id = idOf(path);
      const chips = make("ul", { class: "bb-chips bb-f__chips" });
      const write = (items) => {
        const one = key.refers === "source" && items.length === 1 ? items[0] : items;
        place.set(items.length ? one : undefined);
        form.changed(path);
        show();
      };
      const add = (value) => {
        const items = textsOf(place.get());
        if (value && !items.includes(value)) write([...items, value]);
        box.input.value = "";
      };
      const remove = (n) => {
        const name = textsOf(place.get())[n];
        write(textsOf(place.get()).filter((_, m) => m !== n));
        form.announce(`${name} 지움`);
        box.input.focus();
      };
      const show = () => {
        chips.replaceChildren(...textsOf(place.get()).map((value, n) => {
          const name = form.sources.nameOf(key.refers, value);
          return make("li", { class: "bb-chip" }, name,
            make("button", { type: "button", onclick: () => remove(n) }, "지우기", make("span", { class: "bb-vh" }, `: ${name}`)));
        }));
        chips.hidden = !chips.children.length;
      };
      const box = makeChooser({
        id, label: key.label,
        find: (typed) => form.sources.find(key.refers, typed),
        choose: (option) => {
          add(option.value);
          form.announce(`${option.name} 더함`);
        },
        leave: (text) => {
          const option = form.sources.optionNamed(key.refers, text.trim());
          add(option ? option.value : text.trim());
        },
      });
      if (key.required) box.input.setAttribute("aria-required", "true");
      const container = frame(path, key, box.input, options);
      container.insertBefore(chips, box.element);
      show();
      form.whenLoaded(path, show);
      return container;
    }

    function makePart(path, key, place, options) {
      const children = makeKeys(path, key.part, place);
      return group(path, key, children, { ...options, focus: children[0].querySelector("input, select, textarea") });
    }

    /** The fields of a part: what it must have and the first few in sight, the others one step away. */
    function makeKeys(path, part, place) {
      const keys = model.parts[part];
      const value = isObject(place.get()) ? place.get() : {};
      const ordered = [...keys.filter(({ key }) => !SEEN_LAST.includes(key)), ...keys.filter(({ key }) => SEEN_LAST.includes(key))];
      const optional = ordered.filter((key) => !key.required && !SEEN_LAST.includes(key.key)).slice(0, SEEN_AT_ONCE);
      const isSeen = (key) => key.required || optional.includes(key) || key.key === "source" || value[key.key] !== undefined;
      const fieldOf = (key) => makeField([...path, key.key], key, placeIn(place, key.key));
      const seen = make("div", { class: "bb-row__keys" }, ...ordered.filter(isSeen).map(fieldOf));
      const rest = ordered.filter((key) => !isSeen(key));
      if (!rest.length) return [seen];
      const names = rest.map(({ label }) => label).join(", ");
      return [seen, make("details", { class: "bb-row__more" }, make("summary", {}, "이 줄에 더 적기: ", names),
        make("div", { class: "bb-row__keys" }, ...rest.map(fieldOf)))];
    }

    /** Rows that can be added, taken away and moved; the focus stays with what was done. */
    function makeRows(path, key, place, options) {
      const list = make("div", { class: "bb-rows" });
      const rows = () => (Array.isArray(place.get()) ? place.get() : []);
      const adding = make("button", { type: "button", class: "bb-btn bb-btn--s bb-rows__add", id: `${idOf(path)}-add` }, `${key.label} 한 줄 더하기`);

      function write(items) {
        place.set(items.length ? items : undefined);
        form.changed(path);
        draw();
      }

      function move(n, step) {
        const items = [...rows()];
        const [row] = items.splice(n, 1);
        items.splice(n + step, 0, row);
        write(items);
        const buttons = list.children[n + step].querySelectorAll("[data-move]");
        const same = Array.from(buttons).find((button) => button.dataset.move === String(step) && !button.disabled);
        (same || Array.from(buttons).find((button) => !button.disabled)).focus();
        form.announce(`${key.label} ${n + 1}번째를 ${n + step + 1}번째로 옮김`);
      }

      function remove(n) {
        write(rows().filter((_, m) => m !== n));
        const next = list.children[Math.min(n, list.children.length - 1)];
        (next ? next.querySelector("[data-remove]") : adding).focus();
        form.announce(`${key.label} ${n + 1}번째 지움`);
      }

      function drawRow(n, count) {
        const name = `${key.label} ${n + 1}번째`;
        const inner = [...path, n];
        const row = { get: () => rows()[n], set: (value) => (rows()[n] = value) };
        const button = (text, attributes) => make("button", { type: "button", class: "bb-link-btn", ...attributes }, text, make("span", { class: "bb-vh" }, `: ${name}`));
        const errors = makeErrors(idOf(inner));
        const container = make("fieldset", { class: "bb-row", id: idOf(inner) }, make("legend", { class: "bb-row__name" }, name),
          make("div", { class: "bb-row__acts" },
            button("위로", { "data-move": -1, disabled: n === 0, onclick: () => move(n, -1) }),
            button("아래로", { "data-move": 1, disabled: n === count - 1, onclick: () => move(n, 1) }),
            button("지우기", { "data-remove": true, onclick: () => remove(n) })),
          ...makeKeys(inner, key.part, row), errors);
        form.register(inner, { container, errors, control: container.querySelector("input, select, textarea"), label: name, isGroup: true });
        container.addEventListener("focusout", (event) => {
          if (!container.contains(event.relatedTarget)) form.leave(inner);
        });
        return container;
      }

      function draw() {
        form.forget(path);
        list.replaceChildren(...rows().map((row, n) => (isObject(row) ? drawRow(n, rows().length) : makeOdd([...path, n], key, row))));
      }

      adding.addEventListener("click", () => {
        write([...rows(), {}]);
        const added = list.lastElementChild;
        added.querySelector("input, select, textarea").focus();
      });
      const container = group(path, key, [list, adding], { ...options, focus: adding });
      draw();
      return container;
    }

    /** What names keys of the record: a list of them, each with its own field. */
    function makeByKey(path, key, place, options) {
      const list = make("div", { class: "bb-rows" });
      const value = () => (isObject(place.get()) ? place.get() : {});
      const each = { ...key, type: key.type === "texts-by-key" ? "texts" : "choice", required: false };
      const adding = make("select", { class: "bb-in", id: `${idOf(path)}-add`, "aria-label": `${key.label}에 더할 항목` });

      function draw() {
        form.forget(path);
        list.replaceChildren(...Object.keys(value()).map((name) => {
          const known = model.parts.Project.find((one) => one.key === name);
          const field = makeField([...path, name], { ...each, label: known ? known.label : name, explain: "" }, placeIn(place, name));
          const remove = make("button", { type: "button", class: "bb-link-btn", onclick: () => {
            placeIn(place, name).set(undefined);
            form.changed(path);
            draw();
            adding.focus();
          } }, "지우기", make("span", { class: "bb-vh" }, `: ${known ? known.label : name}`));
          return make("div", { class: "bb-row bb-row--key" }, field, remove);
        }));
        adding.replaceChildren(make("option", { value: "" }, "항목을 골라 더하기"),
          ...model.parts.Project.filter((one) => value()[one.key] === undefined).map((one) => make("option", { value: one.key }, one.label)));
      }

      adding.addEventListener("change", () => {
        if (!adding.value) return;
        const name = adding.value;
        place.set({ ...value(), [name]: each.type === "texts" ? [] : "" });
        draw();
        list.lastElementChild.querySelector("input, select").focus();
      });
      const container = group(path, key, [list, adding], { ...options, focus: adding });
      draw();
      return container;
    }

    /** What the file has at a place where the form expects something of another kind. */
    function makeOdd(path, key, value) {
      const place = path.length > 1 ? null : placeIn({ get: () => form.data(), set: () => {} }, path[0]);
      const button = place && make("button", { type: "button", class: "bb-btn bb-btn--s", onclick: () => {
        place.set(undefined);
        form.changed(path);
        form.redraw(path);
      } }, "지우고 다시 적기");
      const shown = make("code", {}, typeof value === "string" ? value : JSON.stringify(value));
      return group(path, key, [make("p", {}, shown), button].filter(Boolean), { focus: button });
    }

    const MAKERS = {
      "rows": makeRows, "part": makePart, "choice": makeChoice, "choices": makeChoices, "flag": makeFlag, "when": makeWhen,
      "texts-by-key": makeByKey, "choice-by-key": makeByKey,
    };

    function fits(key, value) {
      if (value === undefined || value === null) return true;
      if (key.type === "rows") return Array.isArray(value);
      if (key.type === "part" || key.type.endsWith("-by-key")) return isObject(value);
      if (key.type === "when") return typeof value === "string" || isObject(value);
      if ([...LISTS, "choices"].includes(key.type)) return typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
      return typeof value === "string";
    }

    /** The field of a key at a path of the record. */
    function makeField(path, key, place, options = {}) {
      if (!fits(key, place.get())) return makeOdd(path, key, place.get());
      if (key.type === "choice" && options.question) return makeRadios(path, key, place, options);
      if (LISTS.includes(key.type)) return makeList(path, key, place, options);
      if (key.refers) return makeNamed(path, key, place, options);
      return (MAKERS[key.type] || makeText)(path, key, place, options);
    }

    return { makeField };
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { formFields: { createFields, idOf, placeIn } });
})();
