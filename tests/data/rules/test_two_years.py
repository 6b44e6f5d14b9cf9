"""Two years at a workplace, day by day: monthly use, things forgotten, a representative who leaves.

Everything is done by the program's own commands at a clock of its own. What must be said on each
day is written down beforehand; each day is asked, so a stall found a day early or late is seen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.documents import blank

from data.commands.edits import Author, apply_all
from data.commands.records import AddRecord, SetField
from data.commands.setup import Member
from data.i18n import in_language
from data.model.choices import ActionStatus, Effect, MeetingState, Role, StatusOutcome
from data.rules.clocks import ClockState, clocks
from data.rules.judgement import judge
from data.rules.result import Verdict
from data.rules.stalled import Sign, stalled
from data.views.report import report

FIRST, LAST = date(2026, 1, 5), date(2028, 1, 31)
DAY = timedelta(days=1)
KAREN, BENT, JONAS, NEW = "s-p1", "s-p2", "s-p3", "ny"
PEOPLE = (
    Member("Karen Holm", (Role.CHAIR, Role.MANAGER), decides=True),
    Member("Bent Olsen", (Role.SUPERVISOR,)),
    Member("Jonas Lind", (Role.REPRESENTATIVE,)),
)
TENDED = ("alive", "moved", "leaver", "unowned", "unheard", "halted")
"""Actions somebody writes a line about on the fifteenth of each month."""


class Workplace:
    """A document that grows day by day, signed at noon of the day."""

    def __init__(self):
        self.document = blank(members=PEOPLE, start_month=1)
        self.day = FIRST
        self.notes = 0

    def do(self, command):
        at = datetime(self.day.year, self.day.month, self.day.day, 11, tzinfo=UTC)
        author = Author("Karen Holm", at)
        self.document = apply_all(self.document, command.edits(self.document, author), author)[0]

    def add(self, kind, identity, **values):
        self.do(AddRecord(kind, values, identity))

    def put(self, kind, identity, **values):
        for name, value in values.items():
            self.do(SetField(kind, identity, name, value))

    def action(self, identity, owner=BENT, **values):
        due = self.day + timedelta(days=300)
        given = {"measure": identity, "problem": "x", "owner": owner, "goal": "goal", "due": due}
        self.add("action", identity, **{**given, "follow_up": due, **values})

    def note(self, identity):
        self.notes += 1
        self.add("note", f"n{self.notes}", about=f"action:{identity}", text="Det går fremad.")

    def state(self, kind, identity, state):
        record = self.document.record(kind, identity)
        self.document = self.document.with_record(replace(record, state=state))

    def discussion(self, year):
        self.add("discussion", f"d{year}", year=year, held_on=self.day)
        self.state("discussion", f"d{year}", MeetingState.APPROVED)

    def status(self, identity, **spoken):
        """A status meeting that says something about some actions."""
        self.add("status_meeting", identity, held_on=self.day)
        self.state("status_meeting", identity, MeetingState.RUNNING)
        for action, outcome in spoken.items():
            if outcome is None or self.document.record("action", action) is None:
                continue
            values = {"meeting": identity, "action": action, "outcome": outcome}
            self.add("status_entry", f"{identity}-{action}", **values)
        self.state("status_meeting", identity, MeetingState.APPROVED)


ON = StatusOutcome.ON_TRACK
ALL = dict.fromkeys(TENDED, ON)


def begin(w):
    for number, person in ((2, BENT), (3, JONAS)):
        w.put("person", person, joined_on=date(2025, 1, 20), compulsory_done_on=date(2025, 3, 1))
        for year in (1, 2, 3):
            w.add(
                "training", f"t{number}{year}", person=person, year=year, proof="mail",
                form="first_year" if year == 1 else "later_year",
                offered_on=date(2024 + year, 2, 1),
            )  # fmt: skip
    w.put("person", JONAS, elected_on=date(2025, 1, 20))
    w.add("condition", "noise", title="Støj", assessed_on=date(2024, 2, 29))


def plan(w):
    w.discussion(2026)
    w.add("goal", "goal", title="Mindre støj", year=2026, owner=KAREN)
    for identity in ("alive", "moved", "unheard", "halted"):
        w.action(identity)
    w.action("leaver", owner=JONAS)


def leave(w):
    w.put("person", JONAS, left_on=w.day)


def hand_on(w):
    w.put("action", "leaver", owner=NEW)


def elect(w):
    w.add(
        "person", NEW, name="Nadia Vang", roles=(Role.REPRESENTATIVE,), joined_on=w.day,
        elected_on=w.day,
    )  # fmt: skip


def train(w):
    w.put("person", NEW, compulsory_done_on=w.day)
    w.add("training", "tn", person=NEW, form="first_year", year=1, offered_on=w.day, proof="mail")


def close(identity):
    def closed(w):
        w.put("action", identity, status=ActionStatus.DONE, effect=Effect.YES)

    return closed


def later(identity, days):
    def moved(w):
        due = w.document.record("action", identity).due
        w.put("action", identity, due=due + timedelta(days=days))

    return moved


def run_checklist(w):
    w.add("checklist_run", "run", target="action:forgotten", held_on=w.day)


EVENTS = {
    date(2026, 1, 5): (begin,),
    date(2026, 1, 12): (plan,),
    date(2026, 2, 2): (lambda w: w.action("forgotten"),),
    date(2026, 3, 2): (lambda w: w.action("unowned", owner=None),),
    date(2026, 3, 16): (lambda w: w.status("s1", **ALL | {"forgotten": ON}),),
    date(2026, 4, 15): (lambda w: w.put("action", "unowned", owner=BENT),),
    date(2026, 5, 4): (later("moved", 30),),
    date(2026, 6, 10): (later("moved", 30),),
    # Nobody speaks of one of them at two meetings in a row.
    date(2026, 6, 15): (lambda w: w.status("s2", **ALL | {"forgotten": ON, "unheard": None}),),
    date(2026, 9, 14): (lambda w: w.status("s3", **ALL | {"forgotten": ON, "unheard": None}),),
    date(2026, 10, 5): (close("moved"),),
    date(2026, 10, 31): (leave,),
    date(2026, 11, 9): (elect,),
    date(2026, 11, 16): (hand_on,),
    date(2026, 11, 25): (run_checklist,),
    date(2026, 12, 14): (lambda w: w.status("s4", **ALL),),
    # Two weeks late.
    date(2027, 1, 26): (lambda w: w.discussion(2027),),
    date(2027, 2, 20): (train,),
    date(2027, 3, 15): (
        lambda w: w.status("s5", **ALL | {"halted": StatusOutcome.STALLED}),
        lambda w: w.put("action", "halted", status=ActionStatus.STALLED),
        lambda w: w.put("condition", "noise", assessed_on=w.day),
    ),
    date(2027, 4, 15): (lambda w: w.put("action", "halted", status=ActionStatus.RUNNING),),
    date(2027, 6, 14): (lambda w: w.status("s6", **ALL),),
    date(2027, 9, 1): (close("forgotten"),),
    date(2027, 9, 13): (lambda w: w.status("s7", **ALL),),
    date(2027, 12, 13): (lambda w: w.status("s8", **ALL),),
    date(2028, 1, 20): (lambda w: w.discussion(2028),),
}

STALLS = [
    # what, why, the first day it is said, the day it is said no more
    ("unowned", Sign.NO_OWNER, date(2026, 3, 16), date(2026, 4, 15)),
    ("moved", Sign.MOVED, date(2026, 6, 10), date(2026, 10, 5)),
    ("unheard", Sign.UNHEARD, date(2026, 9, 14), date(2026, 12, 14)),
    ("leaver", Sign.NO_OWNER, date(2026, 11, 1), date(2026, 11, 16)),
    # Each time it was last heard of at a meeting; it is the sixty-first day after that counts.
    ("forgotten", Sign.SILENT, date(2026, 5, 16), date(2026, 6, 15)),
    ("forgotten", Sign.SILENT, date(2026, 8, 15), date(2026, 9, 14)),
    ("forgotten", Sign.SILENT, date(2026, 11, 14), date(2026, 11, 25)),
    # The checklist was gone through: left in peace for six weeks, and silent again after 60 days.
    ("forgotten", Sign.SILENT, date(2027, 1, 25), date(2027, 9, 1)),
    # Nobody spoke of it in December nor in March.
    ("forgotten", Sign.UNHEARD, date(2027, 3, 15), date(2027, 9, 1)),
    ("halted", Sign.SAID, date(2027, 3, 15), date(2027, 4, 15)),
]

OVERDUE = [
    ("R01", date(2027, 1, 13), date(2027, 1, 26)),
    ("R08", date(2027, 2, 10), date(2027, 2, 20)),
    # 29 February 2024 and three years is 28 February 2027.
    ("R14", date(2027, 3, 1), date(2027, 3, 15)),
]


@pytest.fixture(scope="module")
def run():
    """What was said each day: stalls with their signs, clocks that had run out, rules that fail."""
    workplace = Workplace()
    said = {}
    day = FIRST
    while day <= LAST:
        workplace.day = day
        for event in EVENTS.get(day, ()):
            event(workplace)
        if day.day == 15:
            for identity in TENDED:
                action = workplace.document.record("action", identity)
                if action is not None and action.is_open:
                    workplace.note(identity)
        document = workplace.document
        with in_language("en"):
            found = {
                (stall.record.id, reason.sign)
                for stall in stalled(document, day)
                for reason in stall.found
            }
            late = {c.code for c in clocks(document, day) if c.state is ClockState.OVERDUE}
        said[day] = (found, late, document)
        day += DAY
    return said


def spans(days):
    """Days in a row as (first, the day after the last)."""
    found = []
    for day in sorted(days):
        if found and found[-1][1] == day:
            found[-1][1] = day + DAY
        else:
            found.append([day, day + DAY])
    return [tuple(span) for span in found]


def test_every_stall_is_found_on_its_day_and_no_other(run):
    days = defaultdict(list)
    for day, (found, _late, _document) in run.items():
        for stall in found:
            days[stall].append(day)
    seen = {
        (identity, sign, first, end)
        for (identity, sign), those in days.items()
        for first, end in spans(those)
    }
    assert seen == set(STALLS)


def test_what_is_tended_never_stalls(run):
    stalled_ids = {identity for found, _late, _d in run.values() for identity, _sign in found}
    assert "alive" not in stalled_ids
    assert "goal" not in stalled_ids


def test_every_clock_runs_out_on_its_day_and_no_other(run):
    days = defaultdict(list)
    for day, (_found, late, _document) in run.items():
        for code in late - {"R22", "R18"}:
            days[code].append(day)
    seen = {(code, first, end) for code, those in days.items() for first, end in spans(those)}
    assert seen == set(OVERDUE)


@pytest.mark.parametrize(("code", "first", "end"), OVERDUE)
def test_the_rules_agree_with_the_clocks(run, code, first, end):
    for day, fails in ((first - DAY, False), (first, True), (end - DAY, True), (end, False)):
        document = run[day][2]
        with in_language("en"):
            (result,) = (r for r in judge(document, day) if r.rule.code == code)
        assert (result.verdict is Verdict.FAILS) is fails, (code, day, result.said)


def test_the_status_tells_of_them(run):
    for identity, _sign, first, _end in STALLS:
        with in_language("en"):
            told = report(run[first][2], first, 14)
            before = report(run[first - DAY][2], first - DAY, 14)
        assert identity in {stall.record.id for stall in told.stalled}
        others = [s for s in STALLS if s[0] == identity and s[2] < first <= s[3]]
        assert others or identity not in {stall.record.id for stall in before.stalled}
