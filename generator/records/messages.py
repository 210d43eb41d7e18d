"""What the model refuses, told to a person: which key, which value, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Finding, Severity
from generator.personal import mask_personal
from generator.records import reader
from generator.records.choices import Choice
from generator.records.scalars import Span
from generator.records.wording import Words, say
from generator.records.wording import final_consonant as final_consonant
from generator.records.wording import nearest as nearest

SEVERITIES: dict[str, Severity] = {
    "unknown-key": "error",
    "missing-key": "error",
    "wrong-shape": "error",
    "unknown-value": "error",
    "text-length": "error",
    "bad-number": "error",
    "bad-date": "error",
    "bad-flag": "error",
    "bad-url": "error",
    "bad-id": "error",
    "bad-licence": "error",
    "file-outside": "error",
}

# What each kind of refusal wants to stand there.
SHAPES = {
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "string_type": "text",
    "int_type": "value",
    "float_type": "value",
    "bool_type": "value",
}
WORDS: Words = {
    "where": "'{label}'에 ",
    "unknown-key": "{where}'{name}' 항목은 없습니다.",
    "guess": " 혹시 '{guess}'({label})입니까?",
    "rename": "'{guess}'{guess:으로/로} 고치거나 지워 주세요.",
    "belongs": "'{name}'{name:은/는} {homes} 안에 적습니다.",
    "two-homes": "'{first}'{first:이나/나} '{second}'",
    "keys": "쓸 수 있는 항목: {keys}",
    "all-keys": "항목 목록은 '기록 항목' 쪽에 있습니다.",
    "missing-key": "{where}'{name}'({label}){label:이/가} 없습니다.",
    "shown": "'{label}'",
    "shown-value": "'{label}'의 값 '{value}'",
    "refused": "{shown}: {problem}",
    "wrong-shape": "'{label}'{label:은/는} {wanted} 합니다.",
    "list": "목록이어야",
    "list-hint": "한 줄에 하나씩 '- '로 시작하거나 [ ]로 감싸 주세요.",
    "mapping": "'항목: 값' 묶음이어야",
    "mapping-hint": "'항목: 값'을 아래 줄에 들여 적거나 {{ }}로 감싸 주세요.",
    "text": "글 하나여야",
    "text-hint": "목록이나 묶음 표시를 지우고 글만 적어 주세요.",
    "value": "값 하나여야",
    "value-hint": "목록이나 묶음 표시를 지우고 값만 적어 주세요.",
    "date": "날짜여야",
    "length": "'{label}'의 길이가 {length}자입니다.",
    "empty": "'{label}'{label:이/가} 비었습니다.",
    "longest": "{most}자까지 적을 수 있습니다.",
    "shortest": "{least}자 이상 적어 주세요.",
    "not-empty": "한 글자라도 적거나 항목을 지워 주세요.",
    "at-least": "{least} 이상이어야 합니다.",
    "at-most": "{most} 이하여야 합니다.",
    "no-value": "이 자리에 올 수 없는 값입니다.",
    "unknown-value": "'{label}'의 값 '{value}'{value:은/는} 목록에 없습니다.",
    "values": "고를 수 있는 값: {values}",
}
EXAMPLE = "예:"
# More than these fit on no line; the reference page has them all.
MOST_KEYS_NAMED = 14


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys of a part as people write them, with their descriptions, in the order of the model."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def explain(info: FieldInfo) -> str:
    """Return the explanation of a key with its example, where it does not name one already."""
    explanation = info.description or ""
    if not info.examples or EXAMPLE in explanation:
        return explanation
    return f"{explanation} {EXAMPLE} {info.examples[0]}"


def part_of_annotation(annotation: Any) -> type[BaseModel] | None:
    """Return the model of the rows or the mapping that a key holds; None for plain values and for dates."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) and annotation is not Span else None
    if get_origin(annotation) is not None:
        for inner in get_args(annotation):
            if found := part_of_annotation(inner):
                return found
    return None


