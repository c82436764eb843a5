"""The pages as HTML: whole, escaped, one header each, every judged page with its day in the URL."""

import json
import re
from urllib.parse import quote

import pytest
from lxml import html

from api.console.templating import json_block
from api.http.middleware import CONTENT_SECURITY_POLICY
from tests.world import EVIL, EVIL_DOC, EVIL_KEY, EVIL_TITLE, ON

SRDI = "yunyan-srdi-2026"


@pytest.fixture(scope="module")
def pages(world):
    return [
        "/",
        "/policies",
        f"/policies/{SRDI}",
        f"/policies/{EVIL_DOC}",
        f"/items/{SRDI}.i2?on={ON}",
        f"/items/{EVIL_DOC}.i1?on={ON}&class=near",
        "/companies",
        f"/companies?q={quote(EVIL)}",
        f"/companies/{EVIL_KEY}?on={ON}",
        f"/companies/{world.head}?on={ON}&class=fails",
        "/chains",
        f"/chains/{world.chain_id}",
        "/formations",
        f"/formations/{world.formation_id}",
        "/imports",
        "/reading",
        "/policies/none",
    ]


def page_of(client, url):
    answer = client.get(url)
    return answer, html.fromstring(answer.text)


def test_every_page_is_whole_and_keeps_the_policy(client, pages):
    for url in pages:
        answer, tree = page_of(client, url)
        assert answer.status_code == (404 if url.endswith("none") else 200), url
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert tree.get("lang") == "zh-CN"
        assert len(tree.xpath("//header")) == len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1, url
        assert tree.xpath("//title/text()")
        assert tree.xpath("//a[@class='skip'][@href='#main']")
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (url, sorted({i for i in ids if ids.count(i) > 1}))


def test_nothing_of_the_hostile_texts_becomes_markup(client, pages):
    seen = 0
    for url in pages:
        _, tree = page_of(client, url)
        assert "onerror" not in {name for node in tree.iter() for name in getattr(node, "attrib", {})}, url
        assert not tree.xpath("//img"), url
        assert not tree.xpath("//*[@style]"), url
        assert not [one for one in tree.xpath("//script") if "alert(" in (one.text or "") and one.get("src")]
        assert all(one.get("src") or one.get("type") == "application/json" for one in tree.xpath("//script"))
        seen += EVIL in tree.text_content() or EVIL_TITLE in tree.text_content()
    assert seen >= 9


def test_json_in_a_page_cannot_end_its_block():
    hostile = {"name": "</script><script>alert(1)</script>", "more": "<!-- & \u2028"}
    text = str(json_block(hostile))
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == hostile


def test_every_field_has_a_label_and_every_scrolling_table_can_be_reached(client, pages):
    for url in pages:
        _, tree = page_of(client, url)
        for field in tree.xpath("//input[not(@type='hidden')] | //textarea"):
            assert tree.xpath(f"//label[@for='{field.get('id')}']"), (url, field.get("name"))
        for box in tree.xpath("//div[contains(concat(' ', @class, ' '), ' scroll ')]"):
            assert box.get("tabindex") == "0"
            assert box.get("aria-label")


@pytest.mark.parametrize("path", ["/items/yunyan-srdi-2026.i2?class=near", f"/companies/{EVIL_KEY}"])
def test_a_page_that_judges_puts_the_day_into_its_url(client, path):
    answer = client.get(path)
    assert answer.status_code == 303
    target = answer.headers["location"]
    assert re.search(r"[?&]on=\d{4}-\d\d-\d\d", target)
    assert ("class=near" in target) == ("class=near" in path)


def test_a_day_that_is_none_is_said(client):
    answer, tree = page_of(client, f"/companies/{EVIL_KEY}?on=2026-02-30")
    assert answer.status_code == 422
    assert "on" in tree.text_content()
    assert "日期" in tree.text_content()


def test_links_carry_the_day_along(client):
    _, tree = page_of(client, f"/companies/{EVIL_KEY}?on={ON}")
    inner = [link for link in tree.xpath("//a/@href") if re.match(r"/(items|policies|companies|$|\?)", link)]
    assert inner
    assert all(f"on={ON}" in link for link in inner), inner


def test_each_quote_is_marked_where_it_stands(client, world):
    policy = next(one for one in world.policies if one.doc_id == SRDI)
    _, tree = page_of(client, f"/policies/{SRDI}")
    for criterion in policy.criteria():
        pieces = tree.xpath(f"//mark[contains(concat(' ', @data-ids, ' '), ' {criterion.id} ')]")
        shown = "".join(piece.text_content() for piece in pieces)
        assert shown == "".join(criterion.span.quote.split("\n")), criterion.id
        assert len(tree.xpath(f"//*[@id='q-{criterion.id}']")) == 1
        assert len(tree.xpath(f"//*[@id='c-{criterion.id}']")) == 1
        assert tree.xpath(f"//a[@href='#q-{criterion.id}']")


