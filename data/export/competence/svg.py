"""The competence plan drawn: per focus area the net and the radar, as one SVG file to print.

In the net the focus area stands in the middle, its tasks around it and their needs outside them.
The radar has an axis for each need: what is asked for as a dashed line, the best of the group as a
grey field. How a need stands is told by the shape of its mark and in words, never by colour, so
that a copy in black and white says the same. The page grows with the plan; nothing covers anything.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.export.competence.drawing import GREY, Drawing, text
from data.export.competence.net_svg import PAGE, net
from data.export.competence.parts import numbered
from data.export.competence.radar_svg import radar
from data.export.wheel.text import fitted
from data.facts.competence import matrix
from data.i18n import _
from data.text import clean_line

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document

MARGIN: Final = 10.0
_TITLE: Final = 6.5
_HEADING: Final = 5.0
_SMALL: Final = 3.0
_GAP: Final = 12.0

_STYLE: Final = (
    "text{font-family:'Liberation Sans',Arial,Helvetica,sans-serif;fill:#111}"
    ".light{fill:#444}.bold{font-weight:700}"
)


def competence_svg(document: Document, today: date, *, focus: str | None = None) -> str:
    """The page, in the language in use; the same document gives the same page.

    Args:
        document: where the plan is.
        today: the day that says who is a member.
        focus: the id of one focus area; None for all, one below another.
    """
    levels = matrix(document, today, focus=focus)
    workplace = document.workplace
    title = _("Competence plan")
    title = " – ".join(filter(None, (title, clean_line(workplace.name) if workplace else "")))
    room = PAGE - 2 * MARGIN
    parts = [text(MARGIN, 14, fitted(title, _TITLE, room), _TITLE, css="bold")]
    parts.append(text(MARGIN, 20, long_date(today), _SMALL, css="light"))
    y = 28.0
    for area in levels.focuses:
        name = f"{area.focus.code} {clean_line(area.focus.title)}"
        parts.append(text(MARGIN, y + _HEADING, fitted(name, _HEADING, room), _HEADING, css="bold"))
        y += 2 * _HEADING
        needs = numbered(area)
        for drawing in (net(area), radar(needs, levels.members)):
            parts.append(_placed(drawing, y))
            y += drawing.height + _GAP
    if not levels.focuses:
        parts.append(text(MARGIN, y, _("There is no focus area yet."), _HEADING))
        y += _GAP
    height = math.ceil(y)
    return "\n".join([*_head(title, height), *parts, "</svg>"]) + "\n"


def _head(title: str, height: int) -> list[str]:
    named = escape(title)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PAGE:.0f}mm" height="{height}mm" '
        f'viewBox="0 0 {PAGE:.0f} {height}" role="img" aria-label="{named}">'
    )
    return [
        opening,
        f"<title>{named}</title>",
        f"<style>{_STYLE}{GREY}</style>",
        f'<rect width="{PAGE:.0f}" height="{height}" fill="#fff"/>',
    ]


def _placed(drawing: Drawing, y: float) -> str:
    return f'<g transform="translate(0 {y:.2f})">\n' + "\n".join(drawing.parts) + "\n</g>"
