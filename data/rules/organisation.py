"""Is the organisation what the size or the agreement asks for? R05 to R07, R12, R19 and R20.

Under a MED agreement the organisation is the agreement's matter: R05 to R07 and R19 rest, R20 asks
for the agreement itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.facts.organised import nearness_by, organised_on
from data.facts.people import TermState, members, people, sits, term, term_ends
from data.i18n import _, ngettext
from data.model.choices import BodyLevel, Role
from data.model.profile import AMO_FROM, TWO_LEVELS_FROM, Profile
from data.model.workplace import WORKPLACE_ID, Body, Workplace
from data.rules.agreement import facts_missing
from data.rules.catalogue import rule_on
from data.rules.deadlines import months_after, next_terms, not_yet, representatives
from data.rules.finding import WEIGHTS, Finding, Severity
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.document import Document
    from data.model.workplace import Person
    from data.rules.catalogue import Rule
    from data.rules.result import Result


_HERE: Final = f"{Workplace.kind}:{WORKPLACE_ID}"
_EMPLOYER: Final = frozenset({Role.CHAIR, Role.MANAGER})
_AWAY: Final = "absent_until"
_ELECTED: Final = "elected_on"
"""Fields that mend what is found."""

SMALL_COMMITTEE: Final = 2
"""With so many groups or fewer, all their members are the committee."""

PREPARED_MONTHS: Final = 3
"""Months before a change in which nearness may have been considered for it (our reading)."""

ELECTED: Final = 2
"""Supervisors, and representatives, that more groups choose for the committee."""


def levels(document: Document, today: date, rule: Rule) -> Result:
    """R05: one level from 10 employees, two from 35."""
    return _organised(document, today, rule, _("The organisation fits the number of employees."))


def groups(document: Document, today: date, rule: Rule) -> Result:
    """R06: each group one supervisor and one representative."""
    if not _bodies(document, BodyLevel.GROUP):
        return rests(rule, _("There are no groups yet; see R05."))
    return _organised(document, today, rule, _("Each group is one supervisor and one elected."))


def committee(document: Document, today: date, rule: Rule) -> Result:
    """R07: the members of the groups, or two and two, and a chair."""
    if not _bodies(document, BodyLevel.COMMITTEE):
        return rests(rule, _("There is no committee yet; see R05."))
    return _organised(document, today, rule, _("The committee is correctly composed."))


def terms(document: Document, today: date, rule: Rule) -> Result:
    """R12: every term of office is running. The law asks for no date: one not known is advice."""
    elected = representatives(document, today)
    if not elected:
        return rests(rule, _("There are no work-environment representatives."))
    deadlines = sorted(next_terms(document, today, rule), key=lambda each: each.due)
    seen = [_term_told(person) for person in elected]
    findings = _found(document, today, rule)
    fine = _("All terms of office are current.")
    if any(person.elected_on is None for person in elected):
        fine = _("All terms of office with a recorded beginning are current.")
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def long_absences(document: Document, today: date, rule: Rule) -> Result:
    """R13: a representative who is away for four months or more may be replaced."""
    elected = representatives(document, today)
    if not elected:
        return rests(rule, _("There are no work-environment representatives."))
    findings = []
    for person in elected:
        begun, until = person.absent_from, person.absent_until
        if begun is None or (until is not None and until < today):
            continue
        # Where nobody knows until when, it has lasted until today and goes on.
        if (until or today) >= months_after(begun, rule.numbers["months"]):
            text = _("{name} is away for {n} months or more: a new election may be held.")
            sentence = text.format(name=clean_line(person.name), n=rule.numbers["months"])
            hint = _("Talk about whether to elect somebody new.")
            found = Finding(rule.code, rule.severity, sentence, person.reference, hint, field=_AWAY)
            findings.append(found)
    seen = (
        ngettext("{n} representative was looked at.", "{n} representatives were looked at.",
                 len(elected)).format(n=len(elected)),
    )  # fmt: skip
    return judged(rule, findings, _("No representative is away for that long."), seen=seen)


def nearness(document: Document, today: date, rule: Rule) -> Result:
    """R19: it can be shown that everybody reaches a member."""
    workplace = document.workplace
    day = workplace.nearness_on if workplace is not None else None
    seen = []
    if day is not None:
        seen.append(
            _("Accessibility (the nearness principle) was assessed on {day}.").format(
                day=long_date(day)
            )
        )
    changed = organised_on(document, today)
    if changed is not None:
        sentence = _("The organisation was set up or last changed on {day}.")
        seen.append(sentence.format(day=long_date(changed)))
    findings = _found(document, today, rule)
    return judged(rule, findings, _("It is written down how members are reached."), seen=seen)


def organisation_known(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R29: it is written where the employees can see the plan of the organisation."""
    workplace = document.workplace
    place = clean_line(workplace.organisation_place) if workplace is not None else ""
    findings = []
    if not place:
        text = _("There is no record of where everybody can see the plan of the organisation.")
        hint = _("Hang up who sits in it and how they are reached, and write where.")
        found = Finding(rule.code, rule.severity, text, _HERE, hint, field="organisation_place")
        findings.append(found)
    fine = _("The plan of the organisation can be seen here: {place}.")
    return judged(rule, findings, fine.format(place=place.rstrip(".")))


