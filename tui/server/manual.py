"""The manual page amis(1), made from the help: ASCII with roff's names for other letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.i18n import _
from tui.server.told import told
from tui.verbs import closing, opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tui.server.told import ToldOption, ToldVerb


def manual(version: str, today: date) -> str:
    """The page, in the language in use.

    Args:
        version: The version of AMIS it is made by.
        today: The day it is made.
    """
    line = told()
    rows = [
        f'.TH AMIS 1 "{today.isoformat()}" "AMIS {roff(version)}"',
        f".SH {_heading(_('NAME'))}",
        f"amis \\- {roff(_('the systematic work-environment year of a workplace'))}",
        f".SH {_heading(_('SYNOPSIS'))}",
        f".B amis\n{roff(_('[options]'))}",
        f".br\n.B amis\n{roff(_('[options]'))} {roff(_('VERB'))} …".replace("…", roff("…")),
        f".SH {_heading(_('DESCRIPTION'))}",
        roff(opening()),
        f".SH {_heading(_('VERBS'))}",
        *(row for verb in line.verbs for row in _verb(verb)),
        f".SH {_heading(_('OPTIONS'))}",
        *_options(line.everywhere),
        f".SH {_heading(_('EXIT STATUS'))}",
        roff(closing()),
    ]
    return "\n".join(rows)


def _verb(verb: ToldVerb) -> Iterator[str]:
    yield ".TP"
    yield f".B amis {roff(verb.name)} \\fR{roff(verb.usage)}"
    yield roff(verb.summary)
    yield ".RS"
    for shown, text in verb.words:
        yield from _item(roff(shown), text)
    own = [option for option in verb.options if option.flags[-1] not in _EVERY]
    yield from _options(own)
    yield ".PP"
    yield f"\\fI{roff(verb.example)}\\fR"
    yield ".RE"


_EVERY = frozenset({"--document", "--language", "--help"})


def _options(options: Iterable[ToldOption]) -> Iterator[str]:
    for option in options:
        flags = ", ".join(f"\\fB{roff(flag)}\\fR" for flag in option.flags)
        yield from _item(f"{flags} {roff(option.value)}".rstrip(), option.text)


def _item(term: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield term
    lines = text.split("\n")
    for number, part in enumerate(lines):
        if number:
            yield ".br"
        yield roff(part)


def _heading(text: str) -> str:
    return f'"{roff(text.upper())}"'


def roff(text: str) -> str:
    """A text as roff prints it: nothing in it is a request, and every letter is ASCII."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    named = re.sub(r"[^\x00-\x7f]", lambda letter: f"\\[u{ord(letter[0]):04X}]", escaped)
    return f"\\&{named}" if named.startswith((".", "'")) else named
