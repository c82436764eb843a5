"""The bench of the register kernel on a tiny workload: checked against the plain loop, and able to notice."""

import numpy as np
import pytest

from bench.matching.run import check, ready, statuses
from bench.matching.workload import workload
from matching.kernel.judging import kernel, run_program


@pytest.fixture(scope="module")
def tiny():
    return ready(workload(300, 30))[0]


def test_columns_and_kernel_say_what_the_plain_loop_says(tiny):
    found = check(tiny, 12, 30)

    assert found == {"pairs_checked": 360, "pairs_wrong": 0, "items_checked": 30, "items_wrong": 0}


def test_a_seed_gives_one_workload_and_one_digest(tiny):
    again = ready(workload(300, 30))[0]
    digests = {statuses(run_program(kernel(), one.program, one.sheet)[0]) for one in (tiny, again)}

    assert len(digests) == 1


def test_a_wrong_leaf_is_noticed():
    one = ready(workload(300, 30))[0]
    one.sheet.sure[:] = one.sheet.able[:] = ~np.uint64(0)

    assert check(one, 12, 0)["pairs_wrong"] > 0
