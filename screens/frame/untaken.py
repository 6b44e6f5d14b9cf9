"""What is said when nobody takes a key: a key that does nothing in silence looks broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual.events import Key

from data.i18n import _
from screens.drawing.linear import TellsWhere
from screens.frame.floor import Says
from screens.frame.part_screen import PartScreen, part_in_sight
from screens.keys.former import told_when_free
from screens.keys.names import key_name
from screens.keys.tables import tables

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Event
    from textual.screen import Screen

HELP: Final = frozenset({"question_mark", "f1"})
"""Keys that show help on every screen, also where no part is in sight."""


@runtime_checkable
class Tells(Protocol):
    """A dialog, page or screen with a line of its own for why something cannot be done."""

    def tell(self, why: str) -> None:
        """Say it there."""


@runtime_checkable
class Topical(Protocol):
    """A screen with a page of help."""

    @property
    def help_topic(self) -> str:
        """The page of help about it."""


def tell_untaken(app: App[Any], event: Event) -> None:
    """Say why a key does nothing here, or that pasted text is written nowhere."""
    if isinstance(event, Key):
        key_untaken(app, event.key)
    else:
        paste_untaken(app)


def key_untaken(app: App[Any], key: str) -> None:
    """Show help, or say why a key does nothing here."""
    screen = app.screen
    if key in HELP:
        _show_help(app, screen)
    else:
        tell(screen, _why(screen, key))


def paste_untaken(app: App[Any]) -> None:
    """Say that nothing is being typed here, and that pasted text is never taken for keys."""
    tell(app.screen, _("Nothing is typed here, so nothing was done with the pasted text."))


def tell(screen: Screen[Any], told: str, *, alert: bool = True) -> bool:
    """Say something where the one who pressed the key looks; whether there is such a place.

    Args:
        screen: The one in sight.
        told: Mostly why something cannot be done.
        alert: Whether the user should act on it.
    """
    if isinstance(screen, Tells):
        screen.tell(told)
    elif isinstance(screen, Says):
        screen.say(told, alert=alert)
    else:
        part = screen if isinstance(screen, PartScreen) else part_in_sight(screen.app)
        if part is None:
            return False
        part.foot.say(told, alert=alert)
    return True


def _show_help(app: App[Any], screen: Screen[Any]) -> None:
    from screens.dialogs.help import HelpScreen

    if isinstance(screen, HelpScreen):
        screen.dismiss(None)
        return
    topic = screen.help_topic if isinstance(screen, Topical) else ""
    told = screen.told_at() if isinstance(screen, TellsWhere) else None
    # What one is to act on; what is always told there is no news.
    alert = told is not None and (told[1].has_class("alert") or told[1].has_class("problem"))
    said = told[0] if told and alert else ""
    app.push_screen(HelpScreen(topic, screen.active_bindings, said, alert=True))


def _why(screen: Screen[Any], key: str) -> str:
    name = key_name(key)
    new = screen.new if isinstance(screen, PartScreen) else ""
    if former := told_when_free(screen.active_bindings, key, new):
        return former
    if not isinstance(screen, PartScreen) and part_in_sight(screen.app) is not None:
        if key.isdecimal() and key != "0":
            return _("{key} leads to another part when this has been left with Esc.").format(
                key=name
            )
        return _("{key} does nothing here. F1: help   Esc: back").format(key=name)
    label = _elsewhere(screen, key) if isinstance(screen, PartScreen) else ""
    if label:
        said = _("{key} ({what}) is for another place of this part. ?: help")
        return said.format(key=name, what=_(label))
    return _("{key} does nothing here. F1: help").format(key=name)


def _elsewhere(part: PartScreen, key: str) -> str:
    """What the key is called somewhere else in the part; empty when it is for nothing there."""
    for place, declared in tables().items():
        if place.partition(".")[0] == part.PART:
            for each in declared:
                if key in each.keys.split(","):
                    return each.label
    return ""
