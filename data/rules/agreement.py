"""Can the MED agreement be shown, and does it say what it must? R20 (order section 25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import AgreementPoint, choice_label
from data.model.workplace import Workplace
from data.rules.deadlines import HERE, next_renegotiation, not_yet
from data.rules.finding import Finding, Severity
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.result import Result


def agreement(document: Document, today: date, rule: Rule) -> Result:
    """R20: written, dated, to be read by employees, and with the five points."""
    workplace = document.workplace
    if workplace is None:
        return rests(rule, _("There is no workplace yet."))
    asked = (*facts_missing(workplace), *_points(workplace, rule))
    findings = [not_yet(document, today, finding) for finding in asked]
    deadlines = tuple(next_renegotiation(document, today, rule))
    findings += [
        Finding(
            rule.code,
            rule.severity,
            _("The agreement is renegotiated on {day}.").format(day=long_date(deadline.due)),
            HERE,
            _("Gather what you want changed about the work environment."),
            soon=True,
            field="agreement_renegotiation",
        )
        for deadline in deadlines
        if 0 <= (deadline.due - today).days <= deadline.warn
    ]
    fine = _("The agreement is written down, can be read, and says what it must.")
    return judged(rule, findings, fine, seen=tuple(_seen(workplace)), deadlines=deadlines)


def facts_missing(workplace: Workplace, *, whole: bool = True) -> Iterator[Finding]:
    """What is not written down about the agreement; that it has a date is no demand of the order.

    The order asks that it is written, can be read by the employees and says certain things
    (section 25).

    Args:
        workplace: whose agreement it is.
        whole: whether what it says is asked for too, or only what shows that there is one.
    """
    asked = (
        (
            "agreement_title",
            workplace.agreement_title,
            _("There is no record of which MED agreement covers you."),
        ),
        (
            "agreement_place",
            workplace.agreement_place,
            _("There is no record of where the agreement can be read."),
        ),
        (
            "agreement_covers",
            workplace.agreement_covers or not whole,
            _("There is no record of what the agreement says."),
        ),
    )
    hint = _("Fill it in under the agreement; it is what you show at an inspection.")
    for name, value, text in asked:
        if not value:
            yield Finding("R20", Severity.LAW, text, HERE, hint, field=name)
    if workplace.agreement_on is None:
        text = _("The agreement has no date.")
        yield Finding("R20", Severity.ADVICE, text, HERE, hint, field="agreement_on")


def _points(workplace: Workplace, rule: Rule) -> Iterator[Finding]:
    hint = _("Look in the agreement, and tick what it says something about.")
    if not workplace.agreement_points:
        text = _("It is not ticked which of the five things the agreement says.")
        yield Finding(rule.code, rule.severity, text, HERE, hint, field="agreement_points")
        return
    for point in AgreementPoint:
        if point not in workplace.agreement_points:
            text = _("Nothing shows that the agreement says {point}.")
            sentence = text.format(point=choice_label(point))
            yield Finding(rule.code, rule.severity, sentence, HERE, hint, field="agreement_points")


def _seen(workplace: Workplace) -> Iterator[str]:
    for name in ("agreement_title", "agreement_place"):
        value = clean_line(getattr(workplace, name))
        if value:
            yield f"{label_of(Workplace, name)}: {value}."
    if workplace.agreement_on is not None:
        day = long_date(workplace.agreement_on)
        yield f"{label_of(Workplace, 'agreement_on')}: {day}."
    number = len(workplace.agreement_points)
    yield ngettext(
        "{n} of five points is ticked.", "{n} of five points are ticked.", number
    ).format(n=number)