def test_near_misses_show_what_is_lacking(client):
    _, tree = page_of(client, f"/items/{EVIL_DOC}.i1?on={ON}&class=near")
    (row,) = [one for one in tree.xpath("//tbody/tr") if EVIL_KEY in one.text_content()]
    said = row.text_content()
    assert "只差一条" in said
    assert "差 100 万元" in said
    assert "200 万元" in said
    assert EVIL in said


def test_the_table_alone_has_no_page_around_it_and_pushes_the_pages_url(client):
    url = f"/items/{SRDI}.i2/_table?on={ON}&class=near"
    answer = client.get(url)
    assert "<header" not in answer.text
    assert "<html" not in answer.text
    assert answer.headers["hx-push-url"] == f"/items/{SRDI}.i2?on={ON}&class=near"


def test_a_chinese_search_pushes_a_percent_encoded_url(client):
    answer = client.get("/companies/_table", params={"q": "云雁 &"})
    pushed = answer.headers["hx-push-url"]
    assert pushed.isascii()
    assert pushed == "/companies?q=" + quote("云雁") + "+%26"


def test_reasons_of_one_firm_are_a_fragment(client):
    answer = client.get(f"/items/{EVIL_DOC}.i1/_reasons/{EVIL_KEY}?on={ON}")
    tree = html.fromstring(answer.text)
    assert "<header" not in answer.text
    assert len(tree.xpath("//tbody/tr")) == 2
    assert "来源" in tree.text_content()


def test_a_full_code_goes_straight_to_the_firm(client):
    answer = client.get("/companies", params={"q": f" {EVIL_KEY.lower()} "})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/companies/{EVIL_KEY}"


def test_unknown_links_are_said_and_not_drawn(client, world):
    _, tree = page_of(client, f"/formations/{world.formation_id}")
    birds = tree.xpath("//a[@data-firm]/@data-firm")
    waiting = tree.xpath("//ul[@class='flock']/li")
    assert len(birds) == len(set(birds))
    assert waiting
    assert (
        len(birds) + len(waiting)
        == len(world.demo.formations[0].heads) + len(world.demo.formations[0].members) + 1
    )
    assert "未知，缺" in tree.text_content()


def test_the_chain_has_a_chart_and_the_same_in_tables(client, world):
    _, tree = page_of(client, f"/chains/{world.chain_id}")
    (chart,) = tree.xpath("//div[@class='chart']")
    assert chart.get("role") == "img"
    assert chart.get("aria-label")
    assert tree.xpath(f"//script[@id='{chart.get('data-source')}']")
    rows = tree.xpath("//section[@aria-labelledby='c-h']//tbody/tr")
    assert len(rows) == len(world.demo.chain.feeds)
    assert len(tree.xpath("//article[@class='segment']")) == len(world.demo.chain.segments)


def test_htmx_keeps_no_history_of_its_own(client):
    _, tree = page_of(client, "/")
    (config,) = tree.xpath("//meta[@name='htmx-config']/@content")
    assert '"historyCacheSize":0' in config
    assert '"refreshOnHistoryMiss":true' in config
    assert '"allowEval":false' in config


def test_static_files_are_kept_by_their_hash(client):
    _, tree = page_of(client, "/")
    for url in [*tree.xpath("//script/@src"), *tree.xpath("//link/@href")]:
        assert url.startswith("/static/")
        answer = client.get(url)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/css/yanzhen.css").headers["cache-control"] == "no-cache"


def test_a_new_policy_is_read_and_not_kept(client):
    before = client.get("/v1/policies").json()
    file = ("某县办法.txt", "某县办法\n企业上年度营业收入不低于200万元的，给予10万元奖励。\n".encode())
    answer = client.post("/reading", files={"file": file}, data={"region": "990101"})
    tree = html.fromstring(answer.text)
    assert answer.status_code == 200
    assert "没有入库" in tree.text_content()
    assert tree.xpath("//mark[contains(., '营业收入')]")
    assert "云雁县" in tree.text_content()
    assert client.get("/v1/policies").json() == before


@pytest.mark.parametrize("data", [{"text": " "}, {"text": "甲", "published": "2026-02-30"}])
def test_what_cannot_be_read_is_said_on_a_page(client, data):
    answer = client.post("/reading", data=data)
    assert answer.status_code == 422
    assert len(html.fromstring(answer.text).xpath("//h1")) == 1
