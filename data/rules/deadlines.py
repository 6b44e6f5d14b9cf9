"""The days on which the rules ask for something; the formulas and the clocks both read them here.

Nothing here reads the content's texts, since the first screen and the login message wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.dates.arithmetic import LAST_DAY, add_months, local_day
from data.dates.labels import long_date
from data.facts.meetings import latest_held, with_competence
from data.facts.organised import begins_by, next_discussion_by
from data.facts.people import sits, term_ends
from data.facts.training import MISSING, open_clocks
from data.facts.training import members as training_members
from data.i18n import _
from data.model.choices import ActionStatus, MeetingState, Role, TrainingForm
from data.model.discussion import Discussion, Note
from data.model.plan import Action, Condition
from data.model.profile import Profile
from data.model.status import StatusEntry, StatusMeeting
from data.model.workplace import WORKPLACE_ID, Person, Workplace
from data.rules.catalogue import rule_on
from data.rules.finding import Finding, Severity
from data.rules.result import Deadline
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule

HERE: Final = f"{Workplace.kind}:{WORKPLACE_ID}"


def all_deadlines(
    document: Document, today: date, left: frozenset[str] = frozenset()
) -> Iterator[Deadline]:
    """Every day that a rule gives, for the rules that concern the workplace; in no order.

    Args:
        document: the workplace's document.
        today: the day that counts.
        left: the rules that are not asked.
    """
    workplace = document.workplace
    if workplace is None:
        return
    for code, deadlines in _ALL.items():
        rule = rule_on(code, today) if code not in left else None
        if rule is not None and workplace.profile in rule.profiles:
            yield from deadlines(document, today, rule)


def months_after(day: date, months: int) -> date:
    """The same day some months on, the month's last where it is shorter; never past the calendar.

    One year from 29 February is 28 February.
    """
    try:
        return min(add_months(day, months), LAST_DAY)
    except ValueError:
        return LAST_DAY


def year_missed(last: date, today: date) -> bool:
    """Whether a whole calendar year has gone by since: the Act says every year, and no more.

    Twelve months to the day is how the authority has looked at it, and prudence.
    """
    return today.year > last.year + 1


def next_discussion(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R01: the day the next discussion must have been held; nothing before the first one."""
    latest = latest_held(document, today)
    if latest is not None and latest.held_on is not None:
        due = next_discussion_by(document, today) or LAST_DAY
        title = _("Next annual discussion")
        yield Deadline("R01", title, due, latest.reference, rule.numbers["warn"])


def latest_competence(document: Document, today: date) -> Discussion | None:
    """The latest discussion at which training and expertise were taken up."""
    held = [
        (d.held_on, d.number, d)
        for d in with_competence(document)
        if d.held_on is not None and d.held_on <= today
    ]
    return max(held, key=lambda each: each[:2])[2] if held else None


def big_enough(document: Document, rule: Rule) -> bool:
    """Whether there are as many employees as the rule asks for; an unknown number is enough."""
    workplace = document.workplace
    number = workplace.employees if workplace is not None else 0
    return not number or number >= rule.numbers["employees"]


