"""The competence plan to print: the matrix with its net beside it, and the rest of the plan after.

A level that reaches what is asked is a filled disc, one that does not a ring: it reads in grey.
Remarks about people's levels are not in it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.export.competence.pages import competence_plan
from data.export.competence.parts import blocks, columns, levels_told, numbered
from data.export.pdf.blocks import plain
from data.export.pdf.fonts import REGULAR, SEMIBOLD
from data.export.pdf.pages import WIDTH, shaped_blocks
from data.export.pdf.paper import Printout
from data.export.wheel.shapes import Path, Text, as_json, at, circle, field, line
from data.facts.competence import NeedState, matrix
from data.i18n import _, ngettext
from data.model.choices import choice_label
from data.model.competence import MAX_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.export.competence.parts import Numbered
    from data.export.pdf.blocks import Block
    from data.export.pdf.paper import Json
    from data.export.wheel.shapes import Shape
    from data.facts.competence import FocusRows, Matrix, NeedRow
    from data.model.document import Document

NET: Final = (84.0, 66.0)
NET_LOW: Final = (84.0, 58.0)
"""The net's field in millimetres; the second below `_FEW` needs."""
_FEW: Final = 6
_MOST: Final = 14
"""Needs on a page with another focus area; more of them begin a page of their own."""
_BEST, _RED, _INK, _GREY = "#16365C", "#C0271D", "#1B1B1B", "#55595F"
_CORNERS: Final = 3
"""A field has so many at least."""


def competence_paper(document: Document, today: date, *, focus: str | None = None) -> Printout:
    """The plan in the language in use.

    Args:
        document: Where the plan is.
        today: The day it is printed.
        focus: The id of one focus area; None for all.
    """
    levels = matrix(document, today, focus=focus)
    workplace = document.workplace
    place = workplace.name if workplace is not None else ""
    title, stands = _("Competence plan"), _("as it stands {day}").format(day=long_date(today))
    text = competence_plan(document, today=today, focus=focus)
    return Printout(
        "competence",
        {
            "title": title,
            "place": place,
            "foot": " · ".join(filter(None, (place, title, stands))),
            "stands": f"{stands[:1].upper()}{stands[1:]}",
            "levels": _("Levels: {levels}.").format(levels=levels_told()),
            "reached": _("as much as is asked"),
            "short": _("not as much"),
            "heads": [_("Task"), _("No."), _("Need"), _("Asked"), _("State")],
            "told": _(
                "In the net the blue field is the best of the group, the dashed line what the "
                "tasks ask for; red is what is missing."
            ),
            "none": _("There is no focus area yet."),
            "focuses": [_focus(area, levels) for area in levels.focuses],
            "rest": list(_without_matrix(shaped_blocks(text, WIDTH))),
        },
    )


def _without_matrix(read: Sequence[Block]) -> Iterator[Block]:
    """The plan's text, without the tables that the matrix has told already."""
    inside = False
    for block in read:
        if block["kind"] == "heading" and block["level"] == 1:
            continue
        if block["kind"] == "heading":
            mark = _("Focus area {code}: {title}").partition("{")[0].strip()
            inside = plain(block["text"]).startswith(mark) if block["level"] == 2 else inside  # noqa: PLR2004 - a section
        if not (inside and block["kind"] in {"table", "paragraph"}):
            yield block


def _focus(area: FocusRows, levels: Matrix) -> Json:
    needs = numbered(area)
    short = columns(levels.members)
    parts: list[Json] = [
        {"members": [short[n] for n in part], "rows": _rows(needs, part)}
        for part in (blocks(len(levels.members)) if needs else ())
    ]
    size = NET_LOW if len(needs) < _FEW else NET
    return {
        "title": f"{area.focus.code}  {area.focus.title}",
        "counts": _counts(area),
        "parts": parts,
        "apart": len(needs) > _MOST or len(parts) > 1,
        "net": as_json(list(_net(needs, size))),
        "net-size": list(size),
        "alt": _("The net of {focus}; the table beside it tells the same.").format(
            focus=area.focus.title
        ),
    }


def _counts(area: FocusRows) -> list[Json]:
    told = _("{covered} of {n} needs covered").format(covered=area.covered, n=area.needs)
    counts: list[Json] = [{"text": told, "kind": ""}]
    if area.gaps:
        gaps = ngettext("{n} missing", "{n} missing", area.gaps).format(n=area.gaps)
        counts.append({"text": gaps, "kind": "gap"})
    if area.vulnerable:
        alone = ngettext("{n} covered by one only", "{n} covered by one only", area.vulnerable)
        counts.append({"text": alone.format(n=area.vulnerable), "kind": "alone"})
    return counts


