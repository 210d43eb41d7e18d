"""A real browser for the tests that ask for one, and sites that are built once for all processes of a run."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.chromium import MISSING, find_chromium

# What Playwright itself leaves out, most of it to keep off the network: of two such lists Chromium takes the last.
OF_PLAYWRIGHT = (
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning"
)
# Parts of the browser's own window, each a page that starts with every context and that nobody sees, and a process
# kept in reserve; without them a context costs a third. A browser that does not know a name passes over it.
OF_THE_WINDOW = (
    "InitialWebUI,WebUIReloadButton,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "SpareRendererForSitePerProcess"
)
FLAGS = [
    f"--disable-features={OF_PLAYWRIGHT},{OF_THE_WINDOW}",
    "--no-sandbox",
    "--disable-gpu",
    # On two cores, drawing in processes and threads of its own costs a twelfth of a walk with axe.
    "--in-process-gpu",
    "--num-raster-threads=1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# A name and what fills a folder -> that folder.
Once = Callable[[str, Callable[[Path], object]], Path]
OWN_HOSTS = {"127.0.0.1", "localhost", "::1"}
OWN_SCHEMES = {"file", "data", "blob", "about"}

# What is expected of a page comes at once, or on a busy machine a while later; it is waited for no longer than that.
expect.set_options(timeout=20_000)


def pytest_configure() -> None:
    """Take Ctrl-C, which tests press on processes of theirs: a run that was started behind others leaves it out."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are marked, and named as skipped where there is no browser; under CI that fails."""
    browser_tests = [item for item in items if "chromium" in getattr(item, "fixturenames", ())]
    if browser_tests and find_chromium() is None and os.environ.get("CI"):
        raise pytest.UsageError(MISSING)
    for item in browser_tests:
        item.add_marker("browser")
        if find_chromium() is None:
            item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; whoever asks for it is a browser test."""
    path = find_chromium()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One running browser for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what makes a folder of a name once for all processes of this run: nobody changes what is in it.

    The first that asks makes it, the others wait; a process that dies lets go of its lock.
    """
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def once(name: str, make: Callable[[Path], object]) -> Path:
        made, mark = shared / name, shared / f"{name}.made"
        with closing(sqlite3.connect(shared / f"{name}.lock", timeout=600, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            if not mark.exists():
                shutil.rmtree(made, ignore_errors=True)
                make(made)
                mark.touch()
        return made

    return once


@pytest.fixture(scope="session")
def shell_folder(once: Once) -> Path:
    """What MkDocs makes of the real content/ to be built and to be served, kept for all tests that do so."""
    from generator.commands.publishing import current_shell
    from tests.sites import copy_content

    def make(root: Path) -> None:
        copy_content(root)
        for serve in (False, True):
            current_shell(root, strict=True, serve=serve)

    return once("content", make) / ".bonbogi" / "shell"


@pytest.fixture(scope="session")
def every_kind(once: Once, shell_folder: Path) -> Path:
    """The folder of a site that has a page of every kind."""
    from tests.kinds import build_every_kind

    return once("every-kind", lambda root: build_every_kind(root, shell_folder)) / "site"


@pytest.fixture(scope="session")
def built_sample(once: Once, shell_folder: Path) -> Path:
    """A repository of a few real projects and a task, its site built without documents; to be copied or looked at."""
    from tests.sites import add_task, build, make_site_repository

    def make(root: Path) -> None:
        add_task(make_site_repository(root, shell_folder))
        build(root)

    return once("sample", make)


@pytest.fixture
def trouble() -> list[str]:
    """What went wrong on `page` and `served_page`: console errors, exceptions, failed and foreign requests."""
    return []


@pytest.fixture
def page(browser: Browser, trouble: list[str]) -> Iterator[Page]:
    """A page of a browser that is cut off from every network: for sites opened from the disk."""
    with browser.new_context(locale="ko-KR", offline=True) as context:
        yield watched_page(context, trouble)


@pytest.fixture
def served_page(browser: Browser, trouble: list[str]) -> Iterator[Page]:
    """A page that reaches this machine only: for sites that the test serves by itself."""
    with browser.new_context(locale="ko-KR") as context:
        context.route(is_foreign, lambda route: route.abort())
        yield watched_page(context, trouble)


def watched_page(context: BrowserContext, trouble: list[str]) -> Page:
    """A new page that writes into `trouble`."""

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"console: {message.text}")

    def note_request(request: Request) -> None:
        if is_foreign(request.url):
            trouble.append(f"foreign request: {request.url}")

    def note_failure(request: Request) -> None:
        # Whoever leaves a page before its last picture has come cuts that request off: nothing failed.
        if request.failure != "net::ERR_ABORTED":
            trouble.append(f"failed request: {request.url} {request.failure}")

    page = context.new_page()
    page.on("console", note_console)
    page.on("pageerror", lambda error: trouble.append(f"exception: {error}"))
    page.on("request", note_request)
    page.on("requestfailed", note_failure)
    return page


def is_foreign(url: str) -> bool:
    """Whether an address leads off this machine."""
    parts = urlsplit(url)
    return parts.scheme not in OWN_SCHEMES and parts.hostname not in OWN_HOSTS
