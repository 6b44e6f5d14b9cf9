"""The steps of the analysis as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.content.competence_texts import STEPS, competence_texts
from data.dates import short_date
from data.facts.competence import focus_areas
from data.i18n import _, language
from data.model.choices import choice_label
from data.views.competence_analysis import finished, is_chosen, ranked
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.competence import FocusArea
    from data.model.document import Document

MOST_FOCUS = 3
"""More focus areas than this are too many for a year; it is said, not forbidden."""


def step_rows(document: Document, step: str) -> Iterator[Row]:
    """One step: what it asks, what there is, and what can be done."""
    texts = competence_texts(language()).steps
    at = STEPS.index(step)
    way = f" {glyphs().pointer} ".join(
        f"{number}. {each.title}" if each.id != step else f"[{number}. {each.title}]"
        for number, each in enumerate(texts, 1)
    )
    yield Row("way", way, tone=Tone.DIM, selectable=False)
    yield Row("gap.way", selectable=False)
    yield Row("question", texts[at].question, tone=Tone.HEAD, wrap=True, selectable=False)
    yield Row("hint", texts[at].hint, tone=Tone.DIM, wrap=True, selectable=False)
    yield Row("gap.rows", selectable=False)
    rows = {"gather": _gathered, "choose": _chosen, "back": _backed, "form": _formed}[step]
    found = list(rows(document))
    yield from found
    yield Row("gap.end", selectable=False)
    yield from _ending(document, step)


def _gathered(document: Document) -> Iterator[Row]:
    for one in ranked(document):
        source = choice_label(one.source) if one.source else ""
        yield Row(one.reference, one.text, glyph=glyphs().bullet, meta=source, wrap=True)
    if not ranked(document):
        yield Row(
            "none",
            _("n: write challenges   s: fetch what is in AMIS   i: an example"),
            tone=Tone.ACCENT,
        )


def _chosen(document: Document) -> Iterator[Row]:
    for one in ranked(document):
        tick = "x" if is_chosen(one) else " "
        weight = _("weight {n}").format(n=one.weight)
        tone = Tone.STRONG if is_chosen(one) else Tone.PLAIN
        yield Row(one.reference, f"[{tick}] {one.text}", meta=weight, wrap=True, tone=tone)
    if not ranked(document):
        yield Row("none", _("No challenges yet. Left: gather them first"), tone=Tone.ACCENT)


def _backed(document: Document) -> Iterator[Row]:
    for area in focus_areas(document):
        told = backing(area)
        sign = glyphs().tick if area.backed_by and area.backed_on else glyphs().empty
        meta = told or _("not yet. Enter: write it down")
        yield Row(area.reference, f"{area.code} {area.title}", glyph=sign, meta=meta)
        if area.backing:
            yield Row(f"said.{area.id}", area.backing, indent=4, wrap=True, selectable=False)
    yield from _without_areas(document)


def backing(area: FocusArea) -> str:
    """Who backs a focus area, and since when."""
    day = short_date(area.backed_on) if area.backed_on else ""
    return " ".join(filter(None, [area.backed_by, day]))


def _formed(document: Document) -> Iterator[Row]:
    for area in focus_areas(document):
        sign = glyphs().tick if area.form else glyphs().empty
        meta = choice_label(area.form) if area.form else _("not yet. Enter: find one")
        yield Row(area.reference, f"{area.code} {area.title}", glyph=sign, meta=meta)
    yield from _without_areas(document)


def _without_areas(document: Document) -> Iterator[Row]:
    if not focus_areas(document):
        yield Row("none", _("No focus areas yet. Left: choose them first"), tone=Tone.ACCENT)


def _ending(document: Document, step: str) -> Iterator[Row]:
    count = len(focus_areas(document))
    if step == "choose" and count > MOST_FOCUS:
        text = _("{n} focus areas are many for one year. Which of them can wait?")
        yield Row("many", text.format(n=count), tone=Tone.ACCENT, wrap=True, selectable=False)
    if step == "form" and finished(document):
        text = _("The analysis is done. v: go on to the matrix with tasks and needs")
        yield Row("end", text, glyph=glyphs().tick, wrap=True, selectable=False)
