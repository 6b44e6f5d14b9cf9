"""What is told below a part: what happened, whether all is saved, and which keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.actions import parse
from textual.containers import Vertical

from data.dates.arithmetic import local_moment
from data.dates.labels import moment_label, time_label
from data.i18n import N_, _, ngettext
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.choosy import Choosy
from screens.keys.common import KEYS
from screens.keys.key import place_in_bar
from screens.widgets.bars import KeyBar, StatusLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, Binding

    from screens.frame.desk import Desk

EVERYWHERE: Final = frozenset(key.id for key in KEYS["everywhere"])
"""Ids of the keys that work everywhere: the key bar shows them last."""

SOON: Final = 0.3
"""Seconds after which a save that is not done is told: most are done before anybody looks."""

NEW: Final = "capture"
"""The id of the key for something new: what that is depends on the place."""

BACK: Final = "back"
"""The id of the key that leads back, and out of the program from its first part."""

_OTHERS: Final = 3
"""The names of those who are here too take at most a third of the line."""


class Foot(Vertical):
    """The lines below every part."""

    DEFAULT_CSS = "Foot { height: auto; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._others = ""
        """Who else is here, or whom this screen follows, in words."""
        self._filter = ""
        self._slow = False
        """Whether a save takes so long that it is told."""

    def on_mount(self) -> None:
        """Tell of saves that take long."""
        self._unwatch = self._desk.session.watch_saving(self._on_saving)

    def on_unmount(self) -> None:
        """Tell of them no longer."""
        self._unwatch()

    def _on_saving(self) -> None:
        if self._desk.session.saving:
            self.set_timer(SOON, self._tell_slow)
        elif self._slow:
            self._tell_slow()

    def _tell_slow(self) -> None:
        self._slow = self._desk.session.saving
        self.tell_state()

    def compose(self) -> ComposeResult:
        """News and state, then the keys."""
        yield StatusLine()
        yield KeyBar()

    @property
    def _line(self) -> StatusLine | None:
        return self.query_one_optional(StatusLine)

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened; to nobody when the screen is being left."""
        line = self._line
        if line is not None:
            line.say(news, alert=alert, whole=whole)

    @property
    def alerts(self) -> bool:
        """Whether what was said last is something the user should act on."""
        line = self._line
        return line is not None and line.alerts

    @property
    def news(self) -> str:
        """What was said last."""
        line = self._line
        return line.news if line is not None else ""

    @property
    def explained(self) -> str:
        """What was said last, where that is to be acted on or could not be seen whole; or empty."""
        line = self._line
        return line.news if line is not None and (line.alerts or line.cut) else ""

    @property
    def said(self) -> int:
        """How often something was said."""
        line = self._line
        return line.said if line is not None else 0

    @property
    def room(self) -> int:
        """Cells there are for news that take one line."""
        line = self._line
        return line.room if line is not None else 0

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
        state = self._saved()
        others = safe.cut(self._others, self.app.size.width // _OTHERS, glyphs().ellipsis)
        if self._filter:
            narrowed = _("only “{text}”").format(text=safe.one_line(self._filter))
            narrowed = safe.cut(narrowed, self.app.size.width // _OTHERS, glyphs().ellipsis)
            state = f"{narrowed}  {state}".rstrip()
        line = self._line
        if line is not None:
            line.tell(state, others)

    def _saved(self) -> str:
        session = self._desk.session
        if self._slow:
            return _("saving …")
        if session.trouble is not None:
            count = session.waiting
            return ngettext("{n} change not saved", "{n} changes not saved", count).format(n=count)
        if self._desk.come_back is not None:
            return _("as it was {moment}. q: today").format(moment=moment_of(session.saved_at))
        if session.saved_at is not None:
            copied = not session.store.copy_trouble
            told = _("saved {time}") if copied else _("saved {time}, no good copy")
            return told.format(time=time_label(local_moment(session.saved_at)))
        return ""

    def tell_keys(self, active: Mapping[str, ActiveBinding]) -> None:
        """Show the keys that matter where the focus is.

        Args:
            active: The bindings that act there, the nearest to the focus first.
        """
        hints: dict[str, tuple[str, str, bool]] = {}
        for each in active.values():
            binding, node = each.binding, each.node
            if not binding.show or not binding.id or binding.id in hints:
                continue
            if self._desk.floor.shut_out(binding.action):
                continue
            namespace, name, args = parse(binding.action)
            able = True
            if not namespace and isinstance(node, Choosy):
                if not node.shows(name, *args):
                    continue
                able = not node.unable(name, *args)
            hints[binding.id] = (binding.key, self._label(binding), able)
        # What works everywhere comes last.
        order = sorted(hints, key=lambda each: (each in EVERYWHERE, place_in_bar(each)))
        if NEW in hints and str(getattr(self.screen, "new", "")):
            # What is new in the part itself stands beside what Enter does.
            order.remove(NEW)
            order.insert(1, NEW)
        bar = self.query_one_optional(KeyBar)
        if bar is not None:
            bar.tell([hints[identity] for identity in order])

    def _label(self, binding: Binding) -> str:
        """What the key is called: from the first part one goes out of the program, not back."""
        leaves = binding.id == BACK and getattr(self.screen, "PART", "") == "home"
        if leaves and self._desk.come_back is None:
            return N_("leave AMIS")
        if binding.id == NEW:
            return str(getattr(self.screen, "new", "")) or binding.description
        return binding.description


def moment_of(at: datetime | None) -> str:
    """A day and a time; in words for before the first save."""
    if at is None:
        return _("at the beginning")
    return moment_label(at)