def choice_of_annotation(annotation: Any) -> type[Choice] | None:
    """Return the closed list that a key's values come from, if any."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Choice) else None
    if get_origin(annotation) in (Annotated, Union, tuple, dict) or get_args(annotation):
        for inner in get_args(annotation):
            if found := choice_of_annotation(inner):
                return found
    return None


def leaves_of_annotation(annotation: Any) -> set[type]:
    """Return the types that a key's values can have, out of their lists and alternatives."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return {annotation}
    inner = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    return {leaf for one in inner for leaf in leaves_of_annotation(one)}


class _Trail:
    """Where an error is: the path as written, Korean words for it, and the model and key it ends in."""

    def __init__(self, model: type[BaseModel], location: tuple[int | str, ...]) -> None:
        self.path: list[int | str] = []
        self.words: list[str] = []
        self.info: FieldInfo | None = None
        self.part: type[BaseModel] | None = model
        for step in location:
            if isinstance(step, int):
                self.path.append(step)
                if self.words:
                    self.words[-1] += f" {step + 1}번째"
                continue
            keys = keys_of(self.part) if self.part else {}
            if step in keys:
                self.info = keys[step]
                self.words.append(self.info.title or step)
                self.path.append(step)
                self.part = part_of_annotation(self.info.annotation)
            elif step == "span":  # the tag of one way to write a date, not a key
                self.part = Span
            elif self.part is not None:
                self.info = None
                self.path.append(step)
            elif self.info is not None and get_origin(self.info.annotation) is dict and step != "[key]":
                self.words.append(step)
                self.path.append(step)

    @property
    def label(self) -> str:
        return " › ".join(self.words)


def explain_errors(problem: ValidationError, model: type[BaseModel], tree: reader.Mapping, file: str) -> list[Finding]:
    """Return one finding for each thing that ``model`` refused, at its place in ``tree``."""
    findings: dict[Finding, None] = {}  # a value that fits no way of reading it is refused once for each
    for error in problem.errors(include_url=False):
        location = error["loc"]
        if error["type"] == "extra_forbidden":
            found = _explain_unknown_key(_Trail(model, location[:-1]), model, str(location[-1]), tree, file)
        elif error["type"] == "missing":
            found = _explain_missing(_Trail(model, location), tree, file)
        else:
            found = _explain_value(error, _Trail(model, location), tree, file)
        findings[found] = None
    return list(findings)


def _finding(file: str, place: reader.Place, code: str, message: str, hint: str) -> Finding:
    return Finding(file, place[0], place[1], code, SEVERITIES[code], message, hint)


def _explain_unknown_key(parent: _Trail, model: type[BaseModel], name: str, tree: reader.Mapping, file: str) -> Finding:
    keys = keys_of(parent.part) if parent.part else {}
    homes = "" if parent.words else _find_key_below(model, name)
    guess = None if homes else _guess_key(name, keys)
    message = say(WORDS["unknown-key"], where=_where(parent.label), name=_shorten(name))
    if guess:
        message += say(WORDS["guess"], guess=guess, label=keys[guess].title)
        hint = say(WORDS["rename"], guess=guess)
    elif homes:
        hint = say(WORDS["belongs"], name=name, homes=homes)
    elif len(keys) <= MOST_KEYS_NAMED:
        hint = say(WORDS["keys"], keys=", ".join(keys))
    else:
        hint = WORDS["all-keys"]
    return _finding(file, reader.find_key_place(tree, (*parent.path, name)), "unknown-key", message, hint)


def _where(label: str) -> str:
    return say(WORDS["where"], label=label) if label else ""


def _guess_key(name: str, keys: Mapping[str, FieldInfo]) -> str | None:
    """Return the key that was meant: by its Korean label, by a slip in the key, by a slip in the label."""
    key_by_label = {info.title: key for key, info in keys.items() if info.title}
    key_by_label |= {label.split("(")[0]: key for label, key in key_by_label.items()}
    if name in key_by_label:
        return key_by_label[name]
    if guess := nearest(name, keys):
        return guess
    label = nearest(name, key_by_label)
    return key_by_label[label] if label else None


