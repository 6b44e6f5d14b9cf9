"""What Word, Excel and PDF files have in common: libraries that are extra and may be missing."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from data.i18n import DEFAULT_LANGUAGE, _

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHOR: Final = "AMIS"
"""Who the file says made it: never the account or the machine."""

LONGEST_PROPERTY: Final = 255
"""Characters a file's title may have."""

OFFICE: Final = "office"
PDF: Final = "pdf"
"""The extras of the package, as `pip install` names them."""

_TAGS: Final = {"da": "da-DK", "en": "en-GB"}


class NotInstalled(Exception):
    """What writes the file is not installed.

    Args:
        package: Its name where packages are got.
        extra: What AMIS is installed with to have it: `office` or `pdf`.
    """

    def __init__(self, package: str, extra: str = OFFICE) -> None:
        super().__init__(package)
        self.package = package
        self.extra = extra

    def sentence(self) -> str:
        """What is missing and how to get it, in the language in use."""
        if self.extra == PDF:
            return _(
                "AMIS was installed without what writes PDF ({package}). Whoever installed "
                "it adds that with: pip install 'amis[pdf]'"
            ).format(package=self.package)
        return _(
            "AMIS was installed without what writes Word and Excel ({package}). Whoever installed "
            "it adds that with: pip install 'amis[office]'"
        ).format(package=self.package)

    def __str__(self) -> str:
        return self.sentence()


@contextmanager
def needs(package: str, extra: str = OFFICE) -> Iterator[None]:
    """Import what needs a library that may be missing.

    Args:
        package: The library's name where packages are got.
        extra: What AMIS is installed with to have it.

    Raises:
        NotInstalled: it is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise NotInstalled(package, extra) from error


def language_tag(language: str) -> str:
    """The language as office programs name it, so that spelling is checked by the right one."""
    return _TAGS.get(language, _TAGS[DEFAULT_LANGUAGE])


def made_at(day: date) -> datetime:
    """The moment a file says it was made: the day, and no hour, so that a day's files are alike."""
    return datetime.combine(day, time(), UTC).replace(tzinfo=None)
