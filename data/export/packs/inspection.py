"""The inspection pack: what the workplace has and an inspector asks to see, in one document.

It opens with what there is, as the law asks for it: the discussion, the plan for the coming year,
the organisation, the training. What is missing is a sheet of its own for the workplace
(`data.export.packs.yourselves`), and part of the pack only where that is asked for. Nothing
confidential is in it, nothing tells that there was something confidential, and nobody's absence is
named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.content.library import agenda
from data.dataclass import dataclass
from data.dates.labels import long_date
from data.export.meetings.agreement import agreement_evidence
from data.export.meetings.discussion import discussion_minutes
from data.export.packs.parts import (
    bodies_told,
    conditions_table,
    members_table,
    unsigned,
    untitled,
    within,
)
from data.export.packs.yourselves import for_yourselves
from data.export.plan.pages import action_plan
from data.export.text.markdown import heading, inside, joined
from data.export.text.parts import bullets, fact, goal_table, listed, made_on, weekday_and_date
from data.export.training.pages import training_record
from data.facts.meetings import latest_held
from data.i18n import _, language
from data.model.base import label_of
from data.model.choices import MeetingState, choice_label
from data.model.plan import Action, Goal
from data.model.profile import Profile
from data.model.status import StatusMeeting
from data.model.workplace import MajorChange, Workplace
from data.rules.catalogue import rule_on
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the pack."""

    title: str
    text: str
    """Markdown without its title; empty when there is nothing to show."""


def inspection_pack(document: Document, *, today: date, whole: bool = False) -> str:
    """The pack in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: the workplace's document.
        today: the day it is made.
        whole: whether the sheet about what is missing goes with it.
    """
    parts = [part for part in _parts(document, today) if part.text]
    if whole:
        sheet = unsigned(for_yourselves(document, today=today))
        parts.append(_Part(_("For yourselves"), untitled(sheet)))
    numbered = list(enumerate(parts, 1))
    workplace = document.workplace
    nothing = inside(_("Nothing is written down yet.")) if workplace is not None else ""
    return joined(
        (
            heading(1, _("To show at an inspection")),
            _frame(workplace, today),
            heading(2, _("What this holds")) if parts else nothing,
            "\n".join(f"{number}. {inside(part.title)}" for number, part in numbered),
            *(within(part.text, f"{number}. {part.title}") for number, part in numbered),
            "---",
            made_on(today),
        )
    )


def _frame(workplace: Workplace | None, today: date) -> str:
    if workplace is None:
        return inside(_("No workplace has been set up yet."))
    size = f"{workplace.employees} ({choice_label(workplace.profile)})"
    return listed(
        (
            fact(_("Workplace"), ", ".join(filter(None, [workplace.name, workplace.address]))),
            fact(label_of(Workplace, "employees"), size),
            fact(label_of(Workplace, "regime"), choice_label(workplace.regime)),
            fact(_("As it stands"), long_date(today)),
        )
    )


# -- the parts -----------------------------------------------------------------------------


def _parts(document: Document, today: date) -> Iterator[_Part]:
    workplace = document.workplace
    profile = workplace.profile if workplace is not None else Profile.DIRECT
    if workplace is not None and profile is Profile.MED:
        yield _Part(_("The MED agreement"), agreement_evidence(document, today))
    yield _Part(_("Minutes of the latest annual discussion"), _minutes(document, today))
    yield _Part(_("The plan for the coming year"), _plan(document, today))
    yield _Part(_("The organisation and its members"), _organisation(document, today))
    if profile is not Profile.DIRECT:
        yield _Part(_("Training"), joined(training_record(document, today)).strip())
    rule = rule_on("R14", today)
    conditions = conditions_table(document, rule, today) if rule else ""
    yield _Part(_("The conditions of the APV"), conditions)
    yield _Part(_("Status meetings"), _status_meetings(document, today))


def _minutes(document: Document, today: date) -> str:
    latest = latest_held(document, today)
    return discussion_minutes(document, latest, today=today) if latest is not None else ""


def _plan(document: Document, today: date) -> str:
    """The goals that run, and the action plan with where it can be read."""
    goals = [goal for goal in document.all(Goal) if goal.outcome is None]
    blocks = []
    if goals:
        blocks += [heading(2, _("Goals")), goal_table(document, goals, today)]
    if document.all(Action):
        workplace = document.workplace
        place = workplace.plan_place if workplace is not None else ""
        plan = unsigned(untitled(action_plan(document, today=today, brief=True))).strip()
        place_told = listed((fact(label_of(Workplace, "plan_place"), place),))
        blocks += [heading(2, _("The action plan")), place_told, _lowered(plan)]
    return joined(blocks).strip() if blocks else ""


def _lowered(markdown: str) -> str:
    """An export inside a part: its headings one level down."""
    return within(markdown, "x").partition("\n\n")[2]


def _organisation(document: Document, today: date) -> str:
    workplace = document.workplace
    members = members_table(document, today)
    if workplace is None or not members:
        return ""
    texts = agenda(language()).profiles[workplace.profile]
    changes = sorted(
        (change for change in document.all(MajorChange) if change.on is not None),
        key=lambda change: (change.on, change.number),
    )
    return joined(
        (
            listed([fact(_("Forum"), texts.forum)]),
            members,
            bullets(bodies_told(document)),
            listed(
                fact(label_of(Workplace, name), show_field(document, workplace, name))
                for name in ("organisation_place", "organised_on", "nearness", "nearness_on")
            ),
            listed(
                fact(_(MajorChange.label), f"{long_date(change.on)}: {change.what}")
                for change in changes
                if change.on is not None and change.on <= today
            ),
        )
    ).strip()


def _status_meetings(document: Document, today: date) -> str:
    held = [
        m.held_on
        for m in document.all(StatusMeeting)
        if m.held_on is not None and m.held_on <= today and m.state is not MeetingState.PLANNED
    ]
    return bullets(weekday_and_date(day) for day in sorted(held, reverse=True))
