"""All 31 rules: each holds, fails, stands exactly on its edge, and is told apart under MED."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.complete import HELD, JOINED, NAMES, complete, earlier, noon, put
from support.documents import TODAY, blank, discussion_of, done, item_of, vicious

from data.edits.records import AddRecord
from data.i18n import LANGUAGES, in_language
from data.model.choices import (
    AgreementPoint,
    BodyLevel,
    Method,
    Presence,
    Regime,
    Role,
)
from data.model.discussion import Attendance, Note
from data.model.document import Document
from data.model.workplace import Person
from data.rules.catalogue import codes
from data.rules.finding import Severity
from data.rules.judgement import FORMULAS, judge, missing, standing
from data.rules.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

HOLDS, FAILS, RESTS = Verdict.HOLDS, Verdict.FAILS, Verdict.RESTS
LEAP = date(2024, 2, 29)


def has(code: str, **values: Any) -> Callable[[Document], Document]:
    """The record people call by a code, with other values."""
    return lambda document: put(document, document.find(code), **values)


def here(**values: Any) -> Callable[[Document], Document]:
    """The workplace with other values."""
    return lambda document: put(document, document.workplace, **values)


def met(**values: Any) -> Callable[[Document], Document]:
    """The discussion with other values."""
    return lambda document: put(document, discussion_of(document), **values)


def person(number: int, **values: Any) -> Callable[[Document], Document]:
    """A person with other values."""
    return lambda document: put(document, document.get(Person, f"s-p{number}"), **values)


def row(kind: str, identity: str, **values: Any) -> Callable[[Document], Document]:
    """Any record with other values."""
    return lambda document: put(document, document.record(kind, identity), **values)


def gone(kind: str, *ids: str) -> Callable[[Document], Document]:
    """Without some records."""

    def change(document: Document) -> Document:
        for each in ids:
            found = document.record(kind, each)
            assert found is not None
            document = document.without_record(found)
        return document

    return change


def new(kind: str, identity: str = "x", **values: Any) -> Callable[[Document], Document]:
    """With one more record."""
    return lambda document: done(document, AddRecord(kind, values, identity))


def silent(template: str) -> Callable[[Document], Document]:
    """With an agenda item about which nothing was noted."""

    def change(document: Document) -> Document:
        item = item_of(document, template)
        notes = [n.id for n in document.all(Note) if n.about == item.reference]
        document = gone("note", *notes)(document)
        return put(document, document.record("agenda_item", item.id), done=False)

    return change


def away(number: int) -> Callable[[Document], Document]:
    """With one person absent from the discussion."""

    def change(document: Document) -> Document:
        (found,) = (r for r in document.all(Attendance) if r.person == f"s-p{number}")
        return put(document, found, presence=Presence.ABSENT)

    return change


def nobody_there(document: Document) -> Document:
    for each in document.all(Attendance):
        document = put(document, each, presence=Presence.INVITED)
    return document


def held_in(year: int, day: date) -> Callable[[Document], Document]:
    """With a discussion of long ago instead of this year's."""
    return lambda document: earlier(gone("discussion", f"d{TODAY.year}")(document), day)


def third_group(members: int) -> Callable[[Document], Document]:
    """With three groups of two, and so many of each side in the committee."""

    def change(document: Document) -> Document:
        for number in (2, 3):
            document = new("body", f"g{number}", name=f"G{number}")(document)
            for role, letter in ((Role.SUPERVISOR, "l"), (Role.REPRESENTATIVE, "v")):
                bodies = (f"g{number}", "u1") if number < members + 1 else (f"g{number}",)
                made = new(
                    "person", f"{letter}{number}", name=f"{letter}{number}", roles=(role,),
                    bodies=bodies, elected_on=JOINED,
                )  # fmt: skip
                document = made(document)
        return document

    return change


def talked(day: date) -> Callable[[Document], Document]:
    """With the permanent risk written down, and talked about last, on a day."""

    def change(document: Document) -> Document:
        document = gone("status_entry", "e")(document)
        return row("action", "r", created_at=noon(day))(document)

    return change


def changed_on(day: date) -> Callable[[Document], Document]:
    return row("action", "a", changed_at=noon(day))


@dataclass(frozen=True)
class Case:
    code: str
    verdict: Verdict
    changes: tuple[Callable[[Document], Document], ...] = ()
    name: str = "amo"
    today: date = TODAY
    edge: bool = False
    said: str = ""
    """Part of what is found, in English."""
    extra: dict[str, Any] = field(default_factory=dict)


