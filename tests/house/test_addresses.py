"""Nothing kept names a machine's folders or a package registry's host: both differ from site to site."""

from tests.house.checkout import where, written_files

# Put together from parts, or this file would be the first to be reported.
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("pypi", ".org"),
        ("python", "hosted"),
        ("npm", "js"),
        ("repo.", "maven"),
        ("repo1.", "maven"),
        ("crates", ".io"),
        ("proxy.", "golang"),
        ("deb.", "debian"),
    )
)


def test_no_machine_path_and_no_registry_host():
    found = []
    for path in written_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        for word in FORBIDDEN:
            if word in text:
                line = text[: text.index(word)].count("\n") + 1
                found.append(f"{where(path, line)} {word}")

    assert not found, f"入库的文件里有本机路径或软件源地址：{found}"


def test_files_are_looked_at():
    assert {"Makefile", "constraints.txt", "package-lock.json"} <= {where(path) for path in written_files()}
