"""The minutes: golden files to read, nothing confidential, nothing typed that acts."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
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
from support.hostile import HOSTILE
from support.meetings import last_year

from data.commands.approval import ApproveDiscussion, ReopenDiscussion
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.export.meetings.discussion import discussion_minutes, minutes_for_approval
from data.i18n import in_language
from data.model.choices import MeetingState, Presence
from data.model.discussion import Attendance, Note
from data.text import clean_line, clean_lines

GOLDEN = Path(__file__).parents[1] / "golden"
REWRITE = "AMIS_REWRITE_GOLDEN"
"""Set to write the golden files anew; read the difference before keeping it."""

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def minutes(document, language="da", *, live=False):
    with in_language(language):
        return discussion_minutes(document, discussion_of(document), today=TODAY, live=live)


def without_revision(text):
    return [line for line in text.split("\n") if not line.startswith("Lavet med AMIS")]


@pytest.mark.parametrize(
    ("name", "language"),
    [("direct", "da"), ("amo", "da"), ("amo_two_levels", "da"), ("med", "da"), ("amo", "en")],
)
def test_reads_as_before(name, language):
    document = sample(name, language)
    with in_language(language):
        told = minutes_for_approval(
            document, discussion_of(document), approved_by="Karen Holm", approved_on=TODAY
        )
    golden = GOLDEN / f"{name}.{language}.md"
    if REWRITE in os.environ:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_same_in_same_out():
    assert minutes(sample()) == minutes(sample())


def test_confidential_passages_leave_no_trace():
    document = sample()
    secrets = [note for note in document.all(Note) if note.confidential]
    assert secrets
    without = done(document, *(DeleteRecord(Note.kind, note.id) for note in secrets))
    told = minutes(document)
    assert "HEMMELIGT" not in told
    assert without_revision(told) == without_revision(minutes(without))


def test_an_item_with_only_a_confidential_note_looks_empty():
    document = with_discussion(blank())
    before = minutes(document)
    item = item_of(document, "focus")
    values = {"about": item.reference, "text": "hemmeligt", "confidential": True}
    for form in ("note", "decision"):
        document = done(document, AddRecord("note", {**values, "form": form}))
    assert without_revision(minutes(document)) == without_revision(before)


def test_what_was_approved_stays_as_it_was():
    document = sample()
    discussion = discussion_of(document)
    with in_language("da"):
        told = minutes_for_approval(
            document, discussion, approved_by="Karen Holm", approved_on=TODAY
        )
    assert "Godkendt af Karen Holm den 3. marts 2026." in told
    document = done(document, ApproveDiscussion(discussion.id, "Karen Holm", TODAY, told))
    goal = document.find("M3")
    document = changed(document, goal, title="Et helt andet mål")
    assert minutes(document) == told
    assert "Et helt andet mål" in minutes(document, live=True)


def test_goals_from_before_stand_under_the_item_that_looks_back():
    told = minutes(sample())
    agenda, _, _later = told.partition("### 2. ")
    assert "## Sidste års mål" not in told
    assert "#### M1 " in agenda.partition("### 1. Nåede vi sidste års mål?")[2]
    without = minutes(changed(sample(), item_of(sample(), "goals_reached"), skipped=True))
    assert "## Sidste års mål\n\n### M1 " in without


def test_what_nothing_was_noted_under_is_said_once():
    document = with_discussion(blank())
    document = changed(document, item_of(document, "focus"), done=True)
    document = changed(document, item_of(document, "cooperation"), done=True)
    told = minutes(document)
    assert told.count("Drøftet uden notater: punkt 3 og 5.") == 1
    assert told.count("Ikke drøftet: punkt 1, 2, 4, 6 og 7.") == 1
    assert "Intet noteret" not in told


def test_nothing_of_the_program_and_no_bill_is_told():
    told = minutes(sample())
    for word in ("udgave", "Lovforslag", "L 67", "læst den"):
        assert word not in told
    assert "§ 6 d, stk. 1 og 3 og bekendtgørelse nr. 65, § 4" in told


@pytest.mark.parametrize("who", ["Karen Holm, Bent Olsen", "Karen Holm og Bent Olsen"])
def test_who_approved_is_said_as_people_say_it(who):
    with in_language("da"):
        told = minutes_for_approval(
            sample(), discussion_of(sample()), approved_by=who, approved_on=TODAY
        )
    assert "Godkendt af Karen Holm og Bent Olsen den 3. marts 2026." in told


def test_there_are_lines_to_sign_on():
    told = minutes(sample())
    assert "- Karen Holm, mødeleder, dato og underskrift: ____" in told
    tokens = PARSER.parseInline(told[told.index("## Underskrifter") :])
    assert not any(t.type == "strong_open" for child in tokens for t in child.children or ())


def test_reopening_is_told():
    document = sample()
    identity = discussion_of(document).id
    document = done(
        document,
        ApproveDiscussion(identity, "Karen Holm", TODAY, "godkendt"),
        ReopenDiscussion(identity, "Et mål manglede"),
    )
    told = minutes(document)
    assert "Referatet er ikke godkendt endnu." in told
    assert "- Genåbnet den 3. marts 2026 af Karen Holm: Et mål manglede" in told


def test_helper_questions_stay_in_the_program():
    document = sample()
    assert item_of(document, "focus").questions[0] not in minutes(document)


def test_a_prepared_discussion_says_what_is_not_there_yet():
    told = minutes(with_discussion(blank(), started=False))
    for sentence in (
        "**Dato:** ikke fastsat endnu",
        "Ikke drøftet: punkt 1, 2, 3, 4, 5, 6 og 7.",
        "Der var ingen tidligere mål at se tilbage på.",
        "Der er ikke sat mål.",
        "Ikke aftalt endnu.",
        "**Inviteret:**",
    ):
        assert sentence in told
    assert "I årshjulet" not in told


def test_nobody_and_nothing():
    document = with_discussion(blank(members=()))
    item = item_of(document, "cooperation")
    document = changed(document, item, skipped=True, source_read_on=None)
    told = minutes(document)
    assert "## Deltagere\n\nDer er ikke skrevet nogen ind." in told
    assert "Sprunget over: ingen begrundelse" in told
    discussion = discussion_of(document).revised(starts="", state=MeetingState.APPROVED)
    with in_language("da"):
        told = discussion_minutes(document, discussion, today=TODAY)
    assert "**Dato:** tirsdag den 3. marts 2026\n" in told


def test_med_without_its_agreement():
    told = minutes(with_discussion(blank(med=True)))
    assert "**Lovgrundlag:** den lokale MED-aftale samt arbejdsmiljøloven § 6 d, stk. 3" in told


def test_every_presence_has_its_place():
    document = sample()
    rows = document.all(Attendance)
    for row, presence in zip(rows, Presence, strict=False):
        document = done(document, SetField(Attendance.kind, row.id, "presence", presence))
    told = minutes(document)
    assert all(clean_line(row.name) in told for row in rows)


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
def test_hostile_text_is_only_text(language):
    document = vicious()
    told = minutes(document, language)
    kinds, texts = set(), []
    for token in PARSER.parse(told):
        kinds.add(token.type)
        if token.type == "inline":
            kinds |= {child.type for child in token.children}
            texts.append(
                "".join(c.content for c in token.children if c.type in {"text", "text_special"})
            )
    assert not kinds & {
        "html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence",
        "blockquote_open", "ordered_list_open", "s_open",
    }  # fmt: skip
    whole = " ".join("\n".join(texts).split())
    for text in HOSTILE:
        for line in filter(None, map(clean_line, clean_lines(text).split("\n"))):
            assert line in whole
    assert not any(c < " " and c != "\n" for c in told)


def test_hostile_text_adds_no_headings_or_cells():
    tokens = PARSER.parse(minutes(vicious()))
    ours = [t.map for t in tokens if t.type == "heading_open" and t.markup == "#"]
    assert len(ours) == 1
    rows = 0
    for token in tokens:
        if token.type == "tr_open":
            rows = 0
        elif token.type in {"td_open", "th_open"}:
            rows += 1
        elif token.type == "tr_close":
            assert rows in {5, 6}
    assert sum(t.type == "hr" for t in tokens) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"priority": "high"}, "Sænk bordet (prioritet: høj)"),
        ({"priority": "low", "goal": "g"}, "Sænk bordet (til M1, prioritet: lav)"),
        ({"priority": "normal", "goal": "g"}, "Sænk bordet (til M1)"),
        ({"priority": "normal"}, "| Sænk bordet |"),
    ],
)
def test_a_priority_that_was_agreed_stands_beside_the_action(values, said):
    document = with_discussion(blank())
    action = {"measure": "Sænk bordet", "discussion": discussion_of(document).id, **values}
    document = done(
        document,
        AddRecord("goal", {"title": "Færre løft", "year": 2026}, "g"),
        AddRecord("action", action, "h"),
    )
    assert said in minutes(document)


@pytest.mark.parametrize(
    ("forum", "told"), [("Direkte dialog", 1), ("direkte dialog", 1), ("Personalemødet", 2)]
)
def test_how_few_people_talk_together_is_said_once(forum, told):
    document = with_discussion(blank(employees=8))
    document = changed(document, discussion_of(document), forum=forum)
    frame = minutes(document).split("##")[0]
    assert "8 (1–9 ansatte, direkte dialog)" in frame
    assert ("Forum:" in frame) is (told == 2)


def test_what_a_goal_is_carried_on_as_and_why_an_old_action_stands_still_is_told():
    document = with_discussion(last_year("amo", TODAY.year), TODAY.year)
    values = {"title": "Færre løft i år", "continues": "g1", "year": TODAY.year}
    document = done(document, AddRecord("goal", values, "g3"))
    later = TODAY + timedelta(days=300)
    with in_language("da"):
        text = discussion_minutes(document, discussion_of(document), today=later)
    goal, action = document.record("goal", "g3"), document.record("action", "a1")
    evaluated = text.partition("#### M1 ")[2].partition("#### ")[0]
    assert f"- **Føres videre som:** {goal.code} Færre løft i år" in evaluated
    stalled = text.partition("## Gået i stå")[2].partition("## Dagsorden")[0]
    assert f"- {action.code} To hæve-sænke-borde: Ingen har ansvaret." in stalled
    assert "Der er ikke sket noget i " in stalled
