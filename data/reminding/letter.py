"""A reminder as a mail: short plain text with how to answer, and the person's days on demand."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from data.reminding.points import LetterPart, heading

if TYPE_CHECKING:
    from datetime import datetime

    from data.model.document import Document
    from data.reminding.points import Letter

_WIDTH: Final = 76


class BadAddress(ValueError):
    """An e-mail address that no mail can go to."""


def address(name: str, mail: str) -> Address:
    """A mailbox.

    Raises:
        BadAddress: the address is none.
    """
    try:
        found = Address(display_name=name, addr_spec=mail.strip())
    except (ValueError, IndexError, MessageError) as error:
        raise BadAddress(mail) from error
    if not found.username or ("." not in found.domain.strip(".") and found.domain != "localhost"):
        raise BadAddress(mail)
    return found


def subject(document: Document, letter: Letter) -> str:
    """What the mail's subject line says, in the language in use."""
    count = len(letter.points)
    waiting = ngettext("{n} thing waits for you", "{n} things wait for you", count).format(n=count)
    name = document.workplace.name if document.workplace is not None else ""
    return f"{name}: {waiting}" if name else waiting


def body(document: Document, letter: Letter, server: str) -> str:
    """The mail's text, in the language in use.

    Args:
        document: Whose plan it is.
        letter: What is to be said.
        server: The name to connect to, for answers by one line; empty for none.
    """
    first_name = letter.person.name.partition(" ")[0]
    name = document.workplace.name if document.workplace is not None else ""
    lines = [_("Hello {name}").format(name=first_name), ""]
    lines += _wrapped(
        _("This waits for you in the work-environment plan of {workplace}.").format(workplace=name)
        if name
        else _("This waits for you in the work-environment plan.")
    )
    for section in LetterPart:
        points = letter.of(section)
        if points:
            lines += ["", heading(section)]
            for point in points:
                lines += _wrapped(point.text, first="- ", rest="  ")
    lines += ["", *_how_to_answer(letter, server)]
    lines += ["", *_wrapped(_("A thing is in such a mail at most once a week."))]
    return "\n".join(lines) + "\n"


def _how_to_answer(letter: Letter, server: str) -> list[str]:
    codes = [point.code for point in letter.points if point.code]
    if not codes or not server:
        return _wrapped(_("Answer in AMIS: open it, press / and write the number."))
    done = codes[0]
    # Two different numbers where there are two: it shows that any of them can be answered.
    later = next((code for code in codes if code != done), done)
    return [
        *_wrapped(_("Answer with one line, in your own words:")),
        f"  ssh {server} amis done {done} " + _("what was done"),
        f"  ssh {server} amis later {later} " + _("week 14 waits for an offer"),
        *_wrapped(_("or in AMIS: open it, press / and write the number.")),
    ]


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def message(
    document: Document,
    letter: Letter,
    *,
    sender: Address,
    now: datetime,
    server: str,
    days: str = "",
) -> EmailMessage:
    """The whole mail, in the language in use.

    Args:
        document: Whose plan it is.
        letter: What is to be said; the person has an e-mail address.
        sender: Whom it comes from.
        now: When it is sent, with its zone.
        server: See `body`.
        days: The person's days as an iCalendar file; empty for none.

    Raises:
        BadAddress: the person's address is none.
    """
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = address(letter.person.name, letter.person.email)
    made["Subject"] = subject(document, letter)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=sender.domain)
    # So that no holiday notice answers a machine.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body(document, letter, server), cte="quoted-printable")
    if days:
        made.add_attachment(
            days.encode(), maintype="text", subtype="calendar", filename="amis.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )  # fmt: skip
    return made
