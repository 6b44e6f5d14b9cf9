"""What a PDF is made of: the name of its template and the facts that go into it, never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
"""What a template reads; a text in it is text, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper that can be set.

    Attributes:
        template: The name of a file in `templates/`, without its ending.
        facts: What stands on it, all texts in the language they are printed in.
    """

    template: str
    facts: Mapping[str, Json]

    def texts(self) -> Iterator[str]:
        """Every text on it, in order."""
        yield from _texts(dict(self.facts))


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on."""

    name: str
    """Who signs; empty where that is written by hand, too."""
    role: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Markdown that is signed where it is printed.

    Attributes:
        text: The Markdown, as every other form has it.
        lines: Who signs.
        kicker: What kind of paper it is, above its title.
    """

    text: str
    lines: tuple[Signature, ...]
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Markdown with a drawing below its title, where the form can show one.

    Attributes:
        text: The Markdown, as every other form has it.
        picture: The drawing, as SVG made here.
    """

    text: str
    picture: str


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
