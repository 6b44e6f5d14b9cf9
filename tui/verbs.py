"""The verbs of the command line: one line and one example each, and the module that carries it out.

A verb's module is imported when it is called. Its `HANDLERS` hold what carries the verb out.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.i18n import N_, _
from tui.surroundings import FREE, Limits

_WIDTH: Final = 80
_NAMES: Final = 8
"""Columns for what verbs are called; a longer one pushes its first line on."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb."""

    name: str
    module: str
    """Under `tui.commands`."""
    summary: str
    """What it does: a message id."""
    example: str
    """A message id, since an example speaks the user's language."""


VERBS: Final = (
    Verb("demo", "documents", N_("Open a filled example that nothing can harm."), N_("amis demo")),
    Verb(
        "new", "documents", N_("Make the document of a workplace."),
        N_('amis new --name "The workshop" --employees 24'),
    ),
    Verb(
        "add", "edit",
        N_("Add an action (H), goal (M), activity (A) or idea (I); prints its number."),
        N_('amis add "H: Noise screen in the workshop owner:Mette due:week 43"'),
    ),
    Verb(
        "set", "edit", N_("Change fields of a record; together they are one edit."),
        N_("amis set H12 status=done due=2026-12-01"),
    ),
    Verb("delete", "edit", N_("Delete a record; undo brings it back."), N_("amis delete H12")),
    Verb(
        "list", "read", N_("List actions, goals, activities, ideas, people and more."),
        N_("amis list actions --open --owner Mette"),
    ),
    Verb("show", "read", N_("Show everything that is filled in on a record."), N_("amis show H12")),
    Verb(
        "find", "read", N_("Find everything that holds some words."), N_("amis find noise screen"),
    ),
    Verb("undo", "edit", N_("Take back your newest edit, this terminal's first."), N_("amis undo")),
    Verb("redo", "edit", N_("Bring back what you took back last."), N_("amis redo")),
    Verb(
        "log", "read", N_("Show who changed what and when, the newest first."),
        N_("amis log H12 --limit 5"),
    ),
    Verb(
        "status", "status", N_("Show what is overdue, due soon or stalled."),
        N_("amis status --days 14 --exit-code"),
    ),
    Verb(
        "done", "remind", N_("Say that an action was carried out, or an activity was."),
        N_("amis done H12 the screens are up"),
    ),
    Verb(
        "later", "remind", N_("Put a deadline off, and say why."),
        N_("amis later H12 week 14 waits for an offer"),
    ),
    Verb(
        "remind", "remind", N_("Send each person one mail with what is theirs."),
        N_("amis remind --dry-run"),
    ),
    Verb(
        "export", "files", N_("Write the action plan, the year wheel, minutes and more."),
        N_("amis export plan --output plan.csv"),
    ),
    Verb(
        "import", "files", N_("Read a plan, minutes that come back, or a calendar."),
        N_("amis import plan.csv --dry-run"),
    ),
    Verb(
        "apply", "apply", N_("Carry out edits given as JSON lines on standard input."),
        N_("amis apply < edits.jsonl"),
    ),
    Verb(
        "backup", "documents", N_("Keep a copy of the document, here or in another place."),
        N_("amis backup /mnt/usb"),
    ),
    Verb(
        "restore", "documents",
        N_("Show the good copies; go back to one, or mend the document."),
        N_("amis restore newest"),
    ),
    Verb(
        "merge", "merging",
        N_("Make one document of two copies that were both changed, also for git."),
        N_('amis merge "amis (conflicted copy).json"'),
    ),
    Verb(
        "move", "database", N_("Move the document to another place, with its history."),
        N_('amis move amis.json "postgresql:///amis?workplace=NAME"'),
    ),
    Verb(
        "database", "database", N_("Print the tables AMIS needs in PostgreSQL, or what is there."),
        N_("amis database --schema | psql -d amis"),
    ),
    Verb(
        "overview", "overview", N_("Show many workplaces at a glance, what calls first on top."),
        N_("amis overview /srv/workplaces --by sector"),
    ),
    Verb(
        "hand-on", "people", N_("Hand on everything a person answers for."),
        N_('amis hand-on "Mette Holm" --to Jonas --left 2026-12-01'),
    ),
    Verb(
        "erase", "people", N_("Take a person out of everything AMIS keeps, for good."),
        N_('amis erase "Mette Holm" --also Mette --yes'),
    ),
    Verb(
        "settings", "settings", N_("Show or change your own settings: language, colours and more."),
        N_("amis settings theme=light"),
    ),
    Verb(
        "check", "documents", N_("Check the document and the folder it lies in."), N_("amis check"),
    ),
    Verb(
        "server-setup", "server",
        N_("Print what a server needs: sshd, cron, completion, the manual page."),
        N_("amis server-setup --print bash"),
    ),
)  # fmt: skip
"""Every verb, in the order of the help."""


