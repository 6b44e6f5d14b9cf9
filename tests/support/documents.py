"""Documents to test with: empty, prepared, a whole discussion, and one full of hostile text.

They are made by the program's own commands, with fixed ids and times, so that what is made of
them can be compared with a file.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from support.hostile import HOSTILE

from data.commands.discussion import EvaluateGoal, PrepareDiscussion, StartDiscussion
from data.commands.setup import Member, SetUpWorkplace
from data.content.library import agenda
from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord, SetField
from data.facts.agenda import agenda_items
from data.model.base import BOOKKEEPING, Record, Shape, specs
from data.model.choices import NoteForm, Outcome, Regime, Role
from data.model.discussion import AgendaItem, Attendance, Discussion
from data.model.document import RECORD_CLASSES, Document
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.edits.records import Command

NOW: Final = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
TODAY: Final = NOW.date()
YEAR: Final = TODAY.year
SAMPLES: Final = Path(__file__).parent / "samples"

MEMBERS: Final = (
    Member("Karen Holm", (Role.CHAIR, Role.MANAGER), decides=True),
    Member("Bent Olsen", (Role.SUPERVISOR,)),
    Member("Jonas Lind", (Role.REPRESENTATIVE,)),
)
"""A work-environment organisation of one level."""


def done(document: Document, *commands: Command, who: str = "Karen Holm") -> Document:
    """The document after the commands; each counts as one save."""
    author = Author(who, NOW)
    for command in commands:
        document, *_ = apply_all(document, command.edits(document, author), author)
        meta = document.meta
        saved = replace(meta, revision=meta.revision + 1, saved_at=NOW, saved_by=who)
        document = replace(document, meta=saved)
    return document


def blank(
    name: str = "Børnehuset Lærkereden",
    employees: int = 24,
    *,
    med: bool = False,
    members: tuple[Member, ...] = MEMBERS,
    start_month: int = 8,
    language: str = "da",
) -> Document:
    """A workplace that has just been set up; its people have the ids `p1`, `p2`, …"""
    command = SetUpWorkplace(
        name,
        employees,
        Regime.MED if med else Regime.STATUTORY,
        start_month=start_month,
        members=members,
        language=language,
        seed="s",
    )
    return done(Document(), command)


def with_discussion(document: Document, year: int = YEAR, *, started: bool = True) -> Document:
    """The document with a discussion `d2026` of the year, nothing said yet."""
    identity = f"d{year}"
    workplace = document.workplace
    assert workplace is not None
    document = done(document, PrepareDiscussion(year, agenda(workplace.language), id=identity))
    return done(document, StartDiscussion(identity, NOW)) if started else document


def discussion_of(document: Document, year: int = YEAR) -> Discussion:
    """The discussion of the year."""
    return next(d for d in document.all(Discussion) if d.year == year)


def item_of(document: Document, template: str, year: int = YEAR) -> AgendaItem:
    """The agenda item made from a template of the content files."""
    items = agenda_items(document, discussion_of(document, year).id)
    return next(item for item in items if item.item == template)


def changed(document: Document, record: Record, **values: Any) -> Document:
    """The document with some of a record's fields set."""
    return done(document, *(SetField(record.kind, record.id, n, v) for n, v in values.items()))


def content(document: Document) -> dict[str, dict[str, Any]]:
    """All that the records say; not who changed them last, and when."""
    return {
        record.reference: {
            name: getattr(record, name)
            for name in (*BOOKKEEPING, *specs(type(record)))
            if not name.startswith("changed_")
        }
        for record in document.records()
    }


def sample(name: str = "amo", language: str = "da") -> Document:
    """A believable workplace with a complete discussion; see `samples` for the names."""
    with (SAMPLES / f"{name}.{language}.toml").open("rb") as file:
        told = tomllib.load(file)
    people = tuple(
        Member(p["name"], tuple(map(Role, p["roles"])), p.get("decides", False))
        for p in told["people"].values()
    )
    ids = {short: f"s-p{number}" for number, short in enumerate(told["people"], 1)}
    frame = told["workplace"]
    document = blank(
        frame.pop("name"),
        frame.pop("employees"),
        med=name == "med",
        members=people,
        start_month=frame.pop("start_month"),
        language=language,
    )
    workplace = document.workplace
    assert workplace is not None
    document = changed(document, workplace, **frame)
    document = done(document, *_earlier(told.get("earlier_goals", []), ids))
    document = with_discussion(document)
    document = done(document, *_meeting(document, told, ids))
    for template, said in told["items"].items():
        document = done(document, *_said(item_of(document, template), said, ids))
    judged = enumerate(told.get("earlier_goals", []), 1)
    return done(document, *(_judged(number, goal) for number, goal in judged))


def _judged(number: int, told: dict[str, Any]) -> Command:
    outcome = Outcome(told["outcome"])
    return EvaluateGoal(f"old{number}", f"d{YEAR}", outcome, told["reason"])


