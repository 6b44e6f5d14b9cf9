"""Who signs minutes: whoever chaired, and the seats that took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.export.pdf.paper import Signature, Signed
from data.export.text.markdown import inside, item
from data.export.text.parts import listed
from data.i18n import _
from data.model.base import label_of
from data.model.choices import Presence, Role, choice_label
from data.model.discussion import Attendance, Discussion
from data.model.profile import Profile
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.document import Document
    from data.model.status import StatusMeeting

_SEATS: Final = frozenset(Role) - {Role.EMPLOYEE, Role.ADVISER, Role.UNION_REP}
_MOST: Final = 6
_LINE: Final = "_" * 30
_USUAL: Final = (Role.SUPERVISOR, Role.REPRESENTATIVE)


def signed_minutes(document: Document, meeting: Discussion | StatusMeeting, text: str) -> Signed:
    """The minutes with lines to sign on, in the language in use.

    Args:
        document: Where the meeting is.
        meeting: Whose minutes they are.
        text: The minutes in Markdown.
    """
    return Signed(text, signing(document, meeting), _("Minutes"))


def signing(document: Document, meeting: Discussion | StatusMeeting) -> tuple[Signature, ...]:
    """The lines to sign on, in the language in use."""
    return tuple(_lines(document, meeting))[:_MOST]


def signatures(document: Document, meeting: Discussion | StatusMeeting) -> str:
    """The lines to sign on as a list in Markdown."""
    return listed(_written(line) for line in signing(document, meeting))


def _written(line: Signature) -> str:
    # Between blanks and at the end of a line an underscore is only itself.
    role = f"{line.role[:1].lower()}{line.role[1:]}" if line.name else line.role
    who = ", ".join(filter(None, [line.name, role]))
    return item(f"{inside(who)}: {_LINE}")


def _lines(document: Document, meeting: Discussion | StatusMeeting) -> Iterator[Signature]:
    label = label_of(type(meeting), "chair")
    chair = name_of(document, "person", meeting.chair) if meeting.chair else ""
    rows = [
        row
        for row in document.all(Attendance)
        if row.meeting == meeting.reference and _has_a_seat(row)
    ]
    yield _line(chair, label)
    others = [row for row in rows if row.person != meeting.chair or not meeting.chair]
    for row in others:
        yield _line(row.name, row.role)
    if not others and _without_seats(document, meeting):
        yield _line("", _("For the employees"))
    elif not others:
        for role in _USUAL:
            word = choice_label(role)
            yield _line("", f"{word[:1].upper()}{word[1:]}")


def _without_seats(document: Document, meeting: Discussion | StatusMeeting) -> bool:
    """Whether so few work there that nobody is elected, and all talk directly."""
    workplace = document.workplace
    now = workplace.profile if workplace is not None else None
    profile = meeting.profile if isinstance(meeting, Discussion) else now
    return profile is Profile.DIRECT


def _has_a_seat(row: Attendance) -> bool:
    if row.presence is not Presence.PRESENT:
        return False
    # Older minutes keep only the word for it.
    return bool(_SEATS.intersection(row.roles) if row.roles else row.person and row.role)


def _line(name: str, role: str) -> Signature:
    if not role:
        return Signature(name, _("Date and signature"))
    return Signature(name, _("{role}, date and signature").format(role=role))
