"""What was begun and not saved: where it was typed, told in words, and what it leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.facts.notes import is_confidential
from data.i18n import LANGUAGES, N_, _
from data.model.base import specs
from data.model.choices import MeetingState
from data.model.competence import Challenge, FocusArea, Need, Task
from data.model.discussion import AgendaItem, Discussion, Note
from data.model.document import KINDS
from data.model.status import StatusMeeting
from data.own.drafts import KEYS_PLACE
from data.views.show import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.model.base import Record
    from data.model.document import Document

CAPTURE: Final = "capture"
"""The line that belongs to no part."""

_LINES: Final = {
    "plan.capture": ("plan", N_("Action plan: a new action")),
    "wheel.new": ("wheel", N_("Year wheel: a new entry")),
    f"competence.{Challenge.kind}": ("competence", N_("Skills: a challenge")),
    f"competence.{FocusArea.kind}": ("competence", N_("Skills: a new focus area")),
    f"competence.{Task.kind}": ("competence", N_("Skills: a new task")),
    f"competence.{Need.kind}": ("competence", N_("Skills: what a task takes")),
    CAPTURE: ("", N_("Capture")),
    KEYS_PLACE: ("", N_("Typed while AMIS was saving")),
}
"""The lines that are about no record: their part, and what they are called."""

_KEPT_APART: Final = ("unsaved", "setup")
"""Drafts that are offered in another way."""

_ABOUT: Final = re.compile(r"([a-z_]+):([^/.]+)[/.]?(.*)", re.DOTALL)
_CONFIDENTIAL: Final = "confidential"


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A text that waits, and where."""

    place: str
    text: str
    where: str
    """Part, meeting or record, and line, in words."""
    shown: str
    """The text where it may be seen by whoever looks at the screen; empty where it may not."""
    part: str = ""
    """The part its line is in, where it is about no record."""
    reference: str = ""
    """The record it is about; empty when it is about none, or that is gone."""
    field: str = ""
    """The field of the record it is for, where it is for one."""


def waiting_drafts(document: Document, texts: Iterable[tuple[str, str]]) -> list[WaitingDraft]:
    """What waits, told in words.

    Args:
        document: The document.
        texts: Place and text of each draft.
    """
    return [
        _in_confidence(_told(document, place, text))
        for place, text in texts
        if text.strip() and not place.startswith(_KEPT_APART)
    ]


def _in_confidence(draft: WaitingDraft) -> WaitingDraft:
    """The draft without its text where a line of that is marked as confidential, kept or not."""
    from data.capture import confidential_text  # not for a front page without drafts

    marked = any(
        confidential_text(line, language) is not None
        for line in draft.text.split("\n")
        for language in LANGUAGES
    )
    return replace(draft, shown="") if marked else draft


def _told(document: Document, place: str, text: str) -> WaitingDraft:
    known = _LINES.get(place) or _LINES.get(place.rpartition(".")[0])
    if known is not None:
        part, where = known
        return WaitingDraft(place, text, _(where), text, part)
    found = _ABOUT.fullmatch(place)
    if found is None:
        kind = _kind(place.removeprefix("new."))
        return WaitingDraft(place, text, _("a new one: {kind}").format(kind=kind), text)
    record, rest = document.resolve(f"{found[1]}:{found[2]}"), found[3]
    if record is None:
        # Of a note that is gone it is not known any more whether it was confidential.
        secret = rest == _CONFIDENTIAL or found[1] == Note.kind
        where = _("what it was about is deleted: {kind}").format(kind=_kind(found[1]))
        return WaitingDraft(place, text, where, "" if secret else text)
    secret = rest == _CONFIDENTIAL or is_confidential(record)
    described = specs(type(record)).get(rest)
    line = _(described.label) if described is not None else ""
    return WaitingDraft(
        place,
        text,
        ": ".join(filter(None, (_heading(document, record), line))),
        "" if secret else text,
        reference="" if _frozen(document, record) else record.reference,
        field=rest if described is not None and not _held(record) else "",
    )


def _kind(name: str) -> str:
    return _(KINDS[name].label) if name in KINDS else "?"


def _frozen(document: Document, record: Record) -> bool:
    """Whether a record belongs to a meeting whose minutes are approved: nothing is typed there."""
    if isinstance(record, AgendaItem):
        meeting = document.get(Discussion, record.discussion or "")
        return meeting is not None and _frozen(document, meeting)
    return isinstance(record, Discussion | StatusMeeting) and record.state is MeetingState.APPROVED


def _held(record: Record) -> bool:
    """Whether a record belongs to a meeting, where its lines are found again."""
    return isinstance(record, Discussion | AgendaItem | StatusMeeting)


def _heading(document: Document, record: Record) -> str:
    """What a record is called, with the meeting it belongs to."""
    if isinstance(record, AgendaItem):
        discussion = document.get(Discussion, record.discussion or "")
        year = f" {discussion.year}" if discussion is not None else ""
        return f"{_('Discussion')}{year}: {record.title}"
    if is_confidential(record):
        return _("a confidential note")
    return f"{record.code} {heading_of(record)}".strip() if record.prefix else record.heading
