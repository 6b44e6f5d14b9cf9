"""Fields of the workplace that are kept as a number or a code and asked for in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.content.library import sectors
from data.dates import month_name
from data.edits.records import SetField
from data.i18n import _, language
from data.model.base import label_of
from data.model.workplace import Workplace
from data.views.workplace_words import LANGUAGES
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from screens.frame.desk import Desk


async def ask_coded(desk: Desk, workplace: Workplace, name: str) -> bool:
    """Ask for a sector, a month or a language, and save it; whether something was saved."""
    now = getattr(workplace, name)
    title = label_of(Workplace, name)
    answer = await desk.ask(ChoicePrompt(title, _options(name), value=str(now)))
    if answer is None:
        return False
    value: Any = int(answer) if name.endswith("_month") else answer
    if value == now:
        return False
    command = SetField(Workplace.kind, workplace.id, name, value, base=now)
    return await desk.run(command, _("Saved.")) is not None


def _options(name: str) -> list[Option]:
    if name == "sector":
        return [Option(each.id, each.title) for each in sectors(language())]
    if name == "language":
        return [Option(code, _(label)) for code, label in LANGUAGES.items()]
    return [Option(str(month), month_name(month)) for month in range(1, 13)]
