"""Who works with the system (账号): a name, what they may do, whether they may still log in.

Owns the roles and the rule of names; passwords and sessions are `api`'s and `graph`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import InputError

_NAME = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff.@-]{0,39}")


class Role(StrEnum):
    """What an account may do; each may all that the one before may."""

    REVIEWER = "reviewer"
    SIGNER = "signer"
    ADMIN = "admin"

    @property
    def zh(self) -> str:
        """As people read it."""
        return {"reviewer": "审核", "signer": "签认", "admin": "管理"}[self.value]

    def may(self, wanted: Role) -> bool:
        """Whether this role includes another."""
        order = list(Role)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True)
class Account:
    """An account, without its password."""

    name: str
    role: Role
    active: bool = True


def account_name(text: str) -> str:
    """A name that an account may have.

    Raises:
        InputError: empty, too long, or with signs that do not belong into a name.
    """
    name = text.strip()
    if not _NAME.fullmatch(name):
        raise InputError(
            f"“{text}”不能作账号名",
            expected="1 到 40 个字：汉字、字母、数字、点、@、连字符",
            todo="换一个名字",
        )
    return name
