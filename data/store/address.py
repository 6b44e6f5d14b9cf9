"""Where a document in a database is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a document in a database is; that of a file is its path."""

    conninfo: str
    """What libpq is told: `postgresql://…`, without what is AMIS's own."""
    workplace: str
    """The name of the workplace in the database."""
    beside: Path
    """A path on this machine that the files beside a document are named after, such as exports."""

    @property
    def url(self) -> str:
        """The address as `AMIS_DOCUMENT` has it."""
        from urllib.parse import quote

        sign = "&" if "?" in self.conninfo else "?"
        return f"{self.conninfo}{sign}workplace={quote(self.workplace)}"
