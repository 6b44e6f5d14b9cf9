"""What the terminal can do, read off the environment: pure, and before Textual is imported.

Two questions are answered here. What may be drawn, as a `TerminalProfile`; and which variables must
be set before Textual reads them at its import, as `prepare`.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, Literal

from data.dataclass import dataclass
from data.i18n import N_
from data.own.settings import ASCII, LINEAR, THEME, switched_on

if TYPE_CHECKING:
    from collections.abc import Mapping

Colours = Literal["none", "16", "256", "truecolor"]
Theme = Literal["ansi", "dark", "light"]

_NAMED_THEMES: Final[dict[str, Theme]] = {"dark": "dark", "light": "light", "terminal": "ansi"}

_DUMB: Final = frozenset({"dumb", "unknown"})
# Fonts of at most 512 signs, or none but the terminal's own.
_POOR_FONT: Final = frozenset({"linux", "vt52", "vt100", "vt102", "vt220", "vt320", "ansi"})
_DEPTH_OF_SUFFIX: Final[dict[str, Colours]] = {"256color": "256", "kitty": "256", "direct": "256"}
_COLOUR_SYSTEM: Final[dict[Colours, str]] = {
    "none": "standard",
    "16": "standard",
    "256": "256",
    "truecolor": "truecolor",
}
_LIGHT_BACKGROUNDS: Final = frozenset({"7", "15"})

# Switches that write files, replay keys or load code: for those who develop Textual itself.
_DEVELOPER_SWITCHES: Final = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
)

NOT_A_TERMINAL: Final = N_(
    "AMIS needs a terminal. Over SSH, ask for one with the option -t: ssh -t …"
)
TOO_SIMPLE: Final = N_(
    "This terminal (TERM={term}) cannot move the cursor. Open AMIS in an ordinary terminal window."
)
OLD_LETTERS: Final = N_(
    "The locale says {charset}, so AMIS writes that, with others for the signs it lacks. If "
    "letters look wrong, the terminal is UTF-8: set, for instance, LANG=da_DK.UTF-8."
)
NOT_UTF_8: Final = N_(
    "The locale says {charset}. AMIS writes UTF-8: set the terminal's character set to UTF-8 "
    "and, for instance, LANG=da_DK.UTF-8."
)


@dataclass(frozen=True, slots=True)
class TerminalProfile:
    """What may be drawn on this terminal."""

    colours: Colours
    """How many colours it shows; ``none`` when the user asks for none."""
    unicode: bool
    """Whether signs beyond ASCII (not letters) may be drawn."""
    theme: Theme
    """The kind of theme that suits it; ``ansi`` keeps to the user's own 16 colours."""
    over_ssh: bool
    """Whether it is at the other end of an SSH connection."""
    usable: bool
    """Whether AMIS can be shown at all."""
    reason: str = ""
    """Message id saying why not; fill in with `details` after translating."""
    hint: str = ""
    """Message id of advice to give once; fill in with `details` after translating."""
    linear: bool = False
    """Whether it is read aloud or by touch: one thing under another, and the cursor beside it."""
    term: str = ""
    """The value of TERM."""
    charset: str = ""
    """The locale's character set, empty when the locale names none."""

    @property
    def details(self) -> dict[str, str]:
        """The values that `reason` and `hint` have places for."""
        return {"term": self.term or "?", "charset": self.charset or "?"}


def read_profile(
    environ: Mapping[str, str], *, input_is_terminal: bool, output_is_terminal: bool
) -> TerminalProfile:
    """The profile of the terminal this process was started in.

    Args:
        environ: The environment variables.
        input_is_terminal: Whether standard input is a terminal.
        output_is_terminal: Whether standard output is a terminal.
    """
    term = environ.get("TERM", "").strip().lower()
    colours = _colours(environ, term)
    charset = locale_charset(environ)
    utf_8 = is_utf_8(charset)
    reason = ""
    if not (input_is_terminal and output_is_terminal):
        reason = NOT_A_TERMINAL
    elif term in _DUMB:
        reason = TOO_SIMPLE
    linear = switched_on(LINEAR, environ.get(LINEAR.variable, ""))
    # Signs that are no letters are read out as what they are, or not at all.
    plain = linear or switched_on(ASCII, environ.get(ASCII.variable, ""))
    return TerminalProfile(
        colours=colours,
        unicode=utf_8 and term not in _POOR_FONT and not plain,
        theme=theme_for(environ, colours, environ.get(THEME.variable, "")),
        linear=linear,
        over_ssh=any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")),
        usable=not reason,
        reason=reason,
        hint="" if utf_8 else _hint(charset),
        term=term,
        charset=charset,
    )


def _hint(charset: str) -> str:
    from tui.letters import spoken

    return NOT_UTF_8 if spoken(charset) == "utf-8" else OLD_LETTERS


def prepare(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables to set before Textual is imported; what the user has set stays.

    Args:
        environ: The environment variables.
    """
    wanted = {
        "TEXTUAL_ANIMATIONS": "none",
        # Whole lines only: smooth scrolling asks the terminal for pixels and sends more.
        "TEXTUAL_SMOOTH_SCROLL": "0",
        # Textual's own guess takes TERM=dumb and GNU screen for truecolor terminals.
        "TEXTUAL_COLOR_SYSTEM": _COLOUR_SYSTEM[
            _depth(environ, environ.get("TERM", "").strip().lower())
        ],
    }
    return {name: value for name, value in wanted.items() if not environ.get(name)}


def developer_switches(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The variables to remove before Textual is imported.

    They make Textual log, photograph or replay what is typed, or load other code: harmless to a
    developer, a way out of a restricted login and a leak of personal data for everybody else.
    """
    return tuple(name for name in _DEVELOPER_SWITCHES if name in environ)


def locale_charset(environ: Mapping[str, str]) -> str:
    """The character set the locale names, in lower case; empty when it leaves it open.

    No locale, ``C`` and ``POSIX`` say nothing of the terminal, which today is UTF-8. A language
    without a set, such as ``da_DK``, means the traditional one.
    """
    named = next((environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(n)), "")
    name, _dot, charset = named.partition("@")[0].partition(".")
    if charset:
        return charset.lower()
    if name.upper() in {"", "C", "POSIX"}:
        return ""
    # macOS sends LC_CTYPE=UTF-8.
    return "utf-8" if is_utf_8(name) and name.lower().startswith("utf") else "iso-8859-1"


def is_utf_8(charset: str) -> bool:
    """Whether the name stands for UTF-8; an empty or unknown name is taken to."""
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return True


def _colours(environ: Mapping[str, str], term: str) -> Colours:
    # Presence is enough, as Textual reads it.
    return "none" if "NO_COLOR" in environ else _depth(environ, term)


def _depth(environ: Mapping[str, str], term: str) -> Colours:
    depth = _DEPTH_OF_SUFFIX.get(term.rpartition("-")[2], "16")
    # GNU screen and the Linux console inherit COLORTERM from where they were started.
    if term in _DUMB or term in _POOR_FONT:
        return "16"
    if term.startswith("screen") and not environ.get("TMUX"):
        return depth
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "truecolor"
    return depth


def theme_for(environ: Mapping[str, str], colours: Colours, named: str) -> Theme:
    """The kind of theme: the one named, as far as the terminal has the colours for it.

    Args:
        environ: The environment variables.
        colours: How many colours the terminal shows.
        named: One of the values of `data.own.settings.THEME`; another counts as `auto`.
    """
    if colours in {"none", "16"}:
        return "ansi"
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return _NAMED_THEMES.get(named) or ("light" if background in _LIGHT_BACKGROUNDS else "dark")
