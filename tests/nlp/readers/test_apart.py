"""Office files are read in a process of their own, within limits; fuzzed files never break the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import InputError, Where
from nlp.read import read_text
from nlp.readers import apart
from nlp.readers.open import open_source
from nlp.readers.pdf import read_pdf
from nlp.readers.sheet import read_xlsx
from nlp.readers.word import read_docx
from tests.nlp.readers.files import Pdf, docx, paragraph, xlsx

TEXT = (
    "某县奖励办法\n一、申报条件\n（一）在某县注册，上年度营业收入不低于1000万元。\n"
    "二、奖励标准\n给予5万元奖励。\n"
)


def pdf() -> bytes:
    """A small PDF."""
    made = Pdf()
    made.wrapped(TEXT.replace("\n", ""))
    return made.data()


FILES = {
    ".docx": (read_docx, docx(paragraph("申报条件", 0) + paragraph("在某县注册", 1))),
    ".pdf": (read_pdf, pdf()),
    ".xlsx": (read_xlsx, xlsx({"a": [["名称", "条件"], ["补助", "在某县注册"]]})),
}


@pytest.mark.parametrize("ending", sorted(FILES))
def test_a_file_is_read_apart_as_it_is_here(tmp_path: Path, ending: str) -> None:
    reader, data = FILES[ending]
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)

    assert open_source(path) == reader(data, "a", Where(file=str(path)))


def test_an_error_comes_back_with_its_words_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(InputError, match="损坏") as caught:
        open_source(path)

    assert caught.value.where == Where(file=str(path))
    assert caught.value.todo


@pytest.mark.parametrize("limit", ["SECONDS", "BYTES"])
def test_beyond_the_limit_the_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    folder = tmp_path / "sitecustomize"
    folder.mkdir()
    lines = {
        "SECONDS": "while True: pass",
        "BYTES": "bytearray(64 * 1024**3)",
    }
    (folder / "slow_reader.py").write_text(
        "import nlp.readers.word as word\n"
        f"def read_docx(data, name, where):\n    {lines[limit]}\n"
        "word.read_docx = read_docx\n",
        encoding="utf-8",
    )
    (folder / "sitecustomize.py").write_text(
        "import sys\nif '.docx' in ' '.join(sys.orig_argv):\n    import slow_reader\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(apart, "SECONDS", -3)
    path = tmp_path / "a.docx"
    path.write_bytes(FILES[".docx"][1])
    with pytest.raises(InputError, match="太复杂"):
        open_source(path)


@pytest.mark.parametrize("ending", sorted(FILES))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(ending: str, data: st.DataObject) -> None:
    reader, whole = FILES[ending]
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(broken) - 1))
        broken[place : place + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12))
    try:
        text = reader(bytes(broken), "a", Where(file="a")).text
    except InputError:
        return
    assert text.strip()


_MUTATIONS = st.sampled_from(["cut", "repeat", "swap", "control", "wide", "join", "latin"])


def mutated(text: str, how: str, place: int) -> str:
    """A text damaged in one way at one place."""
    at = place % max(len(text), 1)
    match how:
        case "cut":
            return text[:at]
        case "repeat":
            return text[:at] + text[at : at + 40] * 20 + text[at:]
        case "swap":
            lines = text.split("\n")
            lines[at % len(lines)], lines[-1] = lines[-1], lines[at % len(lines)]
            return "\n".join(lines)
        case "control":
            return text[:at] + "\x07\u200b\ufeff" + text[at:]
        case "wide":
            return (
                text[:at]
                + "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text[at : at + 200])
                + text[at + 200 :]
            )
        case "join":
            return text[:at] + text[at : at + 2000].replace("\n", "") + text[at + 2000 :]
        case _:
            return text[:at] + "Abc 123, (x) [y] {z}; " + text[at:]


@settings(max_examples=60, deadline=None)
@given(
    pick=st.integers(0, 10_000), changes=st.lists(st.tuples(_MUTATIONS, st.integers(0, 50_000)), max_size=4)
)
def test_a_damaged_real_text_is_read_with_exact_quotes_or_refused(
    shared: Path, pick: int, changes: list[tuple[str, int]]
) -> None:
    texts = sorted((shared / "corpus" / "texts").glob("*.txt"))
    text = texts[pick % len(texts)].read_text(encoding="utf-8")[:6000]
    for how, place in changes:
        text = mutated(text, how, place)
    try:
        policy = read_text(text, doc_id="t")
    except InputError:
        return
    assert policy.text is not None
    for one in policy.criteria():
        assert policy.text[one.span.start : one.span.end] == one.span.quote
