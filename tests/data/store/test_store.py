"""The store as its users see it: saved is saved, nobody overwrites anybody, all can be undone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.strategies import same

from data.commands.approval import ApproveDiscussion
from data.commands.discussion import PrepareDiscussion
from data.commands.setup import SetUpWorkplace
from data.content.library import agenda
from data.edits.edits import UNSEEN, Author
from data.edits.errors import Conflict, EditError, Gone, Invalid
from data.edits.records import AddRecord, DeleteRecord, SetField, SetFields
from data.model.plan import Action
from data.store.errors import AlreadyThere
from data.store.store import CannotUndo, NothingToUndo, Store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
METTE, JENS = Author("Mette", START), Author("Jens", START + timedelta(seconds=30))


@pytest.fixture
def made(place):
    """Where a document is, a file's path or a workplace's address in a database."""
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 24), METTE)
    store.run(AddRecord("action", {"measure": "Støjskærm", "problem": "støj\nlys"}, "a"), METTE)
    return place


@pytest.fixture
def mette(made):
    store = Store(made)
    store.load()
    return store


@pytest.fixture
def jens(made):
    store = Store(made)
    store.load()
    return store


def action(store, identity="a"):
    found = store.document.get(Action, identity)
    assert found is not None
    return found


def say(field, value, base=UNSEEN, identity="a"):
    return SetField("action", identity, field, value, base)


def kept(place):
    """All that is kept of a document, read anew: what it holds and its history."""
    store = Store(place)
    return store.load(), store.history.rows()


def entries(store):
    return list(store.history.oldest_first())


def test_what_is_opened_is_what_was_saved(made, mette):
    mette.run(say("problem", "æøå\n\t“”\U0001f600"), METTE)
    other = Store(made)
    assert other.load() == mette.document


def test_a_document_is_made_once(made, mette):
    before = kept(made)
    with pytest.raises(AlreadyThere) as told:
        Store(made).create(SetUpWorkplace("Et andet", 5), JENS)
    assert "plan" in told.value.sentence()
    assert kept(made) == before


def test_names_and_texts_from_outside_are_cleaned_before_they_are_kept(made, mette):
    odd = Author("  Me\x1b[1mtte\udcf8 ", START)
    mette.run(say("measure", "Sk\udcf8\x00ærm"), odd)
    assert (action(mette).measure, action(mette).changed_by) == ("Skærm", "Me[1mtte")
    assert entries(mette)[-1].edits[0].value == "Skærm"
    mette.undo(odd)
    assert action(mette).measure == "Støjskærm"
    assert Store(made).load() == mette.document


# -- history -------------------------------------------------------------------------------------


def test_the_history_says_who_when_what_before_and_after(made, mette):
    mette.run(say("due", START.date()), JENS, "r-1")
    row = mette.history.rows()[-1]
    assert (row["revision"], row["id"], row["who"], row["at"]) == (
        3, "r-1", "Jens", "2026-03-02T09:00:30Z",
    )  # fmt: skip
    assert row["edits"] == [
        {
            "op": "set",
            "kind": "action",
            "id": "a",
            "field": "due",
            "value": "2026-03-02",
            "base": None,
        }
    ]
    assert row["inverses"][0]["value"] is None
    newest = list(mette.history.newest_first())
    assert newest == entries(mette)[::-1]
    assert [entry.revision for entry in newest] == [3, 2, 1]


def test_what_changes_nothing_is_no_save(made, mette):
    before = kept(made)
    change = mette.run(say("measure", "Støjskærm"), METTE)
    assert change.entry is None
    assert change.before is change.after
    mette.run(say("measure", "Støjskærm"), METTE, "first-sent-now", new=True)
    assert kept(made) == before


def test_time_does_not_run_backwards_and_revisions_keep_the_order(made, mette):
    hour_ago = replace(METTE, at=START - timedelta(hours=1))
    mette.run(say("percent", 1), hour_ago)
    assert mette.document.meta.saved_at == START
    for number, at in enumerate(
        (START - timedelta(days=365), START + timedelta(days=3650), START, START + timedelta(1)), 2
    ):
        mette.run(say("percent", number), replace(METTE, at=at))
        assert Store(made).load() == mette.document
    assert [entry.revision for entry in entries(mette)] == list(range(1, 8))
    for number in (4, 3, 2, 1):
        mette.undo(replace(METTE, at=START - timedelta(days=number)))
        assert action(mette).percent == number
    assert mette.document.meta.revision == 11


# -- two at once ---------------------------------------------------------------------------------


def test_different_fields_merge_and_the_same_field_asks(mette, jens):
    mette.run(say("percent", 10, 0), METTE)
    jens.run(say("topic", "støj", ""), JENS)
    assert (action(jens).percent, action(jens).topic) == (10, "støj")
    with pytest.raises(Conflict) as told:
        jens.run(say("percent", 20, 0), JENS)
    assert (told.value.theirs, told.value.record.changed_by) == (10, "Jens")
    # Nothing was changed by asking, and what was answered counts.
    assert action(jens).percent == 10
    jens.run(say("percent", 20, 10), JENS)
    assert action(jens).percent == 20


def test_text_merges_by_line(mette, jens):
    mette.run(say("problem", "støj fra saven\nlys", "støj\nlys"), METTE)
    jens.run(say("problem", "støj\nlys i gangen", "støj\nlys"), JENS)
    assert action(jens).problem == "støj fra saven\nlys i gangen"


def test_others_saves_are_seen_and_ones_own_are_no_news(mette, jens):
    assert mette.poll() is None
    change = jens.run(say("percent", 10), JENS)
    seen = mette.poll()
    assert seen.after == change.after
    assert seen.before.get(Action, "a").percent == 0
    assert mette.poll() is None
    assert jens.poll() is None


def test_only_what_another_changed_is_rendered_again(mette, jens, monkeypatch):
    jens.run(AddRecord("action", {"measure": "Lys"}, "b"), JENS)
    mette.poll()
    mette.run(say("topic", "x"), METTE)
    kept = action(mette, "b")
    jens.run(say("percent", 10), JENS)
    mette.poll()
    assert action(mette, "b") is kept


def test_both_add_and_the_numbers_are_unique(mette, jens):
    for number in range(5):
        mette.run(AddRecord("goal", {"title": f"M{number}"}), METTE)
        jens.run(AddRecord("goal", {"title": f"J{number}"}), JENS)
    numbers = [record.number for record in jens.document.tables["goal"].values()]
    assert sorted(numbers) == list(range(1, 11))


def test_a_deleted_number_is_not_given_again(mette):
    mette.run(DeleteRecord("action", "a"), METTE)
    mette.run(AddRecord("action", {"measure": "Ny"}, "b"), METTE)
    assert action(mette, "b").number == 2


@pytest.mark.parametrize("seed", range(6))
def test_random_work_of_three_is_that_of_some_order(place, seed):
    """Every edit that was acknowledged is there; the history replayed gives the document."""
    chance = random.Random(seed)
    Store(place).create(SetUpWorkplace("Værkstedet", 24), METTE)
    people = [(Store(place), Author(who, START)) for who in ("Mette", "Jens", "Ida")]
    expected, texts = {}, set()
    for store, _author in people:
        store.load()
    for step in range(60):
        store, author = chance.choice(people)
        if chance.random() < 0.2:
            store.poll()
        known = [row.id for row in store.document.all(Action)]
        if not known or chance.random() < 0.25:
            store.run(AddRecord("action", {"measure": f"t{step}"}, f"a{step}"), author)
            expected[f"a{step}"] = {}
            continue
        identity = chance.choice(known)
        field, value = chance.choice(
            [("topic", f"v{step}"), ("percent", step), ("place", None), ("problem", None)]
        )
        seen = action(store, identity)
        if field == "place":
            field, value = "source_note", f"v{step}"
        if field == "problem":
            value = f"{seen.problem}\nlinje {step}".strip()
            texts.add((identity, f"linje {step}"))
        try:
            store.run(say(field, value, getattr(seen, field), identity), author)
        except Conflict:
            store.run(say(field, value, UNSEEN, identity), author)
        if field != "problem":
            expected[identity][field] = value
    final = Store(place)
    final.load()
    for identity, told in expected.items():
        assert {name: getattr(action(final, identity), name) for name in told} == told
    for identity, text in texts:
        assert text in action(final, identity).problem.split("\n")
    assert len({row.number for row in final.document.all(Action)}) == len(expected)
    assert [entry.revision for entry in entries(final)] == list(
        range(1, final.document.meta.revision + 1)
    )
    assert same(replayed(entries(final)), final.document)


def replayed(told):
    """The document that the history tells of."""
    from data.edits.edits import apply_all
    from data.model.document import Document

    document = Document()
    for entry in told:
        edits = [replace(e, base=UNSEEN) if hasattr(e, "field") else e for e in entry.edits]
        document, *_ = apply_all(document, edits, Author(entry.who, entry.at))
    return document


# -- what somebody deleted -----------------------------------------------------------------------


def test_what_another_deleted_comes_back_when_it_was_being_edited(mette, jens):
    mette.run(AddRecord("note", {"about": "action:a", "text": "x"}, "n"), METTE)
    jens.run(DeleteRecord("action", "a"), JENS)
    assert jens.document.get(Action, "a") is None
    mette.run(say("percent", 50), METTE)
    assert action(mette).percent == 50
    assert action(mette).measure == "Støjskærm"
    assert action(mette).number == 1
    # With all that went with it.
    assert mette.document.record("note", "n").text == "x"
    mette.undo(METTE)
    assert mette.document.get(Action, "a") is None
    assert list(mette.document.dangling()) == []


def test_what_is_written_about_something_deleted_brings_it_back_and_who_deleted_it_is_known(
    mette, jens
):
    jens.run(DeleteRecord("action", "a"), JENS)
    change = mette.run(AddRecord("note", {"about": "action:a", "text": "Husk"}, "n"), METTE)
    assert change.revived == ("Jens",)
    assert {"a", "n"} <= {record.id for record in mette.document.records()}
    mette.undo(METTE)
    assert not {"a", "n"} & {record.id for record in mette.document.records()}
    # What only points at it does not.
    with pytest.raises(Invalid):
        mette.run(AddRecord("action", {"measure": "Trin", "step_of": "a"}, "b"), METTE)


def test_what_a_part_was_part_of_comes_back_too(mette, jens):
    mette.run(AddRecord("note", {"about": "action:a", "text": "x"}, "n"), METTE)
    jens.run(DeleteRecord("note", "n"), JENS)
    jens.run(DeleteRecord("action", "a"), JENS)
    mette.run(SetField("note", "n", "text", "y"), METTE)
    assert mette.document.record("note", "n").text == "y"
    assert action(mette).measure == "Støjskærm"


def test_what_both_deleted_is_gone(mette, jens):
    jens.run(DeleteRecord("action", "a"), JENS)
    with pytest.raises(Gone):
        mette.run(DeleteRecord("action", "a"), METTE)
    with pytest.raises(Gone):
        mette.run(say("percent", 1, identity="never-there"), METTE)


def test_undo_does_not_bring_back_what_another_deleted(mette, jens):
    mette.run(say("percent", 50), METTE)
    jens.run(DeleteRecord("action", "a"), JENS)
    with pytest.raises(CannotUndo) as told:
        mette.undo(METTE)
    assert isinstance(told.value.reason, Gone)
    assert mette.document.get(Action, "a") is None
    jens.undo(JENS)
    mette.undo(METTE)
    assert action(mette).percent == 0


# -- undo ----------------------------------------------------------------------------------------

WORK = [
    say("percent", 10),
    AddRecord("goal", {"title": "Ro"}, "g"),
    say("goal", "g"),
    say("due", START.date()),
    say("due", START.date() + timedelta(days=7)),
    SetFields("action", "a", {"status": "done", "effect": "yes"}),
    PrepareDiscussion(2026, agenda("da"), id="d"),
    ApproveDiscussion("d", "Mette", START.date(), "# Referat"),
    DeleteRecord("goal", "g"),
]


def test_everything_is_taken_back_and_brought_back_also_tomorrow(made):
    states = [Store(made).load()]
    states += [Store(made).run(command, METTE).after for command in WORK]
    for state in reversed(states[:-1]):
        assert same(Store(made).undo(METTE).after, state)
    Store(made).undo(METTE)  # the action of the fixture
    with pytest.raises(NothingToUndo) as told:
        Store(made).undo(METTE)
    assert told.value.sentence()
    for state in states:
        assert same(Store(made).redo(METTE).after, state)
    with pytest.raises(NothingToUndo):
        Store(made).redo(METTE)
    # And again, now that undo and redo are in the history themselves.
    for state in reversed(states[:-1]):
        assert same(Store(made).undo(METTE).after, state)


@pytest.mark.parametrize("seed", range(8))
def test_any_walk_of_undo_and_redo_stays_on_the_path(made, seed):
    chance = random.Random(seed)
    store = Store(made)
    states, at = [store.load()], 0
    for step in range(40):
        move = chance.choice(["do", "undo", "undo", "redo"])
        if move == "do":
            after = store.run(say(chance.choice(["topic", "cause"]), f"v{step}"), METTE).after
            states[at + 1 :] = [after]
            at += 1
        elif move == "undo" and at > 0:
            after, at = store.undo(METTE).after, at - 1
        elif move == "redo":
            if at == len(states) - 1:
                with pytest.raises(NothingToUndo):
                    store.redo(METTE)
                continue
            after, at = store.redo(METTE).after, at + 1
        else:
            continue
        assert same(after, states[at])
        if chance.random() < 0.3:
            store = Store(made)


def test_each_takes_back_only_their_own(mette, jens):
    mette.run(say("percent", 10), METTE)
    jens.run(say("topic", "lys"), JENS)
    mette.undo(METTE)
    assert (action(mette).percent, action(mette).topic) == (0, "lys")
    with pytest.raises(NothingToUndo):
        Store(jens.keeper.place).redo(JENS)
    jens.undo(JENS)
    assert action(jens).topic == ""
    with pytest.raises(NothingToUndo):
        jens.undo(JENS)


def test_undo_never_takes_back_anothers_later_edit_silently(mette, jens):
    mette.run(say("percent", 10), METTE)
    jens.run(say("percent", 20), JENS)
    with pytest.raises(CannotUndo) as told:
        mette.undo(METTE)
    assert isinstance(told.value.reason, Conflict)
    assert action(mette).percent == 20
    jens.undo(JENS)
    mette.undo(METTE)
    assert action(mette).percent == 0


def test_the_edit_before_one_that_cannot_be_taken_back_still_can(mette, jens):
    mette.run(say("topic", "støj"), METTE)
    mette.run(say("percent", 10), METTE)
    jens.run(say("percent", 20), JENS)
    with pytest.raises(CannotUndo) as told:
        mette.undo(METTE)
    passed = {told.value.done_as}
    mette.undo(METTE, passed)
    assert (action(mette).topic, action(mette).percent) == ("", 20)
    mette.redo(METTE)
    assert action(mette).topic == "støj"
    mette.undo(METTE, passed)
    # It is not forgotten: when the other's change has gone, it can be taken back again.
    jens.undo(JENS)
    mette.undo(METTE)
    assert (action(mette).topic, action(mette).percent) == ("", 0)


def test_undo_of_a_new_record_another_has_built_on_is_refused(mette, jens):
    mette.run(AddRecord("goal", {"title": "Ro"}, "g"), METTE)
    jens.run(say("goal", "g"), JENS)
    with pytest.raises(CannotUndo):
        mette.undo(METTE)
    jens.run(SetField("goal", "g", "topic", "støj"), JENS)
    with pytest.raises(EditError):
        mette.undo(METTE)
    assert mette.document.record("goal", "g").topic == "støj"


def test_undo_of_text_keeps_the_lines_of_others(mette, jens):
    mette.run(say("problem", "støj fra saven\nlys"), METTE)
    jens.run(say("problem", "støj fra saven\nlys\nluft"), JENS)
    mette.undo(METTE)
    assert action(mette).problem == "støj\nlys\nluft"


def test_undo_of_what_another_has_put_back_already_goes_on_to_the_one_before(mette, jens):
    mette.run(say("topic", "lys"), METTE)
    mette.run(say("percent", 10), METTE)
    jens.run(say("percent", 0), JENS)
    mette.undo(METTE)
    mette.undo(METTE)
    assert action(mette).topic == ""


def test_the_first_edits_of_a_document_are_not_taken_back(made):
    store = Store(made)
    store.undo(METTE)
    with pytest.raises(NothingToUndo):
        store.undo(METTE)
    assert store.document.workplace is not None


# -- requests ------------------------------------------------------------------------------------


def test_a_request_is_carried_out_once_by_whoever_hears_it(made, mette, jens):
    first = mette.run(AddRecord("goal", {"title": "Ro"}), METTE, "r")
    for store in (mette, jens, Store(made)):
        again = store.run(AddRecord("goal", {"title": "Ro"}), METTE, "r")
        assert again.repeated
        assert again.entry == first.entry
    assert len(mette.document.tables["goal"]) == 1


def test_a_request_that_did_not_fit_may_be_sent_again(mette):
    with pytest.raises(Invalid):
        mette.run(say("percent", 101), METTE, "r")
    mette.run(say("percent", 100), METTE, "r")
    assert action(mette).percent == 100
