"""`account …`, `audit`, `label`: who may log in, what was done, and corrected readings as labels.

Owns the words around them; the rules are `api.usecases.login`'s and `graph`'s.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from api.cli.opening import graph_options, open_store, settings_of
from api.cli.options import FILE
from api.cli.say import Say
from api.cli.writing import write_text
from api.passwords import hashed
from domain.account import Account, Role
from domain.review import as_label
from graph import accounts, acts
from graph.read_policy import policy
from graph.store import Store

ROLE = click.Choice([role.value for role in Role])
OPERATOR = "运维"
"""Who does what is done on the command line: whoever may start it on this machine."""
_COLUMNS = ("at", "by", "what", "target", "detail")


@click.group("account", help="账号：新建、改口令、改权限、停用。口令从终端问，或从标准输入读。")
def account() -> None:
    """The account commands."""


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    given: str = click.prompt("口令", hide_input=True, confirmation_prompt="再输一遍", err=True)
    return given


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _noted(store: Store, what: str, name: str, detail: str = "") -> None:
    acts.note(store, _now(), OPERATOR, what, name, detail)


@account.command("add", help="新建账号。权限：reviewer 审核、signer 签认、admin 管理（后者含前者）。")
@click.argument("name", metavar="账号")
@click.option("--role", type=ROLE, default=Role.REVIEWER.value, show_default=True, help="权限")
@click.option("--password-stdin", is_flag=True, help="从标准输入的第一行读口令")
@graph_options
@click.pass_obj
def add(say: Say, name: str, role: str, password_stdin: bool, home: Path | None, uri: str | None) -> None:
    """Make an account."""
    kept = hashed(_password(password_stdin))
    with open_store(settings_of(home, uri)) as store:
        accounts.add_account(store, Account(name, Role(role)), kept, _now())
        _noted(store, "新建账号", name, role)
    say.note("account_added", name=name, role=Role(role).zh)


@account.command("password", help="重设口令；这个账号的登录全部失效。")
@click.argument("name", metavar="账号")
@click.option("--password-stdin", is_flag=True, help="从标准输入的第一行读口令")
@graph_options
@click.pass_obj
def password(say: Say, name: str, password_stdin: bool, home: Path | None, uri: str | None) -> None:
    """Set another password; its sessions end."""
    kept = hashed(_password(password_stdin))
    with open_store(settings_of(home, uri)) as store:
        accounts.change_account(store, name, password_hash=kept)
        _noted(store, "重设口令", name)
    say.note("account_changed", name=name)


@account.command("change", help="改权限，停用或恢复；这个账号的登录全部失效。")
@click.argument("name", metavar="账号")
@click.option("--role", type=ROLE, default=None, help="权限")
@click.option("--active/--disabled", "active", default=None, help="可以登录／停用")
@graph_options
@click.pass_obj
def change(
    say: Say, name: str, role: str | None, active: bool | None, home: Path | None, uri: str | None
) -> None:
    """Change what an account may do."""
    if role is None and active is None:
        raise click.UsageError("没有说改什么：给出 --role、--active 或 --disabled")
    with open_store(settings_of(home, uri)) as store:
        accounts.change_account(store, name, role=Role(role) if role else None, active=active)
        _noted(store, "改账号", name, f"权限 {role or '不变'}，可登录 {'不变' if active is None else active}")
    say.note("account_changed", name=name)


@account.command("list", help="有哪些账号。")
@graph_options
@click.pass_obj
def listed(say: Say, home: Path | None, uri: str | None) -> None:
    """All accounts by name."""
    with open_store(settings_of(home, uri)) as store:
        found = accounts.accounts(store, limit=1000)
    rows = [(one.name, one.role.zh, say.word("yes" if one.active else "no")) for one in found]
    say.table(say.word("accounts"), ("account", "role", "active"), rows, whole=("role", "active"))


@click.command("audit", help="审计记录：谁在何时对什么做了什么，新的在前；--out 写成 CSV。")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="最多几行")
@click.option("--out", type=FILE, default=None, help="写到这个 CSV 文件")
@graph_options
@click.pass_obj
def audit(say: Say, limit: int, out: Path | None, home: Path | None, uri: str | None) -> None:
    """The trail, printed or written."""
    with open_store(settings_of(home, uri)) as store:
        rows = _lines(store, limit)
    cells = [tuple(str(getattr(row, name)) for name in _COLUMNS) for row in rows]
    if out is None:
        say.table(say.word("audit"), _COLUMNS, cells, whole=("at",))
        return
    text = io.StringIO()
    csv.writer(text).writerows([[say.word(name) for name in _COLUMNS], *cells])
    write_text(out, "\ufeff" + text.getvalue())
    say.note("written_rows", path=out, rows=len(cells))


def _lines(store: Store, limit: int) -> list[acts.ActRow]:
    found: list[acts.ActRow] = []
    while len(found) < limit:
        more = acts.acts(store, found[-1].act_id if found else None, min(500, limit - len(found)))
        found += more
        if not more:
            break
    return found


@click.command("label", help="把更正过的读数导出为标注（契约格式），用来衡量读得好不好。")
@click.argument("doc_id", metavar="文档编号")
@click.option("--out", type=FILE, default=None, help="写到这个文件，默认打印")
@graph_options
@click.pass_obj
def label(say: Say, doc_id: str, out: Path | None, home: Path | None, uri: str | None) -> None:
    """A corrected reading as a label."""
    with open_store(settings_of(home, uri)) as store:
        found = as_label(policy(store, doc_id))
    if out is None:
        say.json(found)
    else:
        write_text(out, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        say.note("written_rows", path=out, rows=sum(len(item["leaves"]) for item in found["items"]))


COMMANDS = (account, audit, label)