def _find_key_below(model: type[BaseModel], name: str) -> str:
    """Return the one or two keys whose rows know ``name``, quoted; "" where none does or many do."""
    parts = {key: part_of_annotation(info.annotation) for key, info in keys_of(model).items()}
    homes = [key for key, part in parts.items() if part and name in keys_of(part)]
    if len(homes) == 2:
        return say(WORDS["two-homes"], first=homes[0], second=homes[1])
    return f"'{homes[0]}'" if len(homes) == 1 else ""


def _explain_missing(trail: _Trail, tree: reader.Mapping, file: str) -> Finding:
    name, info = str(trail.path[-1]), trail.info
    label = (info.title if info else None) or name
    message = say(WORDS["missing-key"], where=_where(" › ".join(trail.words[:-1])), name=name, label=label)
    hint = (info.description if info else None) or ""
    return _finding(file, reader.find_place(tree, tuple(trail.path[:-1])), "missing-key", message, hint)


def _explain_value(error: ErrorDetails, trail: _Trail, tree: reader.Mapping, file: str) -> Finding:
    kind, label = error["type"], trail.label
    context: Mapping[str, Any] = error.get("ctx", {})
    node = reader.find_node(tree, tuple(trail.path))
    place = (node.line, node.column)
    value = node.text.strip() if isinstance(node, reader.Scalar) else ""
    explanation = (trail.info.description if trail.info else None) or ""
    shown = say(WORDS["shown-value" if value else "shown"], label=label, value=_shorten(value))
    if kind == "enum" and isinstance(node, reader.Scalar):
        return _explain_choice(trail, value, place, file)
    if kind in SHAPES or kind == "enum":
        wanted = SHAPES.get(kind, "value")
        hint = say(WORDS[f"{wanted}-hint"])
        if error["loc"][-1] == "date":
            wanted, hint = "date", explanation
        message = say(WORDS["wrong-shape"], label=label, wanted=WORDS[wanted])
        return _finding(file, place, "wrong-shape", message, hint)
    if kind in ("string_too_short", "string_too_long", "too_short"):
        message = say(WORDS["length" if value else "empty"], label=label, length=len(value))
        return _finding(file, place, "text-length", message, _length_hint(context))
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = ("at-least", {"least": context["ge"]}) if "ge" in context else ("at-most", {"most": context["le"]})
        problem = say(WORDS[limit[0]], **limit[1])
        return _finding(file, place, "bad-number", say(WORDS["refused"], shown=shown, problem=problem), explanation)
    if kind in SEVERITIES:
        message = say(WORDS["refused"], shown=shown, problem=error["msg"])
        return _finding(file, place, kind, message, str(context.get("hint", "")))
    message = say(WORDS["refused"], shown=shown, problem=WORDS["no-value"])
    return _finding(file, place, "wrong-shape", message, explanation)


def _explain_choice(trail: _Trail, value: str, place: reader.Place, file: str) -> Finding:
    choice = choice_of_annotation(trail.info.annotation) if trail.info else None
    members = list(choice) if choice else []
    words = {member: member.label.split("(")[0] for member in members}
    by_word = {word: member for member, word in words.items()}
    by_word |= {member.label: member for member in members} | {member.value: member for member in members}
    guess = nearest(value, by_word)
    message = say(WORDS["unknown-value"], label=trail.label, value=_shorten(value))
    if guess:
        message += say(WORDS["guess"], guess=by_word[guess].value, label=words[by_word[guess]])
    hint = say(WORDS["values"], values=", ".join(f"{member.value}({word})" for member, word in words.items()))
    return _finding(file, place, "unknown-value", message, hint)


def _length_hint(context: Mapping[str, Any]) -> str:
    if "max_length" in context:
        return say(WORDS["longest"], most=context["max_length"])
    least = context["min_length"]
    return WORDS["not-empty"] if least == 1 else say(WORDS["shortest"], least=least)


def _shorten(value: str) -> str:
    value = mask_personal(" ".join(value.split()))  # before it is cut: half a number still tells
    return value if len(value) <= 40 else value[:39] + "…"
