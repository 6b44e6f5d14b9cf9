"""The rows of the rules: how each stands, and unfolded, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.dates.labels import short_date
from data.i18n import _
from data.rules.finding import severity_label
from data.rules.result import Verdict
from data.rules.wording import med_told, read_told, since_told, source_name, words
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.profile import Profile
    from data.rules.result import Result


class RuleTarget(NamedTuple):
    """A rule; its lines fold and unfold it."""

    code: str


class MissingTarget(NamedTuple):
    """Something a rule misses."""

    code: str
    """The rule's."""
    reference: str
    """`kind:id` of the record where it is put right; empty for none."""
    field: str = ""
    """The field of it that is missing or wrong; empty where it is no single one."""


def rule_rows(
    results: Sequence[Result],
    profile: Profile,
    today: date,
    unfolded: set[str],
    *,
    only_missing: bool,
) -> list[Row]:
    """Every rule, those that are unfolded with what they rest on.

    Args:
        results: of `judge`.
        profile: the workplace's, for what an agreement changes.
        today: the day on which a source's age is told.
        unfolded: codes of the rules to explain.
        only_missing: leave out what is in place and what does not apply.
    """
    rows: list[Row] = []
    for result in sorted(results, key=_weight):
        if only_missing and not result.found:
            continue
        rows.append(_head(result, result.rule.code in unfolded))
        if result.rule.code in unfolded:
            rows += _why(result, profile, today)
    if not rows:
        rows.append(Row("fine", _("Nothing is missing."), glyph=glyphs().tick, selectable=False))
    return rows


_ORDER: Final = (Verdict.FAILS, Verdict.HOLDS, Verdict.RESTS)


def _weight(result: Result) -> tuple[int, bool]:
    """What is missing first, then what is soon or has advice, then all else, by their numbers."""
    return _ORDER.index(result.verdict), not result.found


def _head(result: Result, unfolded: bool) -> Row:
    rule = result.rule
    missing = len(result.missing)
    state = result.verdict_label
    if result.verdict is Verdict.FAILS:
        state = _("{n} missing").format(n=missing)
    elif result.verdict is Verdict.HOLDS and result.found:
        state = _("soon") if all(f.soon for f in result.found) else _("in place, with advice")
    return Row(
        rule.code,
        f"{rule.code}  {words(rule).title}",
        glyph=_GLYPHS[result.verdict](),
        meta=state,
        tone=_tone(result, unfolded),
        target=RuleTarget(rule.code),
    )


_GLYPHS: Final = {
    Verdict.FAILS: lambda: glyphs().warning,
    Verdict.HOLDS: lambda: glyphs().tick,
    Verdict.RESTS: lambda: glyphs().dash,
}


def _tone(result: Result, unfolded: bool) -> Tone:
    if unfolded:
        return Tone.STRONG
    if result.verdict is Verdict.FAILS:
        return Tone.ALERT
    return Tone.DIM if result.verdict is Verdict.RESTS else Tone.PLAIN


def _why(result: Result, profile: Profile, today: date) -> Iterator[Row]:
    """What was looked at, what is missing, what to do, and where it can be read."""
    rule, code = result.rule, result.rule.code
    text = words(rule)
    if result.verdict is not Verdict.FAILS:
        yield _line(code, "said", result.said, strong=True)
    for number, finding in enumerate(result.found):
        yield Row(
            f"{code}.finding{number}",
            finding.text,
            glyph=glyphs().way,
            meta=finding.severity_label if not finding.soon else _("soon"),
            indent=2,
            wrap=True,
            target=MissingTarget(code, finding.target, finding.field),
        )
        # The same advice for several is given once, below the last of them.
        if [after.hint for after in result.found[number + 1 : number + 2]] != [finding.hint]:
            yield _line(code, f"hint{number}", _("Do: {what}").format(what=finding.hint))
    seen = [_("Looks at: {what}").format(what=text.looks_at), *result.seen]
    for number, line in enumerate(seen):
        yield _line(code, f"seen{number}", line)
    for number, deadline in enumerate(result.deadlines):
        yield _line(code, f"due{number}", f"{deadline.title}: {short_date(deadline.due)}")
    if result.verdict is Verdict.FAILS and not result.todo:
        yield _line(code, "todo", _("Do: {what}").format(what=text.todo))
    if text.provision:
        yield _line(code, "provision", text.provision)
    weight = f"{severity_label(rule.severity)}. {since_told(rule)} {med_told(rule, profile)}"
    yield _line(code, "weight", f"{weight[:1].upper()}{weight[1:]}".strip())
    for number, source in enumerate(rule.sources):
        parts = (source_name(source), source.address, read_told(source, today))
        yield _line(code, f"source{number}", f"{', '.join(filter(None, parts))}.")
    yield Row(f"{code}.gap", selectable=False)


def _line(code: str, key: str, text: str, *, strong: bool = False) -> Row:
    # It can be moved to, so that a long explanation is read by going down it.
    tone = Tone.PLAIN if strong else Tone.DIM
    target = RuleTarget(code)
    return Row(f"{code}.{key}", text, indent=2, wrap=True, tone=tone, target=target)