def top_represented(document: Document, today: date, rule: Rule) -> Result:
    """R30: somebody who sits in the organisation can decide for the employer."""
    here = [person for person in people(document, today) if sits(person, today)]
    if not any(person.roles for person in here):
        return rests(rule, _("Nobody is written down with a role."))
    findings = []
    if not any(person.decides or not _EMPLOYER.isdisjoint(person.roles) for person in here):
        text = _("Nobody in the organisation speaks for top management.")
        hint = _("Give somebody who can decide for the employer a seat.")
        findings.append(Finding(rule.code, rule.severity, text, _HERE, hint))
    return judged(rule, findings, _("Top management is represented."))


def _bodies(document: Document, level: BodyLevel) -> list[Body]:
    return [body for body in document.all(Body) if body.level is level]


def _found(document: Document, today: date, rule: Rule) -> list[Finding]:
    return [finding for finding in organisation(document, today) if finding.code == rule.code]


def _organised(document: Document, today: date, rule: Rule, fine: str) -> Result:
    workplace = document.workplace
    number = workplace.employees if workplace is not None else 0
    here = len(people(document, today))
    seen = (
        ngettext("{n} employee.", "{n} employees.", number).format(n=number),
        ngettext("{n} person is written down.", "{n} people are written down.", here).format(
            n=here
        ),
    )
    return judged(rule, _found(document, today, rule), fine, seen=seen)


def _term_told(person: Person) -> str:
    name, ends = clean_line(person.name), term_ends(person)
    if person.elected_on is None or ends is None:
        return _("{name}: no day of election is written down.").format(name=name)
    sentence = _("{name}: elected on {day}, the term ends on {ends}.")
    return sentence.format(name=name, day=long_date(person.elected_on), ends=long_date(ends))


def organisation(document: Document, today: date) -> tuple[Finding, ...]:
    """What is missing, weightiest first; nothing when all is in place or nothing is set up."""
    workplace = document.workplace
    if workplace is None:
        return ()
    match workplace.profile:
        case Profile.MED:
            findings = [*facts_missing(workplace), *_terms(document, today)]
        case Profile.AMO:
            findings = [
                *_one_level(document, today),
                *_terms(document, today),
                *_nearness(document, workplace, today),
            ]
        case Profile.AMO_TWO_LEVELS:
            findings = [
                *_two_levels(document, today),
                *_terms(document, today),
                *_nearness(document, workplace, today),
            ]
        case _:
            findings = []
    findings = [not_yet(document, today, finding) for finding in findings]
    return tuple(sorted(findings, key=lambda finding: WEIGHTS[finding.severity]))


