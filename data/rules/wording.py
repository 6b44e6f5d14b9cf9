"""The rules in words, in the language in use: for the screens and the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.content.library import rule_texts
from data.dates.labels import long_date
from data.i18n import _, language
from data.model.profile import Profile
from data.rules.catalogue import UnderMed
from data.rules.finding import Severity

if TYPE_CHECKING:
    from datetime import date

    from data.content.types import RuleText
    from data.rules.catalogue import Rule, RuleSource


def words(rule: Rule) -> RuleText:
    """The title of a rule, what it looks at and what to do."""
    return rule_texts(language()).rules[rule.text]


def source_name(source: RuleSource) -> str:
    """What a source is called."""
    return rule_texts(language()).sources[source.id]


def sources_told(rule: Rule) -> tuple[str, ...]:
    """The names of where the rule can be read."""
    return tuple(map(source_name, rule.sources))


def since_told(rule: Rule) -> str:
    """Since when the version holds, as a sentence; advice holds without a day."""
    if rule.severity is Severity.ADVICE:
        return _("Good advice, and not a duty.")
    day = long_date(rule.valid_from)
    sentence = _("Has held since at least {day}.") if rule.at_least else _("Holds from {day}.")
    return sentence.format(day=day)


def read_told(source: RuleSource, today: date) -> str:
    """When a source was read; more than a year ago is said. Nothing of our own advice."""
    if not source.address:
        return ""
    day = long_date(source.read_on)
    if source.stale(today):
        return _("read on {day}: more than a year ago, so look whether it still holds").format(
            day=day
        )
    return _("read on {day}").format(day=day)


def med_told(rule: Rule, profile: Profile) -> str:
    """What a MED agreement does to the rule, as a sentence; empty without an agreement."""
    if profile is not Profile.MED:
        return ""
    sentences = {
        UnderMed.HOLDS: _("Holds under the MED agreement too."),
        UnderMed.READING: _("Holds under the MED agreement too, as we read it."),
        UnderMed.AGREEMENT: _("Here the MED agreement decides instead of the law."),
        UnderMed.REPLACED: _("The MED agreement takes its place."),
        UnderMed.ONLY: _("Asked of you because you have a MED agreement."),
    }[rule.med]
    return " ".join(filter(None, [sentences, words(rule).med]))
