"""What the program is started in: the document, the user, the day, the language. Built once.

Variables: `AMIS_DOCUMENT` the document's path or its address in a database, `AMIS_USER` the
author's name under `--restricted`, `AMIS_LANGUAGE` da or en, `AMIS_TODAY` a day (2026-03-02) to
work on instead of today, for training and tests. What the terminal is shown with has variables,
too: `tui.settings`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, _
from data.own.identity import Identity, identify
from data.own.places import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.edits.edits import Author
    from data.own.export_place import ExportPlace
    from data.own.habits import Habits
    from data.own.settings_file import OwnSettings
    from data.store.address import DatabaseAddress

DATABASES: Final = ("postgresql://", "postgres://")
"""How the address of a document in a database begins."""

FILE_NAME: Final = "amis.json"
"""The document in the user's data folder, when none is named."""


class Usage(Exception):
    """The program was started in a way it does not know.

    Args:
        message: A message id.
        values: What the message has places for.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values

    def sentence(self) -> str:
        """What does not fit and what would, in the language in use."""
        return _(self.message).format(**self.values)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user of this process may not do."""

    restricted: bool = False
    """No file outside the folder of the document's exports (`--restricted`)."""
    read_only: bool = False
    """Nothing may be changed (`--read-only`)."""
    trusts: bool = False
    """A document that everybody on the machine can change is opened all the same (`--trust`)."""


FREE: Final = Limits()
"""No limits but the system's own."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the command line and the application start from."""

    place: Path | DatabaseAddress
    """Where the document is, or will be."""
    identity: Identity
    clock: Callable[[], datetime]
    """The time now, aware, in the user's time zone."""
    language: str
    """The user's language, one of `data.i18n.LANGUAGES`."""
    environ: Mapping[str, str]
    """The variables, with what the user's settings say where none says otherwise."""
    limits: Limits = FREE
    own_settings: OwnSettings | None = None
    """What the user's own settings say; None where there are none."""

    @property
    def document(self) -> Path:
        """The document's path; for one in a database the path that files here are named after."""
        return path_of(self.place)

    def beside(self) -> Path:
        """As `document`, links resolved, for one who writes or reads a file.

        Raises:
            StoreError: it is a link that leads in a circle, or the folder cannot be made.
        """
        from data.store.atomic import disk, make_folders
        from data.store.files import resolve

        if not isinstance(self.place, Path):
            # Nobody has made it: the document itself is elsewhere.
            with disk(self.document, "save"):
                make_folders(self.document.parent)
        return resolve(self.document)

    def today(self) -> date:
        """The day it is where the user is."""
        return self.clock().date()

    def author(self) -> Author:
        """The user, now: what an edit is signed with."""
        # Those who only look need no edits.
        from data.edits.edits import Author
        from data.own.terminal import terminal_name

        now = self.clock().astimezone(UTC).replace(microsecond=0)
        return Author(self.identity.user, now, terminal_name())


def surroundings(
    environ: Mapping[str, str],
    document: str = "",
    language: str = "",
    limits: Limits = FREE,
    own_settings: OwnSettings | None = None,
) -> Surroundings:
    """Read the surroundings off the environment.

    Args:
        environ: The environment variables.
        document: The path given on the command line; empty for none.
        language: The language given on the command line; empty for none.
        limits: What the user may not do.
        own_settings: What the user's own settings say.

    Raises:
        Usage: something in them cannot be understood.
    """
    return Surroundings(
        place=document_place(environ, document),
        identity=identify(environ),
        clock=clock(environ),
        language=chosen_language(environ, language),
        environ=environ,
        limits=limits,
        own_settings=own_settings,
    )


def document_place(environ: Mapping[str, str], named: str = "") -> Path | DatabaseAddress:
    """The document: the one named, else `AMIS_DOCUMENT`, else the user's own.

    Raises:
        Usage: it is the address of a database and says too little.
    """
    given = named or environ.get("AMIS_DOCUMENT", "")
    if given.startswith(DATABASES):
        from data.store.postgres.address import AddressError, address_of

        try:
            return address_of(given, data_folder(environ))
        except AddressError as error:
            raise Usage(error.message, given=given) from error
    return Path(given).absolute() if given else data_folder(environ) / FILE_NAME


def document_path(environ: Mapping[str, str], named: str = "") -> Path:
    """The path of `document_place`.

    Raises:
        Usage: as `document_place`.
    """
    return path_of(document_place(environ, named))


def called(place: Path | DatabaseAddress) -> str:
    """What a document is called when it is told of: its path, or the workplace's name."""
    return str(place) if isinstance(place, Path) else place.workplace


def path_of(place: Path | DatabaseAddress) -> Path:
    """A document's path; for one in a database the path that files here are named after."""
    return place if isinstance(place, Path) else place.beside


def chosen_language(environ: Mapping[str, str], named: str = "") -> str:
    """The language: the one named, else `AMIS_LANGUAGE`, else the default.

    Raises:
        Usage: there is no such language.
    """
    wanted = named or environ.get("AMIS_LANGUAGE", "") or DEFAULT_LANGUAGE
    if wanted not in LANGUAGES:
        raise Usage(
            N_("There is no language “{given}”; choose {known}."),
            given=wanted,
            known=", ".join(LANGUAGES),
        )
    return wanted


def proposing(
    surroundings: Surroundings, habits: Habits | None = None
) -> Callable[[], ExportPlace] | None:
    """What proposes a folder for exports; None where they may lie in one folder only."""
    if surroundings.limits.restricted:
        return None

    @cache
    def place() -> ExportPlace:
        from data.own.export_place import ExportPlace

        try:
            present: Path | None = Path.cwd()
        except OSError:  # the folder is gone
            present = None
        return ExportPlace(surroundings.environ, present, habits)

    return place


def clock(environ: Mapping[str, str]) -> Callable[[], datetime]:
    """The clock to go by: the system's, moved to the day in `AMIS_TODAY` when one is given.

    Raises:
        Usage: it is no day.
    """
    given = environ.get("AMIS_TODAY", "")
    if not given:
        return _now
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise Usage(
            N_("AMIS_TODAY is “{given}”, which is no day; write it as 2026-03-02."), given=given
        ) from error

    def on_that_day() -> datetime:
        time = datetime.now().time()  # noqa: DTZ005 - the wall clock, put on another day
        return datetime.combine(day, time).astimezone()

    return on_that_day


def _now() -> datetime:
    return datetime.now().astimezone()
