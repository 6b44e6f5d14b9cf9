"""Documents in which nothing is missing, one for each set of rules; and one thing taken out.

Made for the tests of the rules, the packs and the status: what a check says about a document made
from one of these is about what was changed, and about nothing else.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from support.documents import TODAY, blank, changed, discussion_of, done, item_of, with_discussion

from data.commands.setup import Member
from data.edits.records import AddRecord, SetField
from data.model.choices import (
    AgreementPoint,
    BodyLevel,
    MeetingState,
    Presence,
    Role,
    TrainingAnswer,
    TrainingForm,
)
from data.model.discussion import AgendaItem, Attendance, Discussion
from data.model.workplace import Person, Training

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document

NAMES: Final = ("direct", "amo", "amo_two_levels", "med")
JOINED: Final = date(2025, 9, 1)
"""When the members took their seats: in their first function year on `TODAY`."""
HELD: Final = TODAY - timedelta(days=28)
"""When the discussion was held: 3 February 2026."""

_SIZES: Final = {"direct": 7, "amo": 24, "amo_two_levels": 60, "med": 60}
_DIRECT: Final = (
    Member("Karen Holm", (Role.CHAIR, Role.MANAGER), decides=True),
    Member("Jonas Lind", (Role.EMPLOYEE,)),
)
_AMO: Final = (
    Member("Karen Holm", (Role.CHAIR, Role.MANAGER), decides=True),
    Member("Bent Olsen", (Role.SUPERVISOR,)),
    Member("Jonas Lind", (Role.REPRESENTATIVE,)),
)
_AGREEMENT: Final = {
    "agreement_title": "Lokal MED-aftale for Engby Kommune",
    "agreement_on": date(2024, 5, 1),
    "agreement_place": "Personalehåndbogen på intranettet",
    "agreement_covers": "Bilag 4 om arbejdsmiljø",
    "agreement_points": tuple(AgreementPoint),
    "committee_name": "Lokaludvalget",
}


def complete(name: str = "amo") -> Document:
    """A document of one of `NAMES` in which nothing is missing on `TODAY`.

    Karen decides, Bent is the supervisor, Jonas is elected (`s-p1` to `s-p3`); where the dialogue
    is direct Jonas is an employee. The discussion is `d2026`, its goal `g`, the action `a`, the
    finished action `z`, the permanent risk `r`, the condition `c`, the status meeting `m`.
    """
    people = _DIRECT if name == "direct" else _AMO
    document = blank(employees=_SIZES[name], med=name == "med", members=people)
    workplace = document.workplace
    assert workplace is not None
    board = {"plan_place": "Opslagstavlen i pauserummet", "organisation_place": "Opslagstavlen"}
    document = changed(document, workplace, **board)
    if name == "med":
        document = changed(document, document.workplace, **_AGREEMENT)
    elif name != "direct":
        nearness = {"nearness": "Alle kan ringe", "nearness_on": date(2026, 1, 5)}
        document = changed(document, document.workplace, **nearness)
    if name != "direct":
        document = _trained(document)
    if name == "amo_two_levels":
        document = _seated(document)
    if name == "med":
        document = done(document, _add("body", "u", name="MED", level=BodyLevel.MED_COMMITTEE))
    document = _planned(_discussed(document))
    return _finished(document)


def _add(kind: str, identity: str, **values: Any) -> AddRecord:
    return AddRecord(kind, values, identity)


def _trained(document: Document) -> Document:
    for person in document.all(Person):
        if Role.MANAGER in person.roles:
            continue
        document = changed(
            document, person, joined_on=JOINED, compulsory_done_on=date(2025, 11, 20)
        )
        if Role.REPRESENTATIVE in person.roles:
            document = changed(document, person, elected_on=JOINED)
        offer = _add(
            Training.kind, f"t-{person.id}", person=person.id, form=TrainingForm.FIRST_YEAR,
            subject="Forebyggelse", year=1, offered_on=date(2026, 1, 10), hours=15,
            proof="Mail 10. januar 2026", starts_on=date(2026, 4, 8), answer=TrainingAnswer.OPEN,
        )  # fmt: skip
        document = done(document, offer)
    return document


def _seated(document: Document) -> Document:
    document = done(
        document,
        _add("body", "g1", name="Gruppen", level=BodyLevel.GROUP),
        _add("body", "u1", name="Udvalget", level=BodyLevel.COMMITTEE),
    )
    for person in document.all(Person):
        bodies = ("u1",) if Role.MANAGER in person.roles else ("g1", "u1")
        document = changed(document, person, bodies=bodies)
    return document


def _discussed(document: Document) -> Document:
    document = with_discussion(document)
    here = discussion_of(document)
    document = changed(
        document, here, held_on=HELD, chair="s-p1", note_taker="s-p2", place="Kontoret"
    )
    for row in document.all(Attendance):
        document = changed(document, row, presence=Presence.PRESENT)
    for item in document.all(AgendaItem):
        note = _add("note", f"n-{item.id}", about=item.reference, text="Drøftet på mødet.")
        document = done(document, note, SetField(item.kind, item.id, "done", True))
    return document


def _planned(document: Document) -> Document:
    goals = item_of(document, "goals")
    condition = {
        "title": "Støj i værkstedet", "assessed_on": date(2025, 10, 1), "method": "dialogue",
        "absence_considered": True, "absence_note": "Samlet fravær er uændret.",
    }  # fmt: skip
    action = {
        "measure": "Sæt støjskærm op", "problem": "Larm fra saven", "owner": "s-p2",
        "due": date(2026, 5, 1), "follow_up": date(2026, 6, 1), "goal": "g", "condition": "c",
        "source": "apv",
    }  # fmt: skip
    finished = {
        **action, "measure": "Flyt kompressoren", "status": "done", "effect": "yes",
        "carried_out": "yes", "mapping_method": "dialogue", "evaluation_method": "dialogue",
    }  # fmt: skip
    risk = {
        "measure": "Tal om vrede kunder", "problem": "Vrede kunder", "owner": "s-p1",
        "permanent": True, "goal": "g",
    }  # fmt: skip
    goal = {
        "title": "Mindre støj", "year": TODAY.year, "measure": "Højst 80 dB", "owner": "s-p2",
        "due": date(2026, 12, 1), "discussion": f"d{TODAY.year}", "agenda_item": goals.id,
    }  # fmt: skip
    return done(
        document,
        _add("condition", "c", **condition),
        _add("goal", "g", **goal),
        _add("action", "a", **action),
        _add("action", "z", **finished),
        _add("action", "r", **risk),
        _add("status_meeting", "m", held_on=TODAY - timedelta(days=7)),
        _add("status_entry", "e", meeting="m", action="r", outcome="on_track"),
        _add("focus_area", "f", title="Støj"),
        _add("task", "k", focus_area="f", title="Måle"),
        _add("need", "b", task="k", title="Kan måle støj", level=2),
        _add("coverage", "b1", need="b", person="s-p1", level=2),
        _add("coverage", "b2", need="b", person="s-p2", level=2),
    )


def _finished(document: Document) -> Document:
    """Meetings approved, and everything dated as if it had been written on `TODAY`."""
    meeting = document.find("S1")
    discussion = discussion_of(document)
    assert meeting is not None
    document = document.with_record(meeting.revised(state=MeetingState.APPROVED))
    return document.with_record(discussion.revised(state=MeetingState.APPROVED))


def put(document: Document, record: Record | None, **values: Any) -> Document:
    """The document with some of a record's fields as given, whatever the commands would say."""
    assert record is not None
    return document.with_record(record.revised(**values))


def earlier(document: Document, held_on: date, **values: Any) -> Document:
    """The document with one more discussion, held before."""
    command = _add("discussion", f"e{held_on}", year=held_on.year, held_on=held_on, **values)
    document = done(document, command)
    found = document.get(Discussion, f"e{held_on}")
    return put(document, found, state=MeetingState.APPROVED)


def noon(day: date) -> datetime:
    """Midday of a day, as records keep moments."""
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
