"""Runs the application until it is told to stop: the socket, the signals, the first words."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from typing import Any

import click
import uvicorn

from api.app import create_app
from api.identity import check_key
from api.opened import Opened, opened
from ledger.log.address import Unusable
from ledger.settings import Settings

PATIENCE_SECONDS = 10
"""How long requests may take to end once the process is told to stop."""


class Server(uvicorn.Server):
    """A server that says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if not self.started:
            return
        click.echo(f"The ledger listens at http://{self._settings.host}:{self._settings.port}")
        if not self._settings.is_production:
            click.echo("For a token: ledger token --role editor --school 900001")


def serve(settings: Settings, *, with_example: bool) -> None:
    """Serve until SIGTERM or SIGINT; then let go of everything and return.

    Raises `Unusable` where the database or the address cannot be used, and `UnsafeKey` where the
    signing key lies open.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    # Looked at and opened before uvicorn begins, so that a fault is told as one sentence.
    check_key(settings.data)
    with opened(settings) as ledger, _listening(settings) as listening:
        if with_example:
            _load_example(ledger)
        # Afterwards uvicorn raises the signal again; by then all is closed, and that is a good end.
        signal.signal(signal.SIGTERM, _end)
        config = uvicorn.Config(
            create_app(settings, ledger),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=PATIENCE_SECONDS,
        )
        try:
            Server(config, settings).run(sockets=[listening])
        except KeyboardInterrupt:
            return


def _load_example(ledger: Opened) -> None:
    """Put the example into a ledger that is still empty."""
    if ledger.recorder.size() == 0:
        from ledger.example import load

        click.echo("The example is put into the empty ledger; that takes some seconds.")
        load(ledger.engine, ledger.keys)


def _listening(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port), backlog=2048)
    except OSError as wrong:
        why = (wrong.strerror or str(wrong)).partition(" (")[0]
        raise Unusable(f"Nothing can listen at {settings.host}:{settings.port}: {why}.") from wrong


def _end(*_: Any) -> None:
    sys.exit(0)
