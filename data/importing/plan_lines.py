"""What was understood of a plan, in lines for people to read before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from data.importing.existing_actions import shown_value
from data.importing.outcome import PreviewLine
from data.model.base import label_of
from data.model.plan import Action
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.importing.people import Names
    from data.importing.plan_csv import ImportRow, PlanPreview
    from data.model.document import Document

MOST: Final = 20
"""Sentences of one sort that are told one by one; more are counted."""

LONGEST: Final = 160
"""Characters of a note that are told."""

_FIRST_ROWS: Final = 3
_TOLD: Final = ("problem", "owner", "helpers", "due", "status", "percent", "priority", "closed_on")
"""Fields that are told of the first rows."""


def plan_lines(preview: PlanPreview, document: Document) -> Iterator[PreviewLine]:
    """All lines: how many, what must be answered, the first rows, columns, what is to be made.

    Args:
        preview: What was understood.
        document: Where it is to be kept.
    """
    texts = iter(preview_lines(preview))
    yield PreviewLine(next(texts))
    asked = [question for question in preview.questions if question.must]
    yield from (PreviewLine(question.text, question.key) for question in asked)
    yield from map(PreviewLine, first_rows(preview, document))
    yield from map(PreviewLine, texts)
    rest = [question for question in preview.questions if not question.must]
    yield from (PreviewLine(question.text, question.key) for question in rest)


def first_rows(preview: PlanPreview, document: Document) -> Iterator[str]:
    """The first new actions as they will be."""
    if preview.new:
        yield _("The first rows as they will be:")
    for row in preview.new[:_FIRST_ROWS]:
        yield f"  {shorten(clean_line(row.values['measure']), LONGEST)}"
        told = "; ".join(_told(preview, row, document))
        if told:
            yield f"    {told}"


def _told(preview: PlanPreview, row: ImportRow, document: Document) -> Iterator[str]:
    for name in _TOLD:
        if name not in row.values:
            continue
        shown = shown_value(document, name, row.values[name], preview.called)
        shown = shorten(clean_line(shown), LONGEST)
        yield _("{field}: {text}").format(field=label_of(Action, name), text=shown)


def preview_lines(preview: PlanPreview) -> Iterator[str]:
    """How many actions it is, the columns, what is to be made, what should be looked at."""
    count = len(preview.new)
    yield ngettext("{count} new action.", "{count} new actions.", count).format(count=count)
    yield from _made_told(preview.people, preview.goals, preview.conditions)
    yield _("Columns:")
    for column in preview.matched:
        text = _("  {heading} → {field}: {understood} of {filled}")
        yield text.format(
            heading=column.heading,
            field=column.label,
            understood=column.understood,
            filled=column.filled,
        )
    for column in preview.unmatched:
        text = _("  {heading} is not known and goes into a note: {filled}")
        yield text.format(heading=column.heading, filled=column.filled)
    yield from _some(preview.problems)
    yield from _some(preview.remarks)
    there = [row.there for row in preview.skipped]
    if there:
        text = _("In the plan already, and left as they are: {codes}")
        yield text.format(codes=", ".join(there))
    yield from _noted(preview)


def made_told(names: Names) -> Iterator[str]:
    """Who and what is to be made, because cells name them."""
    return _made_told(*map(names.made_of, ("person", "goal", "condition")))


def _made_told(
    people: Sequence[str], goals: Sequence[str], conditions: Sequence[str]
) -> Iterator[str]:
    made = {
        _("New people: {names}"): people,
        _("New goals: {names}"): goals,
        _("New APV conditions: {names}"): conditions,
    }
    return (text.format(names=", ".join(names)) for text, names in made.items() if names)


def imported(preview: PlanPreview, back: str) -> str:
    """What was kept, in a line; `back` says how it is taken back."""
    made, noted = len(preview.new), len(preview.noted)
    sentences = [ngettext("{n} action imported.", "{n} actions imported.", made).format(n=made)]
    if noted:
        text = ngettext("{n} more has got a note.", "{n} more have got a note.", noted)
        sentences.append(text.format(n=noted))
    return " ".join((*sentences, back))


def _noted(preview: PlanPreview) -> Iterator[str]:
    """What differs from the plan, which goes into notes."""
    if preview.noted:
        yield _("In the plan already; what differs goes into a note:")
    for row in preview.noted[:MOST]:
        yield f"  {row.there}: {shorten(row.note, LONGEST)}"
    if len(preview.noted) > MOST:
        yield _("… and {count} more like these.").format(count=len(preview.noted) - MOST)


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:MOST]
    if len(sentences) > MOST:
        yield _("… and {count} more like these.").format(count=len(sentences) - MOST)
