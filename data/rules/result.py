"""What a rule says about a document on a day: the verdict, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import N_, _
from data.rules.finding import WEIGHTS, Finding, Severity
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.rules.catalogue import Rule


class Verdict(StrEnum):
    """What became of a check."""

    FAILS = "fails"
    HOLDS = "holds"
    RESTS = "rests"
    """It does not apply here, or there is nothing yet to hold it against."""


_LABELS: Final = {
    Verdict.FAILS: N_("something is missing"),
    Verdict.HOLDS: N_("in place"),
    Verdict.RESTS: N_("not relevant now"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something must have been done."""

    code: str
    """The rule's."""
    title: str
    """What must have been done, translated; may hold what people typed."""
    due: date
    target: str
    """`kind:id` of the record it is about."""
    warn: int = 60
    """Days before, from which it is said."""


@dataclass(frozen=True, slots=True)
class Result:
    """One rule held against a document; it explains itself."""

    rule: Rule
    verdict: Verdict
    said: str
    """How it stands: a sentence, translated."""
    seen: tuple[str, ...] = ()
    """What was looked at, with its dates: sentences, translated."""
    found: tuple[Finding, ...] = ()
    """What is missing or will be; lighter things may be found although the rule holds."""
    deadlines: tuple[Deadline, ...] = ()

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What is missing today."""
        return tuple(finding for finding in self.found if not finding.soon)

    @property
    def severity(self) -> Severity:
        """The weight of what is missing: no heavier than what was found; else the rule's own."""
        weights = [finding.severity for finding in self.missing]
        return min(weights, key=WEIGHTS.__getitem__, default=self.rule.severity)

    @property
    def target(self) -> str:
        """`kind:id` of the record to go to; empty when there is none."""
        if self.found:
            return self.found[0].target
        return self.deadlines[0].target if self.deadlines else ""

    @property
    def field(self) -> str:
        """The field of that record that mends it; empty where it is no single one."""
        return self.found[0].field if self.found else ""

    @property
    def todo(self) -> str:
        """What to do, as a sentence; empty when nothing is to be done."""
        return self.found[0].hint if self.found else ""

    @property
    def verdict_label(self) -> str:
        """The verdict in words, in the language in use."""
        return _(_LABELS[self.verdict])


def rests(rule: Rule, why: str, *seen: str) -> Result:
    """A rule that does not apply, with the reason as a sentence."""
    return Result(rule, Verdict.RESTS, why, seen)


def judged(
    rule: Rule,
    found: Iterable[Finding],
    fine: str,
    *,
    seen: Iterable[str] = (),
    deadlines: Iterable[Deadline] = (),
) -> Result:
    """A rule that fails when something of its own weight is missing.

    Args:
        rule: the version of the rule that counts.
        found: everything found, lighter things and what is soon missing too.
        fine: what to say when nothing is missing.
        seen: what was looked at.
        deadlines: the days the rule gives, the earliest first.
    """
    found = tuple(found)
    # A reading of the law is a matter of the law, and no advice.
    least = max(WEIGHTS[rule.severity], WEIGHTS[Severity.READING])
    failing = [f for f in found if not f.soon and WEIGHTS[f.severity] <= least]
    verdict = Verdict.FAILS if failing else Verdict.HOLDS
    sentence = failing[0].text if failing else fine
    return Result(rule, verdict, sentence, tuple(seen), found, tuple(deadlines))
