"""What the workplace record keeps as a number or a code, in words."""

from __future__ import annotations

from typing import Final

from data.dates.arithmetic import MONTHS_IN_YEAR
from data.dates.labels import month_name
from data.i18n import N_, _, language

LANGUAGES: Final = {"da": N_("Danish"), "en": N_("English")}

CODED: Final = frozenset({"sector", "language", "start_month", "discussion_month"})
"""Fields of the workplace that are kept as a code."""


def in_words(name: str, value: str | int) -> str:
    """The value of such a field as people read it; a code nobody knows as it is.

    Args:
        name: one of `CODED`.
        value: what the field holds.
    """
    if isinstance(value, int):
        return month_name(value) if 1 <= value <= MONTHS_IN_YEAR else ""
    if name == "language":
        return _(LANGUAGES[value]) if value in LANGUAGES else value
    from data.content.library import sectors

    return {sector.id: sector.title for sector in sectors(language())}.get(value, value)
