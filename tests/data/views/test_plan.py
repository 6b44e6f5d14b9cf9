"""The action plan as rows: what is shown, in which order, under which headings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import TODAY, blank, changed, done

from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.choices import ActionStatus, Effect, Priority, Source
from data.model.plan import Action
from data.rules.stalled import stalled
from data.text import fold, fold_all
from data.views.plan import Mark, PlanChoice, PlanReader, Preset, SortBy, person_of
from data.views.plan_groups import GroupBy
from data.views.plan_search import ActionTexts

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=40)


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


def plan(**actions):
    """A document with these actions; the names are their ids and what is done."""
    document = done(blank(), AddRecord("goal", {"title": "Less noise", "year": 2026}, "g1"))
    adding = (AddRecord("action", {"measure": k, **v}, k) for k, v in actions.items())
    return done(document, *adding)


FULL = {"owner": "s-p1", "due": TOMORROW, "follow_up": LATER}


def reader(document, today=TODAY):
    return PlanReader(document, today)


def told(document, today=TODAY, **choice):
    return [
        (section.title, [action.id for action in section.actions])
        for section in reader(document, today).sections(PlanChoice(**choice))
    ]


def ids(document, **choice):
    return [identity for _title, found in told(document, **choice) for identity in found]


ASSORTED = {
    "late": {**FULL, "due": YESTERDAY, "priority": Priority.HIGH, "topic": "Støj"},
    "today": {**FULL, "due": TODAY, "status": ActionStatus.RUNNING},
    "nobody": {**FULL, "owner": None, "source": Source.APV},
    "dateless": {**FULL, "due": None, "priority": Priority.LOW, "owner": "s-p2"},
    "blind": {**FULL, "follow_up": None, "goal": "g1", "topic": "støj"},
    "risk": {"owner": "s-p1", "follow_up": LATER, "permanent": True},
    "judged": {"status": ActionStatus.DONE, "effect": Effect.YES},
    "unjudged": {"status": ActionStatus.DONE},
    "dropped": {"status": ActionStatus.DROPPED},
}


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        (Preset.OPEN, {"late", "today", "nobody", "dateless", "blind", "risk", "unjudged"}),
        (Preset.MINE, {"dateless"}),
        (Preset.OVERDUE, {"late"}),
        (Preset.NO_OWNER, {"nobody"}),
        (Preset.NO_DEADLINE, {"dateless"}),
        (Preset.NO_FOLLOW_UP, {"blind"}),
        (Preset.PERMANENT, {"risk"}),
        (Preset.CLOSED, {"judged", "unjudged", "dropped"}),
        (Preset.ALL, set(ASSORTED)),
    ],
)
def test_presets(preset, expected):
    assert set(ids(plan(**ASSORTED), preset=preset, owner="s-p2")) == expected


def test_those_who_help_have_a_share():
    document = plan(x={**FULL, "helpers": ("s-p2",)})
    assert ids(document, preset=Preset.MINE, owner="s-p2") == ["x"]


def test_counts_are_of_the_whole_plan():
    counts = reader(plan(**ASSORTED)).counts()
    assert (counts.open, counts.overdue, counts.to_judge) == (6, 1, 1)
    assert (counts.no_owner, counts.no_deadline, counts.no_follow_up) == (1, 1, 1)


def test_permanent_risks_and_what_is_not_judged_stand_by_themselves():
    titles = [title for title, _ids in told(plan(**ASSORTED))]
    assert titles == ["", "Done: did it help?", "Permanent risks"]
    assert [title for title, _ids in told(plan(**ASSORTED), preset=Preset.PERMANENT)] == [""]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (SortBy.DEADLINE, ["late", "today", "nobody", "blind", "dateless"]),
        (SortBy.PRIORITY, ["late", "today", "nobody", "blind", "dateless"]),
        (SortBy.OWNER, ["nobody", "dateless", "late", "today", "blind"]),
        (SortBy.STATUS, ["today", "late", "nobody", "blind", "dateless"]),
        (SortBy.CHANGED, ["blind", "dateless", "nobody", "today", "late"]),
    ],
)
def test_orders(sort, expected):
    assert told(plan(**ASSORTED), sort=sort)[0][1] == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (GroupBy.OWNER, ["Nobody is responsible", "Bent Olsen", "Karen Holm"]),
        (GroupBy.STATUS, ["in progress", "planned"]),
        (GroupBy.MONTH, ["No deadline", "March 2026"]),
        (GroupBy.GOAL, ["M1 Less noise", "Serves no goal"]),
        (GroupBy.TOPIC, ["Støj", "No topic"]),
        (GroupBy.SOURCE, ["APV", "No source"]),
    ],
)
def test_headings(group, expected):
    titles = [title for title, _ids in told(plan(**ASSORTED), group=group)]
    assert titles == [*expected, "Done: did it help?", "Permanent risks"]


CHOICES = st.builds(
    PlanChoice,
    st.sampled_from(list(Preset)),
    st.sampled_from(list(SortBy)),
    st.sampled_from(list(GroupBy)),
    st.sampled_from([None, "s-p1"]),
)


@given(CHOICES)
def test_grouping_and_sorting_show_each_chosen_action_once(choice):
    document = plan(**ASSORTED)
    found = reader(document).sections(choice)
    shown = [action.id for section in found for action in section.actions]
    plain = ids(document, preset=choice.preset, owner=choice.owner)
    assert sorted(shown) == sorted(plain)
    assert len(set(shown)) == len(shown)
    assert len({section.key for section in found}) == len(found)
    assert all(section.actions for section in found)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"due": YESTERDAY}, Mark.OVERDUE),
        ({"due": TODAY}, Mark.PLANNED),
        ({"due": YESTERDAY, "status": ActionStatus.DONE}, Mark.JUDGE),
        ({"status": ActionStatus.STALLED}, Mark.STALLED),
        ({"status": ActionStatus.RUNNING}, Mark.RUNNING),
        ({"postponed": 2}, Mark.STALLED),
        ({"postponed": 1}, Mark.PLANNED),
        ({"status": ActionStatus.DONE, "effect": Effect.NO}, Mark.DONE),
        ({"status": ActionStatus.DROPPED}, Mark.DROPPED),
    ],
)
def test_signs(values, expected):
    document = plan(x=values)
    assert reader(document).line(document.get(Action, "x")).mark is expected


def test_an_action_has_stalled_as_everywhere_else():
    document = plan(x=FULL)
    action = document.get(Action, "x")
    late = TODAY + timedelta(days=61)
    assert reader(document, TODAY + timedelta(days=60)).line(action).stall is None
    assert reader(document, late).line(action).stall in stalled(document, late)
    noted = done(document, AddRecord("note", {"about": "action:x", "text": "Still on it"}))
    assert reader(noted, late).line(action).stall is not None
    over = changed(document, action, status=ActionStatus.DONE)
    assert reader(over, late).line(over.get(Action, "x")).stall is None


def test_names_on_the_line():
    document = plan(x={**FULL, "goal": "g1"}, y={})
    read = reader(document)
    assert read.line(document.get(Action, "x")).owner == "Karen Holm"
    assert read.line(document.get(Action, "x")).goal == "M1 Less noise"
    assert read.line(document.get(Action, "y")).owner == ""


def test_a_user_is_known_by_name_or_initials():
    document = done(blank(), AddRecord("person", {"name": "Åse Vik", "short": "ÅV"}, "a"))
    assert person_of(document, "åse vik") == "a"
    assert person_of(document, "", "ÅV") == "a"
    assert person_of(document, "", "stranger") is None
    assert person_of(document, "") is None


def test_every_field_is_found():
    document = plan(
        x={
            **FULL,
            "measure": "Støjskærm",
            "problem": "Larm\nved bordet",
            "topic": "Akustik",
            "goal": "g1",
            "priority": Priority.HIGH,
            "source": Source.ROUND,
            "helpers": ("s-p2",),
            "due": date(2026, 10, 15),
            "success": "Under 60 dB",
        }
    )
    read = reader(document)
    (text,) = ActionTexts(read).texts(read.actions)
    wanted = ("H1", "stojskaerm", "larm ved bordet", "akustik", "m1 less", "high", "safety round")
    for each in (*wanted, "15/10/2026", "bent olsen", "karen holm", "under 60", "planned"):
        assert fold(each) in text, each


TEXTS = st.lists(st.text(st.sampled_from("aAåÅæøéü\u0301 ßb\nİﬁ"), max_size=12), max_size=5)


@given(TEXTS)
def test_folding_many_is_folding_each(texts):
    assert fold_all(texts) == [fold(text.replace("\n", " ")) for text in texts]
