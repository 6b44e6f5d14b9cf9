"""What is so of a document is found out once, lies with it alone, and is told in one's language."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from support.documents import TODAY, blank, changed, discussion_of, sample
from support.strategies import lived_documents

from data.facts.meetings import latest_held
from data.facts.once import once
from data.i18n import in_language
from data.model.workplace import Person
from data.rules.judgement import judge
from data.rules.readiness import readiness


def test_it_is_worked_out_once_for_each_document_and_question():
    asked: list[tuple[int, int]] = []

    @once
    def people_and(document, more):
        asked.append((len(document.all(Person)), more))
        return asked[-1]

    document = blank()
    many = len(document.all(Person))
    assert people_and(document, 1) is people_and(document, 1)
    assert people_and(document, 2) == (many, 2)
    other = document.without_record(document.all(Person)[0])
    assert people_and(other, 1) == (many - 1, 1)
    assert asked == [(many, 1), (many, 2), (many - 1, 1)]


def test_none_is_an_answer_too():
    document = blank()
    assert latest_held(document, TODAY) is None
    assert latest_held(document, TODAY) is None


def test_what_is_said_in_words_is_said_in_the_language_in_use():
    document = changed(sample("amo"), discussion_of(sample("amo")), held_on=None)

    def said(language: str) -> str:
        with in_language(language):
            return readiness(document, discussion_of(document), TODAY)[0].text

    assert (said("da"), said("en")) == ("Drøftelsen har ingen dato.", "The discussion has no date.")


def test_a_document_with_answers_is_equal_to_one_without():
    document, other = sample("amo"), sample("amo")
    judge(document, TODAY)
    assert document == other
    assert "worked_out" not in repr(document)


@given(lived_documents())
def test_answers_do_not_depend_on_what_was_asked_before(document):
    """The rules say the same of a document that has been asked a lot as of a fresh one."""
    fresh = document.without_record(document.workplace).with_record(document.workplace)
    for day in (date(2025, 1, 1), TODAY, date(2027, 6, 1)):
        judge(document, day)
    assert judge(document, TODAY) == judge(fresh, TODAY)
