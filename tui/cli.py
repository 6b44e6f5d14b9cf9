"""The console script `amis`: arguments in, an exit code out, and never a traceback.

Neither `data` nor `screens`, which are common names, is imported before it is known that the
packages found are AMIS's own. Textual is imported when the program opens, and never by a verb.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TextIO

from tui import quick_imports
from tui.exit_codes import DONE, INTERRUPTED, NOBODY_READS, NOT_UNDERSTOOD, TROUBLE
from tui.late import loaded_later

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from data.own.settings_file import OwnSettings
    from tui.commands import Handler
    from tui.console import Console
    from tui.surroundings import Limits

_UNOPENED: Final = ("demo", "check", "settings", "server-setup", "move", "database")
"""Verbs that open no document, or say themselves who may change it."""

_UNSAID: Final = {
    **dict.fromkeys(("version", "restricted", "read_only", "trust", "linear", "ascii"), False),
    "user": None,
    "theme": None,
}
"""What the options before a verb are when there are none."""

_WITH_VALUE: Final = ("--document", "--language", "--user", "--theme")


def main(
    argv: Sequence[str] | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    stdin: BinaryIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Run AMIS.

    Args:
        argv: The arguments after the program's name; those of the process when not given.
        environ: The environment variables; those of the process when not given.
        stdin: Standard input.
        stdout: Standard output.
        stderr: Standard error.

    Returns:
        The exit code: 0 done, 1 not as asked for, 2 not understood, 3 trouble with a file.
    """
    quick_imports.use()
    from tui.start import seldom_collected, speak_to_all

    with seldom_collected(to_the_end=argv is None):
        with loaded_later("urllib.parse"):
            import pathlib  # noqa: F401 - which uses it for addresses of files alone
        foreign = _foreign_package()
        if foreign:
            (stderr or sys.stderr).write(foreign + "\n")
            return TROUBLE
        from tui.console import Console

        given = os.environ if environ is None else environ
        if stdout is None or stderr is None:
            speak_to_all(given)
        console = Console(stdin or sys.stdin.buffer, stdout or sys.stdout, stderr or sys.stderr)
        return _run(sys.argv[1:] if argv is None else argv, given, console)


def _run(argv: Sequence[str], environ: Mapping[str, str], console: Console) -> int:
    try:
        code = _guarded(argv, environ, console)
        console.stdout.flush()
    except BrokenPipeError:
        _silence(console.stdout)
        return NOBODY_READS
    return code


def _foreign_package() -> str:
    """A sentence when another package has taken the place of one of ours; empty when not.

    It is in English because the catalogue may be what is missing.
    """
    import data
    import screens
    import tui

    ours = _folder(tui)
    for package in (data, screens):
        if _folder(package) != ours:
            return (
                f"AMIS cannot start: another package called {package.__name__} is found before "
                "its own. Install AMIS in an environment of its own, with pipx or uv tool."
            )
    return ""


def _folder(package: object) -> str:
    file = getattr(package, "__file__", None) or ""
    return os.path.dirname(os.path.dirname(os.path.realpath(file)))  # noqa: PTH120 - pathlib is slow


def _guarded(argv: Sequence[str], environ: Mapping[str, str], console: Console) -> int:
    """Carry out what was asked for, and turn every failure into a sentence and a code."""
    from contextlib import suppress

    from data.i18n import set_language
    from tui.surroundings import Usage, chosen_language

    set_language("")
    for named in ("", _language_in(argv)):
        # What is wrong with either is said below, in the best language there is.
        with suppress(Usage):
            set_language(chosen_language(environ, named))
    try:
        return _dispatch(argv, environ, console)
    except (BrokenPipeError, KeyboardInterrupt) as error:
        if isinstance(error, BrokenPipeError):
            raise
        return INTERRUPTED
    except Usage as error:
        console.complain(error.sentence())
        return NOT_UNDERSTOOD
    except Exception as error:
        # Whatever happens, the user gets a sentence.
        from tui.failures import failure

        # A guest leaves nothing behind, not even a report.
        sentence, code = failure(error, environ, reports="--read-only" not in argv)
        console.complain(sentence)
        return code


def _language_in(argv: Sequence[str]) -> str:
    """The language named anywhere among the arguments: help and sentences are to be in it."""
    for place, word in enumerate(argv):
        name, sign, value = word.partition("=")
        if name == "--language":
            return value if sign else "".join(argv[place + 1 : place + 2])
    return ""