def case(code: str, verdict: Verdict, *changes: Any, **told: Any) -> Case:
    return Case(code, verdict, tuple(changes), **told)


YEAR = timedelta(days=365)
DAY = timedelta(days=1)
CASES = (
    # R01: twelve months, to the day; the agreement's own months under MED
    case("R01", HOLDS),
    case("R01", FAILS, gone("discussion", "d2026"), said="No annual discussion is written down."),
    case("R01", HOLDS, met(held_on=LEAP), today=date(2025, 2, 28), edge=True),
    case("R01", FAILS, met(held_on=LEAP), today=date(2025, 3, 1), edge=True, said="29 February"),
    case("R01", FAILS, met(held_on=LEAP), today=date(2026, 1, 1), edge=True, said="year has gone"),
    case("R01", HOLDS, here(agreement_interval=24), name="med", today=date(2028, 2, 3), edge=True),
    case("R01", FAILS, here(agreement_interval=24), name="med", today=date(2028, 2, 4), edge=True),
    # R02: the items of the size the discussion was held under
    case("R02", HOLDS, name="direct"),
    case("R02", FAILS, silent("cooperation"), said="has not been discussed"),
    case("R02", FAILS, silent("knowledge"), name="direct", edge=True),
    case("R02", HOLDS, here(employees=9), edge=True),
    case("R02", FAILS, silent("cooperation"), name="med"),
    case("R02", RESTS, gone("discussion", "d2026")),
    # R03: a date and people
    case("R03", HOLDS),
    case("R03", FAILS, met(held_on=None), said="The discussion has no date."),
    case("R03", FAILS, nobody_there, edge=True),
    case("R03", HOLDS, away(2), away(3), edge=True),
    case("R03", FAILS, met(held_on=None), name="med"),
    # R04: the right ones
    case("R04", HOLDS),
    case("R04", FAILS, away(3), said="No work-environment representative took part."),
    case("R04", FAILS, away(2), name="direct", edge=True, said="No employee took part."),
    case("R04", FAILS, away(1), name="med", said="could decide"),
    case("R04", HOLDS, name="med"),
    # R05 to R07: what the size asks for
    case("R05", HOLDS),
    case("R05", FAILS, person(3, left_on=TODAY - DAY), said="no work-environment representative"),
    case("R05", RESTS, here(employees=9), edge=True),
    case("R05", HOLDS, here(employees=10), edge=True),
    case("R05", HOLDS, here(employees=34), edge=True),
    case("R05", HOLDS, here(employees=35), edge=True),
    case("R05", FAILS, here(employees=35), today=date(2027, 2, 4), edge=True,
         said="no work-environment groups"),
    case("R05", RESTS, name="med"),
    case("R06", HOLDS, name="amo_two_levels"),
    case("R06", FAILS, person(3, bodies=("u1",)), name="amo_two_levels", said="one of each"),
    case(
        "R06", FAILS,
        new("person", "v", name="Ny", roles=(Role.REPRESENTATIVE,), bodies=("g1", "u1")),
        name="amo_two_levels", edge=True, said="2 representatives",
    ),
    case("R06", RESTS, name="med"),
    case("R06", RESTS),
    case("R07", HOLDS, name="amo_two_levels"),
    case("R07", FAILS, person(2, bodies=("g1",)), name="amo_two_levels", said="not in Udvalget"),
    case("R07", HOLDS, third_group(2), name="amo_two_levels", edge=True),
    case("R07", HOLDS, third_group(3), name="amo_two_levels", edge=True),
    case("R07", FAILS, third_group(1), name="amo_two_levels", edge=True, said="two of each"),
    case("R07", RESTS, name="med"),
    # R08 to R11: training
    case("R08", HOLDS),
    case("R08", FAILS, person(2, compulsory_done_on=None), said="Bent Olsen should have"),
    case("R08", HOLDS, person(2, compulsory_done_on=None, joined_on=date(2025, 12, 3)), edge=True),
    case("R08", FAILS, person(2, compulsory_done_on=None, joined_on=date(2025, 12, 2)), edge=True),
    case("R08", HOLDS, person(2, compulsory_done_on=None, joined_on=date(2023, 11, 30)),
         today=LEAP, edge=True),
    case("R08", HOLDS, person(2, compulsory_done_on=None, earlier_certificate=True), edge=True),
    case("R08", HOLDS, person(2, joined_on=None, compulsory_done_on=None)),
    case("R08", HOLDS, person(2, roles=(Role.CHAIR, Role.SUPERVISOR), compulsory_done_on=None)),
    case("R08", FAILS, person(3, compulsory_done_on=None), name="med"),
    case("R08", RESTS, name="direct"),
    case("R09", HOLDS),
    case("R09", FAILS, gone("training", "t-s-p2"), today=date(2026, 8, 21), said="Bent Olsen"),
    case("R09", HOLDS, gone("training", "t-s-p2"), today=date(2026, 8, 20), edge=True),
    case("R09", FAILS, gone("training", "t-s-p3"), today=date(2026, 8, 21), name="med", edge=True),
    case("R10", HOLDS),
    case("R10", HOLDS, today=date(2027, 8, 31), edge=True),
    case("R10", FAILS, today=date(2027, 9, 1), edge=True, said="Bent Olsen"),
    case("R10", FAILS, today=date(2027, 9, 1), name="med"),
    case("R11", HOLDS),
    case("R11", FAILS, row("training", "t-s-p2", proof=""), said="cannot be shown in writing"),
    case("R11", FAILS, row("training", "t-s-p2", offered_on=None), edge=True),
    case("R11", FAILS, row("training", "t-s-p3", proof=""), name="med"),
    # R12 and R13: terms and absence
    case("R12", HOLDS),
    case("R12", HOLDS, person(3, elected_on=None)),
    case("R12", HOLDS, person(3, elected_on=LEAP, joined_on=LEAP), today=date(2026, 2, 28),
         edge=True),
    case("R12", FAILS, person(3, elected_on=LEAP, joined_on=LEAP), today=date(2026, 3, 1),
         edge=True),
    case("R12", HOLDS, person(3, elected_on=date(2024, 1, 8), joined_on=date(2024, 3, 3)),
         edge=True),
    case("R12", FAILS, person(3, elected_on=date(2024, 1, 8), joined_on=date(2024, 3, 2)),
         edge=True, said="2 March 2026"),
    case("R12", HOLDS, person(3, elected_on=LEAP, term_years=4), today=date(2028, 2, 29),
         edge=True),
    case("R12", FAILS, person(3, elected_on=date(2024, 3, 1), joined_on=None), name="med"),
    case("R13", HOLDS),
    case(
        "R13", FAILS, person(3, absent_from=date(2026, 1, 1), absent_until=date(2026, 5, 1)),
        edge=True, said="Jonas Lind is away for 4 months",
    ),
    case(
        "R13", HOLDS, person(3, absent_from=date(2026, 1, 1), absent_until=date(2026, 4, 30)),
        edge=True,
    ),
    case(
        "R13", FAILS, person(3, absent_from=date(2025, 10, 31), absent_until=date(2026, 3, 3)),
        name="med",
    ),
    case("R13", HOLDS, person(3, absent_from=date(2025, 6, 1), absent_until=date(2026, 3, 2))),
    # R14 and R15: the APV
    case("R14", HOLDS),
    case("R14", FAILS, gone("condition", "c"), said="No APV condition"),
    case("R14", HOLDS, has("V1", assessed_on=LEAP), today=date(2027, 2, 28), edge=True),
    case("R14", FAILS, has("V1", assessed_on=LEAP), today=date(2027, 3, 1), edge=True),
    case("R14", HOLDS, has("V1", change_on=TODAY), edge=True),
    case("R14", HOLDS, has("V1", change_on=TODAY), today=date(2026, 6, 3), edge=True),
    case("R14", FAILS, has("V1", change_on=TODAY), today=date(2026, 6, 4), edge=True,
         said="since the change"),
    case("R14", HOLDS, has("V1", change_on=TODAY, assessed_on=TODAY), edge=True),
    case("R14", HOLDS, has("V1", change_on=TODAY + DAY), edge=True),
    case("R14", FAILS, has("V1", assessed_on=None), name="med"),
    case("R15", HOLDS),
    case("R15", FAILS, has("V1", absence_considered=False), said="sickness absence"),
    case("R15", FAILS, has("V1", absence_note="  \n"), edge=True),
    case("R15", FAILS, has("V1", absence_considered=False), name="med"),
    case("R15", RESTS, gone("condition", "c")),
    # R16 and R17: the plan's rows, and who can read it
    case("R16", HOLDS),
    case("R16", FAILS, row("action", "a", follow_up=None), said="lacks: follow-up"),
    case("R16", FAILS, row("action", "a", problem=" \n "), edge=True, said="lacks: problem"),
    case("R16", HOLDS, row("action", "a", follow_up=None, effect_due=TODAY), edge=True),
    case("R16", HOLDS, row("action", "a", problem="", source="idea", condition=None), edge=True),
    case("R16", FAILS, row("action", "a", owner=None, due=None), name="med"),
    case("R16", RESTS, gone("action", "a")),
    case("R17", HOLDS),
    case("R17", FAILS, here(plan_place=""), said="read the action plan"),
    case("R17", FAILS, here(plan_place="  "), edge=True),
    case("R17", FAILS, here(plan_place=""), name="med"),
    case("R17", RESTS, gone("action", "a", "r")),
    # R18: training, and expertise
    case("R18", HOLDS),
    case("R18", FAILS, silent("training_expertise"), said="has not been discussed"),
    case("R18", HOLDS, met(held_on=LEAP), today=date(2025, 2, 28), name="med", edge=True),
    case("R18", FAILS, met(held_on=LEAP), today=date(2025, 3, 1), name="med", edge=True),
    case("R18", RESTS, here(employees=9), name="med", edge=True),
    case("R18", HOLDS, here(employees=10), name="med", edge=True),
    case("R18", FAILS, silent("training_expertise"), name="med"),
    case("R18", RESTS, name="direct"),
    # R19 and R20: nearness, and the agreement
    case("R19", HOLDS),
    case("R19", HOLDS, here(nearness=""), edge=True),
    case("R19", HOLDS, here(nearness="", organised_on=date(2024, 1, 31)), edge=True),
    case("R19", FAILS, here(nearness="", organised_on=date(2024, 2, 1)), edge=True,
         said="since the change on 1 February 2024"),
    case("R19", FAILS, here(nearness_on=None, organised_on=date(2025, 1, 1)), edge=True),
    case("R19", HOLDS, here(organised_on=date(2026, 4, 5)), today=date(2026, 4, 5), edge=True),
    case("R19", HOLDS, new("major_change", what="Ny afdeling", on=date(2026, 4, 6)),
         today=date(2027, 2, 3), edge=True),
    case("R19", FAILS, new("major_change", what="Ny afdeling", on=date(2026, 4, 6)),
         today=date(2027, 2, 4), edge=True),
    case("R19", RESTS, name="med"),
    case("R20", HOLDS, name="med"),
    case("R20", FAILS, here(agreement_title=""), name="med", said="which MED agreement"),
    case("R20", HOLDS, here(agreement_on=None), name="med"),
    case("R20", FAILS, here(agreement_place=""), name="med"),
    case("R20", FAILS, here(agreement_points=tuple(AgreementPoint)[:4]), name="med", edge=True,
         said="what the organisation looks like"),
    case("R20", RESTS),
    # R21: overdue, silent, put off
    case("R21", HOLDS),
    case("R21", FAILS, row("action", "a", due=TODAY - DAY), said="the deadline was 2 March 2026"),
    case("R21", HOLDS, row("action", "a", due=TODAY), edge=True),
    case("R21", HOLDS, changed_on(TODAY - 60 * DAY), edge=True),
    case("R21", FAILS, changed_on(TODAY - 61 * DAY), edge=True, said="quiet for 61 days"),
    case("R21", HOLDS, row("action", "a", postponed=1), edge=True),
    case("R21", FAILS, row("action", "a", postponed=2), edge=True, said="put off 2 times"),
    case("R21", FAILS, row("action", "a", due=TODAY - DAY), name="med"),
    # R22 and R23: the effect
    case("R22", HOLDS),
    case("R22", FAILS, row("action", "z", effect=None, follow_up=None), said="its effect"),
    case("R22", HOLDS, row("action", "z", effect=None, effect_due=TODAY), edge=True),
    case("R22", FAILS, row("action", "z", effect=None, effect_due=TODAY - DAY), edge=True),
    case("R22", FAILS, row("action", "z", effect=None, follow_up=None), name="med"),
    case("R22", RESTS, gone("action", "z")),
    case("R23", HOLDS),
    case("R23", FAILS, row("action", "z", evaluation_method=Method.SURVEY), said="by survey"),
    case("R23", RESTS, row("action", "z", evaluation_method=None), edge=True),
    case("R23", FAILS, row("action", "z", evaluation_method=Method.SURVEY), name="med"),
    # R24 and R25: what belongs together, and what hangs on one
    case("R24", HOLDS),
    case("R24", FAILS, new("goal", title="Nyt", year=2026), said="M2 Nyt has no action"),
    case("R24", HOLDS, row("action", "a", goal=None), edge=True),
    case("R24", FAILS, row("action", "a", goal=None, condition=None), edge=True),
    case("R24", FAILS, new("goal", title="Nyt", year=2026), name="med"),
    case("R25", HOLDS),
    case("R25", FAILS, row("coverage", "b2", level=1), edge=True, said="Only one person covers"),
    case("R25", HOLDS, row("coverage", "b2", level=1), row("coverage", "b1", level=1), edge=True),
    case("R25", FAILS, row("coverage", "b2", level=1), name="med"),
    # R26 and R27: talked about in time
    case("R26", HOLDS),
    case("R26", FAILS, gone("status_meeting", "m"), today=date(2026, 12, 5), edge=True),
    case("R26", HOLDS, gone("status_meeting", "m"), today=date(2026, 12, 4), edge=True),
    case("R26", HOLDS, has("S1", held_on=HELD), edge=True),
    case("R26", FAILS, has("S1", held_on=HELD - DAY), lambda d: earlier(d, HELD - YEAR),
         today=date(2027, 2, 1)),
    case("R26", FAILS, gone("status_meeting", "m"), lambda d: earlier(d, HELD - YEAR),
         said="between the two latest"),
    case("R26", FAILS, gone("status_meeting", "m"), today=date(2026, 12, 5), name="med"),
    case("R27", HOLDS),
    case("R27", HOLDS, talked(LEAP), today=date(2025, 2, 28), edge=True),
    case("R27", FAILS, talked(LEAP), today=date(2025, 3, 1), edge=True, said="29 February 2024"),
    case("R27", FAILS, talked(date(2025, 3, 2)), name="med"),
    case("R27", RESTS, gone("action", "r")),
    # R28: after a remark
    case("R28", HOLDS, here(remark_on=HELD)),
    case("R28", HOLDS, here(remark_on=date(2026, 11, 30)), today=date(2027, 2, 28), edge=True),
    case("R28", FAILS, here(remark_on=date(2026, 11, 30)), today=date(2027, 3, 1), edge=True),
    case("R28", RESTS),
    case("R28", RESTS, here(remark_on=HELD), name="med"),
    # R29 to R31: section 33, as advice
    case("R29", HOLDS),
    case("R29", FAILS, here(organisation_place="  "), said="plan of the organisation", edge=True),
    case("R29", FAILS, here(organisation_place=""), name="med"),
    case("R29", RESTS, name="direct"),
    case("R30", HOLDS),
    case("R30", FAILS, person(1, left_on=TODAY - DAY), said="top management", edge=True),
    case("R30", FAILS, person(1, roles=(), decides=False), name="med"),
    case("R31", HOLDS, row("action", "a", source="accident")),
    case("R31", FAILS, row("action", "a", source="accident", follow_up=None),
         said="comes from an accident", edge=True),
    case("R31", FAILS, row("action", "a", source="accident", follow_up=None), name="med"),
    case("R31", RESTS),
)  # fmt: skip


