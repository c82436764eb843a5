"""Signing: a person accepts an item's criteria, in exactly the version that was shown.

Owns the change of an item's state; who may sign is decided in `api`.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import ConflictError, InputError, NotFoundError
from domain.policy import Policy, Signature, SourceStatus
from graph.policy_rows import global_id
from graph.store import Store, Work


def sign_item(store: Store, item_id: str, signature: Signature | None, version: str | None = None) -> None:
    """Sign an item, or withdraw the signature (None).

    `version` is the rule version that was looked at (`ItemRow.version`); None signs whatever stands.

    Raises:
        NotFoundError: no such item.
        ConflictError: its criteria have changed since `version`.
        InputError: it is known from secondary sources only, and the signature names no primary one.
    """

    def work(one: Work) -> None:
        found = one.read("item.state", item_id=item_id)
        if not found:
            raise NotFoundError(f"没有编号为“{item_id}”的事项", todo="核对事项编号，形如 063.i1")
        if version is not None and found[0]["version"] != version:
            raise ConflictError(f"事项 {item_id} 的条件已经改动", todo="重新核对后再签认")
        if signature and found[0]["source_status"] == SourceStatus.SECONDARY and not signature.compared:
            raise InputError(
                f"事项 {item_id} 只有二手来源，不能只凭转述签认",
                expected="写明与哪份原件核对过（文件名称与出处）",
                todo="找到原件，逐条核对后再签认",
            )
        row = {
            "item_id": item_id,
            "signed_by": signature.by if signature else None,
            "signed_on": signature.on if signature else None,
            "signed_compared": signature.compared if signature else None,
            "state": "signed" if signature else "draft",
        }
        one.write("item.sign", [row])

    store.transaction(work)


def signature_changes(work: Work, policies: Sequence[Policy]) -> list[str]:
    """Ids of the policies of which a reading signs an item otherwise than the graph does."""
    rows = work.read("item.existing", doc_ids=[policy.doc_id for policy in policies])
    known = {row["item_id"]: (row["signed_by"], row["signed_on"], row["signed_compared"]) for row in rows}
    return [
        policy.doc_id
        for policy in policies
        if any(
            item.signed
            and known.get(global_id(policy.doc_id, item.id))
            != (item.signed.by, item.signed.on, item.signed.compared)
            for item in policy.items
        )
    ]
