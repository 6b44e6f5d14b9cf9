"""The texts beside the drawn wheel: what they say, and how they are broken into lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.labels import month_name
from data.export.pdf.fonts import BOLD, REGULAR, SEMIBOLD, face
from data.export.pdf.letters import for_print
from data.export.wheel.words import PLAN, day_and_month, kind_told
from data.i18n import _, ngettext
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.export.wheel.joined import WheelMark

INK: Final = "#1B1B1B"
GREY: Final = "#55595F"
RED: Final = "#C0271D"

_CODE: Final = re.compile(r"([A-Z])([0-9]+)\b")
_TOLD: Final = 4
"""Things of a summary that are named one by one."""
_LONG, _SHORTENED = 160, 50
"""Letters of a title from which on it is not told whole beside the wheel; and of what is."""

_FIRST: Final = "HM"
"""Letters of numbers that are named first: actions, then goals."""
_NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two blanks, or is not to be parted."""

    text: str
    weight: int = REGULAR
    colour: str = INK
    dot: bool = False
    """Whether a dot stands before it, unless it begins a line."""

    def width(self, size: float) -> float:
        """In millimetres."""
        return face(self.weight).width(self.text, size)


Line = tuple[Word, ...]


def variants(
    mark: WheelMark, names: Mapping[str, tuple[str, str]], ring: str
) -> list[tuple[Word, ...]]:
    """What is said of a mark, the fullest first.

    Args:
        mark: What it is about.
        names: What people are called, and what they are called on this sheet, by their ids.
        ring: The name of its ring.
    """
    if mark.together:
        return [tuple(words) for words in _summaries(mark, ring)]
    entry = mark.first
    colour = GREY if entry.done else INK
    sign = [Word("✓", REGULAR, GREY)] if entry.done else []
    sign += [Word("!", BOLD, RED)] if entry.late else []
    day = day_and_month(entry.day)
    if entry.until != entry.day:
        day = f"{day}–{day_and_month(entry.until)}"
    title = _line(entry.title)
    kind = _words(kind_told(entry), colour=GREY)
    whole, called = names.get(entry.owner or "", ("", ""))
    who = _line(called)
    owner = []
    if who and not said_in(title, whole, called):
        owner = [Word(who.replace(" ", _NO_BREAK), REGULAR, GREY, dot=True)]
    head = Word(day, SEMIBOLD, RED if entry.late else colour)
    all_of_it = (head, *sign, *_words(title[:_LONG], colour=colour), *kind, *owner)
    if len(title) <= _LONG:
        return [all_of_it]
    # Said, and not only seen by dots: a title that no wall has room for stands whole in the list.
    rest = _words(_("(goes on in the list)"), colour=GREY)
    return [
        (head, *sign, *_words(title[:length].rsplit(None, 1)[0], colour=colour), *rest)
        for length in (_LONG, _SHORTENED)
    ]


def said_in(title: str, *names: str) -> bool:
    """Whether a title holds one of a person's names already, as words of it."""
    words = " ".join(word.strip(".,:;()") for word in title.casefold().split())
    return any(name and f" {name.casefold()} " in f" {words} " for name in names)


def _summaries(mark: WheelMark, ring: str) -> Iterator[list[Word]]:
    month = month_name(mark.first.day.month)
    count = len(mark.entries)
    name = f"{ring[:1].upper()}{ring[1:]}"
    head = [Word(month, BOLD), *_words(f"{name}: {counted(mark)}", SEMIBOLD)]
    if mark.late:
        late = _("{n} past the day").format(n=mark.late)
        head += [Word("!", BOLD, RED), *_words(late, colour=RED)]
    elif mark.done:
        head.insert(1, Word("✓", REGULAR, GREY))
    codes = codes_of(mark)
    if codes:
        first, *more = [Word(code, REGULAR, GREY) for code in codes]
        yield [*head, Word(first.text, REGULAR, GREY, dot=True), *more]
    else:
        told = [f"{day_and_month(e.day)} {_line(e.title)}" for e in mark.entries]
        for shown in (count, 2, 1):
            if shown <= min(count, _TOLD):
                words = _words("; ".join(told[:shown]), colour=GREY)
                left = count - shown
                more = _words(_("and {n} more").format(n=left), colour=GREY) if left else []
                yield [*head, Word(words[0].text, REGULAR, GREY, dot=True), *words[1:], *more]
    yield head


