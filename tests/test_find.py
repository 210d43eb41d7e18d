"""`bonbogi find` over the real records: what it finds, in which order, and what it says."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from generator.commands.find import ORDERS
from generator.reading.facets import FACET_NAMES
from generator.search.script import read_script
from tests.command_line import Run, Said, make_command_line
from tests.publishing import read_tree
from tests.repository import ROOT
from tests.sites import ALL, append, build, copy_sources, make_site_repository


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, shell_folder: Path) -> Path:
    """A repository of all real projects."""
    return make_site_repository(tmp_path_factory.mktemp("find") / "root", shell_folder, ALL)


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `bonbogi find` and return exit code, output and errors."""
    command_line = make_command_line(monkeypatch, capsys)

    def run(*arguments: str, folder: Path = root) -> Said:
        return command_line(folder, "find", *arguments)

    return run


@pytest.fixture
def ids(run: Run) -> Callable[..., list[str]]:
    """Run `bonbogi find --json` and return the ids that it finds."""

    def ids(*arguments: str, limit: int = 100) -> list[str]:
        code, out, err = run("--json", f"--limit={limit}", *arguments)
        assert (code, err) == (0, "")
        return [hit["id"] for hit in json.loads(out)["hits"]]

    return ids


def test_a_word_finds_its_guidebooks_with_their_places(run: Run) -> None:
    code, out, err = run("주차", "안심번호", "--limit", "1")
    count, empty, title, place, facts, snippet, path = out.splitlines()
    assert (code, err) == (0, "")
    assert count.startswith("안내서 ")
    assert count.endswith("건 가운데 1건")
    assert (empty, title, place) == ("", "제주 주차 안심번호", "  제주특별자치도 제주시 · 2021")
    assert (
        facts == "  근거 수준 측정값, 알려진 상태 운영 중, 확인 필요, 사업비 1억 2,000만 원, 도입 1곳, 답한 물음 6/15"
    )
    assert "주차" in snippet
    assert path == "  projects/jejusi-parking-qr"


def test_json_has_what_a_program_needs_and_nothing_else(run: Run) -> None:
    _, out, _ = run("주차", "--province", "제주", "--json")
    data = json.loads(out)
    snippet = data["hits"][0].pop("snippet")
    assert "주차" in snippet
    assert data == {
        "query": "주차",
        "total": 1,
        "words": data["words"],
        "hits": [
            {
                "id": "jejusi-parking-qr",
                "title": "제주 주차 안심번호",
                "place": "제주특별자치도 제주시",
                "year": 2021,
                "facts": {
                    "근거 수준": "측정값",
                    "알려진 상태": "운영 중, 확인 필요",
                    "사업비": "1억 2,000만 원",
                    "도입": "1곳",
                    "답한 물음": "6/15",
                },
                "url": "guidebooks/jejusi-parking-qr.html",
                "path": "projects/jejusi-parking-qr",
            }
        ],
    }
    (group,) = data["words"]
    assert group["typed"] == "주차"
    assert group["choices"][0] == {"word": "주차", "kind": "typed"}
    assert {choice["kind"] for choice in group["choices"][1:]} == {"synonym"}


def test_a_mistyped_word_is_corrected_and_that_is_said(run: Run, ids: Callable[..., list[str]]) -> None:
    assert run("쥬차")[1].startswith("'쥬차': 비슷한 말 '주차'로도 찾았습니다.\n안내서 ")
    assert {"jejusi-parking-qr", "daejeon-parking-qr"} < set(ids("쥬차"))
    assert ids("쥬차", "--exact") == []


def test_initial_consonants_and_the_english_layout_find_words(run: Run, ids: Callable[..., list[str]]) -> None:
    assert "jejusi-parking-qr" in ids("ㅈㅊ")
    assert ids("wnck") == ids("주차")
    assert run("wnck")[1].startswith("'wnck': '주차'로 찾았습니다.\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--province", "제주", "--year", "2021"), {"jejusi-parking-qr"}),
        (("--province", "50000", "--year", "2021"), {"jejusi-parking-qr"}),
        (("--municipality", "신안군"), {"sinan-1004-care", "sinan-cheonsa-ferry"}),
        (("--province", "전라남도", "--topic", "섬", "--year", "2021"), {"sinan-cheonsa-ferry"}),
        # The two are one since 2026.
        (
            ("--year", "2018", "--call", "공감e가득", "--province", "광주"),
            {"gwangju-barosotong", "jangseong-iot-eomni"},
        ),
    ],
)
def test_conditions_combine_and_take_names_as_people_write_them(
    ids: Callable[..., list[str]], arguments: tuple[str, ...], expected: set[str]
) -> None:
    assert set(ids(*arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--field", "장애인 권리 보호"), {"jeju-barrier-free-guide"}),
        (("--stage", "spread", "--adopted", "있음"), {"jejusi-parking-qr", "jangseong-iot-eomni"}),
        (
            ("--budget", "1억 원~2억 원", "--technology", "QR"),
            {"cheongju-one-stop-trash", "daejeon-parking-qr", "jejusi-parking-qr"},
        ),
        (("--deliverable", "인쇄물", "--licence", "모름", "--year", "2021"), {"jejusi-parking-qr"}),
        (("--evidence", "측정값", "--state", "운영 중", "--province", "제주"), {"jejusi-parking-qr"}),
    ],
)
def test_every_condition_of_the_page_is_an_option(
    ids: Callable[..., list[str]], arguments: tuple[str, ...], expected: set[str]
) -> None:
    assert set(ids(*arguments)) == expected


