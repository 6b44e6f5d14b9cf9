"""From what was typed to tokens with a role; the words live in `content/<language>/dates.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.i18n import LANGUAGES
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTENT: Final = Path(__file__).resolve().parents[1] / "content"
_RAW: Final = re.compile(r"[0-9]+|[a-z']+|\S")
_LAST_STOP: Final = re.compile(r"(?<=\w)\.\s*$")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_PUNCTUATION: Final = {".": "dot", "-": "dash", "/": "slash", "+": "plus", ":": "colon"}
_IGNORED: Final = frozenset(",()")
# By the number of digits, since `15`, `100` and `2026` are read differently.
_NUMBERS: Final = {1: "n", 2: "n", 3: "big", 4: "y", 6: "six", 8: "ymd"}

Raw = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: its role in the grammar, its value, and what was typed (folded)."""

    role: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, folded, each phrase as the tuple of its words."""

    phrases: dict[Raw, tuple[str, int]]
    feasts: dict[Raw, str]
    aliases: dict[Raw, Raw]
    month_after_day: dict[str, int]
    filler_before_number: frozenset[str]
    month_first: bool
    eight_days_is_a_week: bool
    longest: int


class UnknownWordError(Exception):
    """A word the language does not have; its text is the argument."""


def fold_phrase(text: str) -> str:
    """Folded so far that *næste*, *naeste* and *naste* are one word."""
    return fold(text.translate(_DASHES)).replace("ae", "a").replace("oe", "o")


def split(text: str) -> Raw:
    """The folded words, numbers and marks; a full stop after a word belongs to the word."""
    raw: list[str] = []
    # A full stop at the end says nothing, after a number as little as after a word.
    text = _LAST_STOP.sub("", text)
    for found in _RAW.findall(fold_phrase(text)):
        after_word = raw and raw[-1][0].isalpha()
        if found not in _IGNORED and not (found == "." and after_word):
            raw.append(found)
    return tuple(raw)


@lru_cache(maxsize=4)
def load_words(language: str) -> Words:
    """The words of a language, read once."""
    with (_CONTENT / language / "dates.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)
    phrases = dict(_phrases(content))
    feasts = {split(text): name for name, texts in content["feasts"].items() for text in texts}
    aliases = {split(text): split(meaning) for text, meaning in content["aliases"].items()}
    return Words(
        phrases=phrases,
        feasts=feasts,
        aliases=aliases,
        month_after_day=content["month_after_day"],
        filler_before_number=frozenset(content["filler_before_number"]),
        month_first=content["month_first"],
        eight_days_is_a_week=content["eight_days_is_a_week"],
        longest=max(map(len, (*phrases, *feasts, *aliases))),
    )


def _phrases(content: dict[str, Any]) -> Iterator[tuple[Raw, tuple[str, int]]]:
    for role, places in content["lists"].items():
        for value, texts in enumerate(places, start=1):
            for text in texts:
                yield split(text), (role, value)
    for text, value in content["relative"].items():
        yield split(text), ("rel", value)
    for role, texts in content["words"].items():
        for text in texts:
            yield split(text), (role, 0)


def tokens(text: str, words: Words) -> tuple[Token, ...]:
    """The text as tokens, without filler words.

    Raises:
        UnknownWordError: at the first word or mark that the language does not have.
    """
    return tuple(token for token in read_tokens(split(text), words) if token.role != "filler")


def read_tokens(raw: Raw, words: Words) -> Iterator[Token]:
    """The tokens of folded words one after another, filler words too.

    Raises:
        UnknownWordError: at the first word or mark that the language does not have.
    """
    raw = _expand(raw, words)
    before = ""
    at = 0
    while at < len(raw):
        token, used = _token(raw, at, words, before)
        at += used
        if token.role != "filler":
            before = token.role
        yield token


def read_mixed(text: str, languages: Sequence[str]) -> tuple[list[Token], bool]:
    """The tokens at the beginning of a text, each by the first language that has the word.

    Returns:
        The tokens, filler words too, and whether they are all of the text.
    """
    every = [load_words(language) for language in languages]
    raw = split(text)
    for words in every:
        raw = _expand(raw, words)
    found: list[Token] = []
    at = 0
    while at < len(raw):
        before = found[-1].role if found else ""
        for words in every:
            try:
                token, used = _token(raw, at, words, before)
            except UnknownWordError:
                continue
            found.append(token)
            at += used
            break
        else:
            return found, False
    return found, True


def _expand(raw: Raw, words: Words) -> Raw:
    expanded: list[str] = []
    at = 0
    while at < len(raw):
        size = _longest(raw, at, words.aliases, words.longest)
        expanded.extend(words.aliases[raw[at : at + size]] if size else raw[at : at + 1])
        at += size or 1
    return tuple(expanded)


def _longest(raw: Raw, at: int, phrases: dict[Raw, Any], limit: int) -> int:
    for size in range(min(limit, len(raw) - at), 0, -1):
        if raw[at : at + size] in phrases:
            return size
    return 0


def _token(raw: Raw, at: int, words: Words, before: str) -> tuple[Token, int]:
    """The token at a place behind one with a role, and how many raw words it takes."""
    text = raw[at]
    if text in words.month_after_day and before in {"n", "dot"}:
        return Token("mname", words.month_after_day[text], text), 1
    if text in words.filler_before_number and raw[at + 1 : at + 2] and raw[at + 1].isdigit():
        return Token("filler", 0, text), 1
    feast = _longest(raw, at, words.feasts, words.longest)
    phrase = _longest(raw, at, words.phrases, words.longest)
    if feast and feast >= phrase:
        return Token("feast", 0, words.feasts[raw[at : at + feast]]), feast
    if phrase:
        role, value = words.phrases[raw[at : at + phrase]]
        return Token(role, value, text), phrase
    if text.isdigit() and len(text) in _NUMBERS:
        return Token(_NUMBERS[len(text)], int(text), text), 1
    if text in _PUNCTUATION:
        return Token(_PUNCTUATION[text], 0, text), 1
    raise UnknownWordError(text)


def is_filler(text: str) -> bool:
    """Whether a word by itself says nothing of a date, in any language ("on", "the")."""
    raw = split(text)
    return bool(raw) and all(
        any(
            words.phrases.get((word,), ("", 0))[0] == "filler"
            for words in map(load_words, LANGUAGES)
        )
        for word in raw
    )
