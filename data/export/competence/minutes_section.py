"""What the minutes of the annual discussion say of competence: what is missing, what was offered.

The discussion is the duty and the plan is not: nothing is said without a
plan, and what is said is how the plan stood, not that there had to be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import local_day
from data.export.competence.parts import gap_told, summary
from data.export.text.markdown import strong
from data.export.text.parts import bullets
from data.export.training.pages import training_told
from data.facts.competence import NeedState, gaps, matrix
from data.i18n import _, ngettext
from data.model.competence import Need

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document

COMPETENCE_ITEMS: Final = frozenset({"training_expertise", "knowledge"})
"""The agenda's items about competence: of an organisation, and of a small workplace."""

MOST_GAPS: Final = 5
"""Needs that are told one by one; more are counted."""


def competence_told(document: Document, today: date) -> tuple[str, ...]:
    """Blocks of Markdown on how plan and training stand; none where there is no plan yet.

    Args:
        document: where the plan is.
        today: the day the minutes speak of; a plan made later is not told about.
    """
    made = [local_day(need.created_at) for need in document.all(Need)]
    if not made or min(made) > today:
        return ()
    levels = matrix(document, today)
    missing = [row for row in gaps(levels) if row.state is NeedState.GAP]
    blocks = [summary(levels)]
    blocks += [
        _("Gap: {what}").format(what=gap_told(r, levels.members)) for r in missing[:MOST_GAPS]
    ]
    more = len(missing) - MOST_GAPS
    if more > 0:
        blocks.append(ngettext("{n} more gap.", "{n} more gaps.", more).format(n=more))
    label = _("How your competence plan stands")
    return (strong(f"{label}:"), bullets((*blocks, *training_told(document, today))))