def verb(name: str) -> Verb | None:
    """The verb of that name."""
    return next((verb for verb in VERBS if verb.name == name), None)


def overview(limits: Limits = FREE) -> str:
    """The help of the program: a line and an example for each verb.

    Args:
        limits: What the user may not do, which is not told either.
    """
    # Imported here: nobody asks for help often, and every verb begins here.
    from tui.restricted import left_out, may_use
    from tui.wrapping import wrapped

    verbs = [entry for entry in VERBS if may_use(entry.name, limits)]
    width = max(len(entry.name) for entry in verbs if len(entry.name) <= _NAMES)
    rest = " " * (width + 4)
    rows: list[str] = []
    for entry in verbs:
        rows += wrapped(_(entry.summary), _WIDTH, first=f"  {entry.name:{width}}  ", rest=rest)
        if not any(name in entry.example for name in left_out(entry.name, limits)):
            rows += wrapped(_(entry.example), _WIDTH, first=rest, rest=f"{rest}  ")
    everywhere = for_every_verb()
    administrators = [
        _("Before the verb, or without one, for the server's administrator:"),
        *_options(before_any_verb()),
        "",
    ]
    if limits.restricted:
        everywhere = [row for row in everywhere if not row[0].startswith("--document")]
    if limits.restricted or limits.read_only:
        administrators = []
    return "\n".join(
        [
            *wrapped(opening(), _WIDTH),
            "",
            *rows,
            "",
            _("amis VERB --help shows what a verb takes. For every verb:"),
            *_options(everywhere),
            "",
            _("Without a verb:"),
            *_options(without_a_verb()),
            "",
            *administrators,
            *wrapped(closing(), _WIDTH),
        ]
    )


def opening() -> str:
    """What the help begins with."""
    return _("amis opens AMIS in the terminal. With a verb it does one thing and ends:")


def closing() -> str:
    """What the help ends with: what an exit code says."""
    return _("Exit codes: 0 done, 1 not as asked for, 2 not understood, 3 trouble with a file.")


def for_every_verb() -> list[tuple[str, str]]:
    """The options that may stand before or after any verb, and what each does."""
    return [
        (f"--document {_('PATH')}",
         _("the document; else AMIS_DOCUMENT, else the one in your own data folder")),
        ("--language da|en", _("the language; else AMIS_LANGUAGE, your settings, Danish")),
        ("--version", _("the version of AMIS")),
    ]  # fmt: skip


def without_a_verb() -> list[tuple[str, str]]:
    """The options of the program in the terminal, and what each does."""
    return [
        ("--theme auto|dark|light|terminal",
         _("the colours; else AMIS_THEME, else your settings")),
        ("--linear", _("for screen readers: one thing under another, and a cursor that follows")),
        ("--ascii", _("plain signs, for fonts that lack others")),
    ]  # fmt: skip


def before_any_verb() -> list[tuple[str, str]]:
    """The options that stand before the verb, or without one, and what each does."""
    return [
        ("--read-only", _("only look: nothing can be changed")),
        ("--trust", _("open a document that everybody on the machine can change")),
        ("--restricted", _("for an SSH forced command: no other file, no other program")),
        (f"--user {_('NAME')}", _("who is at work, when several share an account")),
    ]


def _options(options: list[tuple[str, str]]) -> list[str]:
    from tui.wrapping import wrapped

    width = max(len(name) for name, _text in options)
    rest = " " * (width + 4)
    return [
        line
        for name, text in options
        for line in wrapped(text, _WIDTH, first=f"  {name:{width}}  ", rest=rest)
    ]
