"""Reading arguments: argparse tells options from words; sentences, help and checks are our own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from data.dataclass import dataclass
from data.i18n import LANGUAGES, N_, _
from data.text import clean
from tui.surroundings import Usage

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

_YEARS: Final = (1950, 2150)
_INDENT: Final = "  "
_WIDTH: Final = 80
_NAMES: Final = 18
"""Columns for what options are called; a longer one has a line of its own."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is no option: what a verb works on."""

    name: str
    shown: str
    required: bool
    many: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """An option that is not one of those that every verb takes."""

    flag: str
    kind: Callable[[str], Any] | None
    """What its value is made by; None where it has none."""
    default: Any

    @property
    def name(self) -> str:
        """What it is called in what `read` gives."""
        return self.flag.removeprefix("--").replace("-", "_")


class Arguments:
    """The arguments of one verb, or of the program before the verb.

    Everything wrong with them is raised as `Usage`; the `type` functions below do so themselves.
    """

    def __init__(self, prog: str) -> None:
        self.prog = prog
        self._words: list[_Word] = []
        self._options: list[_Option] = []
        self._help: list[tuple[str, str, str]] = []
        """What a word or option is called by the program and in the help, and what it is."""

    def word(
        self, name: str, shown: str, text: str, *, required: bool = True, many: bool = False,
        values: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Take a word.

        Args:
            name: Its name in what `read` gives; a list there when there may be many.
            shown: What stands for it in the help, translated.
            text: What it is, translated.
            required: Whether it must be there.
            many: Whether it takes all the words that are left.
            values: What it can be, for completion; none when that is not known beforehand.
        """
        self._words.append(_Word(name, shown, required, many, values))
        self._help.append((name, shown, text))

    def option(
        self,
        flag: str,
        text: str,
        *,
        shown: str = "",
        kind: Callable[[str], Any] | None = None,
        default: Any = None,
    ) -> None:
        """Take an option, with a value when `shown` says what stands for it in the help."""
        given = _Option(flag, kind or typed, default) if shown else _Option(flag, None, False)
        self._options.append(given)
        self._help.append((flag, f"{flag} {shown}".strip(), text))

    def common(self) -> None:
        """Tell of the options that may stand before or after any verb."""
        self._help.append(
            (
                "--document",
                f"--document {_('PATH')}",
                _("the document to work in: a path, or an address in PostgreSQL"),
            )
        )
        self._help.append(
            ("--language", f"--language {'|'.join(LANGUAGES)}", _("the language to use"))
        )
        self._help.append(("--help", "-h, --help", _("show this help")))

    def read(self, words: Sequence[str], known: Namespace) -> Namespace:
        """The arguments, added to those already known; after `--` all are words.

        Raises:
            Usage: they do not fit.
        """
        end = words.index("--") if "--" in words else len(words)
        head, tail = words[:end], words[end + 1 :]
        if any(word.startswith("-") for word in head):
            arguments, loose = self._parsed(list(head), known)
        else:
            arguments, loose = known, list(head)
            for option in self._options:
                if not hasattr(known, option.name):
                    setattr(known, option.name, option.default)
        if getattr(arguments, "help", False):
            return arguments
        for word in loose:
            if word.startswith("-") and len(word) > 1 and " " not in word:
                raise self._not_understood(word)
        self._give_out([typed(word) for word in (*loose, *tail)], arguments)
        return arguments

    def _parsed(self, head: list[str], known: Namespace) -> tuple[Namespace, list[str]]:
        """What argparse makes of words among which are options, and the words that are none.

        Raises:
            Usage: they do not fit.
        """
        import argparse

        try:
            return self._parser().parse_known_args(head, known)
        except argparse.ArgumentError as error:
            name = (error.argument_name or "").split("/")[-1]
            # "--json=3" and a missing value are all that is left for argparse to object to.
            if any(word.startswith(f"{name}=") for word in head):
                raise Usage(N_("{option} takes no value."), option=name) from error
            raise Usage(N_("{option} needs a value after it."), option=name) from error

    def _parser(self) -> ArgumentParser:
        """What reads options. Most verbs are given none, and argparse is a thirtieth of them."""
        import argparse

        class Parser(argparse.ArgumentParser):
            def error(_self, _message: str) -> NoReturn:  # noqa: N805 - `self` are the arguments
                self._give_up()

        parser = Parser(prog=self.prog, add_help=False, allow_abbrev=False, exit_on_error=False)
        for option in self._options:
            if option.kind is None:
                parser.add_argument(option.flag, action="store_true", default=False)
            else:
                parser.add_argument(option.flag, type=option.kind, default=option.default)
        keep = argparse.SUPPRESS
        parser.add_argument("--document", default=keep)
        parser.add_argument("--language", default=keep)
        parser.add_argument("-h", "--help", action="store_true", default=keep)
        return parser

    def _give_out(self, words: list[str], arguments: Namespace) -> None:
        for word in self._words:
            taken, words = (words, []) if word.many else (words[:1], words[1:])
            if word.required and not taken:
                raise Usage(
                    N_("{word} is missing. {program} --help shows what can be written."),
                    word=word.shown,
                    program=self.prog,
                )
            setattr(arguments, word.name, taken if word.many else "".join(taken))
        if words:
            raise self._not_understood(words[0])

    def _not_understood(self, word: str) -> Usage:
        return Usage(
            N_("“{word}” is not understood here. {program} --help shows what can be written."),
            word=typed(word),
            program=self.prog,
        )

    def _give_up(self) -> NoReturn:
        """Say what is said when argparse gives up."""
        raise Usage(
            N_("That is not understood. {program} --help shows what can be written."),
            program=self.prog,
        )

    def rows(self, left_out: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """What the help tells of each word and option but some: how it is written, what it is."""
        return [(shown, text) for name, shown, text in self._help if name not in left_out]

    def values(self) -> tuple[str, ...]:
        """What the words can be, as far as that is known beforehand."""
        return tuple(value for word in self._words for value in word.values)

    def written(self, left_out: frozenset[str] = frozenset()) -> str:
        """The words as the help writes them after the verb, but for some."""
        return " ".join(
            (word.shown if word.required else f"[{word.shown}]") + (" …" if word.many else "")
            for word in self._words
            if word.name not in left_out
        )

    def help_page(self, summary: str, example: str, left_out: frozenset[str] = frozenset()) -> str:
        """What the verb does, how it is written, and an example.

        Args:
            summary: What it does, translated.
            example: One that is true, translated.
            left_out: Words and options that this user may not give: they are not told.
        """
        told = self.rows(left_out)
        usage = _("Usage: {text}").format(
            text=" ".join(filter(None, (self.prog, self.written(left_out), _("[options]")))),
        )
        # Imported here: nobody asks for help often, and every verb begins here.
        from tui.wrapping import wrapped

        width = min(max(len(name) for name, _text in told), _NAMES)
        rest = " " * (width + 2 * len(_INDENT))
        rows: list[str] = []
        for name, text in told:
            first = f"{_INDENT}{name:{width}}{_INDENT}"
            if len(name) > width:
                # A break after a bar: what can be chosen from is longer than a line for some.
                parts = wrapped(name.replace("|", "| "), _WIDTH, first=_INDENT, rest=4 * _INDENT)
                rows += [part.replace("| ", "|") for part in parts]
                first = rest
            rows += wrapped(text, _WIDTH, first=first, rest=rest)
        head = [*wrapped(summary, _WIDTH), "", *wrapped(usage, _WIDTH, rest=_INDENT)]
        last = []
        if not any(name in example for name in left_out):
            shown_example = _("Example: {text}").format(text=example)
            last = ["", *wrapped(shown_example, _WIDTH, rest=_INDENT)]
        return "\n".join([*head, "", *rows, *last])


def typed(word: str) -> str:
    """An argument or a variable as text: cleaned, and read as Windows-1252 where it is not UTF-8.

    What counts are the bytes, not what Python made of them: an old terminal sends one for ø, which
    is kept as a lone surrogate, and under an old locale UTF-8 from a file comes as two letters.
    """
    if word.isascii():
        return clean(word)
    try:
        sent = os.fsencode(word)
    except UnicodeEncodeError:
        return clean(word)  # it came from no command line
    try:
        return clean(sent.decode())
    except UnicodeDecodeError:
        return clean(sent.decode("cp1252", "replace"))


def path(word: str) -> str:
    """A type for paths: kept as they are, since a file's name need not be text."""
    if not word:
        raise Usage(N_("A path is missing."))
    return word


def one_of(*allowed: str) -> Callable[[str], str]:
    """A type for options that take one of some words."""

    def check(word: str) -> str:
        if word not in allowed:
            raise Usage(
                N_("“{given}” is not one of {known}."), given=typed(word), known=", ".join(allowed)
            )
        return word

    return check


def whole(low: int, high: int) -> Callable[[str], int]:
    """A type for options that take a whole number within bounds."""

    def check(word: str) -> int:
        number = int(word) if re.fullmatch(r"[0-9]{1,9}", word) else low - 1
        if not low <= number <= high:
            raise Usage(
                N_("“{given}” is not a whole number from {low} to {high}."),
                given=typed(word),
                low=low,
                high=high,
            )
        return number

    return check


year = whole(*_YEARS)
"""A type for options that take a year."""
