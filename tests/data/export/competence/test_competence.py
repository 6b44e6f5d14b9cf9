"""The competence plan in Markdown and CSV: golden files to read, gaps in words, nothing acts."""

from __future__ import annotations

import csv
import io
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.competence import BENT, JONAS, KAREN, big, planned, plans
from support.documents import (
    TODAY,
    blank,
    changed,
    discussion_of,
    done,
    item_of,
    sample,
    vicious,
    with_discussion,
)
from support.examples import examples
from support.hostile import HOSTILE

from data.commands.development import Develop, DropDevelopment, FinishDevelopment
from data.edits.records import AddRecord, SetField
from data.export.competence.csv_file import competence_csv
from data.export.competence.minutes_section import MOST_GAPS, competence_told
from data.export.competence.pages import competence_plan, standing
from data.export.competence.parts import BLOCK, blocks, columns
from data.export.meetings.discussion import discussion_minutes
from data.export.office.formulas import unguarded
from data.export.plan.csv_file import BOM
from data.export.text.html import page
from data.export.training.pages import training_told
from data.facts.competence import matrix, members_of
from data.i18n import in_language
from data.model.choices import DevelopmentForm, TrainingForm
from data.model.competence import FocusArea, Need
from data.model.workplace import Person
from data.text import clean_line, clean_lines

GOLDEN = Path(__file__).parents[1] / "golden"
REWRITE = "AMIS_REWRITE_GOLDEN"
"""Set to write the golden files anew; read the difference before keeping it."""

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def told(document, language="da", **choices):
    with in_language(language):
        return competence_plan(document, today=TODAY, **choices)


def lived_in(language="da"):
    """A plan with backing, development of every state, and training."""
    document = planned(sample("amo", language))
    document = changed(
        document,
        document.get(FocusArea, "f1"),
        why="Travlhed i alle stuer",
        backed_by="Karen Holm",
        backed_on=date(2026, 2, 1),
        backing="Ti timer til foråret",
        form=DevelopmentForm.PEER,
    )
    challenge = {"text": "Svære samtaler", "source": "apv", "chosen": True, "focus_area": "f1"}
    document = done(
        document,
        AddRecord("challenge", challenge, "ch1"),
        _development("d1", "n2", JONAS, DevelopmentForm.COURSE, 6, date(2026, 5, 4)),
        _development("d2", "n3", BENT, DevelopmentForm.PEER, 2, date(2026, 2, 2)),
        _development("d3", "n1", KAREN, DevelopmentForm.GUIDE, 0, None),
        _development("d4", "n4", JONAS, DevelopmentForm.TIME, 3, date(2026, 4, 1)),
        FinishDevelopment("d3"),
        DropDevelopment("d4"),
    )
    jonas = document.get(Person, JONAS)
    document = changed(document, jonas, joined_on=date(2024, 11, 30))
    document = changed(document, document.get(Person, JONAS), compulsory_done_on=date(2025, 2, 3))
    first = {
        "person": JONAS, "form": TrainingForm.FIRST_YEAR, "year": 1, "subject": "Støj",
        "offered_on": date(2025, 5, 1), "proof": "Referat, punkt 4", "answer": "taken",
        "taken_on": date(2025, 9, 9), "hours": 15, "provider": "Kursushuset",
    }  # fmt: skip
    return done(document, AddRecord("training", first, "u1"))


def _development(identity, need, person, form, hours, due):
    return Develop(need, person, form, hours, due, f"Udvikling {identity}", {}, identity)


@pytest.mark.parametrize("language", ["da", "en"])
def test_reads_as_before(language):
    found = told(lived_in(language), language)
    golden = GOLDEN / f"competence.{language}.md"
    if REWRITE in os.environ:
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_same_in_same_out():
    assert told(lived_in()) == told(lived_in())


def test_what_is_missing_is_said_in_words():
    found = told(planned(), "en")
    assert (
        "- Gap: “Ret til at gribe ind” (Se tegn tidligt): level 3 is asked for, "
        "the highest is 2 (Karen Holm)."
    ) in found
    assert "- Vulnerable: “Svær samtale” (Tale om det): only Jonas Lind reaches level 2." in found
    assert "3 of 4 needs are covered; 1 missing, 1 covered by one person only." in found


