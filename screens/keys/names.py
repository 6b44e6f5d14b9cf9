"""What keys are called on screen, in the user's language."""

from __future__ import annotations

from typing import Final

from textual.keys import format_key

from data.i18n import N_, _
from screens.drawing.glyphs import ASCII, glyphs

NAMES: Final = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Delete"),
    "insert": N_("Insert"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "ctrl": N_("Ctrl"),
    "shift": N_("Shift"),
    "alt": N_("Alt"),
}
_HOME: Final = "Home"
"""As printed on Danish keyboards, too; as a message it would be the front page."""
_SIGNS: Final = {"slash": "/", "plus": "+", "minus": "-"}
ARROWS: Final = {"up": N_("Up"), "down": N_("Down"), "left": N_("Left"), "right": N_("Right")}


def letter_of(key: str, character: str | None) -> str | None:
    """What a key types; Textual finds no letter for those that Unicode calls something else."""
    return character or _SIGNS.get(key)


def key_name(key: str) -> str:
    """The name of a key as Textual writes it in a binding, such as ``ctrl+l`` or ``pagedown``."""
    *modifiers, last = key.split("+")
    return "+".join([*(_name(part) for part in modifiers), _name(last, chord=bool(modifiers))])


def _name(key: str, *, chord: bool = False) -> str:
    if key in ARROWS:
        # "^" and "v" would be read as Ctrl and as a letter.
        return _(ARROWS[key]) if glyphs() is ASCII else getattr(glyphs(), key)
    if key == "home":
        return _HOME
    if key in NAMES:
        return _(NAMES[key])
    if key.startswith("upper_"):
        return key.removeprefix("upper_").upper()
    if key[:1] == "f" and key[1:].isdecimal():
        return key.upper()
    shown = format_key(key)
    return shown.upper() if chord else shown
