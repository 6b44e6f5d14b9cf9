"""The content of the competence plan: whole, the same in both languages, in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shingles import shingles

from data.content.competence_texts import STEPS, competence_texts, fitting_forms
from data.content.reader import CONTENT
from data.i18n import LANGUAGES
from data.model.choices import DevelopmentForm

SOURCE = Path(__file__).with_name("source_page_shingles.txt")


def test_languages_have_the_same_entries():
    danish, english = (competence_texts(language) for language in LANGUAGES)
    assert [step.id for step in danish.steps] == [step.id for step in english.steps] == [*STEPS]
    assert [(q.id, q.forms) for q in danish.questions] == [
        (q.id, q.forms) for q in english.questions
    ]
    assert {f: t.hours for f, t in danish.forms.items()} == {
        f: t.hours for f, t in english.forms.items()
    }
    assert all(a.question != b.question for a, b in zip(danish.steps, english.steps, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_asked_for_somewhere(language):
    asked = {form for question in competence_texts(language).questions for form in question.forms}
    assert asked == set(DevelopmentForm)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_says_what_it_takes(language):
    forms = competence_texts(language).forms
    assert set(forms) == set(DevelopmentForm)
    assert all(0 < form.hours <= 1000 for form in forms.values())


def test_what_fits_best_comes_first():
    questions = competence_texts("da").questions
    assert fitting_forms(questions, ["time"])[0] is DevelopmentForm.TIME
    first, second, *_rest = fitting_forms(questions, ["colleague", "practice"])
    assert (first, second) == (DevelopmentForm.PEER, DevelopmentForm.COURSE)
    assert fitting_forms(questions, []) == tuple(DevelopmentForm)
    assert set(fitting_forms(questions, ["rules"])) == set(DevelopmentForm)


def test_an_unknown_language_gives_danish():
    assert competence_texts("xx") == competence_texts("da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_our_own(language):
    text = (CONTENT / language / "competence.toml").read_text(encoding="utf-8")
    assert not set(shingles(text)) & set(SOURCE.read_text(encoding="utf-8").split())
