"""`graph`, `load`, `match --graph`, `chain`, `formation`, `serve` on an embedded engine of their own."""

from __future__ import annotations

import io
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from api.cli import opening
from api.cli.main import run
from api.cli.serving import listen
from domain.errors import UnavailableError
from graph import embedded, reads
from tests.api.cli.cli import ONE, TEXT, TWO, command, firm, reading, write_json
from tests.engine import empty

SEGMENTS = (
    "产业链编号,产业链,环节编号,环节,上中下游\nnj,农机,nj.cast,铸造件,上游\nnj,农机,nj.mach,整机,下游\n"
)
FEEDS = "供应环节,使用环节,投入系数\nnj.cast,nj.mach,0.42\n"
MEMBERS = f"信用代码,环节编号,收入占比\n{TWO},nj.cast,35%\n{ONE},nj.mach,\n"
SUPPLY = f"供货方,采购方,产品,金额（万元）,年份,来源\n{TWO},{ONE},壳体,12.5,2025,调查表\n"
LEADERS = f"信用代码,产业链编号,认定单位,级别\n{ONE},nj,元氏县工信局,县级\n"


@pytest.fixture(scope="module")
def engine(engine_home, embedded_store):
    """An engine with the code tables, running as if somebody had said `graph up`."""
    empty(embedded_store)
    assert run(["graph", "migrate", "--home", str(engine_home.home)]) == 0
    return engine_home


@pytest.fixture
def home(engine):
    return ["--home", str(engine.home)]


@pytest.fixture(scope="module")
def loaded(engine, tmp_path_factory):
    """The engine with two firms, a chain and a signed policy, all by the commands."""
    folder = tmp_path_factory.mktemp("tables")
    firms = write_json(
        folder / "firms.jsonl", firm(ONE, region="130132", industry="3572"), firm(TWO, rd="1200000")
    )
    texts = {"segments": SEGMENTS, "feeds": FEEDS, "members": MEMBERS, "supply": SUPPLY, "leaders": LEADERS}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    policy = write_json(folder / "r1.json", reading())
    home = ["--home", str(engine.home)]
    chain = [str(folder / f"{name}.csv") for name in ("segments", "feeds", "members")]
    assert run(["load", "companies", str(firms), *home, "--who", "甲"]) == 0
    assert run(["load", "chains", *chain, *home]) == 0
    assert run(["load", "supply", str(folder / "supply.csv"), *home]) == 0
    assert run(["load", "leaders", str(folder / "leaders.csv"), *home]) == 0
    assert run(["load", "policies", str(policy), *home]) == 0
    return folder


def test_what_was_loaded_is_there_with_who_and_what(engine, loaded):
    with engine.connect() as store:
        company = reads.company(store, TWO)
        imports = reads.imports(store)
        (link,) = reads.supply(store, [ONE])
        (leader,) = reads.leaders(store)
        chain = reads.chain(store, "nj")

    assert (company.name, len(company.facts)) == (f"企业{TWO[-1]}", 1)
    assert [(one.who, one.rows) for one in imports if one.file == "firms.jsonl"] == [("甲", 2)]
    assert (link.supplier, link.source) == (TWO, "调查表")
    assert leader.source == "leaders.csv 第 2 行"
    assert [one.name for one in chain.segments] == ["铸造件", "整机"]


def test_status_counts_what_is_there(loaded, home, capsys):
    assert run(["graph", "status", *home]) == 0

    printed = capsys.readouterr().out
    assert re.search(r"Company +2\n", printed)
    assert "firms.jsonl" in printed


def test_a_dry_run_writes_nothing_and_says_what_would_be(engine, loaded, home, capsys, tmp_path):
    again = write_json(tmp_path / "f.jsonl", firm(ONE, rd="900000"), firm("91130132MA0EXAMP19"))

    assert run(["load", "companies", str(again), *home, "--dry-run"]) == 0

    printed = capsys.readouterr()
    assert "将会发生的变化：新增 1，改动 1，不变 0" in printed.out
    assert "新增：91130132MA0EXAMP19" in printed.out
    assert "什么都没有写" in printed.err
    with engine.connect() as store:
        assert len(reads.companies(store)) == 2


def test_facts_are_loaded_repeated_and_taken_back(engine, loaded, home, capsys, tmp_path):
    table = tmp_path / "facts.csv"
    table.write_text(f"信用代码,指标,值,单位,期间\n{ONE},职工总数,120,人,2025\n", encoding="utf-8")

    assert run(["load", "facts", str(table), *home]) == 0
    said = capsys.readouterr()
    assert "变化：新增 0，改动 1，不变 0" in said.out
    first = re.search(r"批次 (\S+?)；", said.err)[1]
    with engine.connect() as store:
        assert [one.feature for one in reads.company(store, ONE).facts] == ["rd_expense", "employees"]

    assert run(["load", "undo", first, *home]) == 0
    with engine.connect() as store:
        assert [one.feature for one in reads.company(store, ONE).facts] == ["rd_expense"]
    assert run(["load", "undo", first, *home]) == 1
    assert f"没有编号为“{first}”的导入批次" in capsys.readouterr().err


