"""An action that has stalled, and runs of the checklist on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from support.documents import blank

from data.commands.checklist import AddStep, AnswerPoint, BeginRun
from data.content.library import checklist
from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord
from data.model.choices import CheckAnswer

if TYPE_CHECKING:
    from data.edits.records import Command
    from data.model.document import Document

FIRST = date(2026, 9, 1)
"""The day of the first run."""

LIST = checklist("da")

P, D, M, I = (  # noqa: E741 - the keys as they are typed
    CheckAnswer.IN_PLACE, CheckAnswer.PARTLY, CheckAnswer.MISSING, CheckAnswer.NOT_RELEVANT,
)  # fmt: skip


def done_on(document: Document, day: date, *commands: Command) -> Document:
    """The document after commands carried out on a day."""
    author = Author("Karen Holm", datetime(day.year, day.month, day.day, 11, tzinfo=UTC))
    for command in commands:
        document, *_rest = apply_all(document, command.edits(document, author), author)
    return document


def stuck(**values: object) -> Document:
    """A workplace whose action `a` has been put off twice."""
    given = {"measure": "Støjskærm i værkstedet", "owner": "s-p1", "postponed": 2, **values}
    return done_on(blank(), FIRST - timedelta(10), AddRecord("action", given, "a"))


def begun(identity: str = "r1", day: date = FIRST, target: str = "action:a") -> BeginRun:
    """What a run is begun with."""
    name = f"{LIST.title} ({LIST.version})"
    return BeginRun(target, day, day + timedelta(42), name, len(LIST.points), identity)


def gone_through(
    document: Document,
    answers: str | list[CheckAnswer],
    identity: str = "r1",
    day: date = FIRST,
    target: str = "action:a",
    remarks: dict[int, str] | None = None,
) -> Document:
    """The document after a run with these answers, one letter per point: p d m i."""
    letters = dict(zip("pdmi", (P, D, M, I), strict=True))
    given = [letters.get(each, each) for each in answers]
    run = begun(identity, day, target)
    for number, (point, answer) in enumerate(zip(LIST.points, given, strict=False)):
        remark = (remarks or {}).get(number, "")
        command = AnswerPoint(run, point.id, point.label, answer, remark, id=f"{identity}-{number}")
        document = done_on(document, day, command)
    return document


def with_step(document: Document, answer: str = "r1-1", **values: object) -> Document:
    """The document with a next step for an answer."""
    given = {"measure": "Skriv timerne i vagtplanen", "owner": "s-p3", **values}
    return done_on(document, FIRST, AddStep(answer, given, id="step"))
