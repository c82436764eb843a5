"""The texts beside the project: every one gives a valid reading, and one is read exactly."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bench.reading import contract as program
from domain.reading_json import reading_json
from nlp.read import pipeline, read_file


@pytest.fixture(scope="module")
def contract(shared: Path) -> Path:
    """The folder of the contract."""
    return shared / "contract"


def test_every_text_gives_a_reading_that_follows_the_contract(shared: Path, contract: Path) -> None:
    check = program(contract, "check_reading")
    texts = sorted((shared / "corpus" / "texts").glob("*.txt"))
    faults = []
    for path in texts:
        policy = read_file(path)
        text = check.body(path)
        assert policy.text == text, path.name
        faults += [f"{path.name}: {fault}" for fault in check.problems(text, reading_json(policy))]

    assert len(texts) >= 100
    assert faults == []


def test_the_three_conditions_of_2022_are_read_exactly(shared: Path, contract: Path) -> None:
    score = program(contract, "score_reading")
    name = "023_zjtx-2022-annex2-three-conditions-quote"
    path = shared / "corpus" / "texts" / f"{name}.txt"
    label = json.loads((shared / "corpus" / "labels" / f"{name}.json").read_text(encoding="utf-8"))
    result = score.score([(score.body(path), label, reading_json(read_file(path)))])

    assert result["leaves_exact"]["f1"] == 1.0
    assert result["tree_agreement"] == 1.0
    assert result["silent_miss_rate"] == 0.0


def test_a_long_text_takes_time_in_proportion(shared: Path) -> None:
    from nlp.read import read_text

    text = "".join(
        path.read_text(encoding="utf-8") for path in sorted((shared / "corpus" / "texts").glob("08*.txt"))
    )
    pipeline()

    def seconds(times: int) -> float:
        started = time.process_time()
        read_text("\n".join([text] * times), doc_id="x")
        return time.process_time() - started

    seconds(1)
    assert seconds(4) < 14 * max(seconds(1), 0.05)