def test_titles_join_their_firm(engine, loaded, home, capsys, tmp_path):
    table = tmp_path / "titles.csv"
    table.write_text(f"信用代码,称号,认定日期\n{TWO},高新技术企业,2024-11-01\n", encoding="utf-8")

    assert run(["load", "titles", str(table), *home]) == 0

    with engine.connect() as store:
        assert [one.title for one in reads.company(store, TWO).titles] == ["高新技术企业"]


def test_statements_of_unknown_firms_name_their_row_and_nothing_is_written(
    engine, loaded, home, capsys, tmp_path
):
    table = tmp_path / "facts.csv"
    table.write_text(
        f"信用代码,指标,值,单位,期间\n{ONE},参保人数,9,人,2025\n91130132MA0EXAMP19,参保人数,9,人,2025\n",
        encoding="utf-8",
    )

    assert run(["load", "facts", str(table), *home]) == 1

    assert "第 3 行：图中没有企业 91130132MA0EXAMP19；请先用 load companies" in capsys.readouterr().err
    with engine.connect() as store:
        assert "insured_staff" not in [one.feature for one in reads.company(store, ONE).facts]


def test_a_leader_of_a_chain_that_is_not_there_is_named_by_its_row(engine, loaded, home, capsys, tmp_path):
    table = tmp_path / "leaders.csv"
    table.write_text(f"{LEADERS}{ONE},nix,元氏县工信局,市级\n", encoding="utf-8")

    assert run(["load", "leaders", str(table), *home]) == 1

    assert "第 3 行：图中没有产业链 nix；请先用 load chains" in capsys.readouterr().err
    with engine.connect() as store:
        assert [one.level for one in reads.leaders(store)] == ["县级"]


def test_a_fault_in_one_file_of_two_loads_neither(engine, loaded, home, capsys, tmp_path):
    good = write_json(tmp_path / "good.jsonl", firm("91130132MA0EXAMP19"))
    bad = tmp_path / "bad.csv"
    bad.write_text("企业名称,信用代码\n甲,9.14403E+17\n", encoding="utf-8")

    assert run(["load", "companies", str(good), str(bad), *home]) == 1

    assert "bad.csv，第 2 行，“信用代码”列：“9.14403E+17”是 Excel 的科学计数法" in capsys.readouterr().err
    with engine.connect() as store:
        assert len(reads.companies(store)) == 2


def test_a_document_is_read_and_loaded_as_a_draft(engine, loaded, home, capsys, tmp_path):
    path = tmp_path / "新办法.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["load", "policies", str(path), *home, "--dry-run"]) == 0

    assert "新增：新办法" in capsys.readouterr().out


def test_the_graph_is_matched_written_and_remembered(engine, loaded, home, capsys, tmp_path):
    out = tmp_path / "m.csv"

    assert run(["match", "--graph", "--on", "2026-05-10", *home, "--out", str(out)]) == 0

    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == 3
    with engine.connect() as store:
        assert {(one.company, one.near) for one in reads.item_pairs(store, "r1.i1")} == {
            (ONE, "c1"),
            (TWO, None),
        }
        assert [one.counts["fits"] for one in reads.runs(store)] == [1]


def test_chain_show_and_its_list(loaded, home, capsys):
    assert run(["chain", "show", *home]) == 0
    assert run(["chain", "show", "nj", *home]) == 0

    printed = capsys.readouterr().out
    assert re.search(r"nj +农机 +2 +2 +1", printed)
    assert "链主：企业D（县级，元氏县工信局认定；来源：leaders.csv 第 2 行）" in printed
    assert "请确认“铸造件”的企业名单是否完整" in printed


def test_partners_with_reasons(loaded, home, capsys):
    assert run(["chain", "partners", TWO, *home]) == 0

    printed = capsys.readouterr().out
    assert "企业D" in printed
    assert "已是客户" in printed


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chain", "show", "nix"], "没有编号为“nix”的产业链"),
        (["chain", "partners", "nix"], "图中没有企业“nix”"),
        (["formation", "show", "nix"], "没有编号为“nix”的雁阵"),
    ],
)
def test_what_is_not_there_is_said(loaded, home, capsys, arguments, expected):
    assert run([*arguments, *home]) == 1

    assert expected in capsys.readouterr().err


def test_up_finds_a_running_engine_and_leaves_it(engine, home, capsys):
    assert run(["graph", "up", *home]) == 0

    printed = capsys.readouterr()
    assert printed.out == f"{engine.uri}\n"
    assert "早已在运行" in printed.err
    assert embedded.status(engine.home) is not None


def test_a_wrong_password_is_exit_3(engine, monkeypatch, capsys):
    monkeypatch.setenv("YANZHEN_GRAPH_USER", "root")
    monkeypatch.setenv("YANZHEN_GRAPH_PASSWORD", "wrong-password")

    assert run(["graph", "status", "--uri", engine.uri]) == 3

    said = capsys.readouterr().err
    assert "密码" in said
    assert "wrong-password" not in said


