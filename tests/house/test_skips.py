"""A skip is visible on a desk and a failure in CI."""

import os
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT

SKIPPING = """
import pytest

@pytest.fixture
def absent():
    pytest.skip("缺一样东西")

def test_in_setup(absent):
    pass

def test_in_body():
    pytest.skip("缺另一样")

@pytest.mark.xfail(strict=True)
def test_expected_to_fail():
    assert False
"""


def outcome(folder, ci: str) -> tuple[int, str]:
    """Exit code and closing line of a run of the skipping tests."""
    target = folder / "test_skipping.py"
    target.write_text(SKIPPING, encoding="utf-8")
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(target)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("ci", "code", "said"),
    [("", 0, "2 skipped, 1 xfailed"), ("true", 1, "1 failed, 1 xfailed, 1 error")],
    ids=["desk", "ci"],
)
def test_skip(tmp_path, ci, code, said):
    found, closing = outcome(tmp_path, ci)

    assert found == code
    assert said in closing