def counted(mark: WheelMark) -> str:
    """`15 deadlines`, or `6 things` where there are others."""
    count = len(mark.entries)
    if all(entry.origin in PLAN for entry in mark.entries):
        return ngettext("{n} day", "{n} days", count).format(n=count)
    return ngettext("{n} thing", "{n} things", count).format(n=count)


def codes_of(mark: WheelMark) -> list[str]:
    """The numbers its entries begin with, each once; none where one has no number."""
    found = [_CODE.match(_line(entry.title)) for entry in mark.entries]
    if not all(found):
        return []
    once = {(code[1], int(code[2])) for code in found if code is not None}

    def order(code: tuple[str, int]) -> tuple[int, str, int]:
        return (_FIRST.find(code[0]) if code[0] in _FIRST else len(_FIRST), *code)

    return [f"{letter}{number}" for letter, number in sorted(once, key=order)]


def _line(text: str) -> str:
    return clean_line(for_print(text))


def _words(text: str, weight: int = REGULAR, colour: str = INK) -> list[Word]:
    return [Word(word, weight, colour) for word in text.split()]


def broken(words: Sequence[Word], size: float, room: float) -> list[Line]:
    """The words in lines that fit: parted at a hyphen first, anywhere only where it must be.

    Args:
        words: What is said.
        size: The font's size, in points.
        room: The width there is, in millimetres.
    """
    lines: list[list[Word]] = [[]]
    taken = 0.0
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        before = _before(word, size) if lines[-1] else 0.0
        if taken + before + word.width(size) <= room:
            lines[-1].append(word)
            taken += before + word.width(size)
            continue
        parts = _parted(word, size, room - taken - before, room, whole=not lines[-1])
        if parts is not None:
            head, rest = parts
            lines[-1].append(head)
            waiting.append(rest)
        elif lines[-1]:
            waiting.append(word)
        else:
            lines[-1].append(word)  # a single letter, wider than the room
        lines.append([])
        taken = 0.0
    return [tuple(line) for line in lines if line]


def _before(word: Word, size: float) -> float:
    """What stands before a word that does not begin its line."""
    return face(REGULAR).width(" · " if word.dot else " ", size)


def _parted(
    word: Word, size: float, left: float, room: float, *, whole: bool
) -> tuple[Word, Word] | None:
    """The word in two, the first of which fits into what is left; None when it goes down whole."""
    at = [n + 1 for n, c in enumerate(word.text[:-1]) if c == "-" and n > 0]
    for place in reversed(at):
        head = Word(word.text[:place], word.weight, word.colour, word.dot)
        if head.width(size) <= left:
            return head, Word(word.text[place:], word.weight, word.colour)
    if not whole and word.width(size) <= room:
        return None
    if not whole:
        return None
    letters = face(word.weight)
    place, taken = 1, letters.width(f"{word.text[0]}-", size)
    while place < len(word.text) - 1:
        taken += letters.width(word.text[place], size)
        if taken > left:
            break
        place += 1
    if place >= len(word.text):
        return None
    head = Word(f"{word.text[:place]}-", word.weight, word.colour, word.dot)
    return head, Word(word.text[place:], word.weight, word.colour)


def line_width(line: Line, size: float) -> float:
    """In millimetres."""
    return sum(word.width(size) for word in line) + sum(_before(word, size) for word in line[1:])


def runs(line: Line) -> list[tuple[str, int, str]]:
    """A line as stretches of one weight and colour, with the blanks between."""
    found: list[tuple[str, int, str]] = []
    for n, word in enumerate(line):
        before = (" · " if word.dot else " ") if n else ""
        style = (word.weight, word.colour)
        if found and found[-1][1:] == style:
            found[-1] = (found[-1][0] + before + word.text, *style)
        else:
            if before and found:
                found[-1] = (found[-1][0] + " ", *found[-1][1:])
                before = before[1:]
            found.append((before + word.text, *style))
    return found
