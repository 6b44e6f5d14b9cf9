"""Editing one field of a record: the prompt that fits its shape, then one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from data.dates.clock import read_clock
from data.edits.edits import Add, apply_all
from data.edits.errors import EditError, Invalid
from data.edits.records import Edits, SetField
from data.facts.organised import next_by
from data.i18n import _, language
from data.ids import new_id
from data.model.base import FieldSpec, Record, Shape, label_of, specs
from data.model.choices import choice_label
from data.model.discussion import Discussion, Note
from data.model.document import KINDS
from data.model.wheel import Activity
from data.model.workplace import Person
from data.text import shorten, sort_key
from screens.shared.field_text import read_text
from screens.shared.note import open_to_all

if TYPE_CHECKING:
    from datetime import date

    from screens.dialogs.prompt import Option
    from screens.frame.desk import Desk

_UNCHANGED = object()
_TITLE = 40
"""Characters of a record's name above the question."""


async def edit_field(desk: Desk, record: Record, name: str) -> bool:
    """Ask for a field's new value and save it; whether something was saved."""
    if isinstance(record, Activity) and record.day is not None:
        from screens.shared.how_often import RULE, ask_how_often

        if name in RULE:
            return await ask_how_often(desk, record)
    if isinstance(record, Note) and name == Note.title_field:
        from screens.shared.note import edit_note

        return await edit_note(desk, record)
    value = await _ask(desk, record, specs(type(record))[name])
    if value is _UNCHANGED or value == getattr(record, name):
        return False
    return await _keep(desk, record, name, value)


async def fill_field(desk: Desk, record: Record, name: str, proposed: Any) -> bool:
    """Ask for a field that is still empty, with an answer ready where there is a usual one.

    Args:
        desk: What it works at.
        record: Whose field it is.
        name: The field.
        proposed: The answer that stands there; None or empty for none, and Enter leaves it empty.

    Returns:
        Whether the question was answered, be it with nothing; False when it was left.
    """
    value = await _ask(desk, record, specs(type(record))[name], _Empty(proposed))
    if value is _UNCHANGED:
        return False
    return value == getattr(record, name) or await _keep(desk, record, name, value)


async def _keep(desk: Desk, record: Record, name: str, value: Any) -> bool:
    command = SetField(record.kind, record.id, name, value, base=getattr(record, name))
    return await desk.run(command, _("Saved.")) is not None


class _Empty(NamedTuple):
    """An empty field, and what usually stands there."""

    proposed: Any


async def _ask(desk: Desk, record: Record, spec: FieldSpec, empty: _Empty | None = None) -> Any:
    # Numbers are for records that people call by them.
    name = record.code if record.prefix else record.heading
    title = f"{shorten(name, _TITLE)}  {label_of(type(record), spec.name)}".strip()
    held = getattr(record, spec.name)
    # What is empty stays of its own kind: no roles are an empty list of them.
    now = held or (empty.proposed if empty is not None else None) or held
    match spec.shape:
        case Shape.FLAG:
            return not now
        case Shape.DAY:
            return await _ask_day(desk, title, record, spec, now)
        case Shape.CHOICE:
            return await _ask_choice(desk, title, spec, now)
        case Shape.CHOICES:
            return await _ask_choices(desk, title, spec, now)
        case Shape.REF:
            may_stay = empty is not None and not now
            return await ask_reference(desk, title, spec.target, now, may_stay_empty=may_stay)
        case Shape.REFS:
            return await _ask_references(desk, title, spec, now)
        case Shape.ANY_REF:
            desk.say(_("This is kept by the program."), alert=True)
            return _UNCHANGED
        case _:
            return await _ask_text(desk, title, record, spec, empty)


async def _ask_category(desk: Desk, title: str, now: str) -> Any:
    """One of the wheel's categories, one of the workplace's own, or a new one."""
    from data.model.wheel import CATEGORIES
    from data.views.wheel_entry import category_label
    from screens.dialogs.pick import NEW, PickPrompt
    from screens.dialogs.prompt import Option

    own = {activity.category for activity in desk.document.all(Activity)} - {"", *CATEGORIES}
    names = (*CATEGORIES, *sorted(own, key=sort_key))
    options = [Option(name, category_label(name)) for name in names]
    new = _("New category: {text}")
    answer = await desk.ask(PickPrompt(title, options, value=now, new=new))
    return _UNCHANGED if answer is None else answer.removeprefix(NEW)


async def _ask_text(
    desk: Desk, title: str, record: Record, spec: FieldSpec, empty: _Empty | None
) -> Any:
    from data.content.library import field_texts
    from screens.dialogs.prompt import TextPrompt

    held = getattr(record, spec.name)
    now = held or (empty.proposed if empty is not None else None) or held
    if (record.kind, spec.name) == (Activity.kind, "category"):
        return await _ask_category(desk, title, now)
    shown = "\n".join(now) if spec.shape is Shape.WORDS else str(now)
    shown = shown.replace(":", ".") if spec.shape is Shape.CLOCK else shown
    about = field_texts(language()).get(f"{record.kind}.{spec.name}", "")
    if not about and spec.shape not in {Shape.LINES, Shape.WORDS}:
        # A field on one line has no use for the key that begins another.
        about = _("Enter: keep   Esc: back")
    prompt = TextPrompt(
        title,
        shown,
        hint=about,
        reading=_time_read if spec.shape is Shape.CLOCK else None,
        accept=lambda text: _problem(spec, text) or _refused(desk, record, spec, text),
        drafts=desk.drafts,
        place=f"{record.reference}.{spec.name}",
        proposed=now != held,
    )
    text = await desk.ask(prompt)
    return _UNCHANGED if text is None else read_text(spec, text)


