"""Reading the value after a key: how many of the words that follow belong to it, and what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from data.capture.vocabulary import Name, Vocabulary, in_whole_words, matches
from data.dataclass import dataclass
from data.dates.arithmetic import add_months
from data.dates.going_on import goes_on, speaks_of_time
from data.dates.line import (
    Choice,
    Purpose,
    Reading,
    choices_of,
    could_be,
    not_understood,
    read_date,
    read_when,
)
from data.dates.words import fold_phrase, is_filler
from data.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from data.capture.words import CaptureWords
    from data.dates.recurrence import Recurrence

_WORD: Final = re.compile(r"\S+")
_LONGEST_NAME: Final = 6
LONGEST_DATE: Final = 12
_MOST_OFFERED: Final = 8
"""With the answer that it is nobody, one for each digit."""
_INITIAL: Final = re.compile(r"\s[^\W\d_]\.?\Z")
_COMMA: Final = re.compile(r",\s*")
_TRAILING: Final = ",;"
_YEAR_OR_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_MONTHS: Final = 12

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a value is read against."""

    vocabulary: Vocabulary
    words: CaptureWords
    today: date
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that was understood.

    Attributes:
        end: How far into the segment it reaches.
        value: What the field gets.
        others: Other days a date could mean.
        until: The last day, when a wheel activity was given a period.
        rule: How it comes back, when that was said of a wheel activity.
    """

    end: int
    value: object
    others: tuple[date, ...] = ()
    until: date | None = None
    rule: Recurrence | None = None


class DateOption(NamedTuple):
    """A day that words could mean, and how far into the segment those words reach."""

    choice: Choice
    end: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a value was not understood.

    Attributes:
        problem: One translated sentence.
        options: What it could mean, to be chosen from; the likeliest first.
        names: The people it could mean.
        typed: The name as it was typed.
    """

    problem: str
    options: tuple[DateOption, ...] = ()
    names: tuple[Name, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The text after a key up to the next one; quoted when it was between quotation marks."""

    text: str
    quoted: bool = False

    def runs(self, longest: int) -> Iterator[tuple[str, int]]:
        """The words from the start and where they end: the longest run first, at last the first."""
        if self.quoted:
            yield self.text, len(self.text)
            return
        ends = [word.end() for word in _WORD.finditer(self.text)][:longest]
        for end in reversed(ends):
            yield self.text[:end].strip().rstrip(_TRAILING), end

    def first(self) -> tuple[str, int]:
        """The first word, or all of what was quoted."""
        return next(self.runs(1), ("", 0))


def read_value(key: str, segment: Segment, scope: Scope) -> Taken | Refused:
    """Read a value for a key, by its plain name."""
    return _READERS[key](segment, scope)


_UNKNOWN: Final = {
    "people": N_("Nobody here is called “{text}”."),
    "goals": N_("No goal fits “{text}”."),
    "conditions": N_("No APV condition fits “{text}”."),
}
_LETTERS: Final = {"people": "", "goals": "M", "conditions": "V"}


def _name(segment: Segment, names: tuple[Name, ...], group: str) -> tuple[Name, int] | Refused:
    """The name the segment starts with; several words only when they are whole words of it."""
    typed = ""
    found: tuple[Name, ...] = ()
    for typed, end in segment.runs(_LONGEST_NAME):
        found = matches(typed, names, letter=_LETTERS[group])
        several = not segment.quoted and len(typed.split()) > 1
        if several and _INITIAL.search(typed) and _stands_alone(segment, typed, end):
            found = matches(typed.removesuffix("."), names) or found
            several = len(found) != 1
        if len(found) == 1 and (not several or in_whole_words(typed, found[0])):
            return found[0], end
    if found:
        people = found[:_MOST_OFFERED] if group == "people" else ()
        return Refused(could_be_people(typed, found), names=people, typed=typed)
    return Refused(_(_UNKNOWN[group]).format(text=typed))


def _stands_alone(segment: Segment, typed: str, end: int) -> bool:
    """Whether the letter at the end is an initial: a capital, or nothing comes behind it."""
    return typed.removesuffix(".")[-1:].isupper() or not segment.text[end:].strip()


def meant_people(typed: str, scope: Scope) -> tuple[Name, ...]:
    """The people that a name means in whole words, or with an initial; none when it is no name."""
    if not typed[:1].isalpha():
        return ()
    found = matches(typed, scope.vocabulary.people)
    if not found and _INITIAL.search(typed):
        typed = typed.removesuffix(".")
        found = matches(typed, scope.vocabulary.people)
    initial = _INITIAL.search(typed) is not None
    return tuple(name for name in found if initial or in_whole_words(typed, name))[:_MOST_OFFERED]


def could_be_people(typed: str, found: tuple[Name, ...]) -> str:
    """That a name is not one person's alone, and whose it could be."""
    # The sentence brings the full stop that "Jens T." ends with.
    labels = ", ".join(name.label for name in found[:4]).removesuffix(".")
    return _("“{text}” could be more than one: {names}.").format(text=typed, names=labels)


def _owner(segment: Segment, scope: Scope) -> Taken | Refused:
    found = _name(segment, scope.vocabulary.people, "people")
    return found if isinstance(found, Refused) else Taken(found[1], found[0].id)


def _goal(segment: Segment, scope: Scope) -> Taken | Refused:
    found = _name(segment, scope.vocabulary.goals, "goals")
    return found if isinstance(found, Refused) else Taken(found[1], found[0].id)


def _condition(segment: Segment, scope: Scope) -> Taken | Refused:
    found = _name(segment, scope.vocabulary.conditions, "conditions")
    return found if isinstance(found, Refused) else Taken(found[1], found[0].id)


def _helpers(segment: Segment, scope: Scope) -> Taken | Refused:
    """Names parted by commas; behind a comma and a blank the title may go on."""
    ids: list[str] = []
    at = 0
    while True:
        found = _next_helper(segment.text[at:], scope)
        if isinstance(found, Refused):
            if ids and segment.text[at - 1].isspace():
                return Taken(at, tuple(ids))
            return found
        ids.append(found[0].id)
        at += found[1]
        comma = _COMMA.match(segment.text, at)
        if comma is None or comma.end() == len(segment.text):
            return Taken(comma.end() if comma else at, tuple(dict.fromkeys(ids)))
        at = comma.end()


def _next_helper(text: str, scope: Scope) -> tuple[Name, int] | Refused:
    people = scope.vocabulary.people
    closing = text.find('"', 1) if text.startswith('"') else -1
    if closing > 0:
        found = _name(Segment(text[1:closing], quoted=True), people, "people")
        return found if isinstance(found, Refused) else (found[0], closing + 1)
    return _name(Segment(text.partition(",")[0]), people, "people")


def _due(segment: Segment, scope: Scope) -> Taken | Refused:
    purpose = Purpose.WHEEL if scope.kind == "activity" else Purpose.DEADLINE
    return _date(segment, scope, purpose)


def _follow_up(segment: Segment, scope: Scope) -> Taken | Refused:
    return _date(segment, scope, Purpose.DEADLINE)


def _start(segment: Segment, scope: Scope) -> Taken | Refused:
    purpose = Purpose.WHEEL if scope.kind == "activity" else Purpose.START
    return _date(segment, scope, purpose)


def _date(segment: Segment, scope: Scope, purpose: Purpose) -> Taken | Refused:
    """The longest run of words that reads as a date, unless what follows goes on about time."""
    problem = ""
    for typed, end in segment.runs(LONGEST_DATE):
        if not segment.quoted and is_filler(typed.split()[-1] if typed else ""):
            # "1. november in the hall": the word behind the date belongs to the text.
            continue
        reading = _read(typed, scope, purpose)
        if reading.day is None and not reading.choices:
            if not problem or reading.problem != not_understood(typed).problem:
                problem = reading.problem
            continue
        options = tuple(DateOption(choice, end) for choice in choices_of(reading))
        behind = segment.text[end:]
        if not segment.quoted and goes_on(behind):
            whole, _end = words_of_time(segment)
            # A part of what is all said of time is no reading of it.
            parts = () if speaks_of_time(behind) else options
            return Refused(problem or not_understood(whole).problem, parts)
        shorter = _without_number(segment, end, scope, purpose) if behind.strip() else ()
        if reading.day is None:
            return Refused(reading.problem, options + shorter)
        if shorter:
            options += shorter
            return Refused(could_be(typed, [option.choice for option in options]), options)
        until = reading.span[1] if reading.span else None
        return Taken(end, reading.day, reading.alternatives, until, options[0].choice.rule)
    return Refused(problem or not_understood(segment.text).problem)


def words_of_time(segment: Segment) -> tuple[str, int]:
    """The words at the beginning that all belong to dates; the first word at least."""
    runs = list(segment.runs(LONGEST_DATE)) or [("", 0)]
    return next((run for run in runs if speaks_of_time(run[0])), runs[-1])


def _without_number(
    segment: Segment, end: int, scope: Scope, purpose: Purpose
) -> tuple[DateOption, ...]:
    """The other reading of "11/8 27 chairs": the number at the end of a date is of the text."""
    words = list(_WORD.finditer(segment.text[:end]))
    if segment.quoted or len(words) == 1 or not _YEAR_OR_NUMBER.fullmatch(words[-1][0]):
        return ()
    before = words[-2].end()
    reading = _read(segment.text[:before], scope, purpose)
    return tuple(DateOption(choice, before) for choice in choices_of(reading))


def _read(text: str, scope: Scope, purpose: Purpose) -> Reading:
    meeting, language = scope.vocabulary.meeting, scope.language
    if purpose is Purpose.WHEEL:
        return read_when(text, scope.today, meeting=meeting, language=language)
    return read_date(
        text,
        scope.today,
        purpose=purpose,
        meeting=meeting,
        language=language,
    )


def _month(segment: Segment, scope: Scope) -> Taken | Refused:
    """A month by name or number, as its first day."""
    typed, end = segment.first()
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= _MONTHS:
        ahead = (int(typed) - scope.today.month) % _MONTHS
        return Taken(end, add_months(scope.today.replace(day=1), ahead))
    found = _date(segment, scope, Purpose.WHEEL)
    if isinstance(found, Refused) or found.until is None:
        return Refused(_("“{text}” is not a month.").format(text=typed))
    return Taken(found.end, found.value, found.others)


def _choice(segment: Segment, words: Mapping[str, T]) -> tuple[T, int] | str:
    """The value of a word or of the beginning of one; what was typed, when that is not plain."""
    typed, end = segment.first()
    word = fold_phrase(typed)
    if word in words:
        return words[word], end
    found = {value for text, value in words.items() if word and text.startswith(word)}
    return (found.pop(), end) if len(found) == 1 else typed


def _priority(segment: Segment, scope: Scope) -> Taken | Refused:
    found = _choice(segment, scope.words.priorities)
    if isinstance(found, str):
        offered = ", ".join(scope.words.offered["priority"].values())
        return Refused(_("“{text}” is not a priority: {words}.").format(text=found, words=offered))
    return Taken(found[1], found[0])


def _source(segment: Segment, scope: Scope) -> Taken | Refused:
    found = _choice(segment, scope.words.sources)
    if isinstance(found, str):
        offered = ", ".join(scope.words.offered["source"].values())
        return Refused(_("“{text}” is not a source: {words}.").format(text=found, words=offered))
    return Taken(found[1], found[0])


def _topic(segment: Segment, scope: Scope) -> Taken | Refused:
    return _free(segment, {fold_phrase(topic): topic for topic in scope.vocabulary.topics})


def _words(segment: Segment, _scope: Scope) -> Taken | Refused:
    """All words up to the next key."""
    words = segment.text.rstrip()
    return Taken(len(words), " ".join(words.split())) if words.strip() else Refused("")


def _category(segment: Segment, scope: Scope) -> Taken | Refused:
    own = {fold_phrase(category): category for category in scope.vocabulary.categories}
    return _free(segment, own | scope.words.categories)


def _free(segment: Segment, known: Mapping[str, str]) -> Taken | Refused:
    """Words in use as they are spelled there, else the first word as it was typed."""
    for typed, end in segment.runs(_LONGEST_NAME):
        spelled = known.get(" ".join(fold_phrase(typed).split()))
        if spelled is not None:
            return Taken(end, spelled)
    typed, end = segment.first()
    return Taken(end, typed) if typed.strip() else Refused("")


_READERS: Final[dict[str, Callable[[Segment, Scope], Taken | Refused]]] = {
    "owner": _owner,
    "due": _due,
    "priority": _priority,
    "goal": _goal,
    "topic": _topic,
    "measure": _words,
    "follow_up": _follow_up,
    "helpers": _helpers,
    "month": _month,
    "category": _category,
    "start": _start,
    "condition": _condition,
    "source": _source,
    "problem": _words,
}
