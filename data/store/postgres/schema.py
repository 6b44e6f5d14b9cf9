"""The tables, as the SQL that makes them, and whether a database has them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NEWEST: Final = 1
"""The number of the last step in `schema.sql`."""


def schema() -> str:
    """The SQL that makes the tables, or brings older ones up; run again, it changes nothing."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
