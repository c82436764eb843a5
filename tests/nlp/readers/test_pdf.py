"""PDFs: hard wraps, columns, running heads, ruled tables, pages; scans and locked files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from domain.errors import InputError, Where
from nlp.read import read_file
from nlp.readers.pdf import read_pdf
from nlp.readers.source import Source
from tests.nlp.readers.files import Pdf

WHERE = Where(file="a.pdf")
LONG = (
    "在本县注册并具有独立法人资格，上年度营业收入不低于1000万元，研发费用占营业收入的比重不低于3%，"
    "近三年未发生较大以上生产安全事故的规模以上工业企业"
)
ROOT = Path(__file__).resolve().parents[3]


def read(pdf: Pdf) -> Source:
    """What is read of a drawn file."""
    return read_pdf(pdf.data(), "a", WHERE)


def test_lines_of_a_paragraph_are_joined_and_marks_begin_a_new_one() -> None:
    pdf = Pdf()
    pdf.line("　　一、申报条件")
    pdf.wrapped(f"　　（一）{LONG}；")
    pdf.wrapped("　　（二）依法纳税。")

    assert read(pdf).text.split("\n") == ["一、申报条件", f"（一）{LONG}；", "（二）依法纳税。"]


def test_a_paragraph_that_goes_on_over_the_page_is_one() -> None:
    pdf = Pdf()
    for _ in range(4):
        pdf.wrapped(f"　　{LONG}。")
    half = LONG[: Pdf.WIDTH - 2]
    pdf.line(f"　　{half}")
    pdf.page()
    pdf.wrapped(f"{LONG[Pdf.WIDTH - 2 :]}。")
    found = read(pdf)

    assert found.text.split("\n")[-1] == f"{LONG}。"
    assert found.blocks[-1].page == 1


def test_running_heads_and_page_numbers_are_dropped_where_they_repeat() -> None:
    pdf = Pdf()
    for page in range(1, 5):
        pdf.line("某县人民政府公报", 230, 40)
        pdf.line(f"第{page}页的正文内容。")
        pdf.line(f"- {page} -", 280, 812)
        pdf.page()
    text = read(pdf).text

    assert "公报" not in text
    assert "- 2 -" not in text
    assert text.count("正文内容") == 4


def test_a_head_that_stands_once_is_kept() -> None:
    pdf = Pdf()
    pdf.line("某县人民政府文件", 230, 40)
    pdf.line("正文内容在这里。")

    assert "某县人民政府文件" in read(pdf).text


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = Pdf()
    base = pdf.at
    for left, word in ((72, "左"), (330, "右")):
        pdf.at = base
        for number in range(1, 8):
            pdf.line(f"{word}栏第{number}行的内容写在这里", left)
    text = read(pdf).text

    assert text.index("左栏第7行") < text.index("右栏第1行")


def test_cells_of_a_ruled_table_are_blocks_with_their_place_and_are_read_as_bands() -> None:
    pdf = Pdf()
    pdf.line("　　一、奖励标准")
    pdf.grid([["上年度营业收入", "奖励金额"], ["1亿元以上", "10万元"], ["5亿元以上", "20万元"]])
    found = read(pdf)
    cells = [(found.text[b.start : b.end], b.path) for b in found.blocks if b.kind == "cell"]

    assert cells[0] == ("上年度营业收入", "/page[1]/table[1]/tr[1]/td[1]")
    assert cells[-1] == ("20万元", "/page[1]/table[1]/tr[3]/td[2]")


def test_every_quote_of_a_reading_stands_in_a_block_with_a_page(tmp_path: Path) -> None:
    pdf = Pdf()
    text = (ROOT / "api" / "demo" / "policies" / "yunyan-growth-2026.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n")):
        if number % 12 == 11:
            pdf.page()
        pdf.wrapped(f"　　{line}")
    (tmp_path / "a.pdf").write_bytes(pdf.data())
    policy = read_file(tmp_path / "a.pdf")

    assert policy.text is not None
    assert len(list(policy.criteria())) > 5
    for one in policy.criteria():
        assert policy.text[one.span.start : one.span.end] == one.span.quote
        inside = [b for b in policy.blocks if b.start <= one.span.start and one.span.end <= b.end]
        assert inside
        assert inside[0].page is not None


def test_a_scan_is_refused_and_says_what_to_do() -> None:
    pdf = Pdf()
    for _ in range(3):
        pdf.canvas.drawInlineImage(Image.new("L", (40, 60), 128), 72, 72, 400, 600)
        pdf.page()
    with pytest.raises(InputError, match="扫描") as caught:
        read(pdf)

    assert "OCR" in (caught.value.todo or "")


def test_a_locked_file_is_refused_and_one_that_only_forbids_copying_is_read() -> None:
    locked = Pdf(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    locked.line("正文内容在这里，二十个字以上才不像是扫描件。")
    with pytest.raises(InputError, match="密码"):
        read(locked)

    guarded = Pdf(encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    guarded.line("正文内容在这里，二十个字以上才不像是扫描件。")
    assert "正文内容" in read(guarded).text


def test_scripts_in_a_file_are_not_run_and_not_read() -> None:
    pdf = Pdf()
    pdf.line("正文内容在这里，二十个字以上才不像是扫描件。")
    data = pdf.data().replace(
        b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"
    )
    text = read_pdf(data, "a", WHERE).text

    assert "正文内容" in text
    assert "alert" not in text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 4096, b"%PDF-1.4\n%%EOF"], ids=str)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="PDF"):
        read_pdf(data, "a", WHERE)
