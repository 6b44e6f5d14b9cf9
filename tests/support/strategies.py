"""Random records, values and documents of every kind, made from what the fields say of themselves.

Whatever a new field or kind is, it is generated, and so tested, from the day it is declared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from data.edits.edits import Add, Author, apply_all
from data.model.base import FieldSpec, Record, Shape, specs
from data.model.document import KINDS, RECORD_CLASSES, Document, Meta
from data.model.workplace import WORKPLACE_ID, Workplace
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW: Final = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
ME: Final = Author("Karen Holm", NOW)
JENS: Final = Author("Jens Lind", NOW + timedelta(minutes=1))

_DANISH: Final = st.text(
    st.one_of(st.sampled_from("abcæøåÆØÅ 0-9|*[]<>\"\\'{}\n\t"), st.characters(codec="utf-8")),
    max_size=20,
)
_IDS: Final = st.text("abcdefghjk23456789-", min_size=1, max_size=8)
_MOMENTS: Final = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))


def lines_of_text() -> st.SearchStrategy[str]:
    """Cleaned text of one line, possibly empty."""
    return _DANISH.map(clean_line)


def _plain(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Values of a field that points at nothing."""
    one = st.sampled_from(list(spec.choices or ("",)))
    return {
        Shape.LINE: lines_of_text(),
        Shape.LINES: _DANISH.map(clean),
        Shape.COUNT: st.integers(spec.low, spec.high),
        Shape.FLAG: st.booleans(),
        Shape.DAY: st.none() | st.dates(),
        Shape.CLOCK: st.just("") | st.times().map(lambda at: f"{at:%H:%M}"),
        Shape.CHOICE: st.none() | one if spec.default is None else one,
        Shape.CHOICES: st.lists(one, unique=True).map(tuple),
        Shape.WORDS: st.lists(lines_of_text(), max_size=3).map(tuple),
    }[spec.shape]


