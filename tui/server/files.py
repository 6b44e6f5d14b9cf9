"""What an administrator copies to a server, with the paths of this installation filled in.

There is no secret and no host name in any of it. Each text begins with where it belongs.
"""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS_FILE: Final = "/etc/ssh/amis_keys"
"""Where the common account's keys lie: only root writes there."""

_UNITS: Final = "/etc/systemd/system"


@dataclass(frozen=True, slots=True)
class Weekly:
    """What is run each Monday; what it says is mailed to who looks after it, when it ends ill."""

    unit: str
    """The name of its timer."""
    file: str
    """Its crontab."""
    time: str
    verb: tuple[str, ...]
    told: str
    """What it is for: a message id."""
    short: str
    """The same for a list of services: a message id."""


STATUS: Final = Weekly(
    "amis-mail", "/etc/cron.d/amis", "07:00", ("status", "--exit-code"),
    N_("Mondays at 7 a mail with what is overdue, or what is wrong; else no mail."),
    N_("AMIS: what is overdue, by mail"),
)  # fmt: skip
REMINDERS: Final = Weekly(
    "amis-remind", "/etc/cron.d/amis-remind", "07:15", ("remind",),
    N_("Mondays at 7.15 each gets a mail with what is theirs; who could not be reached is told."),
    N_("AMIS: reminders, by mail"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServerPlaces:
    """Where things are on the server, and who they are for."""

    command: Path
    """The program, as others call it."""
    document: str
    """The document's path, or its address in a database."""
    folder: Path | None
    """The folder it lies in, which says who may open it; None for a database, which says so."""
    group: str
    """The group that shares the document."""
    account: str
    """The account that several share, which also sends the weekly mail."""
    mail: str
    """Who gets that mail."""

    def forced(self, *limits: str) -> str:
        """The command a restricted login runs, for the shell that sshd hands it to."""
        words = [str(self.command), "--restricted", *limits, "--document", self.document]
        return shlex.join(words)

    def asking(self, *verb: str) -> list[str]:
        """The words of a verb that is run on the document."""
        return [str(self.command), "--document", self.document, *verb]


def sshd(places: ServerPlaces) -> str:
    """For sshd: a group that opens AMIS and nothing else, and one account that several share."""
    everybody = _("Everybody in the group, each on an account of their own.")
    out = _("They get no shell: an account that runs the server stays out of the group.")
    common = _("One account that several share. Each of its keys says whose it is: {command}")
    before = _("This line is for the whole server and comes before every Match.")
    limits = ["PermitTTY yes", "DisableForwarding yes", "PermitUserRC no", "AcceptEnv LANG LC_*"]
    return "\n".join(
        [
            _file("/etc/ssh/sshd_config.d/amis.conf"),
            f"# {before}",
            "PermitUserEnvironment AMIS_USER",
            "",
            f"# {everybody}",
            f"# {out}",
            f"Match Group {places.group} User *,!{places.account}",
            f"    ForceCommand {places.forced()}",
            # Their own file of keys, or ~/.ssh/environment, would say who they are.
            "    SetEnv AMIS_USER=",
            *(f"    {limit}" for limit in limits),
            "",
            f"# {common.format(command='amis server-setup --print keys')}",
            f"Match User {places.account}",
            f"    AuthorizedKeysFile {KEYS_FILE}",
            "    AuthenticationMethods publickey",
            *(f"    {limit}" for limit in limits),
        ]
    )


def keys(places: ServerPlaces) -> str:
    """For the common account: a key that works in AMIS, and a guest's."""
    return "\n".join(
        [
            _file(KEYS_FILE),
            f"# {_('Only root may write this file; one line for each key.')}",
            _key(places, _("Mette Holm")),
            f"# {_('A guest looks and writes nothing.')}",
            _key(places, _("The inspector"), "--read-only"),
        ]
    )


def _key(places: ServerPlaces, name: str, *limits: str) -> str:
    command = places.forced(*limits).replace("\\", "\\\\").replace('"', '\\"')
    return f'restrict,pty,environment="AMIS_USER={name}",command="{command}" ssh-ed25519 AAAA…'


def profile(places: ServerPlaces) -> str:
    """For the shells of everybody: the group's document, and one line when they log in."""
    document = shlex.quote(places.document)
    short = shlex.join([str(places.command), "status", "--short"])
    if places.folder is None:
        return "\n".join(
            [
                _file("/etc/profile.d/amis.sh"),
                f"# {_('Those who are not admitted to the workplace see nothing of this.')}",
                f"export AMIS_DOCUMENT={document}",
                f"case $- in *i*) {short} 2>/dev/null ;; esac",
            ]
        )
    folder = shlex.quote(str(places.folder))
    silent = _("Those whom the folder is closed to see nothing of this.")
    return "\n".join(
        [
            _file("/etc/profile.d/amis.sh"),
            f"# {silent}",
            f"if [ -x {folder} ]; then",
            f"    export AMIS_DOCUMENT={document}",
            f"    if [ -r {document} ]; then",
            f"        case $- in *i*) {short} ;; esac",
            "    fi",
            "fi",
        ]
    )


def cron(weekly: Weekly, places: ServerPlaces) -> str:
    """For cron: a mail each Monday with what is to be said; it names all paths it needs."""
    ask = shlex.join(places.asking(*weekly.verb)).replace("%", "\\%")
    answer = f"text=$({ask} 2>&1) || printf '\\%s\\n' \"$text\""
    hour, minute = map(int, weekly.time.split(":"))
    return "\n".join(
        [
            _file(weekly.file),
            f"# {_(weekly.told)}",
            "SHELL=/bin/sh",
            f"PATH={places.command.parent}:/usr/local/bin:/usr/bin:/bin",
            "LANG=C.UTF-8",
            'CONTENT_TYPE="text/plain; charset=UTF-8"',
            f"MAILTO={places.mail}",
            f"{minute} {hour} * * 1  {places.account}  {answer}",
        ]
    )


def service(weekly: Weekly, places: ServerPlaces) -> str:
    """For systemd: what the timer starts. It needs a `sendmail`, which every mail server brings."""
    script = (
        'text=$("$@" 2>&1) || printf "To: %s\\nSubject: AMIS\\nMIME-Version: 1.0\\n'
        'Content-Type: text/plain; charset=UTF-8\\n\\n%s\\n" "$0" "$text" | /usr/sbin/sendmail -t'
    )
    words = ["/bin/sh", "-c", script, places.mail, *places.asking(*weekly.verb)]
    return "\n".join(
        [
            _file(f"{_UNITS}/{weekly.unit}.service"),
            f"# {_(weekly.told)}",
            "[Unit]",
            f"Description={_(weekly.short)}",
            "",
            "[Service]",
            "Type=oneshot",
            f"User={places.account}",
            "Environment=LANG=C.UTF-8",
            f"ExecStart={' '.join(_unit_word(word) for word in words)}",
        ]
    )


def timer(weekly: Weekly, _places: ServerPlaces) -> str:
    """For systemd: when the mail is sent; a Monday the machine slept through is made up for."""
    return "\n".join(
        [
            _file(f"{_UNITS}/{weekly.unit}.timer"),
            "[Unit]",
            f"Description={_(weekly.short)}",
            "",
            "[Timer]",
            f"OnCalendar=Mon {weekly.time}",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]
    )


def systemd(weekly: Weekly, places: ServerPlaces) -> str:
    """Commands for a shell that write both files and start the timer."""
    unit = f"{_UNITS}/{weekly.unit}"
    units = {f"{unit}.service": service(weekly, places), f"{unit}.timer": timer(weekly, places)}
    return "\n".join(
        [
            *(f"cat > {path} <<'AMIS'\n{text}\nAMIS" for path, text in units.items()),
            "systemctl daemon-reload",
            f"systemctl enable --now {weekly.unit}.timer",
        ]
    )


SERVER_FILES: Final[dict[str, Callable[[ServerPlaces], str]]] = {
    "sshd": sshd,
    "keys": keys,
    "profile": profile,
    "cron": partial(cron, STATUS),
    "systemd": partial(systemd, STATUS),
    "service": partial(service, STATUS),
    "timer": partial(timer, STATUS),
    "remind-cron": partial(cron, REMINDERS),
    "remind-systemd": partial(systemd, REMINDERS),
}
"""What can be printed, by the name it is asked for with."""


def _file(path: str) -> str:
    return f"# {path}"


def _unit_word(word: str) -> str:
    """One word of a command in a unit file, where backslash, quotes, `%` and `$` say something."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, written)
    return f'"{word}"'
