"""The packs: whole, naming what is missing and nothing else, and silent about what is private."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from support.complete import NAMES, complete, put
from support.documents import TODAY, blank, discussion_of, done, item_of, vicious

from data.edits.records import AddRecord
from data.export.packs.handover import handover_pack
from data.export.packs.inspection import inspection_pack
from data.export.packs.noticeboard import noticeboard, without_names
from data.export.packs.yourselves import for_yourselves
from data.export.text.html import page
from data.i18n import LANGUAGES, in_language
from data.model.choices import AgreementPoint, Presence, Role
from data.model.discussion import Attendance, Note
from data.model.document import Document
from data.model.workplace import Person
from data.rules.readiness import readiness
from data.start.demo import demo_document

DAY = timedelta(days=1)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def pack(document, language="en", today=TODAY):
    with in_language(language):
        return inspection_pack(document, today=today)


def sheet(document, language="en", today=TODAY):
    with in_language(language):
        return for_yourselves(document, today=today)


def first_page(text):
    """What is said to be missing: every bullet of its section."""
    _before, _head, rest = text.partition("## What is missing")
    return re.findall(r"^- (.*)$", rest.partition("## The rules")[0], re.MULTILINE)


def contents(text):
    """The titles of the parts, as the first page lists them."""
    listed = text.partition("## What this holds")[2].partition("## 1.")[0]
    return re.findall(r"^\d+\. (.*)$", listed, re.MULTILINE)


def gone(document, kind, identity):
    return document.without_record(document.record(kind, identity))


def unsaid(document, template):
    item = item_of(document, template)
    for note in document.all(Note):
        if note.about == item.reference:
            document = document.without_record(note)
    return put(document, document.record("agenda_item", item.id), done=False)


def away(document, number):
    (row,) = (r for r in document.all(Attendance) if r.person == f"s-p{number}")
    return put(document, row, presence=Presence.ABSENT)


def of(number, **values):
    return lambda d: put(d, d.get(Person, f"s-p{number}"), **values)


def at(**values):
    return lambda d: put(d, d.workplace, **values)


def has(kind, identity, **values):
    return lambda d: put(d, d.record(kind, identity), **values)


ALL = NAMES
SIZED = ("amo", "amo_two_levels")
MEMBERS = ("amo", "amo_two_levels", "med")
SEEDS = [
    # what is taken out, where, the rule that names it, and words of what it says
    (("direct", *SIZED), "R01", "More than a year has passed",
     lambda d: put(d, discussion_of(d), held_on=date(2025, 2, 10))),
    (("med",), "R01", "should have been held",
     lambda d: put(at(agreement_interval=2)(d), discussion_of(d), held_on=date(2025, 12, 1))),
    (ALL, "R02", "has not been discussed", lambda d: unsaid(d, "cooperation")),
    (("direct",), "R02", "has not been discussed", lambda d: unsaid(d, "knowledge")),
    (ALL, "R03", "no date", lambda d: put(d, discussion_of(d), held_on=None)),
    (ALL, "R04", "could decide", lambda d: away(d, 1)),
    (MEMBERS, "R04", "No work-environment representative", lambda d: away(d, 3)),
    (("amo_two_levels",), "R05", "no work-environment committee",
     lambda d: gone(d, "body", "u1")),
    (("amo_two_levels",), "R06", "one of each is asked for", of(3, bodies=("u1",))),
    (("amo_two_levels",), "R07", "but not in Udvalget", of(2, bodies=("g1",))),
    (MEMBERS, "R08", "compulsory course", of(2, compulsory_done_on=None)),
    (MEMBERS, "R11", "cannot be shown", has("training", "t-s-p2", proof="")),
    (MEMBERS, "R12", "The term of Jonas Lind ended",
     of(3, elected_on=date(2024, 1, 10), joined_on=None)),
    (ALL, "R14", "assessed", has("condition", "c", assessed_on=date(2023, 1, 1))),
    (ALL, "R14", "since the change", has("condition", "c", change_on=date(2025, 12, 2))),
    (ALL, "R15", "sickness absence", has("condition", "c", absence_considered=False)),
    (ALL, "R16", "follow-up", has("action", "a", follow_up=None)),
    (ALL, "R16", "responsible", has("action", "a", owner=None)),
    (ALL, "R17", "everybody can read", at(plan_place="")),
    (MEMBERS, "R18", "has not been discussed", lambda d: unsaid(d, "training_expertise")),
    (SIZED, "R19", "how everybody reaches", at(nearness="", organised_on=date(2025, 1, 1))),
    (("med",), "R20", "what the agreement says", at(agreement_covers="")),
    (("med",), "R20", "how the agreement is changed",
     at(agreement_points=tuple(p for p in AgreementPoint if p is not AgreementPoint.CHANGES))),
]  # fmt: skip
EACH = [(name, *seed[1:]) for seed in SEEDS for name in seed[0]]


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_document_lacks_nothing(name):
    text = sheet(complete(name))
    assert first_page(text) == []
    assert "Nothing that the rules ask for is missing." in text
    assert readiness(complete(name), discussion_of(complete(name)), TODAY) == ()


@pytest.mark.parametrize(
    ("name", "code", "words", "take_out"),
    EACH,
    ids=[f"{e[1]}-{e[0]}-{n}" for n, e in enumerate(EACH)],
)
def test_what_is_taken_out_is_named_and_nothing_else(name, code, words, take_out):
    document = take_out(complete(name))
    (line,) = first_page(sheet(document))
    assert line.startswith(f"{code} (")
    assert words in line
    assert "Source: " in line
    # What is missing is the workplace's own to know: an inspector is shown what there is.
    assert line.partition("): ")[2].split(".")[0] not in pack(document)
    # The readiness check of the discussion names what is the discussion's, and nothing else.
    ready = readiness(document, discussion_of(document), TODAY)
    own = {"R02", "R03", "R04", "R18"}
    assert [finding.code for finding in ready] == ([code] if code in own else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_what_the_pack_holds_follows_the_regime(name, language):
    text = pack(complete(name), language)
    heads = [line for line in text.split("\n") if line.startswith("## ")]
    agreement = {"da": "MED-aftalen", "en": "The MED agreement"}[language]
    assert any(agreement in head for head in heads) is (name == "med")
    training = {"da": ". Uddannelse", "en": ". Training"}[language]
    assert any(head.endswith(training) for head in heads) is (name != "direct")
    listed = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
    assert listed == [str(n) for n in range(1, len(listed) + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_the_pack_opens_with_what_there_is(name):
    """Discussion, plan, organisation, training; what is missing only where it is asked for."""
    document = complete(name)
    titles = contents(pack(document))
    med = ["The MED agreement"] if name == "med" else []
    trained = ["Training"] if name != "direct" else []
    assert titles == [
        *med, "Minutes of the latest annual discussion", "The plan for the coming year",
        "The organisation and its members", *trained, "The conditions of the APV",
        "Status meetings",
    ]  # fmt: skip
    document = put(document, document.workplace, plan_place="")
    assert "What is missing" not in pack(document)
    with in_language("en"):
        both = inspection_pack(document, today=TODAY, whole=True)
    assert contents(both)[-1] == "For yourselves"
    assert "### What is missing" in both


def test_of_what_there_is_not_the_pack_says_nothing_and_the_sheet_all():
    text = sheet(blank())
    assert "No annual discussion is written down." in text
    assert "No APV condition is written down." in text
    assert len(first_page(text)) >= 2
    assert "annual discussion" not in pack(blank())
    assert "No workplace has been set up yet." in pack(Document())


def confided(document):
    """The document with a secret wherever one can be noted."""
    told = document.all(Note)[0]
    places = (item_of(document, "goals").reference, "action:a", "goal:g", "person:s-p2")
    for number, about in enumerate(places, 900):
        values = {"about": about, "text": "HEMMELIGT", "confidential": True}
        note = told.revised(id=f"secret{number}", number=number, **values)
        document = document.with_record(note)
    return document


def packs(document, today=TODAY):
    person = document.get(Person, "s-p2") or document.all(Person)[0]
    return (
        inspection_pack(document, today=today),
        for_yourselves(document, today=today),
        handover_pack(document, person, today=today),
        noticeboard(document, today=today),
    )


def test_nothing_confidential_leaves():
    document = complete()
    for before, after in zip(packs(document), packs(confided(document)), strict=True):
        assert "HEMMELIGT" not in after
        revision = re.compile(r"revision \d+")
        assert revision.sub("", before) == revision.sub("", after)


def test_nobody_is_said_to_be_ill():
    away_long = of(3, absent_from=date(2026, 1, 1), absent_until=date(2026, 9, 1))
    with in_language("en"):
        for before, after in zip(packs(complete()), packs(away_long(complete())), strict=True):
            assert before == after


def test_the_noticeboard_keeps_remarks_and_names_to_itself():
    document = has(
        "action", "a", problem="Jonas Lind har ondt i ryggen, siger Jonas",
        cause="ÅRSAG", source_note="KILDE", resources="PENGE", effect_note="REMARK",
    )(complete())  # fmt: skip
    note = AddRecord("note", {"about": "action:a", "text": "NOTE"})
    document = done(document, note)
    text = noticeboard(document, today=TODAY)
    row = next(line for line in text.split("\n") if "Sæt støjskærm op" in line)
    assert "en kollega har ondt i ryggen, siger en kollega" in row
    assert "Bent Olsen" in row
    for secret in ("ÅRSAG", "KILDE", "PENGE", "REMARK", "NOTE", "Samlet fravær"):
        assert secret not in text


def test_names_give_way_as_whole_words_only():
    document = complete()
    assert without_names(document, "Karens Holmegaard, Lindvej") == "Karens Holmegaard, Lindvej"
    assert without_names(document, "Spørg Karen eller Holm") == "Spørg en kollega eller en kollega"


def test_handover_tells_what_one_person_has_open():
    document = complete()
    with in_language("en"):
        text = handover_pack(document, document.get(Person, "s-p2"), today=TODAY)
        other = handover_pack(document, document.get(Person, "s-p3"), today=TODAY)
    assert "Sæt støjskærm op" in text
    assert "1 action, 1 goal" in text
    assert "Flyt kompressoren" not in text
    assert "Nothing is waiting" in other
    assert "First year: 2 days" in other
    for known in ("Who is who", "What to know", "First things to do"):
        assert known in other


def test_handover_says_what_has_stalled_and_what_comes():
    today = date(2026, 11, 22)
    document = demo_document("da", today)
    with in_language("en"):
        text = handover_pack(document, document.get(Person, "mette"), today=today)
    assert "unmentioned" in text or "said nothing about it" in text
    assert "next " in text


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
def test_hostile_text_is_only_text(language):
    document = vicious()
    with in_language(language):
        for text in packs(document):
            tokens = PARSER.parse(text)
            kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
            assert not kinds & {
                "link_open", "image", "html_inline", "html_block", "code_inline", "fence",
                "code_block", "blockquote_open", "s_open",
            }  # fmt: skip
            heads = [t for t in tokens if t.type == "heading_open" and t.tag == "h1"]
            assert len(heads) == 1
            assert "\x1b" not in text
        # The others are made of the same pieces.
        shown = page(text, "x", language)
        assert "<script" not in shown
        assert "<img" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_same_in_same_out(name):
    assert packs(complete(name)) == packs(complete(name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_packs_of_the_example_hold_no_markup_of_ours_gone_wrong(language):
    today = date(2026, 11, 22)
    document = demo_document(language, today)
    with in_language(language):
        for text in packs(document, today):
            assert text.endswith("\n")
            assert "\n\n\n" not in text
            assert "None" not in text
            assert "{" not in text
            levels = [len(m) for m in re.findall(r"^(#+) ", text, re.MULTILINE)]
            assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_small_workplace_names_everybody_and_a_large_one_its_members():
    assert "Jonas Lind" in pack(complete("direct"))
    document = done(
        complete("amo"), AddRecord("person", {"name": "Ole Ung", "roles": ["employee"]})
    )
    assert "Ole Ung" not in pack(document)
    assert Role.EMPLOYEE in document.all(Person)[-1].roles
