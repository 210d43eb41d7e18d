"""Frames take every value as it is, and a kept shell is the shell that was made."""

import json
import shutil
from pathlib import Path

import pytest

from generator.pages.frame import (
    CONTENT_SECURITY_POLICY,
    Frame,
    Shell,
    join_sheets,
    load_shell,
    mark_slot,
    save_shell,
    shell_digest,
    split_page,
)

PAGE = f"<title>{mark_slot('title')}</title><main>{mark_slot('content')}</main><i>{mark_slot('title')}</i>"


def small_shell(folder: Path, digest: str = "d1") -> Shell:
    folder.mkdir(parents=True, exist_ok=True)
    style = folder / "style.css"
    style.write_text("a{}", encoding="utf-8")
    return Shell(
        frames={"guidebook": split_page(PAGE)},
        pages={"about.html": Frame(("소개",), ())},
        assets={"assets/css/style.css": style},
        digest=digest,
        sheets=("assets/css/style.css",),
    )


def test_every_slot_of_a_name_gets_its_value() -> None:
    frame = split_page(PAGE)
    assert frame.slots == ("title", "content", "title")
    assert frame.pour({"title": "가", "content": "나"}) == "<title>가</title><main>나</main><i>가</i>"


def test_a_page_without_slots_is_itself() -> None:
    assert split_page("<p>글</p>").pour({}) == "<p>글</p>"


def test_a_mark_inside_a_value_is_text() -> None:
    hostile = f"{mark_slot('content')}\\g<0>{{{{ title }}}}"
    assert split_page(PAGE).pour({"title": hostile, "content": "나"}).count(hostile) == 2


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": "가"}, "slots without a value: ['content'], values without a slot: []"),
        ({"title": "가", "content": "나", "toc": ""}, "slots without a value: [], values without a slot: ['toc']"),
    ],
)
def test_values_name_exactly_the_slots(values: dict[str, str], message: str) -> None:
    with pytest.raises(KeyError) as caught:
        split_page(PAGE).pour(values)
    assert caught.value.args == (message,)


def test_a_saved_shell_comes_back_with_its_own_files(tmp_path: Path) -> None:
    shell = small_shell(tmp_path / "made")
    save_shell(shell, tmp_path / "kept")
    shutil.rmtree(tmp_path / "made")
    loaded = load_shell(tmp_path / "kept", "d1")
    assert loaded is not None
    assert (loaded.frames, loaded.pages, loaded.digest) == (shell.frames, shell.pages, "d1")
    assert loaded.sheets == shell.sheets
    assert loaded.assets["assets/css/style.css"].read_text(encoding="utf-8") == "a{}"


def test_a_shell_of_another_digest_is_not_loaded(tmp_path: Path) -> None:
    save_shell(small_shell(tmp_path / "made"), tmp_path / "kept")
    assert load_shell(tmp_path / "kept", "d2") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", json.dumps({"frames": {"a": 1}, "pages": {}, "assets": []})])
def test_a_damaged_shell_is_not_loaded(tmp_path: Path, text: str) -> None:
    save_shell(small_shell(tmp_path / "made"), tmp_path)
    (tmp_path / "d1" / "shell.json").write_text(text, encoding="utf-8")
    assert load_shell(tmp_path, "d1") is None


def test_a_shell_that_lost_a_file_is_not_loaded(tmp_path: Path) -> None:
    save_shell(small_shell(tmp_path / "made"), tmp_path)
    (tmp_path / "d1" / "files" / "assets" / "css" / "style.css").unlink()
    assert load_shell(tmp_path, "d1") is None


def test_a_shell_replaces_a_damaged_one_of_its_digest(tmp_path: Path) -> None:
    (tmp_path / "d1").mkdir()
    (tmp_path / "d1" / "shell.json").write_text("{", encoding="utf-8")
    save_shell(small_shell(tmp_path / "made"), tmp_path)
    assert load_shell(tmp_path, "d1") is not None


def test_only_the_latest_shells_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        save_shell(small_shell(tmp_path / "made", f"d{number}"), tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 4
    assert load_shell(tmp_path / "kept", "d5") is not None


def test_the_digest_follows_texts_and_settings_but_no_record(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: 본보기\n", encoding="utf-8")
    calls = tmp_path / "content" / "calls"
    calls.mkdir(parents=True)
    (tmp_path / "content" / "index.md").write_text("# 처음\n", encoding="utf-8")
    first = shell_digest(config)

    (calls / "2018-gonggam.yml").write_text("year: 2018\n", encoding="utf-8")
    (tmp_path / "content" / "topics.yml").write_text("topics: []\n", encoding="utf-8")
    assert shell_digest(config) == first

    (tmp_path / "content" / "index.md").write_text("# 첫 쪽\n", encoding="utf-8")
    second = shell_digest(config)
    config.write_text("site_name: 본보기 2\n", encoding="utf-8")
    assert len({first, second, shell_digest(config), shell_digest(config, serve=True)}) == 4


def test_the_policy_lets_in_what_lies_on_the_site_and_nothing_else() -> None:
    allowed = {name: set(sources) for name, *sources in map(str.split, CONTENT_SECURITY_POLICY.split(";"))}
    assert allowed["default-src"] == allowed["base-uri"] == {"'none'"}
    assert allowed["script-src"] == allowed["style-src"] == {"'self'", "file:"}
    assert allowed["connect-src"] == {"'self'"}
    assert set().union(*allowed.values()) == {"'none'", "'self'", "file:", "data:"}


def test_sheets_are_laid_together_in_their_order() -> None:
    assert join_sheets(['@charset "UTF-8";a{}\n', "\nb {\n}\n"]) == "a{}\nb {\n}\n"
