"""Whatever a document holds, its papers are made, and no open action's text is lost on the way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from support.documents import blank, done
from support.examples import examples
from support.papers import is_archival, outside, squeezed, words
from support.strategies import documents

from data.edits.records import AddRecord
from data.export.competence.paper import competence_paper
from data.export.pdf.letters import for_print
from data.export.pdf.setting import pdf
from data.export.plan.paper import plan_paper
from data.export.wheel.months import months_paper
from data.export.wheel.paper import wheel_paper
from data.export.wheel.sheet_sizes import A4
from data.i18n import in_language
from data.model.plan import Action
from data.views.wheel import wheel_year, year_start

DAY = date(2026, 3, 2)


def wheel(document):
    return wheel_year(document, year_start(DAY, 1), DAY)


MADE = {
    "plan": lambda document: plan_paper(document, DAY),
    "wheel": lambda document: wheel_paper(document, wheel(document), A4, DAY),
    "months": lambda document: months_paper(document, wheel(document), DAY),
    "competence": lambda document: competence_paper(document, DAY),
}


def printed(document, what):
    with in_language("da"):
        return pdf(MADE[what](document), "da", DAY)


def words_of(text):
    return [squeezed(word) for word in for_print(text).split()]


@settings(max_examples=examples(3))
@given(documents(most=12))
def test_every_document_has_its_papers(document):
    for what in MADE:
        contents = printed(document, what)
        assert is_archival(contents)
        assert outside(contents) == []
        if what == "plan":
            found = words(contents)
            for action in document.all(Action):
                texts = (
                    action.measure,
                    *((action.problem, action.cause) if action.is_open else ()),
                )
                for text in texts:
                    assert [word for word in words_of(text) if word not in found] == []


def crowded(actions, people):
    return done(
        blank(),
        *(AddRecord("person", {"name": f"Ida Rask {n}"}, f"m{n}") for n in range(people)),
        *(
            AddRecord(
                "action",
                {
                    "measure": f"Handling nummer {n} om støj i hallen",
                    "problem": "Der larmer, og ingen hører, hvad der bliver sagt. " * (1 + n % 4),
                    "owner": f"m{n % people}",
                    "due": date(2026, 1 + n % 12, 1 + n % 28),
                },
                f"x{n}",
            )
            for n in range(actions)
        ),
    )


@pytest.mark.slow
def test_five_hundred_actions_and_forty_people():
    document = crowded(500, 40)
    for what in MADE:
        contents = printed(document, what)
        assert outside(contents) == []
        if what == "plan":
            found = words(contents)
            assert all(squeezed(f"Handling nummer {n} om") in found for n in range(500))