def test_one_focus_area_only():
    document = planned()
    found = told(document, focus="f2")
    assert "F2: Støj" in found
    assert "Svær samtale" not in found
    assert "uddannelse\n" not in found.partition("## ")[2]


@pytest.mark.parametrize("employees", [8, 24, 60])
@pytest.mark.parametrize("med", [False, True])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_plan_is_never_called_a_duty(employees, med, language):
    document = planned(blank(employees=employees, med=med, language=language))
    with in_language(language):
        said = standing(document)
        whole = competence_plan(document, today=TODAY)
    assert said in whole
    advice = {"da": "ikke en pligt", "en": "not a duty"}[language]
    assert advice in said
    for word in ("lovpligtig", "lovkrav", "required by law", "statutory"):
        assert word not in whole.lower()


def test_an_empty_plan_says_so():
    found = told(blank(), "en")
    assert "No needs are written down yet." in found
    assert "There is nothing to compare yet." in found


@pytest.mark.parametrize("count", range(30))
def test_members_stand_in_blocks_that_fit(count):
    parts = blocks(count)
    assert [n for part in parts for n in part] == list(range(count))
    assert all(len(part) <= BLOCK for part in parts)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_many_members_make_many_tables_each_with_the_needs():
    found = told(big(needs=8, members=20))
    assert found.count("del 1 af 4") == 4
    tables = [t for t in PARSER.parse(found) if t.type == "table_open"]
    assert len(tables) >= 16
    for line in found.splitlines():
        if line.startswith("|"):
            assert line.count(" | ") <= BLOCK + 6


def test_columns_have_names_that_tell_members_apart():
    def person(number, name, short=""):
        stamp = {"created_at": None, "created_by": "", "changed_at": None, "changed_by": ""}
        return Person(id=f"p{number}", number=number, **stamp, name=name, short=short)

    found = columns([
        person(1, "Anne Berg"), person(2, "Arne Bro"), person(3, "Else Dam", "Else"),
        person(4, "  "),
    ])  # fmt: skip
    assert found == ("Anne Berg", "Arne Bro", "Else", "?")


@settings(max_examples=examples(25))
@given(plans(), st.sampled_from(["da", "en"]))
def test_every_need_is_told_as_it_stands(document, language):
    found = told(document, language)
    rows = matrix(document, TODAY)
    gaps = {"da": "MANGLER", "en": "GAP"}[language]
    assert found.count(f"| {gaps} |") == rows.gaps * len(blocks(len(rows.members)))
    for row in rows.rows:
        assert row.need.title in found


@settings(max_examples=examples(15))
@given(
    st.sampled_from(["focus_area.title", "focus_area.backing", "task.title", "need.title",
                     "person.name", "person.short", "development.remark", "challenge.text"]),
    st.text() | st.sampled_from(HOSTILE),
)  # fmt: skip
def test_nothing_typed_breaks_the_structure(place, text):
    """The same blocks in the same order, whatever stands in one of the texts."""
    kind, name = place.split(".")
    document = lived_in()
    before = shape(told(document))
    value = clean_lines(text) if name == "backing" else clean_line(text)
    if not value:
        return
    record = next(iter(document.tables[kind].values()))
    after = shape(told(done(document, SetField(kind, record.id, name, value))))
    assert [b for b in after if b not in LOOSE] == [b for b in before if b not in LOOSE]


LOOSE = {"paragraph_open", "paragraph_close", "inline"}
"""What several lines of a text may make more of."""


def shape(markdown):
    return [token.type for token in PARSER.parse(markdown)]


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
def test_hostile_text_is_only_text(language):
    found = told(vicious(), language)
    kinds = set()
    for token in PARSER.parse(found):
        kinds.add(token.type)
        kinds |= {child.type for child in token.children or ()}
    assert not kinds & {
        "html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence",
        "blockquote_open", "ordered_list_open", "s_open",
    }  # fmt: skip
    assert sum(token.type == "hr" for token in PARSER.parse(found)) == 1


