"""What columns and cells of a plan made elsewhere are called: `content/<language>/headings.toml`.

Both languages count, whichever is in use: a plan does not say what language it is in.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from data.content.reader import shipped
from data.dataclass import dataclass
from data.export.plan.csv_file import plan_header, standing_header
from data.i18n import LANGUAGES, _, in_language
from data.model.base import BOOKKEEPING_LABELS, Shape, label_of, specs
from data.model.choices import choice_label
from data.model.plan import Action
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.strenum import StrEnum

NUMBER: Final = "number"
"""The column with the plan's own numbers."""

NOTES: Final = "notes"
"""The column with remarks; each becomes a note on the action."""

STANDS: Final = "stands"
"""The column of our own files that tells what is late and what has stalled: nothing to keep."""

_EARLIER: Final = "earlier"
"""The table with what our own files have called a column before."""

_NUMBER_SIGNS: Final = frozenset({"#", "№"})
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Headings:
    """The words of both languages, folded.

    Attributes:
        columns: What a heading means: a field of an action, `NUMBER`, `NOTES` or `STANDS`.
        instead: What a heading of a program for tasks means, where no other column says it:
            `title`, `description` or `bucket`.
        choices: Per field, what a word in a cell means.
        exported: The header rows of our own files: per language and column what it may be called.
        words: Other words by what they are: `yes`, `no`, `and`, `nobody`.
        spelt: The same as they are written.
    """

    columns: Mapping[str, str]
    instead: Mapping[str, str]
    choices: Mapping[str, Mapping[str, StrEnum]]
    exported: tuple[tuple[frozenset[str], ...], ...]
    words: Mapping[str, frozenset[str]]
    spelt: Mapping[str, tuple[str, ...]]

    def ours(self, header: Sequence[str]) -> bool:
        """Whether a row is the header of a file of our own, by today's names or earlier ones."""
        return any(
            len(header) == len(row)
            and all(cell in names for cell, names in zip(header, row, strict=True))
            for row in self.exported
        )

    def field(self, heading: str) -> str:
        """What a heading means; empty when it is not known.

        *Frist (dato)* is *Frist*, *Løsning/tiltag* is either.
        """
        if clean_line(heading) in _NUMBER_SIGNS:
            return NUMBER
        return _named(self.columns, heading)

    def stands_in(self, heading: str) -> str:
        """What a heading means where no other column says it; empty when it is not known."""
        return _named(self.instead, heading)


def _named(known: Mapping[str, str], heading: str) -> str:
    plain = _IN_BRACKETS.sub(" ", heading)
    for text in (heading, plain, *re.split(r"[/,:\n]", plain)):
        meaning = known.get(folded(text), "")
        if meaning:
            return meaning
    return ""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The letters and digits of a text, for comparing headings and words."""
    return _NO_LETTERS.sub(" ", fold(text)).strip()


@cache
def headings() -> Headings:
    """The words, read once.

    Raises:
        ContentError: a content file is not what it must be.
    """
    columns: dict[str, str] = {}
    instead: dict[str, str] = {}
    choices: dict[str, dict[str, StrEnum]] = {name: {} for name in _choice_fields()}
    words: dict[str, set[str]] = {}
    spelt: dict[str, list[str]] = {}
    exported = []
    for code in LANGUAGES:
        earlier = shipped(code, "headings").tables()[_EARLIER]
        with in_language(code):
            names = (NUMBER, *specs(Action), NOTES, STANDS)
            row = tuple(
                frozenset((label, *earlier.get(name, ())))
                for name, label in zip(names, plan_header(), strict=True)
            )
            # Our files had no such column at first.
            exported += [row, row[:-1]]
            columns.setdefault(folded(standing_header()), STANDS)
            for name in specs(Action):
                columns.setdefault(folded(label_of(Action, name)), name)
            columns.setdefault(folded(_(BOOKKEEPING_LABELS[NUMBER])), NUMBER)
            for name, kind in _choice_fields().items():
                for member in kind:
                    choices[name].setdefault(folded(choice_label(member)), member)
    for code in LANGUAGES:
        for table, meanings in shipped(code, "headings").tables().items():
            for meaning, texts in meanings.items():
                if table == "words":
                    spelt.setdefault(meaning, []).extend(texts)
                for text in map(folded, texts):
                    if table in {"columns", _EARLIER}:
                        columns.setdefault(text, meaning)
                    elif table == "instead":
                        instead.setdefault(text, meaning)
                    elif table == "words":
                        words.setdefault(meaning, set()).add(text)
                    else:
                        kind = _choice_fields()[table]
                        choices[table].setdefault(text, kind(meaning))
    return Headings(
        columns,
        instead,
        choices,
        tuple(exported),
        {name: frozenset(each) for name, each in words.items()},
        {name: tuple(each) for name, each in spelt.items()},
    )


def _choice_fields() -> dict[str, type[StrEnum]]:
    fields = specs(Action).values()
    return {s.name: s.choices for s in fields if s.shape is Shape.CHOICE and s.choices is not None}
