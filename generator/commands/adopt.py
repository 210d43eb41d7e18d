"""bonbogi adopt: a new project's folder that begins with what another project hands down."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from generator.commands.check import execute as check
from generator.commands.drafting import refuse_id, write_folder
from generator.commands.usage import Command
from generator.commands.workplace import find_root, open_store, root_option
from generator.diagnostics import GeneratorError, make_visible
from generator.records.inheritance import FIRST_YEAR, LAST_YEAR, Heir, inherit, suggested_id
from generator.records.library import Library, load_library
from generator.records.messages import final_consonant
from generator.records.municipalities import Municipality
from generator.state import find_records_generation

_NEAREST = 3


@click.command("adopt", cls=Command)
@click.argument("origin", metavar="안내서")
@click.option(
    "--municipality", required=True, metavar="지자체", help="따라 할 지자체의 코드나 이름. 예: 52190, 전북 남원시"
)
@click.option("--year", required=True, type=int, metavar="해", help="시작할 해. 예: 2027")
@click.option(
    "--id", "id_", metavar="이름", help="새 폴더의 이름. 적지 않으면 안내서 이름 뒤에 지자체 코드를 붙입니다."
)
@root_option
def command(origin: str, municipality: str, year: int, id_: str | None, root: Path | None) -> None:
    """안내서를 본보기로 삼아 우리 지자체의 기록을 시작합니다. 본보기의 기록은 건드리지 않습니다.

    문제와 해결, 해결단의 자리, 새 연도로 옮긴 추진 과정, 산출물, 갖출 조건, 위험을 물려받습니다.
    물려받은 곳은 '고쳐 쓸 곳'이라고 적혀 있고, 'bonbogi check'가 아직 고치지 않은 곳을 알려 줍니다.

    \b
    예: bonbogi adopt jejusi-parking-qr --municipality 52190 --year 2027
    """
    execute(find_root(root), origin, municipality, year, id_)


def execute(root: Path, origin_id: str, municipality: str, year: int, id_: str | None) -> Path:
    """Write the folder, say what to do with it, and return it; GeneratorError where one of the words does not fit."""
    with open_store(root) as store:
        library = load_library(root, store, find_records_generation(), leave_out_broken=True)
        origin = library.project(_find_origin(library, origin_id))
    place = _find_place(library, municipality, year)
    _check_year(year, library.cards[origin_id].year)
    if id_ and (problem := refuse_id(root, id_)):
        raise GeneratorError(problem)
    inheritance = inherit(origin_id, origin, Heir(place.full_name, year))
    new_id = id_ or _free_id(root, origin_id, place.code)
    folder = write_folder(root, new_id, inheritance.values, comments=inheritance.comments)
    shown = folder.relative_to(root).as_posix()
    click.echo(make_visible(f"{shown}/에 '{origin.title}'{_object(origin.title)} 본보기로 한 기록을 만들었습니다."))
    click.echo("'고쳐 쓸 곳'을 우리 사정에 맞게 고치고, 고친 항목은 adapted_from의 unrevised에서 지웁니다.\n")
    check(root, [folder], "text", strict=False)
    return folder


def _find_origin(library: Library, id_: str) -> str:
    if id_ in library.cards:
        return id_
    if id_ in library.folders:
        raise GeneratorError(
            f"projects/{id_}에 오류가 있어 본보기로 쓸 수 없습니다. 'bonbogi check'로 먼저 고쳐 주세요."
        )
    titles = {card.title: card.id for card in library.cards.values()}
    close = difflib.get_close_matches(id_, [*library.cards, *titles], n=_NEAREST, cutoff=0.5)
    close += [title for title in titles if id_ and id_ in title][:_NEAREST]
    ids = list(dict.fromkeys(titles.get(name, name) for name in close))
    named = ", ".join(f"{near}({library.cards[near].title})" for near in ids)
    hint = f"혹시 {named}입니까?" if ids else "'bonbogi find'로 찾을 수 있습니다."
    raise GeneratorError(f"'{id_}' 안내서가 없습니다. {hint}")


def _find_place(library: Library, written: str, year: int) -> Municipality:
    known = library.programme.municipalities
    if not written.strip():
        raise GeneratorError("따라 할 지자체를 적어 주세요. 예: --municipality 52190")
    meant = known.resolve(written, year)
    if meant.code is None:
        names = [f"{known.by_code[code].full_name}({code})" for code in meant.candidates]
        if not names:
            raise GeneratorError(
                f"'{written}' 지자체를 찾을 수 없습니다. '충청남도 당진시'처럼 정식 이름을 적어 주세요."
            )
        raise GeneratorError(f"'{written}'{_topic(written)} 어느 지자체입니까? 가까운 곳: {', '.join(names)}")
    place = known.by_code[meant.code]
    if place.is_city_district:
        city = known.by_code[place.parent]
        raise GeneratorError(
            f"{place.full_name}{_topic(place.name)} 일반구입니다. {city.full_name}({city.code})로 적어 주세요."
        )
    now = known.today(place.code)
    if len(now) > 1 and not place.is_valid_in(year):
        names = [f"{successor.full_name}({successor.code})" for successor in now]
        raise GeneratorError(f"{place.full_name}{_topic(place.name)} 나뉘었습니다. 지금은 {', '.join(names)}입니다.")
    return place if place.is_valid_in(year) else now[0]


def _check_year(year: int, origin_year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise GeneratorError(
            f"시작할 해 '{year}'이(가) 맞지 않습니다. {FIRST_YEAR}부터 {LAST_YEAR}까지 적을 수 있습니다."
        )
    if year < origin_year:
        raise GeneratorError(f"본보기는 {origin_year}년 사업입니다. 시작할 해를 그 뒤로 적어 주세요.")


def _free_id(root: Path, origin_id: str, code: str) -> str:
    number = 1
    while refuse_id(root, id_ := suggested_id(origin_id, code, number)):
        number += 1
    return id_


def _object(word: str) -> str:
    return final_consonant(word, "을", "를")


def _topic(word: str) -> str:
    return final_consonant(word, "은", "는")
