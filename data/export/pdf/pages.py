"""Any text of ours as a paper: what Markdown says, set as a printed page sets it.

The words are those of the Markdown, in its order: minutes that were approved are printed as they
were approved. What they look like is found in their shape: facts become a table, what the law asks
for a mark at its heading, what was decided has a bar beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.export.pdf.blocks import blocks, named, plain
from data.export.pdf.goals_table import with_goals_in_a_table
from data.export.pdf.paper import Printout, Signed
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.export.pdf.blocks import Block
    from data.export.pdf.paper import Json, Signature

WIDTH: Final = 172.0
"""Of the text on the page, in millimetres."""

_MANY, _SHORT, _LONG = 4, 150, 1500
"""Facts from so many, each up to so many letters, stand in two columns; up to so many in all on
one page."""

_MOST_TOGETHER: Final = 2500
"""Letters that are kept on one page: more of them might not fit on one, and be lost."""

_ITEM: Final = 3
"""The level of an agenda item's heading."""


def pages(source: str | Signed, title: str, today: date, place: str = "") -> Printout:
    """The paper, in the language in use.

    Args:
        source: Markdown from `data.export`, signed or not.
        title: What it is called, as typed.
        today: The day it is printed.
        place: The workplace's name; empty where there is none.
    """
    signed = source if isinstance(source, Signed) else Signed(source, ())
    # A list of contents with pages is made where there are many of them.
    written = _without(blocks(signed.text, width=WIDTH), _("Contents"))
    read = with_goals_in_a_table(_framed(list(written)), WIDTH)
    if signed.lines:
        read = list(_without(read, _("Signatures")))
    shaped = _all_shaped(read)
    made: list[Json] = list(_signed(shaped, signed.lines) if signed.lines else shaped)
    return Printout(
        "pages",
        {
            "title": title,
            "kicker": signed.kicker,
            "foot": foot(place, title, today),
            "contents": _("Contents"),
            "lead": _lead(shaped),
            "blocks": made,
        },
    )


def shaped_blocks(markdown: str, width: float) -> list[Block]:
    """The blocks of a text that stands behind something else on a paper.

    Args:
        markdown: Markdown from `data.export`.
        width: How wide the page's text is, in millimetres.
    """
    return _all_shaped(blocks(markdown, width=width))


def _all_shaped(read: Sequence[Block]) -> list[Block]:
    return [_sized(block) for block in _merged(list(_shaped(read)))]


def foot(place: str, title: str, today: date) -> str:
    """What stands at the foot of every page."""
    printed = _("printed {day}").format(day=long_date(today))
    return " · ".join(filter(None, (place, title, printed)))


def _lead(shaped: Sequence[Block]) -> int:
    """How many blocks stand before a list of contents: the title and the facts below it."""
    for number, block in enumerate(shaped):
        if block["kind"] == "heading" and block["level"] != 1:
            return number
    return len(shaped)


def _framed(read: list[Block]) -> list[Block]:
    """The first facts below the title between lines."""
    if len(read) > 1 and read[0]["kind"] == "heading" and read[1]["kind"] == "facts":
        read[1] = {**read[1], "framed": True}
    return read


def _shaped(read: Sequence[Block]) -> Iterator[Block]:
    """Marks at headings, bars beside decisions, names beside their lists."""
    item = False
    level = _ITEM
    at = 0
    while at < len(read):
        block = read[at]
        after = read[at + 1] if at + 1 < len(read) else None
        if block["kind"] == "heading":
            level = _item_level(block, level)
            item = block["level"] == level
            slanting = after is not None and _slanting(after)
            if item and slanting and after is not None:
                block = {**block, "pill": plain(after["text"])}
                at += 1
            yield block
        elif (name := _name_alone(block)) and after is not None and after["kind"] == "list":
            made = _under(name, after, read[at + 2 :])
            yield {"kind": "indented", "blocks": [made]} if item else made
            at += 1
        elif item and block["kind"] in {"paragraph", "list"}:
            yield {"kind": "indented", "blocks": [block]}
        else:
            yield block
        at += 1


def _item_level(heading: Block, level: int) -> int:
    """The level of agenda items from a heading on: minutes may stand in a paper that holds more."""
    own = heading["level"]
    if isinstance(own, int) and plain(heading["text"]) == _("Agenda"):
        return own + 1
    return _ITEM if isinstance(own, int) and own < level else level


