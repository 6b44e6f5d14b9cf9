"""How the state of competence needs is drawn: a sign for one, a count in words for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.facts.competence import NeedState
from data.i18n import ngettext
from screens.drawing.glyphs import glyphs

if TYPE_CHECKING:
    from data.facts.competence import FocusRows, Matrix


def state_sign(state: NeedState) -> str:
    """The sign of a state; its word stands beside it."""
    signs = glyphs()
    return {
        NeedState.COVERED: signs.tick,
        NeedState.VULNERABLE: signs.warning,
        NeedState.GAP: signs.cross,
    }[state]


def counts(matrix: Matrix | FocusRows) -> str:
    """`3 gaps · 2 vulnerable`; empty when all is well."""
    told = []
    if matrix.gaps:
        told.append(ngettext("{n} gap", "{n} gaps", matrix.gaps).format(n=matrix.gaps))
    if matrix.vulnerable:
        said = ngettext("{n} vulnerable", "{n} vulnerable", matrix.vulnerable)
        told.append(said.format(n=matrix.vulnerable))
    return f" {glyphs().separator} ".join(told)
