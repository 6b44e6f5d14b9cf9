"""A plan that AMIS wrote, back from those it was sent to: exactly what they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.edits.edits import Add
from data.edits.records import kept_by
from data.i18n import _
from data.ids import new_id
from data.importing.asking import FILE
from data.importing.cells import CellPlace, ColumnReading, Reader
from data.importing.differences import ChangedField, TakenOver
from data.importing.existing_actions import shown_value
from data.importing.home_file import KINDS, HomeFile, Saying
from data.importing.home_notes import changed_notes
from data.importing.home_ways import Ways, plain, says_nothing
from data.importing.home_words import words_besides
from data.importing.outcome import Fate
from data.importing.people import Names
from data.importing.plan_lines import made_told
from data.importing.told_home import ToldHome, cut, cut_both
from data.model.base import SETS, Shape, label_of, specs
from data.model.document import PREFIXES
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.text import clean_line, clean_lines, fold, shorten
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from data.importing.outcome import FilePreview
    from data.model.base import Record
    from data.model.document import Document

_COUNTED: Final = frozenset({"postponed"})
"""Fields that AMIS counts by itself."""


class Homecoming:
    """Compares what a file says with the document, record by record.

    Args:
        found: What the file says.
        document: The document as it is now.
        base: The document as it was when the file was written; None when that is not known.
        day: The day the file was written; None likewise.
        today: The day it is read on.
        language: The language dates are read in first.
        lines: Whether the file keeps lines apart.
        answers: What was answered, by the key of the question.
        make_id: Gives the ids of what is to be made.
    """

    def __init__(
        self,
        found: HomeFile,
        document: Document,
        *,
        base: Document | None,
        day: date | None,
        today: date,
        language: str,
        lines: bool,
        answers: Mapping[str, str],
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self.found, self.document, self._made_id = found, document, make_id
        self.known_base = base is not None
        self.base = base if base is not None else document
        self.told = ToldHome(answers)
        asking = self.told.asking
        self.names = Names(document, today, make_id, asking)
        self.reader = Reader(document, today, language, self.names, asking, exact=False)
        self.day = day
        self.ways = Ways(self.base, day, today)
        self.lines_kept = lines
        self.command = TakenOver(made=self.names.made)

    def compare(self, *, all_told: bool = True) -> None:
        """Compare everything the file says.

        Args:
            all_told: Whether the file tells of every record, so that one it has not is gone.
        """
        self._words()
        for code, saying in self.found.known.items():
            self._known(code, saying)
        for number, (kind, saying) in enumerate(self.found.new, 1):
            self._without_number(kind, saying, number)
        if all_told:
            self._gone()
        for place, text in self.found.left_out:
            self.told.tell(_("Left out: {text}").format(text=cut(text)))
            self.told.became(place, Fate.LEFT_OUT, text)

    def _words(self) -> None:
        """Lines that somebody wrote: a note on what they stand below, or left out and said."""
        exact = self.known_base and self.day is not None
        day = self.day or self.reader.today
        for saying, text in words_besides(self.found, self.base, day, exact=exact):
            if saying is not None:
                saying.others.append(("", text))
            else:
                self.found.left_out.append((_("a line"), text))

    # -- records that are there ----------------------------------------------------------

    def _known(self, code: str, saying: Saying) -> None:
        was, now = self.base.find(code), self.document.find(code)
        if now is None and was is None:
            self._unknown_number(code, saying)
            return
        if now is None and was is not None:
            other = any(self._texts(was, name, t) for name, t in saying.fields.items())
            self._entry(saying, Fate.ASKED if other else Fate.KNOWN)
            if other:
                text = _("{code} was deleted meanwhile; what the file says of it is left out.")
                self.told.tell(text.format(code=code))
            return
        assert now is not None  # noqa: S101 - one of the two is there
        before = len(self.told.lines)
        asked = self._section(saying, now)
        asked |= self._fields(saying, was or now, now)
        self._notes(saying, was or now, now)
        changed = len(self.told.lines) > before
        self._entry(saying, Fate.ASKED if asked else Fate.TAKEN if changed else Fate.KNOWN)

    def _section(self, saying: Saying, now: Record | None = None) -> bool:
        """What the section a row stands in says of its goal; whether that must be looked at."""
        if saying.under is None:
            return False
        goal = self.base.find(saying.under) or self.document.find(saying.under)
        if saying.under and goal is None:
            text = _("{title} stands under {code}, which is not in the plan; its goal is left out.")
            title = now.code if now is not None else self._title(Action, saying)
            self.told.tell(text.format(title=title, code=saying.under))
            return True
        named = name_of(self.base, Goal.kind, goal.id) if goal is not None else ""
        if goal is not None and not named:
            named = name_of(self.document, Goal.kind, goal.id)
        saying.fields.setdefault("goal", []).append(named)
        return False

    def _texts(self, was: Record, name: str, texts: list[str]) -> list[str]:
        """Those of the texts for a field that say something else than it held."""
        if name not in specs(type(was)):
            return []
        lines = self.lines_kept
        other = [t for t in texts if not self.ways.say(was, name, t, lines=lines)]
        return list({plain(text, lines=lines): text for text in other}.values())

    def _fields(self, saying: Saying, was: Record, now: Record) -> bool:
        """Compare the fields; whether something is asked about."""
        asked = False
        for name, texts in saying.fields.items():
            other = self._texts(was, name, texts)
            if not other:
                continue
            if len(other) > 1:
                told = " / ".join(cut(text) for text in other)
                text = _("{code} {field}: the file says different things: {texts}")
                self.told.tell(
                    text.format(code=now.code, field=label_of(type(now), name), texts=told)
                )
                asked = True
                continue
            asked |= self._field(was, now, name, other[0])
        return asked

    def _field(self, was: Record, now: Record, name: str, text: str) -> bool:
        """Compare a field that the file says otherwise; whether it is asked about."""
        label = label_of(type(now), name)
        if name in _COUNTED:
            told = _("{code} {field}: AMIS counts that itself; it is left as it is.")
            self.told.tell(told.format(code=now.code, field=label))
            return False
        mark = self.told.asking.mark()
        try:
            value, remark = self._value(type(now), now.code, name, text)
        except ValueError as error:
            told = _("{code} {field}: {reason}. It is left as it was.")
            self.told.tell(told.format(code=now.code, field=label, reason=error))
            return True
        if value is self._waits:
            if not self.told.tell_questions(mark, f"{now.code}: "):
                told = _("{code} {field}: “{text}” waits for the same answer.")
                self.told.tell(told.format(code=now.code, field=label, text=clean_line(text)))
            return True
        if value == getattr(was, name) or value == getattr(now, name):
            return False
        shown = self._shown(now, name, value)
        if self.known_base and getattr(was, name) != getattr(now, name):
            return self._conflict(was, now, name, value, shown)
        self._take(now, name, value)
        before, shown = cut_both(self._shown_now(now, name), shown)
        told = _("{code} {field}: {before} → {after}")
        said = told.format(code=now.code, field=label, before=before, after=shown)
        self.told.tell(f"{said} ({remark})" if remark else said)
        return False

    def _conflict(self, was: Record, now: Record, name: str, value: Any, shown: str) -> bool:
        key = f"{now.code}.{name}"
        ours, shown = cut_both(self._shown_now(now, name), shown)
        text = _("{code} {field}: changed in the file and meanwhile here, from {before}")
        before = cut(show_field(self.base, was, name)) or _("nothing")
        told = text.format(code=now.code, field=label_of(type(now), name), before=before)
        take = (FILE, _("take {value}").format(value=shown))
        chosen = self.told.ask(key, told, _("keep {value}").format(value=ours), take)
        if chosen == FILE:
            self._take(now, name, value)
        return chosen != FILE

    _waits: Final = object()

    def _value(self, kind: type[Record], code: str, name: str, text: str) -> tuple[Any, str]:
        """What a text says for a field, and how it was read; `_waits` where that is asked.

        Raises:
            ValueError: it says nothing the field can hold.
        """
        spec = specs(kind)[name]
        given = plain(text, lines=True)
        if says_nothing(text):
            if spec.required:
                raise ValueError(_("it may not be empty"))
            return (() if spec.shape in SETS else spec.default), ""
        if spec.shape is Shape.LINE:
            return clean_line(given), ""
        if spec.shape is Shape.LINES:
            return clean_lines(given), ""
        named = self._named(spec.target, given) if spec.target else None
        if named is not None:
            return ((named,) if spec.shape is Shape.REFS else named), ""
        column = ColumnReading(f"{code} {label_of(kind, name)}", f"{code} {name}")
        cell = self.reader.read(spec, given, CellPlace(0, column))
        if cell.asked:
            return self._waits, ""
        if cell.empty:
            return spec.default, ""
        value = (cell.value, *cell.helpers) if spec.shape is Shape.REFS else cell.value
        if spec.shape is Shape.REFS:
            value = tuple(dict.fromkeys(_flat(value)))
        return value, cell.remark

    def _named(self, target: str, text: str) -> str | None:
        """The one record that is called exactly so, whatever signs are in its name."""
        if target != Person.kind:
            return None
        people = [p for p in self.document.all(Person) if fold(p.name) == fold(clean_line(text))]
        return people[0].id if len(people) == 1 else None

    def _take(self, now: Record, name: str, value: Any) -> None:
        self.command.fields.append(ChangedField(now.kind, now.id, name, value))

    def _notes(self, saying: Saying, was: Record, now: Record) -> None:
        """New notes, notes with another text, and columns that are no field."""
        self._standing(saying, was)
        changed = changed_notes(self.base, self.document, now, saying)
        for note, text in changed.texts.items():
            self.command.texts[note] = text
            self.told.tell(
                _("{code}: a note says now: {text}").format(code=now.code, text=cut(text))
            )
        for text in changed.new:
            self.command.notes.append((self._made_id(), now.reference, text))
            self.told.tell(_("{code}: new note: {text}").format(code=now.code, text=cut(text)))
        for text in changed.gone:
            told = _("{code}: a note is not in the file and is kept: {text}")
            self.told.tell(told.format(code=now.code, text=cut(text)))

    def _standing(self, saying: Saying, was: Record | None) -> None:
        """What somebody wrote into the column in which AMIS tells how it stands."""
        for heading, text in saying.standing:
            rest = self.ways.standing_besides(was, text)
            if rest:
                saying.others.append((heading, rest))

    # -- records that are not ------------------------------------------------------------

    def _unknown_number(self, code: str, saying: Saying) -> None:
        handed_out = self.document.meta.counters
        kind = PREFIXES[code[0]].kind
        if int(code[1:]) > max(handed_out.get(kind, 0), self.document.next_number(kind) - 1):
            self._new(PREFIXES[code[0]], saying)
            return
        key = f"{code} new"
        title = self._title(PREFIXES[code[0]], saying)
        text = _("{code} “{title}” is not in the plan any more.")
        told = text.format(code=code, title=title)
        if self.told.ask(key, told, _("leave it out"), ("new", _("make it anew"))) == "new":
            self._new(PREFIXES[code[0]], saying)
        else:
            self._entry(saying, Fate.ASKED)

    def _without_number(self, kind: type[Record], saying: Saying, number: int) -> None:
        if not saying.twice:
            self._new(kind, saying)
            return
        now = self.document.find(saying.code)
        same = now is not None and not any(
            self._texts(now, name, texts) for name, texts in saying.fields.items()
        )
        if same:
            self._entry(
                saying, Fate.LEFT_OUT, _("{code} stands there twice.").format(code=saying.code)
            )
            return
        key = f"{saying.code} twice {number}"
        text = _("{code} stands there twice; the second says: {title}")
        told = text.format(code=saying.code, title=self._title(kind, saying))
        anew = ("new", _("take it as a new one"))
        if self.told.ask(key, told, _("leave it out"), anew) == "new":
            self._new(kind, saying)
        else:
            self._entry(saying, Fate.ASKED)

    def _title(self, kind: type[Record], saying: Saying) -> str:
        texts = saying.fields.get(kind.title_field) or saying.fields.get("problem") or [""]
        return cut(texts[0])

    def _new(self, kind: type[Record], saying: Saying) -> None:
        values: dict[str, Any] = {}
        asked = self._section(saying)
        self._standing(saying, None)
        kept = [_kept(heading, text) for heading, text in saying.others]
        identity = self._made_id()
        for name, texts in saying.fields.items():
            text = next((t for t in texts if not says_nothing(t)), "")
            if not text or name in _COUNTED:
                continue
            try:
                value, _remark = self._value(kind, saying.code or identity, name, text)
            except ValueError as error:
                kept.append(f"{label_of(kind, name)}: {clean_line(text)}")
                self.told.tell(f"{label_of(kind, name)}: {error}")
                continue
            if value is self._waits:
                asked = True
                kept.append(f"{label_of(kind, name)}: {clean_line(text)}")
                self.told.tell_questions()
            elif value != specs(kind)[name].default:
                values[name] = value
        if not values.get(kind.title_field):
            values[kind.title_field] = shorten(clean_line(str(values.get("problem", ""))), 120)
        if kind is not Action:
            values.setdefault("year", self.reader.today.year)
        if not asked and self._is_there(kind, values):
            self._entry(saying, Fate.KNOWN)
            return
        self.command.added.append(Add(kind.kind, identity, values))
        notes = [text for text in (*(saying.notes or ()), *kept) if clean_line(text)]
        if notes:
            reference = f"{kind.kind}:{identity}"
            self.command.notes.append((self._made_id(), reference, "\n".join(notes)))
        told = _("New: {title}").format(title=cut(values[kind.title_field]))
        self.told.tell(told)
        self._entry(saying, Fate.ASKED if asked else Fate.TAKEN)

    def _is_there(self, kind: type[Record], values: Mapping[str, Any]) -> bool:
        """Whether a new row has been taken over before."""
        return any(
            all(getattr(record, name) == value for name, value in values.items())
            for record in self.document.all(kind)
            if not self.known_base or self.base.get(kind, record.id) is None
        )

    def _gone(self) -> None:
        """Records the file was written with and does not have any more."""
        told = self.found.known.keys() - self.found.halves
        kinds = {PREFIXES[code[0]] for code in self.found.known}
        for kind in KINDS:
            if kind not in kinds:
                continue
            for was in self.base.all(kind):
                now = self.document.get(kind, was.id)
                if now is None or was.code in told:
                    continue
                if kind is not Action and getattr(was, "outcome", None) is not None:
                    continue  # a goal that is over is not in every file
                self._missing(now)

    def _missing(self, now: Record) -> None:
        frozen = kept_by(self.document, now)
        if frozen:
            stays = _("{code} “{title}” is not in the file; {meeting} tells of it, so it stays.")
            told = stays.format(code=now.code, title=cut(now.heading), meeting=frozen)
            self.told.tell(told)
            return
        text = _("{code} “{title}” is not in the file.")
        told = text.format(code=now.code, title=cut(now.heading))
        delete = ("delete", _("delete it"))
        if self.told.ask(f"{now.code} gone", told, _("keep it"), delete) == "delete":
            self.command.gone.append(now)

    # -- telling -------------------------------------------------------------------------

    def _shown(self, now: Record, name: str, value: Any) -> str:
        if isinstance(now, Action):
            shown = shown_value(self.document, name, value, self.names.called)
        else:
            shown = show_field(self.document, now.revised(**{name: value}), name)
        return clean_line(shown) or _("nothing")

    def _shown_now(self, now: Record, name: str) -> str:
        return clean_line(show_field(self.document, now, name)) or _("nothing")

    def _entry(self, saying: Saying, fate: Fate, said: str = "") -> None:
        # A plan may tell of it in several tables: it is one all the same.
        places = ", ".join(dict.fromkeys(saying.places)) or saying.code
        self.told.became(f"{saying.code} ({places})" if saying.code else places, fate, said)


def _flat(value: Any) -> Iterator[str]:
    for each in value:
        if isinstance(each, tuple):
            yield from each
        elif each:
            yield each


def _kept(heading: str, text: str) -> str:
    return f"{heading}: {text}" if heading else text


def home_preview(
    homecoming: Homecoming, again: Callable[[Mapping[str, str]], FilePreview]
) -> FilePreview:
    """What was compared, to be looked at.

    Args:
        homecoming: What was compared.
        again: Compares again with other answers.
    """
    command, told = homecoming.command, homecoming.told
    head = [_("This file was written by AMIS; what was changed in it:")]
    if not told.lines:
        head = [_("This file was written by AMIS; nothing was changed in it.")]
    elif not homecoming.known_base:
        head.append(
            _("It does not say when it was written, so it is compared with the plan of today.")
        )
    head += homecoming.found.said
    head += made_told(homecoming.names)
    return told.preview(head, command if command else None, command.count, again)