def test_orders_are_those_of_the_page(run: Run) -> None:
    def hits(*arguments: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(run("--json", "--limit=100", *arguments)[1])["hits"]
        return found

    years = [hit["year"] for hit in hits("주민", "--sort", "newest")]
    assert years == sorted(years, reverse=True)
    adopted = [hit["facts"]["도입"] for hit in hits("--sort", "adopted")]
    assert adopted[0] != "기록 없음"
    assert len(adopted) == len(ALL)
    answered = [int(hit["facts"]["답한 물음"].split("/")[0]) for hit in hits("주민", "--sort", "complete")]
    assert answered == sorted(answered, reverse=True)


def test_conditions_alone_list_the_newest_first(run: Run) -> None:
    data = json.loads(run("--province", "전남", "--province", "서울", "--json", "--limit=50")[1])
    years = [hit["year"] for hit in data["hits"]]
    assert len(set(years)) > 1
    assert years == sorted(years, reverse=True)


def test_nothing_found_says_what_to_try(run: Run) -> None:
    assert run("주차", "--province", "강원") == (
        0,
        f"찾은 안내서가 없습니다. 고른 조건을 빼면 {json.loads(run('주차', '--json')[1])['total']}건이 있습니다.\n",
        "",
    )
    assert run("😀") == (0, "찾은 안내서가 없습니다. 더 짧은 말이나 다른 말로 찾아 보세요.\n", "")
    assert run("쥬차", "--exact")[1].startswith("찾은 안내서가 없습니다. 비슷한 말: 주차, ")


def test_a_value_that_is_not_there_and_no_words_are_told(run: Run) -> None:
    code, out, err = run("주차", "--topic", "장에인")
    assert (code, out, err) == (2, "", "'장에인'에 맞는 주제 값이 없습니다. 혹시 '장애인'입니까?\n")
    assert run("  ") == (2, "", "찾을 말을 적어 주세요. 예: bonbogi find 주차\n")


@pytest.mark.parametrize("query", ["가" * 10_000, "'\"<b>&(.*)[", "😀", "𠮷野家", "\u202e주차", "١٢٣", "ㅏㅏ ㄱ"])
def test_odd_words_give_an_answer(run: Run, query: str) -> None:
    code, out, err = run(query)
    assert (code, err) == (0, "")
    assert "\u202e" not in out


def test_a_record_with_an_error_is_not_found(root: Path, run: Run, tmp_path: Path) -> None:
    other = copy_sources(root, tmp_path / "other")
    append(other, "cheonan-accessibility-mapping", "colour: red\n")
    assert "cheonan-accessibility-mapping" in run("천안", "--json", "--limit=100")[1]
    code, out, err = run("천안", "--json", "--limit=100", folder=other)
    assert (code, err) == (0, "오류가 있는 기록 1건은 찾지 않았습니다.\n")
    assert "cheonan-accessibility-mapping" not in out


def test_order_snippets_and_near_words_are_those_of_the_browser(root: Path, run: Run, tmp_path: Path) -> None:
    queries = ["주차", "ㅈㅊ", "쥬차", "어르신 안부 확인", "wnck", "섬", "장애우", "주민이 만든 지도", "광주 플랫폼"]
    lost = ["zzzz", "뷁쿄뙑", "뷁쿄뙑 쮸챠쟝", "뛣", "ㅋㅋㅃ", "Xqzz 쀍뛣", "쀍"]
    build(root)
    files = {name.removesuffix(".js"): read_script(data) for name, data in read_tree(root / "site" / "search").items()}
    found, near = ask_javascript(files=files, queries=queries, lost=lost)
    said = [json.loads(run("--json", "--limit=100", query)[1]) for query in queries]
    assert [[[hit["id"], hit["snippet"]] for hit in one["hits"]] for one in said] == found
    told = [f"찾은 안내서가 없습니다. 비슷한 말: {', '.join(words)}\n" for words in near]
    assert [run(query)[1] for query in lost] == told


def test_conditions_and_orders_are_those_of_the_page() -> None:
    facets, orders = ask_javascript()
    assert dict(facets) == FACET_NAMES
    assert [id_ for id_, _ in facets] == list(FACET_NAMES)
    assert {id_ or "relevance": (column, name) for id_, name, column in orders} == ORDERS


def ask_javascript(**data: object) -> Any:
    """What the browser's own code finds for queries and says of lost ones; without any, what can be chosen."""
    script = """
      const scripts = `${process.argv[1]}/generator/assets/js`;
      const [state, core, suggest] = ["find-state", "search-core", "search-suggest"].map((name) => require(`${scripts}/${name}.js`));
      const { files, queries, lost } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
      const show = ({ text, cutBefore, cutAfter }) => `${cutBefore ? "…" : ""}${text}${cutAfter ? "…" : ""}`;
      async function answer() {
        if (!files) return [state.FACETS, state.ORDERS];
        const search = core.createSearch({ meta: files.meta, load: async (name) => files[name] });
        const { nearWords } = suggest.createSuggest(search.index);
        const found = [];
        for (const query of queries) {
          const { hits } = await search.search(query, { limit: 100 });
          found.push(hits.map(({ id, snippet }) => [id, show(snippet)]));
        }
        return [found, await Promise.all(lost.map(nearWords))];
      }
      answer().then((said) => console.log(JSON.stringify(said)));
    """
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, "-e", script, str(ROOT)], input=json.dumps(data), capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)
