"""bonbogi serve: the site in a browser, which shows an edit as soon as the file is saved."""

from __future__ import annotations

import json
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.as_of import find_as_of
from generator.build import Site, build_site
from generator.commands.check import choose_findings
from generator.commands.publishing import current_shell
from generator.commands.usage import Command
from generator.commands.workplace import find_root, open_store, root_option
from generator.diagnostics import GeneratorError, format_text, summarise
from generator.publish.swap import SwappedSite
from generator.publish.tree import explain
from generator.records.library import load_library
from generator.resources import package_folder, templates_folder
from generator.state import find_generation, find_records_generation, state_folder, store_file

EVENTS = "/_bonbogi/events"
# Editors save in several steps (a temporary file, a rename): wait until it has been still for so long.
QUIET_SECONDS = 0.08
POLL_SECONDS = 25

# Added to pages as they are served, never to files. Shows errors as text and loads the page again after a build.
_RELOAD_SCRIPT = """<script>
(function () {
  "use strict";
  var version = null;
  function show(text) {
    var bar = document.getElementById("bonbogi-errors");
    if (!bar) {
      bar = document.createElement("pre");
      bar.id = "bonbogi-errors";
      bar.setAttribute("role", "alert");
      bar.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:12px 16px;" +
        "background:#390d05;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap;z-index:99";
      document.body.appendChild(bar);
    }
    bar.hidden = !text;
    bar.textContent = text;
  }
  function listen() {
    var request = new XMLHttpRequest();
    request.open("GET", "/_bonbogi/events" + (version === null ? "" : "?seen=" + version));
    request.onload = function () {
      var answer = JSON.parse(request.responseText);
      if (version !== null && answer.version !== version && answer.fresh) { location.reload(); return; }
      version = answer.version;
      show(answer.errors);
      listen();
    };
    request.onerror = function () { setTimeout(listen, 1000); };
    request.send();
  }
  listen();
})();
</script>
"""

# A record with an error is left out; its page waits here until the error is gone.
_MISSING_PAGE = f"""<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><title>없는 쪽</title></head>
<body><h1>이 주소에는 쪽이 없습니다</h1><p>기록에 오류가 있으면 그 쪽은 빠집니다. 고치면 다시 보입니다.</p>
<p><a href="/">처음으로</a></p>{_RELOAD_SCRIPT}</body></html>
"""


@click.command("serve", cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="포트. 0이면 빈 포트.")
@click.option("--host", default="127.0.0.1", show_default=True, help="듣는 주소. 이 컴퓨터에서만 보이는 것이 기본.")
@root_option
def command(port: int, host: str, root: Path | None) -> None:
    """사이트를 보여 주고, 기록이나 글을 고치면 브라우저가 바로 다시 보여 줍니다. Ctrl-C로 멈춥니다.

    \b
    예: bonbogi serve --port 8000
    """
    execute(find_root(root), host, port)


def execute(root: Path, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    board = _Board()
    builder = _Builder(root, board)
    observer = Observer()
    for folder in builder.watched():
        observer.schedule(builder, str(folder), recursive=folder != root)
    # Before the first build, so that what is saved meanwhile is built too.
    observer.start()
    try:
        builder.build()
        with _listen(host, port, builder.folder, board) as server:
            threading.Thread(target=builder.work, daemon=True).start()
            click.echo(f"http://{host}:{server.server_address[1]}/ 에서 보입니다. 멈추려면 Ctrl-C를 누르세요.")
            server.serve_forever()
    finally:
        observer.stop()


def _listen(host: str, port: int, folder: Path, board: _Board) -> _Server:
    try:
        return _Server((host, port), folder, board)
    except OSError as problem:
        raise GeneratorError(
            f"{host}:{port}에서 들을 수 없습니다({problem.strerror}). --port로 다른 포트를 주세요."
        ) from None


class _Board:
    """What the browser is told: the number of the newest build and the errors that stand."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.version = 0
        self.fresh = False
        self.errors = ""

    def put(self, errors: str, *, fresh: bool) -> None:
        with self._changed:
            self.version += 1
            self.fresh = fresh
            self.errors = errors
            self._changed.notify_all()

    def wait(self, seen: str) -> dict[str, Any]:
        """Return the state as soon as its number is not ``seen`` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != seen, timeout=POLL_SECONDS)
            return {"version": self.version, "fresh": self.fresh, "errors": self.errors}


