"""The inspection pack: everything an inspector asks for, in one document.

Its first page says what it holds and what is missing. Nothing confidential is in it, nothing tells
that there was something confidential, and nobody's absence is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from data.content.library import agenda
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
from data.export.plan.pages import action_plan
from data.export.text.markdown import address, heading, inside, item, joined, strong, table
from data.export.text.parts import bullets, fact, listed, made_on, weekday_and_date
from data.export.training.pages import training_record
from data.facts.meetings import latest_held
from data.i18n import _, language, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, choice_label
from data.model.plan import Action
from data.model.profile import Profile
from data.model.status import StatusMeeting
from data.model.workplace import Workplace
from data.rules.catalogue import rule_on, sources
from data.rules.finding import Finding, Severity, severity_label
from data.rules.judgement import judge, missing
from data.rules.result import Verdict
from data.rules.wording import read_told, source_name, sources_told, words
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import RuleSource
    from data.rules.result import Result

_UNSAID: Final = frozenset({"R13"})
"""Rules whose results name who is away: nobody's absence leaves the house on paper."""

_DUTY: Final = frozenset({Severity.LAW, Severity.AGREEMENT, Severity.READING})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the pack."""

    title: str
    text: str
    """Markdown without its title; empty when there is nothing to show."""
    nothing: str
    """What to say instead, as a sentence."""


def inspection_pack(document: Document, *, today: date) -> str:
    """The pack in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: the workplace's document.
        today: the day it is made; what is missing is missing on that day.
    """
    results = tuple(r for r in judge(document, today) if r.rule.code not in _UNSAID)
    parts = tuple(_parts(document, results, today))
    workplace = document.workplace
    return joined(
        (
            heading(1, _("To show at an inspection")),
            _frame(workplace, today),
            heading(2, _("What is missing")),
            *_missing(results),
            *_soon(results),
            heading(2, _("What this holds")),
            "\n".join(_listed(number, part) for number, part in enumerate(parts, 1)),
            *(_shown(number, part) for number, part in enumerate(parts, 1)),
            "---",
            made_on(document, today),
        )
    )


# -- the first page ------------------------------------------------------------------------


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


def _missing(results: Sequence[Result]) -> Iterator[str]:
    findings = missing(results)
    duties = [finding for finding in findings if finding.severity in _DUTY]
    advice = [finding for finding in findings if finding.severity not in _DUTY]
    if not duties:
        yield inside(_("Nothing that the rules ask for is missing."))
    by_code = {result.rule.code: result for result in results}
    yield bullets(
        # The same advice for several is given once, with the last of them.
        _lacking(finding, by_code[finding.code], alone=_advice(finding) != _advice(following))
        for finding, following in zip_longest(duties, duties[1:])
        if finding is not None
    )
    if advice:
        yield inside(_advice_told(advice))


def _advice_told(advice: Sequence[Finding]) -> str:
    """That there is advice, and where: what is no duty is the workplace's own to read."""
    codes = ", ".join(dict.fromkeys(finding.code for finding in advice))
    sentence = ngettext(
        "Besides, AMIS gives {n} piece of advice that is no duty ({codes}); F3 shows it.",
        "Besides, AMIS gives {n} pieces of advice that are no duty ({codes}); F3 shows them.",
        len(advice),
    )
    return sentence.format(n=len(advice), codes=codes)


def _advice(finding: Finding | None) -> tuple[str, str]:
    return (finding.code, finding.hint) if finding is not None else ("", "")


def _lacking(finding: Finding, result: Result, *, alone: bool) -> str:
    sentence = _("{code} ({severity}): {what}").format(
        code=finding.code, severity=finding.severity_label, what=finding.text
    )
    if not alone:
        return sentence
    source = ", ".join(sources_told(result.rule)[:1])
    return f"{sentence} {finding.hint} {_('Source: {source}.').format(source=source)}"


def _soon(results: Sequence[Result]) -> Iterator[str]:
    findings = [finding for result in results for finding in result.found if finding.soon]
    if findings:
        yield strong(_("Soon due:"))
        yield bullets(f"{finding.code}: {finding.text}" for finding in findings)


