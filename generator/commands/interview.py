"""The questions of `bonbogi new` in a terminal: the required five first, the rest in the order of their turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from generator.diagnostics import make_visible, mask_finding
from generator.records.answers import Asked, describe_key, read_answer
from generator.records.messages import explain, final_consonant, keys_of, nearest, part_of_annotation
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.trial import required_keys, try_answers, turn_of
from generator.records.writer import written_keys

SKIP, FINISH = "다음", "끝"
MAX_FILE_MB = 10
# Lists that are longer are not numbered: the nearest names are offered instead.
_MOST_NUMBERED = 40
_NOT_ASKED_IN_ROWS = frozenset({"note"})

Wrap = Callable[[Any], dict[str, Any]]


class _SkipError(Exception):
    """The rest of this question is not answered."""


class _FinishError(Exception):
    """Nothing more is answered."""


class Interview:
    """A conversation; ``values`` and ``files`` hold what has been answered so far, also when it is broken off."""

    def __init__(self, programme: Programme, values: dict[str, Any]) -> None:
        self.programme = programme
        self.values = values
        self.files: dict[str, Path] = {}
        self.codes: list[str] = []

    def hold(self) -> None:
        """Ask everything that ``values`` does not hold yet."""
        click.echo("새 기록을 만듭니다. Ctrl-C를 누르면 그때까지 답한 것을 적어 두고 멈춥니다.")
        if "deliverables" not in self.values:
            self._ask_report()
        click.echo("\n먼저 꼭 적는 다섯 가지를 묻습니다.")
        required = required_keys()
        for name in required:
            if name not in self.values:
                self._ask_key(name, required=True)
        self._name_place_of_year()
        click.echo(
            "\n여기까지만 적어도 됩니다. 이어서 더 묻겠습니다. 모르면 엔터로 넘깁니다.\n"
            f"'{SKIP}'을 적으면 지금 물음을, '{FINISH}'을 적으면 나머지를 모두 넘깁니다."
        )
        with suppress(_FinishError):
            for name in self._more_keys():
                self._ask_more(name)
        self._ask_own()

    def _ask_own(self) -> None:
        """Ask for what a record of one's own is not published without, also of those who passed over the rest."""
        missing = [name for name in ("owner", "verified") if name not in self.values]
        if self.values["origin"] != "submitted" or not missing:
            return
        click.echo(
            "\n직접 낸 기록은 물어볼 부서와 사실을 확인한 날이 있어야 사이트에 실립니다. 모르면 엔터로 넘깁니다."
        )
        with suppress(_FinishError):
            for name in missing:
                self._ask_more(name)

    def _more_keys(self) -> list[str]:
        names = [name for name in keys_of(Project) if turn_of(name) and name not in required_keys()]
        # Rows can name their sources only when these are known.
        first = ["sources"] if self.values["origin"] == "public_sources" else []
        return first + sorted(names, key=lambda name: turn_of(name) or 0)

    def _ask_more(self, name: str) -> None:
        if name in self.values and name != "deliverables":
            return
        try:
            self._ask_key(name, required=False)
        except _SkipError:
            return

    def _ask_report(self) -> None:
        click.echo("\n결과보고서 파일이 있습니까? 있으면 그 파일의 경로를 적어 주세요. 없으면 엔터를 누릅니다.")
        while text := self._input():
            path = Path(text.strip("'\"")).expanduser()
            name = "report" + path.suffix.lower()
            if not path.is_file():
                click.echo(f"  그런 파일이 없습니다: {make_visible(str(path))}")
            elif path.stat().st_size > MAX_FILE_MB * 1024 * 1024:
                click.echo(f"  {MAX_FILE_MB}MB까지 넣을 수 있습니다. 크면 주소만 나중에 적어 주세요.")
            else:
                self.files[name] = path.resolve()
                row = {"id": "report", "title": "결과보고서", "kind": "report", "state": "available"}
                self.values["deliverables"] = [row | {"file": f"files/{name}"}]
                return

    def _ask_key(self, name: str, *, required: bool) -> None:
        asked = describe_key(name, keys_of(Project)[name], self.programme)
        extra = asked.info.json_schema_extra
        question = str(extra.get("ask", "")) if isinstance(extra, dict) else ""
        click.echo(f"\n{question or asked.label}")
        click.secho(f"  {explain(asked.info)}", dim=True)
        if asked.shape == "part":
            self._ask_parts(name, asked)
            return
        value = self._ask_value(asked, lambda value: {name: value}, required=required)
        if value is None:
            return
        self.values[name] = value
        if name in ("problem", "solution") and (source := self._ask_source()):
            self.values.setdefault("cited", {})[name] = source

    def _ask_parts(self, name: str, asked: Asked) -> None:
        part = _part_of(asked)
        if not asked.many:
            if answers := self._ask_part(part, lambda value: {name: value}, asked.label):
                self.values[name] = answers
            return
        for row in self._ask_rows(part, lambda value: {name: [value]}, asked.label, keep=name):
            self.values.setdefault(name, []).append(row)

    def _ask_rows(self, part: type[BaseModel], wrap: Wrap, label: str, keep: str = "") -> Iterator[dict[str, Any]]:
        number = len(self.values.get(keep, [])) if keep else 0
        while True:
            number += 1
            given = {"id": f"s{number}"} if keep == "sources" else {}
            click.echo(f"  [{label} {number}번째] 없으면 엔터")
            row = self._ask_part(part, wrap, label, given)
            if not row:
                return
            yield row

    def _ask_part(
        self, part: type[BaseModel], wrap: Wrap, label: str, given: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the answers about one row; nothing where its first question is passed over."""
        row: dict[str, Any] = {}
        keys = keys_of(part)
        order = [name for name in written_keys(part) if name not in _NOT_ASKED_IN_ROWS and name not in (given or {})]
        needed = [name for name in order if keys[name].is_required()]
        try:
            for name in needed + [name for name in order if name not in needed]:
                value = self._ask_in_row(name, part, row, wrap, is_first=not row)
                if value is not None:
                    row[name] = value
                elif not row and name in needed:
                    return {}
        except _SkipError:
            if not set(needed) <= set(row):
                return {}
        return {**(given or {}), **row} if row else {}

    def _ask_in_row(self, name: str, part: type[BaseModel], row: dict[str, Any], wrap: Wrap, *, is_first: bool) -> Any:
        info = keys_of(part)[name]
        asked = describe_key(name, info, self.programme)
        if name == "source":
            return self._ask_source()
        if asked.shape == "part":
            inner = _part_of(asked)

            def wrap_inner(value: Any) -> dict[str, Any]:
                return wrap({**row, name: [value] if asked.many else value})

            click.echo(f"  {asked.label}: {info.description}")
            if asked.many:
                return list(self._ask_rows(inner, wrap_inner, asked.label)) or None
            return self._ask_part(inner, wrap_inner, asked.label) or None
        click.echo(f"  {asked.label}", nl=False)
        click.secho(f"  {explain(info)}", dim=True)
        required = info.is_required() and not is_first
        return self._ask_value(asked, lambda value: wrap({**row, name: value}), required=required)

    def _ask_source(self) -> Any:
        sources = self.values.get("sources", [])
        if not sources:
            return None
        click.echo("  이것은 어느 출처에서 알았습니까?")
        words = {f"{source['id']} {source['title']}": source["id"] for source in sources}
        asked = Asked("source", keys_of(Project)["sources"], "text", True, None, words)
        return self._ask_value(asked, lambda value: {}, required=False)

    def _ask_value(self, asked: Asked, wrap: Wrap, *, required: bool) -> Any:
        """Return an answer that the check accepts; None where there is none and none is needed."""
        options = self._show_options(asked)
        while True:
            text = self._input()
            if text in (SKIP, FINISH) and not required:
                raise _SkipError if text == SKIP else _FinishError
            if not text:
                if not required:
                    return None
                click.echo("  꼭 적는 항목입니다.")
                continue
            value = self._read_numbers(text, asked, options)
            if asked.name in ("municipalities", "municipality"):
                value = self._read_municipalities(text, asked)
            problem = self._refuse(asked, value, wrap)
            if value is not None and not problem:
                return value
            if problem:
                click.echo(f"  {problem}")

    def _refuse(self, asked: Asked, value: Any, wrap: Wrap) -> str:
        """Return what is wrong with an answer; "" where nothing is."""
        if value is None:
            return ""
        findings = try_answers(wrap(value))
        if findings:
            shown = mask_finding(findings[0])
            return f"{shown.message} {shown.hint}".strip()
        if not asked.words or asked.name == "technologies":
            return ""
        known = set(asked.words.values())
        for piece in value if isinstance(value, list) else [value]:
            if piece not in known:
                close = nearest(str(piece), [*asked.words, *known])
                guess = f" 혹시 '{close}'입니까?" if close else ""
                return f"'{make_visible(str(piece))}'{final_consonant(str(piece), '은', '는')} 목록에 없습니다.{guess}"
        return ""

    def _show_options(self, asked: Asked) -> list[str]:
        """Show what can be chosen, and return the values in the order of their numbers."""
        labels: dict[str, str] = {}
        for word, value in asked.words.items():
            labels.setdefault(value, word)
        if not labels or len(labels) > _MOST_NUMBERED:
            return []
        pieces = [f"{number} {label}" for number, label in enumerate(labels.values(), 1)]
        click.echo(click.wrap_text(" · ".join(pieces), 88, "    ", "    "))
        more = " 여럿이면 쉼표로 잇습니다." if asked.many else ""
        click.secho(f"    번호나 이름을 적습니다.{more}", dim=True)
        return list(labels)

    def _read_numbers(self, text: str, asked: Asked, options: list[str]) -> Any:
        pieces = [piece for piece in text.replace(",", " ").split() if piece]
        are_numbers = all(piece.isascii() and piece.isdigit() and 0 < int(piece) <= len(options) for piece in pieces)
        if options and are_numbers and (asked.many or len(pieces) == 1):
            chosen = list(dict.fromkeys(options[int(piece) - 1] for piece in pieces))
            return chosen if asked.many else chosen[0]
        return read_answer(text, asked)

    def _read_municipalities(self, text: str, asked: Asked) -> Any:
        """Return the full names of what was written, asking where a name means several; None to ask again."""
        year = date.max.year
        codes = []
        for piece in read_answer(text, asked) if asked.many else [text]:
            found = self.programme.municipalities.resolve(piece, year)
            code = found.code or self._choose_municipality(piece, found.candidates)
            if code is None:
                return None
            codes.append(code)
        if asked.name == "municipalities":
            self.codes = codes
        names = [self.programme.municipalities.by_code[code].full_name for code in codes]
        return names if asked.many else names[0]

    def _choose_municipality(self, piece: str, candidates: tuple[str, ...]) -> str | None:
        by_code = self.programme.municipalities.by_code
        if not candidates:
            click.echo(f"  '{make_visible(piece)}' 지자체를 찾을 수 없습니다. '충청남도 당진시'처럼 적어 주세요.")
            return None
        click.echo(f"  '{make_visible(piece)}'이(가) 이 가운데 있습니까? 번호를, 없으면 엔터를 누르세요.")
        for number, code in enumerate(candidates, 1):
            click.echo(f"    {number} {by_code[code].full_name}")
        text = self._input()
        if text.isdigit() and 0 < int(text) <= len(candidates):
            return candidates[int(text) - 1]
        return None

    def _name_place_of_year(self) -> None:
        """Call the municipalities by their names of the project's year."""
        municipalities = self.programme.municipalities
        for n, code in enumerate(self.codes):
            then = municipalities.in_year(code, int(self.values["year"]))
            if len(then) == 1:
                self.codes[n] = then[0].code
                self.values["municipalities"][n] = then[0].full_name

    def _input(self) -> str:
        text: str = click.prompt("", prompt_suffix="> ", default="", show_default=False)
        return " ".join(text.split())


def _part_of(asked: Asked) -> type[BaseModel]:
    part = part_of_annotation(asked.info.annotation)
    assert part is not None
    return part
