"""The ready example: alike in both languages, in our own words, and put in as one edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.competence import planned
from support.documents import TODAY, blank, done
from support.shingles import shingles

from data.commands.competence import StartExample
from data.content.competence_example import competence_example
from data.content.reader import CONTENT
from data.export.competence.example import example_page
from data.facts.competence import NeedState, focus_areas, matrix
from data.i18n import LANGUAGES, in_language
from data.model.competence import MAX_LEVEL, Challenge, Coverage, FocusArea, Need, Task

SOURCE = Path(__file__).with_name("source_page_shingles.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_of_a_size_to_learn_from(language):
    example = competence_example(language)
    assert 4 <= len(example.tasks) <= 6
    assert all(2 <= len(task.needs) <= 4 for task in example.tasks)
    assert {need.form for task in example.tasks for need in task.needs} == {
        "knowledge", "skill", "experience", "mandate", "time",
    }  # fmt: skip
    assert {one.chosen for one in example.challenges} == {True, False}
    assert all(0 <= challenge.weight <= 9 for challenge in example.challenges)
    assert all(1 <= need.level <= MAX_LEVEL for task in example.tasks for need in task.needs)


def shape(language):
    example = competence_example(language)
    challenges = [(one.source, one.weight, one.chosen) for one in example.challenges]
    return challenges, [[(n.form, n.level) for n in task.needs] for task in example.tasks]


def test_it_is_alike_in_both_languages():
    assert shape("da") == shape("en")
    assert competence_example("fr") is not None


def test_it_is_in_our_own_words():
    text = (CONTENT / "da" / "competence_example.toml").read_text("utf-8")
    assert not set(shingles(text)) & set(SOURCE.read_text("utf-8").split())


def test_it_becomes_a_plan_full_of_gaps():
    example = competence_example("da")
    document = done(blank(), StartExample(example, "x"))
    (area,) = document.all(FocusArea)
    assert (area.title, area.why) == (example.title, example.why)
    assert [task.title for task in document.all(Task)] == [task.title for task in example.tasks]
    assert not document.all(Coverage)
    rows = matrix(document, TODAY).rows
    assert [row.need.title for row in rows] == [
        need.title for task in example.tasks for need in task.needs
    ]
    assert {row.state for row in rows} == {NeedState.GAP}
    chosen = [one for one in document.all(Challenge) if one.chosen]
    assert {one.focus_area for one in chosen} == {"x-f"}


def test_it_comes_after_what_is_there_and_repeats_no_challenge():
    command = StartExample(competence_example("da"), "x")
    document = done(planned(), command)
    assert focus_areas(document)[-1].id == command.focus
    again = done(document, StartExample(competence_example("da"), "y"))
    assert len(again.all(Challenge)) == len(document.all(Challenge))
    assert len(again.all(Need)) == 2 * len(document.all(Need)) - len(planned().all(Need))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_all_of_it(language):
    example = competence_example(language)
    with in_language(language):
        page = example_page(example)
    assert example.note in page
    for task in example.tasks:
        assert f"### {task.title}" in page
        assert all(need.title in page for need in task.needs)
