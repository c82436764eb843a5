"""The log-in page: a name and a password in, a session cookie out, and back to where one came from.

Owns the two forms; the rules of logging in are `api.usecases.login`'s.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.console.templating import page
from api.http import sessions
from api.http.desk import AtDesk
from api.http.trust import Reviewing, session_account
from api.problems import NotLoggedInError, TooManyError, problem_of

router = APIRouter()
_HOME = "/policies"


def back_to(path: str) -> str:
    """A path of ours to go on to; another site's address, or none, becomes the list of policies."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if ours and path.isprintable() and "\\" not in path else _HOME


@router.get("/login")
def login_form(request: Request, desk: AtDesk, then: Annotated[str, Query(max_length=300)] = "") -> Response:
    """Where one logs in; whoever is logged in sees as whom."""
    return page(
        request, "login.html", then=back_to(then), account=session_account(request, desk), name="", fault=""
    )


@router.post("/login")
def login(
    request: Request,
    desk: AtDesk,
    name: Annotated[str, Form(max_length=40)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
    then: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Back to where one came from, or the form again with what was wrong; never the password."""
    done = RedirectResponse(back_to(then), status_code=303)
    try:
        sessions.start(request, done, desk, name, password)
    except (NotLoggedInError, TooManyError) as error:
        shown = page(request, "login.html", then=back_to(then), account=None, name=name, fault=str(error))
        shown.status_code = problem_of(error).status
        return shown
    return done


@router.post("/logout")
def logout(
    _: Reviewing, request: Request, desk: AtDesk, then: Annotated[str, Form(max_length=300)] = ""
) -> Response:
    """The session ends."""
    done = RedirectResponse(back_to(then), status_code=303)
    sessions.end(request, done, desk)
    return done
