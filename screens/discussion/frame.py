"""The steps of a discussion that are on no agenda: what it is, its frame, who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _, listing
from data.model.discussion import Attendance
from screens.drawing.glyphs import glyphs
from screens.meeting.fields import FrameStep
from screens.meeting.people import PeopleStep, person_row
from screens.meeting.step import Step
from screens.widgets.empty import HintRow, empty
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.content.types import ProfileTexts
    from data.facts.discussion import DiscussionView
    from data.model.document import Document
    from screens.discussion.held import HeldDiscussion
    from screens.meeting.step import Then


class IntroStep(Step):
    """What the annual discussion is, before there is one for the year."""

    kind = "intro"
    held: HeldDiscussion

    def rows(self, document: Document) -> list[Row]:
        """What it is, how to prepare one, what the workplace's rules say."""
        workplace = document.workplace
        texts = self.held.agenda.profiles[workplace.profile] if workplace is not None else None
        return _intro_rows(self.desk.today.year, texts)

    async def do_open(self, _row: Row | None) -> None:
        """Prepare the year's discussion."""
        if self.desk.document.workplace is None:
            self.desk.say(_("The workplace is not set up yet: press 8."), alert=True)
        else:
            await self.held.prepare(self.desk.today.year)


class DiscussionFrame(FrameStep):
    """When, where, who leads; then what the workplace's rules say."""

    FIELDS = (
        "held_on", "starts", "ends", "form", "place", "forum", "chair", "note_taker", "next_on",
    )  # fmt: skip
    held: HeldDiscussion

    def rows(self, document: Document) -> list[Row]:
        """The fields, then the rules."""
        discussion = self.held.meeting
        if discussion is None:
            return []
        return [*super().rows(document), *_rules(self.held.agenda.profiles[discussion.profile])]


class DiscussionPeople(PeopleStep):
    """Who is invited and who came, and whether somebody can decide."""

    held: HeldDiscussion

    def rows(self, _document: Document) -> list[Row]:
        """How many are here, whether somebody can decide, the people."""
        return _people_rows(self.held.view) if self.held.view is not None else []

    async def do_open(self, row: Row | None) -> Then:
        """Open somebody's card."""
        return await self.act("edit", row) if isinstance(self.record(row), Attendance) else None


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


def _intro_rows(year: int, texts: ProfileTexts | None) -> list[Row]:
    title = _("Annual work-environment discussion {year}").format(year=year)
    rows = [Row("title", title, tone=Tone.HEAD, selectable=False)]
    if texts is None:
        text = _("The workplace is not set up yet. A meeting is prepared from it. 8: set it up")
        return [*rows, empty("setup", text)]
    about = _(
        "Once a year you sit down together: were the goals reached, where do you stand, what comes "
        "next? AMIS has the agenda ready, brings last year's goals along and writes the minutes."
    )
    prepare = _("Press Enter to prepare the discussion for {year}").format(year=year)
    return [
        *rows,
        Row("about", about, wrap=True, selectable=False),
        Row("gap.prepare", selectable=False),
        Row("prepare", prepare, glyph=glyphs().way, tone=Tone.STRONG),
        HintRow("other", _("y: another year"), glyph=" ", tone=Tone.DIM, selectable=False),
        *_rules(texts),
    ]


def _people_rows(view: DiscussionView) -> list[Row]:
    here, invited = len(view.present), len(view.attendance)
    count = _("{n} of {m} are here").format(n=here, m=invited)
    rows = [
        Row("head.people", count, tone=Tone.HEAD, selectable=False),
        _decider(view),
        Row("gap.people", selectable=False),
        *(person_row(row) for row in view.attendance),
    ]
    if not view.attendance:
        text = _("Nobody yet. Who came stands in the minutes. a: add somebody")
        rows.append(empty("nobody", text))
    return rows


def _decider(view: DiscussionView) -> Row:
    deciding = [row.name for row in view.present if row.decides]
    if deciding:
        text = _("{names} can decide for the employer.").format(names=listing(deciding))
        return Row("decides", text, glyph=glyphs().tick, wrap=True, selectable=False)
    invited = [row.name for row in view.attendance if row.decides]
    if view.present or not invited:
        text = _("Nobody here can decide for the employer. b: this one can")
        return HintRow(
            "decides", text, glyph=glyphs().warning, wrap=True, selectable=False, tone=Tone.ALERT
        )
    text = _("{names} is to decide for the employer.").format(names=listing(invited))
    return Row("decides", text, glyph=glyphs().empty, wrap=True, selectable=False)