def _time_read(text: str) -> str:
    """How a time is read, before it counts."""
    return (read_clock(text) or "").replace(":", ".")


def _problem(spec: FieldSpec, text: str) -> str:
    try:
        read_text(spec, text)
    except ValueError as error:
        return str(error)
    # What stands in a field is in every export: nothing in it is confidential.
    return open_to_all(text) if spec.shape in {Shape.LINE, Shape.LINES} else ""


def _refused(desk: Desk, record: Record, spec: FieldSpec, text: str) -> str:
    """Why the value cannot be kept: said while it still stands on the line to be put right.

    Said only once the line is gone, what is typed to put it right would be keys.
    """
    author = desk.session.author()
    command = SetField(record.kind, record.id, spec.name, read_text(spec, text))
    try:
        apply_all(desk.document, command.edits(desk.document, author), author)
    except Invalid as invalid:
        return invalid.sentence()
    except EditError:
        pass  # what somebody else has done is told with the save
    return ""


async def _ask_day(
    desk: Desk, title: str, record: Record, spec: FieldSpec, now: date | None
) -> Any:
    from data.views.vocabulary import next_meeting
    from screens.dialogs.prompt import DatePrompt

    by = None
    if isinstance(record, Discussion) and spec.name == "next_on":
        by = next_by(desk.document, record.held_on or desk.today, desk.today)
    meeting = next_meeting(desk.document, desk.today)
    answer = await desk.ask(DatePrompt(title, desk.today, now, meeting=meeting, by=by))
    return _UNCHANGED if answer is None else answer.day


async def _ask_choice(desk: Desk, title: str, spec: FieldSpec, now: Any) -> Any:
    from screens.dialogs.prompt import ChoicePrompt, Option

    assert spec.choices is not None  # noqa: S101 - a CHOICE field always names its values
    options = [Option(str(value), choice_label(value)) for value in spec.choices]
    if spec.default is None:
        options.append(Option("-", _("(none)")))
    answer = await desk.ask(ChoicePrompt(title, options, value=str(now) if now else "-"))
    if answer is None:
        return _UNCHANGED
    return None if answer == "-" else spec.choices(answer)


async def _ask_choices(desk: Desk, title: str, spec: FieldSpec, now: Any) -> Any:
    from screens.dialogs.prompt import Option, TickPrompt

    assert spec.choices is not None  # noqa: S101 - a CHOICES field always names its values
    options = [Option(str(value), choice_label(value)) for value in spec.choices]
    answer = await desk.ask(TickPrompt(title, options, [str(value) for value in now]))
    return _UNCHANGED if answer is None else tuple(spec.choices(value) for value in answer)


async def _ask_references(desk: Desk, title: str, spec: FieldSpec, now: Any) -> Any:
    from screens.dialogs.prompt import TickPrompt

    options = reference_options(desk, spec.target, now)
    if not options:
        desk.say(_("There is nothing to choose from yet."), alert=True)
        return _UNCHANGED
    answer = await desk.ask(TickPrompt(title, options, now))
    return _UNCHANGED if answer is None else answer


async def ask_reference(
    desk: Desk, title: str, target: str, now: str | None, *, may_stay_empty: bool = False
) -> Any:
    """Ask for a record of a kind; a person who is not there yet can be added on the spot.

    Answers the record's id, None for none, and something else when the question was left. With
    `may_stay_empty` the cursor begins on none, so that Enter names nobody unasked.
    """
    from screens.dialogs.pick import NEW, PickPrompt

    new = _("New person: {text}") if target == Person.kind else ""
    options = reference_options(desk, target, (now,) if now else ())
    prompt = PickPrompt(title, options, value=now or "", new=new, none_first=may_stay_empty)
    answer = await desk.ask(prompt)
    if answer is None:
        return _UNCHANGED
    if answer.startswith(NEW):
        identity = new_id()
        added = Add(Person.kind, identity, {"name": answer.removeprefix(NEW)})
        if await desk.run(Edits("add", (added,))) is None:
            return _UNCHANGED
        return identity
    return answer or None


def was_left(answer: Any) -> bool:
    """Whether `ask_reference` was left without an answer."""
    return answer is _UNCHANGED


def reference_options(desk: Desk, target: str, chosen: tuple[str, ...]) -> list[Option]:
    """What a reference to a kind can be: people who are here, and what is chosen already."""
    from screens.dialogs.prompt import Option

    today = desk.today
    records = [
        record
        for record in desk.document.all(KINDS[target])
        if not isinstance(record, Person) or record.active(today) or record.id in chosen
    ]
    if target == Person.kind:
        records.sort(key=lambda record: sort_key(record.heading))
        return [
            Option(
                person.id,
                person.name,
                ", ".join(choice_label(role) for role in person.roles) or person.title,
            )
            for person in records
            if isinstance(person, Person)
        ]
    return [
        Option(record.id, f"{record.code if record.prefix else ''} {record.heading}".strip())
        for record in records
    ]
