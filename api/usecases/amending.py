"""Two versions of a policy compared: from files, be they documents or readings, or from the graph.

Owns where the versions come from; the comparison is `nlp.amendment`'s.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from domain.amendment import Amendment
from domain.policy import Policy
from domain.reading_file import read_reading
from graph import reads
from graph.store import Store
from nlp.amendment import compare
from nlp.read import read_file


def version_of(path: Path, *, region: str | None = None, published: date | None = None) -> Policy:
    """The reading in a `.json` file, or the reading of any other document.

    Raises:
        InputError, InputFaultsError: the file cannot be read; names it.
    """
    if path.suffix.lower() == ".json":
        return read_reading(path)
    return read_file(path, region=region, published=published)


def amendment_in_graph(store: Store, new: str, old: str) -> tuple[Policy, Policy, Amendment]:
    """Both policies, the old one first, and what changed, with the signatures that the graph holds.

    Raises:
        NotFoundError: one of them is not in the graph.
    """
    before, after = reads.policy(store, old), reads.policy(store, new)
    return before, after, compare(before, after)
