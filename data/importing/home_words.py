"""Lines of a plan that came home which are no field: those AMIS wrote itself, and all others."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from data.export.plan.pages import action_plan, plan_in_one_table
from data.i18n import LANGUAGES, in_language
from data.importing.pieces import markdown_pieces
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.importing.home_file import HomeFile, Saying
    from data.model.document import Document

_COUNTS: Final = re.compile(r"[0-9]+")
_LABEL: Final = re.compile(r"([^:]{1,80}): .*")


def words_besides(
    found: HomeFile, document: Document, day: date, *, exact: bool
) -> Iterator[tuple[Saying | None, str]]:
    """The lines that somebody else wrote, and the record they stand below.

    Args:
        found: What the file says.
        document: The document as it was when the file was written, as far as that is known.
        day: The day it was written, or is read.
        exact: Whether both are known. Where they are not, counts and what is told of the whole
            plan may have been others.
    """
    rest = [(saying, line) for saying, line in found.rest if clean_line(line)]
    for code, make in product(LANGUAGES, (action_plan, plan_in_one_table)):
        if not rest:
            return
        with in_language(code):
            own = _lines(make(document, today=day))
        own = own if exact else own | set(map(_blurred, own))
        rest = [
            (saying, line)
            for saying, line in rest
            if clean_line(line) not in own and (exact or _blurred(clean_line(line)) not in own)
        ]
    yield from rest


@lru_cache(maxsize=2 * len(LANGUAGES))
def _lines(written: str) -> frozenset[str]:
    """The lines of a plan outside its tables; kept, since every answer has it compared again."""
    return frozenset(clean_line(p.text) for p in markdown_pieces(written) if p.kind != "table")


def _blurred(line: str) -> str:
    """A line without what may be another on another day: its counts, and what a label says."""
    label = _LABEL.fullmatch(line)
    return label[1] if label is not None else _COUNTS.sub("0", line)
