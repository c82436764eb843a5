"""The review pages over HTTP: who sees which forms, what they do, and that a refusal keeps what was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape, unescape
from pathlib import Path

import pytest

from api.criterion_text import criterion_text
from domain.policy import Review, Signature, SourceStatus, Span
from domain.sentence import parse_sentence
from graph import reads
from graph.load import sign_item
from graph.review import corrections
from graph.writing import write_policies
from tests.api.test_sessions import DOC, PASSWORD, browser, fresh_tries, people

__all__ = ["fresh_tries", "people"]
pytestmark = pytest.mark.usefixtures("world")
PAGE = f"/policies/{DOC}/review"


@pytest.fixture(autouse=True)
def as_before(people):
    """Each test finds the policy unsigned and leaves it as it was: other modules look at it too."""
    kept = reads.policy(people, DOC)
    sign_item(people, f"{DOC}.i1", None)
    yield
    people.driver.execute_query("MATCH (c:Correction) DETACH DELETE c")
    people.transaction(lambda work: write_policies(work, [kept]))
    assert reads.policy(people, DOC) == kept


def entered(store, name):
    """A client that came in by the log-in page."""
    client = browser(store)
    done = client.post(
        "/login", data={"name": name, "password": PASSWORD, "then": PAGE}, follow_redirects=False
    )
    assert (done.status_code, done.headers["location"]) == (303, PAGE)
    return client


def mark(client):
    """The mark that the page's forms carry."""
    return re.search(r'name="csrf" value="([^"]+)"', client.get(PAGE).text)[1]


def form(client, **fields):
    """The page's hidden fields of the first item, with these."""
    text = client.get(PAGE).text
    version = re.search(r'name="item" value="i1"><input type="hidden" name="version" value="([^"]+)"', text)
    return {"csrf": mark(client), "item": "i1", "version": version[1], **fields}


def first(store):
    """The first criterion with a number of the item."""
    found = reads.policy(store, DOC)
    return next(one for one in found.items[0].criteria if one.value is not None)


def test_the_sentences_of_the_guide_can_be_read():
    guide = (Path(__file__).parents[2] / "docs" / "reviewing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^   \| [^|]+ \| ([^|]+) \|$", guide, re.MULTILINE)
    said = [one.strip() for row in rows[1:] for one in row.split("→")]

    assert len(said) >= 9
    for one in said:
        parse_sentence(one)


def test_whoever_is_not_logged_in_looks_and_cannot_change(people):
    text = browser(people).get(PAGE).text

    assert "登录后更正、签认" in text
    assert "<textarea" not in text
    assert 'name="act"' not in text


@pytest.mark.parametrize(
    ("name", "signs"), [("t-reviewer", False), ("t-signer", True)], ids=["reviewer", "signer"]
)
def test_forms_are_those_that_a_role_may_use(people, name, signs):
    text = entered(people, name).get(PAGE).text

    assert 'value="correct"' in text
    assert ("签认这个事项" in text) is signs


@pytest.mark.parametrize(
    "then", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil"], ids=str
)
def test_log_in_leads_only_to_pages_of_ours(people, then):
    done = browser(people).post(
        "/login",
        data={"name": "t-signer", "password": PASSWORD, "then": then},
        follow_redirects=False,
    )

    assert done.headers["location"] == "/policies"


def test_a_wrong_password_shows_the_form_again_without_it(people):
    done = browser(people).post("/login", data={"name": "t-signer", "password": "wrong wrong wrong"})

    assert done.status_code == 401
    assert "账号或口令不对" in done.text
    assert "wrong wrong wrong" not in done.text
    assert 'value="t-signer"' in done.text


def test_logging_out_ends_the_session(people):
    client = entered(people, "t-reviewer")

    client.post("/logout", data={"csrf": mark(client), "then": PAGE})

    assert "登录后更正、签认" in client.get(PAGE).text


