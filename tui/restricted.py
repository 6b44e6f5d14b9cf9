"""`amis --restricted`: an account that opens AMIS over SSH and nothing else.

What the client sends counts for nothing here but the shape of its terminal: the environment is
thrown away, and a command it asks for is one of AMIS's own, with words that name no file.
"""

from __future__ import annotations

import os
import pwd
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_
from data.text import clean_line
from tui.arguments import typed
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.surroundings import Limits, Surroundings

ORIGINAL: Final = "SSH_ORIGINAL_COMMAND"
"""What the client asked for, as sshd hands it to a forced command."""

UMASK: Final = 0o007
"""What is written is for the owner and the group."""

_TERMINAL: Final = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.@:+-]{1,64}", re.ASCII)
_FILE_NAME: Final = re.compile(r"[^\W_][\w .+-]{0,99}")
_PATH: Final = "/usr/bin:/bin"
_ISOLATED: Final = "AMIS_ISOLATED"

LOOKING: Final = frozenset({"check", "export", "find", "list", "log", "settings", "show", "status"})
"""Verbs that change nothing in the document."""

WRITING: Final = frozenset(
    {"add", "apply", "delete", "done", "hand-on", "later", "redo", "set", "undo"}
)
"""Verbs that change the document and touch no other file."""

_WRITES_FILES: Final = {
    "export": frozenset({"--output", "--overwrite"}),
    "settings": frozenset({"changes"}),
}
"""By verb, what makes it write a file."""

_FIXED: Final = ("--document", "--user", "--restricted", "--read-only", "--trust")
"""Options that belong to whoever wrote the forced command."""


def tame(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment that is left: what the terminal can do, where home is, and who it is.

    The name is the server's word, not the client's: sshd hands on `environment="AMIS_USER=…"` from
    `authorized_keys` where it is told to (`PermitUserEnvironment AMIS_USER`), and nothing of that
    name from the client unless its AcceptEnv says so. In the command it could be read in `ps`.

    Args:
        environ: The environment as the client could have shaped it.
    """
    kept = {
        name: environ[name]
        for name in _TERMINAL
        if name in environ and _PLAIN.fullmatch(environ[name])
    }
    user = clean_line(typed(environ.get("AMIS_USER", "")))
    if user:
        kept["AMIS_USER"] = user
    return {**kept, "HOME": _home(), "PATH": _PATH, "SSH_CONNECTION": "restricted"}


def _home() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_dir
    except KeyError:
        return "/nonexistent"


def isolate(argv: Sequence[str], environ: Mapping[str, str]) -> None:
    """Begin again in a Python that reads no variable and no folder of the user's.

    Does not come back unless that has been done. The first Python has loaded nothing but itself and
    these few lines; a client that may send `PYTHON*` or `LD_*` must be stopped by sshd's AcceptEnv
    all the same, as the manual says.

    Args:
        argv: The arguments after the program's name.
        environ: The environment of the process.
    """
    os.umask(UMASK)
    if sys.flags.isolated and environ.get(_ISOLATED) == "1":
        return
    clean = tame(environ) | {_ISOLATED: "1"}
    # Byte for byte: which letters these are is found out there.
    clean |= {name: environ[name] for name in (ORIGINAL, "AMIS_USER") if name in environ}
    os.execve(  # noqa: S606 - this very program, with nothing of the client's
        sys.executable, [sys.executable, "-I", "-m", "tui", *argv], clean
    )


def asked_for(environ: Mapping[str, str]) -> list[str]:
    """The words of the command the client asked for; none when it wants the program itself.

    Raises:
        Usage: it is no command of AMIS's, or says what only the server may say.
    """
    try:
        words = shlex.split(environ.get(ORIGINAL, ""))
    except ValueError as error:
        raise Usage(N_("The command has an open quotation mark.")) from error
    if not words:
        return []
    if words[0] != "amis":
        raise Usage(N_("Only AMIS can be used here. Connect without a command, or begin it: amis"))
    for word in words[1:]:
        if word == "--":
            break
        if word.partition("=")[0] in _FIXED:
            raise Usage(N_("{option} is decided by the server."), option=word.partition("=")[0])
    return words[1:]


def may_use(name: str, limits: Limits) -> bool:
    """Whether a verb may be used."""
    if limits.read_only:
        return name in LOOKING
    return not limits.restricted or name in LOOKING | WRITING


def left_out(name: str, limits: Limits) -> frozenset[str]:
    """What a verb takes and this user may not give it, as its help calls it."""
    found = {"--document"} if limits.restricted else set()
    if limits.read_only:
        found |= _WRITES_FILES.get(name, frozenset())
    return frozenset(found)


def check_verb(name: str, limits: Limits) -> None:
    """Refuse a verb that may not be used.

    Raises:
        Usage: it may not.
    """
    if may_use(name, limits):
        return
    if limits.read_only:
        raise Usage(
            N_("AMIS is open for reading only here: “{verb}” is not among {known}."),
            verb=name,
            known=", ".join(sorted(LOOKING)),
        )
    raise Usage(
        N_("“{verb}” cannot be used here, only {known}."),
        verb=name,
        known=", ".join(sorted(LOOKING | WRITING)),
    )


def destination(around: Surroundings, named: str) -> Path:
    """Where an export named on the command line goes.

    Raises:
        Usage: it may not go there.
        ExportError: the folder for exports cannot be made.
    """
    if around.limits.read_only:
        raise Usage(N_("AMIS is open for reading only here: leave out --output."))
    if not around.limits.restricted:
        return Path(named)
    name = plain_name(named)
    from data.export.files import export_folder

    return export_folder(around.beside()) / name


def plain_name(named: str) -> str:
    """A file's name that names no folder and hides nothing.

    Raises:
        Usage: it is none.
    """
    name = named.strip()
    if not _FILE_NAME.fullmatch(name):
        raise Usage(
            N_("“{name}” is no plain file name. Files here lie in the folder for exports."),
            name=named,
        )
    return name


def state_folder_beside(around: Surroundings) -> Path:
    """The folder for a user's drafts and settings: by the document, for an account many share.

    Raises:
        StoreError: the document's path is a link that leads in a circle.
    """
    from data.own.places import folder_beside

    return folder_beside(around.beside(), around.identity.user)
