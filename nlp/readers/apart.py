"""Readers of office files in a process of their own, with a limit on time and memory.

Owns the fence: whatever a damaged or hostile file makes a library do, the service goes on.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict

from domain.errors import InputError, UnavailableError, Where
from domain.policy import Block
from nlp.readers.source import Source

SECONDS = 60
"""Longest time for one file; a policy of three hundred pages takes a third of it."""
BYTES = 2 * 1024**3
"""Most memory for one file."""
Reader = Callable[[bytes, str, Where], Source]


def apart(ending: str) -> Reader:
    """The reader of an ending, run apart.

    Its errors are those of the reader itself; beyond the limits it refuses the file.
    """

    def read(data: bytes, name: str, where: Where) -> Source:
        return _ask(ending, data, name, where)

    return read


def _ask(ending: str, data: bytes, name: str, where: Where) -> Source:
    command = [sys.executable, "-m", "nlp.readers.apart", ending, name, where.file or ""]
    # 只给它找得到代码的路径：读文件用不着环境里的任何东西。
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS + 5, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(where) from error
    except OSError as error:
        raise UnavailableError(f"开不了读文件的进程（{error.strerror}）", where=where) from error
    if done.returncode:
        raise _too_much(where)
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise InputError(**{**answer["error"], "where": where})
    blocks = tuple(Block(**block) for block in answer["blocks"])
    return Source(answer["text"], blocks, answer["meta"], answer["name"], frozenset(answer["joins"]))


def _too_much(where: Where) -> InputError:
    return InputError(
        "文件读不出来：太复杂，或者已损坏",
        where=where,
        expected=f"{SECONDS} 秒内、{BYTES // 2**30} GB 内存内能读完的文件",
        todo="重新导出，或拆成几份；仍不行就另存为纯文本（.txt）",
    )


def _readers() -> dict[str, Reader]:
    from nlp.readers.pdf import read_pdf
    from nlp.readers.sheet import read_xlsx
    from nlp.readers.word import read_docx

    return {".docx": read_docx, ".pdf": read_pdf, ".xlsx": read_xlsx}


def main(ending: str, name: str, file: str) -> None:
    """Read standard input and print the source, or the error, as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    data = sys.stdin.buffer.read()
    try:
        answer = asdict(_readers()[ending](data, name, Where(file=file or None)))
        answer["joins"] = sorted(answer["joins"])
    except InputError as error:
        answer = {"error": {"what": error.what, "expected": error.expected, "todo": error.todo}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