def test_an_edited_sentence_becomes_a_correction_of_what_differs(people):
    client, leaf = entered(people, "t-reviewer"), first(people)
    text = unescape(client.get(PAGE).text)
    said = re.search(rf'id="s-{leaf.id}" name="sentence" value="([^"]+)"', text)[1]
    number = re.search(r"\d+", said)[0]
    edited = said.replace(number, str(int(number) + 1), 1)

    done = client.post(
        PAGE,
        data=form(
            client, act="correct", leaf=leaf.id, sentence=edited, quote=leaf.span.quote, why="核对原文"
        ),
    )

    assert done.status_code == 200
    assert "已更正" in done.text
    after = next(one for one in reads.policy(people, DOC).criteria() if one.id == leaf.id)
    assert after.value != leaf.value
    assert (after.feature, after.op, after.span) == (leaf.feature, leaf.op, leaf.span)
    last = corrections(people, [DOC])[-1]
    assert (last.by, last.why, set(last.edit.changes)) == ("t-reviewer", "核对原文", {"value"})


def test_a_sentence_that_cannot_be_read_changes_nothing_and_stays_in_its_form(people):
    client, leaf = entered(people, "t-reviewer"), first(people)
    before = len(corrections(people, [DOC]))

    done = client.post(
        PAGE, data=form(client, act="correct", leaf=leaf.id, sentence="差不多就行", quote="", why="试")
    )

    assert done.status_code == 422
    assert 'value="差不多就行"' in done.text
    assert "没有做成" in done.text
    assert len(corrections(people, [DOC])) == before


def test_the_second_of_two_who_edit_is_told_and_keeps_the_words(people):
    one, other, leaf = entered(people, "t-reviewer"), entered(people, "t-signer"), first(people)
    late = form(other, act="tree", require="", exclude="", why="我的改法")
    accepted = form(one, act="tree", require=leaf.id, exclude="", why="")
    assert one.post(PAGE, data=accepted).status_code == 200

    done = other.post(PAGE, data=late)

    assert done.status_code == 409
    assert "t-reviewer" in done.text
    assert "您填的还在" in done.text
    assert 'value="我的改法"' in done.text


def test_who_edits_a_criterion_that_is_gone_is_told_and_keeps_the_words(people):
    one, other, leaf = entered(people, "t-reviewer"), entered(people, "t-signer"), first(people)
    typed_by_other = form(
        other, act="correct", leaf=leaf.id, sentence="上一年度营业收入不低于9万元", why="我的理由"
    )
    assert one.post(PAGE, data=form(one, act="reject", leaf=leaf.id, why="")).status_code == 200

    done = other.post(PAGE, data=typed_by_other)

    assert done.status_code == 409
    assert "t-reviewer" in done.text
    assert "<dd>上一年度营业收入不低于9万元</dd>" in done.text
    assert "<dd>我的理由</dd>" in done.text


def test_what_the_reader_inferred_is_shown_in_words(people):
    found = reads.policy(people, DOC)
    flags = ("period_assumed", "of_nobody")
    items = tuple(
        replace(item, criteria=tuple(replace(one, flags=flags) for one in item.criteria))
        for item in found.items
    )
    people.transaction(lambda work: write_policies(work, [replace(found, items=items)]))
    text = browser(people).get(PAGE).text

    assert re.search(r'<span class="tag" title="[^"]*按常见写法推断">期间为推断</span>', text)
    assert '<span class="tag" title="">of_nobody</span>' in text


def test_accepting_and_settling_by_the_page_are_kept(people):
    client = entered(people, "t-reviewer")
    found = reads.policy(people, DOC)
    doubted = replace(found.items[0].criteria[0], check=True)
    span = doubted.span
    items = (replace(found.items[0], criteria=(doubted, *found.items[0].criteria[1:])), *found.items[1:])
    review = Review(Span(span.start, span.start + 2, span.quote[:2]), "看一看")
    changed = replace(found, items=items, review=(review,))
    people.transaction(lambda work: write_policies(work, [changed]))

    accepted = client.post(PAGE, data=form(client, act="accept", leaf=doubted.id, why=""))
    settled = client.post(
        PAGE, data=form(client, act="settle", start=review.span.start, end=review.span.end, why="")
    )

    assert (accepted.status_code, settled.status_code) == (200, 200)
    after = reads.policy(people, DOC)
    assert not after.items[0].criteria[0].check
    assert after.review == ()
    assert [one.act.value for one in corrections(people, [DOC])][-2:] == ["accept", "settle"]


