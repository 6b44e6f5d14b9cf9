"""What `amis export` can write: one line for each, and the module that makes it.

A module is imported when its export is asked for. It has `make(document, request) -> Made`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from data.export.forms import ExportSource

NOWHERE: Final = Path()
"""For what needs no file beside the document."""


@dataclass(frozen=True, slots=True)
class Export:
    """One thing that can be written."""

    name: str
    module: str
    """Under `tui.exports`."""
    formats: tuple[str, ...]
    """The first is what is written when nothing is asked for."""
    summary: str
    """What it is: a message id."""
    options: tuple[str, ...] = ()
    """The options that choose among several: attributes of `Request`."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for."""

    today: date
    format: str
    year: int | None = None
    """The year asked for; None when none was."""
    meeting: str = ""
    """The code of a meeting, such as S2; empty when none was given."""
    run: str = ""
    """The code of a run of the checklist, such as T3; empty when none was given."""
    focus: str = ""
    """The code of a focus area of the competence plan, such as F1; empty for all."""
    whom: str = ""
    """Whose things to write, by name, number or role; empty for everybody's."""
    reminder: int | None = None
    """Days before an event that a calendar is to remind of it; None for no reminder."""
    document: Path = NOWHERE
    """Where the document lies: a workplace's own checklist is beside it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    title: str
    source: ExportSource
    """Markdown when the format is made of it, tables for Excel; else the file's text itself."""


EXPORTS: Final = (
    Export("plan", "plan", ("md", "html", "docx", "xlsx", "csv"), N_("the action plan")),
    Export(
        "status", "status", ("md", "html", "docx"), N_("minutes of a status meeting"), ("meeting",)
    ),
    Export(
        "discussion", "discussion", ("md", "html", "docx"), N_("minutes of a discussion"), ("year",)
    ),
    Export(
        "checklist", "checklist", ("md", "html", "docx"), N_("a run of the checklist"), ("run",)
    ),
    Export(
        "wheel",
        "wheel",
        ("md", "html", "docx", "xlsx", "svg", "ics"),
        N_("the year wheel"),
        ("year", "for", "reminder"),
    ),
    Export(
        "competence",
        "competence",
        ("md", "html", "docx", "xlsx", "csv", "svg"),
        N_("the competence plan, with the matrix and the members' training"),
        ("focus",),
    ),
    Export(
        "inspection",
        "inspection",
        ("md", "html", "docx"),
        N_("all that is shown at an inspection, and what is missing"),
    ),
    Export(
        "handover",
        "handover",
        ("md", "html", "docx"),
        N_("one person's open things, for whoever takes over"),
        ("for",),
    ),
    Export(
        "noticeboard", "noticeboard", ("md", "html", "docx"), N_("the plan for staff, to hang up")
    ),
)
"""Everything, in the order of the help."""

ENDINGS: Final = {"htm": "html"}
"""Endings of a file's name that are not the format's own name."""


def export_named(name: str) -> Export | None:
    """The export of that name."""
    return next((export for export in EXPORTS if export.name == name), None)


def every_format() -> tuple[str, ...]:
    """Every format there is, in the order they are first named."""
    return tuple(dict.fromkeys(known for export in EXPORTS for known in export.formats))
