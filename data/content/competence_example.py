"""The ready example of a competence plan: preventing stress, in our own words.

It lies in `data/content/<language>/competence_example.toml`, checked when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data.content.entry import read_content
from data.content.library import CONTENT
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES
from data.model.choices import NeedForm, Source
from data.model.competence import MAX_LEVEL

if TYPE_CHECKING:
    from data.content.entry import Entry

_HIGHEST_WEIGHT = 9


@dataclass(frozen=True, slots=True)
class ExampleChallenge:
    """A challenge of the analysis."""

    text: str
    source: Source
    weight: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ExampleNeed:
    """What a task needs, and at which level."""

    title: str
    form: NeedForm
    level: int


@dataclass(frozen=True, slots=True)
class ExampleTask:
    """A task of the focus area."""

    title: str
    needs: tuple[ExampleNeed, ...]


@dataclass(frozen=True, slots=True)
class CompetenceExample:
    """One focus area with all that belongs to it; nobody's levels."""

    title: str
    why: str
    note: str
    """What to know about it before one starts from it."""
    challenges: tuple[ExampleChallenge, ...]
    tasks: tuple[ExampleTask, ...]


@cache
def competence_example(language: str) -> CompetenceExample:
    """The example in a language; an unknown one gives the default.

    Raises:
        ContentError: The file is not what it must be.
    """
    folder = language if language in LANGUAGES else DEFAULT_LANGUAGE
    name = f"{folder}/competence_example.toml"
    root = read_content(CONTENT / folder / "competence_example.toml", name)
    found = CompetenceExample(
        title=root.text("title"),
        why=root.text("why"),
        note=root.text("note"),
        challenges=tuple(map(_challenge, root.entries("challenges"))),
        tasks=tuple(map(_task, root.entries("tasks"))),
    )
    root.close()
    return found


def _challenge(entry: Entry) -> ExampleChallenge:
    found = ExampleChallenge(
        text=entry.text("text"),
        source=Source(entry.choice("source", tuple(Source))),
        weight=entry.number("weight", 0, _HIGHEST_WEIGHT),
        chosen=entry.flag("chosen"),
    )
    entry.close()
    return found


def _task(entry: Entry) -> ExampleTask:
    found = ExampleTask(entry.text("title"), tuple(map(_need, entry.entries("needs"))))
    entry.close()
    return found


def _need(entry: Entry) -> ExampleNeed:
    found = ExampleNeed(
        title=entry.text("title"),
        form=NeedForm(entry.choice("form", tuple(NeedForm))),
        level=entry.number("level", 1, MAX_LEVEL),
    )
    entry.close()
    return found
