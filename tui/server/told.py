"""The command line as it tells of itself: its verbs, words and options, read off its own help.

Completion and the manual page are made from this, so a verb that is new is in both.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.i18n import _
from tui.arguments import Arguments
from tui.verbs import VERBS, before_any_verb, for_every_verb, without_a_verb

if TYPE_CHECKING:
    from tui.commands import Handler
    from tui.verbs import Verb


@dataclass(frozen=True, slots=True)
class ToldOption:
    """One option."""

    flags: tuple[str, ...]
    """How it may be written, such as `-h` and `--help`."""
    value: str
    """What stands for its value in the help; empty when it takes none."""
    text: str
    """What it does, translated."""

    @property
    def values(self) -> tuple[str, ...]:
        """The words it takes; none when it takes any."""
        return tuple(self.value.split("|")) if "|" in self.value else ()

    @property
    def names_a_file(self) -> bool:
        """Whether its value is a path."""
        return _is_path(self.value)


@dataclass(frozen=True, slots=True)
class ToldVerb:
    """One verb."""

    name: str
    summary: str
    """What it does, translated."""
    example: str
    usage: str
    """Its words as they are written after it, translated."""
    words: tuple[tuple[str, str], ...]
    """What stands for each word, and what it is."""
    values: tuple[str, ...]
    """The words it takes first; none when it takes any."""
    options: tuple[ToldOption, ...]

    @property
    def names_a_file(self) -> bool:
        """Whether one of its words is a path."""
        return any(_is_path(shown) for shown, _text in self.words)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """The whole command line."""

    verbs: tuple[ToldVerb, ...]
    everywhere: tuple[ToldOption, ...]
    """What may stand before any verb, or without one."""


def told() -> ToldLine:
    """Everything, in the language in use."""
    anywhere = (*for_every_verb(), *without_a_verb(), *before_any_verb())
    shown_help = ("-h, --help", _("show this help"))
    return ToldLine(
        tuple(_told(entry) for entry in VERBS),
        tuple(_option(shown, text) for shown, text in (*anywhere, shown_help)),
    )


def _told(entry: Verb) -> ToldVerb:
    handler: Handler = import_module(f"tui.commands.{entry.module}").HANDLERS[entry.name]
    arguments = Arguments(f"amis {entry.name}")
    handler.takes(arguments)
    arguments.common()
    rows = arguments.rows()
    return ToldVerb(
        name=entry.name,
        summary=_(entry.summary),
        example=_(entry.example),
        usage=arguments.written(),
        words=tuple(row for row in rows if not row[0].startswith("-")),
        values=arguments.values(),
        options=tuple(_option(*row) for row in rows if row[0].startswith("-")),
    )


def _option(shown: str, text: str) -> ToldOption:
    parts = shown.replace(",", " ").split()
    flags = tuple(part for part in parts if part.startswith("-"))
    return ToldOption(flags, " ".join(parts[len(flags) :]), text)


def _is_path(shown: str) -> bool:
    return shown in {_("PATH"), _("FILE"), _("COPY")}
