"""What the pages of the first start show: rows to choose between, what an answer means, the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from data.content.library import agenda, sectors, wheel_template
from data.dataclass import replace
from data.dates.labels import month_name
from data.facts.closed import read_weeks, weeks_told
from data.i18n import N_, _, language, ngettext
from data.model.base import specs
from data.model.choices import Regime, choice_label
from data.model.workplace import Workplace
from data.start.questions import (
    SUMMED_UP,
    Answers,
    SetupStep,
    address_of,
    name_and_job,
    split_names,
)
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.shared.field_text import read_text
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.widgets.row import Target


class SetupAnswerTarget(NamedTuple):
    """An answer to the question of the page."""

    value: str


class CorrectTarget(NamedTuple):
    """An answer in the summary, to be changed on its page."""

    step: SetupStep


class NameTarget(NamedTuple):
    """Somebody who was named, to be taken out."""

    number: int
    """Which of the names, from 0."""


class BeginTarget(NamedTuple):
    """Going ahead with what has been answered."""


_BEGIN: Final = "begin"
"""The key of the row of the summary that goes ahead."""

_LABELS: Final = {
    SetupStep.NAME: N_("Workplace"),
    SetupStep.EMPLOYEES: N_("Number of employees"),
    SetupStep.REGIME: N_("Cooperation follows"),
    SetupStep.SECTOR: N_("Sector"),
    SetupStep.START_MONTH: N_("The year starts in"),
    SetupStep.DISCUSSION_MONTH: N_("Annual discussion in"),
    SetupStep.CLOSED_WEEKS: N_("Closed weeks"),
    SetupStep.LEADERS: N_("Leads"),
    SetupStep.COLLEAGUES: N_("Elected"),
}
_LABEL_WIDTH: Final = 22
_MONTHS: Final = range(1, 13)


def page_rows(answers: Answers, step: SetupStep) -> list[Row]:
    """The rows of a page that is answered by choosing."""
    match step:
        case SetupStep.REGIME:
            return _numbered([(str(regime), choice_label(regime), "") for regime in Regime])
        case SetupStep.SECTOR:
            known = sectors(language())
            return _numbered([(sector.id, sector.title, sector.hint) for sector in known])
        case SetupStep.START_MONTH | SetupStep.DISCUSSION_MONTH:
            return _numbered([(str(n), month_name(n), "") for n in _MONTHS])
        case _:
            return _summary(answers)


def suggested(answers: Answers, step: SetupStep) -> str:
    """The key of the row under the cursor to begin with: the answer, or what is usual."""
    return {
        SetupStep.REGIME: str(answers.regime),
        SetupStep.SECTOR: answers.sector,
        SetupStep.START_MONTH: str(answers.start),
        SetupStep.DISCUSSION_MONTH: str(answers.discussion),
    }.get(step, _BEGIN)


def meaning_of_size(answers: Answers, typed: str) -> str:
    """What the number that is being typed leads to; empty while it is none."""
    try:
        employees = read_text(specs(Workplace)["employees"], typed)
    except ValueError:
        return ""
    texts = agenda(language()).profiles[replace(answers, employees=employees).profile]
    return f"{texts.label}. {texts.note}"


def meaning_of_weeks(typed: str) -> str:
    """What is read in the weeks that are being typed; empty while they are none."""
    weeks = read_weeks(typed)
    if weeks is None:
        return ""
    if not weeks:
        return _("You are never closed.")
    return _("Nothing is put on the year wheel in {weeks}.").format(weeks=_closed(typed))


def _closed(written: str) -> str:
    """`week 7-8, 27-31`; empty for none."""
    weeks = read_weeks(written)
    return _("week {weeks}").format(weeks=weeks_told(weeks)) if weeks else ""


def meaning_of_regime(answers: Answers, target: Target) -> str:
    """What the regime under the cursor leads to."""
    regime = Regime(target.value) if isinstance(target, SetupAnswerTarget) else answers.regime
    return agenda(language()).profiles[replace(answers, regime=regime).profile].note


def name_rows(names: Sequence[str]) -> list[Row]:
    """The people named so far: each by name, with the job that was read."""
    rows = []
    for number, person in enumerate(names):
        name, job = name_and_job(person)
        text = f"{number + 1:>2}  {name}"
        said = ", ".join(filter(None, (job, address_of(person))))
        rows.append(Row(str(number), text, meta=said, target=NameTarget(number)))
    return rows


def meaning_of_names(typed: str) -> str:
    """Who is read in what is being typed, where that is not only one name."""
    people = split_names(typed)
    told = [f"{name} ({job})" if job else name for name, job in map(name_and_job, people)]
    if len(people) < 2 and not any(name_and_job(person)[1] for person in people):  # noqa: PLR2004
        return ""
    count = ngettext("{n} person", "{n} people", len(people)).format(n=len(people))
    return f"{count}: {', '.join(told)}"


def _summary(answers: Answers) -> list[Row]:
    rows = [
        Row(
            str(step),
            f"{safe.fit(_label(answers, step), _LABEL_WIDTH)} {_shown(answers, step)}",
            target=CorrectTarget(step),
        )
        for step in SUMMED_UP
    ]
    begin = _("Begin with {name}").format(name=answers.name)
    return [
        *rows,
        Row("gap", selectable=False),
        Row("made", _made(answers), tone=Tone.DIM, wrap=True, selectable=False),
        Row("gap2", selectable=False),
        Row(_BEGIN, begin, tone=Tone.STRONG, target=BeginTarget()),
    ]


def _label(answers: Answers, step: SetupStep) -> str:
    if step is SetupStep.COLLEAGUES and answers.colleagues_field == "staff":
        return _("Colleagues")
    return _(_LABELS[step])


def _shown(answers: Answers, step: SetupStep) -> str:
    titles = {sector.id: sector.title for sector in sectors(language())}
    none = glyphs().dash
    return {
        SetupStep.NAME: answers.name,
        SetupStep.EMPLOYEES: str(answers.employees or 0),
        SetupStep.REGIME: choice_label(answers.regime),
        SetupStep.SECTOR: titles.get(answers.sector, answers.sector),
        SetupStep.START_MONTH: month_name(answers.start),
        SetupStep.DISCUSSION_MONTH: month_name(answers.discussion),
        SetupStep.CLOSED_WEEKS: _closed(answers.closed) or none,
        SetupStep.LEADERS: ", ".join(answers.names(step)) or none,
        SetupStep.COLLEAGUES: ", ".join(answers.names(step)) or none,
    }[step]


def _made(answers: Answers) -> str:
    """What the answers become, in a sentence."""
    wheel = wheel_template(language()).first_wheel(answers.profile, answers.sector)
    people = len(answers.members())
    return _("{forum}. The first year gets {activities}, and {people} written down.").format(
        forum=agenda(language()).profiles[answers.profile].forum,
        activities=ngettext("{n} activity", "{n} activities", len(wheel)).format(n=len(wheel)),
        people=ngettext("{n} person is", "{n} people are", people).format(n=people),
    )


def _numbered(options: Sequence[tuple[str, str, str]]) -> list[Row]:
    """Rows to choose between: each option's value, label and hint."""
    width = max(cell_len(label) for _value, label, _hint in options)
    return [
        Row(
            value,
            f"{number:>2}  {safe.fit(label, width)}  {hint}".rstrip(),
            target=SetupAnswerTarget(value),
        )
        for number, (value, label, hint) in enumerate(options, 1)
    ]