def test_a_stretch_for_review_becomes_a_criterion_in_one_step(people):
    client = entered(people, "t-reviewer")
    found = reads.policy(people, DOC)
    start = found.text.index("申报")
    span = Span(start, start + 8, found.text[start : start + 8])
    people.transaction(lambda work: write_policies(work, [replace(found, review=(Review(span, "看一看"),))]))
    fields = {"quote": span.quote, "start": span.start, "end": span.end, "into": "require", "why": ""}

    refused = client.post(PAGE, data=form(client, act="add", sentence="差不多", **fields))
    done = client.post(PAGE, data=form(client, act="add", sentence="“有固定的经营场所”：是", **fields))

    assert refused.status_code == 422
    assert f'id="take-{start}-s" name="sentence" value="差不多"' in refused.text
    assert done.status_code == 200
    after = reads.policy(people, DOC)
    assert after.review == ()
    assert any(one.span == span and one.feature == "other" for one in after.items[0].criteria)


def test_a_criterion_is_added_where_its_words_stand_and_can_be_taken_away(people):
    client = entered(people, "t-reviewer")
    text = reads.policy(people, DOC).text
    quote = text[text.index("申报") : text.index("申报") + 12]

    done = client.post(
        PAGE,
        data=form(
            client,
            act="add",
            sentence="独立法人资格：是",
            quote=quote,
            start=text.index(quote),
            into="require",
        ),
    )

    assert done.status_code == 200, re.findall(r'role="alert"><p>(.*?)</p>', done.text)
    made = next(one for one in reads.policy(people, DOC).criteria() if one.span.quote == quote)
    assert text[made.span.start : made.span.end] == quote
    client.post(PAGE, data=form(client, act="reject", leaf=made.id))
    assert made.id not in {one.id for one in reads.policy(people, DOC).criteria()}


def test_words_that_are_not_in_the_text_are_refused(people):
    client = entered(people, "t-reviewer")

    done = client.post(
        PAGE,
        data=form(
            client, act="add", sentence="申报主体具有独立法人资格", quote="正文里没有的字", into="require"
        ),
    )

    assert done.status_code == 422
    assert "正文里没有" in done.text


def test_signing_by_the_page_signs_the_version_shown(people):
    client = entered(people, "t-signer")
    fields = form(client, on="2026-11-25")

    done = client.post(f"/policies/{DOC}/sign", data=fields)

    assert done.status_code == 200
    signed = reads.policy(people, DOC).items[0].signed
    assert (signed.by, str(signed.on)) == ("t-signer", "2026-11-25")
    client.post(f"/policies/{DOC}/unsign", data={"csrf": mark(client), "item": "i1"})
    assert reads.policy(people, DOC).items[0].signed is None


def test_a_reviewer_cannot_sign_and_a_form_of_another_site_does_nothing(people):
    client = entered(people, "t-reviewer")
    assert client.post(f"/policies/{DOC}/sign", data=form(client, on="2026-11-25")).status_code == 403
    signer = entered(people, "t-signer")
    fields = form(signer, on="2026-11-25") | {"csrf": "none"}

    assert signer.post(f"/policies/{DOC}/sign", data=fields).status_code == 403
    assert reads.policy(people, DOC).items[0].signed is None


def history(client):
    """What the page's history of the first item says, without its marking; the newest first."""
    text = client.get(PAGE).text
    log = re.search(r'<ol class="log">(.*?)</ol>', text, re.DOTALL)[1]
    lines = [unescape(re.sub(r"<[^>]+>", " ", one)) for one in log.split("</li>")[:-1]]
    return [" ".join(line.split()) for line in lines]


def test_the_history_shows_each_correction_before_and_after(people):
    client, leaf = entered(people, "t-reviewer"), first(people)
    said = re.search(rf'id="s-{leaf.id}" name="sentence" value="([^"]+)"', unescape(client.get(PAGE).text))[1]
    edited = said.replace(number := re.search(r"\d+", said)[0], str(int(number) + 1), 1)
    quote = leaf.span.quote[1:]
    client.post(PAGE, data=form(client, act="correct", leaf=leaf.id, sentence=edited, quote=quote))
    client.post(PAGE, data=form(client, act="reject", leaf=leaf.id))

    rejected, corrected = history(client)

    assert f"条件 改前 {said} 改后 {edited}" in corrected
    assert f"引文 改前 {leaf.span.quote} 改后 {quote}" in corrected
    assert f"条件 改前 {edited} 改后 （无）" in rejected


