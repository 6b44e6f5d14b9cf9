"""The steps of the analysis: gather, choose, secure backing, find the way to learn.

A step says what it asks, which rows there are, and what Enter does on one of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.commands.competence import ChooseFocus, GatherChallenges
from data.content.competence_texts import STEPS, competence_texts, fitting_forms
from data.dates.labels import short_date
from data.edits.records import SetField, SetFields
from data.facts.competence import focus_areas
from data.facts.people import people
from data.i18n import _, language, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.model.competence import Challenge, FocusArea
from data.text import shorten
from data.views.competence_analysis import candidates, finished, is_chosen, ranked
from screens.dialogs.pick import NEW, PickPrompt
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt, TickPrompt
from screens.drawing.glyphs import glyphs
from screens.keys.names import key_name
from screens.shared.fields import edit_field
from screens.shared.note import open_to_all
from screens.widgets.empty import HintRow, empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.document import Document
    from screens.frame.desk import Desk

_MOST_FOCUS: Final = 3
"""More focus areas than this are too many for a year; it is said, not forbidden."""
_MOST_WEIGHT: Final = 9
"""The heaviest a challenge can be."""
_NAME: Final = 40
"""Characters of a focus area's name in a question about it."""


class AnalysisStep(ABC):
    """One step of the analysis."""

    id: ClassVar[str]
    """Its name among the texts."""
    own_keys: ClassVar[frozenset[str]] = frozenset()
    """Actions the key bar names in this step only; they work in the others all the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, document: Document) -> Iterator[Row]:
        """What the step asks, what there is, and what can be done."""
        texts = competence_texts(language()).steps
        text = texts[STEPS.index(self.id)]
        way = f" {glyphs().pointer} ".join(
            f"{number}. {step.title}" if step.id != self.id else f"[{number}. {step.title}]"
            for number, step in enumerate(texts, 1)
        )
        yield Row("way", way, tone=Tone.DIM, selectable=False)
        yield Row("gap.way", selectable=False)
        yield Row("question", text.question, tone=Tone.HEAD, wrap=True, selectable=False)
        yield Row("hint", text.hint, tone=Tone.DIM, wrap=True, selectable=False)
        yield Row("gap.rows", selectable=False)
        own = list(self._own_rows(document))
        yield from own or [empty("none", self._nothing())]
        yield Row("gap.end", selectable=False)
        yield from self._ending(document)

    @abstractmethod
    def _own_rows(self, document: Document) -> Iterator[Row]:
        """The challenges or focus areas the step is about."""

    @abstractmethod
    def _nothing(self) -> str:
        """What is said where there are none."""

    def _ending(self, _document: Document) -> Iterator[Row]:
        """What is said below."""
        yield from ()

    @abstractmethod
    async def open(self, record: Challenge | FocusArea) -> None:
        """What Enter does on a row."""


class Gather(AnalysisStep):
    """Write down what is hard, or fetch it from what is written down elsewhere."""

    id = "gather"

    def _own_rows(self, document: Document) -> Iterator[Row]:
        for challenge in ranked(document):
            source = choice_label(challenge.source) if challenge.source else ""
            reference = challenge.reference
            yield Row(
                reference, challenge.text, glyph=glyphs().bullet, meta=source, wrap=True,
                target=RecordTarget(reference),
            )  # fmt: skip

    def _nothing(self) -> str:
        return _(
            "No challenges yet. The plan begins with what is hard. "
            "a: write them down   E: fetch what is in AMIS, or an example"
        )

    async def open(self, record: Challenge | FocusArea) -> None:
        """Reword the challenge."""
        await edit_field(self._desk, record, "text")


class Choose(AnalysisStep):
    """Choose the challenges that become focus areas."""

    id = "choose"
    own_keys = frozenset({"choose_challenge", "weigh"})

    def _own_rows(self, document: Document) -> Iterator[Row]:
        for challenge in ranked(document):
            chosen = is_chosen(challenge)
            reference, text = challenge.reference, f"[{'x' if chosen else ' '}] {challenge.text}"
            weight = _("weight {n}").format(n=challenge.weight)
            tone = Tone.STRONG if chosen else Tone.PLAIN
            yield Row(
                reference, text, meta=weight, wrap=True, tone=tone, target=RecordTarget(reference)
            )

    def _nothing(self) -> str:
        text = _("No challenges yet. Focus areas are chosen among them. {left}: gather them first")
        return text.format(left=key_name("left"))

    def _ending(self, document: Document) -> Iterator[Row]:
        count = len(focus_areas(document))
        if count > _MOST_FOCUS:
            text = _("{n} focus areas are many for one year. Which of them can wait?")
            yield Row("many", text.format(n=count), tone=Tone.ACCENT, wrap=True, selectable=False)

    async def open(self, record: Challenge | FocusArea) -> None:
        """Choose the challenge, or no longer."""
        if isinstance(record, Challenge):
            await choose(self._desk, record)


class _AreaStep(AnalysisStep):
    """A step about the focus areas."""

    def _area_row(self, area: FocusArea, filled: str, missing: str) -> Row:
        sign = glyphs().tick if self._is_done(area) else glyphs().empty
        return Row(
            area.reference, f"{area.code} {area.title}", glyph=sign, meta=filled or missing,
            target=RecordTarget(area.reference),
        )  # fmt: skip

    @abstractmethod
    def _is_done(self, area: FocusArea) -> bool:
        """Whether the area has what the step asks for."""

    def _nothing(self) -> str:
        text = _("No focus areas yet. Each of them is asked about here. {left}: choose them first")
        return text.format(left=key_name("left"))


class Back(_AreaStep):
    """Secure the backing of management."""

    id = "back"

    def _own_rows(self, document: Document) -> Iterator[Row]:
        for area in focus_areas(document):
            yield self._area_row(area, backing(area), _("not yet. Enter: write it down"))
            if area.backing:
                yield Row(f"said.{area.id}", area.backing, indent=4, wrap=True, selectable=False)

    def _is_done(self, area: FocusArea) -> bool:
        return bool(area.backed_by and area.backed_on)

    async def open(self, record: Challenge | FocusArea) -> None:
        """Ask who backs the area, since when, and what was promised."""
        if isinstance(record, FocusArea):
            await ask_backing(self._desk, record)


class FormStep(_AreaStep):
    """Find the form of development that fits."""

    id = "form"

    def _own_rows(self, document: Document) -> Iterator[Row]:
        for area in focus_areas(document):
            form = choice_label(area.form) if area.form else ""
            yield self._area_row(area, form, _("not yet. Enter: find one"))

    def _is_done(self, area: FocusArea) -> bool:
        return bool(area.form)

    def _ending(self, document: Document) -> Iterator[Row]:
        if finished(document):
            text = _("The analysis is done. v: go on to the matrix with tasks and needs")
            yield HintRow("end", text, glyph=glyphs().tick, wrap=True, selectable=False)

    async def open(self, record: Challenge | FocusArea) -> None:
        """Ask what is so, then which form of development."""
        if isinstance(record, FocusArea):
            await find_form(self._desk, record)


def analysis_steps(desk: Desk) -> tuple[AnalysisStep, ...]:
    """The steps in their order."""
    return Gather(desk), Choose(desk), Back(desk), FormStep(desk)


def backing(area: FocusArea) -> str:
    """Who backs a focus area, and since when."""
    day = short_date(area.backed_on) if area.backed_on else ""
    return " ".join(filter(None, [area.backed_by, day]))


# -- what is done in the steps ---------------------------------------------------------------


async def fetch_challenges(desk: Desk) -> None:
    """Take over challenges from what is written down elsewhere."""
    fetchable = candidates(desk.document)
    if not fetchable:
        desk.say(_("There is nothing in AMIS to fetch that is not here already."))
        return
    options = [
        Option(
            str(number),
            candidate.text,
            choice_label(candidate.source) if candidate.source else "",
        )
        for number, candidate in enumerate(fetchable)
    ]
    ticked = await desk.ask(TickPrompt(_("Which of these are challenges?"), options, ()))
    if not ticked:
        return
    taken = tuple((fetchable[int(n)].text, fetchable[int(n)].source) for n in ticked)
    news = ngettext("{n} challenge fetched.", "{n} challenges fetched.", len(taken))
    await desk.run(GatherChallenges(taken), news.format(n=len(taken)))


async def weigh(desk: Desk, challenge: Challenge, by: int) -> None:
    """Make a challenge heavier or lighter."""
    now = challenge.weight
    weight = max(0, min(_MOST_WEIGHT, now + by))
    if weight != now:
        await desk.run(SetField(Challenge.kind, challenge.id, "weight", weight, now))


async def choose(desk: Desk, challenge: Challenge) -> None:
    """Make a challenge a focus area, or no longer."""
    chosen, area = is_chosen(challenge), challenge.focus_area
    change = await desk.run(ChooseFocus(challenge.id, not chosen))
    if change is None:
        return
    kept = change.after.get(FocusArea, area)
    if not chosen:
        desk.say(_("{text} is a focus area now.").format(text=challenge.text))
    elif kept is not None:
        text = _("No longer chosen; {code} stays in the matrix, since it has content.")
        desk.say(text.format(code=kept.code))
    else:
        desk.say(_("No longer a focus area."))


async def ask_backing(desk: Desk, area: FocusArea) -> None:
    """Ask who backs a focus area, since when, and what was promised."""
    title = shorten(area.title, _NAME)
    options = [Option(person.name, person.name) for person in people(desk.document, desk.today)]
    question = _("{area}: who in management backs it?").format(area=title)
    who = await desk.ask(PickPrompt(question, options, value=area.backed_by, new="{text}"))
    if who is None:
        return
    question = _("{area}: when did they say so?").format(area=title)
    day = await desk.ask(DatePrompt(question, desk.today, area.backed_on or desk.today))
    if day is None:
        return
    question = _("{area}: what was promised, in time and money?").format(area=title)
    place = f"{area.reference}.backing"
    prompt = TextPrompt(question, area.backing, accept=open_to_all, drafts=desk.drafts, place=place)
    words = await desk.ask(prompt)
    if words is None:
        return
    values: dict[str, Any] = {
        "backed_by": who.removeprefix(NEW),
        "backed_on": day.day,
        "backing": words,
    }
    await desk.run(SetFields(FocusArea.kind, area.id, values), _("Saved."))


async def find_form(desk: Desk, area: FocusArea) -> None:
    """Ask what is so, then which form of development; those that fit best come first."""
    texts = competence_texts(language())
    title = shorten(area.title, _NAME)
    options = [Option(question.id, question.question) for question in texts.questions]
    asked = _("{area}: what is so?").format(area=title)
    ticked = await desk.ask(TickPrompt(asked, options, ()))
    if ticked is None:
        return
    forms = fitting_forms(texts.questions, ticked)
    asked = _("{area}: how do you learn it? The best fit comes first").format(area=title)
    options = [Option(str(f), choice_label(f), texts.forms[f].hint) for f in forms]
    answer = await desk.ask(ChoicePrompt(asked, options))
    if answer is not None:
        form = DevelopmentForm(answer)
        await desk.run(SetField(FocusArea.kind, area.id, "form", form, area.form), _("Saved."))
