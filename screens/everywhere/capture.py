"""Quick capture: one line from any screen, its reading shown before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.capture import complete, echo_line, read_line
from data.commands.captured import Place, record_from
from data.i18n import _, language
from data.model.document import KINDS
from data.views.vocabulary import vocabulary
from screens.dialogs.prompt import TextPrompt

if TYPE_CHECKING:
    from screens.frame.desk import Desk


async def capture(desk: Desk, *, kind: str = "action") -> str:
    """Ask for a line and keep what it describes; the id of the new record, empty when left."""
    today = desk.today
    words = vocabulary(desk.document, today)

    def reading(text: str) -> str:
        captured = read_line(text, words, today, default_kind=kind, language=language())
        return echo_line(captured, words, today) if text.strip() else ""

    def accept(text: str) -> str:
        captured = read_line(text, words, today, default_kind=kind, language=language())
        return "" if captured.text else _("Write what is to be done.")

    text = await desk.ask(
        TextPrompt(
            _("Capture:  H: action   M: goal   A: activity   I: idea"),
            hint=_("e.g. Noise screen in the workshop owner:mette due:week 43   Tab completes"),
            reading=reading,
            accept=accept,
            complete=lambda text, cursor, turn: complete(
                text, cursor, words, turn=turn, default_kind=kind
            ),
            drafts=desk.drafts,
            place="capture",
        )
    )
    if text is None:
        return ""
    captured = read_line(text, words, today, default_kind=kind, language=language())
    command = record_from(captured, Place(), today)
    change = await desk.run(command)
    record = change.after.record(command.kind, command.id) if change else None
    if record is None:
        return ""
    if desk.session.trouble is not None:
        # The status line says why it is not on disk yet; that is the news that matters.
        return record.id if KINDS[command.kind].prefix else ""
    said = _("{code} is written down: {text}").format(code=record.code, text=record.heading)
    problems = " ".join(captured.problems)
    desk.say(f"{said}  {problems}".strip(), alert=bool(problems))
    return record.id if KINDS[command.kind].prefix else ""
