"""Keys named in a line: drawn as in the key bar, wherever a line names them.

A message names a key as `a: write one`, several three blanks apart. That is what is translated and
checked; it is drawn as the key bar is, the key in bold and no colon. Where the screen is read aloud
nobody hears what is bold, and the colon stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content
from textual.widgets import Static

from data.i18n import N_, _, language
from screens.drawing import safe
from screens.drawing.grid import line_room
from screens.drawing.linear import linear
from screens.keys.names import ARROWS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOGETHER: Final = "\u00a0"
"""Keeps a key and the first word of what it does on one line; drawn as a blank."""

_BETWEEN: Final = "  "
"""Between one key and the next, as in the key bar."""

_TYPED: Final = "HMAINBF"
"""Letters that are typed in front of a line with their colon, and no keys."""

_SHORT: Final = 24
"""Cells of a key and what it does that are never parted: the narrowest pane has as many."""

_AND: Final = (N_("or"), N_("and"))


class HintPart(NamedTuple):
    """A stretch of a line."""

    text: str
    key: bool
    """Whether it is the name of a key, or of several."""


@lru_cache(maxsize=4)
def _keys(_language: str) -> re.Pattern[str]:
    """A key, or several, in front of a colon."""
    words = "|".join(re.escape(_(name)) for name in (*NAMES.values(), *ARROWS.values(), "Home"))
    one = rf"(?:Ctrl\+\w|F\d\d?|{words}|\d–\d|(?![{_TYPED}])[^\W_]|[*/?+.,\-←→↑↓])"
    more = "|".join(re.escape(_(word)) for word in _AND)
    return re.compile(rf"(?:^|(?<=[\s(]))({one}(?:(?:,? (?:{more}) |, | ){one})*):\s")


def named_keys(text: str) -> list[str]:
    """The keys a line names."""
    return _keys(language()).findall(text)


def joined(text: str) -> str:
    """The line with each key held together with what it does, at least with its first word."""
    keys = list(_keys(language()).finditer(text))
    pieces, at = [], 0
    for found, after in zip_longest(keys, keys[1:]):
        end = after.start() if after is not None else len(text)
        named, does = found[0].rstrip(), text[found.end() : end]
        told = f"{named} {does.rstrip()}"
        short = len(told) <= _SHORT
        whole = told.replace(" ", _TOGETHER) if short else f"{named}{_TOGETHER}{does.rstrip()}"
        pieces += [text[at : found.start()], whole, does[len(does.rstrip()) :]]
        at = end
    return "".join(pieces) + text[at:]


def stretches(text: str) -> Iterator[HintPart]:
    """A line in stretches: keys, and what stands between them."""
    text = text.replace(_TOGETHER, " ")
    if linear():
        yield HintPart(text, key=False)
        return
    at = 0
    for found in _keys(language()).finditer(text):
        yield HintPart(_plain(text[at : found.start()]), key=False)
        yield HintPart(found[1], key=True)
        at = found.end() - 1
    yield HintPart(_plain(text[at:]), key=False)


def content(text: str, room: int) -> Content:
    """Lines with keys for a widget, as the key bar draws them.

    Args:
        text: The lines; nothing that was typed, whose letters are no keys.
        room: Cells of a line: it is broken between two keys rather than within one.
    """
    parts: list[str | tuple[str, str]] = []
    for line in safe.wrap(joined(text), room):
        parts.append("\n" if parts else "")
        parts += [(each.text, "bold" if each.key else "") for each in stretches(line)]
    return Content.assemble(*parts)


class Keys(Static):
    """The keys of a page or drawer, drawn as the key bar is; as many lines as they take."""

    DEFAULT_CSS = """
    Keys { height: auto; padding: 0 1 0 2; background: $panel; color: $text-muted; }
    Keys:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, keys: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """Make it.

        Args:
            keys: A line of keys.
            id: Its name.
        """
        super().__init__(id=id)
        self._keys = keys

    def on_mount(self) -> None:
        """Show the keys."""
        self.show(self._keys)

    def on_resize(self) -> None:
        """Break the line anew."""
        self.show(self._keys)

    def show(self, keys: str) -> None:
        """Show these keys."""
        self._keys = keys
        self.update(content(keys, line_room(self.app.size.width)))


def _plain(text: str) -> str:
    return re.sub(r" {3,}", _BETWEEN, text)
