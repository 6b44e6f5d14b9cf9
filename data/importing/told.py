"""What was understood of a plan, in lines for people to read before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.importing.plan_csv import Preview

MOST: Final = 20
"""Sentences of one sort that are told one by one; more are counted."""


def preview_lines(preview: Preview) -> Iterator[str]:
    """Columns, what is to be made, what should be looked at, and how many actions that is."""
    yield _("Columns:")
    for column in preview.matched:
        told = _("  {heading} → {field}: {understood} of {filled}")
        yield told.format(
            heading=column.heading,
            field=column.label,
            understood=column.understood,
            filled=column.filled,
        )
    for column in preview.unmatched:
        told = _("  {heading} is not known and goes into a note: {filled}")
        yield told.format(heading=column.heading, filled=column.filled)
    made = {
        _("New people: {names}"): preview.people,
        _("New goals: {names}"): preview.goals,
        _("New APV conditions: {names}"): preview.conditions,
    }
    yield from (told.format(names=", ".join(names)) for told, names in made.items() if names)
    yield from _some(preview.problems)
    yield from _some(preview.remarks)
    there = [row.there for row in preview.rows if row.there]
    if there:
        told = _("In the plan already, and left as they are: {codes}")
        yield told.format(codes=", ".join(there))
    count = len(preview.new)
    told = ngettext("{count} new action.", "{count} new actions.", count)
    yield told.format(count=count)


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:MOST]
    if len(sentences) > MOST:
        yield _("… and {count} more like these.").format(count=len(sentences) - MOST)
