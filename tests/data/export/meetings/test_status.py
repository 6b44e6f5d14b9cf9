"""Minutes of the status meeting: golden files to read, nothing confidential, nothing that acts."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from support.documents import blank, changed, done, vicious
from support.hostile import HOSTILE
from support.status import MEETING, TODAY, earlier, held, meeting_of, outcome, plan

from data.commands.approval import ApproveStatusMeeting, ReopenStatusMeeting
from data.commands.status_answers import AnswerQuestion, TellChange
from data.edits.records import AddRecord
from data.export.meetings.status import status_minutes, status_minutes_for_approval
from data.i18n import in_language
from data.model.discussion import Attendance
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.start.demo import demo_document
from data.text import clean_line

GOLDEN = Path(__file__).parents[1] / "golden"
REWRITE = "AMIS_REWRITE_GOLDEN"
"""Set to write the golden files anew; read the difference before keeping it."""

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def minutes(document, language="da", *, live=False):
    with in_language(language):
        return status_minutes(document, meeting_of(document), today=TODAY, live=live)


def spoken():
    """A meeting at which something of everything was said."""
    document = plan(
        screen={
            "measure": "Støjskærm",
            "problem": "Larm fra køkkenet",
            "due": TODAY - timedelta(days=9),
        },
        breaks={"measure": "Pauser i vagtplanen", "due": TODAY + timedelta(days=20)},
        table={"measure": "Et bord på hjul", "status": "running", "improves": "Ryg og skuldre"},
        rest={"measure": "Skur med lys"},
    )
    document = done(
        document,
        AddRecord("goal", {"title": "Ro ved bordene"}, "g"),
        AddRecord("condition", {"title": "Støj"}, "v"),
    )
    document = changed(document, document.get(Action, "screen"), goal="g", condition="v")
    document = earlier(document, TODAY - timedelta(days=60), breaks="on_track")
    document = held(document)
    document = changed(document, document.all(Attendance)[0], presence="present")
    document = outcome(
        document,
        "screen",
        outcome="behind",
        due=TODAY + timedelta(days=30),
        remark="Venter\npå tømrer",
    )
    document = outcome(document, "breaks", outcome="on_track")
    document = outcome(document, "table", outcome="done")
    document = changed(
        document, document.get(Action, "table"), effect="no", effect_note="For tungt"
    )
    document = plan(document, lift={"measure": "Et hævebord", "follows": "table"})
    return done(
        document,
        AnswerQuestion(MEETING, "now", "Godt humør"),
        TellChange(MEETING, "Nyt køkken", TODAY, condition="v"),
        AnswerQuestion(MEETING, "improvements", "Et stille rum", carried="Ønsker"),
        AnswerQuestion(MEETING, "demands", "Afbrydelser", "demands", carried="Krav"),
        AnswerQuestion(MEETING, "demands", "Makkertid", "resources", carried="Ressourcer"),
        AddRecord("idea", {"text": "Gåmøder", "status_meeting": MEETING}),
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_reads_as_before(language):
    document = spoken()
    with in_language(language):
        told = status_minutes_for_approval(
            document,
            meeting_of(document),
            approved_by="Karen Holm",
            approved_on=TODAY,
            ends="12:45",
        )
    golden = GOLDEN / f"status.{language}.md"
    if REWRITE in os.environ:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_the_meetings_of_the_example_are_kept_as_approved():
    document = demo_document("da", TODAY)
    for meeting in document.all(StatusMeeting):
        assert meeting.minutes.startswith("# Statusmøde om handleplanen den ")
        assert status_minutes(document, meeting, today=TODAY) == meeting.minutes


def test_a_meeting_nothing_was_said_at_says_so():
    told = minutes(held(blank()))
    assert "Der var ingen åbne handlinger" in told
    assert "Intet er ændret i planen." in told
    told = minutes(held(plan(a={})))
    assert "Ingen af handlingerne er gennemgået endnu." in told
    assert "### Ikke nået denne gang" in told


def test_what_is_noted_about_an_action_stands_there_also_without_an_outcome():
    document = outcome(held(plan(a={"measure": "Støjskærm"})), "a", remark="Venter på tømrer")
    told = minutes(document)
    assert "1 uden status." in told
    assert "### H1 Støjskærm" in told
    assert "Venter på tømrer" in told
    assert "### Ikke nået denne gang" not in told
    approved = done(document, ApproveStatusMeeting(MEETING, "Karen", TODAY, told))
    assert "Venter på tømrer" in minutes(approved)


def test_a_new_deadline_stands_there_also_without_an_outcome():
    before, after = TODAY + timedelta(days=1), TODAY + timedelta(days=15)
    document = outcome(held(plan(a={"measure": "Støjskærm", "due": before})), "a", due=after)
    told = minutes(document)
    _before, talked = told.split("### H1 Støjskærm")
    assert "18.3.2026 (før 4.3.2026)" in talked
    assert "Frist flyttet" in _before
    assert "Ikke nået denne gang" not in told


def test_what_was_approved_stays_as_it_was():
    document = spoken()
    kept = minutes(document)
    document = done(document, ApproveStatusMeeting(MEETING, "Karen", TODAY, kept))
    document = changed(document, document.get(Action, "screen"), measure="Noget andet")
    assert minutes(document) == kept
    assert "Noget andet" in minutes(document, live=True)
    document = done(document, ReopenStatusMeeting(MEETING, "Der mangler en"))
    assert "Åbnet igen" in minutes(document) or "Genåbnet" in minutes(document)


def test_confidential_notes_leave_no_trace():
    document = spoken()
    before = minutes(document)
    for about in ("action:screen", f"status_meeting:{MEETING}", "goal:g"):
        values = {"about": about, "text": "HEMMELIGT", "confidential": True}
        document = done(document, AddRecord("note", values))

    def lines(text):
        return [line for line in text.split("\n") if "udgave" not in line]

    assert lines(minutes(document)) == lines(before)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(hostile):
    document = held(plan(a={"problem": hostile, "improves": hostile}))
    document = changed(document, document.get(Action, "a"), measure=hostile)
    document = outcome(document, "a", outcome="behind", remark=hostile)
    document = done(
        document,
        AnswerQuestion(MEETING, "now", hostile),
        TellChange(MEETING, hostile, TODAY),
        AnswerQuestion(MEETING, "demands", hostile, "demands"),
        AddRecord("idea", {"text": hostile, "status_meeting": MEETING}),
    )
    plain = minutes(
        done(
            outcome(
                held(plan(a={"problem": "x", "improves": "x"})), "a", outcome="behind", remark="x"
            ),
            AnswerQuestion(MEETING, "now", "x"),
            AddRecord("idea", {"text": "x", "status_meeting": MEETING}),
        )
    )
    told = minutes(document)
    tokens = PARSER.parse(told)
    assert not any(
        token.type in {"html_block", "fence", "code_block", "table_open"} for token in tokens
    )
    inline = [child for token in tokens for child in token.children or ()]
    assert not any(c.type in {"link_open", "image", "html_inline", "code_inline"} for c in inline)
    wanted = [line for line in plain.split("\n") if line.startswith("## ")]
    assert [line for line in told.split("\n") if line.startswith("## ")] == wanted
    # What was typed can be read: its first word is there as text.
    text = "".join(child.content for child in inline)
    first = clean_line(hostile).split()
    assert not first or first[0][:20] in text


def test_a_document_of_hostile_texts_makes_minutes():
    document = vicious()
    for meeting in document.all(StatusMeeting):
        with in_language("da"):
            assert status_minutes(document, meeting, today=TODAY, live=True).startswith("# ")


def test_what_nothing_was_said_about_is_said_once():
    told = minutes(held(plan(a={})))
    silent = (
        "Intet noteret under „Arbejdsmiljøet nu og fremover“ og „Idéer til den årlige drøftelse“."
    )
    assert told.count(silent) == 1
    assert told.count("Intet noteret") == 1


def test_what_nobody_answers_for_stands_as_such():
    actions = {"told": {"due": TODAY}, "rest": {"due": None}}
    document = held(plan(**actions))
    document = outcome(document, "told", remark="Tilbud er hentet")
    with in_language("da"):
        text = status_minutes(document, meeting_of(document), today=TODAY)
    assert "- **Ansvarlig:** mangler" in text.partition("### H1 ")[2].partition("### ")[0]
    assert "H2 rest – planlagt, ansvarlig mangler, frist mangler" in text
