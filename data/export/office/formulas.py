"""Texts that a spreadsheet may take for a formula, and how they are kept from acting."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
"""What spreadsheets may take for the start of a formula; blanks and quotes before it count too."""


def acts(text: str) -> bool:
    """Whether spreadsheets may take the text for a formula."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet reckons with: an apostrophe before what would act."""
    return f"'{text}" if acts(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and acts(text) else text
