"""What each key means, in every part of the program the same: the one table of it.

A key of a list, a part, a card or a dialog is named here, under its meaning, by the id it has in
the table of its place. A test walks every screen: no key has two meanings and no meaning two keys,
but for answers that are printed under their question. The README's table is made from this one.

Keys that move (arrows, Enter, Esc, Tab, Page Up) and the function keys do what they do everywhere
and stand in no table of letters.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.i18n import N_


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key means wherever it does something."""

    keys: tuple[str, ...]
    """Textual's names; several where one may be missing on a keyboard."""
    what: str
    """A message id, translated when shown."""
    ids: tuple[str, ...]
    """The ids of the keys with this meaning."""


def _means(keys: str, what: str, ids: str) -> Meaning:
    return Meaning(tuple(keys.split(",")), what, tuple(ids.split()))


SHARED: Final = (
    _means("a", N_("something new of this place, in one line or from a list"), "capture"),
    _means("n", N_("note"), "card.note plan.note discussion.note status.remark checklist.note"),
    _means(
        "d",
        N_("date"),
        "plan.due wheel.date status.deadline status.day status.next_on training.date history.at",
    ),
    _means(
        "t",
        N_("status, outcome or level, from a numbered list"),
        "plan.status wheel.status discussion.status training.status competence.asked",
    ),
    _means("o", N_("who is responsible"), "plan.owner wheel.owner status.who handing.all"),
    _means(
        "x",
        N_("finish, with the question that belongs to it: closed, approved, has left"),
        "plan.close competence.finish discussion.approve status.approve workplace.left "
        "handing.keep",
    ),
    _means(
        "l",
        N_("read it as a text, or write it to a file"),
        "plan.write wheel.export competence.write discussion.write status.read checklist.write "
        "rules.packs",
    ),
    _means(
        "f",
        N_("show which: narrow what is shown"),
        "plan.preset competence.which rules.missing history.by overview.which",
    ),
    _means(
        "v",
        N_("another view, or more of it"),
        "plan.view wheel.view competence.view card.fold workplace.fold training.whole "
        "history.look rules.evidence discussion.questions overview.group",
    ),
    _means("s", N_("sort and group"), "plan.order overview.sort"),
    _means(
        "e",
        N_("edit"),
        "card.edit home.edit plan.edit wheel.edit competence.edit workplace.edit training.edit "
        "discussion.edit discussion.frame.edit discussion.people.edit status.card "
        "status.frame.edit status.people.edit status.anchoring.card status.reword checklist.card",
    ),
    _means(
        "D",
        N_("delete"),
        "card.delete plan.delete wheel.delete competence.delete workplace.delete training.delete "
        "discussion.delete discussion.people.delete status.people.delete status.withdraw "
        "checklist.delete",
    ),
    _means("c", N_("checklist"), "home.checklist plan.checklist status.checklist checklist.choose"),
    _means(
        "h", N_("an action out of this"), "discussion.new_action competence.develop checklist.step"
    ),
    _means(
        "space",
        N_("tick or mark, or the next of a few answers"),
        "plan.mark wheel.tick wheel_template.tick analysis.choose discussion.tick "
        "discussion.presence status.presence status.mark import.answer",
    ),
    _means(
        "asterisk",
        N_("tick or mark all"),
        "plan.mark_all wheel_template.all discussion.all_present status.all_present",
    ),
    _means(
        "plus",
        N_("a day later, or heavier"),
        "plan.day_later wheel.day_later status.day_later discussion.day_later analysis.heavier",
    ),
    _means(
        "minus",
        N_("a day earlier, or lighter"),
        "plan.day_earlier wheel.day_earlier status.day_earlier discussion.day_earlier "
        "analysis.lighter",
    ),
    _means(
        "full_stop",
        N_("a week later"),
        "plan.week_later wheel.week_later status.week_later discussion.week_later",
    ),
    _means(
        "comma",
        N_("a week earlier"),
        "plan.week_earlier wheel.week_earlier status.week_earlier discussion.week_earlier",
    ),
    _means("y", N_("another year or meeting"), "discussion.year status.other wheel.next_year"),
)
"""What stands in several parts."""

