"""The driver's errors as ours: one Chinese line that says what is missing and what to do.

Owns the table; faults of our own statements (syntax, types) are bugs and pass through unchanged.
"""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from domain.errors import ConflictError, InputError, UnavailableError, YanzhenError

FAILURES = (DriverError, Neo4jError, OSError)
"""What the driver raises when something outside, or the data, is not as it should be."""

_NOT_BOLT = ("handshake", "looks like HTTP", "unsupported server", "not a valid bolt")


def bad_address(uri: str) -> InputError:
    """The address is no Bolt address."""
    return InputError(f"图数据库地址“{uri}”不对", expected="形如 bolt://127.0.0.1:7687 的地址")


def translate(error: Exception, uri: str, doing: str = "") -> YanzhenError | None:
    """The error as one of ours, or None where it is a fault of the program itself.

    `doing` says which step failed (`写入 policy.merge 第 1–2000 行`).
    """
    step = f"（{doing}）" if doing else ""
    code = getattr(error, "code", None) or ""
    match error:
        case ConfigurationError():
            return bad_address(uri)
        case AuthError():
            return UnavailableError(
                f"图数据库 {uri} 拒绝登录：用户名或密码不对{step}", todo="核对用户名和密码"
            )
        case ConstraintError():
            return ConflictError(
                f"写入违反唯一约束{step}：{_first_line(error)}", todo="确认没有同时导入后重试"
            )
        case ClientError() | TransientError() if "TimedOut" in code or "Terminated" in code:
            return UnavailableError(f"图数据库 {uri} 超时{step}", todo="缩小范围或稍后重试")
        case ClientError() if "DatabaseNotFound" in code:
            return UnavailableError(f"图数据库 {uri} 上没有要用的库", todo="核对库名，通常是 neo4j")
        case ServiceUnavailable() | SessionExpired() | OSError() | DriverError():
            return _unreachable(error, uri, step)
        case TransientError():
            return UnavailableError(
                f"图数据库 {uri} 一时忙不过来{step}：{_first_line(error)}", todo="稍后重试"
            )
        case _:
            return None


def _unreachable(error: Exception, uri: str, step: str) -> UnavailableError:
    text = f"{error} {error.__cause__ or ''}".lower()
    if any(word.lower() in text for word in _NOT_BOLT):
        return UnavailableError(f"{uri} 上的服务不是 Neo4j（不讲 Bolt 协议）{step}", todo="核对地址和端口")
    return UnavailableError(f"连不上图数据库 {uri}{step}", todo="确认它已启动、地址和端口正确")


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return message.strip().splitlines()[0][:200] if message.strip() else type(error).__name__
