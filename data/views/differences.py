"""Where two copies of the document differed when they became one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.facts.notes import is_confidential
from data.i18n import _
from data.model.base import label_of
from data.model.choices import Parting
from data.model.merging import Difference
from data.text import shorten
from data.views.show import heading_of

if TYPE_CHECKING:
    from datetime import datetime

    from data.model.base import Record
    from data.model.document import Document

_LONGEST: Final = 60
"""Characters of a value that are shown."""


class ToldDifference(NamedTuple):
    """One difference in words."""

    what: str
    """The record, and the field where it is about one."""
    more: tuple[str, ...]
    """What counts now, and what the other copy said."""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return "; ".join((self.what, *self.more))


def unseen_differences(document: Document) -> tuple[Difference, ...]:
    """Those that nobody has looked at yet, the oldest first."""
    return tuple(found for found in document.all(Difference) if not found.seen)


def differences_at(document: Document, at: datetime) -> tuple[Difference, ...]:
    """Those that were found when copies became one, by the merge's time in the history."""
    return tuple(found for found in document.all(Difference) if found.created_at == at)


def difference_told(document: Document, difference: Difference) -> ToldDifference:
    """What differed, what counts now and whose word that is."""
    record = document.resolve(difference.about)
    what = _what(record)
    counts, other = (shorten(text, _LONGEST) for text in (difference.counts, difference.other))
    if difference.parting is Parting.NUMBER:
        said = _("{other} had been given in both copies; this one is {counts} now")
        return ToldDifference(what, (said.format(other=other, counts=counts),))
    if difference.parting is Parting.DELETED:
        said = _("deleted in one copy, used in the other: it is there")
        return ToldDifference(what or counts, (said,))
    field = label_of(type(record), difference.field) if record is not None else difference.field
    named = f"{what}, {field}" if what else field
    if not counts and not other:
        # The words of a confidential note stay in the note.
        return ToldDifference(named, (_("changed in both copies: look at what stands there"),))
    leads = (
        (_("As approved: {value}"), _("Written meanwhile: {value}"))
        if difference.parting is Parting.APPROVED
        else (_("Counts now: {value}"), _("In the other copy, earlier: {value}"))
    )
    return ToldDifference(
        named,
        (
            leads[0].format(value=_by(counts, difference.counts_by)),
            leads[1].format(value=_by(other, difference.other_by)),
        ),
    )


def _by(value: str, who: str) -> str:
    shown = value or _("nothing")
    return f"{shown} ({who})" if who else shown


def _what(record: Record | None) -> str:
    if record is None:
        return ""
    number = record.code if record.prefix else _(record.label)
    heading = "" if is_confidential(record) else shorten(heading_of(record), _LONGEST)
    return f"{number} {heading}".strip()
