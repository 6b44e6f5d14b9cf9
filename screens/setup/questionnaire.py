"""The questions of the first start: what has been answered, the page in sight, the way on and back.

What is answered is kept as a draft at once, so that a lost connection costs nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.edits.errors import EditError
from data.i18n import language
from data.model.base import specs
from data.model.choices import Regime
from data.model.workplace import Workplace
from data.start.questions import STEPS, Answers, SetupStep, decode, encode, split_names
from data.store.errors import AlreadyThere, Missing, StoreError
from screens.shared.field_text import read_text

if TYPE_CHECKING:
    from data.commands.setup import SetUpWorkplace
    from data.own.drafts import Drafts
    from screens.frame.desk import Desk

PLACE: Final = "setup"
"""What the drafts of the first start belong to; what is typed on a page has a place below it."""

TYPED: Final = frozenset({SetupStep.NAME, SetupStep.EMPLOYEES, SetupStep.CLOSED_WEEKS})
"""Pages that are answered with a text."""

NAMES: Final = frozenset({SetupStep.LEADERS, SetupStep.COLLEAGUES})
"""Pages that are answered with names, one after another."""


class Questionnaire:
    """The answers and the page in sight."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.answers = Answers()
        self.step = SetupStep.NAME
        self.correcting = False
        """Whether one answer is being changed from the summary."""

    def resume(self) -> None:
        """Go on where one was."""
        draft = self._drafts.load(PLACE)
        self.answers = decode(draft.text) if draft is not None else Answers()
        self.correcting = self.answers.reached not in STEPS
        self.go(self.answers.reached)

    def _keep(self, answers: Answers) -> None:
        self.answers = answers
        self._drafts.save(PLACE, encode(answers))

    # -- the way through the pages ---------------------------------------------------------

    @property
    def at_first(self) -> bool:
        """Whether there is no page to go back to."""
        return self.step is STEPS[0] and not self.correcting

    def go(self, step: SetupStep) -> None:
        """To a page."""
        self.step = step
        self._keep(replace(self.answers, reached=step))

    def correct(self, step: SetupStep) -> None:
        """From the summary to a page, and from there back to the summary."""
        self.correcting = True
        self.go(step)

    def forward(self) -> None:
        """To the next page."""
        if self.correcting:
            self.correcting = False
            self.go(SetupStep.SUMMARY)
        else:
            self.go(STEPS[STEPS.index(self.step) + 1])

    def back(self) -> None:
        """To the page before; from the first one nowhere."""
        if self.correcting:
            self.correcting = False
            self.go(SetupStep.SUMMARY)
        elif not self.at_first:
            self.go(STEPS[STEPS.index(self.step) - 1])

    # -- answers ---------------------------------------------------------------------------

    @property
    def names(self) -> tuple[str, ...]:
        """The names given on this page; none on a page that asks for none."""
        return self.answers.names(self.step)

    def write(self, text: str) -> None:
        """Answer a page that is typed.

        Raises:
            ValueError: The text is no answer; the message says why.
        """
        spec = specs(Workplace)[str(self.step)]
        value = read_text(spec, text)
        if (
            self.step is SetupStep.CLOSED_WEEKS
            and value == replace(self.answers, closed_weeks="").closed
        ):
            value = ""  # what is usual goes with the sector
        self._keep(replace(self.answers, **{spec.name: value}))

    def choose(self, value: str) -> None:
        """Answer a page with one of its rows."""
        answers = self.answers
        match self.step:
            case SetupStep.REGIME:
                answers = replace(answers, regime=Regime(value))
            case SetupStep.SECTOR:
                answers = answers.with_sector(value)
            case SetupStep.START_MONTH:
                answers = answers.with_start(int(value))
            case SetupStep.DISCUSSION_MONTH:
                answers = replace(answers, discussion_month=int(value))
        self._keep(answers)

    def add_names(self, text: str) -> bool:
        """Add the names in a text; whether there were any."""
        names = split_names(text)
        if names:
            self._keep(self.answers.with_names(self.step, (*self.names, *names)))
        return bool(names)

    def take_name_out(self, number: int = -1) -> str:
        """Take a name out, the newest unless told; the name, empty when there is none."""
        names = list(self.names)
        if not names or not -len(names) <= number < len(names):
            return ""
        name = names.pop(number)
        self._keep(self.answers.with_names(self.step, tuple(names)))
        return name

    def forget(self) -> None:
        """Keep no drafts any more: the workplace is there."""
        for draft in self._drafts.all():
            if draft.place == PLACE or draft.place.startswith(f"{PLACE}."):
                self._drafts.clear(draft.place)


async def set_up(desk: Desk, answers: Answers) -> str:
    """Make the workplace of the answers, unless a colleague was faster.

    Returns:
        Why it could not be saved, in a sentence; empty when the workplace is there.
    """
    try:
        await _save(desk, answers.command(language()))
    except (EditError, StoreError) as error:
        return error.sentence()
    trouble = desk.session.trouble
    return trouble.sentence() if trouble is not None else ""


async def _save(desk: Desk, command: SetUpWorkplace) -> None:
    """Save the one edit in a new document, or in one that is there and holds no workplace."""
    session = desk.session
    with contextlib.suppress(Missing):
        await session.poll()
    if session.document.workplace is not None:
        return
    if await asyncio.to_thread(session.store.exists):
        await session.run(command)
        return
    try:
        await session.create(command)
    except AlreadyThere:
        await session.poll()
        if session.document.workplace is None:
            await session.run(command)
