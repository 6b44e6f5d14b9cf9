"""Does something the group must know hang on one person? R25."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.facts.competence import NeedState, matrix
from data.i18n import _, ngettext
from data.rules.finding import Finding
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.result import Result


def not_one_person(document: Document, today: date, rule: Rule) -> Result:
    """R25: no need that exactly one member reaches the level of."""
    rows = matrix(document, today).rows
    if not rows:
        return rests(rule, _("No skills are written down yet."))
    findings = []
    for row in rows:
        if row.state is NeedState.VULNERABLE:
            text = _("Only one person covers “{need}” ({focus}).").format(
                need=clean_line(row.need.title), focus=clean_line(row.focus.title)
            )
            hint = _("Train a second person, or agree who can help.")
            findings.append(Finding(rule.code, rule.severity, text, row.need.reference, hint))
    seen = (ngettext("{n} need was looked at.", "{n} needs were looked at.", len(rows)).format(
        n=len(rows)
    ),)  # fmt: skip
    return judged(rule, findings, _("No need depends on one person."), seen=seen)
