"""The one door from text to Markdown: typed text in, Markdown out in which it is only text.

Every function takes text as people typed it and escapes it; none takes Markdown unless its name
for it says so. Only what would act is escaped, so that the result reads well in a plain editor:
"10-12", "kl. 9.30", "file_name" and "R&D" stay as they are. Checked against CommonMark with the
tables, strikethrough and bare links of GitHub's dialect.

An e-mail address is left alone: GitHub's readers make it a link whatever is done to it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from data.text import clean_line, clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKUP: Final = re.compile(
    r"""
    (?P<inert>
        (?<=[^\W_])_+(?=[^\W_])         # inside a word an underscore does nothing,
      | (?<=\ )[*_$](?=\ )              # nor does what stands alone;
      | (?<![^\ ])~(?=[^\W_])           # this could begin something, but nothing will end it
    )
  | \\(?=[!-/:-@\[-`{-~]|$)             # a backslash that would escape what follows
  | [`*_~$\[]
  | <(?=[A-Za-z/!?]|$)                  # tags, comments and addresses in angle brackets
  | &(?=(?:\#[0-9A-Za-z]{1,8}|[A-Za-z][0-9A-Za-z]{1,31})(?:;|$))
  | (?<=[A-Za-z]):(?=//)                # http://
  | (?<=(?<![^\W_])[Ww]{3})\.           # www.
    """,
    re.VERBOSE,
)
"""What acts inside a line; the end of the text counts as if anything could follow."""

_IN_PAIRS: Final = "`*_~$"
"""What acts only together with another of its kind in the same paragraph."""

_LINKS: Final = re.compile(r"\][(\[]")
"""What makes a link of a bracket before it; definitions of links are never in what is made here."""

_OPENING: Final = re.compile(
    r"""
    (?P<number>[0-9]{1,9})(?=[.)](?:\ |$))   # a numbered list: the mark after the number acts
  | (?=\#{1,6}(?:\ |$)                       # heading
      | [-+*](?:\ |$)                        # list
      | \[                                   # a box to tick, what a link stands for
      | [>|]                                 # quotation, table
      | :[\ -]                               # definition, the second line of a table
      | [-=:][-=:|\ ]*$                      # the second line of a heading or a table, a rule
    )
    """,
    re.VERBOSE,
)
"""What acts at the start of a line only."""

_CLOSING: Final = re.compile(r"(?<![^ ])(?=#+$)")
"""Before the run of # that a heading would lose at its end."""

_ADDRESS: Final = re.compile(r"https?://(?:[A-Za-z0-9./%=?-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))+")
"""Of letters that do nothing in Markdown."""

_BACKSLASH: Final = r"\\"

_ENDINGS: Final = (".", ",", ";", ":", "!", "?", "…")


def text(text: str) -> str:
    """Text on one line that may stand anywhere, also first on its line."""
    line = clean_line(text)
    return _first(line, _without_mate(line))


def inside(text: str) -> str:
    """Text on one line that stands after something else on its line.

    One such text in a paragraph is as much as may be: beside another one a sign that has no mate
    could find it there. What stands in `strong` is beside it without harm.
    """
    line = clean_line(text)
    return _inside(line, _without_mate(line))


def emphasised(text: str) -> str:
    """Text on one line in italics; let a blank, a mark or nothing follow it, never a letter."""
    shown = _inside(clean_line(text))
    return f"*{shown}*" if shown else ""


def _first(line: str, inert: frozenset[str]) -> str:
    shown = _inside(line, inert)
    opening = _OPENING.match(shown)
    return f"{shown[: opening.end()]}\\{shown[opening.end() :]}" if opening else shown


def _inside(line: str, inert: frozenset[str] = frozenset()) -> str:
    """The line with what acts escaped, except signs that do nothing in the text it belongs to."""

    def shown(found: re.Match[str]) -> str:
        return found[0] if found["inert"] or found[0] in inert else f"\\{found[0]}"

    return _MARKUP.sub(shown, line)


def _without_mate(text: str) -> frozenset[str]:
    """The signs that do nothing in a text, because what they would need beside them is not there.

    A footnote's star or the one price in dollars is to be read as it was typed.
    """
    acting = Counter(found[0] for found in _MARKUP.finditer(text) if not found["inert"])
    inert = {sign for sign in _IN_PAIRS if acting[sign] == 1}
    return frozenset(inert if _LINKS.search(text) else inert | {"["})


def block(text: str) -> str:
    """Text of several lines as paragraphs: a line stays a line, an empty one parts paragraphs."""
    # Two blanks end a line as a backslash does, and are no mark that anybody has to read over.
    paragraphs = []
    for lines in _paragraphs(text):
        inert = _without_mate("\n".join(lines))
        paragraphs.append("  \n".join(_first(line, inert) for line in lines))
    return "\n\n".join(paragraphs)


def _paragraphs(text: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in clean_lines(text).split("\n"):
        shown = " ".join(line.split())
        if shown:
            paragraphs[-1].append(shown)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [lines for lines in paragraphs if lines]


def strong(text: str) -> str:
    """Text on one line in bold; let a blank, a mark or nothing follow it, never a letter."""
    shown = _inside(clean_line(text))
    return f"**{shown}**" if shown else ""


def heading(level: int, text: str) -> str:
    """A heading of level 1 to 6."""
    return f"{'#' * level} {_CLOSING.sub(_BACKSLASH, inside(text), count=1)}".rstrip()


def bullet(text: str) -> str:
    """An item of a list; its further lines and paragraphs belong to it."""
    return item(block(text))


def item(markdown: str) -> str:
    """An item of a list that holds Markdown made here."""
    first, *others = markdown.split("\n")
    return "\n".join(
        [f"- {first}" if first else "-", *(f"  {line}" if line else "" for line in others)]
    )


def address(url: str) -> str:
    """The address of a source of ours as it can be copied; anything unusual is text like any other.

    GitHub's readers make a link of it, which is what an address is for.
    """
    return url if _ADDRESS.fullmatch(url) else inside(url)


def cell(text: str) -> str:
    """Text in a cell of a table; its lines are run together."""
    whole = run_together(text)
    return _inside(whole, _without_mate(whole)).replace("|", "\\|")


def run_together(text: str) -> str:
    """The lines of a text on one line, each parted from the next by a mark."""
    parts: list[str] = []
    for line in (line for lines in _paragraphs(text) for line in lines):
        if parts:
            parts.append(" " if parts[-1].endswith(_ENDINGS) else "; ")
        parts.append(line)
    return "".join(parts)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are not padded, so that one changed cell is one changed line.

    Args:
        header: the columns' names.
        rows: as many texts as there are columns, each; one alone is what the rows below it have in
            common, in bold.
    """
    wide = len(header)
    lines = [_row(header), f"|{'---|' * wide}"]
    lines += [_title(row[0], wide) if len(row) == 1 < wide else _row(row) for row in rows]
    return "\n".join(lines)


def _title(text: str, wide: int) -> str:
    return f"| **{cell(text)}** |{' |' * (wide - 1)}"


def _row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(map(cell, texts))} |"


def joined(blocks: Iterable[str]) -> str:
    """Blocks of Markdown made here as one text: an empty line between them, empty ones left out."""
    return "\n\n".join(filter(None, blocks)) + "\n"
