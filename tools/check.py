"""Every check of the project, step by step: `python -m tools.check all|fast|lint|wheel`.

All steps are run even after one failed, so that one run shows everything that is wrong. With `CI=true`
nothing may be skipped; elsewhere a missing Neo4j or Chromium is a visible skip.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import neo4j_home, wheel_check
from tools.steps import say

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# More workers than this only multiply the memory of the engines that tests start.
MOST_WORKERS = 4
# What costs most is shown, so that a slow test is seen the day it comes.
SLOWEST = ("--durations=10", "--durations-min=1")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class StepFailedError(Exception):
    """Raised by a step that found something wrong; its output has said what."""


class StepSkippedError(Exception):
    """Raised by a step that could not be done here; the message says what is missing. Never raised in CI."""


@dataclass(frozen=True, slots=True)
class Step:
    """A named check; `run` raises when it did not pass or could not be done."""

    name: str
    run: Callable[[], None]


def tool(*command: str) -> Callable[[], None]:
    """Make a step of a program of `.venv/bin`."""

    def run() -> None:
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False)
        if done.returncode:
            raise StepFailedError(f"{command[0]} 退出码 {done.returncode}")

    return run


def neo4j() -> None:
    """Have a real Neo4j ready for the tests, where Maven and Java are there."""
    try:
        neo4j_home.build()
    except neo4j_home.UnavailableError as missing:
        if os.environ.get("CI") == "true":
            raise StepFailedError(str(missing)) from missing
        raise StepSkippedError(f"要它的测试会标为跳过。{missing}") from missing


def wheel() -> None:
    """Build sdist and wheel, install the wheel elsewhere, try it there."""
    try:
        wheel_check.main()
    except subprocess.CalledProcessError as error:
        say(f"{error.stdout or ''}{error.stderr or ''}")
        command = " ".join(map(str, error.cmd[:5]))
        raise StepFailedError(f"退出码 {error.returncode}：{command} ……") from error
    except SystemExit as fault:
        raise StepFailedError(str(fault.code)) from fault


class Tests:
    """The pytest step; keeps pytest's closing line, to be repeated at the very end."""

    def __init__(self, *options: str) -> None:
        # Tests wipe the server they are given; one that is not ours alone allows for one process only.
        alone = "TEST_NEO4J_URI" in os.environ
        workers = "0" if alone else str(min(MOST_WORKERS, os.cpu_count() or 1))
        # loadfile: what a file's tests share is made once; each worker has its own server and browser.
        self.options = ["-n", workers, "--dist", "loadfile", *options]
        self.closing = ""

    def __call__(self) -> None:
        """Run pytest, passing its output on line by line."""
        colour = "yes" if sys.stdout.isatty() else "no"
        command = [sys.executable, "-m", "pytest", f"--color={colour}", *self.options]
        # Without bytecode every process that a test starts would compile all the packages anew.
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                self.closing = line.rstrip("\n") if line.strip() else self.closing
        if process.returncode:
            raise StepFailedError(f"pytest 退出码 {process.returncode}")


LINT = [
    Step("排版（ruff format）", tool("ruff", "format", "--check", ".")),
    Step("行文（ruff check）", tool("ruff", "check", ".")),
    Step("类型（mypy）", tool("mypy")),
    Step("导入方向（import-linter）", tool("lint-imports", "--no-logo")),
]
WHEEL = [Step("打包，装进干净环境，在仓库之外试用", wheel)]
NEO4J = [Step("备好真 Neo4j（Maven）", neo4j)]


def plan(which: str) -> tuple[list[Step], Tests | None]:
    """The steps of one of the make targets; the tests, if any, come last."""
    if which == "lint":
        return LINT, None
    if which == "wheel":
        return WHEEL, None
    if which == "fast":
        tests = Tests("-m", "not neo4j and not browser and not slow", "--hypothesis-profile=fast", *SLOWEST)
        return [Step("测试（不需要 Neo4j、浏览器的快测试）", tests)], tests
    tests = Tests(*SLOWEST)
    return [*LINT, *WHEEL, *NEO4J, Step("测试（pytest，全部）", tests)], tests


def run(steps: list[Step]) -> list[str]:
    """Run all steps; one line of outcome and time for each, failed ones marked."""
    lines = []
    for number, step in enumerate(steps, 1):
        say(f"\n── {number}/{len(steps)} {step.name} ……")
        started = time.monotonic()
        try:
            step.run()
            outcome = "好"
        except StepSkippedError as missing:
            outcome = f"跳过：{missing}"
        except StepFailedError as failure:
            outcome = f"没有通过：{failure}"
        lines.append(f"{time.monotonic() - started:7.1f} 秒  {step.name}：{outcome}")
        say(f"   {outcome}（{time.monotonic() - started:.1f} 秒）")
    return lines


def main(which: str) -> int:
    """Run the steps of a target and sum up; pytest's closing line is the last thing said."""
    started = time.monotonic()
    steps, tests = plan(which)
    lines = run(steps)
    say("\n── 各步用时")
    for line in lines:
        say(line)
    failed, skipped = (sum(f"：{word}" in line for line in lines) for word in ("没有通过", "跳过"))
    verdict = f"{failed} 步没有通过" if failed else "没有一步不通过"
    say(
        f"{time.monotonic() - started:7.1f} 秒  合计：{verdict}" + (f"，跳过 {skipped} 步" if skipped else "")
    )
    if tests and tests.closing:
        say(ANSI.sub("", tests.closing))
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"all", "fast", "lint", "wheel"}:
        sys.exit("用法：python -m tools.check all|fast|lint|wheel")
    sys.exit(main(sys.argv[1]))