def _merged(shaped: Sequence[Block]) -> Iterator[Block]:
    """Facts that follow each other as one table of them."""
    before: Block | None = None
    for block in shaped:
        both = before is not None and before["kind"] == block["kind"] == "facts"
        if both and before is not None and not before.get("framed"):
            rows, more = before["rows"], block["rows"]
            if isinstance(rows, list) and isinstance(more, list):
                before = {**before, "rows": [*rows, *more]}
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _sized(block: Block) -> Block:
    """Facts with how they are set: side by side where they are short and many, on one page."""
    if block["kind"] == "indented" and isinstance(block["blocks"], list):
        inner = [_sized(one) for one in block["blocks"] if isinstance(one, dict)]
        return {**block, "blocks": list(inner)}
    if block["kind"] != "facts" or not isinstance(block["rows"], list):
        return block
    lengths = [sum(map(len, Printout("", {"row": row}).texts())) for row in block["rows"]]
    paired = (
        "lines" not in block
        and len(lengths) >= _MANY
        and max(lengths) <= _SHORT
        and all(_one_line(row) for row in block["rows"])
    )
    return {**block, "paired": paired, "whole": sum(lengths) <= _LONG}


def _one_line(row: Json) -> bool:
    told = row["told"] if isinstance(row, dict) else []
    return (
        isinstance(told, list)
        and len(told) == 1
        and isinstance(told[0], dict)
        and told[0]["kind"] == "paragraph"
    )


def _slanting(block: Block) -> bool:
    text = block.get("text")
    return (
        block["kind"] == "paragraph"
        and isinstance(text, list)
        and bool(text)
        and all(isinstance(run, list) and run[1] == "i" for run in text)
    )


def _name_alone(block: Block) -> str:
    """The name that a paragraph consists of; empty where there is more in it."""
    found = named(block["text"]) if block["kind"] == "paragraph" else None
    return found[0] if found is not None and not found[1] else ""


def _under(name: str, listed: Block, later: Sequence[Block]) -> Block:
    """A list with its name: a decision, a line of numbers, or lines beside the name."""
    items = listed["items"]
    bodies: list[list[Json]] = [
        inner["blocks"]
        for inner in (items if isinstance(items, list) else [])
        if isinstance(inner, dict) and isinstance(inner["blocks"], list)
    ]
    if f"{name}:" == _("Decided:"):
        if len(bodies) == 1:
            return {"kind": "decided", "name": f"{name}:", "blocks": bodies[0]}
        return {"kind": "decided", "name": f"{name}:", "blocks": [listed]}
    if f"{name}:" == _("Came of it:"):
        told = _numbers(bodies, later)
        if told:
            return {"kind": "grey", "text": [[f"{name}: {told}", ""]]}
    rows: list[Json] = [block for body in bodies for block in body]
    return {"kind": "facts", "rows": [{"name": name, "told": rows}], "lines": True}


def _numbers(bodies: Sequence[Sequence[Json]], later: Sequence[Block]) -> str:
    """The numbers of what tables further down tell of; empty where one is in none of them."""
    known = {
        plain(row["cells"][0])
        for block in later
        if block["kind"] == "table" and isinstance(block["rows"], list)
        for row in block["rows"]
        if isinstance(row, dict) and isinstance(row["cells"], list) and row["cells"]
    }
    numbers = []
    for body in bodies:
        first = body[0] if body and isinstance(body[0], dict) else {}
        words = plain(first.get("text")).partition(":")[0].split()
        if len(body) != 1 or not words or words[-1] not in known:
            return ""
        numbers.append(words[-1])
    return ", ".join(numbers)


def _without(read: Sequence[Block], title: str) -> Iterator[Block]:
    """The blocks without a section: its lines to sign on are drawn as lines here."""
    leaving = False
    for block in read:
        if block["kind"] == "heading" or block["kind"] == "small":
            leaving = block["kind"] == "heading" and plain(block["text"]) == title
        if not leaving:
            yield block


def _signed(shaped: list[Block], lines: Sequence[Signature]) -> list[Block]:
    """The last section with lines to sign on, on one page with what is below it."""
    headings = [n for n, block in enumerate(shaped) if block["kind"] == "heading"]
    last = headings[-1] if headings else len(shaped)
    ahead = {_("Next discussion"), _("Next status meeting")}
    if len(headings) > 1 and plain(shaped[headings[-2]]["text"]) in ahead:
        last = headings[-2]
    small = [n for n, block in enumerate(shaped) if block["kind"] == "small"]
    end = small[-1] if small else len(shaped)
    signing: list[Json] = [{"name": line.name, "role": line.role} for line in lines]
    rest: list[Json] = [*shaped[last:end], {"kind": "signatures", "lines": signing}]
    rest += shaped[end:]
    if sum(map(len, Printout("", {"rest": rest}).texts())) > _MOST_TOGETHER:
        return [*shaped[:last], *shaped[last:end], {"kind": "signatures", "lines": signing},
                *shaped[end:]]  # fmt: skip
    return [*shaped[:last], {"kind": "together", "blocks": rest}]
