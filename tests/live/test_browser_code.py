"""The bundled browser code works in a real browser under the strictest content security policy."""

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "api/console/static/vendor"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>雁阵</title>
<meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false}'>
<script src="/echarts.min.js" defer></script><script src="/htmx.min.js" defer></script>
<script src="/probe.js" defer></script>
<p id="字">雁阵</p><button hx-get="/fragment" hx-target="#答">取</button><div id="答"></div></html>"""
PROBE = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) =>
  violations.push([e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber, e.columnNumber].join(" ")));
"""
SERIES = {
    "graph": {"series": [{"type": "graph", "layout": "force", "data": [{"name": "甲"}, {"name": "乙"}],
                          "links": [{"source": "甲", "target": "乙"}]}]},
    "bar": {"xAxis": {"type": "category", "data": ["甲", "乙"]}, "yAxis": {},
            "series": [{"type": "bar", "data": [1, 2]}]},
    "line": {"xAxis": {"type": "category", "data": ["甲", "乙"]}, "yAxis": {},
             "series": [{"type": "line", "data": [1, 2], "markLine": {"data": [{"type": "average"}]}}]},
    "radar": {"radar": {"indicator": [{"name": "研发"}, {"name": "转化"}, {"name": "人才"}]},
              "series": [{"type": "radar", "data": [{"value": [1, 2, 3]}]}]},
    "sankey": {"series": [{"type": "sankey", "data": [{"name": "甲"}, {"name": "乙"}],
                           "links": [{"source": "甲", "target": "乙", "value": 1}]}]},
    "heatmap": {"xAxis": {"type": "category", "data": ["甲"]},
                "yAxis": {"type": "category", "data": ["乙"]}, "visualMap": {"min": 0, "max": 1},
                "series": [{"type": "heatmap", "data": [[0, 0, 1]]}]},
    "scatter": {"dataset": {"source": [[1, 2], [3, 4]]}, "xAxis": {}, "yAxis": {},
                "series": [{"type": "scatter"}]},
}  # fmt: skip
COMMON = {"title": {"text": "图"}, "tooltip": {}, "legend": {}, "aria": {"enabled": True},
          "toolbox": {"feature": {"saveAsImage": {}}}}  # fmt: skip
DRAW = """({option, renderer}) => {
  const home = document.createElement("div");
  home.setAttribute("role", "img");
  Object.assign(home.style, {width: "400px", height: "300px"});
  document.body.append(home);
  const chart = echarts.init(home, null, {renderer, locale: "ZH"});
  chart.setOption(option);
  return {drawn: home.querySelectorAll(renderer === "svg" ? "svg *" : "canvas").length,
          label: home.getAttribute("aria-label")};
}"""


class Handler(SimpleHTTPRequestHandler):
    """Serves the vendor folder and three pages of ours, all with the policy."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self):
        own = {
            "/": (PAGE, "text/html"),
            "/probe.js": (PROBE, "text/javascript"),
            "/fragment": ("<b>到了</b>", "text/html"),
        }
        if self.path not in own:
            super().do_GET()
            return
        text, kind = own[self.path]
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Keep the test output clean."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(VENDOR)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(page, site):
    page.goto(site)
    page.wait_for_function("window.echarts && window.htmx && window.violations")
    return page


@pytest.mark.parametrize("renderer", ["canvas", "svg"])
@pytest.mark.parametrize("kind", SERIES)
def test_every_chart_is_drawn_under_the_policy(open_page, kind, renderer):
    answer = open_page.evaluate(DRAW, {"option": COMMON | SERIES[kind], "renderer": renderer})

    assert answer["drawn"] > 0
    assert "图" in answer["label"]
    assert open_page.evaluate("window.violations") == []


def test_htmx_fetches_a_fragment_under_the_policy(open_page):
    open_page.get_by_role("button", name="取").click()

    open_page.locator("#答 b").wait_for()
    assert open_page.locator("#答").inner_text() == "到了"
    assert open_page.evaluate("window.violations") == []


def test_chinese_has_a_font(open_page):
    """Without a font for it every character is the same box; 一 and 龘 then give equal pictures."""
    pictures = [
        open_page.evaluate(
            """(text) => {
              const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
              pen.font = "40px sans-serif"; pen.fillText(text, 10, 60);
              return canvas.toDataURL();
            }""",
            text,
        )
        for text in ("一", "龘")
    ]

    assert pictures[0] != pictures[1]


def test_record_names_what_was_bundled():
    record = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    wanted = json.loads((VENDOR.parents[3] / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert {name: record["packages"][name] for name in wanted} == wanted
    assert {path.name for path in VENDOR.iterdir()} == {*record["files"], "vendor.json"}
