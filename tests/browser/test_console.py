"""The console in a real browser: quiet, reachable by keyboard, whole after Back, fit for paper."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.world import EVIL, EVIL_DOC, EVIL_KEY, ON

pytestmark = pytest.mark.browser

SRDI = "yunyan-srdi-2026"
PAGES = {
    "home": "/",
    "policies": "/policies",
    "policy": f"/policies/{SRDI}",
    "hostile policy": f"/policies/{EVIL_DOC}",
    "item": f"/items/{SRDI}.i2?on={ON}",
    "hostile item": f"/items/{EVIL_DOC}.i1?on={ON}&class=near",
    "search": f"/companies?q={quote(EVIL)}",
    "hostile company": f"/companies/{EVIL_KEY}?on={ON}",
    "company": f"/companies/{{head}}?on={ON}",
    "chains": "/chains",
    "chain": "/chains/{chain}",
    "formations": "/formations",
    "formation": "/formations/{formation}",
    "imports": "/imports",
    "reading": "/reading",
    "review": f"/policies/{SRDI}/review",
    "log-in": "/login",
}


def address(site, name):
    world = site.world
    return PAGES[name].format(head=world.head, chain=world.chain_id, formation=world.formation_id)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_fits(site, visit, name):
    page = visit.open(address(site, name))
    expect(page.locator("header")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= visit.width, f"页面宽 {wide}"
    assert page.evaluate("[...document.images].length") == 0


def test_the_chain_is_drawn_and_a_segment_leads_to_its_card(site, visit):
    page = visit.open(address(site, "chain"))
    chart = page.locator(".chart")
    expect(chart).to_have_attribute("data-ready", "true")
    expect(chart).to_have_attribute("role", "img")
    segment = site.world.demo.chain.segments[0]
    place = page.evaluate(
        """id => {
          const box = document.querySelector('.chart');
          const series = echarts.getInstanceByDom(box).getModel().getSeriesByIndex(0);
          const data = series.getData();
          const i = [...Array(data.count()).keys()].find(i => data.getId(i) === id);
          return series.coordinateSystem.dataToPoint(data.getItemLayout(i));
        }""",
        segment.segment_id,
    )
    chart.click(position={"x": place[0], "y": place[1]})
    expect(page).to_have_url(site.url + address(site, "chain") + f"#s-{segment.segment_id}")
    expect(page.locator(f"[id='s-{segment.segment_id}']")).to_be_in_viewport()


def test_a_tooltip_shows_names_as_text(site, visit):
    page = visit.open(address(site, "chain"))
    expect(page.locator(".chart")).to_have_attribute("data-ready", "true")
    page.evaluate(
        """name => {
          const chart = echarts.getInstanceByDom(document.querySelector('.chart'));
          const option = chart.getOption();
          option.series[0].data[0].tip = name;
          chart.setOption(option);
          chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0});
        }""",
        EVIL,
    )
    page.wait_for_timeout(200)
    assert page.evaluate("document.images.length") == 0


def test_a_criterion_and_its_quote_light_each_other(site, visit):
    page = visit.open(f"/policies/{SRDI}")
    first = site.world.policies
    criterion = next(next(one.criteria()) for one in first if one.doc_id == SRDI)
    page.locator(f"#c-{criterion.id} a").click()
    expect(page.locator(f"#q-{criterion.id}")).to_have_class("criterion lit")
    expect(page.locator(f"#q-{criterion.id}")).to_be_in_viewport()
    page.locator(f"#q-{criterion.id} a").click()
    expect(page.locator(f"#c-{criterion.id}")).to_have_class("criterion lit")
    expect(page.locator(f"#c-{criterion.id}")).to_be_in_viewport()


def test_a_pasted_policy_is_read_and_marked(site, visit):
    page = visit.open("/reading")
    text = f"示例办法{EVIL}\n一、企业上年度营业收入不低于200万元。\n二、给予10万元奖励。"
    page.get_by_label("正文", exact=True).fill(text)
    page.get_by_role("button", name="读出条件").click()
    expect(page.locator("mark.criterion").filter(has_text="200万元")).to_have_count(1)
    expect(page.get_by_text("没有入库")).to_be_visible()
    assert page.evaluate("document.images.length") == 0


def test_a_filter_changes_table_and_url_and_back_brings_the_page_again(site, visit):
    page = visit.open(f"/items/{SRDI}.i2?on={ON}")
    whole = page.locator("#table caption, #table .pager").first.inner_text()
    page.get_by_role("link", name="只差一条").click()
    expect(page).to_have_url(f"{site.url}/items/{SRDI}.i2?on={ON}&class=near")
    expect(page.locator("#table .filters a[aria-current]")).to_contain_text("只差一条")
    expect(page.locator("header")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(f"{site.url}/items/{SRDI}.i2?on={ON}")
    expect(page.locator("#table .filters a[aria-current]")).to_contain_text("全部")
    expect(page.locator("header")).to_have_count(1)
    assert page.locator("#table caption, #table .pager").first.inner_text() == whole


def test_back_to_a_chart_draws_it_again(site, visit):
    page = visit.open(address(site, "chain"))
    page.locator("section[aria-labelledby=l-h] tbody a").first.click()
    expect(page.locator("h1")).not_to_have_text(site.world.demo.chain.name)
    page.go_back()
    expect(page.locator(".chart")).to_have_attribute("data-ready", "true")


def test_reasons_come_on_demand_inside_the_page(site, visit):
    page = visit.open(f"/items/{EVIL_DOC}.i1?on={ON}&class=near")
    row = page.locator(f"#why-{EVIL_KEY}")
    expect(row).to_be_hidden()
    page.locator(f"[hx-target='#why-{EVIL_KEY}']").click()
    expect(row.locator("tbody tr")).to_have_count(2)
    expect(row).to_contain_text(EVIL)
    expect(page.locator("header")).to_have_count(1)
    assert page.evaluate("document.images.length") == 0


def test_a_link_to_an_item_of_a_firm_opens_it(site, visit):
    page = visit.open(f"/items/{SRDI}.i2?on={ON}")
    page.locator("#table tbody th a").first.click()
    opened = page.locator(f"[id='i-{SRDI}.i2']")
    expect(opened).to_have_attribute("open", "")
    expect(opened).to_be_in_viewport()


def test_a_fragment_that_does_not_come_is_said(site, browser):
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site.url}/items/{SRDI}.i2?on={ON}")
    page.route("**/_table*", lambda route: route.fulfill(status=503, body="{}"))
    page.get_by_role("link", name="只差一条").click()
    expect(page.get_by_role("alert")).to_contain_text("没有取到内容")
    expect(page.locator("#table tbody tr")).not_to_have_count(0)
    context.close()


def test_typing_finds_firms_and_keeps_the_url(site, visit):
    page = visit.open("/companies")
    page.get_by_role("searchbox").fill(site.world.companies[0].name[:6])
    expect(page).to_have_url(f"{site.url}/companies?q={quote(site.world.companies[0].name[:6])}")
    expect(page.locator("#found tbody tr")).not_to_have_count(0)
    page.reload()
    expect(page.locator("#found tbody tr")).not_to_have_count(0)


def test_a_goose_lights_its_links(site, visit):
    page = visit.open(address(site, "formation"))
    expect(page.locator("svg.sky")).to_have_attribute("data-ready", "true")
    middle = page.evaluate(
        """() => { const box = document.querySelector('svg.sky').parentElement;
        return Math.abs(box.scrollLeft - (box.scrollWidth - box.clientWidth) / 2); }"""
    )
    assert middle <= 1
    page.locator(f"a[data-firm='{EVIL_KEY}']").focus()
    expect(page.locator(".link.lit")).to_have_count(1)


def test_the_keyboard_reaches_skip_link_navigation_and_content(site, visit):
    page = visit.open(f"/items/{SRDI}.i2?on={ON}")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.tagName + (document.activeElement.className || '')")
        )
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outlined != "none"
    assert {"INPUT", "BUTTON", "DIVscroll", "A"} <= reached


@pytest.mark.parametrize("name", ["item", "company", "formation", "chain", "policy"])
def test_a_long_page_prints_whole(site, page, name):
    page.goto(site.url + address(site, name))
    page.wait_for_load_state("networkidle")
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") > 1 or pdf.count(b"/Type/Page") > 1
    page.emulate_media(media="print")
    assert page.locator("nav[aria-label=主导航]").is_hidden()
    for closed in page.locator("details:not([open], .rest)").all()[:5]:
        assert closed.evaluate("one => one.lastElementChild.checkVisibility()")
