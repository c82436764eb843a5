"""How long the readers of office files take: a PDF of thirty pages with tables, a Word file, a workbook.

Owns the run; the files are made on the spot. Run: `python -m bench.readers`; the last line is JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from nlp.read import pipeline, read_file
from tests.nlp.readers.files import Pdf, docx, paragraph, xlsx

PAGES = 30
TARGET_SECONDS = 10.0
"""Issue 4: thirty pages of PDF in less."""
CLAUSE = (
    "在本县注册并具有独立法人资格，上年度营业收入不低于{n}00万元，研发费用占营业收入的比重不低于3%，"
    "近三年未发生较大以上生产安全事故和严重环境违法行为的规模以上工业企业"
)


def pdf() -> bytes:
    """Thirty pages, every third with a ruled table."""
    made = Pdf()
    for page in range(PAGES):
        made.line("某县人民政府公报", 230, 40)
        made.line(f"　　{page + 1}、第{page + 1}项申报条件")
        for number in range(9):
            made.wrapped(f"　　（{'一二三四五六七八九'[number]}）{CLAUSE.format(n=number + 1)}；")
        if page % 3 == 0:
            made.grid([["营业收入", "奖励金额"], ["1亿元以上", "10万元"], ["5亿元以上", "20万元"]])
        made.line(f"- {page + 1} -", 280, 812)
        made.page()
    return made.data()


def word() -> bytes:
    """A Word file of three hundred numbered paragraphs."""
    body = "".join(
        paragraph("申报条件", 0) + "".join(paragraph(CLAUSE.format(n=k), 1) for k in range(1, 10))
        for _ in range(30)
    )
    return docx(body)


def sheet() -> bytes:
    """A workbook of three hundred items."""
    rows: list[list[object]] = [["序号", "事项名称", "申报条件", "支持标准"]]
    rows += [[n, f"第{n}项补助", CLAUSE.format(n=n % 9 + 1), "给予5万元补助"] for n in range(1, 301)]
    return xlsx({"事项": rows})


def main() -> int:
    """The command: seconds to open and to read each file, process start included."""
    pipeline()
    out: dict[str, object] = {"cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        for ending, data in ((".pdf", pdf()), (".docx", word()), (".xlsx", sheet())):
            path = Path(folder) / f"a{ending}"
            path.write_bytes(data)
            started = time.perf_counter()
            policy = read_file(path)
            seconds = time.perf_counter() - started
            leaves = sum(1 for _ in policy.criteria())
            out[ending] = {
                "seconds": round(seconds, 2),
                "characters": len(policy.text or ""),
                "leaves": leaves,
            }
            characters = len(policy.text or "")
            print(f"{ending:6} {len(data):9} 字节  {characters:7} 字  {leaves:4} 条  {seconds:6.2f} 秒")
    print(json.dumps(out, ensure_ascii=False))
    return 0 if out[".pdf"]["seconds"] < TARGET_SECONDS else 1  # type: ignore[index]  # put in above


if __name__ == "__main__":
    sys.exit(main())
