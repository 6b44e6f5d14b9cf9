"""Minutes that come back: which lines somebody changed, and what each becomes.

The minutes are written once more as they were sent, and compared line by line under each heading.
Approved minutes are never changed: what differs is offered as a reason to open them again, or as an
idea for the next discussion.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from data.commands.approval import ReopenDiscussion, ReopenStatusMeeting
from data.dataclass import dataclass, field
from data.edits.edits import Add, Remove, Set
from data.export.meetings.discussion import discussion_minutes
from data.export.meetings.status import status_minutes, title_of
from data.facts.discussion import discussion_view
from data.facts.notes import without_confidential
from data.i18n import LANGUAGES, _, in_language
from data.ids import new_id
from data.importing.asking import KEEP
from data.importing.coming_home import Homecoming
from data.importing.differences import TakenOver
from data.importing.home_file import HomeFile, Saying, read_tables
from data.importing.minutes_marks import MinutesMarks
from data.importing.outcome import Fate, ReadThing
from data.importing.pieces import markdown_pieces, tables_of
from data.importing.told_home import ToldHome, cut, cut_both
from data.model.base import Shape, label_of, specs
from data.model.choices import (
    MeetingState,
    NoteForm,
    Outcome,
    StatusOutcome,
    choice_label,
)
from data.model.discussion import AgendaItem, Discussion, Note
from data.model.plan import Action, Goal, Idea
from data.model.status import StatusAnswer, StatusEntry, StatusMeeting
from data.strenum import StrEnum
from data.text import clean_line, fold, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from data.edits.edits import Author, Edit
    from data.importing.outcome import FilePreview
    from data.importing.pieces import FilePiece
    from data.model.base import Record
    from data.model.document import Document

    Meeting = Discussion | StatusMeeting

C = TypeVar("C", bound=StrEnum)

_ITEM: Final = re.compile(r"([0-9]{1,3})\. ")
_CODE: Final = re.compile(r"([HM][0-9]{1,9})\b")
_FACT: Final = re.compile(r"([^:]{1,60}): (.*)")
_LONGEST_ACTION: Final = 200


def meeting_of(pieces: Sequence[FilePiece], document: Document) -> tuple[Meeting, str] | None:
    """The meeting whose minutes a document is, and their language; None where it is none."""
    if not pieces or pieces[0].kind != "heading":
        return None
    title = clean_line(pieces[0].text)
    for code in LANGUAGES:
        with in_language(code):
            for discussion in document.all(Discussion):
                named = _("Annual work-environment discussion {year}").format(year=discussion.year)
                if title == clean_line(named):
                    return discussion, code
            for meeting in document.all(StatusMeeting):
                if meeting.held_on is not None and title == clean_line(title_of(meeting)):
                    return meeting, code
    return None


@dataclass(slots=True)
class TakenMinutes:
    """What is taken over of minutes, as one edit."""

    name: ClassVar[str] = "import"
    ready: list[Edit] = field(default_factory=list)
    reopening: ReopenDiscussion | ReopenStatusMeeting | None = None
    actions: TakenOver = field(default_factory=TakenOver)

    def __bool__(self) -> bool:
        return bool(self.ready) or self.reopening is not None or bool(self.actions)

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """All of it, or nothing."""
        yield from self.ready
        if self.actions:
            yield from self.actions.edits(document, author)
        if self.reopening is not None:
            yield from self.reopening.edits(document, author)


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that differs: where it stands, what it was and what it is; empty for none."""

    path: tuple[str, ...]
    under: str
    before: str
    after: str


def changed_lines(before: Sequence[FilePiece], after: Sequence[FilePiece]) -> Iterator[ChangedLine]:
    """The lines that differ, heading by heading."""
    was, now = _sections(before), _sections(after)
    for path in dict.fromkeys((*was, *now)):
        old, new = was.get(path, []), now.get(path, [])
        matcher = SequenceMatcher(None, [_key(line) for line in old], [_key(line) for line in new])
        for what, a, b, c, d in matcher.get_opcodes():
            if what == "equal":
                continue
            both = min(b - a, d - c)
            for place in range(both):
                yield ChangedLine(path, _under(new, c + place), old[a + place], new[c + place])
            for line in old[a + both : b]:
                yield ChangedLine(path, "", line, "")
            for place in range(c + both, d):
                yield ChangedLine(path, _under(new, place), "", new[place])


def _numbered(piece: FilePiece) -> bool:
    """Whether a piece is a table of actions or goals."""
    found = HomeFile()
    read_tables(tables_of((piece,)), found)
    return bool(found.known)


