"""The filled example that `amis demo` opens: a day-care centre with two years behind it.

The content lies in `data/content/<language>/demo.toml`, in the model's own field names, with ids
as references and with dates that count from today, so that the example never grows old.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from data.commands.discussion import STEP, item_values
from data.content.library import agenda
from data.content.reader import ContentError, shipped
from data.encoding.documents import decode_record
from data.encoding.misfit import CodecError
from data.export.meetings.discussion import minutes_for_approval
from data.export.meetings.status import status_minutes_for_approval
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, in_language
from data.model.base import BOOKKEEPING, Record, Shape, specs
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion
from data.model.document import KINDS, Document, Meta
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DOCUMENT: Final = "demo"
_AUTHOR: Final = "amira"
"""Who wrote what says nothing else."""
_BEGUN: Final[Mapping[str, Any]] = {"days": -800}
"""When what says nothing else was entered: before anything else happened."""
_HOUR: Final = "T09:30:00Z"
_SATURDAY: Final = 5

Row = dict[str, Any]


def demo_document(language: str, today: date) -> Document:
    """The example as a document of its own, seen from `today`.

    Raises:
        ContentError: The file is not what it must be.
    """
    tables: dict[str, dict[str, Record]] = {}
    for record in demo_records(language, today):
        tables.setdefault(record.kind, {})[record.id] = record
    counters = {kind: len(rows) for kind, rows in tables.items()}
    newest = max(record.changed_at for rows in tables.values() for record in rows.values())
    meta = Meta(document=_DOCUMENT, revision=1, saved_at=newest, counters=counters)
    return _with_minutes(Document(meta=meta, tables=tables), language)


def _with_minutes(document: Document, language: str) -> Document:
    """The document with the minutes of its approved meetings as they were approved."""
    with in_language(language):
        for discussion in document.all(Discussion):
            if discussion.approved_on is not None:
                minutes = minutes_for_approval(
                    document,
                    discussion,
                    approved_by=discussion.approved_by,
                    approved_on=discussion.approved_on,
                )
                document = document.with_record(discussion.revised(minutes=minutes))
        for meeting in document.all(StatusMeeting):
            if meeting.approved_on is not None:
                minutes = status_minutes_for_approval(
                    document,
                    meeting,
                    approved_by=meeting.approved_by,
                    approved_on=meeting.approved_on,
                )
                document = document.with_record(meeting.revised(minutes=minutes))
    return document


def demo_records(language: str, today: date) -> tuple[Record, ...]:
    """Every record of the example, in the order of the document's tables.

    Args:
        language: The language of its texts; an unknown one gives the default.
        today: The day its dates count from.

    Raises:
        ContentError: The file is not what it must be.
    """
    folder = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return tuple(_Reader(folder, today).records())


def demo_day(given: Mapping[str, Any], today: date) -> date:
    """The day that a relative date of the content file means.

    Three forms: `days` from today with `years` beside it, moved off a weekend unless `exact`;
    `year` from this one with `month` and `day`; and `year` with `month`, `nth` and `weekday`
    (Monday is 1) or with an ISO `week`.

    Raises:
        ValueError: It is none of these.
    """
    known = {"days", "years", "exact", "year", "month", "day", "nth", "weekday", "week"}
    if not set(given) <= known or not {"days", "year"} & set(given):
        raise ValueError(f"{dict(given)!r} is no relative date")
    if "days" in given:
        moved = today + timedelta(days=given["days"])
        day = _clamped(moved.year + given.get("years", 0), moved.month, moved.day)
        return day if given.get("exact") else _weekday(day)
    year = today.year + given["year"]
    if "week" in given:
        return date.fromisocalendar(year, given["week"], 1)
    if "nth" in given:
        first = date(year, given["month"], 1)
        ahead = (given["weekday"] - first.isoweekday()) % 7
        return first + timedelta(days=ahead + 7 * (given["nth"] - 1))
    return _clamped(year, given["month"], given["day"])


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


_HOLIDAYS: Final = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
"""Days, by month and day, on which nobody meets or finishes a course."""


def _weekday(day: date) -> date:
    """The working day nearest to a day, in the same year: a meeting belongs to its year."""
    near = (day + timedelta(days=days) for away in range(8) for days in (-away, away))
    return next(
        each
        for each in near
        if each.year == day.year
        and each.weekday() < _SATURDAY
        and (each.month, each.day) not in _HOLIDAYS
    )


@cache
def _rows(folder: str) -> Mapping[str, list[Row]]:
    """The rows of a language's file by kind, checked for kinds we know."""
    file = shipped(folder, "demo")
    tables = file.tables()
    for kind in tables:
        if kind not in KINDS:
            raise ContentError(file.name, kind, "", _("is not a kind of record"))
    return tables


