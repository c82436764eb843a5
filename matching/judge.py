"""One firm against one item on a day, with every reason. Start reading here.

Owns the entry: facts are indexed, each criterion is asked, the trees are combined, the class is found
(`assess`), and all of it is put into words (`reasons`). Pure: no clock, no files, no environment.
"""

from __future__ import annotations

from datetime import date

from domain.company import Company
from domain.policy import Item, Policy
from matching.assess import Assessment, Plan, assess, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.reasons import leaf_verdicts, waivers
from matching.verdict import Judgement

SOFTWARE = "yanzhen 0.1.0"
"""Name and version that a judgement states; a test holds it to the project's own."""


def judge(policy: Policy, item: Item, company: Company, on: date, codes: Codes | None = None) -> Judgement:
    """The firm's class for the item on the application date, with a reason for every criterion.

    Args:
        item: one of the policy's items; its trees may name criteria of the others.
        codes: the code tables; the national ones by default.

    Raises:
        InputError: the item names a criterion or a feature that does not exist.
    """
    plan = prepare(policy, item)
    return explained(plan, assess(plan, FactBook(company, on), codes or national_codes()), company, on)


def explained(plan: Plan, found: Assessment, company: Company, on: date) -> Judgement:
    """An assessment with its reasons."""
    return Judgement(
        doc_id=plan.policy.doc_id,
        item_id=plan.item.id,
        item_name=plan.item.name,
        company=company.key,
        on=on,
        outcome=found.outcome,
        next_window=found.access.next_window,
        leaves=leaf_verdicts(plan, found, on.year - 1),
        missing=found.missing,
        amount=found.amount,
        waived=waivers(found),
        software=SOFTWARE,
        source_mark=plan.item.source_mark,
    )