class _Builder(FileSystemEventHandler):
    """Builds again when a file that the site is made from has changed."""

    def __init__(self, root: Path, board: _Board) -> None:
        self.root = root
        self.board = board
        self.folder = state_folder(root) / "serve" / "site"
        self._stirred = threading.Event()

    def watched(self) -> list[Path]:
        """Return the folders to watch; the repository itself for mkdocs.yml, without what is below."""
        folders = [self.root, self.root / "content", self.root / "projects", templates_folder()]
        return [folder for folder in dict.fromkeys([*folders, package_folder() / "assets"]) if folder.is_dir()]

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        # An editor may write beside the file and then rename.
        paths = [Path(str(name)) for name in (event.src_path, event.dest_path) if name]
        if any(path.parent != self.root or path.name == "mkdocs.yml" for path in paths):
            self._stirred.set()

    def work(self) -> None:
        """Build after every change, for as long as the program runs."""
        while True:
            self._stirred.wait()
            while self._stirred.is_set():
                self._stirred.clear()
                time.sleep(QUIET_SECONDS)
            self._try_build()

    def _try_build(self) -> None:
        try:
            self.build()
        except (GeneratorError, OSError) as problem:
            # A file that an editor took away while it was read comes back with the next change.
            sentence = str(problem if isinstance(problem, GeneratorError) else explain(problem))
            click.echo(sentence, err=True)
            self.board.put(sentence, fresh=False)

    def build(self) -> None:
        """Bring the served folder to what the files say now; broken records are left out and told."""
        began = time.perf_counter()
        as_of = find_as_of(self.root)
        shell = current_shell(self.root, strict=False, serve=True)
        with open_store(self.root) as store:
            library = load_library(self.root, store, find_records_generation(), leave_out_broken=True)
            destination = SwappedSite(self.folder, self.folder.parent)
            report = build_site(
                Site(library, shell, as_of, find_generation(), store_file(self.root)), destination, workers=1
            )
        errors = [finding for finding in choose_findings(library.serious, [], as_of) if finding.severity == "error"]
        if errors:
            click.echo(format_text(errors, self.root), err=True)
            click.echo(summarise(choose_findings(library.findings, [], as_of), len(library.folders)), err=True)
        if report.changed or report.removed:
            click.echo(f"{report.made}개를 만들었습니다({time.perf_counter() - began:.2f}초).")
        self.board.put(format_text(errors, self.root), fresh=bool(report.changed or report.removed))


class _Server(ThreadingHTTPServer):
    """Serves a folder and the events."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path, board: _Board) -> None:
        self.folder = folder
        self.board = board
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away before it had its answer: it does so whenever a page is left.

        Nor of a connection that was closed from here before its request was read: so it is when the program stops.
        """
        is_closed = request.fileno() == -1
        if not is_closed and not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def __init__(self, request: Any, client_address: Any, server: _Server) -> None:
        super().__init__(request, client_address, server, directory=str(server.folder))

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == EVENTS:
            seen = parse_qs(url.query).get("seen", [""])[0]
            self._send(json.dumps(self.server.board.wait(seen)).encode(), "application/json")
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            page = path.read_text(encoding="utf-8")
            self._send(page.replace("</body>", _RELOAD_SCRIPT + "</body>").encode(), "text/html; charset=utf-8")
        elif path.is_file():
            super().do_GET()
        else:
            self._send(_MISSING_PAGE.encode(), "text/html; charset=utf-8", status=404)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing about requests: the terminal is for findings."""