def _in(text: str, saying: Saying, name: str) -> bool:
    return clean_line(text) in map(clean_line, saying.fields.get(name, ()))


def _key(line: str) -> str:
    return clean_line(line)


def _sections(pieces: Sequence[FilePiece]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    path: tuple[str, ...] = ()
    for piece in pieces:
        if piece.kind == "heading":
            path = (*path[: piece.level - 1], clean_line(piece.text))
            found.setdefault(path, [])
        elif piece.kind == "table":
            rows = (" | ".join(map(clean_line, row)) for row in piece.rows)
            found.setdefault(path, []).extend(rows)
        elif clean_line(piece.text):
            # A line across the page, and lines to sign on, say nothing.
            found.setdefault(path, []).append(piece.text)
    return found


def _under(lines: Sequence[str], place: int) -> str:
    """The label a line stands under: *Decided:*."""
    for line in reversed(lines[:place]):
        if clean_line(line).endswith(":"):
            return clean_line(line)
    return ""


class MinutesHome:
    """Compares minutes that came back with those that were sent.

    Args:
        pieces: What came back.
        meeting: The meeting, as it is now.
        document: The document as it is now.
        base: The document as it was when the minutes were written.
        day: The day they were written.
        language: The language they are in.
        answers: What was answered, by the key of the question.
        make_id: Gives the ids of what is to be made.
    """

    def __init__(
        self,
        pieces: Sequence[FilePiece],
        meeting: Meeting,
        document: Document,
        base: Document,
        day: date,
        language: str,
        answers: Mapping[str, str],
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self.pieces, self.meeting, self.document, self.base = pieces, meeting, document, base
        self.day, self.language, self._make_id = day, language, make_id
        self.told = ToldHome(answers)
        self.command = TakenMinutes()

    def compare(self) -> None:
        """Compare line by line."""
        with in_language(self.language):
            text = _written(self.base, self.meeting, self.day)
        approved = self.meeting.state is MeetingState.APPROVED
        sent, came = markdown_pieces(text), self.pieces
        if not approved:
            self._tables(sent, came)
            sent, came = (tuple(p for p in each if not _numbered(p)) for each in (sent, came))
            marks = MinutesMarks(
                self.meeting, self.document, self.base, self.language, self, self.told
            )
            sent, came = marks.read(sent, came)
        changes = list(changed_lines(sent, came))
        fates = [self._approved(each) if approved else self._one(each) for each in changes]
        read = [fate for fate, each in zip(fates, changes, strict=True) if each.after]
        known = sum(1 + len(piece.rows) for piece in self.pieces) - len(read)
        known -= len(self.told.entries)
        self.told.entries += [ReadThing(_("a line"), fate) for fate in read]
        self.told.entries += [ReadThing(_("a line"), Fate.KNOWN)] * max(known, 0)
        if approved and changes:
            self._ask_approved(changes)

    # -- approved ------------------------------------------------------------------------

    def _approved(self, change: ChangedLine) -> Fate:
        self.told.tell(_told(change))
        return Fate.ASKED if self.told.asking.answers.get(_APPROVED, KEEP) == KEEP else Fate.TAKEN

    def _ask_approved(self, changes: Sequence[ChangedLine]) -> None:
        text = _("The minutes of {code} are approved and are not changed. What becomes of this?")
        told = text.format(code=self.meeting.code)
        reopen = ("reopen", _("open them again, with this as the reason"))
        idea = ("idea", _("an idea for the next discussion"))
        chosen = self.told.ask(_APPROVED, told, _("nothing"), reopen, idea)
        reason = "\n".join(_told(change) for change in changes)
        if chosen == "reopen":
            of = ReopenDiscussion if isinstance(self.meeting, Discussion) else ReopenStatusMeeting
            self.command.reopening = of(self.meeting.id, reason)
        elif chosen == "idea":
            values = {"text": shorten(clean_line(reason), _LONGEST_ACTION)}
            self.add(Idea.kind, values)

    def _tables(self, sent: Sequence[FilePiece], came: Sequence[FilePiece]) -> None:
        """Compare the rows of actions and goals by their number."""
        before, after = HomeFile(), HomeFile()
        read_tables(tables_of(sent), before)
        read_tables(tables_of(came), after)
        changed = HomeFile(new=[each for each in after.new if not each[1].twice])
        for code, saying in after.known.items():
            told = before.known.get(code)
            fields = {
                name: other
                for name, texts in saying.fields.items()
                if (other := [t for t in texts if told is None or not _in(t, told, name)])
            }
            if fields or told is None:
                changed.known[code] = Saying(code, saying.places[:1], fields)
        home = Homecoming(
            changed,
            self.document,
            base=self.base,
            day=self.day,
            today=self.day,
            language=self.language,
            lines=False,
            answers=self.told.asking.answers,
            make_id=self._make_id,
        )
        home.compare(all_told=False)
        link = {"discussion": self.meeting.id} if isinstance(self.meeting, Discussion) else {}
        home.command.added = [
            Add(a.kind, a.id, {**a.values, **(link if a.kind == Action.kind else {})})
            for a in home.command.added
        ]
        self.command.actions = home.command
        self.told.take_in(home.told)
        for code in before.known:
            if code not in after.known:
                told_of = _("{code} is not in the minutes any more; nothing is deleted.")
                self.told.tell(told_of.format(code=code))

    # -- open ----------------------------------------------------------------------------

    def _one(self, change: ChangedLine) -> Fate:
        if not change.after:
            return self._gone(change)
        before = len(self.command.ready)
        done = self._edited(change) if change.before else self._added(change)
        if done and len(self.command.ready) == before:
            return Fate.KNOWN  # taken over before
        if done:
            self.told.tell(_told(change))
            return Fate.TAKEN
        return self._ask(change)

    def _edited(self, change: ChangedLine) -> bool:
        """Take over a line that says something else; whether it could be."""
        for record, name in self._texts():
            if _key(getattr(record, name)) == _key(change.before):
                return self.change(record, name, change.after)
        before, after = (_FACT.fullmatch(clean_line(t)) for t in (change.before, change.after))
        if before is None or after is None or before[1] != after[1]:
            return False
        return self._fact(change, before[1], after[2])

    def _texts(self) -> Iterator[tuple[Record, str]]:
        for note in self._notes():
            yield note, "text"
        for answer in self.base.all(StatusAnswer):
            if answer.meeting == self.meeting.id:
                yield answer, "text"

    def _notes(self) -> Iterator[Note]:
        if isinstance(self.meeting, Discussion):
            view = discussion_view(self.base, self.meeting)
            for each in view.items:
                yield from without_confidential(each.notes)

    def _fact(self, change: ChangedLine, label: str, text: str) -> bool:
        """A fact of the frame, of an action in a status meeting, or of last year's goal."""
        code = _CODE.match(change.path[-1]) if change.path else None
        record = self.document.find(code[1]) if code is not None else None
        with in_language(self.language):
            if isinstance(record, Goal):
                return self._goal(record, label, text)
            if isinstance(record, Action):
                return self._status(record, label, text)
            for name, spec in specs(type(self.meeting)).items():
                plain = spec.shape in {Shape.LINE, Shape.LINES}
                if len(change.path) == 1 and plain and label == label_of(type(self.meeting), name):
                    return self.change(self.meeting, name, text)
        return False

    def _status(self, action: Action, label: str, text: str) -> bool:
        """What a status meeting says of an action."""
        entry = next(
            (
                each
                for each in self.base.all(StatusEntry)
                if each.action == action.id and each.meeting == self.meeting.id
            ),
            None,
        )
        if entry is not None and label == label_of(StatusEntry, "remark"):
            return self.change(entry, "remark", text)
        if entry is not None and label == label_of(StatusEntry, "outcome"):
            member = _choice(StatusOutcome, text)
            return member is not None and self.change(entry, "outcome", member)
        if label == label_of(Action, "problem"):
            return self.change(action, "problem", text)
        return False

    def _goal(self, goal: Goal, label: str, text: str) -> bool:
        """What a discussion says of a goal of the year before."""
        if label == _("How we would see it"):
            return self.change(goal, "measure", text)
        if label == label_of(Goal, "outcome_reason"):
            return self.change(goal, "outcome_reason", text)
        if label == label_of(Goal, "outcome"):
            member = _choice(Outcome, text)
            return (
                member is not None
                and self.change(goal, "outcome", member)
                and self.change(goal, "evaluated_in", self.meeting.id)
            )
        return False

    def change(self, record: Record, name: str, value: Any, *, whatever: bool = False) -> bool:
        """Change a field that nobody has changed meanwhile, or whatever it is; whether it was."""
        now, was = (d.record(record.kind, record.id) for d in (self.document, self.base))
        if now is None:
            return False
        if getattr(now, name) == value:
            return True
        if not whatever and was is not None and getattr(was, name) != getattr(now, name):
            return False
        self.command.ready.append(Set(record.kind, record.id, name, value, getattr(now, name)))
        return True

    def add(self, kind: str, values: Mapping[str, Any]) -> None:
        """Make a record."""
        self.command.ready.append(Add(kind, self._make_id(), values))

    def _added(self, change: ChangedLine) -> bool:
        """A new line under an item: a note, a decision, or an action that came of it."""
        item = self._item(change.path)
        if item is None:
            return False
        with in_language(self.language):
            decided, came = _("Decided:"), _("Came of it:")
        text = change.after.strip()
        if _has(self.document, item, text):
            return True
        if change.under == came:
            values = {
                "measure": shorten(clean_line(text), _LONGEST_ACTION),
                "agenda_item": item.id,
                "discussion": self.meeting.id,
            }
            self.add(Action.kind, values)
            return True
        form = NoteForm.DECISION if change.under == decided else NoteForm.NOTE
        note = {"about": item.reference, "form": form, "text": text}
        self.add(Note.kind, note)
        return True

    def _item(self, path: tuple[str, ...]) -> Record | None:
        """The agenda item of a heading such as *3. What we agreed on*."""
        if not isinstance(self.meeting, Discussion):
            return None
        # The numbers are those the minutes were sent with.
        items = discussion_view(self.base, self.meeting).items
        for title in reversed(path):
            number = _ITEM.match(title)
            if number is not None and 0 < int(number[1]) <= len(items):
                return self.document.get(AgendaItem, items[int(number[1]) - 1].item.id)
        return None

    def _gone(self, change: ChangedLine) -> Fate:
        """A line that is not there any more: it is shown, and deletes nothing unasked."""
        note = next((n for n in self._notes() if _key(n.text) == _key(change.before)), None)
        told = _("not in the file any more: {text}").format(text=cut(change.before))
        if note is None or self.document.get(Note, note.id) is None:
            self.told.tell(told)
            return Fate.LEFT_OUT
        delete = ("delete", _("delete it"))
        if self.told.ask(f"note {note.id}", told, _("keep it"), delete) == "delete":
            self.command.ready.append(Remove(Note.kind, note.id))
        return Fate.ASKED

    def _ask(self, change: ChangedLine) -> Fate:
        """A line that is no field and no note: it can be kept as a note."""
        told = _told(change)
        key = f"line {'/'.join(change.path)} {cut(change.before or change.after)}"
        note = ("note", _("keep it as a note"))
        if self.told.ask(key, told, _("leave it out"), note) == KEEP:
            return Fate.ASKED
        item = self._item(change.path)
        about = item.reference if item is not None else self.meeting.reference
        values = {"about": about, "text": _told(change)}
        self.add(Note.kind, values)
        return Fate.TAKEN


_APPROVED: Final = "approved"


def _written(document: Document, meeting: Meeting, day: date) -> str:
    was = document.record(meeting.kind, meeting.id) or meeting
    if isinstance(was, Discussion):
        return discussion_minutes(document, was, today=day)
    assert isinstance(was, StatusMeeting)  # noqa: S101 - one of the two
    return status_minutes(document, was, today=day)


def _choice(kind: type[C], text: str) -> C | None:
    """The value people call so, in the language in use."""
    return {fold(choice_label(each)): each for each in kind}.get(fold(clean_line(text)))


def _has(document: Document, item: Record, text: str) -> bool:
    """Whether an item has a note or an action of that text already."""
    notes = (note.text for note in document.all(Note) if note.about == item.reference)
    actions = (a.measure for a in document.all(Action) if a.agenda_item == item.id)
    return any(_key(each) == _key(text) for each in (*notes, *actions))


def _told(change: ChangedLine) -> str:
    """A difference in a line: where it stands, what it was, what it is."""
    where = change.path[-1] if change.path else ""
    if not change.before:
        return _("{where}: new: {text}").format(where=where, text=cut(change.after))
    if not change.after:
        return _("{where}: gone: {text}").format(where=where, text=cut(change.before))
    before, after = cut_both(change.before, change.after)
    return _("{where}: {before} → {after}").format(where=where, before=before, after=after)


def minutes_preview(
    home: MinutesHome, again: Callable[[Mapping[str, str]], FilePreview]
) -> FilePreview:
    """What was compared, to be looked at.

    Args:
        home: What was compared.
        again: Compares again with other answers.
    """
    head = _("These are the minutes of {code}; what was changed in them:")
    if not home.told.lines:
        head = _("These are the minutes of {code}; nothing was changed in them.")
    actions = home.command.actions
    count = len(home.command.ready) + (home.command.reopening is not None) + actions.count
    command = home.command if home.command else None
    return home.told.preview([head.format(code=home.meeting.code)], command, count, again)
