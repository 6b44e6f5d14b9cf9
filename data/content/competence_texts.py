"""What the analysis of the competence plan asks, and what is said about forms of development.

The texts lie in `data/content/<language>/competence.toml` and are read by these annotations.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from data.content.reader import shipped
from data.dataclass import dataclass
from data.model.choices import DevelopmentForm

STEPS: Final = ("gather", "choose", "back", "form")
"""The steps of the analysis in their order; the content has one text for each."""


@dataclass(frozen=True, slots=True)
class StepTexts:
    """One step of the analysis."""

    id: str
    title: str
    question: str
    hint: str


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """Something that may be so, and the forms of development that fit when it is."""

    id: str
    question: str
    forms: tuple[DevelopmentForm, ...]


@dataclass(frozen=True, slots=True)
class FormTexts:
    """A form of development."""

    hint: str
    """When it fits."""
    hours: int
    """What it takes, unless something else is said."""


@dataclass(frozen=True, slots=True)
class CompetenceTexts:
    """All that is said in the analysis and about the forms."""

    steps: tuple[StepTexts, ...]
    questions: tuple[FormQuestion, ...]
    forms: Mapping[DevelopmentForm, FormTexts]


@cache
def competence_texts(language: str) -> CompetenceTexts:
    """The texts in a language; an unknown one gives the default.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "competence").record(CompetenceTexts)


def fitting_forms(
    questions: Iterable[FormQuestion], so: Iterable[str]
) -> tuple[DevelopmentForm, ...]:
    """All forms, those that fit most of what is so first; `so` holds ids of questions."""
    so_ids = frozenset(so)
    weights = dict.fromkeys(DevelopmentForm, 0)
    for question in questions:
        if question.id in so_ids:
            for place, form in enumerate(question.forms):
                # What a question names first fits it best.
                weights[form] += 2 if place == 0 else 1
    return tuple(sorted(weights, key=lambda form: -weights[form]))
