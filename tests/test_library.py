"""Folders in, the Library out: what follows from all records together, and what is not read twice."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.publish.store import Store
from generator.records.library import Library, load_library
from generator.signature import Signature
from tests.repository import PROJECT, ROOT, Memory, load, make_repository, places_of, write_project


@pytest.fixture(scope="module")
def real() -> Library:
    """The library of the project itself."""
    return load(ROOT)


def adopter_of(origin: str) -> str:
    """A record that was adapted from another."""
    return PROJECT + f"adapted_from: [{{project: {origin}, kind: adoption, source: s1}}]\n"


def other_title(text: str, number: int) -> str:
    """The same record by another name, so that the two are not taken for one."""
    return text.replace("title: 제주 주차 안심번호", f"title: 제주 주차 안심번호 {number}")


def test_the_real_records_are_all_there(real: Library) -> None:
    folders = sorted(path.parent.name for path in (ROOT / "projects").glob("*/project.yml"))
    assert list(real.cards) == list(real.folders) == folders
    assert not real.broken


def test_who_copied_whom_is_derived(real: Library) -> None:
    assert real.adopted_by == {
        "jangseong-iot-eomni": ("sinan-1004-care",),
        "jejusi-parking-qr": ("daejeon-parking-qr",),
        "jeju-barrier-free-data": ("jeju-barrier-free-guide",),
    }


def test_every_index_holds_every_record_that_says_so(real: Library) -> None:
    cards = real.cards.values()
    assert {(call, id_) for call, ids in real.by_call.items() for id_ in ids} == {
        (c.call, c.id) for c in cards if c.call
    }
    assert {(topic, id_) for topic, ids in real.by_topic.items() for id_ in ids} == {
        (topic, c.id) for c in cards for topic in c.topics
    }
    assert {id_ for ids in real.by_municipality.values() for id_ in ids} == set(real.cards)
    assert {(*field, id_) for field, ids in real.by_field.items() for id_ in ids} == {
        (c.call, c.field, c.id) for c in cards if c.call and c.field
    }
    assert {(*task, id_) for task, ids in real.by_task.items() for id_ in ids} == {
        (c.call, c.task, c.id) for c in cards if c.call and c.task
    }


def test_lists_are_by_year_then_id(real: Library) -> None:
    for ids in (*real.by_call.values(), *real.by_topic.values(), *real.by_municipality.values()):
        assert list(ids) == sorted(ids, key=lambda id_: (real.cards[id_].year, id_))


def test_a_municipality_has_the_projects_of_its_predecessors(real: Library) -> None:
    assert "jangseong-iot-eomni" in real.by_municipality["12840"]
    assert real.cards["jangseong-iot-eomni"].municipalities == ("46880",)
    assert real.codes_today(["46880", "28110", "36110"]) == ("12840", "28125", "28155", "36000")


def test_a_site_elsewhere_is_not_among_the_projects_of_that_municipality(real: Library) -> None:
    for code, ids in real.by_site_municipality.items():
        assert not set(ids) & set(real.by_municipality.get(code, ()))


def test_a_workshop_has_whoever_either_side_names(real: Library) -> None:
    for workshop, ids in real.by_workshop.items():
        named = {id_ for id_ in real.programme.workshops[workshop].presented if id_ in real.cards}
        named |= {card.id for card in real.cards.values() if workshop in card.workshops}
        assert set(ids) == named


def test_facts_come_back_as_projects(real: Library) -> None:
    assert list(real.facts(["jejusi-parking-qr", "daejeon-parking-qr"])) == ["jejusi-parking-qr", "daejeon-parking-qr"]
    assert real.project("jejusi-parking-qr").title == real.cards["jejusi-parking-qr"].title


def test_unchanged_records_are_not_read_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT, "b": {"project.yml": other_title(PROJECT, 2), "files/a.txt": "가"}})
    cache = Memory()
    first = load(root, cache)
    assert sorted(cache.put) == ["facts", "facts", "inside", "known", "known"]
    heard: list[tuple[int, int]] = []
    second = load_library(root, cache, "test", progress=lambda done, total: heard.append((done, total)))
    assert len(cache.put) == 5
    assert heard == []
    assert (second.cards, second.findings, second.facts_keys) == (first.cards, first.findings, first.facts_keys)


def test_only_a_changed_record_is_read_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT, "b": other_title(PROJECT, 2)})
    cache = Memory()
    load(root, cache)
    cache.put.clear()
    write_project(root, "b", other_title(PROJECT, 3))
    heard: list[tuple[int, int]] = []
    library = load_library(root, cache, "test", progress=lambda done, total: heard.append((done, total)))
    assert sorted(cache.put) == ["facts", "known"]
    assert heard == [(1, 1)]
    assert library.cards["b"].title == "제주 주차 안심번호 3"


@pytest.mark.parametrize("path", ["guidebook.md", "files/a.txt"])
def test_a_record_changes_with_whatever_lies_in_its_folder(tmp_path: Path, path: str) -> None:
    files = {"project.yml": PROJECT, "guidebook.md": "## 하나\n", "files/a.txt": "가"}
    root = make_repository(tmp_path, {"a": files})
    cache = Memory()
    before = load(root, cache).cards["a"].digest
    write_project(root, "a", {path: "## 둘\n"})
    assert load(root, cache).cards["a"].digest != before


def test_a_changed_call_has_all_records_checked_again_and_their_facts_kept(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    cache = Memory()
    keys = load(root, cache).facts_keys
    with (root / "content/calls/2019-gonggam.yml").open("a", encoding="utf-8") as file:
        file.write("# 고침\n")
    assert load(root, cache).facts_keys == keys
    assert sorted(cache.put) == ["facts", "facts", "known", "known"]


def test_other_code_reads_everything_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    cache = Memory()
    load_library(root, cache, "one")
    load_library(root, cache, "two")
    assert cache.put.count("facts") == 2


def test_what_comes_from_the_cache_is_what_was_put_there(tmp_path: Path) -> None:
    cold = load(ROOT)
    cache = Memory()
    load(ROOT, cache)
    warm = load(ROOT, cache)
    assert (warm.cards, warm.findings, warm.adopted_by) == (cold.cards, cold.findings, cold.adopted_by)
    with Store(tmp_path / "store.sqlite") as store:
        load_library(ROOT, store, "test")
        stored = load_library(ROOT, store, "test")
        assert (stored.cards, stored.findings) == (cold.cards, cold.findings)
        assert stored.facts(stored.cards) == cold.facts(cold.cards)


def test_facts_that_the_cache_lost_are_read_again(tmp_path: Path) -> None:
    cache = Memory()
    library = load(make_repository(tmp_path, {"a": PROJECT}), cache)
    kept = library.facts(["a"])
    cache.rows.clear()
    assert library.facts(["a"]) == kept


def test_a_library_is_the_same_in_any_order_of_work(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"b": other_title(PROJECT, 2), "a": PROJECT})
    cache = Memory()
    whole = load(root, Memory())
    shutil.move(root / "projects/a", tmp_path / "away")
    load(root, cache)
    shutil.move(tmp_path / "away", root / "projects/a")
    grown = load(root, cache)
    assert list(grown.cards) == list(whole.cards) == ["a", "b"]
    assert (grown.cards, grown.findings) == (whole.cards, whole.findings)


def test_broken_records_are_left_out_and_what_points_to_them_stays(tmp_path: Path) -> None:
    root = make_repository(
        tmp_path,
        {
            "a-origin": PROJECT.replace("year: 2021", "year: x"),
            "b-adopter": other_title(adopter_of("a-origin"), 2),
            "c-adopter": other_title(adopter_of("b-adoptor"), 3),
            "d-alone": other_title(PROJECT, 4),
        },
    )
    assert list(load(root).cards) == ["b-adopter", "c-adopter", "d-alone"]
    library = load(root, leave_out_broken=True)
    assert list(library.cards) == ["b-adopter", "d-alone"]
    assert library.broken == {"a-origin", "c-adopter"}
    assert places_of(library) == [
        ("a-origin/project.yml", 3, 7, "bad-number"),
        ("c-adopter/project.yml", 12, 26, "unknown-project"),
    ]


def test_what_was_found_in_a_record_that_is_left_out_stays_and_is_told_once(tmp_path: Path) -> None:
    text = PROJECT.replace("s1}]", "s1, licence: x}]") + "budget: [{kind: national, amount: 500}]\n"
    root = make_repository(tmp_path, {"a": text, "b": other_title(PROJECT, 2) + "call: 2099-none\n"})
    whole, rest = load(root), load(root, leave_out_broken=True)
    assert [finding for finding in rest.findings if finding.severity == "error"] == [
        finding for finding in whole.findings if finding.severity == "error"
    ]
    assert len(rest.findings) == len(set(rest.findings))
    assert rest.broken == {"a", "b"}
    assert not rest.cards


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"project.yml": PROJECT, "guidebook.md": b"\xff\xff\xff"}, ("a/guidebook.md", 1, 1, "unreadable")),
        ({"project.yml": PROJECT, "guidebook.md": "가" * 100_000}, ("a/guidebook.md", 1, 1, "too-large")),
        ({"guidebook.md": "## 하나\n"}, ("a", 1, 1, "project-without-record")),
    ],
)
def test_a_record_with_an_error_beside_its_facts_is_broken(
    tmp_path: Path, files: dict[str, str | bytes], place: tuple[str, int, int, str]
) -> None:
    library = load(make_repository(tmp_path, {"a": files, "b": PROJECT}), leave_out_broken=True)
    assert place in places_of(library)
    assert library.broken == {"a"}
    assert list(library.cards) == ["b"]


def test_a_workshop_may_name_a_record_that_is_left_out(tmp_path: Path) -> None:
    root = make_repository(tmp_path)
    workshop = root / "content/workshops/2022-kickoff.yml"
    text = workshop.read_text(encoding="utf-8")
    presented = load(root).programme.workshops["2022-kickoff"].presented
    assert not presented
    workshop.write_text(text + "presented: [a, c]\n", encoding="utf-8")
    write_project(root, "a", "year: x\n")
    findings = [f for f in load(root, leave_out_broken=True).findings if f.file == "content/workshops/2022-kickoff.yml"]
    assert [finding.message for finding in findings] == ["'발표한 사업'의 'c'를 찾을 수 없습니다."]


def test_what_the_programme_points_to_has_its_place(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    for path in (root / "content/workshops").iterdir():
        path.unlink()
    (root / "content/workshops/2022-x.yml").write_text(
        "title: 착수\nkind: kickoff\ncall: 2022-gongam\npresented: [a, b]\n"
        "sessions: [{what: 발표, source: s9}]\nsources: [{id: s1, title: 가}]\n",
        encoding="utf-8",
    )
    library = load(root)
    assert [found for found in places_of(library) if found[0].startswith("content/workshops")] == [
        ("content/workshops/2022-x.yml", 3, 7, "unknown-reference"),
        ("content/workshops/2022-x.yml", 4, 16, "unknown-reference"),
        ("content/workshops/2022-x.yml", 5, 31, "unknown-source"),
    ]
    messages = {finding.message: finding.hint for finding in library.findings}
    assert messages["'공모'의 '2022-gongam'을 찾을 수 없습니다."] == "혹시 '2022-gonggam'입니까?"


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        ("topics.yml", None, "content/topics.yml 파일을 읽을 수 없습니다"),
        ("municipalities.csv", None, "content/municipalities.csv 파일을 읽을 수 없습니다"),
        ("municipalities.csv", "코드,이름\n".encode("cp949"), "content/municipalities.csv 파일을 읽을 수 없습니다"),
        ("municipalities.csv", b"code\n11000\n", "content/municipalities.csv 파일을 읽을 수 없습니다"),
        ("municipalities.csv", b'code\n"' + b"1" * 200_000, "content/municipalities.csv 파일을 읽을 수 없습니다"),
        ("municipalities.csv", b"", "content/municipalities.csv 파일을 읽을 수 없습니다"),
    ],
)
def test_a_file_that_all_need_is_a_sentence(tmp_path: Path, file: str, data: bytes | None, sentence: str) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    (root / "content" / file).unlink()
    if data is not None:
        (root / "content" / file).write_bytes(data)
    with pytest.raises(GeneratorError, match=sentence):
        load(root)


def test_a_call_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    root = make_repository(tmp_path)
    (root / "content/calls/2019-gonggam.yml").write_text("year: 2019\n", encoding="utf-8")
    (root / "content/calls/공모 하나.yml").write_text("year: 2019\ntitle: 가\nsources: []\n", encoding="utf-8")
    places = places_of(load(root))
    assert ("content/calls/2019-gonggam.yml", 1, 1, "missing-key") in places
    assert ("content/calls/공모 하나.yml", 1, 1, "bad-id") in places


class Watching(Memory):
    """A cache that remembers which files it was asked about, and so which folders were looked into."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def known_digests(self, signatures: Mapping[str, Signature]) -> dict[str, str]:
        self.asked |= {path.split("/projects/")[1].split("/")[0] for path in signatures}
        return super().known_digests(signatures)


