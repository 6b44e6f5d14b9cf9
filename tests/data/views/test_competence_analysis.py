"""Where the analysis has come to, and where challenges can be fetched from."""

from __future__ import annotations

from support.competence import planned
from support.documents import TODAY, blank, done

from data.commands.competence import ChooseFocus, GatherChallenges
from data.edits.records import AddRecord, SetFields
from data.model.choices import DevelopmentForm, Source
from data.views.competence_analysis import candidates, finished, ranked, step_reached


def test_the_step_follows_from_the_records():
    document = blank()
    assert step_reached(document) == "gather"
    document = done(document, AddRecord("challenge", {"text": "Travlhed"}, "c1"))
    assert step_reached(document) == "choose"
    document = done(document, ChooseFocus("c1", id="f1"))
    assert step_reached(document) == "back"
    backed = {"backed_by": "Karen Holm", "backed_on": TODAY}
    document = done(document, SetFields("focus_area", "f1", backed))
    assert step_reached(document) == "form"
    assert not finished(document)
    document = done(document, SetFields("focus_area", "f1", {"form": DevelopmentForm.PEER}))
    assert (step_reached(document), finished(document)) == ("form", True)


def test_the_heaviest_challenge_comes_first():
    document = done(
        blank(),
        AddRecord("challenge", {"text": "Let", "weight": 1}, "c1"),
        AddRecord("challenge", {"text": "Tung", "weight": 8}, "c2"),
        AddRecord("challenge", {"text": "Også let", "weight": 1}, "c3"),
    )
    assert [one.id for one in ranked(document)] == ["c2", "c1", "c3"]


def test_challenges_are_fetched_from_what_is_there():
    meeting = {"held_on": TODAY, "state": "running"}
    answer = {"meeting": "m1", "question": "demands", "text": "Deadlines\nog mere"}
    document = done(
        planned(),
        AddRecord("condition", {"title": "Støj i hallen"}, "v1"),
        AddRecord("action", {"measure": "Skærm", "problem": "Larm", "source": "round"}, "a1"),
        AddRecord("action", {"measure": "Gammel", "status": "done"}, "a2"),
        AddRecord("goal", {"title": "Færre løft", "outcome": "missed"}, "g1"),
        AddRecord("goal", {"title": "Nået", "outcome": "reached"}, "g2"),
        AddRecord("idea", {"text": "Byttedag"}, "i1"),
        AddRecord("idea", {"text": "larm"}, "i2"),
        AddRecord("status_meeting", meeting, "m1"),
        AddRecord("status_answer", answer, "s1"),
    )
    found = candidates(document)
    assert [(one.text, one.source) for one in found] == [
        ("Støj i hallen", Source.APV),
        ("Larm", Source.ROUND),
        ("Færre løft", Source.DISCUSSION),
        ("Byttedag", Source.IDEA),
        ("Deadlines", Source.STATUS_MEETING),
    ]
    document = done(document, GatherChallenges(tuple((c.text, c.source) for c in found[:4])))
    assert [one.text for one in candidates(document)] == ["Deadlines"]
