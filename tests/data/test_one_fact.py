"""One fact, one place: whatever the document and the day, all parts name the same things.

Overdue, due, stalled and done are asked of the front page, `amis status`, the year wheel with its
exports, the plan with its export, the status meeting, the handover pack and the rules.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import done
from support.examples import examples, spread
from support.strategies import NOW, lived_documents

from data.dates.arithmetic import add_months
from data.edits.records import AddRecord
from data.export.calendar.events import wheel_events
from data.export.calendar.past import Past
from data.export.meetings.discussion import discussion_minutes
from data.export.meetings.status import status_minutes
from data.export.office.word import word_document
from data.export.packs.handover import handover_pack
from data.export.packs.noticeboard import noticeboard
from data.export.plan.csv_file import BOM, plan_csv
from data.export.plan.pages import action_plan
from data.export.plan.paper import plan_paper
from data.export.plan.sheets import plan_sheets
from data.export.text.html import page
from data.export.wheel.drawn import drawn_wheel
from data.export.wheel.months import months_paper
from data.export.wheel.pages import wheel_markdown
from data.export.wheel.paper import wheel_paper
from data.export.wheel.shapes import Text
from data.export.wheel.sheet_sizes import A3
from data.export.wheel.sheets import wheel_sheets
from data.facts.discussion import GoalView, actions_of
from data.facts.due import due_items
from data.facts.plan import deadline_passed, is_done, is_overdue
from data.facts.year import year_start
from data.i18n import in_language
from data.model.choices import ActionStatus, MeetingState, Outcome
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.rules.catalogue import rule_on
from data.rules.plan import actions_alive
from data.rules.stalled import stalled
from data.start.demo import demo_document
from data.views.action_state import ActionStates
from data.views.home import DAYS_AHEAD, home_view
from data.views.plan import Mark, PlanChoice, PlanReader, Preset
from data.views.plan_groups import GroupBy
from data.views.plan_search import ActionTexts
from data.views.report import report
from data.views.status import Standing, status_view
from data.views.wheel import wheel_year
from data.views.wheel_entry import origin_label

if TYPE_CHECKING:
    from data.model.document import Document
    from data.views.wheel import WheelYear
    from data.views.wheel_entry import WheelEntry

TODAY = NOW.date()
DISCUSSION = "the next discussion"
"""There is one, whichever record stands for it."""

days = st.dates(TODAY, TODAY + timedelta(days=500))


def name(kind: str, reference: str) -> str:
    return DISCUSSION if kind == Discussion.kind else reference


def wheel(document: Document, today: date) -> list[WheelEntry]:
    """Everything on the wheel of eight years."""
    start = add_months(year_start(today, 1), -60)
    years = (wheel_year(document, add_months(start, 12 * n), today) for n in range(8))
    return [entry for year in years for entry in year.entries()]


def on_wheel(entries) -> set[str]:
    return {name(entry.kind, entry.thing) for entry in entries}


def on_front_page(document: Document, today: date) -> set[str]:
    view = home_view(document, today)
    found = {name(item.record.kind, item.record.reference) for item in view.overdue}
    return found | {name(*_split(clock.target)) for clock in view.late_clocks}


def _split(reference: str) -> tuple[str, str]:
    return reference.partition(":")[0], reference


@settings(max_examples=examples(50), deadline=None)
@given(document=lived_documents(), today=days)
def test_all_parts_name_the_same_things(document: Document, today: date) -> None:
    with in_language("en"):
        agree(document, today)


@pytest.mark.parametrize("month", spread(range(1, 13), every=3))
def test_all_parts_name_the_same_things_of_the_example(month: int) -> None:
    with in_language("en"):
        document = demo_document("en", date(2026, 11, 22))
        agree(document, date(2027, month, 9))
        agree(document, date(2026, month, 28))


def agree(document: Document, today: date) -> None:
    overdue(document, today)
    due(document, today)
    has_stalled(document, today)
    told_alike(document, today)
    is_over(document, today)


def overdue(document: Document, today: date) -> None:
    front = on_front_page(document, today)
    told = report(document, today, DAYS_AHEAD)
    assert home_view(document, today).overdue == told.overdue
    assert home_view(document, today).late_clocks == tuple(
        clock for clock in told.late_clocks if clock.code != "R01"
    )
    late = [entry for entry in wheel(document, today) if entry.late]
    assert on_wheel(late) == front
    assert not any(entry.done for entry in late)
    on_paper(document, today)
    actions = {reference for reference in front if reference.startswith("action:")}
    actions -= {clock.target for clock in told.late_clocks}
    plan = PlanReader(document, today)
    assert {a.reference for a in plan.actions if plan.line(a).mark is Mark.OVERDUE} >= actions
    mine = {f.record.reference for f in due_items(document, today, 0).overdue}
    named = {a.reference for a in plan.actions if plan.line(a).mark is Mark.OVERDUE}
    assert named == {reference for reference in mine if reference.startswith("action:")}
    shown_plan = [a.reference for s in plan.sections(PlanChoice(Preset.OVERDUE)) for a in s.actions]
    assert set(shown_plan) == named
    assert plan.counts().overdue == len(named)
    assert standing(document, today, Standing.LATE) == named
    page = action_plan(document, today=today)
    goals = goals_on_paper(document, today, page, front)
    assert ("(late)" in page or "not evaluated in time" in page) == bool(named | goals)


def goals_on_paper(document: Document, today: date, page: str, front: set[str]) -> set[str]:
    """The goals that are overdue, which the plan and the minutes call so as the front page does."""
    late = {goal.code for goal in document.all(Goal) if goal.reference in front}
    minutes = (
        discussion_minutes(document, discussion, today=today, live=True)
        for discussion in document.all(Discussion)
    )
    for text in (page, *minutes):
        for code, facts in re.findall(r"^#+ (?:Goal )?(M\d+)\b.*\n\n((?:- .*\n)+)", text, re.M):
            assert ("(late)" in facts) == (code in late)
        for line in re.findall(r"^\| M\d+ \|.*$", text, re.M):
            assert ("(late)" in line) == (line.split(" | ")[0].removeprefix("| ") in late)
    return late


def on_paper(document: Document, today: date) -> None:
    """The spreadsheet of the wheel calls late and done what the wheel does."""
    year = wheel_year(document, add_months(today.replace(day=1), -11), today)
    (sheet,) = wheel_sheets(document, year, "x")
    told = [cell for row in sheet.rows for cell in row]
    assert told.count("late") == sum(entry.late for entry in year.entries())
    assert told.count("done") == sum(entry.done for entry in year.entries())

    page = wheel_markdown(document, year, today=today)
    cells = [line.rstrip(" |").rpartition(" | ")[2] for line in page.split("\n")]
    assert cells.count("late") == sum(entry.late for entry in year.entries())
    assert cells.count("done") == sum(entry.done for entry in year.entries())
    on_the_drawing(document, year, today)
    on_printed_forms(document, year, today)
    in_calendars(document, today)


def on_printed_forms(document: Document, year: WheelYear, today: date) -> None:
    """What a PDF is set from: the wheel as a list, the year as months, and the plan."""
    entries = list(year.entries())
    printed = wheel_paper(document, year, A3, today).facts
    rows = [row for month in printed["list"] for row in month["rows"]]
    for mark, of_wheel in (("late", "late"), ("done", "done")):
        assert sum(row[mark] for row in rows) == sum(getattr(e, of_wheel) for e in entries)

    calendar = months_paper(document, year, today).facts
    for month, told in zip(year.months, calendar["months"], strict=True):
        assert any(mark["late"] for mark in told["told"]) == any(e.late for e in month.entries)

    groups = plan_paper(document, today).facts["groups"]
    lines = [row for group in groups for row in group["rows"]]
    late = {line["code"] for line in lines if line["due_late"] or line["follow_late"]}
    assert late == {a.code for a in document.all(Action) if is_overdue(a, today)}
    passed = {line["code"] for line in lines if line["due_late"]}
    assert passed == {a.code for a in document.all(Action) if deadline_passed(a, today)}


def in_calendars(document: Document, today: date) -> None:
    """What is late is not done in a calendar either."""
    start = add_months(today, -24)
    waiting = {
        event.title for event in wheel_events(document, Past(), start, today) if not event.done
    }
    for entry in wheel(document, today):
        if entry.late and entry.day >= start:
            named = f"{origin_label(entry.origin).capitalize()}: {entry.title}"
            assert not waiting.isdisjoint({entry.title, named}), entry.title


def on_the_drawing(document: Document, year: WheelYear, today: date) -> None:
    """The drawn wheel holds everything once, and counts and marks what is done and late."""
    drawn = drawn_wheel(document, year, A3, today)
    entries = list(year.entries())
    marked = [entry for chip in drawn.chips for entry in chip.mark.entries]
    assert Counter(map(repr, marked)) == Counter(map(repr, entries))

    runs = [text for s in drawn.shapes if isinstance(s, Text) for text, _weight, _colour in s.runs]
    words = [text.strip() for text in runs]
    finished, late = sum(e.done for e in entries), sum(e.late for e in entries)
    # Of an empty year nothing is counted.
    assert (f"{finished} of {len(entries)} done" in words) is bool(entries)
    assert (f"! {late} past the day" in words) == bool(late)
    of_chips = [[e.done for e in chip.mark.entries] for chip in drawn.chips]
    assert " ".join(runs).split().count("✓") == sum(all(each) for each in of_chips)


def standing(document: Document, today: date, wanted: Standing) -> set[str]:
    document = done(document, AddRecord("status_meeting", {"held_on": today}, "fresh"))
    meeting = document.get(StatusMeeting, "fresh")
    assert meeting is not None
    view = status_view(document, meeting, today)
    return {each.action.reference for each in view.actions if each.standing is wanted}


def due(document: Document, today: date) -> None:
    """What comes within a month on the wheel is due on the front page, and the other way round."""
    end = today + timedelta(days=DAYS_AHEAD)
    told = report(document, today, DAYS_AHEAD)
    assert set(home_view(document, today).soon) <= set(told.soon)
    ahead = [e for e in wheel(document, today) if not e.done and not e.late]
    coming = on_wheel(
        entry
        for entry in ahead
        if today <= entry.until <= end and entry.field != "settled" and not over(document, entry)
    )
    listed = {name(i.record.kind, i.record.reference) for i in (*told.soon, *told.overdue)}
    clocks = {name(*_split(clock.target)) for clock in home_view(document, today).clocks}
    assert coming - clocks <= listed
    soon = {name(i.record.kind, i.record.reference) for i in told.soon}
    assert soon <= on_wheel(ahead)


def over(document: Document, entry: WheelEntry) -> bool:
    record = document.resolve(entry.record)
    return isinstance(record, Goal) and record.outcome is not None


def has_stalled(document: Document, today: date) -> None:
    found = {stall.record.reference for stall in stalled(document, today)}
    assert {s.record.reference for s in home_view(document, today).stalled} == found
    assert {s.record.reference for s in report(document, today, 14).stalled} == found
    plan = PlanReader(document, today)
    actions = {reference for reference in found if reference.startswith("action:")}
    assert {a.reference for a in plan.actions if plan.line(a).stall} == actions
    late = standing(document, today, Standing.LATE)
    assert standing(document, today, Standing.STALLED) == actions - late
    rule = rule_on("R21", today)
    assert rule is not None
    alive = {finding.target for finding in actions_alive(document, today, rule).found}
    open_late = {a.reference for a in document.all(Action) if a.is_open and a.reference in late}
    assert alive == actions | open_late


def told_alike(document: Document, today: date) -> None:
    """How far each open action has come, wherever that is read: in one word."""
    states = ActionStates(document, today)
    open_ones = [action for action in document.all(Action) if action.is_open]
    word = {action.code: states.word(action) for action in open_ones}
    plan = PlanReader(document, today)
    for section in plan.sections(PlanChoice(Preset.ALL, group=GroupBy.STATUS)):
        if section.key.startswith("status."):
            assert {section.title} == {states.word(action) for action in section.actions}
    texts = ActionTexts(plan).texts(plan.actions)
    for action, text in zip(plan.actions, texts, strict=True):
        assert states.word(action) in text
    assert rows_of(action_plan(document, today=today), word, column=7) == word
    assert rows_of(noticeboard(document, today=today), word) == word
    for person in document.all(Person):
        own = rows_of(handover_pack(document, person, today=today), word)
        assert own.items() <= word.items()
        assert {a.code for a in open_ones if a.owner == person.id} <= set(own)
    fresh = done(document, AddRecord("status_meeting", {"held_on": today}, "fresh"))
    meeting = fresh.get(StatusMeeting, "fresh")
    assert meeting is not None
    everything = {action.code: states.word(action) for action in document.all(Action)}
    late = {action.code for action in document.all(Action) if is_overdue(action, today)}
    for code, line in lines_of(status_minutes(fresh, meeting, today=today)):
        assert line.startswith(everything[code])
        assert ("(late)" in line) == (code in late)
    remarks = [
        AddRecord("status_entry", {"meeting": "fresh", "action": action.id, "remark": "Said."})
        for action in document.all(Action)
    ]
    told = status_minutes(done(fresh, *remarks), meeting, today=today).split("\n### ")[1:]
    for block in told:
        assert ("(late)" in block) == (block.partition(" ")[0] in late)
    for discussion in document.all(Discussion):
        minutes = discussion_minutes(document, discussion, today=today, live=True)
        for code, line in lines_of(minutes):
            assert line.startswith(everything[code])
            assert ("(late)" in line) == (code in late)
        carried = minutes.partition("Still open from earlier discussions")[2]
        for code, stands in rows_of(carried.partition("\n##")[0], word, column=6).items():
            assert stands == word[code]

    for rows in (spreadsheet(document, today), plan_sheets(document, today)[0].rows):
        for row in rows:
            action = next(a for a in document.all(Action) if a.code == row[0])
            last = str(row[-1] or "") if len(row) > 7 else ""
            assert ("(late)" in last) == is_overdue(action, today)
            assert ("stalled" in last) == (states.word(action) == "stalled")


def spreadsheet(document: Document, today: date) -> list[list[str]]:
    """The rows of the semicolon file."""
    text = io.StringIO(plan_csv(document, today).removeprefix(BOM), newline="")
    return list(csv.reader(text, delimiter=";"))[1:]


@pytest.mark.parametrize("month", [3, 9])
def test_other_forms_say_what_the_text_says(month: int) -> None:
    """The page to print and Word are made from it, and keep every word that a state is told in."""
    with in_language("en"):
        today = date(2027, month, 9)
        document = demo_document("en", date(2026, 11, 22))
        states = ActionStates(document, today)
        word = {a.code: states.word(a) for a in document.all(Action) if a.is_open}
        text = action_plan(document, today=today)
        told = rows_of(text, word, column=7)
        printed = page(text, "Plan", "en")
        assert "stalled" in told.values()
        for state in set(word.values()):
            cells = list(told.values()).count(state)
            assert printed.count(f"<td>{state}</td>") >= cells
        written = docx.Document(io.BytesIO(word_document(text, "Plan", "en", today=today)))
        rows = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
        found = {row[0]: row[6] for row in reversed(rows) if row[0] in word}
        assert found == told == word


def rows_of(page: str, word: dict[str, str], column: int = 6) -> dict[str, str]:
    """What the tables of a page say in a column of each action that is open; its first row."""
    found: dict[str, str] = {}
    for line in page.split("\n"):
        cells = [cell.strip() for cell in line.split(" | ")]
        code = cells[0].removeprefix("| ")
        if line.startswith("|") and code in word and len(cells) > column - 1:
            found.setdefault(code, cells[column - 1].removesuffix(" |"))
    return found


def lines_of(page: str) -> list[tuple[str, str]]:
    """`H1` and what stands behind its name, of every line `- H1 Støj – planned, …`."""
    found = re.findall(r"^\s*- (H\d+) [^–\n]* – (.*)$", page, re.MULTILINE)
    return [(code, line) for code, line in found]


def is_over(document: Document, today: date) -> None:
    """Done is what was carried out, held, taken or reached, and nothing else."""
    plan = PlanReader(document, today)
    finished = {a.reference for a in plan.actions if is_done(a)}
    assert finished == {a.reference for a in plan.actions if a.status is ActionStatus.DONE}
    for goal in document.all(Goal):
        serving = actions_of(document, goal)
        assert GoalView(goal, serving).done == sum(is_done(a) for a in serving)
    ticked = [entry for entry in wheel(document, today) if entry.done]
    for entry in ticked:
        record = document.resolve(entry.record)
        if isinstance(record, Goal):
            assert record.outcome is Outcome.REACHED
        if isinstance(record, Discussion | StatusMeeting):
            assert record.state is not MeetingState.PLANNED
    events = wheel_events(document, Past(), add_months(today, -24), today)
    done_events = {event.title for event in events if event.done}
    assert done_events <= {entry.title for entry in ticked} | {
        f"{origin_label(entry.origin).capitalize()}: {entry.title}" for entry in ticked
    }
