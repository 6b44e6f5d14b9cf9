"""The texts on the subject itself, read from `data/content` and checked on first use.

Agenda, year wheel, sectors, help and the checklist for what has stalled: frozen records, one set
per language. An unknown language gives the default one. Whatever is wrong with a file is a
`ContentError` that names file, entry and field.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.content.entry import ContentError, Entry, read_content
from data.content.types import (
    ALL_SECTORS,
    COLUMNS,
    RECURRENCES,
    Agenda,
    AgendaTemplate,
    Answers,
    Checklist,
    ChecklistDomain,
    ChecklistPoint,
    HelpText,
    ProfileTexts,
    Reference,
    RuleText,
    RuleTexts,
    Sector,
    StatusQuestion,
    StatusQuestions,
    Wheel,
    WheelTemplate,
)
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from data.model.profile import Profile
from data.model.wheel import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT: Final = Path(__file__).parent
"""The folder with one folder of content files per language."""


@cache
def agenda(language: str) -> Agenda:
    """The agenda of the annual discussion.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "agenda")
    sources = {entry.name: _reference(entry) for entry in root.table("sources").tables()}
    profiles = {}
    for entry in root.table("profiles").tables():
        if entry.name not in tuple(Profile):
            raise entry.error("", _("is not a profile"))
        profiles[Profile(entry.name)] = _profile(entry)
    if missing := [profile for profile in Profile if profile not in profiles]:
        raise root.error("profiles", _("lacks {words}").format(words=", ".join(missing)))
    items = [_agenda_item(entry, sources) for entry in root.entries("items")]
    root.close()
    return Agenda(tuple(sorted(items, key=lambda item: item.order)), profiles)


@cache
def wheel_template(language: str) -> Wheel:
    """The activities of a first year wheel.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "wheel")
    known = (ALL_SECTORS, *(sector.id for sector in sectors(language)))
    items = tuple(_wheel_item(entry, known) for entry in root.entries("items"))
    root.close()
    return Wheel(items)


@cache
def sectors(language: str) -> tuple[Sector, ...]:
    """The sectors to choose between, in the order shown.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "sectors")
    found = []
    for entry in root.entries("sectors"):
        sector = Sector(
            entry.text("id"),
            entry.text("title"),
            entry.text("hint"),
            entry.number("start_month", 1, 12),
        )
        entry.close()
        found.append(sector)
    root.close()
    return tuple(found)


@cache
def status_questions(language: str) -> StatusQuestions:
    """What a status meeting asks, backwards and forwards.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "status")
    look_back = {}
    for entry in root.entries("look_back"):
        look_back[entry.text("id")] = entry.text("title")
        entry.close()
    forward = tuple(_status_question(entry) for entry in root.entries("forward"))
    root.close()
    return StatusQuestions(look_back, forward)


def _status_question(entry: Entry) -> StatusQuestion:
    answers = Answers(entry.choice("answers", tuple(Answers)))
    columns = COLUMNS if answers is Answers.COLUMNS else ()
    found = StatusQuestion(
        id=entry.text("id"),
        title=entry.text("title"),
        question=entry.text("question"),
        hint=entry.text("hint"),
        answers=answers,
        columns={name: entry.text(name) for name in columns},
    )
    entry.close()
    return found


@cache
def help_texts(language: str) -> Mapping[str, HelpText]:
    """Every help text by its part.

    Raises:
        ContentError: The file is not what it must be.
    """
    found = {}
    for entry in _open(language, "help").tables():
        text = entry.texts("text", least=3, most=10)
        found[entry.name] = HelpText(entry.name, entry.text("title"), text)
        entry.close()
    return found


@cache
def rule_texts(language: str) -> RuleTexts:
    """The words of the rules; their numbers are in `data.rules.catalogue`.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "rules")
    names = root.table("sources")
    called = {name: names.text(name) for name in names.names()}
    rules = {}
    for entry in root.tables():
        if entry.name == "sources":
            continue
        rules[entry.name] = RuleText(
            id=entry.name,
            title=entry.text("title"),
            looks_at=entry.text("looks_at"),
            todo=entry.text("todo"),
            med=entry.text("med") if entry.has("med") else "",
        )
        entry.close()
    return RuleTexts(rules, called)


@cache
def field_texts(language: str) -> Mapping[str, str]:
    """What is said about a field while one is on it, by `kind.field`; not all have a text.

    Raises:
        ContentError: The file is not what it must be.
    """
    root = _open(language, "fields")
    return {name: " ".join(root.texts(name, least=1, most=3)) for name in root.lists()}


