"""The cache gives back what was put in or nothing, whatever happened to its file."""

import os
import random
import resource
import sqlite3
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.publish.store import SIGNATURE, Store
from generator.signature import Signature
from tests.publishing import ordinary_user, start_process

NAMES = st.sampled_from(["a", "b", "c", "한글", ""])
STEPS = st.one_of(
    st.tuples(st.just("put"), NAMES, st.dictionaries(NAMES, st.binary(max_size=5))),
    st.tuples(st.just("prune"), NAMES, st.frozensets(NAMES)),
    st.tuples(st.just("reopen"), st.none(), st.none()),
)
ROWS = {f"{number:040x}": random.Random(number).randbytes(300) for number in range(400)}
OLD_NS = 1_500_000_000_000_000_000


def take_signature(path: Path) -> Signature:
    """The signature of a file that has been still for a while."""
    return Signature.of(path.stat(), time.time_ns() + 10**10)


def set_time(path: Path, mtime_ns: int) -> None:
    os.utime(path, ns=(mtime_ns, mtime_ns))


@settings(deadline=None, max_examples=40)
@given(st.lists(STEPS, max_size=12))
def test_the_store_is_a_mapping_that_outlives_the_process(steps: list[tuple[str, str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cache.sqlite"
        store = Store(path)
        expected: dict[tuple[str, str], bytes] = {}
        for action, kind, argument in steps:
            if isinstance(argument, dict):
                store.put_many(kind, argument.items())
                expected |= {(kind, key): value for key, value in argument.items()}
            elif isinstance(argument, frozenset):
                gone = [(k, key) for k, key in expected if k == kind and key not in argument]
                assert store.prune(kind, argument) == len(gone)
                for place in gone:
                    del expected[place]
            elif action == "reopen":
                store.close()
                store = Store(path)
        with store:
            for kind in ("a", "b", "c", "한글", ""):
                found = store.get_many(kind, ["a", "b", "c", "한글", "", "never put"])
                assert found == {key: value for (k, key), value in expected.items() if k == kind}
                assert store.keys(kind) == found.keys()
                assert store.known(kind, ["a", "한글", "never put"]) == {"a", "한글"} & found.keys()


def test_one_value_or_none(tmp_path: Path) -> None:
    with Store(tmp_path / "deep" / "cache.sqlite") as store:
        store.put_many("card", [("k", b"first")])
        store.put_many("card", [("k", b"second")])
        assert store.get("card", "k") == b"second"
        assert store.get("card", "other") is None
        assert store.get("terms", "k") is None


def test_tens_of_thousands_of_keys_are_asked_for_at_once(tmp_path: Path) -> None:
    rows = {f"{number:040x}": str(number).encode() for number in range(40_000)}
    with Store(tmp_path / "cache.sqlite") as store:
        store.put_many("card", rows.items())
        assert store.get_many("card", [*rows, "x"]) == rows
        assert store.prune("card", list(rows)[:10]) == len(rows) - 10
        assert store.get_many("card", rows) == dict(list(rows.items())[:10])


@pytest.mark.parametrize("content", [b"", b"x", b"no database" * 1000, b"SQLite format 3\0" + bytes(84), bytes(8192)])
def test_a_file_that_is_no_database_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with Store(path) as store:
        assert store.get("card", "k") is None
        store.put_many("card", [("k", b"value")])
    with Store(path) as store:
        assert store.get("card", "k") == b"value"


@pytest.mark.parametrize(
    "statement", ["PRAGMA user_version = 999", "PRAGMA application_id = 1", "DROP TABLE row", "CREATE TABLE other (a)"]
)
def test_a_file_of_another_version_or_program_is_replaced(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "cache.sqlite"
    if not statement.startswith("CREATE"):
        with Store(path) as store:
            store.put_many("card", [("k", b"old")])
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with Store(path) as store:
        assert store.get("card", "k") is None
        store.put_many("card", [("k", b"new")])
        assert store.get("card", "k") == b"new"


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_gives_the_right_value_or_none(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cache.sqlite"
        with Store(path) as store:
            store.put_many("card", ROWS.items())
        content = bytearray(path.read_bytes())
        if data.draw(st.booleans(), label="cut off"):
            del content[data.draw(st.integers(0, len(content))) :]
        for _ in range(data.draw(st.integers(0, 6), label="scribbles")):
            place = data.draw(st.integers(0, len(content)))
            piece = data.draw(st.binary(min_size=1, max_size=40))
            content[place : place + len(piece)] = piece
        path.write_bytes(content)
        with Store(path) as store:
            found = {**store.get_many("card", ROWS)}
            assert found.items() <= ROWS.items()
            store.put_many("card", [("k", b"value")])
            assert store.get("card", "k") == b"value"
            store.prune("card", [])
        with Store(path) as store:
            store.put_many("card", ROWS.items())
            assert store.get_many("card", ROWS) == ROWS


def test_damage_while_the_file_is_open_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.put_many("card", ROWS.items())
    with Store(path) as store:
        with path.open("r+b") as stream:
            stream.seek(4096)
            stream.write(b"\xff" * (path.stat().st_size - 4096))
        assert store.get_many("card", ROWS).items() <= ROWS.items()
        store.put_many("card", [("k", b"value")])
        assert store.get("card", "k") == b"value"


def write_rows(path: str, name: str) -> None:
    """Put 300 rows, a few at a time, as soon as the file can be opened."""
    with Store(Path(path)) as store:
        for number in range(100):
            store.put_many("card", [(f"{name}-{number}-{part}", name.encode() * part) for part in range(3)])
            assert store.get("card", f"{name}-{number}-2") == name.encode() * 2


def test_several_processes_make_and_fill_one_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    processes = [start_process(write_rows, path, name) for name in "abcd"]
    assert [process.communicate()[1] for process in processes] == [""] * 4
    expected = {f"{n}-{number}-{part}": n.encode() * part for n in "abcd" for number in range(100) for part in range(3)}
    with Store(path) as store:
        assert store.get_many("card", expected) == expected


def test_misuse_is_not_taken_for_damage(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.sqlite")
    store.put_many("card", [("k", b"value")])
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.get("card", "k")
    with Store(tmp_path / "cache.sqlite") as again:
        assert again.get("card", "k") == b"value"


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence() -> None:
    with ordinary_user() as folder, pytest.raises(GeneratorError, match="읽거나 쓸 수 없습니다"):
        Store(folder / "cache.sqlite")
    with ordinary_user() as folder, pytest.raises(GeneratorError, match="읽거나 쓸 수 없습니다"):
        Store(folder / "deep" / "cache.sqlite")


def test_a_folder_in_the_place_of_the_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="읽거나 쓸 수 없습니다"):
        Store(tmp_path)


def test_a_disk_without_room_is_told_in_a_sentence(tmp_path: Path) -> None:
    with Store(tmp_path / "cache.sqlite") as store:
        store.put_many("card", [("k", b"value")])
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
        try:
            with pytest.raises(GeneratorError, match=r"빈 자리가 없습니다|캐시를 다룰 수 없습니다"):
                store.put_many("card", [(str(number), bytes(10_000)) for number in range(100)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert store.get("card", "k") == b"value"
        assert store.get("card", "0") is None
        store.put_many("card", [("0", b"room again")])
        assert store.get("card", "0") == b"room again"


def test_an_unchanged_file_is_known_by_its_signature(tmp_path: Path) -> None:
    path = tmp_path / "project.yml"
    path.write_text("하나", encoding="utf-8")
    set_time(path, OLD_NS)
    name = str(path)
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.known_digests({name: take_signature(path)}) == {}
        store.remember_digests([(name, take_signature(path), "d1")])
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.known_digests({name: take_signature(path), "other": take_signature(path)}) == {name: "d1"}
        store.prune(SIGNATURE, ["other"])
        assert store.known_digests({name: take_signature(path)}) == {}


@pytest.mark.parametrize("change", ["size", "time", "file", "content"])
def test_a_changed_file_is_not_known(tmp_path: Path, change: str) -> None:
    path = tmp_path / "project.yml"
    path.write_bytes(b"one")
    set_time(path, OLD_NS)
    with Store(tmp_path / "cache.sqlite") as store:
        store.remember_digests([("p", take_signature(path), "d1")])
        if change == "file":
            other = tmp_path / "other.yml"
            other.write_bytes(b"two")
            other.replace(path)
        else:
            time.sleep(0.02)  # so that the system's own clock has gone on
            path.write_bytes(b"two, longer" if change == "size" else b"two")
        set_time(path, OLD_NS + (change == "time"))
        assert store.known_digests({"p": take_signature(path)}) == {}


def test_a_file_that_was_changed_just_now_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "project.yml"
    path.write_bytes(b"one")
    with Store(tmp_path / "cache.sqlite") as store:
        for age_ns, is_known in [(-(10**12), False), (0, False), (1_999_999_999, False), (2_000_000_000, True)]:
            signature = take_signature(path)
            changed_ns = max(signature.mtime_ns, signature.ctime_ns)
            store.remember_digests([("p", signature._replace(taken_ns=changed_ns + age_ns), "d1")])
            assert ("p" in store.known_digests({"p": signature})) == is_known


def test_a_name_that_is_not_unicode_is_not_remembered_and_does_no_harm(tmp_path: Path) -> None:
    signature = Signature(1, OLD_NS, OLD_NS, 2, OLD_NS * 2)
    with Store(tmp_path / "cache.sqlite") as store:
        store.remember_digests([("bad\udc80", signature, "d1"), ("한글", signature, "d2")])
        assert store.known_digests({"bad\udc80": signature, "한글": signature}) == {"한글": "d2"}
