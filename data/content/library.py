"""The texts on the subject itself, read from `data/content` on first use.

Agenda, year wheel, sectors, help and the checklist for what has stalled: frozen records, one set
per language. An unknown language gives the default one. That the shipped files say what they
should, their numbers and cross-references, is what the tests of this folder hold; at run time only
their form is looked at, and of a workplace's own checklist all of it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.content.reader import ContentError, ContentFile, shipped
from data.content.types import (
    Agenda,
    Checklist,
    CommandText,
    HelpText,
    JobEndings,
    RuleText,
    RuleTexts,
    SectorList,
    StatusQuestions,
    Wheel,
)
from data.i18n import LANGUAGES, _
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from data.content.types import Sector


@cache
def agenda(language: str) -> Agenda:
    """The agenda of the annual discussion, its items in their order.

    Raises:
        ContentError: The file is not what it must be.
    """
    file = shipped(language, "agenda")
    tables = file.tables()
    sources = tables.pop("sources")
    items = sorted(tables["items"], key=lambda item: int(item["order"]))
    # An item names its source; several have the same.
    tables["items"] = [{**item, "source": sources.get(item["source"])} for item in items]
    return file.record(Agenda, tables)


@cache
def wheel_template(language: str) -> Wheel:
    """The activities of a first year wheel.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "wheel").record(Wheel)


@cache
def sectors(language: str) -> tuple[Sector, ...]:
    """The sectors to choose between, in the order shown.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "sectors").record(SectorList).sectors


@cache
def job_endings() -> tuple[str, ...]:
    """What names of jobs end in, in both languages, folded.

    Raises:
        ContentError: A file is not what it must be.
    """
    return tuple(
        fold(ending)
        for language in LANGUAGES
        for ending in shipped(language, "jobs").record(JobEndings).endings
    )


@cache
def status_questions(language: str) -> StatusQuestions:
    """What a status meeting asks, backwards and forwards.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "status").record(StatusQuestions)


@cache
def help_texts(language: str) -> Mapping[str, HelpText]:
    """Every help text by its part.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "help").records(HelpText)


@cache
def command_texts(language: str) -> Mapping[str, CommandText]:
    """What is said of commands, by a key's letter or a command's id; not all have a text.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "commands").records(CommandText)


@cache
def rule_texts(language: str) -> RuleTexts:
    """The words of the rules; their numbers are in `data.rules.catalogue`.

    Raises:
        ContentError: The file is not what it must be.
    """
    file = shipped(language, "rules")
    tables = file.tables()
    sources = tables.pop("sources")
    return RuleTexts(file.records(RuleText, tables), sources)


@cache
def field_texts(language: str) -> Mapping[str, str]:
    """What is said about a field while one is on it, by `kind.field`; not all have a text.

    Raises:
        ContentError: The file is not what it must be.
    """
    return {name: " ".join(texts) for name, texts in shipped(language, "fields").tables().items()}


@cache
def setup_texts(language: str) -> Mapping[str, HelpText]:
    """The questions of the guided start, by their names.

    Raises:
        ContentError: The file is not what it must be.
    """
    return shipped(language, "setup").records(HelpText)


@cache
def checklist(language: str) -> Checklist:
    """The checklist that comes with the program.

    Raises:
        ContentError: The file is not what it must be.
    """
    return _checklist(shipped(language, "checklist"))


def read_checklist(path: Path) -> Checklist:
    """A workplace's own checklist, in the same form as ours.

    Raises:
        ContentError: The file cannot be read or is not what it must be.
    """
    return _checklist(ContentFile(path, str(path), follow=False))


def _checklist(file: ContentFile) -> Checklist:
    """A list whose points lie in its own domains, with sources that are safe to open."""
    checklist = file.record(Checklist)
    for index, source in enumerate(checklist.sources):
        if not source.address.startswith("https://"):
            what = _("must begin with https://")
            raise ContentError(file.name, f"sources[{index}]", "address", what)
    known = [domain.id for domain in checklist.domains]
    for point in checklist.points:
        if point.domain not in known:
            what = _("must be one of {words}").format(words=", ".join(known))
            raise ContentError(file.name, point.id, "domain", what)
    return checklist
