"""The frame of a discussion, who came, and the page that explains it before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from data.dates.labels import short_date, weekday_date
from data.i18n import _
from data.model.base import Shape, label_of, specs
from data.model.choices import MeetingState, choice_label
from data.model.discussion import Discussion
from data.views.show import show_field
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.meeting.people import person_row
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.content.types import ProfileTexts
    from data.facts.discussion import DiscussionView
    from data.model.document import Document

FIELD: Final = "field."
"""Before a field's name in the key of its row."""

FIELDS: Final = (
    "held_on", "starts", "ends", "form", "place", "forum", "chair", "note_taker", "next_on",
)  # fmt: skip
_LABEL: Final = 18
PREPARE: Final = "prepare"
"""The row that prepares a discussion."""


def frame_rows(document: Document, discussion: Discussion, texts: ProfileTexts) -> list[Row]:
    """Date, place and roles, one row each; then what the workplace's rules say."""
    rows = [Row("head.frame", _("When, where, who leads"), tone=Tone.HEAD, selectable=False)]
    for name in FIELDS:
        value = show_field(document, discussion, name)
        if specs(Discussion)[name].shape is Shape.DAY and getattr(discussion, name):
            value = weekday_date(getattr(discussion, name))
        label = safe.fit(label_of(Discussion, name), _LABEL, glyphs().ellipsis)
        rows.append(Row(f"{FIELD}{name}", f"{label} {value or glyphs().dash}", wrap=True))
    return [*rows, *_rules(texts)]


def _rules(texts: ProfileTexts) -> Iterator[Row]:
    """What the profile's rules say; selectable, so that one can read on with the arrows."""
    yield Row("gap.rules", selectable=False)
    yield Row("head.rules", texts.label, tone=Tone.HEAD, selectable=False)
    yield Row("rules.note", texts.note, wrap=True)
    yield Row("gap.who", selectable=False)
    yield Row("head.who", _("Who should be there"), tone=Tone.HEAD, selectable=False)
    yield Row("rules.who", texts.who, wrap=True)
    for title, lines in (
        (_("The agreement replaces"), texts.replaces),
        (_("This holds all the same"), texts.stands),
    ):
        if lines:
            yield Row(f"gap.{title}", selectable=False)
            yield Row(f"head.{title}", title, tone=Tone.HEAD, selectable=False)
        for number, line in enumerate(lines):
            yield Row(f"{title}{number}", line, glyph=glyphs().bullet, wrap=True)


def intro_rows(year: int, texts: ProfileTexts | None) -> list[Row]:
    """What the annual discussion is, before there is one for the year."""
    title = _("Annual work-environment discussion {year}").format(year=year)
    rows = [Row("title", title, tone=Tone.HEAD, selectable=False)]
    if texts is None:
        text = _("The workplace is not set up yet: press 8.")
        return [*rows, Row("setup", text, wrap=True)]
    about = _(
        "Once a year you sit down together: were the goals reached, where do you stand, what comes "
        "next? AMIS has the agenda ready, brings last year's goals along and writes the minutes."
    )
    prepare = _("Press Enter to prepare the discussion for {year}").format(year=year)
    return [
        *rows,
        Row("about", about, wrap=True, selectable=False),
        Row("gap.prepare", selectable=False),
        Row(PREPARE, prepare, glyph=glyphs().right, tone=Tone.STRONG),
        Row("other", _("y: another year"), glyph=" ", tone=Tone.DIM, selectable=False),
        *_rules(texts),
    ]


def people_rows(view: DiscussionView) -> list[Row]:
    """Who is invited and who came, and whether somebody can decide."""
    here, invited = len(view.present), len(view.attendance)
    count = _("{n} of {m} are here").format(n=here, m=invited)
    rows = [
        Row("head.people", count, tone=Tone.HEAD, selectable=False),
        _decider(view),
        Row("gap.people", selectable=False),
        *(person_row(row) for row in view.attendance),
    ]
    if not view.attendance:
        rows.append(Row("nobody", _("Nobody yet. n: add somebody"), wrap=True))
    return rows


def _decider(view: DiscussionView) -> Row:
    deciding = [row.name for row in view.present if row.decides]
    if deciding:
        text = _("{names} can decide for the employer.").format(names=", ".join(deciding))
        return Row("decides", text, glyph=glyphs().tick, wrap=True, selectable=False)
    invited = [row.name for row in view.attendance if row.decides]
    if view.present or not invited:
        text = _("Nobody here can decide for the employer. b: this one can")
        return Row(
            "decides", text, glyph=glyphs().warning, wrap=True, selectable=False, tone=Tone.ALERT
        )
    text = _("{names} is to decide for the employer.").format(names=", ".join(invited))
    return Row("decides", text, glyph=glyphs().empty, wrap=True, selectable=False)


def title_of(view: DiscussionView, width: int) -> str:
    """The line above it all: which discussion, when, how far; its long name where there is room."""
    discussion = view.discussion
    told = []
    if discussion.held_on is not None:
        told.append(weekday_date(discussion.held_on))
    if discussion.state is MeetingState.RUNNING:
        told.append(_("{n} of {m} items").format(n=view.settled, m=len(view.items)))
    else:
        told.append(choice_label(discussion.state))
    separator = f" {glyphs().separator} "
    long = _("Annual work-environment discussion {year}").format(year=discussion.year)
    full = separator.join([long, *told])
    if cell_len(full) <= width:
        return full
    short = [_("Discussion {year}").format(year=discussion.year), *told]
    if discussion.held_on is not None and cell_len(separator.join(short)) > width:
        short[1] = short_date(discussion.held_on)
    return safe.cut(separator.join(short), width, glyphs().ellipsis)
