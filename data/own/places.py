"""Where the user's own files live: pure functions over an environment.

The XDG base directories are followed on every system, so that a colleague who logs in on the
shared server finds the same three folders as on the laptop. Nothing here touches the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "amis"
"""The folder AMIS owns inside each base directory."""


def data_folder(environ: Mapping[str, str], home: Path | None = None) -> Path:
    """The folder for documents that have no other place."""
    return _folder(environ, "XDG_DATA_HOME", ".local/share", home)


def state_folder(environ: Mapping[str, str], home: Path | None = None) -> Path:
    """The folder for drafts and crash reports: kept between runs, never worth a backup."""
    return _folder(environ, "XDG_STATE_HOME", ".local/state", home)


def config_folder(environ: Mapping[str, str], home: Path | None = None) -> Path:
    """The folder for the user's settings."""
    return _folder(environ, "XDG_CONFIG_HOME", ".config", home)


def cache_folder(environ: Mapping[str, str], home: Path | None = None) -> Path:
    """The folder for what was found out and can be found out again."""
    return _folder(environ, "XDG_CACHE_HOME", ".cache", home)


def folder_beside(document: Path, user: str) -> Path:
    """The folder beside a document that is one user's own, for an account that many share.

    Args:
        document: The document, links resolved.
        user: The user's name in the history.
    """
    import hashlib

    digest = hashlib.sha256(user.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return document.parent / f".{document.name.removesuffix('.json')}.state" / digest


def _folder(environ: Mapping[str, str], name: str, fallback: str, home: Path | None) -> Path:
    # The specification says that a relative path is to be ignored.
    named = Path(environ.get(name, ""))
    if named.is_absolute():
        return named / NAME
    return (home_folder(environ) if home is None else home) / fallback / NAME


def home_folder(environ: Mapping[str, str]) -> Path:
    """The user's home folder."""
    named = Path(environ.get("HOME", ""))
    # Without HOME (cron, a bare service) the user database still knows.
    return named if named.is_absolute() else Path.home()
