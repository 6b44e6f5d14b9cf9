"""What the checklist shows: what has stalled and why, one point at a time, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from data.dates.labels import long_date, short_date
from data.i18n import _, ngettext
from data.model.choices import CheckAnswer, choice_label
from data.rules.stalled import StallSettings, ask_again_on, resting, stalled
from data.views.checklist import all_runs, run_view
from data.views.show import name_of
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.linear import linear
from screens.widgets.empty import empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.content.own_checklist import InUse
    from data.model.document import Document
    from data.model.plan import Action
    from data.rules.stalled import Stall
    from data.views.checklist import PointView, RunView

ANSWER_KEYS: Final = (
    ("p", CheckAnswer.IN_PLACE),
    ("d", CheckAnswer.PARTLY),
    ("m", CheckAnswer.MISSING),
    ("i", CheckAnswer.NOT_RELEVANT),
)
"""The four answers, each with its key."""

ASKED: Final = "asked"
"""The key of the line with the question, where the screen is read aloud."""

_INDENT: Final = 6
_WHO: Final = 18


class PointTarget(NamedTuple):
    """A point of the run that is missing something."""

    point: str
    """Its id."""


def overview_rows(document: Document, used: InUse, today: date) -> list[Row]:
    """What has stalled with its reasons, what is left in peace, and the runs so far."""
    rows = list(_trouble(used))
    stalls = stalled(document, today)
    rows.append(_head("stalled", _("Stalled"), len(stalls)))
    for stall in stalls:
        rows += _stall(document, stall)
    if not stalls:
        text = _(
            "Nothing has stalled. What has stands here with its reason. c: take something else"
        )
        rows.append(empty("nothing", text))
    rows += _resting(document, today)
    rows += _runs(document, used)
    about = f"{used.checklist.label}. {used.checklist.note}"
    sources = "; ".join(str(source) for source in used.checklist.sources)
    return [
        *rows,
        _gap("about"),
        Row("about", about, wrap=True, tone=Tone.DIM, selectable=False),
        Row(
            "sources",
            _("Sources: {names}").format(names=sources),
            wrap=True,
            tone=Tone.DIM,
            selectable=False,
        ),
    ]


def _head(key: str, title: str, count: int | None = None) -> Row:
    number = f"  {count}" if count else ""
    return Row(f"head.{key}", f"{title}{number}", tone=Tone.HEAD, selectable=False)


def _gap(key: str) -> Row:
    return Row(f"gap.{key}", selectable=False)


def _below(key: str, text: str, tone: Tone = Tone.DIM) -> Row:
    """A line about the row above it; read aloud the cursor comes to it, too."""
    return Row(key, text, indent=_INDENT, wrap=True, tone=tone, selectable=linear())


def _trouble(used: InUse) -> Iterator[Row]:
    if used.trouble:
        yield Row(
            "trouble",
            used.trouble,
            glyph=glyphs().warning,
            wrap=True,
            tone=Tone.ALERT,
            selectable=False,
        )
        yield _gap("trouble")


def _stall(document: Document, stall: Stall) -> Iterator[Row]:
    record = stall.record
    owner = name_of(document, "person", record.owner) or _("nobody")
    yield Row(
        record.reference,
        f"{record.code:<4} {record.heading}",
        glyph=glyphs().warning,
        meta=safe.cut(owner, _WHO, glyphs().ellipsis),
        target=RecordTarget(record.reference),
    )
    for number, text in enumerate(stall.reasons):
        yield _below(f"why.{record.reference}.{number}", text)


def _resting(document: Document, today: date) -> Iterator[Row]:
    stalls = resting(document, today)
    if not stalls:
        return
    settings = StallSettings.of(document.workplace)
    yield _gap("resting")
    yield _head("resting", _("Gone through lately, asked again on"), None)
    for stall in stalls:
        record, run = stall.record, stall.asked
        yield Row(
            record.reference,
            f"{record.code:<4} {record.heading}",
            glyph=glyphs().empty,
            meta=short_date(ask_again_on(run, settings)) if run is not None else "",
            target=RecordTarget(record.reference),
        )


def _runs(document: Document, used: InUse) -> Iterator[Row]:
    runs = all_runs(document)
    if not runs:
        return
    yield _gap("runs")
    yield _head("runs", _("Gone through so far"), len(runs))
    for run in runs:
        view = run_view(document, run, used.checklist)
        target = view.target
        what = f"{target.code} {target.heading}" if target is not None else ""
        day = short_date(run.held_on) if run.held_on else glyphs().dash
        if view.finished:
            count = len(view.lacking)
            state = ngettext("{n} lacking", "{n} lacking", count).format(n=count)
        else:
            state = _("{n} of {m} answered").format(n=view.answered, m=len(view.points))
        yield Row(
            run.reference,
            f"{run.code:<4} {what}",
            glyph=" ",
            meta=f"{state}  {day}",
            target=RecordTarget(run.reference),
        )


# -- a point -------------------------------------------------------------------------------


def point_rows(view: RunView, at: int, domains: dict[str, str]) -> list[Row]:
    """One point: the question, what to try, what was said before and now."""
    asked = view.points[at]
    point = asked.point
    rows = [
        Row("domain", domains.get(point.domain, ""), tone=Tone.HEAD, selectable=False),
        _gap("label"),
        Row("label", f"{at + 1}  {point.label}", tone=Tone.STRONG, selectable=False),
        Row("question", point.question, indent=4, wrap=True, selectable=False),
        _gap("try"),
    ]
    if linear():
        # One line, which the cursor comes to: number, point and question are heard together.
        text = f"{at + 1}  {point.label}: {point.question}"
        given = choice_label(asked.given) if asked.given is not None else ""
        rows = [rows[0], Row(ASKED, text, meta=given, tone=Tone.STRONG, wrap=True), rows[-1]]
    if point.first_try:
        text = _("If not: {what}").format(what=point.first_try)
        rows.append(_read("try", text, Tone.DIM))
    rows += list(_history(view, asked))
    return rows


def _read(key: str, text: str, tone: Tone) -> Row:
    """A line that is only read; read aloud the cursor comes to it."""
    return Row(key, text, indent=4, wrap=True, tone=tone, selectable=linear())


def _history(view: RunView, asked: PointView) -> Iterator[Row]:
    """What was said about a point: last time, the step that came of it, a remark."""
    lines: list[tuple[str, Tone]] = []
    if asked.before is not None and view.earlier is not None:
        day = long_date(view.earlier.held_on) if view.earlier.held_on else view.earlier.code
        text = _("Last time, {day}: {answer}")
        lines.append((text.format(day=day, answer=choice_label(asked.before)), Tone.PLAIN))
    if asked.step is not None:
        what = f"{asked.step.code} {asked.step.measure}"
        lines.append((_("Next step: {what}").format(what=what), Tone.PLAIN))
    if asked.remark:
        lines.append((_("Remark: {text}").format(text=asked.remark), Tone.STRONG))
    if lines:
        yield _gap("history")
    for number, (text, tone) in enumerate(lines):
        yield _read(f"history{number}", text, tone)


def answer_line(asked: PointView, width: int) -> Content:
    """The four answers with their keys, the one that was given marked; on two lines if need be.

    Args:
        asked: the point in sight.
        width: columns there are.
    """
    answers = []
    for key, answer in ANSWER_KEYS:
        given = answer is asked.given
        words = f" {glyphs().tick} " if given else " "
        words += choice_label(answer)
        shown = (words, "bold underline") if given else words
        answers.append(Content.assemble((f" {key} ", "bold reverse"), shown, "  "))
    if sum(answer.cell_length for answer in answers) <= width:
        return Content.assemble(*answers)
    half = len(answers) // 2
    return Content.assemble(*answers[:half], "\n", *answers[half:])


def title_text(view: RunView, at: int) -> str:
    """What the run is about, and how far it has come."""
    target = view.target
    what = f"{target.code} {target.heading}" if target is not None else view.run.code
    if at < len(view.points):
        where = _("point {n} of {m}").format(n=at + 1, m=len(view.points))
    else:
        where = _("what is missing")
    return f"{where}  {glyphs().separator}  {what}"


# -- the result ----------------------------------------------------------------------------


def result_rows(document: Document, view: RunView) -> list[Row]:
    """What is missing, most of all first, each with its next step; what has changed; the rest."""
    rows: list[Row] = []
    lacking = view.lacking
    if not view.finished:
        left = len(view.points) - view.answered
        text = ngettext(
            "{n} point has no answer yet. Left: back to it",
            "{n} points have no answer yet. Left: back to them",
            left,
        ).format(n=left)
        rows += [
            Row("left", text, glyph=glyphs().warning, wrap=True, selectable=False),
            _gap("left"),
        ]
    if lacking:
        rows.append(_head("lacking", _("Missing, most important first"), len(lacking)))
    elif view.finished:
        rows.append(Row("all", _("Nothing is missing."), glyph=glyphs().tick, tone=Tone.STRONG))
    for number, point in enumerate(lacking, 1):
        rows += _lacking(document, number, point)
    rows += _compared(view)
    rows += _rest(view)
    return rows


def _lacking(document: Document, number: int, lacking: PointView) -> Iterator[Row]:
    sign = glyphs().cross if lacking.given is CheckAnswer.MISSING else glyphs().half
    identity = lacking.point.id
    yield Row(
        f"point.{identity}",
        f"{number}. {lacking.point.label}",
        glyph=sign,
        meta=choice_label(lacking.given) if lacking.given is not None else "",
        tone=Tone.STRONG,
        target=PointTarget(identity),
    )
    if lacking.remark:
        yield _below(f"remark.{identity}", lacking.remark, Tone.PLAIN)
    if lacking.step is not None:
        text = f"{glyphs().right} {_step(document, lacking.step)}"
        yield _below(f"step.{identity}", text, Tone.ACCENT)
    elif lacking.point.first_try:
        yield _below(f"try.{identity}", lacking.point.first_try)


def _step(document: Document, step: Action) -> str:
    owner = name_of(document, "person", step.owner)
    due = short_date(step.due) if step.due else ""
    return ", ".join(filter(None, [f"{step.code} {step.measure}", owner, due]))


def _compared(view: RunView) -> Iterator[Row]:
    if view.earlier is None:
        return
    day = long_date(view.earlier.held_on) if view.earlier.held_on else view.earlier.code
    yield _gap("compared")
    yield _head("compared", _("Since {day}").format(day=day))
    changes = (
        ("better", _("Better: {names}"), view.improved),
        ("worse", _("Worse: {names}"), view.worsened),
    )
    for key, text, points in changes:
        if points:
            yield Row(
                key, text.format(names=_names(points)), glyph=" ", wrap=True, selectable=False
            )
    if not view.improved and not view.worsened:
        yield Row("same", _("Nothing has changed."), glyph=" ", selectable=False)


def _rest(view: RunView) -> Iterator[Row]:
    if view.in_place:
        yield _gap("in_place")
        yield _head("in_place", _("In place"), len(view.in_place))
        names = _names(view.in_place)
        yield Row("in_place", names, glyph=" ", wrap=True, selectable=False)
    if view.run.again_on is not None and view.finished:
        yield _gap("again")
        text = _("AMIS asks again on {day}.").format(day=long_date(view.run.again_on))
        yield Row("again", text, tone=Tone.DIM, selectable=False)


def _names(points: Iterable[PointView]) -> str:
    return ", ".join(point.point.label for point in points)
