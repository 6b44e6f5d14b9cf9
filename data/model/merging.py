"""What was found to differ when two copies of the document became one."""

from __future__ import annotations

from typing import ClassVar, Final

from data.i18n import N_
from data.model.base import Record, any_ref, choice, flag, line, lines
from data.model.choices import Parting

MERGED: Final = "merge"
"""The name of the history's line that says where two copies became one."""


class Difference(Record):
    """One place where two copies said different things, and what counts now."""

    kind: ClassVar[str] = "difference"
    plural: ClassVar[str] = "differences"
    label: ClassVar[str] = N_("Difference between two copies")
    title_field: ClassVar[str] = "counts"

    parting: Parting = choice(N_("What had happened"), Parting, Parting.FIELD, automatic=True)
    about: str = any_ref(N_("About"), automatic=True)
    field: str = line(N_("Field"), automatic=True)
    counts: str = lines(N_("Counts now"), automatic=True)
    counts_by: str = line(N_("Written by"), automatic=True)
    other: str = lines(N_("In the other copy"), automatic=True)
    other_by: str = line(N_("Written there by"), automatic=True)
    seen: bool = flag(N_("Looked at"))