@pytest.mark.slow
def test_serve_answers_and_ends_in_order(engine, home):
    line = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", *home]
    server = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    try:
        said = server.stderr.readline()
        url = re.search(r"http://\S+/", said)[0]
        with urllib.request.urlopen(f"{url}v1/policies", timeout=60) as answer:
            assert json.load(answer) is not None
        server.send_signal(signal.SIGINT)
        rest = server.communicate(timeout=60)[1]
    finally:
        server.kill()

    assert server.returncode == 0
    assert rest == "已停止\n"
    assert embedded.status(engine.home) is not None


@pytest.fixture
def busy():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


@pytest.mark.parametrize("name", ["serve", "demo"])
def test_a_busy_port_is_said_before_anything_starts(tmp_path, capsys, busy, name):
    assert run([name, "--port", busy, "--home", str(tmp_path / "home")]) == 3

    assert capsys.readouterr().err == f"端口 {busy} 已被占用；请用 --port 换一个端口，或停掉占用它的程序\n"
    assert not (tmp_path / "home").exists()


def test_an_address_of_another_machine_is_said():
    with pytest.raises(UnavailableError, match=r"本机没有地址 192\.0\.2\.1"):
        listen("192.0.2.1", 0)


@pytest.fixture
def closed():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"bolt://127.0.0.1:{port}"


def test_a_database_that_is_away_is_exit_3(tmp_path, capsys, closed):
    table = write_json(tmp_path / "f.jsonl", firm())

    assert run(["load", "companies", str(table), "--uri", closed]) == 3

    assert closed.removeprefix("bolt://") in capsys.readouterr().err


def test_an_address_that_is_none_is_a_fault(capsys):
    assert run(["graph", "status", "--uri", "nowhere"]) == 1

    assert "nowhere" in capsys.readouterr().err


def test_status_and_down_of_an_engine_that_does_not_run(tmp_path, capsys):
    home = ["--home", str(tmp_path / "none")]

    assert run(["graph", "status", *home]) == 3
    assert run(["graph", "down", *home]) == 0

    assert capsys.readouterr().err.count("图数据库没有在运行") == 2


def test_an_external_database_without_our_schema_is_something_missing_outside(engine, monkeypatch, capsys):
    monkeypatch.setattr(opening, "_pending", lambda _: ("V0001 migration_version",))
    monkeypatch.setenv("YANZHEN_GRAPH_USER", engine.user)
    monkeypatch.setenv("YANZHEN_GRAPH_PASSWORD", engine.password)

    assert run(["chain", "show", "--uri", engine.uri]) == 3

    assert "graph migrate" in capsys.readouterr().err


def test_up_is_refused_for_an_external_database(capsys):
    assert run(["graph", "up", "--uri", "bolt://127.0.0.1:1"]) == 2

    assert "不归本命令管" in capsys.readouterr().err


@pytest.mark.slow
def test_up_stays_and_down_stops(tmp_path):
    home = ["--home", str(tmp_path)]

    up = command("graph", "up", *home)
    assert up.returncode == 0, up.stderr
    assert embedded.status(tmp_path) is not None
    assert embedded.status(tmp_path).uri == up.stdout.strip()

    assert command("graph", "down", *home).returncode == 0
    assert embedded.status(tmp_path) is None


@pytest.mark.slow
def test_a_command_starts_the_engine_and_leaves_none_behind(tmp_path):
    table = write_json(tmp_path / "f.jsonl", firm())

    done = command("load", "companies", table, "--home", tmp_path / "home")

    assert done.returncode == 0, done.stderr
    assert embedded.status(Path(tmp_path / "home")) is None


def test_the_graph_can_be_sent_to_another_home(home, loaded, engine, tmp_path, capsys):
    out = str(tmp_path / "导出")
    assert run(["graph", "export", out, *home]) == 0
    printed = capsys.readouterr()
    assert "nodes/Policy.jsonl" in printed.out
    assert re.search(r"SHA-256 是 [0-9a-f]{64}", printed.err)
    assert run(["graph", "export", out, *home]) == 1
    assert run(["graph", "import", out, *home]) == 1
    assert "不是空的" in capsys.readouterr().err

    with engine.connect() as store:
        before = reads.policy(store, "r1"), list(reads.all_companies(store))
        empty(store)
    assert run(["graph", "import", out, *home]) == 0
    with engine.connect() as store:
        assert (reads.policy(store, "r1"), list(reads.all_companies(store))) == before
    assert run(["audit", *home]) == 0
    assert "导入整图" in capsys.readouterr().out


def test_hashes_of_passwords_leave_only_by_an_act_that_is_noted(home, loaded, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("一个很长的口令123\n"))
    assert run(["account", "add", "王芳", "--password-stdin", *home]) == 0
    assert run(["graph", "export", str(tmp_path / "a"), *home]) == 0
    assert run(["graph", "export", str(tmp_path / "b"), "--with-passwords", *home]) == 0
    capsys.readouterr()

    assert "argon2" not in (tmp_path / "a/nodes/Account.jsonl").read_text("utf-8")
    assert "argon2" in (tmp_path / "b/nodes/Account.jsonl").read_text("utf-8")
    assert run(["audit", *home]) == 0
    assert capsys.readouterr().out.count("导出口令散列") == 1
