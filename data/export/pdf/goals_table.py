"""Last year's goals as one table: what was wanted, what came of it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.pdf.blocks import plain
from data.export.pdf.columns import kept_whole
from data.i18n import _
from data.model.base import label_of
from data.model.plan import Goal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.export.pdf.blocks import Block
    from data.export.pdf.paper import Json

_SMALL = 9.0
_LEVELS = frozenset({3, 4, 5})
"""Levels of the heading of a goal: in a section of their own, under the item about them, or under
that in minutes that stand in a paper with more."""


def with_goals_in_a_table(read: Sequence[Block], width: float) -> list[Block]:
    """The blocks, the goals that were looked back on in one table.

    Args:
        read: The blocks of minutes, or of any other text.
        width: How wide the page's text is, in millimetres.
    """
    made: list[Block] = []
    at = 0
    while at < len(read):
        goals = list(_goals(read, at))
        if goals:
            made.append(_table(goals, width))
            at += 2 * len(goals)
        else:
            made.append(read[at])
            at += 1
    return made


def _goals(read: Sequence[Block], at: int) -> Iterator[tuple[str, dict[str, list[Json]]]]:
    """Each goal's title and its facts from there on, as long as one goal follows the other."""
    while at + 1 < len(read):
        title, facts = read[at], read[at + 1]
        if title["kind"] != "heading" or title["level"] not in _LEVELS or facts["kind"] != "facts":
            return
        told: dict[str, list[Json]] = {}
        rows = facts["rows"]
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and isinstance(row["told"], list):
                told[str(row["name"])] = row["told"]
        if label_of(Goal, "outcome") not in told:
            return
        yield plain(title["text"]), told
        at += 2


def _table(goals: Sequence[tuple[str, Mapping[str, list[Json]]]], width: float) -> Block:
    widths = [9.0 + 2.8, 0.0, 34.0, 0.0]
    rest = width - sum(widths)
    widths[1], widths[3] = rest * 0.47, rest * 0.53
    rows: list[Json] = []
    for title, told in goals:
        code, _blank, name = title.partition(" ")
        left = dict(told)
        measure = left.pop(_("How we would see it"), [])
        result = left.pop(label_of(Goal, "outcome"), [])
        why = left.pop(label_of(Goal, "outcome_reason"), [])
        owner = left.pop(label_of(Goal, "owner"), [])
        due = left.pop(label_of(Goal, "due"), [])
        more: list[Json] = [
            block for label, blocks in left.items() for block in _after(label, blocks)
        ]
        cells: list[Json] = [
            {"blocks": [_bold(code)]},
            {"blocks": [_bold(name), *_grey(measure)]},
            {"blocks": [*_strong(result), *_grey(owner), *_grey(due)]},
            {"blocks": [*why, *_grey(more)]},
        ]
        texts = [_said(cell) for cell in cells]
        rows.append({"cells": cells, "whole": kept_whole(texts, widths, _SMALL)})
    head: list[Json] = [
        [[_("No."), ""]],
        [[_("Goal, and how we would see it"), ""]],
        [[label_of(Goal, "outcome"), ""]],
        [[label_of(Goal, "outcome_reason"), ""]],
    ]
    shown: list[Json] = list(widths)
    aligns: list[Json] = ["left"] * len(widths)
    return {
        "kind": "table",
        "widths": shown,
        "aligns": aligns,
        "parted": False,
        "head": head,
        "rows": rows,
    }


def _bold(text: str) -> Json:
    return {"kind": "strong", "text": [[text, ""]]}


def _strong(told: list[Json]) -> list[Json]:
    return _as("strong", told)


def _grey(told: list[Json]) -> list[Json]:
    return _as("grey", told)


def _as(kind: str, told: list[Json]) -> list[Json]:
    return [
        {**block, "kind": kind}
        if isinstance(block, dict) and block["kind"] == "paragraph"
        else block
        for block in told
    ]


def _after(label: str, told: list[Json]) -> list[Json]:
    """What has no column of its own, with its name; a list as lines."""
    lines: list[Json] = []
    for block in told:
        items = block.get("items") if isinstance(block, dict) else None
        if isinstance(items, list):
            lines += [
                inner
                for item in items
                if isinstance(item, dict) and isinstance(item["blocks"], list)
                for inner in item["blocks"]
            ]
        else:
            lines.append(block)
    first = lines[0] if lines else None
    if isinstance(first, dict) and isinstance(first.get("text"), list):
        text: list[Json] = [[f"{label}: ", ""], *first["text"]]  # type: ignore[misc]
        return [{**first, "text": text}, *lines[1:]]
    return lines


def _said(value: Json) -> str:
    """All text in a cell."""
    if isinstance(value, dict):
        if "text" in value:
            return plain(value["text"])
        return "\n".join(_said(inner) for inner in value.values())
    if isinstance(value, list):
        return "\n".join(_said(inner) for inner in value)
    return ""