def of(document: Document, today: date, code: str, language: str = "en"):
    with in_language(language):
        (found,) = (r for r in judge(document, today) if r.rule.code == code)
    return found


@pytest.mark.parametrize(
    "told", CASES, ids=[f"{c.code}-{c.name}-{c.verdict}-{n}" for n, c in enumerate(CASES)]
)
def test_rule(told):
    document = complete(told.name)
    for change in told.changes:
        document = change(document)
    result = of(document, told.today, told.code)
    assert result.verdict is told.verdict, (result.said, result.found)
    assert result.said.endswith(".")
    if told.verdict is FAILS:
        texts = " ".join(finding.text for finding in result.missing)
        assert told.said in texts
        assert result.todo.endswith(".")
        assert document.resolve(result.target) is not None
        assert all(finding.code == told.code for finding in result.found)


def test_no_rule_is_without_rows():
    assert len(codes()) == 31
    for code in codes():
        rows = [c for c in CASES if c.code == code]
        assert {HOLDS, FAILS} <= {c.verdict for c in rows}, code
        assert any(c.edge for c in rows) or code in {"R02"}, code
        assert any(c.name == "med" for c in rows), code


def test_days_such_as_29_february_are_among_them():
    assert sum(LEAP in (c.today,) or c.today.month == 2 for c in CASES) > 5


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_missing_in_a_complete_document(name):
    results = judge(complete(name), TODAY)
    assert missing(results) == ()
    assert standing(results)[FAILS] == 0
    assert len(results) == 31


