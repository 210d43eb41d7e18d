"""bonbogi find: guidebooks by words and by what is known of them, in the order of the site's own search."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.as_of import find_as_of
from generator.commands.usage import Command
from generator.commands.workplace import find_root, open_store, progress_bar, root_option
from generator.diagnostics import GeneratorError, make_visible
from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.names import suggested_names
from generator.pages.results import list_facts, place_text
from generator.pages.shelf import Shelf, make_row
from generator.reading.facets import FACET_NAMES, facet_words
from generator.records.library import Library, load_library
from generator.records.messages import final_consonant, nearest
from generator.search.lookup import Lookup
from generator.search.near import near_words
from generator.search.query import search
from generator.search.reading import Group
from generator.search.snippet import make_snippet
from generator.search.text import fold, normalise
from generator.search_files import PublishedFiles, update_index
from generator.state import find_records_generation

# Order -> the column by which it sorts, largest first, and what it is called.
ORDERS = {
    "relevance": ("", "관련도"),
    "newest": ("year", "최신"),
    "adopted": ("adopters", "많이 도입된"),
    "complete": ("answered", "기록이 충실한"),
}
_READ_AS = {"layout", "initials"}
_MOST_EXPLAINED = 3
_MOST_NAMED = 12

Chosen = Mapping[str, Sequence[str]]


def _facet_options(function: Callable[..., None]) -> Callable[..., None]:
    for facet, name in reversed(list(FACET_NAMES.items())):
        help_text = f"이 {name}만. 이름이나 그 일부. 여러 번 적으면 그 가운데 하나."
        function = click.option(f"--{facet}", multiple=True, metavar="값", help=help_text)(function)
    return function


@click.command("find", cls=Command)
@click.argument("query", nargs=-1, metavar="찾을 말")
@_facet_options
@click.option(
    "--sort",
    type=click.Choice(list(ORDERS)),
    help=f"차례: {', '.join(f'{id_}({name})' for id_, (_, name) in ORDERS.items())}. 적지 않으면 찾을 말이 있을 때 관련도, 없을 때 최신.",
)
@click.option("--exact", is_flag=True, help="적은 말 그대로만 찾습니다.")
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 적습니다.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="보일 안내서 수.")
@root_option
def command(
    query: tuple[str, ...],
    exact: bool,
    as_json: bool,
    limit: int,
    root: Path | None,
    sort: str | None,
    **chosen: tuple[str, ...],
) -> None:
    """안내서를 찾습니다. 사이트의 찾기와 같은 색인, 같은 차례입니다.

    \b
    예: bonbogi find 주차
        bonbogi find 어르신 안부 --province 전남 --year 2019
        bonbogi find --evidence 측정값 --sort adopted
        bonbogi find ㅈㅊ --json
    """
    found = execute(find_root(root), " ".join(query), chosen, exact=exact, limit=limit, sort=sort)
    if as_json:
        click.echo(json.dumps(found.to_data(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(make_visible, found.to_lines())))


@dataclass(frozen=True)
class Found:
    """What was found for a query: a page of hits, how many there are in all, and what its words were taken for."""

    query: str
    total: int
    hits: list[dict[str, Any]]
    groups: list[Group]
    advice: str  # where nothing was found

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        words = [
            {"typed": group.typed, "choices": [{"word": one.word, "kind": one.kind} for one in group.choices]}
            for group in self.groups
        ]
        return {"query": self.query, "total": self.total, "words": words, "hits": self.hits}

    def to_lines(self) -> Iterator[str]:
        """Yield it as text."""
        yield from _explain_words(self.groups)
        if not self.hits:
            yield f"찾은 안내서가 없습니다. {self.advice}".rstrip()
            return
        rest = f" 가운데 {len(self.hits)}건" if len(self.hits) < self.total else ""
        yield f"안내서 {self.total}건{rest}"
        for hit in self.hits:
            yield ""
            yield hit["title"]
            yield f"  {hit['place']} · {hit['year']}"
            yield f"  {', '.join(f'{label} {text}' for label, text in hit['facts'].items())}"
            if hit["snippet"]:
                yield f"  {hit['snippet']}"
            yield f"  {hit['path']}"


def execute(
    root: Path, query: str, chosen: Chosen, *, exact: bool = False, limit: int = 10, sort: str | None = None
) -> Found:
    """Return what is found in the records without errors, which are those that a build publishes."""
    filters = {facet: values for facet, values in chosen.items() if values}
    if not query.strip() and not filters and sort is None:
        raise GeneratorError("찾을 말을 적어 주세요. 예: bonbogi find 주차")
    as_of = find_as_of(root)
    with open_store(root) as store:
        with progress_bar("기록을 읽는 중") as progress:
            library = load_library(root, store, find_records_generation(), leave_out_broken=True, progress=progress)
        if library.broken:
            click.echo(f"오류가 있는 기록 {len(library.broken)}건은 찾지 않았습니다.", err=True)
        index = update_index(library, store)
        lookup = Lookup(PublishedFiles(index, store))
        allowed = _allowed(library, filters, as_of.year)
        numbers = {number for id_, number in index.numbers.items() if id_ in allowed}
        answer = search(query, lookup, exact=exact, is_allowed=numbers.__contains__)
        found = answer.numbers if query.strip() else sorted(numbers)
        column, _ = ORDERS[sort or ("relevance" if query.strip() else "newest")]
        if column:
            rank = {index.numbers[id_]: -int(row[0]) for id_, row in library.facets[column].items()}
            found = sorted(found, key=rank.__getitem__)
        words = list(dict.fromkeys(choice.word for group in answer.groups for choice in group.choices))
        hits = [_make_hit(lookup.read(f"r/{number}"), words, library, as_of) for number in found[:limit]]
        advice = "" if hits else _advise(query, lookup, library, as_of, is_filtered=len(numbers) < lookup.records)
        return Found(query, len(found), hits, answer.groups, advice)


def _make_hit(stored: list[Any], words: list[str], library: Library, as_of: date) -> dict[str, Any]:
    id_, title, _, year, text = stored
    row = make_row(library.cards[id_], library, as_of)
    return {
        "id": id_,
        "title": title,
        "place": place_text(row),
        "year": year,
        "facts": {fact.label: fact.text or ", ".join(sign.text for sign in fact.signs) for fact in list_facts(row)},
        "url": f"{FOLDER_BY_KIND['guidebook']}/{id_}.html",
        "path": f"projects/{id_}",
        "snippet": make_snippet(text, words),
    }


def _advise(query: str, lookup: Lookup, library: Library, as_of: date, *, is_filtered: bool) -> str:
    """Return what to try instead."""
    if is_filtered and (without := len(search(query, lookup).numbers)):
        return f"고른 조건을 빼면 {without}건이 있습니다."
    names = (name for _, name, _ in suggested_names(Shelf(library, as_of)))
    near = near_words(query, lookup, names)
    if near:
        return f"비슷한 말: {', '.join(near)}"
    return "더 짧은 말이나 다른 말로 찾아 보세요."


def _explain_words(groups: Sequence[Group]) -> Iterator[str]:
    """Yield what else than the typed words was searched."""
    for group in groups:
        for kinds, like, also in ((_READ_AS, "", ""), ({"corrected"}, "비슷한 말 ", "도")):
            words = [choice.word for choice in group.choices if choice.kind in kinds][:_MOST_EXPLAINED]
            if words:
                names = ", ".join(f"'{word}'" for word in words)
                yield f"'{group.typed}': {like}{names}{final_consonant(words[-1], '으로', '로')}{also} 찾았습니다."


def _allowed(library: Library, filters: Chosen, year: int) -> frozenset[str]:
    """Return the ids of the records that have, of every facet, one of the chosen values."""
    allowed = frozenset(library.cards)
    words = facet_words(library) if filters else {}
    for facet, texts in filters.items():
        wanted = {value for text in texts for value in _values_for(facet, text, words[facet], library, year)}
        allowed &= {id_ for id_, values in library.facets[facet].items() if not wanted.isdisjoint(values)}
    return allowed


def _values_for(facet: str, text: str, words: Mapping[str, str], library: Library, year: int) -> Sequence[str]:
    """Return the values of a facet that a text means: an id, a name, or part of one."""
    typed = normalise(text).strip()
    if typed in words:
        return [typed]
    if facet in ("province", "municipality"):
        # Knows short and former names.
        code = library.programme.municipalities.resolve(typed, year).code
        places = library.programme.municipalities.today(code) if code else ()
        named = [place.province_code if facet == "province" else place.code for place in places]
        if named:
            return named
    folded = fold(typed)
    exact = [value for value, word in words.items() if fold(word) == folded]
    values = exact or [value for value, word in words.items() if folded and folded in fold(word)]
    if not values:
        raise GeneratorError(_explain_unknown(facet, text, words))
    return values


def _explain_unknown(facet: str, text: str, words: Mapping[str, str]) -> str:
    names = list(words.values())
    guess = nearest(text, names)
    hint = f"혹시 '{guess}'입니까?" if guess else f"고를 수 있는 값: {', '.join(names[:_MOST_NAMED])}"
    return f"'{text}'에 맞는 {FACET_NAMES[facet]} 값이 없습니다. {hint}{'' if guess or len(names) <= _MOST_NAMED else ' …'}"
