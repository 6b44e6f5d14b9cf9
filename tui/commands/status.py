"""`amis status`: what is overdue and due soon, for cron, mail and the login message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from tui.arguments import Arguments, whole
from tui.commands.records import person_called, read

if TYPE_CHECKING:
    from data.views.due import DueItem
    from tui.console import Call

DAYS: Final = 14
"""How far ahead it looks when nothing else is said."""

_MOST_DAYS: Final = 3660


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.option(
        "--days",
        _("how many days ahead; else {count}").format(count=DAYS),
        shown=_("COUNT"),
        kind=whole(0, _MOST_DAYS),
        default=DAYS,
    )
    arguments.option("--for", _("only what this person is responsible for"), shown=_("NAME"))
    arguments.option("--exit-code", _("end with 1 when something is overdue"))


def run(call: Call) -> int:
    """Show it.

    Raises:
        EditError: nobody is called that.
        StoreError: the document cannot be read.
    """
    from data.views.due import due_items

    given, document = call.arguments, read(call)
    view = due_items(document, call.surroundings.today(), given.days)
    name = getattr(given, "for")
    if name:
        view = view.of(person_called(call, document, name))
    say = call.console.say
    if view.overdue:
        say(_("Overdue ({count})").format(count=len(view.overdue)))
        _tell(call, view.overdue)
    if view.soon:
        heading = ngettext("Next {count} day ({items})", "Next {count} days ({items})", given.days)
        say(heading.format(count=given.days, items=len(view.soon)))
        _tell(call, view.soon)
    if not view.overdue and not view.soon:
        text = ngettext(
            "Nothing is overdue, and nothing is due within {count} day.",
            "Nothing is overdue, and nothing is due within {count} days.",
            given.days,
        )
        say(text.format(count=given.days))
    return 1 if given.exit_code and view.overdue else 0


def _tell(call: Call, items: tuple[DueItem, ...]) -> None:
    for item in items:
        call.console.say(f"  {item.text}")
