"""Serves the same conversation over a socket, one connection after another."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import stat
import sys
from dataclasses import dataclass

from .wire import serve


@dataclass(frozen=True)
class Address:
    """Where to listen: a TCP address, or the path of a Unix socket."""

    host: str = ""
    port: int = 0
    path: str | None = None

    @staticmethod
    def parse(text: str) -> Address:
        """Reads HOST:PORT, [HOST]:PORT or unix:PATH."""
        if text.startswith("unix:") and len(text) > len("unix:"):
            return Address(path=text[len("unix:") :])
        host, colon, port = text.rpartition(":")
        if not colon or not port.isdigit() or int(port) > 65535:
            raise argparse.ArgumentTypeError(f"expected HOST:PORT or unix:PATH, got {text!r}")
        return Address(host=host.strip("[]") or "127.0.0.1", port=int(port))


def listen(address: Address) -> int:
    """Serves connections until the process is told to end. Every connection has a session of its own."""
    try:
        server = unix_socket(address.path) if address.path is not None else tcp_socket(address)
    except OSError as error:
        print(f"cannot listen: {error}", file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: leave(address))
    announce(server, address)
    while True:
        connection, _ = server.accept()
        with connection:
            converse(connection)


def leave(address: Address) -> None:
    """Ends the process at once: an exception could be lost in somebody's clean-up."""
    if address.path is not None and os.path.exists(address.path):
        os.unlink(address.path)
    os._exit(0)


def announce(server: socket.socket, address: Address) -> None:
    where = f"unix:{address.path}"
    if address.path is None:
        host, port = server.getsockname()[:2]
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    print(f"listening on {where}", file=sys.stderr, flush=True)


def converse(connection: socket.socket) -> None:
    try:
        with connection.makefile("rb") as requests, connection.makefile("wb") as answers:
            serve(requests, answers)
    except OSError as error:  # the other side went away; the next one may come
        print(f"connection lost: {error}", file=sys.stderr, flush=True)


def tcp_socket(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    return socket.create_server((address.host, address.port), family=family)


def unix_socket(path: str) -> socket.socket:
    if os.path.exists(path) and stat.S_ISSOCK(os.stat(path).st_mode):
        os.unlink(path)  # left over by a process that was killed
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        server.bind(path)
        server.listen()
    except OSError:
        server.close()
        raise
    return server
