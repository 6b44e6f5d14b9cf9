"""The drawn wheel in each form: for paper, as a drawing, as a picture; one geometry for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.export.pdf.paper import Pictured
from data.export.wheel.sheet_sizes import A4, SHEETS

if TYPE_CHECKING:
    from datetime import date

    from data.export.pdf.paper import Printout
    from data.model.document import Document
    from data.views.wheel import WheelYear

DRAWN: Final = ("pdf", "svg", "png")
"""Forms in which it is drawn, by the ending of the file's name."""


def drawn_source(
    document: Document,
    year: WheelYear,
    form: str,
    paper: str,
    today: date,
    owner: str | None = None,
) -> str | Printout:
    """What the form is made of, in the language in use.

    Args:
        document: Whose wheel it is.
        year: The year to draw.
        form: One of `DRAWN`.
        paper: The sheet, a3 or a4.
        today: The day it is printed.
        owner: The id of the person whose things alone are on it; None for everybody's.
    """
    sheet = SHEETS[paper]
    if form == "svg":
        from data.export.wheel.svg import wheel_svg

        return wheel_svg(document, year, today, sheet, owner=owner)
    from data.export.wheel.paper import wheel_paper

    return wheel_paper(document, year, sheet, today, listed=form == "pdf", owner=owner)


def pictured(document: Document, year: WheelYear, text: str, today: date) -> Pictured:
    """The wheel as text with the drawing on top."""
    from data.export.wheel.svg import wheel_svg

    return Pictured(text, wheel_svg(document, year, today, A4, alone=False))
