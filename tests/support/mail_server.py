"""A mail server on loopback that keeps what it gets, and can be told how to behave."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes
from email.policy import SMTP
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from email.message import EmailMessage


class MailServer:
    """What a server does with mails.

    Attributes:
        mails: What it has taken, in order.
        refuses: Addresses it does not take mails for.
        says: What it answers instead of taking a mail; empty for taking it.
        port: Where it listens.
        waits: Seconds before it answers.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses: set[str] = set()
        self.says = ""
        self.waits = 0.0
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port: int = found.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        """A recipient."""
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        """A mail."""
        if self.waits:
            await asyncio.sleep(self.waits)
        if self.says:
            return self.says
        self.mails.append(message_from_bytes(envelope.content, policy=SMTP))
        return "250 OK"
