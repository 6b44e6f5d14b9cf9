"""Who uses the program: what colleagues see in the history, and whose edits undo takes back."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Identity:
    """Who uses the program."""

    user: str
    """Name in the history: what colleagues know the person by."""
    full_name: str = ""


def identify(environ: Mapping[str, str]) -> Identity:
    """The user: `AMIS_USER` when it says something, else the account's person, else its name.

    The command line puts there what `--user` says, and lets through what the environment says only
    where the user cannot set it.

    Logins on a municipality's server are often numbers, so the full name is preferred.
    """
    login, full_name = _account()
    return Identity(clean_line(environ.get("AMIS_USER", "")) or full_name or login, full_name)


def _account() -> tuple[str, str]:
    """Login and full name (empty when not kept); the number stands in for an unknown login."""
    number = os.geteuid()
    try:
        entry = pwd.getpwuid(number)
    except KeyError:
        return str(number), ""
    return clean_line(entry.pw_name) or str(number), clean_line(entry.pw_gecos.split(",")[0])
