"""`amis list`, `show`, `find` and `log`: what shows records, and what was done to them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import moment_label
from data.i18n import N_, _
from data.model.base import Record, label_of, specs
from data.model.choices import IdeaState, MeetingState
from data.model.discussion import Discussion
from data.model.document import PLURALS
from data.model.plan import Action, Goal, Idea
from data.model.status import StatusMeeting
from tui.arguments import Arguments, whole
from tui.commands import Handler
from tui.commands.records import NotThere, person_called, read, record_json, the_record
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.views.action_state import ActionStates
    from data.views.log import LogLine
    from tui.console import Call

_COLUMNS: Final = {
    "action": ("status", "due", "owner", "measure"),
    "goal": ("year", "outcome", "due", "owner", "title"),
    "activity": ("day", "repeat", "owner", "title"),
    "idea": ("state", "topic", "text"),
    "person": ("short", "name", "roles"),
    "body": ("level", "name"),
    "discussion": ("year", "state", "held_on", "place"),
    "status_meeting": ("held_on", "state", "place"),
    "condition": ("area", "assessed_on", "title"),
    "checklist_run": ("held_on", "target", "again_on"),
    "training": ("person", "form", "year", "answer", "taken_on"),
}
"""The fields shown per kind; others show number and name."""

_OPEN: Final[dict[type[Record], Callable[[Any], bool]]] = {
    Action: lambda action: action.is_open,
    Goal: lambda goal: goal.outcome is None,
    Idea: lambda idea: idea.state is IdeaState.OPEN,
    Discussion: lambda meeting: meeting.state is not MeetingState.APPROVED,
    StatusMeeting: lambda meeting: meeting.state is not MeetingState.APPROVED,
}
"""The kinds that can be settled, and what is not yet."""

_MOST_LINES: Final = 12
"""Lines of one field beyond which it hides the others, as approved minutes do."""

_MOST_HITS: Final = 10_000
_MOST_ENTRIES: Final = 1_000_000


def _list_takes(arguments: Arguments) -> None:
    arguments.word(
        "kind",
        _("KIND"),
        _("actions, goals, activities, ideas, people …"),
        values=tuple(PLURALS),
    )
    arguments.option("--open", _("only what is not settled yet"))
    arguments.option("--owner", _("only what this person is responsible for"), shown=_("NAME"))
    arguments.option("--json", _("as JSON"))


def _list(call: Call) -> int:
    """Show the records of one kind, a line each.

    Raises:
        Usage: there is no such kind, or it cannot be narrowed down like that.
        EditError: nobody is called that.
        StoreError: the document cannot be read.
    """
    given = call.arguments
    cls = PLURALS.get(given.kind)
    if cls is None:
        raise Usage(
            N_("There is no kind “{given}”; choose {known}."),
            given=given.kind,
            known=", ".join(PLURALS),
        )
    if given.open and cls not in _OPEN:
        raise Usage(N_("--open says nothing about {kind}."), kind=cls.plural)
    if given.owner and "owner" not in specs(cls):
        raise Usage(N_("Nobody is responsible for {kind}."), kind=cls.plural)
    document = read(call)
    rows = list(document.all(cls))
    if given.open:
        rows = [record for record in rows if _OPEN[cls](record)]
    if given.owner:
        owner = person_called(call, document, given.owner)
        rows = [record for record in rows if getattr(record, "owner", None) == owner]
    if given.json:
        call.console.say_json([record_json(document, record) for record in rows])
        return DONE
    from data.views.action_state import ActionStates

    for line in _table(ActionStates(document, call.surroundings.today()), rows):
        call.console.say(line)
    return DONE


def _table(states: ActionStates, rows: list[Record]) -> list[str]:
    """The records as aligned lines, number first; the last column is as long as it is."""
    cells = [
        [
            record.code,
            *(
                _cell(states, record, name).replace("\n", " ")
                for name in _COLUMNS.get(record.kind, (type(record).title_field,))
            ),
        ]
        for record in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cell(states: ActionStates, record: Record, name: str) -> str:
    from data.facts.notes import note_told
    from data.model.discussion import Note
    from data.views.show import show_field

    if name == "status" and isinstance(record, Action):
        return states.word(record)
    if isinstance(record, Note) and name == Note.title_field:
        return note_told(record)
    return show_field(states.document, record, name)


def _show_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))
    arguments.option("--all", _("the empty fields too, and long texts to their end"))
    arguments.option("--json", _("as JSON"))


def _show(call: Call) -> int:
    """Show one record, a line per field.

    Raises:
        NotThere: there is no such record.
        StoreError: the document cannot be read.
    """
    document = read(call)
    record = the_record(document, call.arguments.target)
    if call.arguments.json:
        call.console.say_json(record_json(document, record))
    else:
        from data.views.action_state import ActionStates

        states = ActionStates(document, call.surroundings.today())
        for line in _record_lines(states, record, everything=call.arguments.all):
            call.console.say(line)
    return DONE


def _record_lines(states: ActionStates, record: Record, *, everything: bool = False) -> list[str]:
    """The record as lines: its name, its fields, who made and changed it.

    Args:
        states: How actions stand, and the document they are in.
        record: What to show.
        everything: The fields that hold nothing, too.
    """
    from data.views.show import show_field

    cls = type(record)
    shown = [f"{_(cls.label)} {record.code if cls.prefix else record.number}"]
    for name in specs(cls):
        text = show_field(states.document, record, name)
        if name == "status" and isinstance(record, Action):
            text = states.whole(record)
        if everything or (text and getattr(record, name)):
            label, first, *more = label_of(cls, name), *(text.split("\n") or [""])
            if len(more) > _MOST_LINES and not everything:
                more = [_("… {n} lines more; --all shows them").format(n=len(more))]
            # Lines that follow are set in, so that no text can pass for a field.
            shown.append(f"{label}: {first}".rstrip())
            shown += [f"    {line}" for line in more]
    for name in ("created", "changed"):
        at, who = moment_label(getattr(record, f"{name}_at")), getattr(record, f"{name}_by")
        shown.append(f"{label_of(cls, f'{name}_at')}: {at}, {who}")
    return shown


def _find_takes(arguments: Arguments) -> None:
    arguments.word("words", _("WORDS"), _("parts of words; each must be there"), many=True)
    arguments.option(
        "--limit",
        _("how many at most; else 50"),
        shown=_("COUNT"),
        kind=whole(1, _MOST_HITS),
        default=50,
    )


def _find(call: Call) -> int:
    """Show what holds some words, by kind, the best first; confidential notes are left out.

    Raises:
        StoreError: the document cannot be read.
    """
    from data.views.search import DocumentSearch, name_of

    words = " ".join(call.arguments.words)
    hits = DocumentSearch(read(call)).search(words, confidential=False, most=call.arguments.limit)
    if not hits:
        call.console.complain(_("Nothing fits “{text}”.").format(text=words))
        return NOT_AS_ASKED
    kind = ""
    for hit in hits:
        if hit.kind != kind:
            kind = hit.kind
            call.console.say(kind)
        parts = [name_of(hit.record), hit.text]
        call.console.say(f"  {': '.join(filter(None, parts))}")
    return DONE


def _log_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("only what was done to this record"), required=False)
    arguments.option(
        "--limit",
        _("at most so many"),
        shown=_("COUNT"),
        kind=whole(1, _MOST_ENTRIES),
        default=_MOST_ENTRIES,
    )
    arguments.option("--json", _("as JSON, with the edits themselves"))


def _log(call: Call) -> int:
    """Show who changed what and when, the newest first.

    Raises:
        NotThere: there is no such record, and never was.
        StoreError: the document cannot be read.
    """
    from data.commands.typed import find_record
    from data.facts.guest import store_for
    from data.views.log import log_lines

    given = call.arguments
    store = store_for(call.surroundings.place, guest=call.surroundings.limits.read_only)
    document = store.load()
    revision = document.meta.revision
    entries = (entry for entry in store.history.newest_first() if entry.revision <= revision)
    lines = islice(log_lines(entries, document, given.target), given.limit)
    if given.json:
        call.console.say_json([_log_row(line) for line in lines])
        return DONE
    empty = True
    for line in lines:
        empty = False
        call.console.say(f"{moment_label(line.at)}  {line.who}  {line.text}")
    if empty and given.target:
        record = find_record(document, given.target)
        if record is None:
            raise NotThere(given.target)
        text = _("Nothing about {code} has been changed since it was made.")
        call.console.say(text.format(code=record.code))
    return DONE


def _log_row(line: LogLine) -> dict[str, Any]:
    from data.edits.edits import encode_edit
    from data.encoding.values import encode_moment

    entry = line.entry
    return {
        "revision": entry.revision,
        "id": entry.id,
        "at": encode_moment(entry.at),
        "who": entry.who,
        "name": entry.name,
        "text": line.text,
        "edits": [encode_edit(edit) for edit in entry.edits],
    }


HANDLERS: Final = {
    "list": Handler(_list, _list_takes),
    "show": Handler(_show, _show_takes),
    "find": Handler(_find, _find_takes),
    "log": Handler(_log, _log_takes),
}
