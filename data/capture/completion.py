"""Tab in a captured line: the key or the name that is being typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.capture.line import line_kind
from data.capture.vocabulary import Name, Vocabulary, matches
from data.capture.words import USES, CaptureWords, capture_words
from data.dates.words import fold_phrase
from data.i18n import language as language_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

# As the keys of a line, but the value may still be missing.
_KEY: Final = re.compile(r"(?<!\S)(?:([^\W\d_][\w-]*):[ \t]*|(@))")
_WORD: Final = re.compile(r"(?<!\S)[^\W\d_][\w-]*$")
_NAMED: Final = {"owner": "people", "helpers": "people", "goal": "goals", "condition": "conditions"}
_CHOSEN: Final = frozenset({"priority", "source", "category"})


def complete(
    text: str,
    cursor: int,
    vocabulary: Vocabulary,
    *,
    turn: int = 0,
    default_kind: str = "action",
    language: str | None = None,
) -> tuple[str, int] | None:
    """Complete the key or name in front of the cursor.

    Args:
        text: The line as it was when Tab was first pressed.
        cursor: Where the cursor was then.
        vocabulary: The names there are.
        turn: How many times Tab was pressed before: each press gives the next candidate, round.
        default_kind: What a line without a kind in front is.
        language: Whose words are offered; the language in use when it is not given.

    Returns:
        The new line and cursor, or None when nothing begins like that.
    """
    code = language or language_in_use()
    words = capture_words(code)
    uses = USES[line_kind(text, default_kind, code)]
    cursor = min(max(cursor, 0), len(text))
    before = text[:cursor]
    start, candidates = _value_candidates(before, uses, vocabulary, words)
    if not candidates:
        start, candidates = _key_candidates(before, uses, words)
    if not candidates:
        return None
    completed = before[:start] + candidates[turn % len(candidates)]
    return completed + text[cursor:], len(completed)


def _key_candidates(before: str, uses: Iterable[str], words: CaptureWords) -> tuple[int, list[str]]:
    match = _WORD.search(before)
    if match is None:
        return 0, []
    typed = fold_phrase(match[0])
    offered = words.offered["keys"]
    found = [f"{offered[key]}:" for key in uses if fold_phrase(offered[key]).startswith(typed)]
    return match.start(), found


def _value_candidates(
    before: str, uses: Iterable[str], vocabulary: Vocabulary, words: CaptureWords
) -> tuple[int, list[str]]:
    """Where the value begins, and what could stand there."""
    for match in reversed(list(_KEY.finditer(before))):
        typed, mark = match.groups()
        key = "owner" if mark else words.keys.get(fold_phrase(typed))
        if key is not None and key in uses:
            break
    else:
        return 0, []
    start = match.end()
    if key == "helpers":
        start += before[start:].rfind(",") + 1
        start += len(before[start:]) - len(before[start:].lstrip())
    return start, _candidates(key, before[start:].lstrip('"'), vocabulary, words)


def _candidates(key: str, typed: str, vocabulary: Vocabulary, words: CaptureWords) -> list[str]:
    if key in _NAMED:
        names: tuple[Name, ...] = getattr(vocabulary, _NAMED[key])
        found = matches(typed, names) if typed.strip() else names
        return [_spelling(name, names, numbered=key in {"goal", "condition"}) for name in found]
    if key in _CHOSEN:
        known = list(words.offered[key].values())
        if key == "category":
            known += vocabulary.categories
    else:
        known = list(vocabulary.topics) if key == "topic" else []
    wanted = fold_phrase(typed)
    return [_quoted(word) for word in known if fold_phrase(word).startswith(wanted)]


def _spelling(name: Name, names: tuple[Name, ...], *, numbered: bool) -> str:
    """The shortest that means the name alone: its number, its first word, or all of it."""
    if numbered and name.number:
        return str(name.number)
    first = next(iter(name.label.split()), "")
    if matches(first, names) == (name,):
        return _quoted(first)
    return _quoted(name.label)


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text.split()) > 1 else text
