"""Use cases on the real small graph: the state's word, the memory, the choice of figures, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from api.console.chain_view import chart_of, depths
from api.usecases import judging, reading
from api.usecases.memo import Memo
from api.usecases.sales import sales_of
from api.usecases.state import all_companies, codes_of, state
from domain.chain import Chain, Feed, Segment, Stage
from domain.errors import InputError, NotFoundError, Where
from domain.policy import Signature
from graph import load, reads
from graph.load import sign_item
from matching.verdict import Outcome
from tests import make
from tests.world import EVIL_DOC, EVIL_KEY, ON, an_import

ITEM = f"{EVIL_DOC}.i1"


def test_the_word_changes_with_a_signature_and_a_load(world_store, world):
    before = state(world_store, Memo()).word
    assert state(world_store, Memo()).word == before
    signature = world.policies[-1].items[0].signed
    sign_item(world_store, ITEM, None)
    unsigned = state(world_store, Memo()).word
    sign_item(world_store, ITEM, signature)
    assert before != unsigned
    assert state(world_store, Memo()).word == before
    load.load_companies(world_store, [world.companies[0]], an_import("t9-again", 1))
    assert state(world_store, Memo()).word != before


def test_the_graphs_own_divisions_are_known(world_store, world):
    codes = codes_of(state(world_store, Memo()))
    assert codes.regions.path("990101") == "衡川省雁州市云雁县"
    assert codes.regions.path("130100") == "河北省石家庄市"
    assert codes.regions.short_named("云雁") == ("990101",)


def test_a_board_is_judged_once_in_one_state(world_store, world, monkeypatch):
    memo, called = Memo(), []
    real = judging.match_pairs

    def counted(*args):
        called.append(1)
        return real(*args)

    monkeypatch.setattr(judging, "match_pairs", counted)
    first = judging.companies_of_item(world_store, ITEM, ON, memo)
    again = judging.companies_of_item(world_store, ITEM, ON, memo)
    assert called == [1]
    assert first.pairs == again.pairs
    judging.companies_of_item(world_store, ITEM, date(2026, 11, 26), memo)
    assert called == [1, 1]


def test_a_withdrawn_signature_shows_at_once(world_store, world):
    memo = Memo()
    signature = world.policies[-1].items[0].signed
    before = judging.companies_of_item(world_store, ITEM, ON, memo)
    fitting = [pair.company for pair in before.pairs if pair.outcome is Outcome.FITS]
    sign_item(world_store, ITEM, None)
    try:
        after = judging.companies_of_item(world_store, ITEM, ON, memo)
        assert after.counts[Outcome.FITS] == 0
        assert after.counts[Outcome.NEEDS_CHECK] >= len(fitting)
    finally:
        sign_item(world_store, ITEM, signature)


def test_the_board_agrees_with_each_firm(world_store, world):
    memo = Memo()
    board = judging.companies_of_item(world_store, ITEM, ON, memo)
    some = board.pairs[:5] + board.pairs[-5:]
    for pair, judged in zip(some, judging.explain(world_store, board, some, memo), strict=True):
        assert judged.judgement.company == pair.company
        assert judged.judgement.outcome is pair.outcome
        assert judged.item_id == ITEM


def test_a_board_shows_first_what_is_nearest(world_store, world):
    board = judging.companies_of_item(world_store, "yunyan-srdi-2026.i2", ON, Memo())
    places = [(list(Outcome).index(one.outcome), one.near is None, len(one.missing)) for one in board.pairs]
    assert places == sorted(places)
    assert len(set(places)) > 3


def test_what_is_not_in_the_graph_is_named(world_store, world):
    with pytest.raises(NotFoundError, match="nobody"):
        judging.items_of_company(world_store, "nobody", ON, Memo())
    with pytest.raises(NotFoundError, match=r"none\.i1"):
        judging.companies_of_item(world_store, "none.i1", ON, Memo())


def test_an_item_that_the_reading_lacks_is_named():
    policy = make.policy(make.item(make.criterion(op="ge", value="1")))
    with pytest.raises(InputError, match="i9") as caught:
        judging.judge_given(policy, make.company(), make.ON, "i9")
    assert caught.value.expected == "i1"
    assert len(judging.judge_given(policy, make.company(), make.ON)) == 1


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ([("100", "年报", None)], "100"),
        ([("100", "年报", None), ("100.00", "税务", None)], "100"),
        ([("100", "年报", None), ("120", "税务", None)], None),
        ([("100", "年报", "2026-01-01"), ("120", "年报", "2026-03-01")], "120"),
        ([], None),
    ],
    ids=["one", "agreeing", "disputed", "replaced", "none"],
)
def test_a_years_sales_are_one_figure_or_none(facts, value):
    known = [make.fact("revenue", v, source=source, observed=day) for v, source, day in facts]
    others = [make.fact("revenue", "7", "2024"), make.fact("revenue", "9", unit="USD")]
    found = sales_of([make.company(*known, *others)], 2025)
    assert found == {"t1": None if value is None else Decimal(value)}


@pytest.mark.parametrize(("name", "data", "said"), [("a.exe", b"x", ".exe"), ("a.txt", b" \n", "空")])
def test_a_document_that_is_none_is_refused(name, data, said):
    with pytest.raises(InputError, match=said):
        reading.read_document(name, data)


def test_a_fault_names_the_uploaded_file(monkeypatch):
    def broken(path, **_):
        raise InputError("读不懂", where=Where(file=str(path)), todo="换一个")

    monkeypatch.setattr(reading, "read_file", broken)
    with pytest.raises(InputError) as caught:
        reading.read_document("某县 办法.txt", "正文".encode())
    assert str(caught.value) == "文件 某县 办法.txt：读不懂；请换一个"


def test_every_firm_is_remembered_by_key(world_store, world):
    now = state(world_store, Memo())
    firms = all_companies(now)
    assert set(firms) == {one.key for one in world.companies}
    assert all_companies(now) is firms
    assert firms[EVIL_KEY] == reads.company(world_store, EVIL_KEY)


def segment(name, stage=Stage.UPSTREAM):
    return Segment(name, "c", name, stage, "来源")


def test_columns_follow_the_feeds_and_a_circle_ends():
    segments = [segment(name) for name in "abcd"]
    feeds = [Feed(a, b, "来源") for a, b in ("ab", "bc", "ac", "cb")]
    found = depths(segments, feeds)
    assert found["a"] == 0
    assert found["b"] >= 1
    assert found["c"] >= 1
    assert found["d"] == 0
    chart = chart_of(Chain("c", "链", "来源", tuple(segments), tuple(feeds)), {"a": 3}, {"a": "weak"})
    assert {node["id"] for node in chart["nodes"]} == set("abcd")
    (first,) = [node for node in chart["nodes"] if node["id"] == "a"]
    assert (first["firms"], first["mark"], first["href"]) == (3, "weak", "#s-a")
    assert all(link["known"] is False and "未知" in link["tip"] for link in chart["links"])


def test_a_signature_is_of_the_version_that_was_seen(client, world):
    row = next(one for one in client.get("/v1/items").json()["items"] if one["item_id"] == ITEM)
    ask = {"by": "赵某", "on": "2026-11-24", "version": row["version"]}
    try:
        assert client.delete(f"/v1/items/{ITEM}/signature").status_code == 204
        stale = client.post(f"/v1/items/{ITEM}/signature", json={**ask, "version": "old"})
        assert stale.status_code == 409
        assert stale.headers["content-type"] == "application/problem+json"
        assert client.post(f"/v1/items/{ITEM}/signature", json=ask).status_code == 204
        signed = next(one for one in client.get("/v1/items").json()["items"] if one["item_id"] == ITEM)
        assert (signed["state"], signed["signed_by"], signed["signed_on"]) == ("signed", "赵某", "2026-11-24")
    finally:
        sign_item(client.app.state.desk.store, ITEM, world.policies[-1].items[0].signed)


def test_the_signature_of_the_sample_is_put_back(world_store, world):
    assert reads.item(world_store, ITEM)[1].signed == Signature("李某", date(2026, 1, 2))
