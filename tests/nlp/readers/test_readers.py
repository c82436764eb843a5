"""Readers: encodings, HTML, and the refusals, each with a way out in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from nlp.read import read_file, read_text
from nlp.readers.open import open_source
from nlp.readers.source import MAX_BYTES, MAX_CHARACTERS, MAX_LINE

TEXT = "某县奖励办法\n一、申报条件\n（一）在某县注册，上年度营业收入不低于1000万元。\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16", "crlf"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    assert open_source(write(tmp_path, "a.txt", data)).text == TEXT


def test_a_line_is_a_paragraph_of_the_text(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, "a.txt", TEXT.encode()))

    assert [source.text[b.start : b.end] for b in source.blocks] == TEXT.split("\n")[:-1]
    assert {b.kind for b in source.blocks} == {"paragraph"}


def test_the_header_of_a_corpus_text_is_not_counted() -> None:
    policy = read_text(f"# source: x\n# title: 某县办法\n# issuer: 某县科学技术局\n\n{TEXT}", doc_id="a")

    assert policy.text == TEXT
    assert (policy.title, policy.issuers) == ("某县办法", ("某县科学技术局",))


def test_a_heading_of_a_markdown_text_is_no_header() -> None:
    policy = read_text("# 某县办法\n\n" + TEXT, doc_id="a")

    assert policy.text is not None
    assert policy.text.startswith("# 某县办法")


PAGE = """<html><head><title>x</title>
<meta name="ArticleTitle" content="某县奖励办法"><meta name="PubDate" content="2026-03-02 10:00">
<meta name="ContentSource" content="某县科学技术局"></head>
<body><div class="nav"><a>首页</a></div><script>var a = "不低于9亿元";</script>
<h1>某县奖励办法</h1>
<div><p>一、申报条件<br>（一）在某县
注册；</p><ul><li>（二）上年度营业收入不低于1000万元。</li></ul>
<table><tr><td>甲</td><td>乙</td></tr></table></div>
<div style="display: none">看不见</div><div class="footer">版权</div></body></html>"""


def test_html_keeps_blocks_and_drops_what_is_the_sites(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, "a.html", PAGE.encode()))

    assert source.text.split("\n") == [
        "某县奖励办法",
        "一、申报条件",
        "（一）在某县 注册；",
        "（二）上年度营业收入不低于1000万元。",
        "甲",
        "乙",
    ]
    assert [b.kind for b in source.blocks] == ["heading", "paragraph", "paragraph", "item", "cell", "cell"]
    assert all(b.path for b in source.blocks)
    assert [source.text[b.start : b.end] for b in source.blocks] == source.text.split("\n")


def test_html_states_title_date_and_issuer(tmp_path: Path) -> None:
    policy = read_file(write(tmp_path, "a.html", PAGE.encode()))

    assert (policy.title, str(policy.published), policy.issuers) == (
        "某县奖励办法",
        "2026-03-02",
        ("某县科学技术局",),
    )
    assert policy.region == "某县"


def test_html_in_gbk_is_read(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="gb2312">').encode("gbk")

    assert "注册" in open_source(write(tmp_path, "a.html", page)).text


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.xls", "a.ofd", "a"])
def test_another_format_is_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_file(write(tmp_path, name, TEXT.encode()))

    assert "暂不支持" in str(caught.value)
    assert "另存为" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "没有文字"),
        ("a.txt", b" \n\n ", "没有文字"),
        ("a.html", b"", "没有"),
        ("a.html", b"<html><body><script>1</script></body></html>", "没有文字"),
        ("a.txt", b"\x00\x01\x02" * 100, "二进制"),
        ("a.txt", bytes(range(1, 9)) * 40, "控制字符"),
        ("a.txt", b"\xff\xfe\xff" + b"\xff" * 30, "编码"),
        ("a.txt", ("长" * (MAX_LINE + 1)).encode(), "一行"),
        ("a.txt", ("短\n" * (MAX_CHARACTERS // 2 + 1)).encode(), "文字过多"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "文件过大"),
        ("a.html", b"<div>" * 1000 + "深".encode(), "嵌套过深"),
    ],
    ids=[
        "empty",
        "blank",
        "empty html",
        "only script",
        "binary",
        "control",
        "encoding",
        "line",
        "long",
        "large",
        "deep",
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_file(write(tmp_path, name, data))

    assert says in str(caught.value)
    assert caught.value.todo


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件"):
        read_file(tmp_path / "nothing.txt")
    with pytest.raises(InputError, match="文件夹"):
        read_file(tmp_path)
