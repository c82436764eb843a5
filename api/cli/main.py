"""The door of the command line: the group, its options, and what an error becomes.

Owns the exit codes and the Chinese of click's own complaints; commands stand in their modules.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path

import click

from api.cli import (
    accounts,
    alias,
    amending,
    casebook,
    chains,
    demo,
    drafting,
    files,
    graph,
    impact,
    judging,
    loading,
    planning,
    receipts,
    serving,
    tiers,
    transferring,
)
from api.cli.help import complaint, in_chinese
from api.cli.opening import SETTINGS
from api.cli.say import Say
from api.cli.writing import DISK_FULL, disk_error
from api.settings import load_settings
from domain.errors import InputFaultsError, UnavailableError, YanzhenError

DONE, FAULTS, WRONG_USE, OUTSIDE = 0, 1, 2, 3


@click.group(
    name="yanzhen",
    help="雁阵：政策、条件、企业、产业链与链主同在一张图，政策找人，逐条说明理由。",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="输出语言，默认中文")
@click.version_option(version("yanzhen"), message="yanzhen %(version)s", help="显示版本")
@click.pass_context
def cli(context: click.Context, lang: str | None) -> None:
    """Read the settings once; keep them and the language for the commands."""
    settings = load_settings()
    context.meta[SETTINGS] = settings
    context.obj = Say(lang or settings.language)


COMMANDS = (
    files,
    alias,
    amending,
    casebook,
    judging,
    planning,
    drafting,
    impact,
    receipts,
    tiers,
    loading,
    accounts,
    chains,
    graph,
    transferring,
    serving,
    demo,
)
for command in (one for module in COMMANDS for one in module.COMMANDS):
    cli.add_command(command)
in_chinese(cli)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code. Errors of ours are printed, others are bugs and rise."""
    try:
        with cli.make_context("yanzhen", list(sys.argv[1:] if arguments is None else arguments)) as context:
            cli.invoke(context)
        return DONE
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return WRONG_USE
    except click.UsageError as error:
        _complain(error)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        return FAULTS
    except YanzhenError as error:
        return failed(error)
    except BrokenPipeError:
        # The reader of our output (head, less) went away.
        _silence()
        return DONE
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        _silence()
        return failed(disk_error(error, Path("标准输出")))


def _silence() -> None:
    """Our output has nowhere to go; point it elsewhere so that the exit is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failed(error: YanzhenError) -> int:
    """Print an error of ours, a line a fault; the exit code it means."""
    for fault in error.faults if isinstance(error, InputFaultsError) else [error]:
        click.echo(str(fault), err=True)
    return OUTSIDE if isinstance(error, UnavailableError) else FAULTS


def _complain(error: click.UsageError) -> None:
    """Click's complaint in Chinese, with the way to the help."""
    if error.ctx:
        click.echo(f"用法：{error.ctx.command_path}，加 --help 看说明", err=True)
    click.echo(_chinese(error), err=True)


def _chinese(error: click.UsageError) -> str:
    name = _parameter_name(error)
    match error:
        case click.MissingParameter():
            return f"缺少{name}"
        case click.NoSuchOption(option_name=option):
            return f"没有选项“{option}”"
        case click.BadParameter():
            return f"{name} 不对：{complaint(error.message)}"
        case _:
            return complaint(error.message)


def _parameter_name(error: click.UsageError) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    if isinstance(parameter, click.Option):
        return f"选项 {max(parameter.opts, key=len)}"
    return f"参数 {parameter.human_readable_name}"
