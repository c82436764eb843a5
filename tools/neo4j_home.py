"""Build the libraries of a real Neo4j Community from Maven artifacts, for tests only.

Neo4j is GPL-3 and no part of what we ship: it lies in `.tools/neo4j/`, out of git, wheel and image.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.steps import say

ROOT = Path(__file__).resolve().parent.parent
POM = ROOT / "tools/neo4j/pom.xml"
JAVA_AT_LEAST = 17
HOW = "装好 Maven 与 Java 17（Debian：apt-get install maven openjdk-17-jdk-headless），再运行 make neo4j"


class UnavailableError(Exception):
    """Raised when a real Neo4j cannot be had here; the message says what is missing and what to do."""


def lib() -> Path:
    """Where the jars of the present pom lie, or will lie."""
    return ROOT / ".tools/neo4j" / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]


def is_built() -> bool:
    """Tell whether the jars of the present pom are all there."""
    return lib().is_dir()


def build() -> Path:
    """Fetch the jars with Maven unless they are there (about 10 s, 106 MB).

    Raises:
        UnavailableError: Maven or Java is missing, or Maven did not get the jars.
    """
    java()
    if is_built():
        say(f"   已有：{lib().relative_to(ROOT)}")
        return lib()
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError(f"没有找到 Maven；{HOW}")
    lib().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=lib().parent) as folder:
        jars = Path(folder, "lib")
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
        options = ["-B", "-ntp", "-q", "-Dstyle.color=never", "-DincludeScope=runtime"]
        command = [maven, *options, f"-DoutputDirectory={jars}", "-f", str(POM), goal]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise UnavailableError(f"Maven 没有取到 Neo4j（{done.returncode}）：\n{done.stdout[-2000:]}")
        # In one move: a folder of that name is always whole, whoever else is building.
        if not is_built():
            jars.rename(lib())
    say(f"   备好：{lib().relative_to(ROOT)}，{len(list(lib().glob('*.jar')))} 个 jar")
    return lib()


def java() -> Path:
    """The first Java of at least 17: from JAVA_HOME, the path, or the usual folder.

    Raises:
        UnavailableError: there is none.
    """
    for candidate in _candidates():
        if _version(candidate) >= JAVA_AT_LEAST:
            return candidate
    raise UnavailableError(f"没有找到 Java {JAVA_AT_LEAST} 或更新；{HOW}")


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin/java")
    if found := shutil.which("java"):
        yield Path(found)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


def _version(program: Path) -> int:
    """Major version of a Java program; 0 if it does not run."""
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    match = re.search(r'version "(\d+)', done.stderr)
    return int(match[1]) if match else 0


if __name__ == "__main__":
    try:
        build()
    except UnavailableError as missing:
        say(str(missing))
        sys.exit(3)
