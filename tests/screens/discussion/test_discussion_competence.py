"""The competence plan where the annual discussion takes competence up."""

from __future__ import annotations

from support.competence import KAREN, planned
from support.documents import TODAY, blank, done

from data.commands.development import Develop
from data.model.choices import DevelopmentForm
from screens.discussion.competence import competence_rows


def rows(document, item="training_expertise"):
    return list(competence_rows(document, item, TODAY))


def test_gaps_and_what_is_under_way_are_told():
    develop = Develop("n2", KAREN, DevelopmentForm.COURSE, 8, TODAY, "Kursus", action="a1")
    found = rows(done(planned(), develop))
    assert [row.text for row in found if row.text] == [
        "Kompetenceplan: 3 af 4 behov dækket · 1 mangler · 1 sårbar",
        "Ret til at gribe ind",
        "Svær samtale",
        "Ret til at gribe ind: kursus: Karen Holm 3.3.2026 (H1)",
    ]
    assert [row.key for row in found if row.selectable] == ["action:a1"]


def test_only_the_items_about_competence_tell_of_it():
    assert rows(planned(), "knowledge")
    assert rows(planned(), "goals") == []


def test_without_a_plan_nothing_is_told():
    assert rows(blank()) == []
