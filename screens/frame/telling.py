"""What a screen tells below its body: what happened, whether all is saved, which keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.dates import local_moment, moment_label, time_label
from data.i18n import _, ngettext
from data.text import shorten
from screens import keys
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.read_only import writes
from screens.widgets.bars import KeyBar, StatusLine

if TYPE_CHECKING:
    from datetime import datetime

    from textual.screen import Screen

    from data.session import Session
    from screens.frame.desk import Desk

    _AnyScreen = Screen[Any]
else:
    _AnyScreen = object

_SHORTEST = 12
"""Letters of a name that say which it is."""
_OTHERS = 3
"""The names of those who are here too take at most a third of the line."""


class Telling(_AnyScreen):
    """Mixed into a screen with a status line and a line of keys."""

    desk: Desk
    _others = ""
    """Who else is here, or whom this screen follows, in words."""
    _filter = ""

    @property
    def session(self) -> Session:
        """The user's way into the document."""
        return self.desk.session

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened, on the status line; to nobody when the screen is being left.

        Args:
            news: What happened.
            alert: Whether the user should act on it.
            whole: Whether it takes as many lines as it needs, as an alert does.
        """
        line = self.query_one_optional(StatusLine)
        if line is not None:
            line.say(news, alert=alert, whole=whole)

    def news_of(self, name: str, what: str) -> str:
        """What happened to something, and how to take it back: seen however long its name is."""
        text = _("{whom}: {what}. u: undo")
        line = self.query_one_optional(StatusLine)
        room = line.room if line is not None else 0
        room -= len(text.format(whom="", what=what))
        return text.format(whom=shorten(name, max(room, _SHORTEST)), what=what)

    @property
    def alerts(self) -> bool:
        """Whether what was said last is something the user should act on."""
        line = self.query_one_optional(StatusLine)
        return line is not None and line.alerts

    def tell_others(self, names: str, follows: str = "") -> None:
        """Show who else is here; while somebody is followed, whom."""
        others = _("here too: {names}").format(names=names) if names else ""
        self._others = _("follows {name}").format(name=follows) if follows else others
        self.tell_state()

    def tell_filter(self, text: str) -> None:
        """Show what the list is narrowed by: nobody is to take the part for the whole."""
        self._filter = text
        self.tell_state()

    def tell_state(self) -> None:
        """Show whether all is saved, who else is here and what the list is narrowed by."""
        session = self.session
        if session.trouble is not None:
            count = session.waiting
            state = ngettext("{n} change not saved", "{n} changes not saved", count).format(n=count)
        elif self.desk.come_back is not None:
            state = _("as it was {moment}. q: today").format(moment=_moment(session.saved_at))
        elif session.saved_at is not None:
            state = _("saved {time}").format(time=time_label(local_moment(session.saved_at)))
        else:
            state = ""
        if self._others:
            # However many are here, there is room for what happened.
            others = safe.cut(self._others, self.app.size.width // _OTHERS, glyphs().ellipsis)
            state = f"{others}  {state}".rstrip()
        if self._filter:
            narrowed = _("only “{text}”").format(text=safe.one_line(self._filter))
            narrowed = safe.cut(narrowed, self.app.size.width // _OTHERS, glyphs().ellipsis)
            state = f"{narrowed}  {state}".rstrip()
        line = self.query_one_optional(StatusLine)
        if line is not None:
            line.tell(state)

    def tell_keys(self) -> None:
        """Show the keys that matter where the focus is."""
        if not self.is_attached:
            return
        hints: dict[str, tuple[str, str, bool]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if self.session.only_looks and binding.id in keys.ORDER and writes(binding.id):
                continue
            if not self.shows(binding.action):
                continue
            if binding.show and binding.id and binding.id not in hints:
                hints[binding.id] = (
                    binding.key, binding.description, not self.unable(binding.action)
                )  # fmt: skip
        # The list's own first, then the screen's as declared, then those that work everywhere.
        order = sorted(hints, key=lambda identity: keys.ORDER.get(identity, -1))
        self.query_one(KeyBar).tell([hints[identity] for identity in order])

    def shows(self, _action: str) -> bool:
        """Whether an action is of use where the user is, and so named among the keys."""
        return True

    def unable(self, _action: str) -> str:
        """Why an action cannot be done now, in a sentence; empty when it can."""
        return ""

    def refuse(self, action: str) -> bool:
        """Say why an action cannot be done now; whether that was so."""
        reason = self.unable(action)
        if reason:
            self.say(reason, alert=True)
        return bool(reason)


def _moment(at: datetime | None) -> str:
    """A day and a time; in words for before the first save."""
    if at is None:
        return _("at the beginning")
    return moment_label(at)
