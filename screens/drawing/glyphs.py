"""The signs AMIS draws with: one set for Unicode terminals, one for those without.

Every sign is one column wide in both sets, so a layout never depends on the set in use. A state is
never shown by a sign's colour alone; where signs look alike on a poor font, a word stands beside.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs."""

    tick: str
    """Done, yes, in place."""
    cross: str
    """Not so, failed, rejected."""
    half: str
    """Partly."""
    empty: str
    """Not answered, not begun."""
    overdue: str
    """A date that has passed."""
    warning: str
    """Something to look at: stalled, vulnerable, busy."""
    alert: str
    """Before news that one should act on."""
    way: str
    """A row that leads somewhere, or does something."""
    several: str
    """More than one thing in one cell."""
    bullet: str
    """A point in a list."""
    pointer: str
    """The line the keyboard is on."""
    opened: str
    """A group whose lines are shown."""
    closed: str
    """A group whose lines are hidden."""
    up: str
    """Arrow, also for keys."""
    down: str
    """Arrow, also for keys."""
    left: str
    """Arrow, also for keys."""
    right: str
    """Arrow, also for keys."""
    bar: str
    """The filled part of a bar."""
    track: str
    """The unfilled part of a bar."""
    line: str
    """A horizontal line."""
    vertical: str
    """A vertical line."""
    crossing: str
    """Where two lines meet."""
    dash: str
    """Between two values, or no value."""
    ellipsis: str
    """Text that was cut."""
    separator: str
    """Between parts of one line."""
    changed: str
    """Not saved yet."""
    linked: str
    """Comes from another record."""
    border: str
    """The name Textual has for the border around a panel."""
    focused_border: str
    """The name Textual has for the border around the panel with the keyboard."""


UNICODE: Final = Glyphs(
    tick="✓",
    cross="×",
    half="½",
    empty="·",
    overdue="!",
    warning="▲",
    alert="▲",
    way="→",
    several="+",
    bullet="•",
    pointer="›",
    opened="▼",
    closed="►",
    up="↑",
    down="↓",
    left="←",
    right="→",
    bar="█",
    track="░",
    line="─",
    vertical="│",
    crossing="┼",
    dash="–",
    ellipsis="…",
    separator="·",
    changed="●",
    linked="○",
    border="round",
    focused_border="solid",
)
"""For terminals that show Unicode. All but the tick are in WGL4, which nearly every font holds."""

ASCII: Final = Glyphs(
    tick="+",
    cross="x",
    half="/",
    empty=".",
    overdue="!",
    warning="=",
    alert="!",
    way="*",
    several="&",
    bullet="*",
    pointer=">",
    opened="v",
    closed=")",
    up="^",
    down="v",
    left="<",
    right=">",
    bar="#",
    track=".",
    line="-",
    vertical="|",
    crossing="+",
    dash="-",
    ellipsis="~",
    separator="|",
    changed="@",
    linked="o",
    border="ascii",
    focused_border="ascii",
)
"""For the Linux console, real serial terminals and locales that are not UTF-8."""


class _GlyphsInUse:
    """What the process draws with."""

    glyphs = UNICODE


_in_use = _GlyphsInUse()


def use(*, unicode: bool) -> Glyphs:
    """Choose the set for the process, as the terminal's profile says; gives the chosen set."""
    _in_use.glyphs = UNICODE if unicode else ASCII
    return _in_use.glyphs


def glyphs() -> Glyphs:
    """The set in use. Ask when drawing, not at import."""
    return _in_use.glyphs
