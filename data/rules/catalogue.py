"""The rules as data: number, weight, whom they concern, since when, and where they can be read.

They lie in `data/content/rules.json`; their words in each language's `rules.toml`, which is read
only where they are shown (`data.content.library.rule_texts`).
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months
from data.model.profile import Profile
from data.rules.finding import Severity
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = Path(__file__).parents[1] / "content" / "rules.json"


class UnderMed(StrEnum):
    """What a MED agreement does to a rule."""

    HOLDS = "holds"
    READING = "reading"
    """It holds too, which is our reading of what an agreement cannot take the place of."""
    AGREEMENT = "agreement"
    """The agreement asks for it, instead of the law and at its own interval."""
    REPLACED = "replaced"
    ONLY = "only"
    """The rule is about the agreement."""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule can be read; its name is in the language's `rules.toml`."""

    id: str
    address: str
    """Empty for what is our own advice."""
    read_on: date

    def stale(self, today: date) -> bool:
        """Whether it was read more than a year ago."""
        return add_months(self.read_on, MONTHS_IN_YEAR) < today


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule."""

    code: str
    """R01 to R31."""
    text: str
    """The id of its words."""
    valid_from: date
    at_least: bool
    """Whether it may have held before `valid_from` too: nobody has looked when it began."""
    severity: Severity
    med: UnderMed
    profiles: tuple[Profile, ...]
    """Whom it concerns."""
    sources: tuple[RuleSource, ...]
    formula: str
    """The name of the function that judges it, in `data.rules.judgement`."""
    numbers: Mapping[str, int]
    """Months, days and counts of the formula."""

    def under(self, profile: Profile) -> Rule:
        """The rule as it is for a profile: under MED some are the agreement's instead of the law's.

        Args:
            profile: the profile of the workplace, or of the discussion that is judged.
        """
        if profile is Profile.MED and self.med is UnderMed.AGREEMENT:
            return replace(self, severity=Severity.AGREEMENT)
        if profile is Profile.MED and self.med is UnderMed.READING:
            return replace(self, severity=Severity.READING)
        return self

    def stale(self, today: date) -> bool:
        """Whether one of its sources was read more than a year ago."""
        return any(source.stale(today) for source in self.sources)


@cache
def sources() -> Mapping[str, RuleSource]:
    """Every source by its id."""
    return {
        name: RuleSource(name, facts["address"], date.fromisoformat(facts["read_on"]))
        for name, facts in _content()["sources"].items()
    }


@cache
def versions() -> Mapping[str, tuple[Rule, ...]]:
    """Every version of every rule by its code, the oldest first."""
    by_code: dict[str, list[Rule]] = {}
    for facts in _content()["rules"]:
        by_code.setdefault(facts["code"], []).append(_rule(facts))
    return {
        code: tuple(sorted(rules, key=lambda rule: rule.valid_from))
        for code, rules in sorted(by_code.items())
    }


def codes() -> tuple[str, ...]:
    """The codes of all rules in their order."""
    return tuple(versions())


def rule_on(code: str, day: date) -> Rule | None:
    """The version of a rule that held on a day; None when there was no such rule yet.

    Raises:
        KeyError: there is no rule of that code.
    """
    known = versions()[code]
    held = [rule for rule in known if rule.valid_from <= day]
    if held:
        return held[-1]
    return known[0] if known[0].at_least else None


@cache
def _content() -> Any:
    return json.loads(FILE.read_text("utf-8"))


def _rule(facts: dict[str, Any]) -> Rule:
    return Rule(
        code=facts["code"],
        text=facts.get("text", facts["code"]),
        valid_from=date.fromisoformat(facts["valid_from"]),
        at_least=facts.get("at_least", False),
        severity=Severity(facts["severity"]),
        med=UnderMed(facts["med"]),
        profiles=tuple(map(Profile, facts["profiles"])),
        sources=tuple(sources()[name] for name in facts["sources"]),
        formula=facts["formula"],
        numbers=facts["numbers"],
    )
