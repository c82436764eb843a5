"""Reviewing in a real browser: log in, see quote and criterion together, edit, take words, sign."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from api.passwords import hashed
from domain.account import Account, Role
from graph import accounts, reads
from graph.load import sign_item
from graph.writing import write_policies

pytestmark = pytest.mark.browser
DOC = "yunyan-growth-2026"
PAGE = f"/policies/{DOC}/review"
NAME, PASSWORD = "王芳", "correct horse battery"


@pytest.fixture
def desk(site, embedded_store):
    """An account that may sign, and the policy unsigned; all as before afterwards."""
    if accounts.secret(embedded_store, NAME) is None:
        at = "2026-05-01T08:00:00+00:00"
        accounts.add_account(embedded_store, Account(NAME, Role.SIGNER), hashed(PASSWORD), at)
    kept = reads.policy(embedded_store, DOC)
    sign_item(embedded_store, f"{DOC}.i1", None)
    yield embedded_store
    embedded_store.transaction(lambda work: write_policies(work, [kept]))


@pytest.fixture
def page(desk, visit):
    """The review page of somebody who came in by the log-in page, by keyboard."""
    found = visit.open(f"/login?then={PAGE}")
    expect(found.get_by_label("账号")).to_be_focused()
    found.keyboard.type(NAME)
    found.keyboard.press("Tab")
    found.keyboard.type(PASSWORD)
    found.keyboard.press("Enter")
    expect(found.locator("h1")).to_contain_text("核对")
    return found


def opened(page, leaf):
    """The open form of a criterion."""
    card = page.locator(f"#c-{leaf}")
    card.locator("summary").click()
    return card


def test_the_page_fits_and_text_and_criteria_light_each_other(page, visit, desk):
    leaf = reads.policy(desk, DOC).items[0].criteria[0].id

    assert page.evaluate("document.documentElement.scrollWidth") <= visit.width
    page.locator(f"#c-{leaf} > a").click()
    expect(page.locator(f"#q-{leaf}")).to_have_class("criterion lit")
    expect(page.locator(f"#q-{leaf}")).to_be_in_viewport()


def test_words_chosen_in_the_text_go_into_the_open_form(page, desk):
    leaf = reads.policy(desk, DOC).items[0].criteria[0]
    card = opened(page, leaf.id)
    page.evaluate(
        """name => {
          const range = document.createRange();
          range.selectNodeContents(document.getElementById('q-' + name));
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        leaf.id,
    )
    card.get_by_label("引文").fill("")
    card.get_by_role("button", name="取选中的字").click()

    expect(card.get_by_label("引文")).to_have_value(leaf.span.quote)


def test_an_edit_that_changes_nothing_is_refused_and_a_deletion_is_kept_in_the_log(page, visit, desk):
    leaf = next(one for one in reads.policy(desk, DOC).items[0].criteria if one.value is not None)
    card = opened(page, leaf.id)
    card.get_by_label("理由").fill("看过原件")
    card.get_by_role("button", name="更正").click()
    expect(page.get_by_role("alert").first).to_contain_text("没有改动")
    (refused,) = visit.complaints
    assert "422" in refused
    visit.complaints.clear()

    card = page.locator(f"#c-{leaf.id}")
    expect(card.get_by_label("理由")).to_have_value("看过原件")
    card.get_by_role("button", name="删除这一条").click()
    expect(page.get_by_role("status")).to_contain_text("已删除")
    page.locator("#i-i1 details.rest summary").click()
    expect(page.locator("#i-i1 .log li").first).to_contain_text(NAME)
    assert leaf.id not in {one.id for one in reads.policy(desk, DOC).criteria()}


def test_an_item_is_signed_in_ones_own_name_on_a_day_one_gives(page, desk):
    item = page.locator("#i-i1")
    item.locator("summary", has_text="签认这个事项").click()
    item.get_by_label("签认日").fill("2026-11-25")
    item.get_by_role("button", name=f"以 {NAME} 的名义签认").click()

    expect(page.locator("#i-i1 .tag.good")).to_contain_text(f"已签认：{NAME}，2026-11-25")
    assert reads.policy(desk, DOC).items[0].signed.by == NAME


def test_a_quote_leads_to_its_criterion_and_back(page, desk):
    leaf = next(one for one in reads.policy(desk, DOC).items[0].criteria if one.value is not None)
    card, quote = page.locator(f"#c-{leaf.id}"), page.locator(f"#q-{leaf.id}")

    quote.locator("a").click()
    expect(card).to_have_class("criterion lit")
    expect(card).to_be_in_viewport()
    assert page.url.endswith(f"#c-{leaf.id}")
    page.locator(f"#c-{leaf.id} > a").click()
    expect(quote).to_have_class("criterion lit")
    expect(quote).to_be_in_viewport()
    assert page.url.endswith(f"#q-{leaf.id}")


def test_after_a_refusal_the_link_to_the_form_has_the_focus_and_leads_there(page, visit, desk):
    leaf = next(one for one in reads.policy(desk, DOC).items[0].criteria if one.value is not None)
    card = opened(page, leaf.id)
    card.get_by_label("规范句").fill("差不多就行")
    card.get_by_role("button", name="更正").click()
    link = page.get_by_role("alert").first.get_by_role("link", name="到那张表单去改")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    visit.complaints.clear()

    page.keyboard.press("Enter")

    expect(page.locator(f"#f-{leaf.id}")).to_be_focused()
    expect(page.locator(f"#c-{leaf.id}").get_by_role("alert")).to_be_in_viewport()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator(f"#c-{leaf.id}").get_by_label("规范句")).to_be_focused()


def test_a_group_is_changed_by_choosing_and_the_form_stays_open(page, desk):
    item = page.locator("#i-i1")
    item.locator("summary", has_text="改条件之间的关系").click()
    group = item.locator("form.choose", has=page.locator("select[name=kind]")).first
    expect(group.get_by_label("至少几项")).to_be_hidden()
    group.locator("select").select_option("at_least")
    group.get_by_label("至少几项").fill("2")
    group.get_by_role("button", name="改").click()

    expect(page.get_by_role("status")).to_contain_text("已改条件关系")
    expect(page.locator("#f-tree-i1 form.choose").first.get_by_label("至少几项")).to_have_value("2")
    expect(page.locator("#f-tree-i1")).to_be_in_viewport()
    assert reads.policy(desk, DOC).items[0].require.count == 2
