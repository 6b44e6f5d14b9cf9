"""`amis new`: make the document of a workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import LANGUAGES, N_, _
from data.text import clean_line
from tui.arguments import Arguments, one_of, whole
from tui.surroundings import Usage

if TYPE_CHECKING:
    from tui.console import Call

_MOST_EMPLOYEES = 100_000
_MONTHS = 12


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.option("--name", _("the name of the workplace"), shown=_("NAME"))
    arguments.option(
        "--employees", _("how many work there"), shown=_("COUNT"), kind=whole(0, _MOST_EMPLOYEES)
    )
    arguments.option("--med", _("a MED agreement organises the cooperation"))
    arguments.option(
        "--sector", _("a sector, such as school; decides the first year wheel"), shown=_("SECTOR")
    )
    arguments.option(
        "--start-month",
        _("the month the year starts in; else the sector's"),
        shown="1-12",
        kind=whole(1, _MONTHS),
    )
    arguments.option(
        "--minutes-language",
        _("the language of the minutes; else the one in use"),
        shown="|".join(LANGUAGES),
        kind=one_of(*LANGUAGES),
    )
    arguments.option("--empty", _("without the activities of a first year wheel"))


def run(call: Call) -> int:
    """Make it.

    Raises:
        Usage: the name or the number of employees is missing, or there is no such sector.
        StoreError: it is there already, or the disk says no.
    """
    from data.commands.setup import SetUpWorkplace
    from data.content.library import sectors, wheel_template
    from data.model.choices import Regime
    from data.store.store import Store

    given = call.arguments
    name = clean_line(given.name or "")
    if not name:
        raise Usage(N_("Say what the workplace is called: --name."))
    if given.employees is None:
        raise Usage(N_("Say how many work there: --employees."))
    language = given.minutes_language or call.surroundings.language
    known = {sector.id: sector for sector in sectors(language)}
    if given.sector and given.sector not in known:
        raise Usage(
            N_("There is no sector “{given}”; choose {known}."),
            given=given.sector,
            known=", ".join(known),
        )
    sector_month = known[given.sector].start_month if given.sector else 1
    command = SetUpWorkplace(
        name,
        given.employees,
        regime=Regime.MED if given.med else Regime.STATUTORY,
        sector=given.sector or "",
        start_month=given.start_month or sector_month,
        language=language,
        wheel=None if given.empty else wheel_template(language),
    )
    store = Store(call.surroundings.document)
    store.create(command, call.surroundings.author())
    call.console.say(_("{path} has been made.").format(path=store.path))
    return 0