def edit_and_put_the_time_back(root: Path) -> None:
    file = root / "projects/a/project.yml"
    before = file.stat()
    with file.open("r+", encoding="utf-8") as stream:
        stream.write(file.read_text(encoding="utf-8").replace("주차", "차주", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def keep_a_file(root: Path) -> None:
    write_project(root, "a", {"files/a.txt": "가"})


def replace_by_a_link(root: Path) -> None:
    shutil.move(root / "projects/a", root / "a")
    (root / "projects/a").symlink_to(root / "a", target_is_directory=True)


def test_a_folder_that_looks_as_it_did_is_not_looked_into(tmp_path: Path) -> None:
    changes = (edit_and_put_the_time_back, keep_a_file, replace_by_a_link)
    roots = {
        do: make_repository(tmp_path / do.__name__, {"a": PROJECT, "b": other_title(PROJECT, 2)}) for do in changes
    }
    caches = {do: Watching() for do in changes}
    # What changed a moment ago may change again and look the same.
    for do, root in roots.items():
        load(root, caches[do])
        assert caches[do].asked == {"a", "b"}
    time.sleep(2.1)
    for do, root in roots.items():
        before = load(root, caches[do])
        caches[do].asked.clear()
        assert load(root, caches[do]).cards == before.cards
        assert caches[do].asked == set()
        do(root)
        after, fresh = load(root, caches[do]), load(root)
        assert caches[do].asked == ({"a"} if do is not replace_by_a_link else set())
        assert (after.cards, after.findings, after.folders) == (fresh.cards, fresh.findings, fresh.folders)
        assert after.cards != before.cards