def _dispatch(argv: Sequence[str], environ: Mapping[str, str], console: Console) -> int:
    from tui.surroundings import surroundings

    at = _verb_at(argv)
    known = options(argv[:at])
    limits = _limits(known)
    if limits.restricted:
        from tui.restricted import asked_for, isolate, tame

        if environ is os.environ:
            isolate(argv, environ)
        words = list(argv[at:]) or asked_for(environ)
        environ = tame(environ)
        known = options(words[: _verb_at(words)], known)
        argv, at = words, _verb_at(words)
    # The variable is the server's word where its user cannot set it: under --restricted.
    name = known.user or (environ.get("AMIS_USER", "") if limits.restricted else "")
    environ = {**environ, "AMIS_USER": name}
    environ, own = _with_settings(environ, known, limits, argv)
    if at < len(argv):
        return _call(argv[at], argv[at + 1 :], known, environ, console, limits, own)
    if getattr(known, "help", False):
        from tui.verbs import overview

        console.say(overview(limits))
        return DONE
    if known.version:
        from tui.version import version

        console.say(f"amis {version()}")
        return DONE
    from tui.prelude import PRELUDE

    document, language = getattr(known, "document", ""), getattr(known, "language", "")
    around = surroundings(environ, document, language, limits, own)
    PRELUDE.draw(around)
    try:
        from tui.launch import run

        return run(around)
    finally:
        PRELUDE.give_back()


def options(words: Sequence[str], known: Namespace | None = None) -> Namespace:
    """What the options before a verb say, added to what is known already.

    Raises:
        Usage: they do not fit.
    """
    if not words:
        # As people start it: argparse is a hundredth of the start.
        from types import SimpleNamespace

        nothing: Any = SimpleNamespace(**_UNSAID)
        return known or nothing
    from argparse import Namespace

    from data.own.settings import THEME
    from tui.arguments import Arguments, one_of

    top = Arguments("amis")
    top.common()
    for switch in ("version", "restricted", "read-only", "trust", "linear", "ascii"):
        top.option(f"--{switch}", "")
    top.option("--user", "", shown=" ")
    top.option("--theme", "", shown=" ", kind=one_of(*THEME.values))
    return top.read(words, known or Namespace())


def _with_settings(
    environ: Mapping[str, str], known: Namespace, limits: Limits, argv: Sequence[str]
) -> tuple[Mapping[str, str], OwnSettings | None]:
    """The environment with what options say, and with what the user's own settings say besides."""
    from contextlib import suppress

    from data.i18n import set_language
    from data.own.settings import ASCII, LINEAR, THEME, YES
    from tui.settings import own_settings, with_own_settings
    from tui.surroundings import Usage, chosen_language, document_path

    switches = ((LINEAR, known.linear), (ASCII, known.ascii))
    options = {setting.variable: YES for setting, on in switches if on}
    if known.theme:
        options[THEME.variable] = known.theme
    environ = {**environ, **options}
    document = document_path(environ, getattr(known, "document", ""))
    own = own_settings(environ, document, limits)
    if own is None:
        return environ, None
    environ = with_own_settings(environ, own)
    with suppress(Usage):  # said below, as in `_guarded`
        set_language(chosen_language(environ, _language_in(argv)))
    return environ, own


def _limits(known: Namespace) -> Limits:
    from tui.surroundings import Limits

    return Limits(restricted=known.restricted, read_only=known.read_only, trusts=known.trust)


def _verb_at(argv: Sequence[str]) -> int:
    """Where the verb stands: the first word that is neither an option nor an option's value."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] in _WITH_VALUE else 1
    return min(at, len(argv))


def _call(
    name: str,
    words: Sequence[str],
    known: Namespace,
    environ: Mapping[str, str],
    console: Console,
    limits: Limits,
    own: OwnSettings | None,
) -> int:
    from importlib import import_module

    from data.i18n import N_, _
    from tui.arguments import Arguments, typed
    from tui.console import Call
    from tui.surroundings import Usage, surroundings
    from tui.verbs import verb

    entry = verb(name)
    if entry is None:
        raise Usage(N_("“{word}” is no verb. amis --help shows them all."), word=typed(name))
    hidden: frozenset[str] = frozenset()
    if limits.restricted or limits.read_only:
        from tui.restricted import check_verb, left_out

        check_verb(name, limits)
        hidden = left_out(name, limits)
    handler: Handler = import_module(f"tui.commands.{entry.module}").HANDLERS[name]
    arguments = Arguments(f"amis {name}")
    handler.takes(arguments)
    arguments.common()
    known.verb = name
    given = arguments.read(words, known)
    if getattr(given, "help", False):
        console.say(arguments.help_page(_(entry.summary), _(entry.example), hidden))
        return DONE
    document, language = getattr(given, "document", ""), getattr(given, "language", "")
    around = surroundings(environ, document, language, limits, own)
    if not limits.trusts and name not in _UNOPENED:
        from pathlib import Path

        from data.store.trust import check_trusted

        if isinstance(around.place, Path):  # in a database its roles say who changes what
            check_trusted(around.place)
    return handler.run(Call(around, given, console))


def _silence(stream: TextIO) -> None:
    """Keep Python from complaining about the closed pipe once more when it ends."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, number)
    os.close(void)


if __name__ == "__main__":
    sys.exit(main())
