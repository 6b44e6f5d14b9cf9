"""The ready example of a competence plan: preventing stress, in our own words.

It lies in `data/content/<language>/competence_example.toml` and is read by these annotations.
"""

from functools import cache

from data.content.reader import shipped
from data.dataclass import dataclass
from data.model.choices import NeedForm, Source


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
    return shipped(language, "competence_example").record(CompetenceExample)
