"""A real server with a store of its own and a real browser; skipped with its reason where no Chromium is found."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 30_000  # milliseconds; a loaded machine is slow, not wrong
NOT_OURS = ("/_stcore/",)  # at a deep link Streamlit's own front end looks for its server below the page's path first


@dataclass
class Visitor:
    """A tab, what it asked for and what its console complained about."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self._note(message.type, message.text, message.location.get("url", "")))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not any(part in url for part in NOT_OURS):
            self.complaints.append(f"{text} {url}")

    def open(self, path: str) -> Page:
        """Open a path of the dashboard and wait until it stands."""
        self.page.goto(f"{self.address}{path}")
        return self.settle()

    def settle(self) -> Page:
        """Wait until the script has run and nothing is stale."""
        self.page.wait_for_selector(READY, timeout=PATIENCE)
        self.page.wait_for_selector("h1, [data-testid=stAlert]", timeout=PATIENCE)
        self.page.wait_for_function("() => !document.querySelector('[data-stale=true]')", timeout=PATIENCE)
        return self.page

    def query(self, name: str) -> str | None:
        """Return a parameter of the address."""
        return self.page.evaluate("name => new URL(location.href).searchParams.get(name)", name)

    def wait_for_query(self, name: str, value: str | None) -> None:
        """Wait until a parameter of the address has a value, or is gone."""
        self.page.wait_for_function("([name, value]) => new URL(location.href).searchParams.get(name) === value", arg=[name, value], timeout=PATIENCE)
        self.settle()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a Chromium of this machine."""
    own = Path(playwright.chromium.executable_path)
    found = next(filter(None, map(shutil.which, NAMES)), str(own) if own.exists() else None)
    if found is None:
        reason = f"no Chromium on this machine (looked for {', '.join(NAMES)}, and for Playwright's own)"
        if os.environ.get("MITRA_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
    yield browser
    browser.close()


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """Run the dashboard over a store, as the README says; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (store.parent / f"{store.name}.log").open("wb")
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "MITRA_STORE": str(store)}, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not come up (exit code {server.poll()}); its log is beside its store")


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], object]:
    """Return the context manager that serves a store."""
    return serving


@pytest.fixture(scope="session")
def dashboard(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty store, so that the first start builds the first release; yield the address."""
    assert browser.is_connected()
    with serving(tmp_path_factory.mktemp("dashboard") / "store") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, dashboard: str) -> Iterator[Visitor]:
    """Return a fresh visitor on a desktop."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB", accept_downloads=True)
    yield Visitor(context.new_page(), dashboard)
    context.close()


@pytest.fixture
def visitor_with(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Return a function that gives a visitor at an address with other settings of the browser."""
    contexts: list[BrowserContext] = []

    def run(address: str, **settings: object) -> Visitor:
        contexts.append(browser.new_context(**settings))  # type: ignore[arg-type]  # Playwright's own names
        return Visitor(contexts[-1].new_page(), address)

    yield run
    for context in contexts:
        context.close()