def test_under_med_the_agreement_asks_instead_of_the_law():
    document = complete("med")
    for code in ("R01", "R02", "R03", "R04"):
        assert of(document, TODAY, code).rule.severity is Severity.AGREEMENT
    late = of(put(document, discussion_of(document), held_on=date(2020, 1, 1)), TODAY, "R01")
    assert {finding.severity for finding in late.found} == {Severity.AGREEMENT}
    assert of(complete("amo"), TODAY, "R01").rule.severity is Severity.LAW


def test_one_who_has_left_is_asked_for_nothing():
    document = complete("amo")
    values = {"roles": (Role.REPRESENTATIVE,), "elected_on": date(2024, 1, 1)}
    document = new("person", "w", name="Gået", **values)(document)
    assert of(document, TODAY, "R12").verdict is FAILS
    document = row("person", "w", left_on=HELD - DAY)(document)
    assert missing(judge(document, TODAY)) == ()


def test_the_employer_changes_regime_in_the_middle_of_the_year():
    document = here(regime=Regime.MED)(complete("amo"))
    # The discussion was held under the Act, and is judged by it; the organisation is not any more.
    assert of(document, TODAY, "R02").rule.severity is Severity.LAW
    assert of(document, TODAY, "R05").verdict is RESTS
    # What the agreement must say is due at the next discussion, as everything a change brings.
    assert [finding.soon for finding in of(document, TODAY, "R20").found]
    assert of(document, TODAY, "R20").verdict is HOLDS
    assert of(document, date(2027, 2, 4), "R20").verdict is FAILS


