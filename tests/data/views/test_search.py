"""Everything can be found by a part of a word, as Danes fold; the best hit comes first."""

from __future__ import annotations

import time

from hypothesis import given, settings
from support.documents import blank, done, sample
from support.examples import examples
from support.strategies import documents

from data.edits.records import AddRecord, SetField
from data.facts.notes import is_confidential
from data.i18n import in_language
from data.model.base import Shape, specs
from data.start.demo import demo_document
from data.text import fold
from data.views.search import DocumentSearch, name_of


def plan():
    return done(
        blank(),
        AddRecord("action", {"measure": "Støjskærm i værkstedet", "owner": "s-p2"}, "a1"),
        AddRecord("action", {"measure": "Lamper", "problem": "Larm og støj ved båndsaven"}, "a2"),
        AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "g"),
        AddRecord("idea", {"text": "Gåmøder i Aarhus"}, "i"),
        AddRecord("note", {"about": "action:a2", "text": "Bo er træt af støjen"}, "n"),
        AddRecord(
            "note", {"about": "action:a2", "text": "Hemmelig støj", "confidential": True}, "c"
        ),
        AddRecord("activity", {"title": "Støjdag", "remark": "Mål støj"}, "w"),
    )


def ids(hits):
    return [hit.record.id for hit in hits]


def test_danish_letters_and_case_do_not_matter():
    search = DocumentSearch(plan())
    assert ids(search.search("stoj")) == ids(search.search("STØJ"))
    assert ids(search.search("århus")) == ids(search.search("aarhus")) == ["i"]


def test_every_word_must_be_there_in_any_order():
    assert ids(DocumentSearch(plan()).search("værk støj")) == ["a1"]
    assert DocumentSearch(plan()).search("værk båndsav") == ()
    assert DocumentSearch(plan()).search("   ") == ()


def test_hits_stand_by_kind_the_name_before_the_text():
    hits = DocumentSearch(plan()).search("støj")
    assert ids(hits) == ["a1", "a2", "g", "w", "c", "n"]
    by_id = {hit.record.id: hit for hit in hits}
    assert by_id["a1"].text == ""
    assert "båndsaven" in by_id["a2"].text
    assert is_confidential(by_id["c"].record)
    with in_language("da"):
        assert by_id["g"].kind == "Mål"


def test_a_number_finds_its_record_first():
    assert DocumentSearch(plan()).search("h2")[0].record.id == "a2"
    assert name_of(DocumentSearch(plan()).search("h2")[0].record) == "H2 Lamper"


def test_a_person_finds_what_they_answer_for():
    assert "a1" in ids(DocumentSearch(plan()).search("bent"))


def test_confidential_notes_can_be_left_out():
    index = DocumentSearch(plan())
    assert "c" not in ids(index.search("støj", confidential=False))


def test_what_changes_is_learnt():
    document = plan()
    index = DocumentSearch(document)
    document = done(document, SetField("action", "a2", "measure", "Pærer"))
    index.follow(document)
    assert "a2" in ids(index.search("pærer"))
    assert index.search("lamper") == ()
    document = done(document, SetField("person", "s-p2", "name", "Viggo"))
    index.follow(document)
    assert "a1" in ids(index.search("viggo"))


def test_a_whole_discussion_can_be_searched():
    document = sample()
    for word in ("drøftelse", "mål", "jonas"):
        assert DocumentSearch(document).search(word)


def test_only_so_many_are_given_the_best_of_them():
    document = blank()
    for number in range(20):
        values = {"measure": f"Ting {number}", "problem": "lys"}
        document = done(document, AddRecord("action", values, f"x{number}"))
    document = done(document, AddRecord("action", {"measure": "Lys"}, "best"))
    assert ids(DocumentSearch(document).search("lys", most=3))[0] == "best"
    assert len(DocumentSearch(document).search("lys", most=3)) == 3


@settings(max_examples=examples(40))
@given(documents(20))
def test_a_record_is_found_by_its_own_words(document):
    index = DocumentSearch(document)
    for kind in ("action", "goal", "idea", "note"):
        cls_title = {"action": "measure", "goal": "title", "idea": "text", "note": "text"}[kind]
        for record in document.tables.get(kind, {}).values():
            words = fold(getattr(record, cls_title)).split()
            if words:
                hits = index.search(" ".join(words), most=10_000)
                assert record in [hit.record for hit in hits]


def test_every_kind_with_texts_of_its_own_can_be_found():
    from data.model.document import RECORD_CLASSES
    from data.views.search import _KINDS

    texts = {Shape.LINE, Shape.LINES, Shape.WORDS}
    wanted = {
        cls.kind for cls in RECORD_CLASSES if any(s.shape in texts for s in specs(cls).values())
    }
    assert wanted - set(_KINDS) <= {"coverage"}


def test_ten_thousand_records_are_searched_between_two_keys():
    document = blank()
    rows = {}
    from dataclasses import replace

    document = done(document, AddRecord("action", {"measure": "x"}, "seed"))
    seed = document.record("action", "seed")
    for number in range(10_000):
        row = seed.revised(id=f"x{number}", number=number + 2, measure=f"Støjskærm {number}",
            problem="Larm ved båndsaven, når porten er åben og døren står på klem",
        )  # fmt: skip
        rows[row.id] = row
    document = replace(document, tables={**document.tables, "action": rows})
    start = time.process_time()
    index = DocumentSearch(document)
    learnt = time.process_time() - start
    start = time.process_time()
    hits = index.search("9999 båndsav")
    searched = time.process_time() - start
    assert "x9999" in ids(hits)
    assert searched < learnt, "what takes time is done once"
    start = time.process_time()
    index.follow(document)
    assert time.process_time() - start < learnt


def test_the_example_is_found():
    from datetime import date

    document = demo_document("da", date(2026, 11, 22))
    assert DocumentSearch(document).search("pauserum")
