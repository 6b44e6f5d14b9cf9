"""The evidence under a MED agreement: what it says, what it replaces, what is shown every year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.content.library import agenda
from data.export.text.markdown import block, bullet, heading, inside, joined
from data.export.text.parts import bullets, fact, listed
from data.facts.agenda import agenda_items
from data.facts.meetings import latest_held
from data.i18n import _, language
from data.model.base import label_of
from data.model.choices import AgreementPoint, choice_label
from data.model.profile import Profile
from data.model.workplace import Workplace
from data.rules.judgement import judge
from data.rules.result import Verdict
from data.rules.wording import words
from data.text import clean_line
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document

_FACTS: Final = (
    "agreement_title", "agreement_on", "agreement_place", "agreement_renegotiation",
    "agreement_interval", "committee_name",
)  # fmt: skip

YEARLY: Final = ("R14", "R15", "R16", "R17", "R18", "R08", "R09", "R10", "R11", "R12")
"""What no agreement takes away, in the order an inspector asks."""


def agreement_evidence(document: Document, today: date) -> str:
    """The page in the language in use, ending in a line break; empty without an agreement.

    Args:
        document: the workplace's document.
        today: the day on which it is judged what is in place.
    """
    workplace = document.workplace
    if workplace is None or workplace.profile is not Profile.MED:
        return ""
    texts = agenda(language()).profiles[Profile.MED]
    sentence = _(
        "The cooperation follows a written MED agreement. This page shows it. The annual "
        "discussion follows the agreement, at its interval and with its own items."
    )
    return joined(
        (
            heading(1, _("The MED agreement")),
            inside(sentence),
            listed(
                fact(label_of(Workplace, name), show_field(document, workplace, name))
                for name in _FACTS
            ),
            heading(2, _("What the agreement says")),
            "\n".join(_point(workplace, point) for point in AgreementPoint),
            block(workplace.agreement_covers),
            heading(2, _("What we discuss under the agreement")),
            bullets(_items(document, today)),
            heading(2, _("The agreement takes the place of")),
            bullets(texts.replaces),
            heading(2, _("Holds all the same")),
            bullets(texts.stands),
            heading(2, _("To show every year all the same")),
            bullets(_yearly(document, today)),
            inside(texts.note),
        )
    )


def _point(workplace: Workplace, point: AgreementPoint) -> str:
    label = choice_label(point)
    name = f"{label[:1].upper()}{label[1:]}"
    if point in workplace.agreement_points:
        return bullet(_("{what}: yes").format(what=name))
    return bullet(_("{what}: not ticked").format(what=name))


def _items(document: Document, today: date) -> Iterator[str]:
    """The agenda of the latest discussion, as it was changed by hand; else the one proposed."""
    latest = latest_held(document, today)
    if latest is not None:
        yield from (clean_line(item.title) for item in agenda_items(document, latest.id))
        return
    for template in agenda(language()).for_profile(Profile.MED):
        yield template.title


def _yearly(document: Document, today: date) -> Iterator[str]:
    results = {result.rule.code: result for result in judge(document, today)}
    for code in YEARLY:
        result = results[code]
        # What is missing is told on the workplace's own sheet: this is what it has to show.
        if result.verdict is not Verdict.HOLDS:
            continue
        line = f"{code} {words(result.rule).title}: {result.verdict_label}"
        yield f"{line}. {result.said}"