PARTICULAR: Final = (
    _means("m", N_("goal"), "discussion.new_goal"),
    _means("i", N_("idea"), "discussion.new_idea"),
    _means("å,w", N_("activity for the year wheel"), "discussion.new_activity"),
    _means("b", N_("decision, and who can decide"), "discussion.decision discussion.decides"),
    _means("B", N_("a note becomes a decision, or the other way"), "discussion.reform"),
    _means("F", N_("confidential, or no longer"), "discussion.hide"),
    _means("A", N_("an item of your own on the agenda"), "discussion.own_item"),
    _means(
        "r",
        N_("once more: next year, carried on, put back"),
        "wheel.roll discussion.continue_goal history.restore",
    ),
    _means("R", N_("all of it put back"), "history.restore_all"),
    _means("S", N_("stopwatch"), "discussion.clock status.clock"),
    _means("M", N_("minutes set aside"), "discussion.minutes status.minutes"),
    _means("J", N_("move down"), "competence.down discussion.item_down"),
    _means("K", N_("move up"), "competence.up discussion.item_up"),
    _means("H", N_("member to the left"), "cells.member_left"),
    _means("L", N_("member to the right"), "cells.member_right"),
    _means("p", N_("priority"), "plan.priority"),
    _means(
        "E",
        N_("what is ready to be taken over: templates, examples"),
        "wheel.template competence.example",
    ),
    _means("T", N_("type: category, form"), "wheel.category competence.form"),
    _means("I", N_("how often"), "wheel.how_often"),
    _means("P", N_("a day for what has none"), "wheel.give_day"),
    _means("N", N_("today"), "wheel.today"),
    _means("Y", N_("the year before"), "wheel.last_year"),
    _means(
        "z",
        N_("closer: a month day by day, the coverage picture"),
        "wheel.zoom competence.coverage",
    ),
    _means("greater_than_sign", N_("a month later"), "wheel.month_later"),
    _means("less_than_sign", N_("a month earlier"), "wheel.month_earlier"),
    _means("right_parenthesis", N_("the next week that holds something"), "wheel.next_week"),
    _means("left_parenthesis", N_("the week before that holds something"), "wheel.last_week"),
    _means("O", N_("the members' training"), "competence.training workplace.training"),
    _means("V", N_("history of this"), "card.history"),
)
"""What stands in one or two parts."""

MOVING: Final = (
    _means("k", N_("up"), "list.up wheel.up net.up"),
    _means("j", N_("down"), "list.down wheel.down net.down"),
    _means("g", N_("to the first, or the middle"), "list.first wheel.first net.middle"),
    _means("G", N_("to the last"), "list.last wheel.last"),
)
"""What moves in every list."""

EVERYWHERE: Final = (
    _means("slash", N_("filter, or search"), "filter home.search overview.find"),
    _means("colon", N_("every command"), "palette"),
    _means("C", N_("copy number, text or path"), "copy card.copy"),
    _means("question_mark", N_("help"), "help"),
    _means("u", N_("undo"), "undo card.undo"),
    _means("U", N_("redo"), "redo"),
    _means(
        "q",
        N_("back, or leave"),
        "back card.close page.close wheel_template.close handing.close mend.leave import.close "
        "overview.leave",
    ),
    *MOVING,
)
"""What works in every part, and in every list."""

MEANINGS: Final = (*SHARED, *PARTICULAR, *EVERYWHERE)

ANSWERS: Final = frozenset(
    {
        "status.on_track", "status.behind", "status.finished", "status.stalled",
        "checklist.in_place", "checklist.partly", "checklist.missing", "checklist.beside",
        "wheel_roll.week", "wheel_roll.date", "wheel_roll.yearly", "wheel_roll.not",
        "wheel_roll.later",
        "confirm.yes", "confirm.no",
        "cells.none", "cells.little", "cells.alone", "cells.teach",
    }
)  # fmt: skip
"""Answers that are printed under their question, with their letters: the only exceptions."""


def meaning_of(identity: str) -> Meaning | None:
    """The meaning of the key with that id; None for an answer and for a key that moves."""
    return next((each for each in MEANINGS if identity in each.ids), None)
