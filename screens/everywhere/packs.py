"""What is given out of the house: read on the screen first, then written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.forms import MARKED, title_in
from data.facts.people import owned, people
from data.i18n import _, in_language
from data.model.workplace import Person
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.forms import ask_form, forms, write_rendered, written_language

if TYPE_CHECKING:
    from screens.frame.desk import Desk

_INSPECTION, _HANDOVER, _NOTICEBOARD = "inspection", "handover", "noticeboard"
_YOURSELVES, _BOTH = "yourselves", "both"


async def packs(desk: Desk) -> None:
    """Ask which, show it, and write it where that is wanted; only from `start`.

    Args:
        desk: What it works at.
    """
    what = await desk.ask(
        ChoicePrompt(
            _("Hand over"),
            [
                Option(_INSPECTION, _("To show at an inspection")),
                Option(_HANDOVER, _("One person's open things, for whoever takes over")),
                Option(_NOTICEBOARD, _("The plan for staff, to hang up")),
            ],
        )
    )
    if what is None:
        return
    if what == _INSPECTION:
        what = await _with_what_is_missing(desk)
        if what is None:
            return
    person = await _whom(desk) if what == _HANDOVER else None
    if what == _HANDOVER and person is None:
        return
    await _show(desk, what, person)


async def _with_what_is_missing(desk: Desk) -> str | None:
    """Whether what is missing is wanted: it is for the workplace, and not what is shown."""
    return await desk.ask(
        ChoicePrompt(
            _("For whom?"),
            [
                Option(_INSPECTION, _("For the inspector: what you have to show")),
                Option(_YOURSELVES, _("For yourselves: what is missing")),
                Option(_BOTH, _("Both in one")),
            ],
        )
    )


async def _whom(desk: Desk) -> Person | None:
    today = desk.today
    here = people(desk.document, today)
    if not here:
        desk.say(_("There is nobody yet. Part 8 adds people."), alert=True)
        return None
    options = [
        Option(person.id, person.name, str(len(owned(desk.document, person, today))))
        for person in here
    ]
    chosen = await desk.ask(ChoicePrompt(_("Whose open things"), options))
    return desk.document.get(Person, chosen)


async def _show(desk: Desk, what: str, person: Person | None) -> None:
    """The pack as people will read it; then, if wanted, a file."""
    from screens.dialogs.page import MarkdownPage

    with in_language(written_language(desk)):
        text, name = _made(desk, what, person)
    await desk.ask(MarkdownPage(text))
    if desk.session.only_looks or not desk.writes_files:
        return
    form = await ask_form(desk, _("Write it as"), forms(*MARKED))
    if form is not None:
        await write_rendered(desk, text, form, name=f"{name}.{form}", title=title_in(text))


def _made(desk: Desk, what: str, person: Person | None) -> tuple[str, str]:
    """The text, and the name of its file without an ending, in the language in use."""
    from data.export.files import plain_name

    document, today = desk.document, desk.today
    if what in {_INSPECTION, _BOTH}:
        from data.export.packs.inspection import inspection_pack

        text = inspection_pack(document, today=today, whole=what == _BOTH)
        title = _("Inspection")
    elif what == _YOURSELVES:
        from data.export.packs.yourselves import for_yourselves

        text, title = for_yourselves(document, today=today), _("For yourselves")
    elif person is not None:
        from data.export.packs.handover import handover_pack, title_of

        text, title = handover_pack(document, person, today=today), title_of(person)
    else:
        from data.export.packs.noticeboard import noticeboard

        text, title = noticeboard(document, today=today), _("Noticeboard")
    workplace = document.workplace
    parts = (title, today.isoformat(), workplace.name if workplace is not None else "")
    return text, plain_name(parts, "md").removesuffix(".md")