def _with_ids(values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    return {**values, "owner": ids[values["owner"]]}


def _earlier(goals: list[dict[str, Any]], ids: Mapping[str, str]) -> Iterator[Command]:
    for number, told in enumerate(goals, 1):
        goal = {name: told[name] for name in ("title", "measure", "owner", "due")}
        yield AddRecord("goal", _with_ids({**goal, "year": YEAR - 1}, ids), f"old{number}")
        for at, action in enumerate(told["actions"], 1):
            values = _with_ids({**action, "goal": f"old{number}"}, ids)
            yield AddRecord("action", values, f"old{number}-{at}")


def _meeting(document: Document, told: dict[str, Any], ids: Mapping[str, str]) -> Iterator[Command]:
    discussion = discussion_of(document)
    for name, value in told["meeting"].items():
        yield SetField(discussion.kind, discussion.id, name, ids.get(value, value))
    rows = {row.person: row for row in document.all(Attendance)}
    for short, presence in told["attendance"].items():
        yield SetField(Attendance.kind, rows[ids[short]].id, "presence", presence)
    for number, guest in enumerate(told.get("guests", []), 1):
        values = {**guest, "meeting": discussion.reference, "presence": "present"}
        yield AddRecord(Attendance.kind, values, f"guest{number}")


def _said(item: AgendaItem, said: dict[str, Any], ids: Mapping[str, str]) -> Iterator[Command]:
    if "skipped" in said:
        yield SetField(item.kind, item.id, "skip_reason", said["skipped"])
        yield SetField(item.kind, item.id, "skipped", True)
        return
    about = {"about": item.reference}
    for at, text in enumerate(said.get("notes", []), 1):
        yield AddRecord("note", {**about, "text": text.strip()}, f"{item.id}-n{at}")
    for at, text in enumerate(said.get("decisions", []), 1):
        values = {**about, "text": text, "form": NoteForm.DECISION}
        yield AddRecord("note", values, f"{item.id}-b{at}")
    for at, text in enumerate(said.get("confidential", []), 1):
        values = {**about, "text": text, "confidential": True}
        yield AddRecord("note", values, f"{item.id}-c{at}")
    here = {"discussion": item.discussion, "agenda_item": item.id}
    for at, goal in enumerate(said.get("goals", []), 1):
        yield AddRecord("goal", _with_ids({**goal, **here, "year": YEAR}, ids), f"new{at}")
    for at, action in enumerate(said.get("actions", []), 1):
        values = _with_ids({**action, **here, "goal": f"new{action['goal']}"}, ids)
        yield AddRecord("action", values, f"act{at}")
    for at, activity in enumerate(said.get("activities", []), 1):
        yield AddRecord("activity", _with_ids({**activity, **here}, ids), f"wheel{at}")
    for at, idea in enumerate(said.get("ideas", []), 1):
        yield AddRecord("idea", {**idea, "agenda_item": item.id}, f"idea{at}")
    yield SetField(item.kind, item.id, "done", True)


def vicious() -> Document:
    """A document in which every text of every kind of record is hostile, in every way we know.

    The texts come in through the commands, so they have passed the gate (`data.text.clean`).
    """
    document = with_discussion(blank(HOSTILE[0], members=MEMBERS))
    for number, text in enumerate(HOSTILE):
        for cls in RECORD_CLASSES:
            if cls.title_field == "year" or cls.kind == "workplace":
                continue
            values = _filled(document, cls, text)
            document = done(document, AddRecord(cls.kind, values, f"v{number}"))
    for record in (document.workplace, *_first_of(document)):
        assert record is not None
        texts = _texts(type(record), HOSTILE[1])
        document = changed(document, record, **texts)
    return document


def _first_of(document: Document) -> Iterator[Record]:
    """The records that were made before the hostile ones."""
    for cls in (Discussion, AgendaItem, Attendance, Person):
        yield from (row for row in document.all(cls) if not row.id.startswith("v"))


def _texts(cls: type[Record], text: str) -> dict[str, Any]:
    plain = {"language", "minutes", "item", "template"}
    found: dict[str, Any] = {}
    for name, spec in specs(cls).items():
        if name in plain:
            continue
        if spec.shape in {Shape.LINE, Shape.LINES}:
            found[name] = text
        elif spec.shape is Shape.WORDS:
            found[name] = (text, text)
    return found


def _filled(document: Document, cls: type[Record], text: str) -> dict[str, Any]:
    """Every text hostile, every link made to what is there, every day set."""
    values = _texts(cls, text)
    for name, spec in specs(cls).items():
        target = next(iter(document.tables.get(spec.target, {})), None)
        if spec.shape is Shape.REF:
            values[name] = f"d{YEAR}" if spec.target == "discussion" else target
        elif spec.shape is Shape.REFS and target is not None:
            values[name] = (target,)
        elif spec.shape is Shape.ANY_REF:
            values[name] = f"discussion:d{YEAR}"
        elif spec.shape is Shape.DAY and name != "left_on":
            values[name] = TODAY
        elif spec.shape is Shape.COUNT and spec.required:
            values[name] = max(1, spec.low)
    if cls.kind == "note":
        values["about"] = f"agenda_item:d{YEAR}-i1"
    if cls.kind == "goal":
        values |= {"outcome": Outcome.PARTIAL, "outcome_reason": text}
    return values
