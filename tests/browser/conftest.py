"""The console on a real server with the small world of `tests.world`, for a real browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests import world as worlds

WIDTHS = {1440: 900, 390: 844}
WATCH_POLICY = """document.addEventListener(
  'securitypolicyviolation', event => console.error('CSP ' + event.violatedDirective))"""


@dataclass(frozen=True, slots=True)
class Site:
    """The running console."""

    url: str
    world: worlds.World


@pytest.fixture(scope="module")
def site(chromium_path: Path, embedded_store: Store) -> Iterator[Site]:
    """The console, served on a free port of this machine."""
    world = worlds.ensure(embedded_store)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(), embedded_store), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", world)
    server.should_exit = True
    thread.join()
    listening.close()


@dataclass(slots=True)
class Visit:
    """A page that is watched: whatever the console, the network or the policy complains of is kept."""

    page: Page
    url: str
    width: int
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go there, wait until the page's own scripts are done."""
        self.page.goto(self.url + path)
        self.page.wait_for_function("window.htmx !== undefined")
        return self.page


@pytest.fixture(params=sorted(WIDTHS), ids=lambda width: f"{width}px")
def visit(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[Visit]:
    """A visit at each width; at its end nothing may have been complained of."""
    width = request.param
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="zh-CN")
    page = context.new_page()
    found = Visit(page, site.url, width)
    page.on(
        "console",
        lambda said: found.complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("dialog", lambda dialog: found.complaints.append(f"dialog {dialog.message}") or dialog.dismiss())
    page.on(
        "request", lambda sent: None if _inside(sent.url, site.url) else found.complaints.append(sent.url)
    )
    page.add_init_script(WATCH_POLICY)
    yield found
    context.close()
    assert not found.complaints, found.complaints


def _inside(url: str, site: str) -> bool:
    return url.startswith((site + "/", "data:"))
