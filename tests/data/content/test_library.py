"""The content files: complete in both languages, sourced, consistent, and in our own words."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest
from support.shingles import shingles

from data.content import library
from data.content.reader import CONTENT, ContentError
from data.content.types import ALL_SECTORS, RECURRENCES, AnswerKind
from data.i18n import LANGUAGES, in_language
from data.model.base import specs
from data.model.choices import Anchor, Repeat
from data.model.document import KINDS
from data.model.profile import Profile
from data.model.wheel import CATEGORIES

SHINGLES = Path(__file__).with_name("source_page_shingles.txt")
BASE = ("goals_reached", "focus", "goals", "cooperation")
HELP_PARTS = (
    "home", "discussion", "wheel", "plan", "status", "people", "checklist", "competence",
    "training", "capture", "export", "undo", "rules", "welcome", "card", "setup",
)  # fmt: skip


def shape_of(record):
    """A record with every text that is translated taken out."""
    kept = dataclasses.asdict(record)
    for name in (
        "title",
        "short",
        "why",
        "questions",
        "facts",
        "hint",
        "label",
        "question",
        "first_try",
    ):
        if name in kept:
            kept[name] = len(kept[name]) if isinstance(kept[name], tuple) else bool(kept[name])
    if "columns" in kept:
        kept["columns"] = sorted(kept["columns"])
    if "source" in kept:
        kept["source"] = kept["source"]["address"]
    if kept.get("rule"):
        kept["rule"] = re.findall(r"\d+", kept["rule"])
    return kept


@pytest.mark.parametrize(
    "rows",
    [
        lambda language: library.agenda(language).items,
        lambda language: library.wheel_template(language).items,
        library.sectors,
        lambda language: library.checklist(language).points,
        lambda language: library.checklist(language).domains,
        lambda language: library.status_questions(language).forward,
    ],
    ids=["agenda", "wheel", "sectors", "checklist", "domains", "status"],
)
def test_languages_have_the_same_entries(rows):
    danish, english = (rows(language) for language in LANGUAGES)
    assert [shape_of(row) for row in danish] == [shape_of(row) for row in english]
    assert all(one != two for one, two in zip(danish, english, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_statutory_items_have_rule_source_and_date(language):
    for item in library.agenda(language).items:
        assert item.source.address.startswith("https://")
        assert item.read_on == date(2026, 10, 1)
        assert bool(item.rule) or not item.statutory
        assert 4 <= len(item.questions) <= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("profile", "statutory"),
    [
        (Profile.DIRECT, {*BASE, "knowledge"}),
        (Profile.AMO, {*BASE, "training_expertise"}),
        (Profile.AMO_TWO_LEVELS, {*BASE, "training_expertise"}),
        (Profile.MED, {"training_expertise"}),
    ],
)
def test_each_profile_has_its_statutory_items(language, profile, statutory):
    items = library.agenda(language).for_profile(profile)
    assert {item.id for item in items if item.statutory} == statutory
    assert set(BASE) <= {item.id for item in items}
    orders = [item.order for item in items]
    assert orders == sorted(set(orders))


def test_the_size_item_is_asked_of_its_size_only():
    by_id = {item.id: item for item in library.agenda("da").items}
    assert by_id["knowledge"].profiles == (Profile.DIRECT, Profile.MED)
    assert Profile.DIRECT not in by_id["training_expertise"].profiles
    for employees, asked in (
        (9, "knowledge"),
        (10, "training_expertise"),
        (0, "training_expertise"),
    ):
        items = library.agenda("da").for_profile(Profile.MED, employees)
        both = {"knowledge", "training_expertise"}
        assert {item.id for item in items} & both == {asked}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_agreement_replaces_rules(language):
    profiles = library.agenda(language).profiles
    assert set(profiles) == set(Profile)
    for profile, texts in profiles.items():
        assert bool(texts.replaces) == bool(texts.stands) == (profile is Profile.MED)
        assert texts.forum
        assert texts.who


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", list(Profile))
def test_the_first_wheel_is_a_usable_year(language, profile):
    wheel = library.wheel_template(language)
    for sector in library.sectors(language):
        items = wheel.first_wheel(profile, sector.id)
        assert 12 <= len(items) <= 18
        months = [item.month_in(sector.start_month) for item in items]
        assert all(months.count(month) <= 5 for month in months)
        assert {"statutory", "meetings", "apv", "action_plan"} <= {item.category for item in items}
        assert all(i.category in CATEGORIES and i.recurrence in RECURRENCES for i in items)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", list(Profile))
def test_more_can_be_added_later_also_of_the_sectors_own(language, profile):
    wheel = library.wheel_template(language)
    first = {s.id: wheel.first_wheel(profile, s.id) for s in library.sectors(language)}
    for sector, items in first.items():
        more = set(wheel.for_workplace(profile, sector)) - set(items)
        assert len(more) >= 6
    for sector in ("school", "daycare", "care", "office"):
        own = [i for i in wheel.for_workplace(profile, sector) if sector in i.sectors]
        assert len(own) >= 5


def test_an_unknown_sector_gets_the_ordinary_wheel():
    wheel = library.wheel_template("da")
    assert wheel.for_workplace(Profile.AMO, "mølle") == wheel.for_workplace(Profile.AMO, "other")


@pytest.mark.parametrize("start_month", range(1, 13))
def test_first_days_lie_in_the_year_of_the_wheel(start_month):
    for year in (2025, 2026, 2028):
        for item in library.wheel_template("da").items:
            day = item.first_day(year, start_month)
            begin = date(year, start_month, 1)
            assert begin <= day < begin.replace(year=year + 1)
            assert day.weekday() < 5
            assert day.month == item.month_in(start_month)


def test_recurrence_becomes_what_an_activity_keeps():
    by_id = {item.id: item for item in library.wheel_template("da").items}
    assert (by_id["apv_full"].repeat, by_id["apv_full"].every) == (Repeat.YEARLY, 3)
    assert (by_id["action_status"].repeat, by_id["action_status"].every) == (Repeat.QUARTERLY, 1)
    assert by_id["theme_week"].anchor is Anchor.WEEK
    assert by_id["theme_week"].first_day(2026, 1).isocalendar().week == 43
    assert by_id["year_figures"].anchor is Anchor.DATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_activity_lies_in_a_calendar_month_or_so_far_into_the_year(language):
    known = {ALL_SECTORS, *(sector.id for sector in library.sectors(language))}
    for item in library.wheel_template(language).items:
        assert (item.month is None) != (item.offset is None), item.id
        assert item.month is None or 1 <= item.month <= 12
        assert item.offset is None or 0 <= item.offset <= 11
        assert item.week is None or 1 <= item.week <= 52
        assert item.sectors
        assert set(item.sectors) <= known
        assert item.profiles


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sector_begins_its_year_in_a_month(language):
    assert all(1 <= sector.start_month <= 12 for sector in library.sectors(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_question_with_columns_names_them(language):
    for question in library.status_questions(language).forward:
        columns = ["demands", "resources"] if question.answers is AnswerKind.COLUMNS else []
        assert list(question.columns) == columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_fields_and_of_the_guided_start_are_short(language):
    assert all(1 <= len(text.text) <= 4 for text in library.setup_texts(language).values())
    for name, text in library.field_texts(language).items():
        kind, _dot, field = name.partition(".")
        assert field in specs(KINDS[kind])
        assert text.endswith(".")


def test_schools_start_in_august():
    start = {sector.id: sector.start_month for sector in library.sectors("da")}
    assert start["school"] == 8
    assert start["office"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_there_for_every_part(language):
    assert tuple(library.help_texts(language)) == HELP_PARTS
    for part in HELP_PARTS:
        text = library.help_texts(language)[part]
        assert text.title
        assert len(text.text) == 10 if part == "welcome" else 3 <= len(text.text) <= 8
        assert all(sentence.endswith(".") for sentence in text.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_has_eleven_points_in_four_domains(language):
    found = library.checklist(language)
    assert len(found.points) == 11
    assert [p.domain for p in found.points] == (
        ["platform"] * 3 + ["workplace"] * 4 + ["fit"] * 3 + ["attractive"]
    )
    assert "NFA" in found.label
    assert found.sources


def test_a_workplace_may_bring_its_own_checklist(tmp_path):
    ours = CONTENT / "da/checklist.toml"
    own = tmp_path / "own.toml"
    own.write_text(ours.read_text("utf-8").replace('version = "1"', 'version = "vores"'), "utf-8")
    assert library.read_checklist(own).version == "vores"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('domain = "platform"', 'domain = "moon"', "active_management: domain"),
        ('label = "Aktiv ledelse"', "label = 7", "active_management: label"),
        ('id = "time_money"', 'id = "active_management"', "active_management: id"),
        ('label = "Tid og ressourcer"', 'lable = "x"', "time_money: label"),
        ("version =", "[version", "own.toml"),
        ('version = "1"', 'version = "1"\nextra = 1', "own.toml: extra"),
    ],
)
def test_errors_name_file_entry_and_field(tmp_path, old, new, message):
    ours = (CONTENT / "da/checklist.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(ours.replace(old, new, 1), "utf-8")
    with in_language("en"), pytest.raises(ContentError) as caught:
        library.read_checklist(own)
    assert str(own) in str(caught.value)
    assert message in str(caught.value)


def test_text_from_a_file_is_cleaned(tmp_path):
    ours = (CONTENT / "da/checklist.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(ours.replace("Aktiv ledelse", "Aktiv\\u001b[2J ledelse", 1), "utf-8")
    assert library.read_checklist(own).points[0].label == "Aktiv[2J ledelse"


def test_an_unknown_language_gives_the_default():
    assert library.sectors("fo") == library.sectors("da")


def test_no_eight_words_in_a_row_come_from_the_source_page():
    packed = SHINGLES.read_text("ascii").replace("\n", "")
    page = {packed[at : at + 12] for at in range(0, len(packed), 12)}
    assert len(page) > 500
    for file in CONTENT.rglob("*.toml"):
        found = shingles(file.read_text("utf-8"))
        copied = [found[print_] for print_ in page & set(found)]
        assert not copied, f"{file}: {copied}"
