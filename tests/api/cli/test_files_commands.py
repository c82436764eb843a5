"""`read`, `check` and the door itself: exit codes, languages, faults in Chinese."""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path

import pytest

from api.cli.main import run
from tests.api.cli.cli import TEXT, command, reading, span, write_json


def test_read_writes_a_reading_that_check_accepts(tmp_path, capsys):
    (tmp_path / "办法.txt").write_text(TEXT, encoding="utf-8")

    assert (
        run(["read", str(tmp_path / "办法.txt"), "--out", str(tmp_path / "out"), "--region", "130132"]) == 0
    )
    written = tmp_path / "out/办法.json"
    assert json.loads(written.read_text(encoding="utf-8"))["region"] == "130132"
    assert run(["check", str(written)]) == 0

    assert "合格，" in capsys.readouterr().out


def test_read_prints_the_reading_on_stdout_alone(tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["read", str(path)]) == 0

    assert json.loads(capsys.readouterr().out)["doc"] == "a"


def test_sentences_stand_beside_the_words_of_the_document(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["read", str(path), "--sentences"]) == 0

    printed = capsys.readouterr().out
    line = next(one for one in printed.splitlines() if "上一年度研发费用不低于100万元" in one)
    assert line.index("〔") < line.index("上一年度研发费用不低于") < line.rindex("研发费用不低于100万元")
    assert "{" not in printed


def test_sentences_of_a_reading_name_bands_and_what_is_left_to_a_person(tmp_path, capsys):
    band = {"id": "c3", "kind": "state", "feature": "other", "phrase": "首次申报", **span("10万元")}
    made = reading(review=[{**span("支持标准"), "why": "没有读成条件"}])
    made["items"][0]["leaves"].append({**band, "check": True})
    path = write_json(tmp_path / "r.json", made)

    assert run(["check", str(path), "--sentences"]) == 0

    printed = capsys.readouterr().out
    bands = printed[printed.index("只用于确定金额的条件") :]
    assert "〔c3〕“首次申报”：是" in bands
    assert "需复核" in bands[bands.index("〔c3〕") :].split("\n")[0]
    assert "没有读成条件" in bands
    assert "〔c1〕" not in bands


def test_a_fault_in_one_file_does_not_stop_the_others(tmp_path, capsys):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.xyz").write_text("x", encoding="utf-8")

    paths = [str(tmp_path / "bad.xyz"), str(tmp_path / "none.txt"), str(tmp_path / "good.txt")]
    assert run(["read", *paths, "--out", str(tmp_path / "out")]) == 1

    printed = capsys.readouterr()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]
    assert len(printed.err.splitlines()) == 2
    assert "bad.xyz" in printed.err
    assert "none.txt：找不到文件；请检查路径" in printed.err


def test_two_files_of_one_stem_are_refused_before_anything_is_written(tmp_path, capsys):
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    paths = [str(tmp_path / "a.txt"), str(tmp_path / "a.md")]
    assert run(["read", *paths, "--out", str(tmp_path / "out")]) == 2

    assert "有两个文件都叫“a”" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "不是正确的 JSON（第 1 行第 2 列附近）；请检查括号、引号和逗号"),
        (json.dumps(reading(items=3)), "不是列表"),
        (json.dumps(reading(title="\ud800")), "r.json：JSON 中有残缺的字符"),
        (f'{{"doc": {"1" * 5000}}}', "r.json：JSON 中有位数过多的整数"),
        (
            json.dumps(reading(items=[{"id": "i1", "name": "甲", "require": 7, "exclude": None}])),
            "r.json，位置 items.0.require：不是文字（7）；应为文字",
        ),
        (json.dumps(reading(text=TEXT.replace("研发", "开发"))), "i1"),
    ],
    ids=["broken", "wrong-type", "half-character", "long-integer", "tree-no-text", "quote-elsewhere"],
)
def test_check_names_the_fault(tmp_path, capsys, content, expected):
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")

    assert run(["check", str(path)]) == 1

    assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "用法：yanzhen"),
        (["nix"], "没有命令“nix”"),
        (["read"], "缺少参数 文件…"),
        (["check", "--all", "x"], "没有选项“--all”"),
        (["judge", "--reading", "a", "--company", "b", "--on", "2026-02-30"], "选项 --on 不对"),
        (["judge", "--on", "2026-02-03"], "缺少选项 --reading"),
        (["read", "a.txt", "--region", "abc"], "选项 --region 不对：“abc”不是行政区划代码；应为六位数字"),
        (["load", "policies", "a.txt", "--region", "13013"], "“13013”不是行政区划代码"),
        (["serve", "--port", "x"], "“x”不是整数"),
        (["graph", "down", "more"], "多出的参数：more"),
        (["match", "--on", "2026-01-01", "--engine", "spark"], "“spark”不在可选之列"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_exit_2_in_chinese(capsys, arguments, expected):
    assert run(arguments) == 2

    assert expected in capsys.readouterr().err


def test_help_is_chinese(capsys):
    assert run(["match", "--help"]) == 0

    printed = capsys.readouterr().out
    assert "用法：yanzhen match [选项]" in printed
    assert "[必填]" in printed
    assert "Show this" not in printed


def test_fixed_words_are_english_on_demand(tmp_path, capsys):
    path = write_json(tmp_path / "r.json", reading())

    assert run(["--lang", "en", "check", str(path)]) == 0

    assert "sound, 1 items, 2 criteria" in capsys.readouterr().out


def test_a_wrong_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("YANZHEN_MAX_ROWS", "many")

    assert run(["check", "x"]) == 1

    assert "环境变量 YANZHEN_MAX_ROWS 的值“many”不能用" in capsys.readouterr().err


def test_version():
    done = command("--version")

    assert done.returncode == 0
    assert done.stdout.startswith("yanzhen 0.")


@pytest.mark.slow
def test_a_full_disk_under_stdout_is_exit_3(tmp_path):
    path = write_json(tmp_path / "r.json", reading())
    with Path("/dev/full").open("w") as full:
        done = command("check", path, stdout=full)

    assert done.returncode == 3
    assert done.stderr == "文件 标准输出：磁盘空间不足；请清理磁盘后重试\n"


@pytest.mark.slow
def test_a_closed_pipe_is_quiet(tmp_path):
    path = write_json(tmp_path / "r.json", reading())
    reader, writer = os.pipe()
    os.close(reader)
    done = command("check", path, stdout=writer)
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_what_does_not_fit_on_the_disk_leaves_nothing(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text(TEXT * 50, encoding="utf-8")
    out = tmp_path / "out"

    done = command(
        "read",
        text,
        "--out",
        out,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )

    assert done.returncode == 3
    assert "超过了允许的文件大小" in done.stderr
    assert list(out.iterdir()) == []
