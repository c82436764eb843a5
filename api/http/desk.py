"""What a request works with: the graph, the memory of boards, the settings.

Owns the handing over: one `Desk` per process stands on the application, routes ask for it by type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from api.http.metrics import Metrics
from api.settings import Settings
from api.usecases.memo import Memo
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The things of one process."""

    store: Store
    memo: Memo
    settings: Settings
    metrics: Metrics


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
On = Annotated[date, Query(description="判定日（申请日），如 2026-05-10；必填，不默认今天")]
