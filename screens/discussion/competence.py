"""What the competence plan says where the agenda takes competence up.

The discussion is the duty, the plan is good practice: without a plan nothing is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.facts.competence import gaps, matrix
from data.i18n import _, ngettext
from data.views.development import told_development
from screens.drawing.glyphs import glyphs
from screens.drawing.need_signs import counts, state_sign
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document

ITEMS: Final = frozenset({"training_expertise", "knowledge"})
"""Agenda templates about competence: of an organisation, and of a small workplace."""

_MOST: Final = 5
"""Needs that are named; more are counted."""


def competence_rows(document: Document, item: str, today: date) -> Iterator[Row]:
    """How the plan stands, its gaps, and what is under way; none where there is no plan."""
    if item not in ITEMS:
        return
    view = matrix(document, today)
    if not view.needs:
        return
    covered = _("{n} of {m} needs covered").format(n=view.covered, m=view.needs)
    told = f" {glyphs().separator} ".join(filter(None, [covered, counts(view)]))
    yield Row("gap.competence", selectable=False)
    yield Row(
        "head.competence", f"{_('Competence plan')}: {told}", tone=Tone.HEAD, selectable=False
    )
    wanting = gaps(view)
    for row in wanting[:_MOST]:
        sign = state_sign(row.state)
        # To be read here; the plan is changed where it is whole.
        key, meta = row.need.reference, row.task.title
        yield Row(key, row.need.title, glyph=sign, meta=meta, selectable=False)
    more = len(wanting) - _MOST
    if more > 0:
        text = ngettext("{n} more. 6: the whole plan", "{n} more. 6: the whole plan", more)
        yield Row("more.competence", text.format(n=more), tone=Tone.DIM, selectable=False)
    for row in view.rows:
        for one in row.developing:
            day = short_date(one.due) if one.due else ""
            text = f"{row.need.title}: {told_development(document, one, day)}"
            reference = f"action:{one.action}" if one.action else f"development:{one.id}"
            target = RecordTarget(reference)
            yield Row(reference, text, glyph=glyphs().way, wrap=True, target=target)
