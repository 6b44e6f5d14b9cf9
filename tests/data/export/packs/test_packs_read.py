"""The packs as those read them who get them: an inspector, a successor, staff at a noticeboard."""

from __future__ import annotations

from datetime import date, timedelta

from support.complete import complete, put
from support.documents import TODAY, done

from data.edits.records import AddRecord
from data.export.packs.handover import handover_pack
from data.export.packs.inspection import inspection_pack
from data.export.packs.noticeboard import noticeboard
from data.export.packs.yourselves import for_yourselves
from data.export.plan.pages import action_plan
from data.export.text.markdown import address
from data.i18n import in_language
from data.model.plan import Action
from data.model.workplace import Person
from data.start.demo import demo_document

DAY = date(2026, 11, 24)


def english(make, *given, today=DAY):
    with in_language("en"):
        return make(*given, today=today)


def test_the_sheet_tells_duties_and_counts_the_advice_of_the_house():
    text = english(for_yourselves, demo_document("en", DAY))
    assert "pieces of advice that are no duty (R15, R21, R25)" in text
    assert "Only one person covers" not in text
    assert "| R21 |" not in text
    count = text.count("| in place |")
    assert f"{count} rules are met." in text


def test_the_inspector_can_copy_an_address_and_read_a_day():
    text = english(for_yourselves, demo_document("en", DAY))
    assert "https://www.retsinformation.dk/eli/lta/2025/1108, read on" in text
    assert "https\\:" not in text
    assert "\\. September" not in text
    shown = english(inspection_pack, demo_document("en", DAY))
    assert shown.count("Made with AMIS") == 2  # the minutes say it of themselves, and the pack


def test_what_is_closed_takes_one_line_of_the_pack():
    document = demo_document("en", DAY)
    text = english(inspection_pack, document)
    whole = english(action_plan, document)
    closed = [a for a in document.all(Action) if not a.is_open and not a.permanent]
    assert closed
    for action in closed:
        assert f"### {action.code} " in whole
        assert f"##### {action.code} " not in text
        assert f"| {action.code} |" in text
    assert "##### H8 " in text


def test_a_changed_condition_is_due_within_three_months_of_the_change():
    condition = complete().record("condition", "c")
    changed = put(complete(), condition, change_on=TODAY - timedelta(5), change_note="New hall")
    shown = english(inspection_pack, changed, today=TODAY)
    row = next(line for line in shown.split("\n") if "New hall" in line)
    assert row.count("26/5/2026") == 1
    assessed = put(changed, changed.record("condition", "c"), assessed_on=TODAY - timedelta(1))
    assert "New hall" not in english(inspection_pack, assessed, today=TODAY)


def test_whoever_takes_over_reads_when_things_come_next():
    document = demo_document("en", DAY)
    text = english(handover_pack, document, document.get(Person, "mette"))
    section = text.partition("## In the year wheel")[2].partition("##")[0]
    lines = [line for line in section.split("\n") if line.startswith("- ")]
    assert len(lines) == 4
    assert all(": next " in line for line in lines)
    assert "2025" not in section
    assert "Mette" not in section


def test_staff_read_one_day_for_one_meeting():
    document = demo_document("en", DAY)
    coming = english(noticeboard, document).partition("## Coming up")[2].partition("##")[0]
    assert "Monday 14/12/2026 (week 51): Annual discussion" in coming
    assert coming.count("iscussion") == 2  # that one, and the one about competences
    meeting = AddRecord("status_meeting", {"held_on": DAY + timedelta(9), "state": "planned"})
    assert ": Status meeting" in english(noticeboard, done(document, meeting))


def test_staff_are_told_whom_to_talk_to_only_where_somebody_is_named():
    named = english(noticeboard, complete("direct"), today=TODAY)
    assert "Tell one of them" in named
    assert "## Talk to" in named
    alone = complete("direct")
    for person in alone.all(Person):
        alone = put(alone, person, roles=())
    text = english(noticeboard, alone, today=TODAY)
    assert "## Talk to" not in text
    assert "one of them" not in text
    assert "Tell your manager" in text


def test_only_what_is_plainly_an_address_stays_as_it_is():
    assert address("https://ft.dk/l67_som_fremsat.htm") == "https://ft.dk/l67_som_fremsat.htm"
    for odd in ("https://x.dk/<b>", "https://x.dk/[a](b)", "http://x.dk/*a*"):
        assert address(odd) != odd
    assert address("https://x.dk/_a_") == r"https\://x.dk/\_a\_"