def _rows(needs: Sequence[Numbered], part: range) -> list[Json]:
    rows: list[Json] = []
    for number, need in enumerate(needs):
        span = 1
        if need.task:
            following = (later.task for later in needs[number + 1 :])
            span += next((n for n, task in enumerate(following) if task), len(needs) - number - 1)
        asked = need.row.need.level
        cells: list[Json] = [
            {"level": need.row.levels[n], "reached": need.row.levels[n] >= asked > 0} for n in part
        ]
        rows.append(
            {
                "task": need.task.partition(" ")[2],
                "span": span if need.task else 0,
                "number": need.number,
                "need": need.row.need.title,
                "form": choice_label(need.row.need.form),
                "asked": str(asked),
                "cells": cells,
                "state": str(need.row.state),
                "word": _word(need.row),
            }
        )
    return rows


def _word(row: NeedRow) -> str:
    if row.state is NeedState.GAP:
        return _("missing")
    if row.state is NeedState.VULNERABLE:
        return _("only one")
    if row.need.level == 0:
        return _("nothing asked")
    return ngettext("{n} can", "{n} can", row.covering).format(n=row.covering)


# -- the net -------------------------------------------------------------------------------


def _net(needs: Sequence[Numbered], size: tuple[float, float]) -> Iterator[Shape]:
    """Spokes for the needs, rings for the levels, and how far the best of the group has come."""
    if not needs:
        return
    middle = (size[0] / 2, size[1] / 2)
    reach = size[1] / 2 - 7.5
    angles = [2 * math.pi * n / len(needs) for n in range(len(needs))]

    def ring(level: int) -> list[tuple[float, float]]:
        return [at(middle, angle, reach * level / MAX_LEVEL) for angle in angles]

    if len(needs) >= _CORNERS:
        yield Path(field(*ring(MAX_LEVEL)), fill="#F6F7F9")
    for level in range(1, MAX_LEVEL + 1):
        yield _outline(ring(level), "#B9C0C8", 0.15)
    for angle in angles:
        yield Path(line(middle, at(middle, angle, reach)), stroke="#B9C0C8", width=0.2)
    best = [
        at(middle, angle, reach * min(need.row.best, MAX_LEVEL) / MAX_LEVEL)
        for angle, need in zip(angles, needs, strict=True)
    ]
    asked = [
        at(middle, angle, reach * min(need.row.need.level, MAX_LEVEL) / MAX_LEVEL)
        for angle, need in zip(angles, needs, strict=True)
    ]
    if len(needs) >= _CORNERS:
        yield Path(field(*best), fill=_BEST, opacity=0.22)
    yield _outline(best, _BEST, 0.6)
    yield _outline(asked, _INK, 0.5, (1.6, 1.2))
    for level in range(1, MAX_LEVEL + 1):
        x, y = at(middle, 0, reach * level / MAX_LEVEL)
        yield Text(x + 0.8, y + 2.2, ((str(level), REGULAR, _GREY),), 6)
    for need, angle, here, there in zip(needs, angles, best, asked, strict=True):
        yield from _mark(need.row, here, there)
        x, y = at(middle, angle, reach + 4.2)
        gap = need.row.state is NeedState.GAP
        colour = _RED if gap else _INK
        yield Text(x, y + 1.0, ((need.number, SEMIBOLD, colour),), 8, "m")


def _outline(
    points: Sequence[tuple[float, float]],
    colour: str,
    width: float,
    dash: tuple[float, ...] = (),
) -> Path:
    steps = field(*points) if len(points) >= _CORNERS else line(*points)
    return Path(steps, stroke=colour, width=width, dash=dash)


def _mark(row: NeedRow, here: tuple[float, float], there: tuple[float, float]) -> Iterator[Shape]:
    x, y = here
    if row.state is NeedState.GAP:
        yield Path(line(here, there), stroke=_RED, width=1.1)
        half, arm = 1.4, 0.98
        square = ((x - half, y - half), (x + half, y - half), (x + half, y + half),
                  (x - half, y + half))  # fmt: skip
        yield Path(field(*square), fill="#FFFFFF", stroke=_RED, width=0.5)
        for sign in (1, -1):
            cross = line((x - arm, y - sign * arm), (x + arm, y + sign * arm))
            yield Path(cross, stroke=_RED, width=0.4)
        return
    alone = row.state is NeedState.VULNERABLE
    yield Path(circle(here, 1.5), fill="#FFFFFF" if alone else _INK, stroke=_INK, width=0.4)
    if alone:
        left = (x - 2.0, y - 1.5, x - 2.0, y + 1.5, x, y + 1.5)
        yield Path((("M", (x, y - 1.5)), ("C", left), ("Z", ())), fill=_INK)
