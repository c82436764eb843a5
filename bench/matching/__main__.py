"""`python -m bench.matching`: how fast a register is judged, beside a peer on the same work.

The last line printed is one JSON object. A figure is `[median, least, most]` over the rounds; nothing is told
where the check against `judge` or the peer's digest fails (exit 1). The peer needs
`pip install --group peers`; without it only the kernel's figures are told.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

from bench.matching.run import check, ready, rounds, small
from bench.matching.workload import FIRMS, ITEMS, workload


def main() -> int:
    """Make the workload, check, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=FIRMS)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check-firms", type=int, default=40, help="多少家与 judge 逐对比较")
    asked = parser.parse_args()
    one, spent = ready(workload(asked.firms, asked.items))
    print(f"{asked.firms} 家企业，{asked.items} 个事项，{len(one.predicates)} 个谓词：{spent}")
    measured = rounds(one, asked.rounds)
    measured |= small(one, min(1000, asked.firms))
    checked = check(one, min(asked.check_firms, asked.firms), min(50, asked.items))
    sound = not checked["pairs_wrong"] and not checked["items_wrong"] and measured.get("digest_equal", True)
    size = {"firms": asked.firms, "items": asked.items, "predicates": len(one.predicates)}
    load = {"load": round(os.getloadavg()[0], 2), "rounds": asked.rounds}
    print(json.dumps(size | spent | load | checked | (measured if sound else {"sound": False})))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
