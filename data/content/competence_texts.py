"""What the analysis of the competence plan asks, and what is said about forms of development."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from data.content.entry import read_content
from data.content.library import CONTENT
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from data.model.choices import DevelopmentForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.content.entry import Entry

STEPS: Final = ("gather", "choose", "back", "form")
"""The steps of the analysis in their order."""


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
    """All of it."""

    steps: tuple[StepTexts, ...]
    questions: tuple[FormQuestion, ...]
    forms: Mapping[DevelopmentForm, FormTexts]


@cache
def competence_texts(language: str) -> CompetenceTexts:
    """The texts in a language; an unknown one gives the default.

    Raises:
        ContentError: The file is not what it must be.
    """
    folder = language if language in LANGUAGES else DEFAULT_LANGUAGE
    name = f"{folder}/competence.toml"
    root = read_content(CONTENT / name, name)
    steps = tuple(_step(entry) for entry in root.entries("steps"))
    if tuple(step.id for step in steps) != STEPS:
        raise root.error("steps", _("must be one of {words}").format(words=", ".join(STEPS)))
    questions = tuple(_question(entry) for entry in root.entries("questions"))
    forms = {}
    for entry in root.entries("forms"):
        form = DevelopmentForm(entry.choice("id", tuple(DevelopmentForm)))
        forms[form] = FormTexts(entry.text("hint"), entry.number("hours", 0, 1000))
        entry.close()
    if missing := [form for form in DevelopmentForm if form not in forms]:
        raise root.error("forms", _("lacks {words}").format(words=", ".join(missing)))
    root.close()
    return CompetenceTexts(steps, questions, forms)


def fitting_forms(
    questions: Iterable[FormQuestion], so: Iterable[str]
) -> tuple[DevelopmentForm, ...]:
    """All forms, those that fit most of what is so first; `so` holds ids of questions."""
    said = frozenset(so)
    weights = dict.fromkeys(DevelopmentForm, 0)
    for question in questions:
        if question.id in said:
            for place, form in enumerate(question.forms):
                # What a question names first fits it best.
                weights[form] += 2 if place == 0 else 1
    return tuple(sorted(weights, key=lambda form: -weights[form]))


def _step(entry: Entry) -> StepTexts:
    names = ("id", "title", "question", "hint")
    step = StepTexts(*(entry.text(name) for name in names))
    entry.close()
    return step


def _question(entry: Entry) -> FormQuestion:
    found = FormQuestion(
        entry.text("id"), entry.text("question"), entry.members("forms", DevelopmentForm)
    )
    entry.close()
    return found