def next_competence(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R18: where it does not fall on the day of the next discussion."""
    if not big_enough(document, rule):
        return
    latest, begins = latest_competence(document, today), competence_begins_by(document, today, rule)
    if begins is not None:
        latest = latest_held(document, today) or latest
    if latest is None or latest.held_on is None:
        return
    due = begins or months_after(latest.held_on, rule.numbers["months"])
    whole = rule_on("R01", today)
    same = {d.due for d in next_discussion(document, today, whole)} if whole else set()
    if due not in same:
        title = _("Next discussion of training and expertise")
        yield Deadline("R18", title, due, latest.reference, rule.numbers["warn"])


def competence_begins_by(document: Document, today: date, rule: Rule) -> date | None:
    """The day a duty to discuss training that came with the size is first due; None otherwise.

    With ten employees the duty begins, and is met at the next discussion.
    """
    taken_up, latest = latest_competence(document, today), latest_held(document, today)
    if taken_up is not None and latest is not None and latest.id == taken_up.id:
        return None
    if latest is not None and _held_small(latest, rule):
        due = next_discussion_by(document, today)
        return due if due is not None and due >= today else None
    return begins_by(document, today, rule.code)


def _held_small(latest: Discussion, rule: Rule) -> bool:
    """Whether the discussion was held by so few that nobody asked for training and expertise."""
    return latest.profile is Profile.DIRECT or 0 < latest.employees < rule.numbers["employees"]


def not_yet(document: Document, today: date, finding: Finding) -> Finding:
    """A finding about a duty that came with a crossed threshold is no breach before its day."""
    if finding.severity is not Severity.LAW:
        return finding
    due = begins_by(document, today, finding.code)
    if due is None:
        return finding
    hint = _("It is to be in place by the next discussion, {day} (our reading).")
    told = f"{finding.hint} {hint.format(day=long_date(due))}"
    return replace(finding, severity=Severity.ADVICE, hint=told, soon=True)


def next_terms(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R12: the day each representative's term ends."""
    for person in representatives(document, today):
        ends = term_ends(person)
        if ends is not None:
            title = _("Election: the term of {name}").format(name=clean_line(person.name))
            yield Deadline("R12", title, ends, person.reference, rule.numbers["warn"])


def representatives(document: Document, today: date) -> tuple[Person, ...]:
    """Those elected who sit today, oldest number first; a successor does not sit yet."""
    return tuple(
        person
        for person in document.all(Person)
        if Role.REPRESENTATIVE in person.roles and sits(person, today)
    )


def next_assessments(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R14: three years from the latest look at each condition, or the day something changed."""
    for condition in document.all(Condition):
        due = assessment_due(condition, today, rule)
        if due is not None:
            title = _("APV: {condition}").format(condition=clean_line(condition.title))
            yield Deadline("R14", title, due, condition.reference, rule.numbers["warn"])


def assessment_due(condition: Condition, today: date, rule: Rule) -> date | None:
    """The day a condition must be looked at again; None when no day is known.

    After an important change it is taken up again without delay. The order sets no number of
    days; that three months are the most is our reading.
    """
    due = last_assessment_day(condition, rule)
    changed = open_change(condition, today)
    if changed is not None:
        after = months_after(changed, rule.numbers["change_months"])
        return min(after, due) if due is not None else after
    return due


def last_assessment_day(condition: Condition, rule: Rule) -> date | None:
    """The last day of the three years; None when it is not known when it was assessed."""
    assessed = condition.assessed_on
    return months_after(assessed, rule.numbers["months"]) if assessed is not None else None


def open_change(condition: Condition, today: date) -> date | None:
    """The day of an important change after which the condition has not been looked at again."""
    changed = condition.change_on
    if changed is None or changed > today:
        return None
    seen = condition.assessed_on is not None and condition.assessed_on >= changed
    return None if seen else changed


def next_renegotiation(document: Document, _today: date, rule: Rule) -> Iterator[Deadline]:
    """R20: the day the agreement is renegotiated."""
    workplace = document.workplace
    if workplace is not None and workplace.agreement_renegotiation is not None:
        title, due = _("Renegotiate the MED agreement"), workplace.agreement_renegotiation
        yield Deadline("R20", title, due, HERE, rule.numbers["warn"])


def next_effects(document: Document, _today: date, rule: Rule) -> Iterator[Deadline]:
    """R22: the day the effect of each action that is done is to be judged."""
    for action in document.all(Action):
        due = effect_due(action)
        if due is not None:
            title = _("Evaluate the effect of {code} {measure}")
            sentence = title.format(code=action.code, measure=clean_line(action.measure))
            yield Deadline("R22", sentence, due, action.reference, rule.numbers["warn"])


def effect_due(action: Action) -> date | None:
    """The day an effect is to be judged: of what is done and has no answer yet."""
    if action.status is not ActionStatus.DONE or action.effect is not None:
        return None
    return action.effect_due or action.follow_up


def latest_status(document: Document, today: date) -> StatusMeeting | None:
    """The status meeting held last."""
    held = [
        (m.held_on, m.number, m)
        for m in document.all(StatusMeeting)
        if m.held_on is not None and m.held_on <= today and m.state is not MeetingState.PLANNED
    ]
    return max(held, key=lambda each: each[:2])[2] if held else None


def next_status(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R26: a status meeting before the next discussion, as long as none has been held."""
    latest = latest_held(document, today)
    if latest is None or latest.held_on is None:
        return
    meeting = latest_status(document, today)
    if meeting is not None and meeting.held_on is not None and meeting.held_on >= latest.held_on:
        return
    due = next_discussion_by(document, today) or LAST_DAY
    if latest.next_on is not None and today <= latest.next_on < due:
        due = latest.next_on
    title = _("Status meeting before the next discussion")
    yield Deadline("R26", title, due, latest.reference, rule.numbers["warn"])


def next_reviews(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R27: the day each risk that is there for good must have been talked about again."""
    risks = tuple(action for action in document.all(Action) if action.permanent)
    spoken = reviewed(document, risks, today) if risks else {}
    for action in risks:
        due = months_after(spoken[action.id], rule.numbers["months"])
        title = _("Talk about {code} {measure} (permanent risk)")
        sentence = title.format(code=action.code, measure=clean_line(action.measure))
        yield Deadline("R27", sentence, due, action.reference, rule.numbers["warn"])


def reviewed(document: Document, risks: tuple[Action, ...], today: date) -> Mapping[str, date]:
    """The day each action was talked about last, by its id: first when it was written down."""
    latest = {action.id: local_day(action.created_at) for action in risks}
    days = {m.id: m.held_on for m in document.all(StatusMeeting)}
    for entry in document.all(StatusEntry):
        held = days.get(entry.meeting or "")
        if entry.action in latest and entry.talked_about and held is not None and held <= today:
            latest[entry.action] = max(latest[entry.action], held)
    for note in document.all(Note):
        kind, _sep, identity = note.about.partition(":")
        if kind == Action.kind and identity in latest:
            latest[identity] = max(latest[identity], local_day(note.created_at))
    return latest


def after_remark(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
    """R28: three months from an inspector's remark, as long as no discussion has been held."""
    workplace = document.workplace
    if workplace is None or workplace.remark_on is None or workplace.remark_on > today:
        return
    latest = latest_held(document, today)
    if latest is None or latest.held_on is None or latest.held_on < workplace.remark_on:
        due = months_after(workplace.remark_on, rule.numbers["months"])
        title = _("Hold the overdue discussion the inspector asked for")
        yield Deadline("R28", title, due, HERE, rule.numbers["warn"])


def next_trainings(form: TrainingForm) -> Callable[[Document, date, Rule], Iterator[Deadline]]:
    """R08 to R10: the day each member's course or offer of one form must be there."""

    def found(document: Document, today: date, rule: Rule) -> Iterator[Deadline]:
        for person in training_members(document, today):
            for clock in open_clocks(document, person, today):
                if clock.form is form and clock.state in MISSING:
                    title = f"{clean_line(person.name)}: {clock.title}"
                    warn = rule.numbers["warn"]
                    yield Deadline(rule.code, title, clock.due, person.reference, warn)

    return found


_ALL: Final = {
    "R01": next_discussion,
    "R08": next_trainings(TrainingForm.COMPULSORY),
    "R09": next_trainings(TrainingForm.FIRST_YEAR),
    "R10": next_trainings(TrainingForm.LATER_YEAR),
    "R12": next_terms,
    "R14": next_assessments,
    "R18": next_competence,
    "R20": next_renegotiation,
    "R22": next_effects,
    "R26": next_status,
    "R27": next_reviews,
    "R28": after_remark,
}
