"""`alias preview`: table, JSON, exit codes."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from tests.nlp.preview.test_run import SENTENCE, TEXT

CHANGE = """date: 2026-11-25
source: 某县工信局
changes:
  - feature: revenue
    add: [营业总额]
    test: {test}
"""


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "notice.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def change(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(CHANGE.format(test=SENTENCE), encoding="utf-8")
    return path


def test_the_table_names_document_quote_before_and_after(library, change, capsys):
    assert run(["alias", "preview", str(change), "--texts", str(library)]) == 0

    said = capsys.readouterr().out
    assert "1 份文本：多出条件 0 条，丢失 0 条，变了 1 条" in said
    assert "notice" in said
    assert "营业收入" in said
    assert f"例句符合预期：“{SENTENCE}”" in said


def test_json_carries_both_leaves_and_the_file_is_written_out(library, change, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["alias", "preview", str(change), "--texts", str(library), "--json", "--out", str(out)]) == 0

    found = json.loads(capsys.readouterr().out)
    (document,) = found["changes"]
    (one,) = document["changes"]
    assert (one["kind"], one["before"]["feature"], one["after"]["feature"]) == ("changed", "other", "revenue")
    assert "营业总额" in (out / "features.yaml").read_text(encoding="utf-8")


def test_a_sentence_that_fails_is_a_fault(library, change, capsys):
    change.write_text(CHANGE.format(test="上年度没有说的东西不低于1000万元"), encoding="utf-8")

    assert run(["alias", "preview", str(change), "--texts", str(library)]) == 1
    assert "例句读得不对" in capsys.readouterr().err
