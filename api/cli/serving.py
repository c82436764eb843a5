"""`serve`: console and API on one port until Ctrl-C.

Owns the port (taken before anything starts, so that a busy one is said at once) and the orderly end.
"""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click
import uvicorn

from api.app import create_app
from api.cli.opening import graph_options, open_store, settings_of
from api.cli.say import Say
from api.settings import Settings
from domain.errors import UnavailableError
from graph.store import Store

DEFAULT_PORT = 8000
_BACKLOG = 2048
_SAID = {
    errno.EADDRINUSE: ("端口 {port} 已被占用", "用 --port 换一个端口，或停掉占用它的程序"),
    errno.EACCES: ("没有权限使用端口 {port}", "用 --port 换一个 1024 以上的端口"),
    errno.EADDRNOTAVAIL: ("本机没有地址 {host}", "用 --host 换成本机的地址，如 127.0.0.1"),
}


@click.command("serve", help="开通控制台与 API，直到 Ctrl-C。")
@click.option("--host", default="127.0.0.1", show_default=True, help="听在哪个地址；0.0.0.0 是全部网卡")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="端口")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="进程数")
@graph_options
@click.pass_obj
def serve(say: Say, host: str, port: int, workers: int, home: Path | None, uri: str | None) -> None:
    """Serve until interrupted."""
    settings = settings_of(home, uri)
    listener = listen(host, port)
    with listener, say.waiting("opening"), open_store(settings) as store:
        say.note("serving", url=url_of(listener))
        if workers == 1:
            run_server(settings, store, listener)
        else:
            run_workers(settings, listener, workers)
    say.note("served")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the address.

    Raises:
        UnavailableError: the port is in use or may not be used, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        what, todo = _SAID.get(
            error.errno or 0, ("地址 {host} 的端口 {port} 不能用", "检查 --host 与 --port")
        )
        raise UnavailableError(what.format(host=host, port=port), todo=todo) from error
    return listener


def url_of(listener: socket.socket) -> str:
    """The address for a browser on this machine."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def run_server(settings: Settings, store: Store, listener: socket.socket) -> None:
    """One process, until SIGINT or SIGTERM."""
    config = uvicorn.Config(create_app(settings, store), log_level="warning", access_log=False)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        return


def run_workers(settings: Settings, listener: socket.socket, workers: int) -> None:
    """Several processes; each builds its application from the environment, which therefore says the same."""
    os.environ["YANZHEN_HOME"] = str(settings.home)
    if settings.graph_uri is not None:
        os.environ["YANZHEN_GRAPH_URI"] = settings.graph_uri
    uvicorn.run(
        "api.app:from_environment",
        factory=True,
        workers=workers,
        fd=listener.fileno(),
        log_level="warning",
        access_log=False,
    )


COMMANDS = (serve,)
