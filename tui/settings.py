"""Which setting counts: an option, else a variable, else the user's file, else what is usual.

What the file says becomes a variable that nobody has set, so all who ask go by the same order.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.i18n import N_
from data.own.identity import identify
from data.own.places import config_folder
from data.own.settings import SETTINGS
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from data.own.settings_file import OwnSettings
    from tui.surroundings import Limits

_FILE: Final = "settings.json"


def settings_file(environ: Mapping[str, str], document: Path, limits: Limits) -> Path:
    """The user's own file; beside the document where an account is shared and sees nothing else."""
    if limits.restricted:
        from data.own.places import folder_beside

        return folder_beside(_resolved(document), identify(environ).user) / _FILE
    return config_folder(environ) / _FILE


def _resolved(document: Path) -> Path:
    with suppress(OSError, RuntimeError):
        return document.resolve()
    return document  # what is wrong with it is said when it is opened


def own_settings(environ: Mapping[str, str], document: Path, limits: Limits) -> OwnSettings | None:
    """What the user's file says; None when there is no file, and nothing is loaded then."""
    path = settings_file(environ, document, limits)
    if not os.path.lexists(path):  # pathlib would follow a link
        return None
    from data.own.settings_file import read_settings

    return read_settings(path, follow=not limits.restricted)


def with_own_settings(environ: Mapping[str, str], own: OwnSettings) -> dict[str, str]:
    """The environment, with the user's settings where no variable says otherwise."""
    wanted = {
        setting.variable: own.values[setting.name]
        for setting in SETTINGS
        if setting.name in own.values and not environ.get(setting.variable)
    }
    return {**environ, **wanted}


def check_variables(environ: Mapping[str, str]) -> None:
    """Refuse what a variable says that cannot be, as an option would be refused.

    Raises:
        Usage: there is such a variable.
    """
    for setting in SETTINGS:
        given = environ.get(setting.variable, "")
        if given and setting.read(given) is None:
            raise Usage(
                N_("{variable} is “{given}”, which is not one of {known}."),
                variable=setting.variable,
                given=given,
                known=", ".join(setting.values),
            )
