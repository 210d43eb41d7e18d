"""The shell that MkDocs and Material make of the real content, and records poured into it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.diagnostics import GeneratorError
from generator.pages.frame import (
    FOLDER_BY_KIND,
    RECORD_SLOTS,
    SITE_SHEET,
    Shell,
    join_sheets,
    load_shell,
    mark_slot,
    shell_digest,
)
from generator.plugin import make_shell
from tests.rendering import render_with_mkdocs
from tests.serving import serve_folder

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"

VALUES = {
    "title": "바로소통! 광주!! &amp; &quot;따옴표&quot;",
    "head": '<meta name="description" content="요약">',
    "breadcrumb": '<ol><li><a href="../find.html">안내서</a></li></ol>',
    "toc": '<h2>목차</h2><ul><li><a href="#glance">한눈에 보기</a></li></ul>',
    "content": '<article><h1>제목</h1><h2 id="glance">한눈에 보기</h2></article><aside class="bb-aside">옆</aside>',
    "edit": "",
}
HOSTILE = "".join(
    [
        mark_slot("title"),
        mark_slot("nothing"),
        "<script>window.broken = true</script>",
        "<!-- slot: find-list -->",
        '<p id="__config">{{ config }} {% raw %} \\1 \\g<0> "\'</p>',
    ]
)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return make_shell(CONFIG, tmp_path_factory.mktemp("shell"), strict=True)


@pytest.fixture
def own_config(tmp_path: Path) -> Path:
    """A copy of the real content and settings that a test may spoil."""
    shutil.copytree(CONFIG.parent / "content", tmp_path / "content")
    text = CONFIG.read_text(encoding="utf-8")
    theme = (CONFIG.parent / "templates" / "theme").as_posix()
    config = tmp_path / "mkdocs.yml"
    config.write_text(text.replace("custom_dir: templates/theme", f"custom_dir: {theme}"), encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def site(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one record page of every kind, hostile content in one of them."""
    folder = tmp_path_factory.mktemp("site")
    pages = {address: frame.pour(dict.fromkeys(frame.slots, "<p>값</p>")) for address, frame in shell.pages.items()}
    for kind, frame in shell.frames.items():
        pages[f"{FOLDER_BY_KIND[kind]}/sample.html"] = frame.pour(VALUES)
    pages["guidebooks/hostile.html"] = shell.frames["guidebook"].pour(VALUES | {"content": HOSTILE})
    for address, html in pages.items():
        (folder / address).parent.mkdir(exist_ok=True)
        (folder / address).write_text(html, encoding="utf-8")
    for address, source in shell.assets.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / address)
    sheets = (shell.assets[address].read_text(encoding="utf-8") for address in shell.sheets)
    (folder / SITE_SHEET).write_text(join_sheets(sheets), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serve_folder(site) as address:
        yield address


def test_every_kind_has_a_frame_with_every_slot(shell: Shell) -> None:
    assert {kind: set(frame.slots) for kind, frame in shell.frames.items()} == {
        kind: set(RECORD_SLOTS) for kind in FOLDER_BY_KIND
    }


def test_content_pages_have_the_slots_of_their_lists(shell: Shell) -> None:
    assert {address: set(frame.slots) - {"as-of"} for address, frame in shell.pages.items()} == {
        "index.html": {"home-numbers", "home-ways", "home-guidebooks"},
        "find.html": {"find-title", "find-list", "signs"},
        "compare.html": {"compare-table", "signs"},
        "topics.html": {"topics-list"},
        "municipalities.html": {"municipalities-list"},
        "map.html": {"map"},
        "spread.html": {"spread-numbers", "spread-ties", "spread-places", "spread-money", "spread-subjects"},
        "calls.html": {"calls-list"},
        "workshops.html": {"workshops-list"},
        "keys.html": {"keys-list"},
        "rules.html": {"rules-list"},
        "copy.html": set(),
        "contribute.html": set(),
        "fit.html": {"fit-form"},
        "form.html": {"form"},
        "about.html": set(),
        "accessibility.html": set(),
    }
    assert all(frame.slots.count("as-of") == 1 for frame in shell.pages.values())


def test_records_poured_are_byte_for_byte_what_mkdocs_renders(shell: Shell, tmp_path: Path) -> None:
    slots = RECORD_SLOTS
    values = {
        "guidebook": VALUES,
        "municipality": dict.fromkeys(slots, ""),
        "topic": {slot: f"{slot}{HOSTILE}" for slot in slots},
        "rule": {slot: mark_slot(slot) * 2 + "\r\n 끝 \n" for slot in slots},
    }
    samples = {f"{FOLDER_BY_KIND[kind]}/sample.html": (kind, slots) for kind, slots in values.items()}
    render_with_mkdocs(CONFIG, tmp_path, samples)
    for kind, poured in values.items():
        rendered = (tmp_path / FOLDER_BY_KIND[kind] / "sample.html").read_bytes()
        assert rendered == shell.frames[kind].pour(poured).encode(), kind


def test_the_tab_of_the_list_page_is_active(shell: Shell) -> None:
    active = {
        kind: re.findall(r'aria-current="true">([^<]+)<', frame.pour(VALUES)) for kind, frame in shell.frames.items()
    }
    assert active == {
        "guidebook": ["안내서 찾기"],
        "municipality": ["안내서 찾기"],
        "call": ["공모와 연수회"],
        "field": ["공모와 연수회"],
        "task": ["공모와 연수회"],
        "topic": ["안내서 찾기"],
        "workshop": ["공모와 연수회"],
        "rule": ["사례 올리기"],
    }


def test_only_what_is_used_is_published(shell: Shell) -> None:
    html = "".join("".join(frame.parts) for frame in shell.pages.values())
    texts = {
        address: path.read_text("utf-8") for address, path in shell.assets.items() if path.suffix in {".js", ".css"}
    }
    assert SITE_SHEET in html
    assert "assets/css/fonts.css" not in html, "a page that names it waits for it"
    # What no page names is part of its sheet, or a script loads it by its name, or a sheet names it with its licence.
    scripts, styles = ("".join(texts[address] for address in texts if address.endswith(end)) for end in (".js", ".css"))
    for address in shell.assets:
        is_named = (
            address in html
            or address in shell.sheets
            or address in scripts
            or f"../css/{Path(address).name}" in scripts
        )
        assert is_named or f'"{Path(address).stem}"' in scripts or f"../fonts/{Path(address).name}" in styles
    size = {address: path.stat().st_size for address, path in shell.assets.items()}
    assert sum(size[address] for address in size if "/fonts/" in address) < 700_000
    # A good third is the form with its reader of YAML, which only its own page loads.
    assert sum(size[address] for address in size if "/fonts/" not in address) < 690_000
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == [], "the policy lets no inline script run"


def test_no_page_loads_anything_from_elsewhere(shell: Shell) -> None:
    for frame in [*shell.frames.values(), *shell.pages.values()]:
        html = "".join(frame.parts)
        loads = re.findall(r'<(?:link|script|img|iframe)\b[^>]*\b(?:src|href)="([^"]*)"', html)
        assert loads
        assert not [address for address in loads if re.match(r"[a-z]+:|//|/", address)]
        assert " style=" not in html
        assert '<html lang="ko"' in html


def test_a_shell_is_loaded_without_running_mkdocs_again(shell: Shell, tmp_path: Path) -> None:
    made = make_shell(CONFIG, tmp_path, strict=True)
    assert load_shell(tmp_path, shell_digest(CONFIG)) == made
    assert (made.frames, made.pages, made.digest) == (shell.frames, shell.pages, shell.digest)


def test_a_shell_for_serving_has_no_policy_and_another_digest(shell: Shell, tmp_path: Path) -> None:
    serving = make_shell(CONFIG, tmp_path, strict=True, serve=True)
    assert "Content-Security-Policy" in shell.pages["index.html"].parts[0]
    assert "Content-Security-Policy" not in serving.pages["index.html"].parts[0]
    assert serving.digest == shell_digest(CONFIG, serve=True) != shell.digest


def test_with_public_addresses_there_are_a_404_page_canonical_links_and_edit_links(
    own_config: Path, tmp_path: Path
) -> None:
    text = own_config.read_text(encoding="utf-8")
    text = text.replace('site_url: ""', "site_url: https://example.org/bonbogi/")
    text = text.replace('edit_uri: ""', "edit_uri: https://example.org/edit/content/")
    own_config.write_text(text, encoding="utf-8")
    shell = make_shell(own_config, tmp_path / "shell", strict=True)
    missing = shell.pages["404.html"].pour({"as-of": "2026-11-22"})
    assert 'href="/bonbogi/find.html"' in missing
    assert missing.count('action="/bonbogi/find.html"') == 2, "the header's search and one in the text"
    about = shell.pages["about.html"].parts[0]
    assert '<link rel="canonical" href="https://example.org/bonbogi/about.html">' in about
    assert '<a href="https://example.org/edit/content/about.md">' in about


def test_a_broken_link_stops_a_strict_build_only(own_config: Path, tmp_path: Path) -> None:
    (own_config.parent / "content" / "about.md").write_text("# 소개\n\n[없는 글](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match=r"about\.md.*nowhere\.md"):
        make_shell(own_config, tmp_path / "shell", strict=True)
    assert "about.html" in make_shell(own_config, tmp_path / "shell", strict=False).pages


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("plugins:\n  - bonbogi\n", "plugins: []\n", "plugins에 bonbogi가 없습니다"),
        ("use_directory_urls: false", "use_directory_urls: true", "use_directory_urls: false"),
        ("nav:\n", "nav: [\n", "MkDocs"),
        ("language: ko", "language: [", "MkDocs"),
    ],
)
def test_settings_that_cannot_work_are_one_sentence(
    own_config: Path, tmp_path: Path, before: str, after: str, message: str
) -> None:
    text = own_config.read_text(encoding="utf-8")
    assert before in text
    own_config.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(GeneratorError, match=message):
        make_shell(own_config, tmp_path / "shell", strict=False)


