"""`bonbogi serve`: a saved file shows in the browser by itself, an error too, and nothing but the site is given out."""

import errno
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.sites import append, change, make_site_repository
from tests.test_processes import BONBOGI, ENVIRONMENT, run

expect.set_options(timeout=60_000)
GUIDEBOOK = "guidebooks/jejusi-parking-qr.html"


class Served:
    """A server that runs, and what it has said."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [*BONBOGI, "serve", "--port", "0"],
            cwd=root,
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.lines: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line)
            found = re.match(r"http://127\.0\.0\.1:(\d+)/ 에서 보입니다\. 멈추려면 Ctrl-C를 누르세요\.$", line)
            if found:
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(self.lines))
        # Nobody may have to wait because nobody reads.
        self._reader = threading.Thread(target=self.lines.extend, args=(self.process.stdout,), daemon=True)
        self._reader.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for exactly this path, as no browser would let us."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def events(self, seen: object = "") -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.get(f"/_bonbogi/events?seen={seen}")[1])
        return state

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(60)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def served(tmp_path: Path, shell_folder: Path) -> Iterator[Served]:
    server = Served(make_site_repository(tmp_path / "root", shell_folder))
    try:
        yield server
    finally:
        server.stop()
        assert "Traceback" not in "".join(server.lines)


def test_an_edit_shows_in_the_browser_by_itself(served: Served, served_page: Page, trouble: list[str]) -> None:
    served_page.goto(f"{served.address}/{GUIDEBOOK}")
    expect(served_page.locator("h1")).to_have_text("제주 주차 안심번호")
    change(served.root, "jejusi-parking-qr", "title: 제주 주차 안심번호\n", "title: 방금 고친 이름\n")
    expect(served_page.locator("h1")).to_have_text("방금 고친 이름")
    assert trouble == []


def test_an_error_is_shown_over_the_page_until_it_is_mended(served: Served, served_page: Page) -> None:
    served_page.goto(f"{served.address}/guidebooks/daejeon-parking-qr.html")
    record = served.root / "projects" / "jejusi-parking-qr" / "project.yml"
    sound = record.read_bytes()
    append(served.root, "jejusi-parking-qr", "colour: <b>red</b>\n")
    errors = served_page.get_by_role("alert")
    expect(errors).to_contain_text("projects/jejusi-parking-qr/project.yml:")
    expect(errors).to_contain_text("colour: <b>red</b>")
    assert served.get(f"/{GUIDEBOOK}")[0] == 404
    record.write_bytes(sound)
    expect(errors).to_be_hidden()
    assert served.get(f"/{GUIDEBOOK}")[0] == 200


def test_a_page_that_an_error_took_away_comes_back_by_itself(served: Served, served_page: Page) -> None:
    record = served.root / "projects" / "jejusi-parking-qr" / "project.yml"
    sound = record.read_bytes()
    served_page.goto(f"{served.address}/{GUIDEBOOK}")
    record.write_text("title: [\n", encoding="utf-8")
    expect(served_page.locator("h1")).to_have_text("이 주소에는 쪽이 없습니다")
    record.write_bytes(sound)
    expect(served_page.locator("h1")).to_have_text("제주 주차 안심번호")


def test_texts_settings_and_new_projects_are_seen_too(served: Served) -> None:
    state = served.events()
    about = served.root / "content" / "about.md"
    about.write_text("# 소개\n\n방금 적은 글.\n", encoding="utf-8")
    state = served.events(state["version"])
    assert "방금 적은 글." in served.get("/about.html")[1].decode()

    # As many editors save: written beside it, then renamed.
    config = served.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("site_name: 본보기", "site_name: 다른 이름")
    (served.root / "mkdocs.yml.new").write_text(text, encoding="utf-8")
    (served.root / "mkdocs.yml.new").rename(config)
    state = served.events(state["version"])
    assert "다른 이름" in served.get("/about.html")[1].decode()

    shutil.copytree(served.root / "projects" / "sinan-1004-care", served.root / "projects" / "sinan-again")
    served.events(state["version"])
    assert served.get("/guidebooks/sinan-again.html")[0] == 200


def test_settings_that_cannot_work_are_shown_and_the_site_stays(served: Served) -> None:
    state = served.events()
    config = served.root / "mkdocs.yml"
    sound = config.read_text(encoding="utf-8")
    config.write_text("site_name: [\n", encoding="utf-8")
    state = served.events(state["version"])
    assert "MkDocs" in state["errors"]
    assert served.get("/index.html")[0] == 200
    config.write_text(sound, encoding="utf-8")
    assert served.events(state["version"])["errors"] == ""


def test_events_answer_at_once_where_there_is_news_and_with_it_later(served: Served) -> None:
    state = served.events()
    assert state == {"version": state["version"], "fresh": state["fresh"], "errors": ""}
    for odd in ("", "-1", "%C2%B2", "9" * 5000, "a&seen=b"):
        assert served.events(odd)["version"] >= state["version"]
    answers: list[dict[str, Any]] = []
    waiting = threading.Thread(target=lambda: answers.append(served.events(state["version"])))
    waiting.start()
    assert not answers
    change(served.root, "jejusi-parking-qr", "title: 제주 주차 안심번호\n", "title: 방금 고친 이름\n")
    waiting.join(60)
    assert answers[0]["version"] > state["version"]


def test_a_browser_that_went_away_is_nobodys_trouble(served: Served) -> None:
    state = served.events()
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", served.port)) as connection:
            connection.sendall(f"GET /_bonbogi/events?seen={state['version']} HTTP/1.0\r\n\r\n".encode())
            # Gone with a reset, not with a farewell.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    change(served.root, "jejusi-parking-qr", "title: 제주 주차 안심번호\n", "title: 방금 고친 이름\n")
    assert served.events(state["version"])["version"] > state["version"]


@pytest.mark.parametrize(
    "path",
    [
        "/../store.sqlite",
        "/../../../mkdocs.yml",
        "/%2e%2e/store.sqlite",
        "/%2e%2e%2f%2e%2e%2fstore.sqlite",
        "/guidebooks/..%2f..%2f..%2fstore.sqlite",
        "/..%5c..%5cstore.sqlite",
        "//etc/passwd",
        "/etc/passwd",
        "/%00",
        "/%ff%fe",
        "/guidebooks/",
        "/guidebooks",
        "/projects/jejusi-parking-qr/project.yml",
    ],
)
def test_nothing_beside_the_site_is_given_out(outside: Served, path: str) -> None:
    status, body = outside.get(path)
    assert status == 404
    assert "이 주소에는 쪽이 없습니다" in body.decode()


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory, shell_folder: Path) -> Iterator[Served]:
    """One server for all questions that change nothing."""
    server = Served(make_site_repository(tmp_path_factory.mktemp("served") / "root", shell_folder))
    yield server
    server.stop()
    assert "Traceback" not in "".join(server.lines)


def test_pages_and_files_are_given_out_as_what_they_are(outside: Served) -> None:
    assert outside.get("/")[1] == outside.get("/index.html")[1]
    assert b"_bonbogi/events" in outside.get("/index.html")[1]
    assert b"_bonbogi/events" not in (outside.root / ".bonbogi/serve/site/index.html").read_bytes()
    css = "assets/css/site.css"
    assert outside.get(f"/{css}?v=1") == (200, (outside.root / ".bonbogi/serve/site" / css).read_bytes())


def test_ctrl_c_ends_it_with_one_sentence(served: Served) -> None:
    assert served.stop() == 130
    assert "".join(served.lines).rstrip("\n").splitlines()[-1] == "멈췄습니다. 내놓은 사이트는 그대로입니다."


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path, shell_folder: Path) -> None:
    root = make_site_repository(tmp_path / "root", shell_folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = run(root, "serve", "--port", str(port))
    assert code == 2
    reason = os.strerror(errno.EADDRINUSE)
    assert err == f"127.0.0.1:{port}에서 들을 수 없습니다({reason}). --port로 다른 포트를 주세요.\n"


def test_a_connection_that_closed_before_its_request_was_read_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.commands.serve import _Board, _Server

    ours, theirs = socket.socketpair()
    with _Server(("127.0.0.1", 0), tmp_path, _Board()) as server:
        ours.close()
        try:
            server.finish_request(ours, ("127.0.0.1", 1))
        except OSError:
            server.handle_error(ours, ("127.0.0.1", 1))
        assert capsys.readouterr().err == ""
        try:
            raise ValueError("told")
        except ValueError:
            server.handle_error(theirs, ("127.0.0.1", 1))
        assert "told" in capsys.readouterr().err
    theirs.close()