def test_past_years_are_judged_by_the_rule_that_held_then():
    document = complete("amo")
    past = date(2023, 6, 1)
    assert of(document, past, "R19").said == "There was no such rule yet."
    document = held_in(2023, date(2023, 5, 1))(document)
    assert of(document, date(2023, 12, 1), "R18").rule.text == "R18_before_2024"
    # A plan was the duty then; that it was made is enough.
    assert of(document, date(2024, 3, 1), "R18").rule.text == "R18_before_2024"
    assert of(document, date(2026, 3, 1), "R18").rule.text == "R18"


def test_the_course_has_one_clock_from_taking_the_seat():
    values = {"elected_on": date(2023, 12, 1), "joined_on": date(2024, 1, 15)}
    document = person(3, **values, compulsory_done_on=None)(complete("amo"))
    (deadline,) = of(document, date(2024, 2, 1), "R08").deadlines
    assert deadline.due == date(2024, 4, 15)
    found = of(document, date(2024, 4, 16), "R08").missing
    assert ["15 April 2024" in finding.text for finding in found] == [True]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [Document(), blank(), vicious()], ids=["no", "new", "hostile"])
def test_whatever_the_document_every_result_is_whole(document, language):
    with in_language(language):
        results = judge(document, TODAY)
    assert len(results) in {0, 31}
    for result in results:
        texts = [result.said, *result.seen, *(t for f in result.found for t in (f.text, f.hint))]
        assert all(text and "\n" not in text for text in texts)
        assert result.verdict is not FAILS or document.resolve(result.target) is not None


def test_every_formula_is_named_by_a_rule():
    from data.rules.catalogue import versions

    named = {rule.formula for rules in versions().values() for rule in rules}
    assert named == set(FORMULAS)


def test_levels_of_bodies_count_by_their_level():
    document = complete("amo_two_levels")
    body = document.record("body", "g1")
    assert body is not None
    document = document.with_record(body.revised(level=BodyLevel.OTHER))
    assert of(document, TODAY, "R05").verdict is FAILS
    assert of(document, TODAY, "R06").verdict is RESTS
