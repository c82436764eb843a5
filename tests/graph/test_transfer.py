"""The whole graph as files and back: nothing lost, nothing half written, faults told with file and row."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.account import Account, Role
from domain.errors import ConflictError, InputError, UnavailableError, Where
from domain.review import Act, Edit
from graph import accounts, acts, importing, load, reads
from graph.exporting import behind, census, export_graph
from graph.importing import import_graph, read_export
from graph.migrate import migrate
from graph.policy_rows import item_versions
from graph.review import correct, corrections
from graph.signing import sign_item
from graph.statement import each
from graph.store import Store
from graph.transfer import LEFT_BEHIND, Link, Node, NodeKind, line, link_kinds, node, node_kinds
from graph.undo import undo_import
from tests.engine import empty
from tests.graph import samples
from tests.graph.small_codes import INDUSTRIES, REGIONS
from tests.graph.test_runs import a_run

AT = "2026-05-01T08:00:00+00:00"
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
WHERE = Where(file="nodes/Act.jsonl", row=1)


def fill(store):
    """At least one of every kind that the product keeps, but for the code tables' relationships."""
    firms = [samples.firm(), samples.firm(samples.FIRM_B, "赵县铸造厂"), *samples.plain_firms(samples.FIRM_C)]
    load.load_companies(store, firms, samples.an_import("企业", 1))
    load.load_chains(store, [samples.chain()], samples.MEMBERS, samples.an_import("链", 2))
    load.load_supply(store, samples.LINKS, samples.an_import("供货", 3))
    load.load_leaders(store, samples.LEADERS, samples.an_import("链主", 4))
    load.load_formations(store, [samples.FORMATION], samples.an_import("雁阵", 5))
    load.load_policies(store, [samples.policy()], samples.an_import("政策", 6))
    version = item_versions(reads.policy(store, "063"))["i1"]
    edit = Edit(Act.CORRECT, "i1", "c1", {"value": "5000000"}, "看错了")
    correct(store, "063.i1", edit, version=version, by="甲", at=AT)
    sign_item(store, "063.i2", samples.signed(samples.policy(), "i2").items[1].signed)
    pairs = [
        load.RunPair(samples.FIRM_A, "063.i1", low=Decimal(1), high=Decimal(2)),
        load.RunPair(samples.FIRM_B, "063.i2", near="c8"),
    ]
    load.save_run(store, a_run(), pairs)
    accounts.add_account(store, Account("王芳", Role.SIGNER), "hash-1", AT)
    accounts.note_try(store, "王芳", 3, None)
    accounts.open_session(store, "s1", "王芳", AT, AT)
    return store


@pytest.fixture
def full(store):
    """The graph with everything in it."""
    return fill(store)