def what_changes(before: Profile, after: Profile) -> str:
    """What another size or regime means, in a sentence; empty when the same rules go on.

    Args:
        before: The set of rules so far.
        after: The set of rules from now on.
    """
    if before is after:
        return ""
    if after is Profile.MED:
        return _("From now on your MED agreement decides how the cooperation is organised.")
    if before is Profile.AMO_TWO_LEVELS and after is Profile.AMO:
        sentence = _("With {one} to {most} employees the organisation has one level.")
        return sentence.format(one=AMO_FROM, most=TWO_LEVELS_FROM - 1)
    sentence = {
        Profile.DIRECT: _("With 1 to {n} employees no organisation is needed: you talk directly."),
        Profile.AMO: _("From {one} employees you need a work-environment organisation."),
        Profile.AMO_TWO_LEVELS: _(
            "From {two} employees the organisation has two levels: groups and a committee."
        ),
    }[after].format(n=AMO_FROM - 1, one=AMO_FROM, two=TWO_LEVELS_FROM)
    if before is Profile.MED:
        law = _("From now on the Working Environment Act decides.")
        return f"{law} {sentence}"
    return sentence


def _one_level(document: Document, today: date) -> Iterator[Finding]:
    """10 to 34 employees: at least one supervisor and one representative, and a chair."""
    here = [person for person in people(document, today) if sits(person, today)]
    if not _with(here, Role.SUPERVISOR):
        text = _("The organisation has no supervisor.")
        hint = _("Add one; a manager who also leads the daily work may hold the seat.")
        yield Finding("R05", Severity.LAW, text, _HERE, hint)
    if not _with(here, Role.REPRESENTATIVE):
        text = _("The organisation has no work-environment representative.")
        yield Finding("R05", Severity.LAW, text, _HERE, _("Let the employees elect one."))
    yield from _chair(here, _HERE, "R05")


def _two_levels(document: Document, today: date) -> Iterator[Finding]:
    """35 employees and more: groups of two, and a committee above them."""
    groups = [body for body in document.all(Body) if body.level is BodyLevel.GROUP]
    committees = [body for body in document.all(Body) if body.level is BodyLevel.COMMITTEE]
    if not groups:
        text = _("There are no work-environment groups.")
        hint = _("Make at least one, of a supervisor and a representative.")
        yield Finding("R05", Severity.LAW, text, _HERE, hint)
    if not committees:
        text = _("There is no work-environment committee.")
        hint = _("Make one. It takes care of the work as a whole.")
        yield Finding("R05", Severity.LAW, text, _HERE, hint)
    seated = [members(document, group, today) for group in groups]
    for group, those in zip(groups, seated, strict=True):
        yield from _group(group, those)
    for committee in committees:
        those = members(document, committee, today)
        # With several committees each takes some of the groups, and which is not written down.
        if groups and len(committees) == 1:
            yield from _committee(committee, those, seated)
        yield from _chair(those, committee.reference, "R07")


def _group(group: Body, those: Sequence[Person]) -> Iterator[Finding]:
    """A group is exactly one supervisor and one representative (R06)."""
    supervisors, elected = _with(those, Role.SUPERVISOR), _with(those, Role.REPRESENTATIVE)
    hint = _("Give two people their seat in the group.")
    if len(supervisors) == len(elected) == 1:
        if supervisors[0] is elected[0]:
            text = _("In {group} the same person holds both seats.").format(group=group.name)
            yield Finding("R06", Severity.LAW, text, group.reference, hint)
        return
    text = _("{group} has {supervisors} and {representatives}; one of each is asked for.").format(
        group=group.name,
        supervisors=ngettext("{n} supervisor", "{n} supervisors", len(supervisors)).format(
            n=len(supervisors)
        ),
        representatives=ngettext("{n} representative", "{n} representatives", len(elected)).format(
            n=len(elected)
        ),
    )
    yield Finding("R06", Severity.LAW, text, group.reference, hint)