def _loose(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """References that need not lead anywhere: the codec reads rows one by one."""
    match spec.shape:
        case Shape.REF:
            return _IDS if spec.required else st.none() | _IDS
        case Shape.REFS:
            return st.lists(_IDS, unique=True, max_size=3).map(tuple)
        case Shape.ANY_REF:
            anywhere = st.tuples(st.sampled_from(list(KINDS)), _IDS).map(":".join)
            return anywhere if spec.required else st.just("") | anywhere
    return _plain(spec)


def _held(document: Document, spec: FieldSpec) -> st.SearchStrategy[Any] | None:
    """References into the document; None when it must lead somewhere and cannot."""
    if spec.shape is Shape.ANY_REF:
        there = [record.reference for record in document.records()]
        empty: Any = ""
    else:
        there = sorted(document.tables.get(spec.target, {}))
        empty = None
    if spec.shape is Shape.REFS:
        chosen = st.lists(st.sampled_from(there), unique=True, max_size=3) if there else st.just([])
        return chosen.map(tuple)
    if not there:
        return None if spec.required else st.just(empty)
    chosen = st.sampled_from(there)
    return chosen if spec.required else st.just(empty) | chosen


def _filled(spec: FieldSpec, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A required field says something."""
    if not spec.required:
        return strategy
    return strategy.filter(lambda value: value.strip() if isinstance(value, str) else value)


def values(spec: FieldSpec, document: Document | None = None) -> st.SearchStrategy[Any] | None:
    """Values a field may hold; references lead into the document when one is given."""
    points = spec.shape in {Shape.REF, Shape.REFS, Shape.ANY_REF}
    if document is None or not points:
        return _filled(spec, _loose(spec))
    return _held(document, spec)


def fields(
    cls: type[Record], document: Document | None = None
) -> st.SearchStrategy[dict[str, Any]] | None:
    """What a record of the kind may say; None when it cannot be in this document."""
    found: dict[str, st.SearchStrategy[Any]] = {}
    for name, spec in specs(cls).items():
        strategy = values(spec, document)
        if strategy is None:
            return None
        # Most fields of most records are as they came: half of them say something here.
        found[name] = strategy if spec.required else st.just(spec.default) | strategy
    return st.fixed_dictionaries(found)


@st.composite
def records(draw: st.DrawFn, cls: type[Record]) -> Record:
    """Any record of a kind, by itself."""
    given = fields(cls)
    assert given is not None
    made = draw(_MOMENTS)
    return cls(
        id=draw(_IDS),
        number=draw(st.integers(1, 10**9)),
        created_at=made,
        created_by=draw(lines_of_text()),
        changed_at=draw(_MOMENTS),
        changed_by=draw(lines_of_text()),
        **draw(given),
    )


@st.composite
def documents(draw: st.DrawFn, most: int = 25) -> Document:
    """A document in which anything may point at anything that is there."""
    document = Document(meta=Meta(document="doc", revision=1, saved_at=NOW, saved_by="Karen"))
    kinds = draw(st.lists(st.sampled_from(RECORD_CLASSES), max_size=most))
    for number, cls in enumerate(kinds, 1):
        identity = WORKPLACE_ID if cls is Workplace else f"{cls.kind.replace('_', '-')}-{number}"
        given = fields(cls, document)
        if given is None or document.record(cls.kind, identity) is not None:
            continue
        told = draw(given)
        thawed = {n: v for n, v in told.items() if n != "state"}
        document, *_ = apply_all(document, [Add(cls.kind, identity, thawed)], ME)
    return document


_LIVED: Final[Mapping[str, tuple[int, int]]] = {
    "workplace": (1, 1), "person": (1, 3), "goal": (0, 2), "action": (1, 5), "activity": (0, 4),
    "occurrence": (0, 3), "status_meeting": (0, 3), "idea": (0, 2), "discussion": (0, 3),
    "agenda_item": (0, 2),
    "status_entry": (0, 3), "note": (0, 2), "training": (0, 2), "condition": (0, 1),
    "focus_area": (0, 1), "task": (0, 1), "need": (0, 1), "development": (0, 2),
    "checklist_run": (0, 2), "checklist_answer": (0, 2),
}  # fmt: skip
"""Kinds of records of a workplace at work, and how many of each."""

_KEPT_PLACES: Final = (
    "", "annual_discussion", "competence_discussion", "action_status", "staff_status"
)  # fmt: skip
_SAID: Final = frozenset({"day", "due", "held_on", "follow_up", "next_on", "outcome", "status"})
"""Fields that always say what they may say: most of what is looked at hangs on them."""


def lived_documents() -> st.SearchStrategy[Document]:
    """Documents of a workplace at work: days near today, meetings held, plans made.

    Made from a number each, since the property they are for wants many and whole ones.
    """
    return st.integers(0, 2**32).map(lived_document)


def lived_document(seed: int) -> Document:
    """One of `lived_documents`."""
    draw = Random(seed)
    document = Document(meta=Meta(document="doc", revision=1, saved_at=NOW, saved_by="Karen"))
    states: dict[tuple[str, str], Any] = {}
    for kind, (least, most) in _LIVED.items():
        cls = KINDS[kind]
        for number in range(draw.randint(least, most)):
            identity = WORKPLACE_ID if cls is Workplace else f"{kind.replace('_', '-')}-{number}"
            told = _lived(draw, document, cls)
            if told is None:
                continue
            state = told.pop("state", None)
            document, *_ = apply_all(document, [Add(kind, identity, told)], ME)
            if state is not None:
                states[kind, identity] = state
    # What is approved is frozen: it becomes so when all is there.
    for (kind, identity), state in states.items():
        made = document.record(kind, identity)
        if made is not None:
            document = document.with_record(made.revised(state=state))
    return document


def _lived(draw: Random, document: Document, cls: type[Record]) -> dict[str, Any] | None:
    told: dict[str, Any] = {}
    for name, spec in specs(cls).items():
        value = _near(draw, document, spec)
        if spec.required and value in (None, "", ()):
            return None
        if spec.required or name in _SAID or draw.random() < 0.5:
            told[name] = value
    return told


def _near(draw: Random, document: Document, spec: FieldSpec) -> Any:  # noqa: PLR0911
    match spec.shape:
        case Shape.DAY:
            far = draw.choice((20, 500))
            near = NOW.date() + timedelta(days=draw.randint(-far, far))
            return near if spec.required else draw.choice((None, near, near))
        case Shape.REF:
            return draw.choice([None, *document.tables.get(spec.target, {})])
        case Shape.ANY_REF:
            there = [r.reference for r in document.records() if r.kind in {"action", "goal"}]
            return draw.choice(there or [""])
        case Shape.COUNT:
            if spec.name == "year" and spec.high > 2026:
                return 2026
            high = 60 if spec.name == "employees" else 4
            return draw.randint(spec.low, min(spec.high, spec.low + high))
        case Shape.FLAG:
            return draw.random() < 0.2
        case Shape.CHOICE:
            one = draw.choice(list(spec.choices or ()))
            return one if spec.default is not None else draw.choice((None, one))
        case Shape.CHOICES:
            return (draw.choice(list(spec.choices or ())),)
        case Shape.LINE | Shape.LINES:
            if spec.name == "template":
                return draw.choice(_KEPT_PLACES)
            return "training_expertise" if spec.name == "item" else "Støj"
    return spec.default


def minimal(document: Document, cls: type[Record], **more: Any) -> dict[str, Any]:
    """The least a record of a kind must say, its references into the document."""
    told: dict[str, Any] = {}
    for name, spec in specs(cls).items():
        if not spec.required:
            continue
        match spec.shape:
            case Shape.REF:
                told[name] = next(iter(document.tables[spec.target]))
            case Shape.ANY_REF:
                told[name] = next(iter(document.records())).reference
            case Shape.COUNT:
                told[name] = 2026
            case Shape.DAY:
                told[name] = date(2026, 3, 3)
            case _:
                told[name] = f"{cls.kind} nævnt"
    return {**told, **more}


@cache
def one_of_each() -> Document:
    """A document with one record of every kind, its id that of the kind."""
    document = Document(meta=Meta(document="doc", revision=1, saved_at=NOW, saved_by="Karen"))
    for cls in RECORD_CLASSES:
        identity = WORKPLACE_ID if cls is Workplace else cls.kind.replace("_", "-")
        edit = Add(cls.kind, identity, minimal(document, cls))
        document, *_ = apply_all(document, [edit], ME)
    return document


def the(document: Document, cls: type[Record]) -> Record:
    """The first record of a kind."""
    return document.all(cls)[0]


def saying(record: Record) -> Mapping[str, Any]:
    """What a record says, without its bookkeeping times."""
    return {name: getattr(record, name) for name in specs(type(record))} | {
        "id": record.id,
        "number": record.number,
    }


def same(one: Document, two: Document) -> bool:
    """Whether two documents say the same, times and counters aside."""
    tables = [
        {kind: {key: saying(row) for key, row in rows.items()} for kind, rows in d.tables.items()}
        for d in (one, two)
    ]
    filled = [{kind: rows for kind, rows in table.items() if rows} for table in tables]
    return filled[0] == filled[1]


def saved(document: Document) -> Document:
    """The document as after one more save."""
    meta = document.meta
    return replace(document, meta=replace(meta, revision=meta.revision + 1, saved_at=NOW))