def files(folder):
    """Bytes by name."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def said(folder, label):
    """The objects of a file of nodes."""
    return [json.loads(row) for row in (folder / f"nodes/{label}.jsonl").read_text("utf-8").splitlines()]


def test_everything_survives(full, tmp_path):
    export_graph(full, tmp_path / "a", passwords=True)
    before = reads.policy(full, "063"), list(reads.all_companies(full)), corrections(full, ["063"])
    import_graph(empty(full), read_export(tmp_path / "a"), who="运维", at=NOW)

    assert (reads.policy(full, "063"), list(reads.all_companies(full)), corrections(full, ["063"])) == before
    assert reads.policy(full, "063").items[1].signed.by == "李明"
    assert len(reads.leaders(full)) == len(samples.LEADERS)
    assert reads.formation(full, "f1") == samples.FORMATION
    assert accounts.secret(full, "王芳") == accounts.Secret(Account("王芳", Role.SIGNER), "hash-1", 0, None)
    assert accounts.session(full, "s1") is None
    assert next((one.by, one.what) for one in acts.acts(full)) == ("运维", "导入整图")
    export_graph(full, tmp_path / "b", passwords=True)
    old, new = files(tmp_path / "a"), files(tmp_path / "b")
    assert {name for name in old if old[name] != new[name]} == {"manifest.json", "nodes/Act.jsonl"}
    assert set(said(tmp_path / "b", "Act")[0]) == {"key", "props"}


def test_one_engine_reads_what_the_other_wrote(embedded_store, neo4j_uri, tmp_path):
    fill(empty(embedded_store))
    export_graph(embedded_store, tmp_path / "a")
    with Store.connect(neo4j_uri) as other:
        migrate(empty(other))
        import_graph(other, read_export(tmp_path / "a"), who="运维", at=NOW)
        export_graph(other, tmp_path / "b")

    old, new = files(tmp_path / "a"), files(tmp_path / "b")
    assert {name for name in old if old[name] != new[name]} == {"manifest.json", "nodes/Act.jsonl"}


def test_a_load_can_be_taken_back_after_the_journey(full, tmp_path):
    export_graph(full, tmp_path / "a")
    import_graph(empty(full), read_export(tmp_path / "a"), who="运维", at=NOW)
    undo_import(full, "链主")

    assert reads.leaders(full) == []


def test_every_kind_that_is_written_travels_or_is_said_to_stay(full, tmp_path):
    """Whoever adds a label or a relationship decides whether it is exported."""
    load.load_codes(full, REGIONS, INDUSTRIES)
    found = export_graph(full, tmp_path / "a")
    known = {one.label for one in node_kinds()} | {one.name for one in link_kinds()}

    assert set(census(full)) - known == {"Session", "Migration", "Session.OF.Account"}
    assert known - set(census(full)) == set()
    assert behind(found) == {}
    assert {one.file for one in found.parts} == {one.file for one in node_kinds()} | {
        one.file for one in link_kinds()
    }
    assert {"Session", "Migration"} == LEFT_BEHIND


def test_the_same_graph_gives_the_same_bytes(full, tmp_path):
    first, second = (export_graph(full, tmp_path / name) for name in "ab")

    assert first == second
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_secrets_travel_only_when_asked_for(full, tmp_path):
    export_graph(full, tmp_path / "a")

    assert not any(b"hash-1" in data for data in files(tmp_path / "a").values())
    assert set(said(tmp_path / "a", "Account")[0]["props"]) == {"name", "role", "active", "created_at"}
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0
    import_graph(empty(full), read_export(tmp_path / "a"), who="运维", at=NOW)
    assert accounts.secret(full, "王芳").hash == ""


def test_what_the_product_does_not_know_is_told(full, tmp_path):
    full.driver.execute_query("MATCH (p:Policy) CREATE (:Mine {a: 1})-[:SAW]->(p)")

    assert behind(export_graph(full, tmp_path / "a")) == {"Mine": 1, "Mine.SAW.Policy": 1}


def test_a_node_without_its_key_stops_the_export(full, tmp_path):
    full.driver.execute_query("CREATE (:Act {by: '谁'})")

    with pytest.raises(ConflictError, match="Act 有"):
        export_graph(full, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_not_overwritten(full, tmp_path):
    (tmp_path / "a").mkdir()

    with pytest.raises(ConflictError, match="已存在"):
        export_graph(full, tmp_path / "a")


def test_a_graph_with_data_is_left_alone(full, tmp_path):
    export_graph(full, tmp_path / "a")
    before = census(full)

    with pytest.raises(ConflictError, match="不是空的"):
        import_graph(full, read_export(tmp_path / "a"), who="运维", at=NOW)
    assert census(full) == before


def test_a_broken_off_import_goes_on(full, tmp_path, monkeypatch):
    export_graph(full, tmp_path / "a")
    export, write = read_export(tmp_path / "a"), Store.write

    def failing(self, name, rows, **params):
        if name == "transfer.put:Item":
            raise UnavailableError("数据库断了")
        write(self, name, rows, **params)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "write", failing)
        with pytest.raises(UnavailableError, match=r"没有完成.*--resume"):
            import_graph(empty(full), export, who="运维", at=NOW)
    import_graph(full, export, who="运维", at=NOW, resume=True)
    export_graph(full, tmp_path / "b")

    assert files(tmp_path / "a")["nodes/Item.jsonl"] == files(tmp_path / "b")["nodes/Item.jsonl"]


def test_resume_takes_no_other_graph(full, tmp_path):
    export_graph(full, tmp_path / "a")
    load.load_companies(full, samples.plain_firms("case-9"), samples.an_import("又", 9))

    with pytest.raises(ConflictError, match="不在这份导出里"):
        import_graph(full, read_export(tmp_path / "a"), who="运维", at=NOW, resume=True)


# ---------------------------------------------------------------- faulty exports


@pytest.fixture
def exported(embedded_store, tmp_path):
    """An export to spoil."""
    store = fill(empty(embedded_store))
    export_graph(store, tmp_path / "a")
    return tmp_path / "a"


def reseal(folder):
    """The manifest as somebody would write it who changed files on purpose."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for part in manifest["files"]:
        data = (folder / part["file"]).read_bytes()
        part |= {"rows": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}
    path.write_text(json.dumps(manifest), "utf-8")