class _Reader:
    """Turns one language's rows into records for one day."""

    def __init__(self, folder: str, today: date) -> None:
        self._folder = folder
        self._today = today
        self._tables = _rows(folder)
        self._names = {row["id"]: row["name"] for row in self._tables.get("person", [])}

    def records(self) -> Iterator[Record]:
        """The records kind by kind, numbered from 1 within each."""
        discussions: list[Discussion] = []
        for kind in KINDS:
            number = 0
            if kind == AgendaItem.kind:
                for discussion in discussions:
                    for item in self._agenda(discussion, number):
                        number += 1
                        yield item
            for place, row in enumerate(self._tables.get(kind, []), 1):
                record = self._record(kind, row.get("id", f"{kind}-{place}"), number + 1, row)
                if record is None:
                    continue
                number += 1
                if isinstance(record, Discussion):
                    discussions.append(record)
                yield record

    def _record(self, kind: str, identity: str, number: int, row: Row) -> Record | None:
        """The record of a row; None for what was ticked off on a day that is still to come."""
        try:
            if "done_on" in row and demo_day(row["done_on"], self._today) >= self._today:
                return None
            return decode_record(kind, self._encoded(kind, identity, number, row))
        except (CodecError, ValueError, KeyError, TypeError) as error:
            raise ContentError(
                f"{self._folder}/demo.toml", f"{kind} {identity}", "", str(error)
            ) from error

    def _encoded(self, kind: str, identity: str, number: int, row: Row) -> Row:
        """The row as the codec reads it: numbers given, dates worked out, names put in."""
        created = row.get("created_at", _BEGUN)
        maker = row.get("created_by", _AUTHOR)
        encoded: Row = {
            "id": identity,
            "number": number,
            "created_at": self._moment(created),
            "created_by": self._names[maker],
            "changed_at": self._moment(row.get("changed_at", created)),
            "changed_by": self._names[row.get("changed_by", maker)],
        }
        known = specs(KINDS[kind])
        for name, value in row.items():
            if name in BOOKKEEPING:
                continue
            if isinstance(value, dict):
                day = demo_day(value, self._today)
                counted = name in known and known[name].shape is Shape.COUNT
                encoded[name] = day.year if counted else day.isoformat()
            else:
                encoded[name] = value
        return encoded

    def _moment(self, given: Mapping[str, Any]) -> str:
        return demo_day({**given, "exact": True}, self._today).isoformat() + _HOUR

    def _agenda(self, discussion: Discussion, number: int) -> Iterator[AgendaItem]:
        """The agenda of a discussion from the template, ticked when the minutes are approved."""
        held = discussion.state is MeetingState.APPROVED
        asked = discussion.created_at.date()
        for place, item in enumerate(
            agenda(self._folder).for_profile(discussion.profile, discussion.employees), 1
        ):
            values: Row = {
                **item_values(item, discussion.id, place * STEP),
                # Nobody had read a source later than they asked.
                "source_read_on": min(item.read_on, asked),
                "done": held,
            }
            yield AgendaItem(
                id=f"{discussion.id}-{item.id}",
                number=number + place,
                created_at=discussion.created_at,
                created_by=discussion.created_by,
                changed_at=discussion.changed_at,
                changed_by=discussion.changed_by,
                **values,
            )
