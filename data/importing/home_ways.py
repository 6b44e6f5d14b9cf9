"""The ways our own files tell a field, so that what nobody changed is no difference.

A plan is told more shortly on paper than in the document: a day says that it is late, a field that
is empty says that something is missing, several lines stand on one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date, short_date
from data.export.office.formulas import unguarded
from data.export.plan.csv_file import NAMES_PARTED_BY
from data.export.plan.pages import cell_told, closed_cell_told
from data.export.plan.pages import plan_of as told_plan
from data.export.text.markdown import run_together
from data.export.text.parts import NOTHING
from data.i18n import LANGUAGES, _, in_language
from data.importing.standing_cells import said_besides
from data.model.base import Shape, specs
from data.model.plan import Action
from data.text import clean, clean_line, clean_lines
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.export.plan.pages import ToldPlan
    from data.importing.home_file import HomeFile
    from data.model.base import Record
    from data.model.document import Document

_CUT: Final = "…"
_LONGEST: Final = 32_000
"""Letters from which on Excel's cells are cut short."""


class Ways:
    """How the files written from a document on a day tell its fields.

    Args:
        document: The document as it was when the file was written, as far as that is known.
        day: The day the file was written; None when that is not known.
        today: The day it is read on.
    """

    def __init__(self, document: Document, day: date | None, today: date) -> None:
        self.document = document
        self._known = day is not None
        self._days = (day,) if day is not None else (today, today + timedelta(days=1))
        self._plans: dict[tuple[str, date], ToldPlan] = {}

    def say(self, record: Record, name: str, text: str, *, lines: bool) -> bool:
        """Whether a text says what the record's field holds.

        Args:
            record: The record as it was.
            name: The field.
            text: What the file says.
            lines: Whether the file keeps lines apart.
        """
        given = plain(text, lines=lines)
        for way in self._ways(record, name):
            told = plain(way, lines=lines)
            if told == given:
                return True
            # A cell of Excel has an end.
            if len(given) > _LONGEST and given.endswith(_CUT) and told.startswith(given[:-1]):
                return True
        return False

    def _ways(self, record: Record, name: str) -> Iterator[str]:
        """The ways, the plainest first: most cells are one of those."""
        spec, value = specs(type(record))[name], getattr(record, name)
        if isinstance(value, date):
            yield from (value.isoformat(), short_date(value))
        elif isinstance(value, str) and not spec.target:
            yield value
            if "\n" in value:
                yield run_together(value)
        if spec.shape is Shape.COUNT:
            yield str(value)
        if not value or value == spec.default:
            yield from ("", NOTHING)
        for code in LANGUAGES:
            with in_language(code):
                yield show_field(self.document, record, name)
                if isinstance(value, date):
                    yield long_date(value)
                if spec.shape is Shape.REFS:
                    names = [name_of(self.document, spec.target, each) for each in value]
                    yield from (NAMES_PARTED_BY.join(names), ", ".join(names))
                if spec.shape is Shape.FLAG:
                    yield _("yes") if value else _("no")
        for code in LANGUAGES:
            with in_language(code):
                yield from self._told(record, name, code)

    def standing_besides(self, record: Record | None, text: str) -> str:
        """What a cell of the column that tells how an action stands says besides that.

        Args:
            record: The action as it was; None for one that was not there.
            text: The cell.
        """
        if not isinstance(record, Action):
            return said_besides(text)
        return said_besides(text, self._standing(record), exact=self._known)

    def _standing(self, action: Action) -> list[str]:
        found = []
        for code in LANGUAGES:
            with in_language(code):
                found += [self._plan(code, day).states.standing(action) for day in self._days]
        return found

    def _told(self, record: Record, name: str, code: str) -> Iterator[str]:
        """What the pages say of an action's field, which depends on the day."""
        if not isinstance(record, Action):
            return
        for day in self._days:
            plan = self._plan(code, day)
            yield cell_told(plan, record, name)
            yield closed_cell_told(plan, record, name)
            yield plan.states.field(record, name)

    def _plan(self, code: str, day: date) -> ToldPlan:
        plan = self._plans.get((code, day))
        if plan is None:
            plan = self._plans[code, day] = told_plan(self.document, day)
        return plan


def plain(text: str, *, lines: bool) -> str:
    """A text without what a file puts around it: a mark that a day is late, a guard, blanks."""
    text = unguarded(clean(text))
    text = clean_lines(text).strip() if lines else clean_line(text)
    return _late().sub("", text).strip()


@cache
def _late() -> re.Pattern[str]:
    endings = set()
    for code in LANGUAGES:
        with in_language(code):
            endings.add(_("{day} (late)").partition("{day}")[2])
    return re.compile("(?:" + "|".join(map(re.escape, sorted(endings))) + ")$")


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or one of our files says in it that something is missing."""
    return plain(text, lines=False) in _nothings()


@cache
def _nothings() -> frozenset[str]:
    found = {"", NOTHING, "-", "—"}
    for code in LANGUAGES:
        with in_language(code):
            found |= {_("missing"), _("not evaluated yet"), _("not evaluated in time")}
    return frozenset(found)


def looks_like_ours(found: HomeFile, document: Document) -> bool:
    """Whether numbers in a file without a stamp are those of this document.

    Half of what is told of must be there and say the same in its title or its problem: another
    document's plan has the same numbers for other things.
    """
    alike = 0
    for code, saying in found.known.items():
        record = document.find(code)
        told = [
            (name, text)
            for name in ("measure", "problem", "title")
            for text in saying.fields.get(name, ())
            if clean_line(text)
        ]
        alike += record is not None and any(
            name in specs(type(record))
            and plain(text, lines=False) == plain(str(getattr(record, name)), lines=False)
            for name, text in told
        )
    return 2 * alike >= len(found.known)
