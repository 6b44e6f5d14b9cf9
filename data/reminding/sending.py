"""How a mail leaves the machine: its own sendmail, or a mail server by SMTP."""

from __future__ import annotations

import smtplib
import ssl
import stat
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from data.dataclass import dataclass, field
from data.i18n import N_, _
from data.store.errors import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

SENDMAIL: Final = (Path("/usr/sbin/sendmail"), Path("/usr/lib/sendmail"))
"""Where the machine's own is looked for."""

LIMIT: Final = 30.0
"""Seconds a server or program may take for one step."""

_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_FIELDS: Final = ("host", "port", "tls", "user", "password", "from")
_PREFIX: Final = "AMIS_SMTP_"
_MOST_BYTES: Final = 64 * 1024


class MailTrouble(Exception):
    """A mail could not be handed over.

    Args:
        why: What the server, the program or the system said.
        for_all: Whether the next mail would fare no better.
    """

    def __init__(self, why: str, *, for_all: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.for_all = for_all


class BadAccount(Exception):
    """What was said of the mail server cannot be used.

    Args:
        message: A message id.
        values: What it has places for.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values

    def sentence(self) -> str:
        """What is wrong, in the language in use."""
        return _(self.message).format(**self.values)


class Sender(Protocol):
    """What hands mails over."""

    def send(self, mail: EmailMessage) -> None:
        """Hand one over.

        Raises:
            MailTrouble: it was not taken.
        """


@dataclass(frozen=True, slots=True)
class Sendmail:
    """The machine's own mail program."""

    program: Path

    def send(self, mail: EmailMessage) -> None:
        """See `Sender`."""
        command = [str(self.program), "-i", "-t"]
        try:
            done = subprocess.run(  # noqa: S603 - addresses stand in the mail's head, not here
                command, input=mail.as_bytes(), capture_output=True, timeout=LIMIT, check=False
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise MailTrouble(str(error), for_all=True) from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip() or str(done.returncode)
            raise MailTrouble(said)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server."""

    host: str
    port: int
    tls: str = "starttls"
    """`starttls`, `tls` from the first byte, or `none`."""
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    """The address mails come from; empty where nothing was said."""
    limit: float = LIMIT

    def send(self, mail: EmailMessage) -> None:
        """See `Sender`. Each mail has a connection of its own: they are few."""
        try:
            with self._connected() as server:
                try:
                    server.send_message(mail)
                except smtplib.SMTPRecipientsRefused as error:
                    raise MailTrouble(_said(error)) from error
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            raise MailTrouble(_said(error)) from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            told = _("the mail server {host} cannot be used ({why})")
            why = told.format(host=shown(self.host), why=_said(error))
            raise MailTrouble(why, for_all=True) from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.limit, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.limit)
        try:
            if self.tls == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _said(error: Exception) -> str:
    """What went wrong, with nothing of the password in it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(code, text) for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    # The number of an error says nothing to people.
    said = error.strerror if isinstance(error, OSError) else None
    return said or str(error) or type(error).__name__


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}"


def smtp_from_file(path: Path) -> SmtpServer:
    """The mail server as a file of one's own says: TOML, and nobody else may read it.

    Raises:
        BadAccount: others may read it, or it says something else.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        import os

        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadAccount(
                N_("Others may read {path}, and it holds a password: chmod 600."), path=shown(path)
            )
        content = file.read(_MOST_BYTES)
    try:
        said = tomllib.loads(content.decode())
    except (ValueError, UnicodeError) as error:
        raise BadAccount(
            N_("{path} is not readable as TOML: {why}"), path=shown(path), why=shown(str(error))
        ) from error
    return _server({name: str(value) for name, value in said.items()}, shown(path))


def smtp_from_environment(environ: Mapping[str, str]) -> SmtpServer | None:
    """The mail server as `AMIS_SMTP_HOST` and its like say; None without a host.

    Raises:
        BadAccount: one of them says something that cannot be.
    """
    said = {
        name: environ[f"{_PREFIX}{name.upper()}"]
        for name in _FIELDS
        if environ.get(f"{_PREFIX}{name.upper()}")
    }
    return _server(said, f"{_PREFIX}…") if "host" in said else None


def _server(said: Mapping[str, str], where: str) -> SmtpServer:
    unknown = sorted(set(said) - set(_FIELDS))
    if unknown:
        raise BadAccount(
            N_("{where}: there is no “{name}”, only {known}."),
            where=where, name=shown(unknown[0]), known=", ".join(_FIELDS),
        )  # fmt: skip
    if not said.get("host"):
        raise BadAccount(N_("{where} names no mail server: host."), where=where)
    tls = said.get("tls", "starttls")
    if tls not in _PORTS:
        raise BadAccount(
            N_("{where}: tls is one of {known}."), where=where, known=", ".join(_PORTS)
        )
    port = said.get("port", str(_PORTS[tls]))
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:  # noqa: PLR2004
        raise BadAccount(N_("{where}: port is a number, such as 587."), where=where)
    return SmtpServer(
        host=said["host"], port=int(port), tls=tls, user=said.get("user", ""),
        password=said.get("password", ""), sender=said.get("from", ""),
    )  # fmt: skip


def own_sendmail() -> Sendmail | None:
    """The machine's own mail program; None where there is none."""
    return next((Sendmail(path) for path in SENDMAIL if path.exists()), None)
