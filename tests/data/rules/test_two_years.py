"""Two years at a workplace with a fake clock: every stall is found on its day, no other is found.

Monthly use, a status meeting every quarter, actions that are forgotten, put off or never spoken
of, a representative who leaves, a checklist that helps. Each day is looked at, as `amis status`
would from cron.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import groupby

import pytest
from support.documents import blank, changed

from data.commands.checklist import AddStep, AnswerPoint, BeginRun
from data.commands.hand_over import EVERYTHING, HandOn
from data.content.library import checklist
from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord, SetField
from data.model.choices import ActionStatus, CheckAnswer, MeetingState, StatusOutcome
from data.model.workplace import Person
from data.rules.stalled import Sign, stalled

BEGIN = date(2027, 1, 4)
DAYS = 2 * 365
LIST = checklist("da")


class Workplace:
    """A document and a day that goes on."""

    def __init__(self):
        self.document = blank()
        self.day = BEGIN
        self.seen = []
        """Day, thing and sign, as they were found."""

    def do(self, command):
        author = Author(
            "Karen", datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        )
        edits = command.edits(self.document, author)
        self.document, *_rest = apply_all(self.document, edits, author)

    def action(self, identity, owner="s-p3", **values):
        self.do(AddRecord("action", {"measure": identity, "owner": owner, **values}, identity))

    def note(self, identity):
        self.do(AddRecord("note", {"about": f"action:{identity}", "text": "Det går"}))

    def set(self, identity, **values):
        for name, value in values.items():
            self.do(SetField("action", identity, name, value))

    def meeting(self, number, **said):
        self.do(AddRecord("status_meeting", {"held_on": self.day}, f"m{number}"))
        for action, outcome in said.items():
            values = {"meeting": f"m{number}", "action": action, "outcome": outcome}
            self.do(AddRecord("status_entry", values, f"m{number}-{action}"))
            if outcome is StatusOutcome.STALLED:
                self.set(action, status=ActionStatus.STALLED)
        held = self.document.record("status_meeting", f"m{number}")
        self.document = self.document.with_record(held.revised(state=MeetingState.APPROVED))

    def go_through(self, identity, missing=1):
        run = BeginRun(
            f"action:{identity}", self.day, self.day + timedelta(42), "x", len(LIST.points),
            f"r{self.day.toordinal()}",
        )  # fmt: skip
        for number, point in enumerate(LIST.points):
            answer = CheckAnswer.MISSING if number < missing else CheckAnswer.IN_PLACE
            command = AnswerPoint(run, point.id, point.label, answer, id=f"{run.id}-{number}")
            self.do(command)
        return run.id

    def look(self):
        for stall in stalled(self.document, self.day):
            self.seen += [(self.day, stall.record.id, reason.sign) for reason in stall.found]

    def spans(self):
        """For each thing and sign, the first and last day of each row of days it was found on."""
        found = {}
        for day, thing, sign in self.seen:
            found.setdefault((thing, sign), []).append(day.toordinal())
        return {key: spans_of(days) for key, days in found.items()}


def spans_of(days):
    """Rows of days without a gap, each by its first and last day, counted from the beginning."""
    rows = groupby(enumerate(days), lambda each: each[1] - each[0])
    spans = [[day - BEGIN.toordinal() for _number, day in row] for _gap, row in rows]
    return [(span[0], span[-1]) for span in spans]


def live_through():
    """The two years."""
    work = Workplace()
    for number in range(DAYS):
        work.day = BEGIN + timedelta(number)
        for happens in STORY.get(number, ()):
            happens(work)
        if number % 30 == 15 and work.document.record("action", "kept") is not None:
            work.note("kept")
        work.look()
    return work


ON = StatusOutcome.ON_TRACK
STORY = {
    0: [
        lambda w: w.action("kept"),
        lambda w: w.action("forgotten"),
        lambda w: w.action("put_off", due=BEGIN + timedelta(40)),
        lambda w: w.action("unspoken"),
        lambda w: w.action("stuck", owner="s-p2"),
        lambda w: w.action("owned", owner="s-p3"),
        lambda w: w.action("risk", permanent=True, owner="s-p1"),
    ],
    30: [lambda w: w.set("put_off", due=BEGIN + timedelta(70))],
    50: [lambda w: w.note("forgotten"), lambda w: w.note("owned")],
    55: [lambda w: w.note("unspoken"), lambda w: w.note("stuck")],
    60: [lambda w: w.set("put_off", due=BEGIN + timedelta(100))],
    90: [
        lambda w: w.meeting(
            1, kept=ON, put_off=ON, stuck=StatusOutcome.STALLED, owned=ON, forgotten=ON, risk=ON
        ),
        lambda w: w.note("unspoken"),
    ],
    95: [lambda w: w.set("put_off", status=ActionStatus.DONE)],
    97: [
        lambda w: w.do(
            AddStep(
                f"{w.go_through('stuck')}-0", {"measure": "step", "owner": "s-p2"}, "step"
            )
        )
    ],
    100: [lambda w: w.set("stuck", status=ActionStatus.RUNNING)],
    120: [
        lambda w: w.set("step", status=ActionStatus.DONE),
        lambda w: w.note("owned"),
        lambda w: w.note("unspoken"),
    ],
    139: [lambda w: w.go_through("stuck", missing=0)],
    180: [
        lambda w: w.meeting(2, kept=ON, stuck=ON, owned=ON, forgotten=ON, risk=ON),
        lambda w: w.note("unspoken"),
    ],
    190: [lambda w: w.set("unspoken", status=ActionStatus.DROPPED)],
    200: [lambda w: w.set("stuck", status=ActionStatus.DONE)],
    210: [
        lambda w: setattr(
            w, "document", changed(w.document, w.document.get(Person, "s-p3"), left_on=w.day)
        )
    ],
    220: [lambda w: w.do(HandOn("s-p3", {EVERYTHING: "s-p1"}))],
    280: [lambda w: w.set("owned", status=ActionStatus.DONE)],
}  # fmt: skip


@pytest.fixture(scope="module")
def spans():
    return live_through().spans()


def test_what_is_kept_alive_stalls_only_while_its_owner_is_gone(spans):
    mine = {sign: days for (thing, sign), days in spans.items() if thing == "kept"}
    # Two meetings were held after the last that is written down: it was spoken of at both.
    assert mine == {Sign.NO_OWNER: [(211, 219)]}


def test_what_is_forgotten_is_found_on_the_sixty_first_day(spans):
    # Heard of on days 50, 90, 180 and 220, when it changed hands; nobody is told again after.
    assert spans["forgotten", Sign.SILENT] == [(151, 179), (281, DAYS - 1)]
    assert spans["forgotten", Sign.NO_OWNER] == [(211, 219)]


def test_a_deadline_put_off_twice_is_found_the_same_day_and_until_it_is_done(spans):
    assert spans["put_off", Sign.MOVED] == [(60, 94)]


def test_two_meetings_without_a_word_are_found_at_the_second(spans):
    assert spans["unspoken", Sign.UNHEARD] == [(180, 189)]


def test_what_is_said_to_stand_still_is_left_in_peace_after_the_checklist(spans):
    mine = {sign: days for (thing, sign), days in spans.items() if thing == "stuck"}
    # Said on day 90, gone through on day 97, asked again six weeks later, then all is in place.
    assert mine == {Sign.SAID: [(90, 96)]}


def test_a_step_that_moves_keeps_its_action_alive(spans):
    assert ("stuck", Sign.SILENT) not in spans
    assert ("step", Sign.SILENT) not in spans


def test_a_lasting_risk_is_looked_at_once_a_year(spans):
    assert spans["risk", Sign.SILENT] == [(546, DAYS - 1)]
    assert ("risk", Sign.UNHEARD) not in spans


def test_nothing_else_is_found(spans):
    assert set(spans) == {
        ("kept", Sign.NO_OWNER),
        ("forgotten", Sign.SILENT),
        ("forgotten", Sign.NO_OWNER),
        ("put_off", Sign.MOVED),
        ("unspoken", Sign.UNHEARD),
        ("stuck", Sign.SAID),
        ("owned", Sign.NO_OWNER),
        ("risk", Sign.SILENT),
    }
