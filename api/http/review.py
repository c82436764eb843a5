"""Review over HTTP: corrections of criteria, their history, the reading as a label, the audit trail.

Owns the outer form; what an act does is `domain.review`'s, that nobody is overwritten is `graph.review`'s.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from api.http.trust import Administering, Reviewing
from domain.review import Act, Edit, as_label
from graph import acts
from graph.read_policy import policy
from graph.review import Correction, correct, corrections

router = APIRouter(tags=["审核"])
ActName = Literal["accept", "correct", "add", "reject", "tree", "benefits", "windows", "settle"]


class EditAsk(BaseModel):
    """One act on one item."""

    version: str = Field(description="所看的条件版本（事项的 version）；别人已改动则 409，不覆盖")
    act: ActName = Field(
        description="accept 认可、correct 更正、add 补充、reject 删除、tree 改条件关系、benefits 改支持、"
        "windows 改申报期、settle 待核处已看"
    )
    leaf: str | None = Field(default=None, max_length=60, description="条件编号（文档内），如 c3")
    changes: dict[str, Any] = Field(
        default_factory=dict,
        description="契约的键和新值；add 另有 into（require、exclude），settle 给 start、end",
    )
    why: str = Field(default="", max_length=1000, description="理由")


class CorrectionSaid(BaseModel):
    """A correction that was done."""

    id: str
    item: str
    n: int = Field(description="文档上的第几次更正")
    act: ActName
    leaf: str | None
    by: str
    at: str
    why: str
    before: Any
    after: Any
    version_before: str
    version_after: str = Field(description="改后的条件版本，下一次更正要带上它")
    dropped: str | None = Field(description="何时作废；没有作废为空")


class CorrectionList(BaseModel):
    """All corrections of a document, in order."""

    corrections: list[CorrectionSaid]


class ActSaid(BaseModel):
    """One line of the audit trail."""

    id: str
    at: str
    by: str
    what: str
    target: str
    detail: str


class ActList(BaseModel):
    """A page of the audit trail, the newest first."""

    acts: list[ActSaid]
    next: str | None = Field(description="下一页的 before；没有下一页为空")


@router.post("/items/{item_id}/corrections", status_code=201, summary="更正一个事项的条件")
def edit(actor: Reviewing, desk: AtDesk, item_id: str, ask: EditAsk) -> CorrectionSaid:
    """The item becomes a draft again; who did what, before and after, is kept for good."""
    local = item_id.rpartition(".")[2]
    done = correct(
        desk.store,
        item_id,
        Edit(Act(ask.act), local, ask.leaf, ask.changes, ask.why),
        version=ask.version,
        by=actor.name,
        at=datetime.now(UTC).isoformat(),
    )
    return said(done)


@router.get("/policies/{doc_id}/corrections", summary="一份文件上的全部更正")
def history(desk: AtDesk, doc_id: str) -> CorrectionList:
    """In order; those set aside for a new reading say when."""
    policy(desk.store, doc_id)
    return CorrectionList(corrections=[said(one) for one in corrections(desk.store, [doc_id])])


@router.get("/policies/{doc_id}/label", summary="导出为标注（契约格式）")
def label(desk: AtDesk, doc_id: str) -> dict[str, Any]:
    """The corrected reading, without what only a reader says."""
    return as_label(policy(desk.store, doc_id))


@router.get("/acts", summary="审计记录")
def trail(
    _: Administering,
    desk: AtDesk,
    before: Annotated[str | None, Query(max_length=80, description="上一页最后的编号")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> ActList:
    """Who did what, the newest first."""
    rows = acts.acts(desk.store, before, limit)
    return ActList(
        acts=[
            ActSaid(id=row.act_id, at=row.at, by=row.by, what=row.what, target=row.target, detail=row.detail)
            for row in rows
        ],
        next=rows[-1].act_id if len(rows) == limit else None,
    )


def said(one: Correction) -> CorrectionSaid:
    """A correction as it is answered."""
    return CorrectionSaid(
        id=one.correction_id,
        item=one.item_id,
        n=one.n,
        act=one.act.value,
        leaf=one.edit.leaf,
        by=one.by,
        at=one.at,
        why=one.why,
        before=one.before,
        after=one.after,
        version_before=one.version_before,
        version_after=one.version_after,
        dropped=one.dropped,
    )