def _listed(number: int, part: _Part) -> str:
    line = part.title if part.text else f"{part.title} – {part.nothing}"
    return f"{number}. {inside(line)}"


def _shown(number: int, part: _Part) -> str:
    title = f"{number}. {part.title}"
    return within(part.text, title) if part.text else f"{heading(2, title)}\n\n{part.nothing}"


# -- the parts -----------------------------------------------------------------------------


def _parts(document: Document, results: Sequence[Result], today: date) -> Iterator[_Part]:
    workplace = document.workplace
    profile = workplace.profile if workplace is not None else Profile.DIRECT
    if workplace is not None and profile is Profile.MED:
        nothing = _("The agreement is not written down.")
        yield _Part(_("The MED agreement"), agreement_evidence(document, today), nothing)
    yield _Part(
        _("Minutes of the latest annual discussion"),
        _minutes(document, today),
        _("No annual discussion has been held."),
    )
    yield _Part(_("The action plan"), _plan(document, today), _("There are no actions."))
    rule = rule_on("R14", today)
    yield _Part(
        _("The conditions of the APV"),
        conditions_table(document, rule, today) if rule else "",
        _("No APV condition is written down."),
    )
    yield _Part(
        _("The organisation and its members"),
        _organisation(document, today),
        _("Nobody is written down with a role."),
    )
    if profile is not Profile.DIRECT:
        training = joined(training_record(document, today)).strip()
        yield _Part(_("Training"), training, _("There are no supervisors or representatives."))
    yield _Part(_("Status meetings"), _status_meetings(document, today), _("None has been held."))
    yield _Part(_("The rules one by one"), _rules(results, today), "")


def _minutes(document: Document, today: date) -> str:
    latest = latest_held(document, today)
    return discussion_minutes(document, latest, today=today) if latest is not None else ""


def _plan(document: Document, today: date) -> str:
    if not document.all(Action):
        return ""
    workplace = document.workplace
    place = workplace.plan_place if workplace is not None else ""
    plan = unsigned(untitled(action_plan(document, today=today, brief=True))).strip()
    return listed((fact(label_of(Workplace, "plan_place"), place), plan))


def _organisation(document: Document, today: date) -> str:
    workplace = document.workplace
    members = members_table(document, today)
    if workplace is None or not members:
        return ""
    texts = agenda(language()).profiles[workplace.profile]
    return joined(
        (
            listed([fact(_("Forum"), texts.forum)]),
            members,
            bullets(bodies_told(document)),
            listed(
                fact(label_of(Workplace, name), show_field(document, workplace, name))
                for name in ("organised_on", "nearness", "nearness_on")
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


def _rules(results: Sequence[Result], today: date) -> str:
    header = [_("Rule"), _("What"), _("State"), _("How it stands")]
    asked = [result for result in results if result.rule.severity is not Severity.ADVICE]
    judged = [result for result in asked if result.verdict is not Verdict.RESTS]
    rows = [[r.rule.code, words(r.rule).title, _state(r), r.said] for r in judged]
    resting = ", ".join(r.rule.code for r in asked if r.verdict is Verdict.RESTS)
    known = {source.id for result in judged for source in result.rule.sources}
    lines = [_source(s, today) for name, s in sources().items() if name in known]
    count = sum(result.verdict is Verdict.HOLDS for result in judged)
    sentence = ngettext("{n} rule is met.", "{n} rules are met.", count).format(n=count)
    return joined(
        (
            inside(sentence),
            table(header, rows),
            inside(_("Not relevant now: {codes}.").format(codes=resting)) if resting else "",
            heading(2, _("Sources")),
            listed(lines),
        )
    ).strip()


def _source(source: RuleSource, today: date) -> str:
    facts = (inside(source_name(source)), address(source.address), read_told(source, today))
    return item(", ".join(filter(None, facts)))


def _state(result: Result) -> str:
    if result.verdict is Verdict.FAILS:
        return f"{result.verdict_label} ({severity_label(result.severity)})"
    return result.verdict_label
