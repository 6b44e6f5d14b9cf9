"""Leaving, handing over, erasing, editing and deleting, without a screen."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from support.documents import blank, changed, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.choices import Regime
from data.model.plan import Action
from data.model.workplace import Person
from data.store.errors import DiskTrouble
from data.views.hand_over import duties
from screens.dialogs.prompt import DateAnswer
from screens.workplace import edit_records
from screens.workplace.erase import erase_person
from screens.workplace.hand_over import HandOverScreen, hand_on, mark_left

TODAY = NOON.date()
OWNING = done(
    blank(),
    AddRecord("action", {"measure": "Hegn", "owner": "s-p1"}, "a1"),
    AddRecord("action", {"measure": "Lys", "owner": "s-p1"}, "a2"),
)
"""Karen answers for two actions."""


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def karen(tmp_path):
    """A desk with these answers, and Karen."""

    def make(*answers, document=OWNING, **options):
        desk = desk_on(document, tmp_path, *answers, **options)
        return desk, desk.document.get(Person, "s-p1")

    return make


def all_to_bent(dialog):
    """What `HandOverScreen` answers when everything is given to Bent."""
    return dict.fromkeys((duty.key for duty in dialog._duties), "s-p2")


def left_on(desk):
    return desk.document.get(Person, "s-p1").left_on


# -- somebody leaves -----------------------------------------------------------------------


async def test_who_leaves_hands_on_as_one_edit(karen):
    desk, person = karen(DateAnswer(TODAY), all_to_bent)
    before = desk.document.meta.revision
    assert await mark_left(desk, person)
    assert {action.owner for action in desk.document.all(Action)} == {"s-p2"}
    assert left_on(desk) == TODAY
    assert desk.document.meta.revision == before + 1
    assert "2 ting er givet videre" in desk.floor.said[-1]


async def test_leaving_it_at_whom_changes_nothing_and_says_why(karen):
    desk, person = karen(DateAnswer(TODAY), LEFT)
    assert not await mark_left(desk, person)
    assert left_on(desk) is None
    (why,) = desk.floor.alerts
    assert "uden ansvarlig" in why


async def test_who_answers_for_nothing_is_asked_for_the_day_alone(karen):
    desk, person = karen(DateAnswer(TODAY), document=blank())
    assert await mark_left(desk, person)
    assert left_on(desk) == TODAY
    assert len(desk.floor.asked) == 1


@pytest.mark.parametrize("answer", [LEFT, DateAnswer(None)])
async def test_a_day_that_is_left_or_stays_is_no_edit(karen, answer):
    desk, person = karen(answer)
    assert not await mark_left(desk, person)
    assert left_on(desk) is None
    assert desk.floor.said == []


async def test_without_a_day_somebody_is_here_again(karen):
    gone = changed(blank(), blank().get(Person, "s-p1"), left_on=date(2026, 1, 2))
    desk, person = karen(DateAnswer(None), document=gone)
    assert await mark_left(desk, person)
    assert left_on(desk) is None


async def test_whom_a_thing_goes_to_may_be_refused(karen):
    """The heir must be here: the command says so, and nothing is half handed on."""
    desk, person = karen(lambda dialog: dict.fromkeys(all_to_bent(dialog), "nobody"))
    assert not await hand_on(desk, person, TODAY)
    assert left_on(desk) is None
    assert desk.floor.alerts


async def test_the_dialog_lists_what_the_person_answers_for(karen):
    desk, person = karen()
    found = [duty.record.id for duty in duties(desk.document, person, TODAY)]
    assert [duty.record.id for duty in HandOverScreen(desk, person)._duties] == found


# -- erasing -------------------------------------------------------------------------------


async def test_nobody_is_erased_who_still_answers_for_something(karen):
    desk, person = karen()
    assert not await erase_person(desk, person)
    assert "giv det videre først" in desk.floor.alerts[-1]
    assert desk.floor.asked == []


async def test_nobody_is_erased_while_something_waits_to_be_saved(karen, monkeypatch):
    desk, person = karen(document=blank())
    monkeypatch.setattr(type(desk.session), "waiting", property(lambda _self: 1))
    assert not await erase_person(desk, person)
    assert "F5" in desk.floor.alerts[-1]


@pytest.mark.parametrize("answers", [(LEFT,), ("", LEFT), ("", False)])
async def test_without_a_yes_nothing_is_erased(karen, answers):
    desk, person = karen(*answers, document=blank())
    before = desk.document
    assert not await erase_person(desk, person)
    assert desk.document is before


async def test_a_yes_erases_everywhere_with_other_names(karen):
    document = done(blank(), AddRecord("idea", {"text": "Karen Holms og Kajs idé"}, "i"))
    desk, person = karen("Kaj", True, document=document)
    assert await erase_person(desk, person)
    assert desk.document.get(Person, "s-p1") is None
    text = desk.document.record("idea", "i").text
    assert "Karen" not in text
    assert "Kaj" not in text


@pytest.mark.parametrize(("other", "suggested"), [("Bo Lund", "Karen"), ("Karen Lund", "")])
async def test_the_first_name_is_suggested_where_nobody_else_has_it(karen, other, suggested):
    document = done(blank(), AddRecord("person", {"name": other}, "o"))
    desk, person = karen(LEFT, document=document)
    await erase_person(desk, person)
    (prompt,) = desk.floor.asked
    assert prompt.text == suggested


@pytest.mark.parametrize("also_exports", [True, False])
async def test_exported_files_go_only_when_asked(karen, tmp_path, also_exports):
    (tmp_path / "export").mkdir()
    written = tmp_path / "export" / "referat.md"
    written.write_text("Karen Holm")
    desk, person = karen("", True, also_exports, document=blank())
    assert await erase_person(desk, person)
    assert written.exists() is not also_exports
    assert ("referat.md" in desk.floor.said[-1]) is not also_exports


async def test_a_disk_that_says_no_is_told(karen, monkeypatch):
    desk, person = karen("", True, document=blank())

    async def refuse(_work):
        raise DiskTrouble(desk.session.store.path, errno.EROFS, "save")

    monkeypatch.setattr(desk.session, "carry_out", refuse)
    assert not await erase_person(desk, person)
    assert desk.floor.alerts
    assert desk.document.get(Person, "s-p1") is not None


# -- editing and deleting ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "answer", "value"),
    [("sector", "school", "school"), ("start_month", "2", 2), ("language", "en", "en")],
)
async def test_what_is_kept_as_a_code_is_asked_for_in_words(karen, name, answer, value):
    desk, _person = karen(answer)
    assert await edit_records.edit(desk, desk.document.workplace, name)
    assert getattr(desk.document.workplace, name) == value
    (prompt,) = desk.floor.asked
    assert all(option.label != option.value for option in prompt._options)


@pytest.mark.parametrize("answer", [LEFT, "8"])
async def test_a_month_that_is_left_or_the_same_is_no_edit(karen, answer):
    desk, _person = karen(answer)
    before = desk.document
    assert not await edit_records.edit(desk, desk.document.workplace, "start_month")
    assert desk.document is before


async def test_another_size_says_what_it_changes(karen):
    desk, _person = karen("10", document=blank(employees=9))
    assert await edit_records.edit(desk, desk.document.workplace, "employees")
    assert "arbejdsmiljøorganisation" in desk.floor.said[-1]


async def test_another_regime_says_what_it_changes(karen):
    desk, _person = karen(str(Regime.MED))
    assert await edit_records.edit(desk, desk.document.workplace, "regime")
    assert "MED-aftale" in desk.floor.said[-1]


async def test_a_name_that_is_no_field_is_passed_over(karen):
    desk, person = karen()
    assert not await edit_records.edit(desk, person, "label")


@pytest.mark.parametrize(("answer", "gone"), [(True, True), (False, False), (LEFT, False)])
async def test_who_answers_for_things_is_deleted_after_a_question(karen, answer, gone):
    desk, person = karen(answer)
    assert await edit_records.delete(desk, person) is gone
    assert (desk.document.get(Person, "s-p1") is None) is gone


async def test_who_answers_for_nothing_is_deleted_at_once_and_comes_back(karen):
    desk, person = karen(document=blank())
    assert await edit_records.delete(desk, person)
    assert desk.floor.asked == []
    await desk.session.undo()
    assert desk.document.get(Person, "s-p1") is not None
