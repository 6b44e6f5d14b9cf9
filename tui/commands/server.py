"""`amis server-setup`: what an administrator copies to a server, and completion and the manual."""

from __future__ import annotations

import grp
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from tui.arguments import Arguments, one_of
from tui.commands import Handler
from tui.exit_codes import DONE
from tui.surroundings import Usage

if TYPE_CHECKING:
    from tui.console import Call
    from tui.server.files import ServerPlaces

_FILES: Final = (
    "sshd",
    "keys",
    "profile",
    "cron",
    "systemd",
    "service",
    "timer",
    "remind-cron",
    "remind-systemd",
)
_SHELLS: Final = ("bash", "zsh", "fish")
_MAN: Final = "man"
_ACCOUNT: Final = "amis"
_MAIL: Final = "root"

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}", re.ASCII)
_ADDRESS: Final = re.compile(r"[A-Za-z0-9_.+@-]{1,254}", re.ASCII)


def _takes(arguments: Arguments) -> None:
    names = (*_FILES, *_SHELLS, _MAN)
    arguments.option(
        "--print",
        _("what to print: files for a server, completion for a shell, or the manual page"),
        shown="|".join(names),
        kind=one_of(*names),
    )
    arguments.option(
        "--group",
        _("the group that shares the document; else the group of its folder"),
        shown=_("NAME"),
    )
    arguments.option(
        "--account",
        _("the account that several share, which sends the weekly mail; else {name}").format(
            name=_ACCOUNT
        ),
        shown=_("NAME"),
        default=_ACCOUNT,
    )
    arguments.option(
        "--mail",
        _("who gets the weekly mail; else {name}").format(name=_MAIL),
        shown=_("ADDRESS"),
        default=_MAIL,
    )


def _server_setup(call: Call) -> int:
    """Print what was asked for.

    Raises:
        Usage: something that has to be filled in is not known, or is no name.
    """
    wanted = call.arguments.print
    if wanted is None:
        raise Usage(
            N_("Say what to print: --print {known}."), known="|".join((*_FILES, *_SHELLS, _MAN))
        )
    if wanted in _SHELLS:
        from tui.server import completion

        call.console.say(getattr(completion, wanted)())
    elif wanted == _MAN:
        from tui.server.manual import manual
        from tui.version import version

        call.console.say(manual(version(), call.surroundings.today()))
    else:
        from tui.server.files import SERVER_FILES

        call.console.say(SERVER_FILES[wanted](_places(call, wanted)))
    return DONE


def _places(call: Call, wanted: str) -> ServerPlaces:
    from tui.server.files import ServerPlaces

    given, around = call.arguments, call.surroundings
    if not (getattr(given, "document", "") or around.environ.get("AMIS_DOCUMENT")):
        raise Usage(N_("Say which document the group shares: --document PATH."))
    place = around.place
    folder = place.parent if isinstance(place, Path) else None
    document = str(place) if isinstance(place, Path) else place.url
    command = _command(around.environ.get("PATH", ""))
    for path in (document, command):
        if not str(path).isprintable():
            raise Usage(N_("The path holds signs that cannot stand in such a file."))
    account, mail = _name(given.account), given.mail
    if not _ADDRESS.fullmatch(mail):
        raise Usage(N_("“{given}” is no address for a mail."), given=mail)
    group = _name(given.group) if given.group else _group_of(folder) if folder else ""
    # Whoever is in the group of root would be locked into AMIS, and the administrator out.
    if wanted == "sshd" and group in {"", "root", "wheel"}:
        raise Usage(N_("Say which group shares the document: --group NAME."))
    return ServerPlaces(command, document, folder, group, account, mail)


def _command(search: str) -> Path:
    """The program as others call it: by the name it is found by, else where it is installed.

    Raises:
        Usage: it is not installed as a command.
    """
    installed = Path(sys.executable).parent / "amis"
    found = shutil.which("amis", path=search)
    if found and os.path.realpath(found) == os.path.realpath(installed):
        return Path(found).absolute()
    if not installed.exists():
        raise Usage(N_("AMIS is not installed as a command that others could call."))
    return installed


def _group_of(folder: Path) -> str:
    """The name of a folder's group; empty when there is no folder or no name."""
    try:
        return grp.getgrgid(folder.stat().st_gid).gr_name
    except (OSError, KeyError):
        return ""


def _name(given: str) -> str:
    if not _PLAIN_NAME.fullmatch(given):
        raise Usage(N_("“{given}” is no name of a group or an account."), given=given)
    return given


HANDLERS: Final = {"server-setup": Handler(_server_setup, _takes)}