def _committee(
    committee: Body, those: Sequence[Person], groups: Sequence[Sequence[Person]]
) -> Iterator[Finding]:
    """Up to two groups: all their members; more: two supervisors and two representatives (R07)."""
    inside = {person.id for person in those}
    if len(groups) <= SMALL_COMMITTEE:
        outside = [p for group in groups for p in group if p.id not in inside]
        for person in dict.fromkeys(outside):
            text = _("{name} has a seat in a group but not in {committee}.").format(
                name=person.name, committee=committee.name
            )
            hint = _("With one or two groups all their members are the committee.")
            yield Finding("R07", Severity.LAW, text, person.reference, hint, field="bodies")
        return
    grouped = {person.id for group in groups for person in group}
    chosen = [person for person in those if person.id in grouped]
    counts = len(_with(chosen, Role.SUPERVISOR)), len(_with(chosen, Role.REPRESENTATIVE))
    if counts == (ELECTED, ELECTED):
        return
    values = {
        "committee": committee.name,
        "supervisors": counts[0],
        "representatives": counts[1],
    }
    if min(counts) < ELECTED:
        text = _(
            "{committee} has {supervisors} supervisors and {representatives} representatives from "
            "the groups; two of each are asked for."
        )
        hint = _("With more than two groups each side elects two among themselves.")
        yield Finding("R07", Severity.LAW, text.format(**values), committee.reference, hint)
        return
    text = _(
        "{committee} has {supervisors} supervisors and {representatives} representatives from the "
        "groups: more than the two of each that are asked for."
    )
    hint = _("A larger committee is lawful; see that both sides still carry equal weight.")
    yield Finding("R07", Severity.ADVICE, text.format(**values), committee.reference, hint)


def _chair(those: Sequence[Person], target: str, code: str) -> Iterator[Finding]:
    if not any(person.decides or not _EMPLOYER.isdisjoint(person.roles) for person in those):
        text = _("Nobody chairs on the employer's behalf.")
        hint = _("Add the employer or somebody who may decide, as chair.")
        yield Finding(code, Severity.LAW, text, target, hint)


def _terms(document: Document, today: date) -> Iterator[Finding]:
    """Terms that are over or end soon, and elections nobody wrote down (R12)."""
    for person in representatives(document, today):
        term_of_office = term(person, today)
        ends = long_date(term_of_office.ends) if term_of_office.ends else ""
        if term_of_office.state is TermState.OVER:
            text = _("The term of {name} ended on {day}.").format(name=person.name, day=ends)
            hint = _("Hold an election and write down the day.")
            yield Finding("R12", Severity.LAW, text, person.reference, hint, field=_ELECTED)
        elif term_of_office.state is TermState.ENDING:
            text = _("The term of {name} ends on {day}.").format(name=person.name, day=ends)
            hint = _("Plan an election now.")
            yield Finding(
                "R12", Severity.ADVICE, text, person.reference, hint, soon=True, field=_ELECTED
            )
        elif term_of_office.state is TermState.UNKNOWN:
            text = _("There is no record of when {name} was elected.").format(name=person.name)
            hint = _("Write the day, and AMIS says in good time when the term ends.")
            yield Finding("R12", Severity.ADVICE, text, person.reference, hint, field=_ELECTED)


def _nearness(document: Document, workplace: Workplace, today: date) -> Iterator[Finding]:
    """That everybody can reach a member is considered when it must be, and can be shown (R19).

    The order asks for it when the organisation is set up and at major changes, since 2024. That
    the next discussion is the last day for it is our reading.
    """
    written = bool(workplace.nearness.strip())
    day = organised_on(document, today)
    if day is None:
        if not written or workplace.nearness_on is None:
            text = _("There is no record of when the organisation was set up or last changed.")
            hint = _(
                "Write the day: from then on you must be able to show how members are reached."
            )
            yield Finding("R19", Severity.ADVICE, text, _HERE, hint, field="organised_on")
        return
    looked_at = workplace.nearness_on
    if rule_on("R19", day) is None:
        return
    if written and looked_at is not None and months_after(looked_at, PREPARED_MONTHS) >= day:
        return
    due = nearness_by(document, day, today)
    field = "nearness_on" if written else "nearness"
    text = _("It is not shown how everybody reaches a member since the change on {day}.")
    hint = _("Write how members are reached, also on other shifts, and the day you looked at it.")
    sentence = text.format(day=long_date(day))
    if due < today:
        yield Finding("R19", Severity.LAW, sentence, _HERE, hint, field=field)
        return
    by = _("Do it by the next discussion, {day} (our reading).").format(day=long_date(due))
    yield Finding("R19", Severity.ADVICE, sentence, _HERE, f"{hint} {by}", soon=True, field=field)


def _with(those: Sequence[Person], role: Role) -> list[Person]:
    return [person for person in those if role in person.roles]
