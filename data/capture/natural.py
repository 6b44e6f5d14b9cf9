"""Who and when, said without a key: "Mette sees to …", "…, Ali and Kim, by Easter".

Only what is nothing else is read: whole names in front of words for taking something on, or
between commas at the end, and a date beside them or with a word such as "by" in front.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.capture.values import (
    Refused,
    Scope,
    Segment,
    Taken,
    could_be_people,
    meant_people,
    read_value,
)
from data.dataclass import dataclass, replace
from data.dates.words import read_mixed
from data.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection

    from data.capture.vocabulary import Name

_BETWEEN: Final = re.compile(r"\s*,\s*|\s+(?:og|and|samt|&|\+)\s+", re.IGNORECASE)
"""What stands between two names."""
_MOST_NAMES: Final = 5
_LONGEST: Final = 80
"""Letters in which there are names only."""
_BY: Final = frozenset({"within", "before", "until", "to"})
_LAST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class SaidPart:
    """Something that was said, where it stands in the text.

    Attributes:
        start: Where it begins, with a comma in front of it.
        end: Where it ends.
        key: `owner` or `due`.
        offset: Where its value begins.
        read: The value, or what must be asked; of a date, for `segment`.
        helpers: Who else there is, by their records.
        tail: Words for taking it on, which go with the names.
    """

    start: int
    end: int
    key: str
    offset: int
    read: Taken | Refused
    helpers: tuple[Name, ...] = ()
    tail: str = ""


def read_said(text: str, scope: Scope, unread: Collection[str]) -> tuple[SaidPart, ...]:
    """What a text says of who and when, in the order it stands there.

    Args:
        text: The line, with blanks for what has been read already.
        scope: What it is read against.
        unread: Which of `owner` and `due` no key has given.
    """
    leading = _leading(text, scope) if "owner" in unread else None
    begin = leading.end if leading is not None else 0
    left = set(unread) - ({"owner"} if leading is not None else set())
    trailing = _trailing(text, begin, scope, left)
    return (*((leading,) if leading is not None else ()), *trailing)


def _leading(text: str, scope: Scope) -> SaidPart | None:
    """Names in front of words for taking something on."""
    match = scope.words.takes_on.search(text)
    if match is None:
        return None
    start = len(text) - len(text.lstrip())
    return _people(text, start, match.start(), scope, tail=match.group().strip(), end=match.end())


def _people(
    text: str, start: int, stop: int, scope: Scope, *, tail: str = "", end: int | None = None
) -> SaidPart | None:
    """The names from `start` to `stop`; None when that holds anything else."""
    typed = text[start:stop].strip()
    offset = start + len(text[start:stop]) - len(text[start:stop].lstrip())
    words = [word for word in _BETWEEN.split(typed) if word] if len(typed) <= _LONGEST else []
    if not 1 <= len(words) <= _MOST_NAMES or (len(words) > 1 and scope.kind == "goal"):
        return None
    meant = [meant_people(word, scope) for word in words]
    if not all(meant) or sum(len(names) > 1 for names in meant) > 1:
        return None
    unsure = next((at for at, names in enumerate(meant) if len(names) > 1), None)
    end = offset + len(typed) if end is None else end
    sure = [names[0] for names in meant if len(names) == 1]
    if unsure is not None:
        # Who is asked about comes first: the answer says so.
        problem = could_be_people(words[unsure], meant[unsure])
        read: Taken | Refused = Refused(problem, names=meant[unsure], typed=words[unsure])
        return SaidPart(start, end, "owner", offset, read, tuple(sure), tail)
    return SaidPart(
        start, end, "owner", offset, Taken(len(typed), sure[0].id), tuple(sure[1:]), tail
    )


def _trailing(text: str, begin: int, scope: Scope, unread: set[str]) -> tuple[SaidPart, ...]:
    """Names and a date between commas at the end."""
    found: list[SaidPart] = []
    end = len(text.rstrip())
    # A date alone may be what the line is about.
    named = "owner" not in unread
    while unread:
        comma = text.rfind(",", begin, end)
        if comma < 0 or not text[begin:comma].strip():
            break
        part = _date(text, comma, end, scope) if "due" in unread else None
        if part is None and "owner" in unread and not _ends_in_a_name(text[begin:comma], scope):
            part = _people(text, comma + 1, end, scope)
        if part is None:
            break
        unread = unread - {part.key}
        found.append(replace(part, start=comma))
        end = len(text[:comma].rstrip())
    sure = named or any(part.key == "owner" for part in found)
    if sure and "due" in unread:
        found += _date_of_a_sentence(text, begin, end, scope)
    return tuple(
        part
        for part in reversed(found)
        if sure or _is_a_deadline(text[part.offset : part.end], scope)
    )


def _date_of_a_sentence(text: str, begin: int, end: int, scope: Scope) -> list[SaidPart]:
    """The deadline that ends "Mette sees to the lamps by Easter", without a comma before it."""
    for match in scope.words.deadline.finditer(text, begin, end):
        part = _date(text, match.start(), end, scope)
        if part is not None and text[begin : match.start()].strip():
            return [replace(part, start=part.offset)]
    return []


def _date(text: str, comma: int, end: int, scope: Scope) -> SaidPart | None:
    typed = text[comma + 1 : end]
    if not typed.strip() or typed.strip().isdigit():
        return None
    offset = comma + 1 + len(typed) - len(typed.lstrip())
    read = read_value("due", Segment(typed.strip(), quoted=True), scope)
    if isinstance(read, Refused) and not read.options:
        return None
    return SaidPart(comma, end, "due", offset, read)


def _is_a_deadline(typed: str, scope: Scope) -> bool:
    if scope.words.deadline.match(f", {typed}", 1):
        return True
    found, _whole = read_mixed(typed, LANGUAGES)
    return bool(found) and found[0].role in _BY


def _ends_in_a_name(text: str, scope: Scope) -> bool:
    """Whether names are being counted up: "Talk to Kim, Ali and Mette"."""
    words = text.split()[-_LAST_WORDS:]
    return any(meant_people(" ".join(words[at:]), scope) for at in range(len(words)))