def test_the_history_says_a_tree_in_the_sentences_of_then(people):
    client, item = entered(people, "t-reviewer"), reads.policy(people, DOC).items[0]
    one, two = item.criteria[:2]
    client.post(PAGE, data=form(client, act="tree", require=f"all({one.id}, {two.id})", exclude=""))
    client.post(PAGE, data=form(client, act="tree", require=f"any({one.id}, {two.id})", exclude=""))
    client.post(PAGE, data=form(client, act="reject", leaf=two.id))

    line = history(client)[1]

    words = [f"{criterion_text(each)}（{each.id}）" for each in (one, two)]
    assert f"条件之间的关系 改前 {'且'.join(words)} 改后 （{'或'.join(words)}）" in line


def test_the_history_says_which_stretch_was_looked_at_and_what_was_accepted(people):
    client, found = entered(people, "t-reviewer"), reads.policy(people, DOC)
    doubted = replace(found.items[0].criteria[0], check=True)
    items = (replace(found.items[0], criteria=(doubted, *found.items[0].criteria[1:])), *found.items[1:])
    span = Span(doubted.span.start, doubted.span.start + 2, doubted.span.quote[:2])
    people.transaction(
        lambda work: write_policies(work, [replace(found, items=items, review=(Review(span, "看一看"),))])
    )
    client.post(PAGE, data=form(client, act="accept", leaf=doubted.id))
    client.post(PAGE, data=form(client, act="settle", start=span.start, end=span.end))

    settled, accepted = history(client)

    assert f"“{span.quote}”（看一看） 改前 待核 改后 已看过" in settled
    assert f"条件 未变 {criterion_text(doubted)}" in accepted
    assert "核对 改前 待核 改后 已认可" in accepted


def for_review(store):
    """A stretch of the text that the store now holds for review; its place and words as a form gives them."""
    found = reads.policy(store, DOC)
    start = found.text.index("申报")
    span = Span(start, start + 8, found.text[start : start + 8])
    store.transaction(lambda work: write_policies(work, [replace(found, review=(Review(span, "看一看"),))]))
    return {"quote": span.quote, "start": span.start, "end": span.end}


@pytest.mark.parametrize(
    ("act", "fields", "shown"),
    [
        ("settle", {"why": "我看是定语"}, ["<dt>理由</dt><dd>我看是定语</dd>"]),
        (
            "add",
            {"sentence": "“有固定的经营场所”：是", "into": "exclude", "why": "我的理由"},
            [
                "<dt>规范句</dt><dd>“有固定的经营场所”：是</dd>",
                "<dt>算作</dt><dd>排除情形</dd>",
                "<dt>理由</dt><dd>我的理由</dd>",
            ],
        ),
    ],
    ids=["settle", "take"],
)
def test_a_stretch_that_another_settled_changes_nothing_and_keeps_the_words(people, act, fields, shown):
    one, other = entered(people, "t-reviewer"), entered(people, "t-signer")
    place = for_review(people)
    late = form(
        other, act=act, **(place if act == "add" else {k: place[k] for k in ("start", "end")}), **fields
    )
    settled = one.post(PAGE, data=form(one, act="settle", start=place["start"], end=place["end"]))
    assert settled.status_code == 200
    before = reads.policy(people, DOC)

    done = other.post(PAGE, data=late)

    assert done.status_code == 409
    assert "已有人处理" in done.text
    for words in shown:
        assert words in done.text
    assert reads.policy(people, DOC) == before