@cache
def setup_texts(language: str) -> Mapping[str, HelpText]:
    """The questions of the guided start, by their names.

    Raises:
        ContentError: The file is not what it must be.
    """
    found = {}
    for entry in _open(language, "setup").tables():
        text = entry.texts("text", least=1, most=4)
        found[entry.name] = HelpText(entry.name, entry.text("title"), text)
        entry.close()
    return found


def help_text(language: str, part: str) -> HelpText:
    """The help text of a part, or of *welcome*.

    Raises:
        ContentError: There is no text for the part.
    """
    found = help_texts(language).get(part)
    if found is None:
        raise ContentError(f"{language}/help.toml", part, "", _("is missing"))
    return found


@cache
def checklist(language: str) -> Checklist:
    """The checklist that comes with the program.

    Raises:
        ContentError: The file is not what it must be.
    """
    return _checklist(_open(language, "checklist"))


def read_checklist(path: Path) -> Checklist:
    """A workplace's own checklist, in the same form as ours.

    Raises:
        ContentError: The file cannot be read or is not what it must be.
    """
    return _checklist(read_content(path, str(path)))


def _open(language: str, name: str) -> Entry:
    folder = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return read_content(CONTENT / folder / f"{name}.toml", f"{folder}/{name}.toml")


def _reference(entry: Entry) -> Reference:
    found = Reference(entry.text("name"), entry.text("address"))
    if not found.address.startswith("https://"):
        raise entry.error("address", _("must begin with https://"))
    entry.close()
    return found


def _profile(entry: Entry) -> ProfileTexts:
    found = ProfileTexts(
        profile=Profile(entry.name),
        label=entry.text("label"),
        forum=entry.text("forum"),
        who=entry.text("who"),
        note=entry.text("note"),
        replaces=entry.texts("replaces"),
        stands=entry.texts("stands"),
    )
    entry.close()
    return found


def _agenda_item(entry: Entry, sources: Mapping[str, Reference]) -> AgendaTemplate:
    statutory = entry.flag("statutory")
    item = AgendaTemplate(
        id=entry.text("id"),
        title=entry.text("title"),
        why=entry.text("why"),
        statutory=statutory,
        recommended_in=(
            entry.members("recommended_in", Profile) if entry.has("recommended_in") else ()
        ),
        profiles=entry.members("profiles", Profile),
        order=entry.number("order", 0, 1000),
        source=sources[entry.choice("source", tuple(sources))],
        read_on=entry.day("read_on"),
        rule=entry.text("rule", empty=not statutory),
        questions=entry.texts("questions", least=4, most=8),
        facts=entry.texts("facts"),
    )
    entry.close()
    return item


def _wheel_item(entry: Entry, known_sectors: tuple[str, ...]) -> WheelTemplate:
    if entry.has("month") == entry.has("offset"):
        raise entry.error("month", _("one of month and offset must be given, not both"))
    names = entry.texts("sectors", least=1)
    for name in names:
        if name not in known_sectors:
            what = _("must be one of {words}").format(words=", ".join(known_sectors))
            raise entry.error("sectors", what)
    item = WheelTemplate(
        id=entry.text("id"),
        title=entry.text("title"),
        why=entry.text("why"),
        category=entry.choice("category", CATEGORIES),
        month=entry.number("month", 1, 12) if entry.has("month") else None,
        offset=entry.number("offset", 0, 11) if entry.has("offset") else None,
        week=entry.number("week", 1, 52) if entry.has("week") else None,
        recurrence=entry.choice("recurrence", tuple(RECURRENCES)),
        profiles=entry.members("profiles", Profile),
        sectors=names,
        first=entry.flag("first") if entry.has("first") else True,
    )
    entry.close()
    return item


def _checklist(root: Entry) -> Checklist:
    domains = []
    for entry in root.entries("domains"):
        domains.append(ChecklistDomain(entry.text("id"), entry.text("title")))
        entry.close()
    known = tuple(domain.id for domain in domains)
    points = []
    for entry in root.entries("points"):
        point = ChecklistPoint(
            id=entry.text("id"),
            domain=entry.choice("domain", known),
            label=entry.text("label"),
            question=entry.text("question"),
            first_try=entry.text("first_try"),
        )
        entry.close()
        points.append(point)
    found = Checklist(
        version=root.text("version"),
        title=root.text("title"),
        label=root.text("label"),
        note=root.text("note"),
        sources=tuple(_reference(entry) for entry in root.entries("sources")),
        domains=tuple(domains),
        points=tuple(points),
    )
    root.close()
    return found
