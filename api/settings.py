"""Settings: the one place that reads the environment (prefix `YANZHEN_`).

Built once at the entry (command line or app factory) and passed down; nothing below asks the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import InputError
from domain.strict import raise_all

_LIMITS = {
    "greater_than_equal": lambda ctx: f"不小于 {ctx['ge']} 的数",
    "less_than_equal": lambda ctx: f"不大于 {ctx['le']} 的数",
    "literal_error": lambda ctx: str(ctx["expected"]).replace(" or ", "、"),
}


class Settings(BaseSettings):
    """What an operator may set; every value has a working default.

    Attributes:
        graph_uri: Bolt address of an external database; None starts the embedded engine under `home`.
        write_token: whoever sends it may sign items and start runs over HTTP; None lets only this machine.
        home: folder of the embedded graph and its log; made when first needed.
        max_body_mb: largest request body, MiB.
        max_rows: most rows of one answer: a page, an export, a free query.
        max_seconds: longest a request may run before it is answered with 503.
        session_idle_minutes: a log-in that is not used for so long ends.
        session_hours: a log-in ends after so long, used or not.
        memo_entries: how many judged boards the process keeps (one: a document's items on one day).
    """

    model_config = SettingsConfigDict(env_prefix="YANZHEN_", frozen=True, extra="ignore")

    graph_uri: str | None = None
    graph_user: str | None = None
    graph_password: SecretStr | None = None
    graph_database: str = "neo4j"
    write_token: SecretStr | None = Field(default=None, min_length=16)
    home: Path = Field(default_factory=lambda: Path.home() / ".yanzhen")
    language: Literal["zh", "en"] = "zh"
    max_body_mb: int = Field(default=20, ge=1, le=500)
    max_rows: int = Field(default=5000, ge=100, le=100_000)
    max_seconds: float = Field(default=60.0, ge=1, le=3600)
    session_idle_minutes: int = Field(default=120, ge=5, le=1440)
    session_hours: int = Field(default=12, ge=1, le=168)
    memo_entries: int = Field(default=64, ge=1, le=10_000)

    @property
    def password(self) -> str | None:
        """The password in clear, for the connection only."""
        return self.graph_password.get_secret_value() if self.graph_password else None


def load_settings() -> Settings:
    """The settings that the environment states.

    Raises:
        InputError: a variable has a value that cannot be used; the message names it and what may stand there.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise_all(_faults(error))
        raise


def _faults(error: ValidationError) -> list[InputError]:
    faults = []
    for one in error.errors(include_url=False):
        name = "YANZHEN_" + "_".join(str(part) for part in one["loc"]).upper()
        expected = _LIMITS.get(one["type"])
        said = expected(one.get("ctx", {})) if expected else None
        faults.append(
            InputError(f"环境变量 {name} 的值“{one['input']}”不能用", expected=said, todo="改正后重新启动")
        )
    return faults