@pytest.mark.parametrize(
    ("act", "fields", "shown"),
    [
        ("add", {"sentence": "独立法人资格：是", "quote": "我选的字"}, ["独立法人资格：是", "我选的字"]),
        ("tree", {"require": "any(c1, c2)", "why": "我的理由"}, ["any(c1, c2)", "我的理由"]),
    ],
    ids=["add", "tree"],
)
def test_an_item_that_a_new_reading_no_longer_has_keeps_the_words(people, act, fields, shown):
    client, found = entered(people, "t-signer"), reads.policy(people, DOC)
    late = form(client, act=act, **fields) | {"item": "i9"}
    signed = {"csrf": late["csrf"], "item": "i9", "version": "1", "on": "2026-11-25", "compared": "原件一"}

    done, not_signed = client.post(PAGE, data=late), client.post(f"/policies/{DOC}/sign", data=signed)

    assert (done.status_code, not_signed.status_code) == (409, 409)
    assert "已不在这份文件里" in done.text
    for words in shown:
        assert f"<dd>{words}</dd>" in done.text
    assert "<dd>原件一</dd>" in not_signed.text
    assert reads.policy(people, DOC) == found


def test_who_signs_second_is_told_who_signed_and_overwrites_nothing(people):
    client, item = entered(people, "t-signer"), f"{DOC}.i1"
    late = form(client, on="2026-11-25", compared="原件一")
    sign_item(people, item, Signature("李某", date(2026, 11, 20)))

    done = client.post(f"/policies/{DOC}/sign", data=late)

    assert done.status_code == 409
    assert "这个事项已由 李某 签认（2026-11-20）" in done.text
    assert "<dt>核对过的原件</dt><dd>原件一</dd>" in done.text
    assert reads.policy(people, DOC).items[0].signed.by == "李某"


def test_signing_on_a_secondary_source_needs_the_original_compared_and_shows_it(people):
    client, found = entered(people, "t-signer"), reads.policy(people, DOC)
    items = (replace(found.items[0], source_status=SourceStatus.SECONDARY), *found.items[1:])
    people.transaction(lambda work: write_policies(work, [replace(found, items=items)]))
    original = "云雁县政府公报2026年第2期<原件>"
    assert 'name="compared"' in client.get(PAGE).text

    refused = client.post(f"/policies/{DOC}/sign", data=form(client, on="2026-11-25", compared="  "))

    assert refused.status_code == 422
    assert "只有二手来源" in refused.text
    assert 'name="on" type="date" value="2026-11-25"' in refused.text
    assert reads.policy(people, DOC).items[0].signed is None
    done = client.post(f"/policies/{DOC}/sign", data=form(client, on="2026-11-25", compared=original))
    assert done.status_code == 200
    assert reads.policy(people, DOC).items[0].signed.compared == original
    anyone = browser(people)
    for path in (PAGE, f"/policies/{DOC}", f"/items/{DOC}.i1?on=2026-11-25"):
        assert f"已与原件核对：{escape(original)}" in anyone.get(path).text, path


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("差不多就行", "第 1 字："),
        ("上一年度营业收入差不多", "第 9 字："),
        ("上一年度营业收入不低于", "第 11 字之后："),
        ("2026年13月1日以来营业收入不低于1万元", "第 1–10 字："),
    ],
    ids=["first", "inside", "not finished", "a stretch"],
)
def test_places_in_a_sentence_are_counted_from_one(people, sentence, place):
    client, leaf = entered(people, "t-reviewer"), first(people)

    done = client.post(PAGE, data=form(client, act="correct", leaf=leaf.id, sentence=sentence))

    assert done.status_code == 422
    assert f"<b>没有做成。</b>{place}" in done.text


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("correct", {"sentence": "差不多就行"}),
        ("add", {"sentence": "差不多就行", "quote": "申报"}),
        ("tree", {"require": "all(", "exclude": ""}),
        ("take", {"sentence": "差不多就行"}),
        ("sign", {}),
    ],
)
def test_the_alert_at_the_top_leads_to_the_open_form(people, act, fields):
    client, leaf, place = entered(people, "t-signer"), first(people), for_review(people)
    fields = form(client, leaf=leaf.id if act == "correct" else "", **fields)
    if act == "take":
        fields |= place
    path = f"/policies/{DOC}/sign" if act == "sign" else PAGE
    fields |= {} if act == "sign" else {"act": "add" if act == "take" else act}

    done = client.post(path, data=fields)

    assert done.status_code == 422
    anchor = re.search(r'<a href="#([^"]+)" autofocus>', done.text)[1]
    assert re.findall(rf'<details class="edit" id="{anchor}" tabindex="-1"([^>]*)>', done.text) == [" open"]
