"""All the rules held against a document: what holds, what fails, what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import MONTHS_IN_YEAR
from data.i18n import _
from data.model.profile import Profile
from data.rules import agreement, apv, competence, discussion, organisation, plan, training
from data.rules.catalogue import UnderMed, codes, rule_on, versions
from data.rules.deadlines import months_after
from data.rules.finding import WEIGHTS
from data.rules.result import Verdict, rests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.finding import Finding
    from data.rules.result import Result

    Formula = Callable[[Document, date, Rule], Result]

FORMULAS: Final[dict[str, Formula]] = {
    "discussion_held": discussion.discussion_held,
    "items_filled": discussion.items_filled,
    "written_down": discussion.written_down,
    "right_people": discussion.right_people,
    "levels": organisation.levels,
    "groups": organisation.groups,
    "committee": organisation.committee,
    "compulsory_course": training.compulsory_course,
    "first_year_offered": training.first_year_offered,
    "later_years_offered": training.later_years_offered,
    "offers_in_writing": training.offers_in_writing,
    "terms": organisation.terms,
    "long_absences": organisation.long_absences,
    "conditions_assessed": apv.conditions_assessed,
    "absence_considered": apv.absence_considered,
    "rows_complete": plan.rows_complete,
    "plan_accessible": plan.plan_accessible,
    "competence_plan": discussion.competence_plan,
    "competence_discussion": discussion.competence_discussion,
    "nearness": organisation.nearness,
    "agreement": agreement.agreement,
    "actions_alive": plan.actions_alive,
    "effects_judged": plan.effects_judged,
    "same_method": plan.same_method,
    "goals_and_actions": plan.goals_and_actions,
    "not_one_person": competence.not_one_person,
    "status_held": discussion.status_held,
    "risks_reviewed": plan.risks_reviewed,
    "after_remark": discussion.after_inspection,
    "organisation_known": organisation.organisation_known,
    "top_represented": organisation.top_represented,
    "accidents_followed": plan.accidents_followed,
}
"""The formulas by the names the rules know them by."""

OF_THE_DISCUSSION: Final = frozenset({"R02", "R03", "R04", "R18"})
"""Rules about the latest discussion: judged by what held, and for whom, on the day it was held."""


def judge(document: Document, today: date) -> tuple[Result, ...]:
    """Every rule in its order; nothing for a document without a workplace.

    Args:
        document: the workplace's document.
        today: the day that counts.
    """
    workplace = document.workplace
    if workplace is None:
        return ()
    profile = workplace.profile
    return tuple(_one(document, today, code, profile) for code in codes())


def missing(results: Iterable[Result]) -> tuple[Finding, ...]:
    """What is missing today, the weightiest first and then by rule."""
    findings = [finding for result in results for finding in result.missing]
    return tuple(sorted(findings, key=lambda each: (WEIGHTS[each.severity], each.code)))


def standing(results: Iterable[Result]) -> dict[Verdict, int]:
    """How many rules hold, fail and rest."""
    verdicts = [result.verdict for result in results]
    return {verdict: verdicts.count(verdict) for verdict in Verdict}


def _one(document: Document, today: date, code: str, profile: Profile) -> Result:
    rule = rule_on(code, today)
    if code in OF_THE_DISCUSSION:
        held = discussion.latest_day(document, today)
        # The duty of this year is not met by what was done under an older rule years ago.
        if code != "R18" or months_after(held, MONTHS_IN_YEAR) >= today:
            rule = rule_on(code, held) or rule
    if rule is None:
        return rests(versions()[code][0], _("There was no such rule yet."))
    if code in OF_THE_DISCUSSION - {"R18"}:
        return _applied(document, today, rule, discussion.latest_profile(document, today))
    return _applied(document, today, rule, profile)


def _applied(document: Document, today: date, rule: Rule, profile: Profile) -> Result:
    rule = rule.under(profile)
    if profile not in rule.profiles:
        return rests(rule, _why_not(rule, profile))
    return FORMULAS[rule.formula](document, today, rule)


def _why_not(rule: Rule, profile: Profile) -> str:
    if rule.med is UnderMed.ONLY:
        return _("It is about a MED agreement, and you have none.")
    if rule.med is UnderMed.REPLACED and profile is Profile.MED:
        return _("The MED agreement takes its place.")
    return _("It does not concern a workplace of your size.")
