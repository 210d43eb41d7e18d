"""An issue that reports a case -> a draft of its record; and the form that such issues are written with.

What an issue says is a stranger's text. It is read here as text and written as values and comments; nothing of it
becomes a name of a file or a part of a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.diagnostics import GeneratorError
from generator.records.answers import describe_key, read_answer
from generator.records.choices import Origin
from generator.records.messages import explain, keys_of
from generator.records.model import Project
from generator.records.programme import Programme
from generator.resources import templates_folder

FORM_FILE = ".github/ISSUE_TEMPLATE/report-case.yml"

# GitHub takes 65,536 characters, which its event writes with six bytes each, and tells some of the repository.
MAX_BYTES = 1024 * 1024
_ASKED = ("title", "municipalities", "year", "summary", "origin", "problem", "solution")
_LONG = frozenset({"summary", "problem", "solution"})
_SOURCES = "출처"
_MORE = "더 알려 주실 것"
_PROMISE = "사람 이름, 휴대전화 번호, 개인 전자우편을 적지 않았습니다."
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>\"']+")
_MOST_SOURCES = 20


@dataclass(frozen=True)
class Draft:
    """What an issue tells: the values of a record, and what is said beside them, as a comment."""

    values: dict[str, Any]
    comment: str


def read_issue(data: bytes, programme: Programme) -> Draft:
    """Return the draft that an issue tells; ``data`` is GitHub's event as JSON, or the text of the issue itself.

    GeneratorError where nothing in it is an answer to the form.
    """
    answers = _answers(_body(data))
    values: dict[str, Any] = {}
    keys = keys_of(Project)
    for name in _ASKED:
        asked = describe_key(name, keys[name], programme)
        value = read_answer(answers.get(asked.label, ""), asked)
        if value is not None:
            values[name] = value
    sources = list(_sources(answers.get(_SOURCES, "")))
    if sources:
        values["sources"] = sources
    if not values:
        raise GeneratorError("제보 서식의 답을 찾지 못했습니다. '사례 제보' 서식으로 쓴 글인지 확인해 주세요.")
    values.setdefault("origin", Origin.PUBLIC_SOURCES.value)
    comment = "제보에서 만든 초안입니다. 확인하지 않은 내용이니 출처를 보고 고쳐 주세요."
    if more := answers.get(_MORE):
        comment += f"\n제보에 더 적힌 것:\n{more}"
    return Draft(values, comment)


def issue_form() -> str:
    """Return the form for reporting a case, in GitHub's format, with the labels and explanations of the model."""
    keys = keys_of(Project)
    body: list[dict[str, Any]] = [
        {
            "type": "markdown",
            "attributes": {
                "value": "아는 것만 적어 주세요. 관리자가 보고 초안을 만들어 검토합니다. 적은 글은 누구나 볼 수 있습니다."
            },
        }
    ]
    for name in _ASKED:
        info = keys[name]
        attributes: dict[str, Any] = {"label": info.title, "description": explain(info)}
        kind = "textarea" if name in _LONG else "input"
        if name == "origin":
            kind, attributes["options"] = "dropdown", [member.label for member in Origin]
        item: dict[str, Any] = {"type": kind, "id": name, "attributes": attributes}
        if name in ("title", "municipalities"):
            item["validations"] = {"required": True}
        body.append(item)
    about_sources = "한 줄에 하나씩, 제목과 주소. 예: 주차 안심번호 기사 https://…"
    body += [
        {"type": "textarea", "id": "sources", "attributes": {"label": _SOURCES, "description": about_sources}},
        {
            "type": "textarea",
            "id": "more",
            "attributes": {"label": _MORE, "description": "예산, 성과, 지금 상태, 물어볼 부서처럼 아는 것."},
        },
        {
            "type": "checkboxes",
            "id": "promise",
            "attributes": {"label": "확인", "options": [{"label": _PROMISE, "required": True}]},
        },
    ]
    form = {
        "name": "사례 제보",
        "description": "안내서로 실을 만한 사업을 알려 주세요. 저장소를 쓸 줄 몰라도 됩니다.",
        "title": "[제보] ",
        "labels": ["사례"],
        "body": body,
    }
    text: str = yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=200)
    return "# Made from the model by `make generate`.\n" + text


def _body(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise GeneratorError("제보가 너무 깁니다.")
    text = data.decode("utf-8", "replace")
    if not text.lstrip().startswith("{"):
        return text
    try:
        event = json.loads(text)
    except ValueError as problem:
        raise GeneratorError("제보를 읽을 수 없습니다. GitHub의 이벤트 파일(JSON)이 아닙니다.") from problem
    issue = event.get("issue") if isinstance(event, dict) else None
    body = issue.get("body") if isinstance(issue, dict) else None
    return body if isinstance(body, str) else ""


def _answers(body: str) -> Mapping[str, str]:
    """Return the answers by the labels of the form; of two of the same label the first."""
    answers: dict[str, str] = {}
    pieces = _HEADING.split(body.replace("\r\n", "\n").replace("\r", "\n"))
    for label, answer in zip(pieces[1::2], pieces[2::2], strict=True):
        answer = answer.strip()
        if answer and answer != _NOTHING:
            answers.setdefault(label.strip(), answer)
    return answers


def _sources(text: str) -> Iterator[dict[str, str]]:
    rows = [line.strip(" \t-*") for line in text.split("\n") if line.strip(" \t-*")]
    for number, row in enumerate(rows[:_MOST_SOURCES], 1):
        found = _URL.search(row)
        title = _URL.sub("", row).strip(" \t:|()[]") if found else row
        source = {"id": f"s{number}", "title": title or (found[0].split("/")[2] if found else row)}
        if found:
            source["url"] = found[0].rstrip(".,)]")
        yield source


def main() -> None:
    """Write the form where GitHub looks for it, in the repository that the templates lie in."""
    path = templates_folder().parent / FORM_FILE
    path.write_text(issue_form(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
