"""The keys of the analysis: gather, choose, secure backing, find the way to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.commands.competence import ChooseFocus, GatherChallenges
from data.content.competence_texts import STEPS, competence_texts, fitting_forms
from data.edits.records import AddRecord, DeleteRecord, SetField, SetFields
from data.facts.people import people
from data.i18n import N_, _, language, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.model.competence import Challenge, FocusArea
from data.text import clean_line, shorten
from data.views.competence_analysis import candidates, is_chosen, step_reached
from screens.competence.base import View
from screens.competence.developing import Developing
from screens.competence.steps import step_rows
from screens.dialogs.pick import NEW, PickPrompt
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt, TickPrompt
from screens.shared.editing import edit_field
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.model.base import Record

_NAME: Final = 40
_MOST: Final = 9
"""The heaviest a challenge can be."""
_NEEDS_CHALLENGE: Final = frozenset({"choose_challenge", "weigh"})
_ABOUT: Final = N_("Challenges: one a line, Esc when done")


class Analysis(Developing):
    """One step of the analysis at a time."""

    step = ""
    """The step shown; empty until the analysis is opened."""

    @property
    def steps(self) -> RowList:
        """The rows of the step."""
        return self.query_one("#analysis", RowList)

    @property
    def analysed(self) -> Record | None:
        """The challenge or the focus area under the cursor."""
        return self.document.resolve(self.steps.key) if ":" in self.steps.key else None

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        name = action.partition("(")[0]
        if self.view is View.ANALYSIS:
            if name in _NEEDS_CHALLENGE and not isinstance(self.analysed, Challenge):
                return _("There is no challenge here. n: write one down")
            if name in {"edit", "delete"} and self.analysed is None:
                return _("There is nothing here yet.")
        return super().unable(action, *args)

    def show_step(self, select: str | None = None) -> None:
        """Draw the step at hand."""
        if not self.step:
            self.step = step_reached(self.document)
        self.steps.show(tuple(step_rows(self.document, self.step)), select=select)

    def action_step(self, by: int) -> None:
        """To the next step, or the one before; after the last comes the matrix."""
        at = STEPS.index(self.step) + by
        if 0 <= at < len(STEPS):
            self.step = STEPS[at]
            self.show_step()
            self.say("")
            self.tell_keys()
        elif at == len(STEPS):
            self.show_view(View.MATRIX)

    def show_view(self, view: View) -> None:
        """Show another view."""
        raise NotImplementedError

    # -- gathering ---------------------------------------------------------------------------

    def action_new_challenge(self) -> None:
        """Write challenges down, line after line."""
        self.adding = None
        self.dock.begin(_(_ABOUT), "competence.challenge")
        self.set_focus(self.dock.entry)

    def hand_in(self, text: str) -> None:
        """Keep a challenge, or a row of the matrix."""
        if self.adding is None and self.view is View.ANALYSIS:
            self.start(self._keep_challenge(clean_line(text)))
        else:
            super().hand_in(text)

    async def _keep_challenge(self, text: str) -> None:
        command = AddRecord(Challenge.kind, {"text": text})
        if await self.run(command) is not None:
            self.dock.done()
            self.show_step(f"{Challenge.kind}:{command.id}")

    def action_fetch(self) -> None:
        """Take over challenges from what is written down elsewhere."""
        self.start(self._fetch())

    async def _fetch(self) -> None:
        found = candidates(self.document)
        if not found:
            self.say(_("There is nothing in AMIS to fetch that is not here already."))
            return
        options = [
            Option(str(number), one.text, choice_label(one.source) if one.source else "")
            for number, one in enumerate(found)
        ]
        ticked = await self.ask(TickPrompt(_("Which of these are challenges?"), options, ()))
        if not ticked:
            return
        taken = tuple((found[int(n)].text, found[int(n)].source) for n in ticked)
        said = ngettext("{n} challenge fetched.", "{n} challenges fetched.", len(taken))
        await self.run(GatherChallenges(taken), said.format(n=len(taken)))

    # -- choosing ----------------------------------------------------------------------------

    def action_weigh(self, by: int) -> None:
        """Make a challenge heavier or lighter."""
        one = self.analysed
        if not isinstance(one, Challenge):
            self.refuse("weigh")
            return
        weight = max(0, min(_MOST, one.weight + by))
        if weight != one.weight:
            self.start(self.run(SetField(Challenge.kind, one.id, "weight", weight, one.weight)))

    def action_choose_challenge(self) -> None:
        """Make a challenge a focus area, or no longer."""
        one = self.analysed
        if not isinstance(one, Challenge):
            self.refuse("choose_challenge")
            return
        self.start(self._choose(one))

    async def _choose(self, one: Challenge) -> None:
        area = one.focus_area
        change = await self.run(ChooseFocus(one.id, not is_chosen(one)))
        if change is None:
            return
        kept = change.after.get(FocusArea, area)
        if not is_chosen(one):
            self.say(_("{text} is a focus area now.").format(text=one.text))
        elif kept is not None:
            text = _("No longer chosen; {code} stays in the matrix, since it has content.")
            self.say(text.format(code=kept.code))
        else:
            self.say(_("No longer a focus area."))

    # -- backing and form --------------------------------------------------------------------

    def open_step_row(self) -> None:
        """What Enter does: it depends on the step."""
        one = self.analysed
        if isinstance(one, Challenge):
            if self.step == "choose":
                self.action_choose_challenge()
            else:
                self.start(edit_field(self.desk, one, "text"))
        elif isinstance(one, FocusArea):
            self.start(self._back(one) if self.step == "back" else self._find_form(one))

    async def _back(self, area: FocusArea) -> None:
        """Ask who backs the area, since when, and what was promised."""
        title = shorten(area.title, _NAME)
        options = [Option(p.name, p.name) for p in people(self.document, self.session.today())]
        asked = _("{area}: who in management backs it?").format(area=title)
        who = await self.ask(PickPrompt(asked, options, value=area.backed_by, new="{text}"))
        if who is None:
            return
        today = self.session.today()
        asked = _("{area}: when did they say so?").format(area=title)
        day = await self.ask(DatePrompt(asked, today, area.backed_on or today))
        if day is None:
            return
        asked = _("{area}: what was promised, in time and money?").format(area=title)
        place = f"{area.reference}.backing"
        words = await self.ask(
            TextPrompt(asked, area.backing, drafts=self.desk.drafts, place=place)
        )
        if words is None:
            return
        values: dict[str, Any] = {
            "backed_by": who.removeprefix(NEW),
            "backed_on": day.day,
            "backing": words,
        }
        await self.run(SetFields(FocusArea.kind, area.id, values), _("Saved."))

    async def _find_form(self, area: FocusArea) -> None:
        """Ask what is so, then which form of development; those that fit best come first."""
        texts = competence_texts(language())
        title = shorten(area.title, _NAME)
        options = [Option(one.id, one.question) for one in texts.questions]
        so = await self.ask(TickPrompt(_("{area}: what is so?").format(area=title), options, ()))
        if so is None:
            return
        forms = fitting_forms(texts.questions, so)
        answer = await self.ask(
            ChoicePrompt(
                _("{area}: how do you learn it? The best fit comes first").format(area=title),
                [Option(str(f), choice_label(f), texts.forms[f].hint) for f in forms],
            )
        )
        if answer is not None:
            form = DevelopmentForm(answer)
            await self.run(SetField(FocusArea.kind, area.id, "form", form, area.form), _("Saved."))

    # -- changing ----------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Reword what is under the cursor."""
        one = self.analysed
        if self.view is not View.ANALYSIS:
            super().action_edit()
        elif one is not None and not self.refuse("edit"):
            name = "text" if isinstance(one, Challenge) else "title"
            self.start(edit_field(self.desk, one, name))

    def action_delete(self) -> None:
        """Delete what is under the cursor; undo brings it back."""
        one = self.analysed
        if self.view is not View.ANALYSIS:
            super().action_delete()
        elif one is not None and not self.refuse("delete"):
            said = _("{name} is deleted. u: undo").format(name=one.heading)
            self.start(self.run(DeleteRecord(one.kind, one.id), said))