def change(name, old, new):
    """Replace words in a file."""

    def spoil(folder):
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


UNSEALED = [
    (change("nodes/Act.jsonl", "甲", "乙"), "nodes/Act.jsonl.*SHA-256"),
    (lambda folder: (folder / "nodes/Act.jsonl").unlink(), "nodes/Act.jsonl.*缺"),
    (lambda folder: (folder / "nodes/X.jsonl").write_text("", "utf-8"), "nodes/X.jsonl.*没有这个文件"),
    (lambda folder: (folder / "manifest.json").unlink(), "读不到清单"),
    (lambda folder: (folder / "manifest.json").write_text("[]", "utf-8"), "清单读不懂"),
    (lambda folder: (folder / "manifest.json").write_text("[" * 100_000, "utf-8"), "清单读不懂"),
    (change("manifest.json", "V00", "V99"), "更新的程序"),
    (change("manifest.json", '"version": 1', '"version": 2'), "更新的程序"),
    (change("manifest.json", "nodes/Act.jsonl", "../Act.jsonl"), "清单读不懂"),
]
RESEALED = [
    (change("nodes/Act.jsonl", '"props"', '"probs"'), "nodes/Act.jsonl，第 1 行.*字段不对"),
    (change("nodes/Act.jsonl", "{", "["), "nodes/Act.jsonl，第 1 行.*不是 JSON"),
    (change("nodes/Policy.jsonl", '"key":"063"', '"key":"064"'), "Policy.jsonl，第 1 行.*与键不一致"),
    (change("links/Policy.GRANTS.Item.jsonl", '"to":"063.i1"', '"to":"063.i9"'), "第 1 行.*没有键为“063.i9”"),
    (change("links/Policy.GRANTS.Item.jsonl", '"to":"063.i2"', '"to":"063.i1"'), "第 2 行.*同一条关系"),
    (change("links/Item.REQUIRES.Criterion.jsonl", '"role":', '"rule":'), "第 1 行.*缺属性 role"),
    (change("nodes/Policy.jsonl", '{"date":"2026-02-03"}', '{"date":"2026-02-31"}'), "published.*读不懂"),
    (change("nodes/Policy.jsonl", '{"date":"2026-02-03"}', "NaN"), "不是 JSON"),
    (change("nodes/Item.jsonl", '"063.i2"', '"063.i1"'), "Item.jsonl"),
]


@pytest.mark.parametrize(("spoil", "message"), UNSEALED)
def test_a_changed_export_is_refused(exported, spoil, message):
    spoil(exported)

    with pytest.raises(InputError, match=message):
        read_export(exported)


@pytest.mark.parametrize(("spoil", "message"), RESEALED)
def test_a_faulty_line_is_told_with_its_place(exported, spoil, message):
    spoil(exported)
    reseal(exported)

    with pytest.raises(InputError, match=message):
        read_export(exported)


# ---------------------------------------------------------------- laws

VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1)),
)
PROPS = st.dictionaries(st.text(min_size=1, max_size=8), VALUES | st.lists(VALUES, max_size=3), max_size=5)


@given(key=st.text(min_size=1), props=PROPS)
def test_a_line_gives_back_the_node_with_its_types(key, props):
    kind = NodeKind("Act", "act_id")
    found = node(line(Node(key, props | {"act_id": key})), kind, WHERE)

    assert found == Node(key, props | {"act_id": key})
    assert {name: type(value) for name, value in found.props.items()} == {
        name: type(value) for name, value in (props | {"act_id": key}).items()
    }
    assert "\n" not in line(Node(key, props))


@given(text=st.text() | st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps))
def test_what_is_no_line_is_told_with_its_place(text):
    with pytest.raises(InputError, match=r"nodes/Act\.jsonl，第 1 行"):
        node(text, NodeKind("Act", "act_id"), WHERE)


def test_links_are_told_apart_by_their_mark():
    assert {one.mark for one in link_kinds() if one.type == "SUPPLIES"} == {"link_id"}
    assert set(each("transfer.put_marked")) == {one.name for one in link_kinds() if one.mark}
    assert line(Link("a", "b", {"x": None})) == '{"from":"a","props":{},"to":"b"}'
    assert importing.BATCH > 1
