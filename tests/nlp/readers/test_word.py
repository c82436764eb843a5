"""Word files: numbers, tracked changes, merged cells, pictures; damage and bombs are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError, Where
from nlp.read import read_file
from nlp.readers.archive import MAX_ENTRIES
from nlp.readers.source import Source
from nlp.readers.word import read_docx
from nlp.readers.word_numbers import chinese, write_number
from tests.nlp.readers.files import W, archive, deleted, docx, inserted, numbering, paragraph, run, table

WHERE = Where(file="a.docx")
ROOT = Path(__file__).resolve().parents[3]


def source(body: str, **more: object) -> Source:
    """What is read of a document with this body."""
    return read_docx(docx(body, **more), "a", WHERE)  # type: ignore[arg-type]  # test builder's options


def lines(body: str, **more: object) -> list[str]:
    """The lines of a document with this body."""
    return source(body, **more).text.split("\n")


def test_automatic_numbers_are_written_as_they_are_printed() -> None:
    body = (
        paragraph("条件", 0)
        + paragraph("甲", 1)
        + paragraph("乙", 1)
        + paragraph("细目", 2)
        + paragraph("标准", 0)
        + paragraph("丙", 1)
    )

    assert lines(body) == ["一、条件", "（一）甲", "（二）乙", "1.细目", "二、标准", "（一）丙"]


def test_a_list_that_starts_anew_counts_from_its_start() -> None:
    body = paragraph("甲", 0) + paragraph("乙", 0) + paragraph("丙", 0, number=2)

    assert lines(body) == ["一、甲", "二、乙", "一、丙"]


def test_a_number_can_come_from_the_style() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    styled = f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{run("总则")}</w:p>'

    assert lines(
        styled,
        numbers=numbering([("chineseCountingThousand", "第%1条　")]),
        extra={"word/styles.xml": styles},
    ) == ["第一条\u3000总则"]


def test_bullets_carry_no_number() -> None:
    assert lines(paragraph("甲", 0), numbers=numbering([("bullet", "●")])) == ["甲"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1005, "一千零五"),
    ],
)
def test_numbers_are_counted_in_chinese(count: int, words: str) -> None:
    assert chinese(count) == words


@pytest.mark.parametrize(
    ("form", "count", "words"),
    [
        ("decimalEnclosedCircle", 3, "③"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 4, "iv"),
        ("decimalZero", 7, "07"),
        ("unknownForm", 5, "5"),
    ],
)
def test_other_forms_of_numbers(form: str, count: int, words: str) -> None:
    assert write_number(count, form) == words


def test_insertions_count_and_deletions_do_not() -> None:
    body = paragraph("营业收入", inner=inserted("不低于2000万元") + deleted("不低于1000万元"))

    assert lines(body) == ["营业收入不低于2000万元"]


def test_cells_are_blocks_with_their_places_and_merged_cells_stand_once() -> None:
    found = source(table([["规模", "奖励"], ["↕一档", "5万元"], ["↑", "6万元"]]))
    cells = [(found.text[b.start : b.end], b.kind) for b in found.blocks]

    assert cells == [
        ("规模", "cell"),
        ("奖励", "cell"),
        ("一档", "cell"),
        ("5万元", "cell"),
        ("6万元", "cell"),
    ]
    assert all("/tr[" in (block.path or "") for block in found.blocks)


def test_a_policy_reads_the_same_from_word_as_from_text(tmp_path: Path) -> None:
    plain = ROOT / "api" / "demo" / "policies" / "yunyan-srdi-2026.txt"
    text = plain.read_text(encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx("".join(map(paragraph, text.split("\n")))))
    word, known = read_file(tmp_path / "a.docx"), read_file(plain)

    def said(policy: object) -> list[tuple[object, ...]]:
        criteria = policy.criteria()  # type: ignore[attr-defined]  # a Policy
        return [(c.kind, c.feature, c.op, c.value, c.values, str(c.period), c.span.quote) for c in criteria]

    assert said(word) == said(known)
    assert len(word.items) == len(known.items)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a zip", "损坏"),
        (archive({"x.txt": b"x"}), "不是 Word"),
        (docx(paragraph("甲"))[:200], "损坏"),
        (docx("<w:p>"), "损坏"),
        (docx(""), "没有文字"),
        (docx(paragraph("甲"), extra={"word/media/a.xml": "x" * 60_000_000}), "过大"),
        (archive({f"{n}.xml": b"" for n in range(MAX_ENTRIES + 1)}), "过大"),
        (
            archive(
                {
                    "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
                    "[Content_Types].xml": b"<a/>",
                }
            ),
            "实体",
        ),
    ],
    ids=["no zip", "no word", "cut", "broken xml", "empty", "bomb", "many entries", "entities"],
)
def test_what_is_no_sound_document_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_docx(data, "a", WHERE)

    assert caught.value.todo
