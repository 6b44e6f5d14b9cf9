"""The keys and fixed values of a captured line: they live in `content/<language>/capture.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.words import fold_phrase
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES
from data.model.choices import Priority, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

_IN_TEXT: Final = frozenset({"takes_on", "deadline"})
"""Tables of what stands between other words of a line, as it is typed."""

_CONTENT: Final = Path(__file__).resolve().parents[1] / "content"

USES: Final[dict[str, dict[str, str]]] = {
    "action": {
        "owner": "owner", "due": "due", "priority": "priority", "goal": "goal", "topic": "topic",
        "follow_up": "follow_up", "helpers": "helpers", "start": "start",
        "condition": "condition", "source": "source", "problem": "problem",
    },
    "goal": {"owner": "owner", "due": "due", "topic": "topic", "measure": "measure"},
    "activity": {
        "owner": "owner", "due": "day", "start": "day", "month": "day", "category": "category",
        "goal": "goal",
    },
    "idea": {"topic": "topic"},
    "note": {},
    "decision": {},
    "confidential": {},
}  # fmt: skip
"""Per kind of line, the keys it takes and the field each fills."""

TITLES: Final = {
    "action": "measure", "goal": "title", "activity": "title", "idea": "text",
    "note": "text", "decision": "text", "confidential": "text",
}  # fmt: skip
"""The field that the text of the line fills."""


@dataclass(frozen=True, slots=True)
class CaptureWords:
    """The words of both languages, folded, with what each means; the user's language first.

    Attributes:
        kinds: Beginning of a line to its kind.
        keys: Key to its plain name.
        priorities: Word to priority.
        sources: Word to source.
        categories: Word to category.
        offered: Per table, the words Tab completes to in the user's language.
        takes_on: Words between who takes something on and what it is.
        deadline: Words in front of the day something is to be done by.
    """

    kinds: dict[str, str]
    keys: dict[str, str]
    priorities: dict[str, Priority]
    sources: dict[str, Source]
    categories: dict[str, str]
    offered: dict[str, dict[str, str]]
    takes_on: re.Pattern[str]
    deadline: re.Pattern[str]


@cache
def capture_words(language: str) -> CaptureWords:
    """The words for a user of a language, read once."""
    own = language if language in LANGUAGES else DEFAULT_LANGUAGE
    tables: dict[str, dict[str, str]] = {}
    offered: dict[str, dict[str, str]] = {}
    for code in (own, *(other for other in LANGUAGES if other != own)):
        with (_CONTENT / code / "capture.toml").open("rb") as file:
            content: dict[str, dict[str, list[str]]] = tomllib.load(file)
        for table, meanings in content.items():
            known = tables.setdefault(table, {})
            for meaning, texts in meanings.items():
                for text in texts:
                    known.setdefault(text if table in _IN_TEXT else fold_phrase(text), meaning)
            if code == own:
                offered[table] = {meaning: texts[0] for meaning, texts in meanings.items()}
    return CaptureWords(
        kinds=tables["kinds"],
        keys=tables["keys"],
        priorities={text: Priority(value) for text, value in tables["priority"].items()},
        sources={text: Source(value) for text, value in tables["source"].items()},
        categories=tables["category"],
        offered=offered,
        takes_on=_in_text(tables["takes_on"]),
        deadline=_in_text(tables["deadline"]),
    )


def _in_text(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the phrases between other words, the longest there is."""
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<=\S)\s+(?:{either})\s+(?=\S)", re.IGNORECASE)
