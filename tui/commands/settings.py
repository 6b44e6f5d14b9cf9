"""`amis settings`: one's own settings for every document, and where that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, set_language
from data.own.settings import LANGUAGE, SETTINGS, setting_named
from data.own.settings_file import keep_settings, read_settings
from tui.commands import Handler
from tui.exit_codes import DONE
from tui.settings import settings_file
from tui.surroundings import Usage, chosen_language
from tui.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from data.own.settings import Setting
    from data.own.settings_file import OwnSettings
    from tui.arguments import Arguments
    from tui.console import Call

_ABOUT: Final = {
    "language": N_("the language of the screen; a document has its own"),
    "theme": N_("the colours: as the terminal suggests, dark, light, or the terminal's own"),
    "linear": N_("for screen readers: one thing under another, and a cursor that follows"),
    "ascii": N_("plain signs, for fonts that lack others"),
}


def _takes(arguments: Arguments) -> None:
    every = tuple(f"{each.name}={value}" for each in SETTINGS for value in each.values)
    names = "; ".join(f"{setting.name}={'|'.join(setting.values)}" for setting in SETTINGS)
    arguments.word("changes", _("NAME=VALUE"), names, required=False, many=True, values=every)


def _settings(call: Call) -> int:
    """Change what was asked for, or show how everything is.

    Raises:
        Usage: there is no such setting, or it cannot be so; or nothing may be written.
        NotKept: the disk said no.
    """
    around = call.surroundings
    path = settings_file(around.environ, around.document, around.limits)
    changes = dict(_change(word) for word in call.arguments.changes)
    if changes and around.limits.read_only:
        raise Usage(N_("AMIS is open for reading only here: nothing is kept."))
    follow = not around.limits.restricted
    aside = keep_settings(path, changes, follow=follow) if changes else None
    own = read_settings(path, follow=follow)
    if "language" in changes:
        environ = {**around.environ, LANGUAGE.variable: changes["language"]}
        set_language(chosen_language(environ, getattr(call.arguments, "language", "")))
    if aside is not None:
        text = _("What could not be read is kept as {path}.")
        call.console.complain(text.format(path=aside))
    for remark in own.remarks:
        call.console.complain(remark.sentence())
    columns = width_of(call.console.stdout)
    width = max(len(setting.name) for setting in SETTINGS)
    for setting in SETTINGS:
        value, whence = _in_force(setting, call, own)
        first = f"{setting.name:{width}}  {value:8}  "
        text = f"{_(_ABOUT[setting.name])} ({whence})"
        for line in wrapped(text, columns, first=first, rest=" " * len(first)):
            call.console.say(line)
    call.console.say(_("Kept in {path}").format(path=path))
    return DONE


def _change(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    setting = setting_named(name.strip())
    if setting is None or not sign:
        known = ", ".join(f"{offered.name}=" for offered in SETTINGS)
        raise Usage(N_("“{given}” is no setting; write one of {known}"), given=word, known=known)
    given = value.strip()
    read = setting.read(given) if given else ""
    if read is None:
        known = ", ".join(setting.values)
        raise Usage(N_("“{given}” is not one of {known}."), given=given, known=known)
    return setting.name, read


def _in_force(setting: Setting, call: Call, own: OwnSettings) -> tuple[str, str]:
    """What counts, and who says so."""
    before = call.surroundings.own_settings
    earlier = before.values.get(setting.name, "") if before is not None else ""
    given = call.surroundings.environ.get(setting.variable, "")
    if given and given != earlier:
        return given, setting.variable
    mine = own.values.get(setting.name, "")
    return (mine, _("yours")) if mine else (setting.values[0], _("usual"))


HANDLERS: Final = {"settings": Handler(_settings, _takes)}
