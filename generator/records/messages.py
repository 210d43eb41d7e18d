"""What the model refuses, told to a person: which key, which value, what was expected, what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Finding, Severity
from generator.records import reader
from generator.records.choices import Choice
from generator.records.scalars import Span

_RIEUL = 8  # the number of ㄹ among the final consonants
# budget 버짓, panel 패널, reading 리딩, but amount 어마운트, owner 오너; abbreviations by their letters: QR 큐알.
_FINAL_IN_LATIN = re.compile(r"(?:[013678]|[lmnLMNR]|ng|ck|[aeiou][bckpt])$")

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

_SHAPES = {
    "tuple_type": "목록이어야",
    "dict_type": "'항목: 값' 묶음이어야",
    "model_type": "'항목: 값' 묶음이어야",
    "string_type": "글 하나여야",
    "int_type": "값 하나여야",
    "float_type": "값 하나여야",
    "bool_type": "값 하나여야",
}
_SHAPE_HINTS = {
    "목록이어야": "한 줄에 하나씩 '- '로 시작하거나 [ ]로 감싸 주세요.",
    "'항목: 값' 묶음이어야": "'항목: 값'을 아래 줄에 들여 적거나 { }로 감싸 주세요.",
    "글 하나여야": "목록이나 묶음 표시를 지우고 글만 적어 주세요.",
    "값 하나여야": "목록이나 묶음 표시를 지우고 값만 적어 주세요.",
}
# More than these fit on no line; the reference page has them all.
_MOST_KEYS_NAMED = 14


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``word`` most likely meant, or None when nothing is close."""
    close = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return close[0] if close else None


def final_consonant(word: str, with_it: str, without: str) -> str:
    """Return the particle that fits the end of ``word``: ``with_it`` after a final consonant, else ``without``.

    "으로" stands only after a final consonant other than ㄹ. English words and digits count as Koreans read them.
    """
    said = re.sub(r"\W+$", "", word)
    last = said[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        is_rieul = final == _RIEUL
    else:
        final = bool(_FINAL_IN_LATIN.search(said))
        is_rieul = last in tuple("178lLR")
    return with_it if final and not (is_rieul and with_it == "으로") else without


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys of a part as people write them, with their descriptions, in the order of the model."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


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
    where = f"'{parent.label}'에 " if parent.words else ""
    message = f"{where}'{_shorten(name)}' 항목은 없습니다."
    if guess:
        message += f" 혹시 '{guess}'({keys[guess].title})입니까?"
        hint = f"'{guess}'{final_consonant(guess, '으로', '로')} 고치거나 지워 주세요."
    elif homes:
        hint = f"'{name}'{final_consonant(name, '은', '는')} {homes} 안에 적습니다."
    elif len(keys) <= _MOST_KEYS_NAMED:
        hint = f"쓸 수 있는 항목: {', '.join(keys)}"
    else:
        hint = "항목 목록은 '기록 항목' 쪽에 있습니다."
    return _finding(file, reader.find_key_place(tree, (*parent.path, name)), "unknown-key", message, hint)


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
        return f"'{homes[0]}'{final_consonant(homes[0], '이나', '나')} '{homes[1]}'"
    return f"'{homes[0]}'" if len(homes) == 1 else ""


def _explain_missing(trail: _Trail, tree: reader.Mapping, file: str) -> Finding:
    name, info = str(trail.path[-1]), trail.info
    label = (info.title if info else None) or name
    owner = " › ".join(trail.words[:-1])
    where = f"'{owner}'에 " if owner else ""
    message = f"{where}'{name}'({label}){final_consonant(label, '이', '가')} 없습니다."
    hint = (info.description if info else None) or ""
    return _finding(file, reader.find_place(tree, tuple(trail.path[:-1])), "missing-key", message, hint)


def _explain_value(error: ErrorDetails, trail: _Trail, tree: reader.Mapping, file: str) -> Finding:
    kind, label = error["type"], trail.label
    context: Mapping[str, Any] = error.get("ctx", {})
    node = reader.find_node(tree, tuple(trail.path))
    place = (node.line, node.column)
    value = node.text.strip() if isinstance(node, reader.Scalar) else ""
    explanation = (trail.info.description if trail.info else None) or ""
    shown = f"'{label}'의 값 '{_shorten(value)}'" if value else f"'{label}'"
    if kind == "enum" and isinstance(node, reader.Scalar):
        return _explain_choice(trail, value, place, file)
    if kind in _SHAPES or kind == "enum":
        wanted = _SHAPES.get(kind, "값 하나여야")
        hint = _SHAPE_HINTS[wanted]
        if error["loc"][-1] == "date":
            wanted, hint = "날짜여야", explanation
        message = f"'{label}'{final_consonant(label, '은', '는')} {wanted} 합니다."
        return _finding(file, place, "wrong-shape", message, hint)
    if kind in ("string_too_short", "string_too_long", "too_short"):
        message = f"'{label}'의 길이가 {len(value)}자입니다."
        if not value:
            message = f"'{label}'{final_consonant(label, '이', '가')} 비었습니다."
        return _finding(file, place, "text-length", message, _length_hint(context))
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"{context['ge']} 이상이어야" if "ge" in context else f"{context['le']} 이하여야"
        return _finding(file, place, "bad-number", f"{shown}: {limit} 합니다.", explanation)
    if kind in SEVERITIES:
        return _finding(file, place, kind, f"{shown}: {error['msg']}", str(context.get("hint", "")))
    return _finding(file, place, "wrong-shape", f"{shown}: 이 자리에 올 수 없는 값입니다.", explanation)


def _explain_choice(trail: _Trail, value: str, place: reader.Place, file: str) -> Finding:
    choice = choice_of_annotation(trail.info.annotation) if trail.info else None
    members = list(choice) if choice else []
    words = {member: member.label.split("(")[0] for member in members}
    by_word = {word: member for member, word in words.items()}
    by_word |= {member.label: member for member in members} | {member.value: member for member in members}
    guess = nearest(value, by_word)
    message = f"'{trail.label}'의 값 '{_shorten(value)}'{final_consonant(value, '은', '는')} 목록에 없습니다."
    if guess:
        message += f" 혹시 '{by_word[guess].value}'({words[by_word[guess]]})입니까?"
    hint = "고를 수 있는 값: " + ", ".join(f"{member.value}({word})" for member, word in words.items())
    return _finding(file, place, "unknown-value", message, hint)


def _length_hint(context: Mapping[str, Any]) -> str:
    if "max_length" in context:
        return f"{context['max_length']}자까지 적을 수 있습니다."
    least = context["min_length"]
    return "한 글자라도 적거나 항목을 지워 주세요." if least == 1 else f"{least}자 이상 적어 주세요."


def _shorten(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 40 else value[:39] + "…"
