"""The process that reads a library with given word lists (`python -m nlp.preview.worker JOB`), in JSON lines.

Owns the job's form; word lists are set before any step of the pipeline is imported, for steps compile them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any as AnyValue

from domain.errors import InputError, InputFaultsError, UnavailableError, Where, YanzhenError
from domain.policy import Block
from domain.reading_json import reading_json
from nlp.resources import compile_all, propose

_FRAME = (
    "某某扶持办法\n一、申报条件\n申报企业应当符合下列条件：\n（一）{sentence}；\n（二）具有独立法人资格。\n"
)
"""A claim's sentence stands where conditions stand."""


def answers(job: dict[str, AnyValue]) -> Iterator[dict[str, AnyValue]]:
    """`ready` or `refused`, a `reading` or a `fault` for each document, whether each claim `holds`."""
    propose(job["texts"])
    try:
        # Only now: the steps compile their words when they are imported.
        from nlp.read import pipeline

        compile_all()
        pipeline()
    except re.error as error:
        yield {"refused": f"词表里的句式“{error.pattern!s}”写错了：{error.msg}"}
        return
    except InputFaultsError as error:
        yield {"refused": "；".join(map(str, error.faults))}
        return
    except YanzhenError as error:
        yield {"refused": str(error)}
        return
    yield {"ready": True}
    yield from (_reading(one) for one in job["documents"])
    yield from ({"holds": _holds(one)} for one in job["claims"])


def _reading(one: dict[str, AnyValue]) -> dict[str, AnyValue]:
    from nlp.build import policy_of
    from nlp.read import analyse, read_file
    from nlp.readers.source import Source, check_text
    from nlp.readers.text import plain
    from nlp.readers.wrapping import inner_breaks

    try:
        if "path" in one:
            return {"reading": reading_json(read_file(Path(one["path"])))}
        check_text(one["text"], Where(file=one["doc"]))
        blocks = tuple(Block(**block) for block in one["blocks"])
        kept = Source(one["text"], blocks, joins=inner_breaks(one["text"], blocks))
        work = analyse(kept if blocks else plain(one["text"], {}), one["hints"]).user_data["work"]
        return {"reading": reading_json(policy_of(work, one["doc"]))}
    except (InputError, UnavailableError) as error:
        return {"fault": str(error)}


def _holds(claim: dict[str, AnyValue]) -> bool:
    """Whether the sentence, standing among conditions, is read as the feature."""
    from nlp.read import read_text

    text = _FRAME.format(sentence=claim["sentence"].rstrip("；。"))
    found = read_text(text, doc_id="claim")
    return claim["feature"] in {one.feature for one in found.criteria()}


def main(path: str) -> None:
    """Answer the job of a file on stdout."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    for answer in answers(job):
        print(json.dumps(answer, ensure_ascii=False), flush=True)  # noqa: T201 - the other process reads it


if __name__ == "__main__":
    main(sys.argv[1])
