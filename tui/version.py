"""The program's version; in a module of its own because asking for it takes time."""

from __future__ import annotations


def version() -> str:
    """The version as installed; `0` when the program runs without having been installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("amis")
    except PackageNotFoundError:
        return "0"