def test_as_a_page_to_print():
    found = page(told(vicious()), "Kompetenceplan", "da")
    assert "<script" not in found
    assert "<table>" in found


# -- the spreadsheet -----------------------------------------------------------------------


def read(document, **choices):
    with in_language("en"):
        text = competence_csv(document, TODAY, **choices)
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def test_the_matrix_as_a_spreadsheet():
    header, *rows = read(planned())
    assert header == [
        "Focus area", "Task", "No.", "Need", "Form", "Asked", "Bent Olsen", "Jonas Lind",
        "Karen Holm", "Covered by", "State",
    ]  # fmt: skip
    assert rows[1] == [
        "F1 Stress", "Se tegn tidligt", "1.2", "Ret til at gribe ind", "mandate", "3", "0", "0",
        "2", "0", "GAP",
    ]  # fmt: skip
    assert [row[0] for row in read(planned(), focus="f2")[1:]] == ["F2 Støj"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_can_act(text):
    value = clean_line(text)
    document = planned()
    document = done(document, SetField("need", "n1", "title", value))
    document = done(document, SetField("person", KAREN, "name", value))
    header, *rows = read(document)
    assert all(len(row) == len(header) for row in rows)
    for cell in (*header, *(cell for row in rows for cell in row)):
        assert not cell.lstrip("' \t").startswith(("=", "+", "-", "@")) or cell.startswith("'")
    assert value in {unguarded(row[3]) for row in rows}
    assert value in map(unguarded, header)


@settings(max_examples=examples(25))
@given(plans())
def test_every_level_is_in_its_cell(document):
    header, *rows = read(document)
    found = matrix(document, TODAY)
    first = header.index("Asked") + 1
    for row, need in zip(rows, found.rows, strict=True):
        levels = row[first : first + len(found.members)]
        assert levels == [str(level) for level in need.levels]


# -- what minutes say of training ----------------------------------------------------------


def test_training_is_told_in_two_sentences():
    with in_language("en"):
        assert training_told(lived_in(), TODAY) == (
            "1 of 2 members have the compulsory course.",
            "Further training this function year has been offered to 0 of 1.",
        )
        assert training_told(blank(employees=8), TODAY) == ()


@pytest.mark.parametrize(
    ("employees", "item"),
    [(8, "knowledge"), (24, "training_expertise"), (60, "training_expertise")],
)
def test_the_discussions_minutes_say_how_the_plan_stands(employees, item):
    document = with_discussion(planned(blank(employees=employees, language="en")))
    with in_language("en"):
        found = discussion_minutes(document, discussion_of(document), today=TODAY)
        without = with_discussion(blank(employees=employees, language="en"))
        silent = discussion_minutes(without, discussion_of(without), today=TODAY)
    title = item_of(document, item).title
    section_ = found.partition(f". {title}")[2].partition("\n##")[0]
    assert "**How your competence plan stands:**" in section_
    assert "- 3 of 4 needs are covered; 1 missing, 1 covered by one person only." in section_
    assert "- Gap: “Ret til at gribe ind”" in section_
    assert ("compulsory course." in section_) == (employees >= 10)
    assert found.count("How your competence plan stands") == 1
    assert "competence plan" not in silent


def test_what_was_left_out_says_nothing_of_the_plan():
    document = with_discussion(planned(blank(language="en")))
    item = item_of(document, "training_expertise")
    document = changed(document, item, skipped=True, skip_reason="Taget op i maj")
    with in_language("en"):
        found = discussion_minutes(document, discussion_of(document), today=TODAY)
    assert "How your competence plan stands" not in found


def test_a_plan_made_later_is_not_told_about():
    with in_language("en"):
        assert competence_told(planned(), TODAY - timedelta(days=1)) == ()
        assert len(competence_told(big(), TODAY)[1].splitlines()) <= MOST_GAPS + 4


def test_who_counts_as_a_member_is_said_once():
    found = told(planned(), "en")
    assert ", ".join(p.name for p in members_of(planned(), TODAY)) in found
    assert len(planned().all(Need)) == 4
