"""Minutes approved and opened again: the same for every kind of meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar

from data.dataclass import dataclass, field
from data.edits.edits import Add, Author, Edit, Set
from data.edits.errors import Frozen, Invalid
from data.edits.records import existing
from data.facts.organised import members_on
from data.facts.people import sits
from data.i18n import _
from data.ids import new_id
from data.model.choices import MeetingState, NoteForm, Role
from data.model.discussion import Attendance, Discussion, Note
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.text import MAX_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from data.model.document import Document

Meeting: TypeAlias = Discussion | StatusMeeting
M = TypeVar("M", Discussion, StatusMeeting)


@dataclass(frozen=True, slots=True)
class Approve:
    """Approve the minutes as they read now and freeze the meeting."""

    name: ClassVar[str]
    meeting: ClassVar[type[Meeting]]
    id: str
    approved_by: str
    approved_on: date
    minutes: str | Callable[[Document], str]
    """The minutes in Markdown, without what is confidential; or what writes them of the document
    they are kept in, so that they hold what others have saved up to that moment."""
    ends: str = ""
    """The time it ended, `HH:MM`, for a meeting that has none."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """Approval last: it freezes the rest.

        Raises:
            Invalid: the minutes are longer than a field can hold; nothing is cut unsaid.
            Gone: the meeting is not there.
        """
        kind = self.meeting.kind
        minutes = self.minutes if isinstance(self.minutes, str) else self.minutes(document)
        if len(minutes) > MAX_LENGTH:
            raise Invalid(kind, "minutes", _("the minutes are too long to be kept"))
        if self.ends and not existing(document, self.meeting, self.id).ends:
            yield Set(kind, self.id, "ends", self.ends)
        yield Set(kind, self.id, "approved_by", self.approved_by)
        yield Set(kind, self.id, "approved_on", self.approved_on)
        yield Set(kind, self.id, "minutes", minutes)
        yield Set(kind, self.id, "state", MeetingState.APPROVED)


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open an approved meeting again; the reason is kept with it."""

    name: ClassVar[str]
    meeting: ClassVar[type[Meeting]]
    id: str
    reason: str
    note: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """State first: it thaws the rest.

        Raises:
            Gone: the meeting is not there.
        """
        kind = self.meeting.kind
        existing(document, self.meeting, self.id)
        yield Set(kind, self.id, "state", MeetingState.RUNNING)
        yield Set(kind, self.id, "approved_by", "")
        yield Set(kind, self.id, "approved_on", None)
        about = f"{kind}:{self.id}"
        values = {"about": about, "form": NoteForm.REOPENED, "text": self.reason}
        yield Add(Note.kind, self.note, values)


def open_meeting(document: Document, cls: type[M], identity: str) -> M:
    """The meeting with the id, which is not approved.

    Raises:
        Gone: there is none.
        Frozen: it is approved.
    """
    meeting = existing(document, cls, identity)
    if meeting.state is MeetingState.APPROVED:
        raise Frozen(meeting.code)
    return meeting


class ApproveDiscussion(Approve):
    """Approve the minutes of an annual discussion."""

    __slots__ = ()
    name = "approve_discussion"
    meeting = Discussion

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """Who sat in the organisation and as what is kept first; approval freezes it.

        Raises:
            Invalid: the minutes are longer than a field can hold.
            Gone: the meeting is not there.
        """
        discussion = existing(document, Discussion, self.id)
        day = discussion.held_on or author.day
        sat = tuple(person.id for person in members_on(document, day))
        yield Set(Discussion.kind, self.id, "members", sat)
        for row in document.all(Attendance):
            person = document.get(Person, row.person)
            if row.meeting == discussion.reference and person is not None:
                roles = person.roles if sits(person, day) else ()
                kept = tuple(role for role in Role if role in {*row.roles, *roles})
                yield Set(Attendance.kind, row.id, "roles", kept)
        yield from super().edits(document, author)


class ReopenDiscussion(Reopen):
    """Open an approved discussion again."""

    __slots__ = ()
    name = "reopen_discussion"
    meeting = Discussion


class ApproveStatusMeeting(Approve):
    """Approve the minutes of a status meeting."""

    __slots__ = ()
    name = "approve_status"
    meeting = StatusMeeting


class ReopenStatusMeeting(Reopen):
    """Open an approved status meeting again."""

    __slots__ = ()
    name = "reopen_status"
    meeting = StatusMeeting
