"""The review page of a policy: text and criteria side by side; accept, correct, add, reject, sign.

Owns the forms and what is shown after them; nobody is overwritten, a refusal loses nothing that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.console.pages.common import names
from api.console.review_view import review_view
from api.console.say import fault
from api.console.templating import page, to
from api.http.desk import AtDesk, Desk
from api.http.review import ActName
from api.http.signing import SignatureAsk, sign, withdraw
from api.http.trust import COOKIE, Reviewing, Signing, session_account
from api.problems import problem_of
from api.usecases.login import csrf_of
from api.usecases.reviewing import Filled, check_open, check_stretch, check_there, edit_of, told, typed
from domain.account import Role
from domain.errors import ConflictError, InputError, InputFaultsError, NotFoundError, YanzhenError
from domain.policy import Policy
from domain.review import Act, Edit
from graph import reads
from graph.review import check_seen, correct, corrections

router = APIRouter()
_LONG = 4000
Short = Annotated[str, Form(max_length=400)]
Long = Annotated[str, Form(max_length=_LONG)]


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused: which one it is, why, and what was typed.

    Attributes:
        gone: whether the page no longer has the form: its criterion is gone, its stretch settled, its item
            signed or read anew.
        homeless: what was typed, with its labels, in a form that is gone; shown beside the reason, so that
            nothing is lost.
    """

    form: str
    why: str
    typed: dict[str, str]
    conflict: bool
    gone: bool = False
    homeless: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        """The id that the form has on the page; several forms may stand in one place."""
        act_name, _, about = self.form.partition("-")
        match act_name:
            case "correct" | "accept" | "reject":
                return f"f-{about}"
            case "settle" | "take":
                return f"f-at-{about}"
            case "shape":
                return f"f-tree-{about}"
            case _:
                return f"f-{self.form}"


@router.get("/policies/{doc_id}/review")
def review(request: Request, desk: AtDesk, doc_id: str, done: str = "") -> Response:
    """Anybody may look; who is logged in sees what they may do."""
    return _shown(request, desk, doc_id, done=done)


@router.post("/policies/{doc_id}/review")
def act(
    actor: Reviewing,
    request: Request,
    desk: AtDesk,
    doc_id: str,
    act: Annotated[ActName, Form()],
    item: Short,
    version: Short,
    leaf: Short = "",
    sentence: Long = "",
    quote: Long = "",
    into: Annotated[Literal["require", "exclude"], Form()] = "require",
    require: Long = "",
    exclude: Long = "",
    start: Annotated[int | None, Form()] = None,
    end: Annotated[int | None, Form()] = None,
    why: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """The act is done, or the page is shown again with the reason and everything that was typed."""
    form = Filled(Act(act), item, leaf, sentence, quote, into, require, exclude, start, end, why)
    try:
        policy = reads.policy(desk.store, doc_id)
        check_there(policy, form.item)
        check_stretch(policy, form)
        check_seen(desk.store, f"{doc_id}.{item}", version)
        edit = edit_of(policy, form)
        at = datetime.now(UTC).isoformat()
        made = correct(desk.store, f"{doc_id}.{item}", edit, version=version, by=actor.name, at=at)
        if form.takes_stretch:
            seen = Edit(Act.SETTLE, item, None, {"start": start, "end": end}, form.why.strip())
            correct(desk.store, f"{doc_id}.{item}", seen, version=made.version_after, by=actor.name, at=at)
    except (ConflictError, InputError, NotFoundError) as error:
        asked = f"{act}-{leaf or (start if act == 'settle' else item)}"
        name = f"take-{start}" if form.takes_stretch else asked
        return refused_page(request, desk, doc_id, name, error, dict(typed(form)))
    anchor = f"c-{leaf}" if leaf and act in {"accept", "correct"} else f"i-{item}"
    what = "标记看过" if form.act is Act.SETTLE else form.act.zh
    return done_page(doc_id, what, anchor)


@router.get("/policies/{doc_id}/sign")
@router.get("/policies/{doc_id}/review/tree")
def back(doc_id: str) -> Response:
    """Whoever loads the address of a form that was refused comes to the page again."""
    return RedirectResponse(to(f"/policies/{doc_id}/review"), status_code=303)


@router.post("/policies/{doc_id}/sign")
def sign_form(
    actor: Signing,
    request: Request,
    desk: AtDesk,
    doc_id: str,
    item: Short,
    version: Short,
    on: Annotated[date | None, Form()] = None,
    compared: Short = "",
) -> Response:
    """The item is signed in the version that was shown, in the name of who is logged in."""
    try:
        check_open(reads.policy(desk.store, doc_id), item)
        if on is None:
            raise InputError("没有写签认日", todo="选签认的日期")
        ask = SignatureAsk(
            by=None if actor.account else actor.name,
            on=on,
            compared=compared.strip() or None,
            version=version,
        )
        sign(actor, desk, f"{doc_id}.{item}", ask)
    except (ConflictError, InputError, NotFoundError) as error:
        kept = {"on": str(on or ""), "compared": compared}
        return refused_page(request, desk, doc_id, f"sign-{item}", error, kept)
    return done_page(doc_id, "签认", f"i-{item}")


@router.post("/policies/{doc_id}/unsign")
def unsign_form(actor: Signing, desk: AtDesk, doc_id: str, item: Short) -> Response:
    """The item is a draft again."""
    withdraw(actor, desk, f"{doc_id}.{item}")
    return done_page(doc_id, "撤回签认", f"i-{item}")


def done_page(doc_id: str, what: str, anchor: str) -> Response:
    """To the page anew, with what was done, at the place where it was done."""
    return RedirectResponse(to(f"/policies/{doc_id}/review", done=what) + f"#{anchor}", status_code=303)


def refused_page(
    request: Request, desk: Desk, doc_id: str, form: str, error: YanzhenError, kept: dict[str, str]
) -> Response:
    """The page again with the reason and what was typed, under the status of the error."""
    faults = error.faults if isinstance(error, InputFaultsError) else [error]
    why = "；".join(map(fault, faults))
    refused = Refused(form, why, kept, isinstance(error, ConflictError))
    response = _shown(request, desk, doc_id, refused=refused)
    response.status_code = problem_of(error).status
    return response


def _form_gone(policy: Policy, form: str) -> bool:
    """Whether what a form is about is no longer there, so that the page cannot show it."""
    act_name, _, about = form.partition("-")
    match act_name:
        case "correct" | "accept" | "reject":
            return about not in {one.id for one in policy.criteria()}
        case "settle" | "take":
            return about not in {str(one.span.start) for one in policy.review}
        case "sign":
            item = policy.item(about)
            return item is None or item.signed is not None
        case _:
            return policy.item(about) is None


def _shown(
    request: Request, desk: Desk, doc_id: str, *, refused: Refused | None = None, done: str = ""
) -> Response:
    found = reads.policy(desk.store, doc_id)
    if refused is not None and _form_gone(found, refused.form):
        refused = replace(refused, gone=True, homeless=told(refused.typed))
    account = session_account(request, desk)
    return page(
        request,
        "review.html",
        view=review_view(found, corrections(desk.store, [doc_id])),
        region=names(desk).region(found.region),
        account=account,
        csrf=csrf_of(request.cookies[COOKIE]) if account else "",
        may_edit=account is not None,
        may_sign=account is not None and account.role.may(Role.SIGNER),
        refused=refused,
        done=done[:20],
    )