def test_a_missing_list_page_is_one_sentence(own_config: Path, tmp_path: Path) -> None:
    (own_config.parent / "content" / "topics.md").unlink()
    with pytest.raises(GeneratorError, match=r"content/topics\.md"):
        make_shell(own_config, tmp_path / "shell", strict=False)


def test_pages_open_from_the_disk_without_trouble(page: Page, trouble: list[str], site: Path) -> None:
    for address in ("index.html", "about.html", "guidebooks/sample.html", "rules/sample.html"):
        # Whoever leaves earlier breaks off the request for the icon.
        page.goto((site / address).as_uri(), wait_until="networkidle")
        expect(page.locator("html.js")).to_have_count(1)
    assert trouble == []


def test_pages_open_from_a_server_without_trouble(served_page: Page, trouble: list[str], served: str) -> None:
    for address in ("index.html", "guidebooks/sample.html"):
        # Whoever leaves earlier breaks off the request for the icon.
        served_page.goto(f"{served}/{address}", wait_until="networkidle")
        expect(served_page.locator("html.js")).to_have_count(1)
    assert trouble == []


def test_the_policy_stops_a_script_in_a_record(page: Page, trouble: list[str], site: Path) -> None:
    page.goto((site / "guidebooks" / "hostile.html").as_uri())
    assert page.evaluate("window.broken") is None
    assert any("Content Security Policy" in line for line in trouble)


def test_the_first_tab_stop_skips_to_the_text(page: Page, site: Path) -> None:
    page.goto((site / "guidebooks" / "sample.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "본문으로 건너뛰기"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "bb-content"


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
def test_no_page_scrolls_sideways(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("index.html", "copy.html", "contribute.html", "guidebooks/sample.html"):
        page.goto((site / address).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
