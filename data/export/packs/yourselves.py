"""What is missing, on a sheet of its own: for the workplace itself, not for an inspector.

It names no absence of anybody, so that it can lie on a table in a meeting.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from data.export.text.markdown import address, heading, inside, item, joined, strong, table
from data.export.text.parts import bullets, listed, made_on
from data.i18n import _, ngettext
from data.rules.catalogue import sources
from data.rules.finding import Finding, Severity, severity_label
from data.rules.judgement import judge, missing
from data.rules.result import Verdict
from data.rules.wording import read_told, source_name, sources_told, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import RuleSource
    from data.rules.result import Result

_UNSAID: Final = frozenset({"R13"})
"""Rules whose results name who is away: nobody's absence leaves the house on paper."""

_DUTY: Final = frozenset({Severity.LAW, Severity.AGREEMENT, Severity.READING})


def for_yourselves(document: Document, *, today: date) -> str:
    """The sheet in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: the workplace's document.
        today: the day it is made; what is missing is missing on that day.
    """
    results = tuple(r for r in judge(document, today) if r.rule.code not in _UNSAID)
    return joined(
        (
            heading(1, _("For yourselves")),
            inside(_("This sheet is for you. It is no part of what you show at an inspection.")),
            heading(2, _("What is missing")),
            *_missing(results),
            *_soon(results),
            heading(2, _("The rules one by one")),
            _rules(results, today),
            "---",
            made_on(today),
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
    provision = words(result.rule).provision.rstrip(".")
    source = ", ".join(filter(None, [provision, *sources_told(result.rule)[:1]]))
    return f"{sentence} {finding.hint} {_('Source: {source}.').format(source=source)}"


def _soon(results: Sequence[Result]) -> Iterator[str]:
    findings = [finding for result in results for finding in result.found if finding.soon]
    if findings:
        yield strong(_("Soon due:"))
        yield bullets(f"{finding.code}: {finding.text}" for finding in findings)


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
