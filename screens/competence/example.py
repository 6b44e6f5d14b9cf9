"""The ready example, offered where a competence plan begins: start from it, or only look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.competence import StartExample
from data.content.competence_example import competence_example
from data.export.competence.example import example_page
from data.i18n import _, language
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from screens.frame.desk import Desk

_START, _LOOK = "start", "look"


async def offer_ready(desk: Desk) -> None:
    """Ask for what is ready to be taken over: challenges from elsewhere in AMIS, or the example."""
    from screens.competence.steps import fetch_challenges

    options = [
        Option("fetch", _("Challenges from what stands in AMIS already")),
        Option("example", _("A ready example: preventing stress")),
    ]
    answer = await desk.ask(ChoicePrompt(_("Take over what is ready"), options))
    if answer == "fetch":
        await fetch_challenges(desk)
    elif answer is not None:
        await offer_example(desk)


async def offer_example(desk: Desk) -> None:
    """Ask whether to start from the example on preventing stress or to look at it first."""
    from screens.dialogs.page import MarkdownPage

    options = [
        Option(_START, _("Start from it"), _("one edit; u takes it back")),
        Option(_LOOK, _("Only look at it")),
    ]
    title = _("A ready example: preventing stress")
    while True:
        answer = await desk.ask(ChoicePrompt(title, options))
        if answer != _LOOK:
            break
        # What one looks at is in the user's language; what is put in, in the document's.
        await desk.ask(MarkdownPage(example_page(competence_example(language()))))
    if answer == _START:
        workplace = desk.document.workplace
        chosen = workplace.language if workplace is not None else language()
        command = StartExample(competence_example(chosen))
        news = _("The example is in the plan. Change it until it is yours; u takes it back.")
        await desk.run(command, news)
