"""The settings a user has chosen for every document: a small file, fit to be edited by hand.

It is read with good will. What is wrong in it is told and passed over, never carried out, and never
written over: an unknown entry stays in the file, and a file that cannot be read is put aside.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field
from data.i18n import _
from data.own.files import kept_from_reading, read_bounded, write_whole
from data.own.folders import own_folder
from data.own.settings import NO, SETTINGS, YES, setting_named
from data.store.atomic import make_folders, opened
from data.store.errors import StoreError
from data.store.system import OS, again
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from data.own.settings import Setting


_MOST_BYTES: Final = 64 * 1024
_SHOWN: Final = 40
"""Characters of what somebody wrote that are told back."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that was passed over."""

    path: Path
    name: str = ""
    """The entry; empty when the whole file cannot be read."""
    value: str = ""
    """What it says, where that is what is wrong."""

    def sentence(self) -> str:
        """What is wrong and what is done about it, in the language in use."""
        if not self.name:
            return _(
                "Your settings in {path} cannot be read and are left as they are; the usual ones "
                "count."
            ).format(path=self.path)
        setting = setting_named(self.name)
        if setting is None:
            return _("{path}: there is no setting “{name}”, only {known}.").format(
                path=self.path, name=self.name, known=", ".join(each.name for each in SETTINGS)
            )
        known = ("true", "false") if setting.switch else setting.values
        return _("{path}: “{name}” is “{value}”, which is not one of {known}.").format(
            path=self.path, name=self.name, value=self.value, known=", ".join(known)
        )


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What the file says."""

    values: Mapping[str, str] = field(default_factory=dict)
    """The values by setting: only what the file says and what can be."""
    written: Mapping[str, Any] = field(default_factory=dict)
    """All that stands in the file."""
    remarks: tuple[Remark, ...] = ()
    readable: bool = True
    refused: OSError | StoreError | None = None
    """Why the disk would not give the file; what stands in it is not known then."""


def read_settings(path: Path, *, follow: bool = True) -> OwnSettings:
    """What a file says; nothing when there is none.

    Args:
        path: Where it is, or would be.
        follow: Whether it may be a link, as some keep their settings elsewhere.
    """
    try:
        written = json.loads(read_bounded(path, _MOST_BYTES, follow=follow).decode("utf-8-sig"))
    except FileNotFoundError:
        return OwnSettings()
    except (OSError, StoreError) as error:
        refused = isinstance(error, StoreError) or kept_from_reading(error)
        remarks = (Remark(path),)
        return OwnSettings(remarks=remarks, readable=False, refused=error if refused else None)
    except (ValueError, RecursionError):
        return OwnSettings(remarks=(Remark(path),), readable=False)
    if not isinstance(written, dict):
        return OwnSettings(remarks=(Remark(path),), readable=False)
    values: dict[str, str] = {}
    passed_over = []
    for name, text in written.items():
        setting = setting_named(name)
        value = _value(setting, text) if setting is not None else None
        if value is None:
            shown = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
            passed_over.append(Remark(path, _told(name), _told(shown)))
        else:
            values[name] = value
    return OwnSettings(values, written, tuple(passed_over))


def _value(setting: Setting, said: Any) -> str | None:
    if isinstance(said, bool):
        said = YES if said else NO
        return said if setting.switch else None
    return setting.read(said) if isinstance(said, str) else None


def _told(text: str) -> str:
    return shorten(clean_line(text), _SHOWN)


class NotKept(Exception):
    """The disk said no.

    Args:
        path: The file.
        why: What the system says.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def sentence(self) -> str:
        """What happened, in the language in use."""
        return _("The setting could not be kept in {path}: {why}.").format(
            path=self.path, why=self.why
        )


def keep_settings(path: Path, changes: Mapping[str, str], *, follow: bool = True) -> Path | None:
    """Write settings into the file; what else stands in it stays.

    Args:
        path: The file, made with its folder where it is not there.
        changes: The new values by setting; an empty text for whatever is usual.
        follow: Whether the file may be a link, which then stays one.

    Returns:
        Where a file was put that is no settings; None when there was none.

    Raises:
        NotKept: the disk said no, also to reading what stands there already.
    """
    settings = read_settings(path, follow=follow)
    if settings.refused is not None:
        raise NotKept(path, _reason(settings.refused)) from settings.refused
    content = dict(settings.written)
    for name, value in changes.items():
        content.pop(name, None)
        if value:
            setting = setting_named(name)
            content[name] = value == YES if setting is not None and setting.switch else value
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    if len(text.encode("utf-8", "backslashreplace")) > _MOST_BYTES:
        raise NotKept(path, _("the file would be too large to be read again"))
    aside = None
    try:
        target = path.resolve() if follow else path
        with _folder(target.parent, follow=follow) as folder:
            if not settings.readable:
                aside = _free_name(target, folder)
                again(OS.rename, target.name, aside.name, src_dir_fd=folder, dst_dir_fd=folder)
            write_whole(folder, target.name, text.encode("utf-8", "backslashreplace"))
    except (OSError, RuntimeError, StoreError) as error:
        raise NotKept(path, _reason(error)) from error
    return aside


def _reason(error: OSError | RuntimeError | StoreError) -> str:
    if isinstance(error, StoreError):
        return error.sentence()
    return getattr(error, "strerror", None) or str(error)


@contextmanager
def _folder(folder: Path, *, follow: bool) -> Iterator[int]:
    if not follow:
        with own_folder(folder, make=True) as fd:
            yield fd
        return
    make_folders(folder)
    with opened(folder, follow=True) as fd:
        yield fd


def _free_name(path: Path, folder: int) -> Path:
    """A name beside the file that nothing has."""
    number = 1
    there = set(again(OS.listdir, folder))
    while True:
        ending = f"-{number}" if number > 1 else ""
        name = path.with_name(f"{path.stem}.damaged{ending}{path.suffix}")
        if name.name not in there:
            return name
        number += 1
