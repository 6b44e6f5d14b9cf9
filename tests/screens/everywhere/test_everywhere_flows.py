"""Capture, search, import, packs, mending and following, without a screen."""

from __future__ import annotations

import json

import pytest
from support.complete import complete, put
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.plan import Action
from data.model.workplace import Person
from data.store.presence import Here
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.page import MarkdownPage
from screens.everywhere.capture import capture
from screens.everywhere.follow import choose_whom
from screens.everywhere.import_file import ImportPage, Looked, import_file
from screens.everywhere.packs import packs
from screens.everywhere.recovery import LEAVE, RESTORE, mend
from screens.everywhere.search import search
from screens.shared.card import RecordCard

PLAN = "Problem;Løsning;Ansvarlig;Frist\nStøj;To spisehold;Bent;1.5.2026\n"


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def at_desk(tmp_path):
    """A desk with these answers."""
    return lambda *answers, document=None, **options: desk_on(
        document or blank(), tmp_path, *answers, **options
    )


def write(text):
    """What a text prompt answers that takes the text, or nothing when it does not."""
    return lambda prompt: None if prompt.accept(text) else text


def keep(page):
    """What the preview answers when it is kept as it is shown."""
    return Looked(page.understood)


# -- capture and search --------------------------------------------------------------------


async def test_a_captured_line_is_kept_and_told(at_desk):
    desk = at_desk("Støjskærm ansvar:jonas")
    await capture(desk)
    (action,) = desk.document.all(Action)
    assert (action.measure, action.owner) == ("Støjskærm", "s-p3")
    assert "er skrevet ned" in desk.floor.said[-1]


async def test_a_captured_line_that_is_left_is_nothing(at_desk):
    desk = at_desk(LEFT)
    await capture(desk)
    assert desk.document.all(Action) == ()


async def test_what_is_found_is_gone_to(at_desk):
    document = done(blank(), AddRecord("action", {"measure": "Hegn"}, "h"))
    desk = at_desk(document.get(Action, "h"), LEFT, document=document)
    await search(desk)
    (card,) = desk.floor.opened
    assert isinstance(card, RecordCard)
    await search(desk)
    assert len(desk.floor.opened) == 1


# -- import --------------------------------------------------------------------------------


async def test_a_plan_is_imported_after_a_look_at_it(at_desk, tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    desk = at_desk(write(str(tmp_path / "plan.csv")), keep)
    await import_file(desk)
    assert isinstance(desk.floor.asked[1], ImportPage)
    assert [action.measure for action in desk.document.all(Action)] == ["To spisehold"]
    assert "u: fortryd" in desk.floor.said[-1]


async def test_what_was_looked_at_may_be_left(at_desk, tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    desk = at_desk(write(str(tmp_path / "plan.csv")), LEFT)
    await import_file(desk)
    assert desk.document.all(Action) == ()


async def test_what_cannot_be_read_is_not_looked_at(at_desk, tmp_path):
    desk = at_desk(write(str(tmp_path / "nej.csv")))
    await import_file(desk)
    assert len(desk.floor.asked) == 1


async def test_where_files_are_restricted_others_are_not_read(at_desk, tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    desk = at_desk(write(str(tmp_path / "plan.csv")), restricted=True)
    await import_file(desk)
    assert len(desk.floor.asked) == 1


# -- packs ---------------------------------------------------------------------------------


async def test_a_pack_is_read_and_then_written(at_desk):
    desk = at_desk("noticeboard", None, "md", document=complete("amo"))
    await packs(desk)
    assert isinstance(desk.floor.asked[1], MarkdownPage)
    (written,) = desk.export_folder.iterdir()
    assert written.suffix == ".md"


async def test_a_handover_is_about_somebody(at_desk):
    document = complete("amo")
    person = document.all(Person)[0]
    desk = at_desk("handover", person.id, None, LEFT, document=document)
    await packs(desk)
    assert len(desk.floor.asked) == 4
    assert not desk.export_folder.exists()


@pytest.mark.parametrize(
    ("whom", "there"), [("inspection", False), ("yourselves", True), ("both", True)]
)
async def test_what_is_missing_is_shown_to_those_who_ask_for_it(at_desk, whom, there):
    document = complete("amo")
    document = put(document, document.workplace, plan_place="")
    desk = at_desk("inspection", whom, None, "md", document=document)
    await packs(desk)
    assert isinstance(desk.floor.asked[2], MarkdownPage)
    (written,) = desk.export_folder.iterdir()
    assert ("R17" in written.read_text("utf-8")) is there


@pytest.mark.parametrize("answers", [(LEFT,), ("handover", LEFT), ("inspection", LEFT)])
async def test_leaving_a_question_about_a_pack_shows_none(at_desk, answers):
    desk = at_desk(*answers)
    await packs(desk)
    assert not any(isinstance(dialog, MarkdownPage) for dialog in desk.floor.asked)


async def test_a_guest_is_not_asked_how_to_write_a_pack(at_desk):
    desk = at_desk("noticeboard", None)
    desk.session.only_looks = "You are a guest."
    await packs(desk)
    assert len(desk.floor.asked) == 2


# -- mending and following -----------------------------------------------------------------


async def test_what_is_not_broken_is_said_to_be_as_it_should(at_desk):
    desk = at_desk()
    await mend(desk)
    assert "som det skal være" in desk.floor.said[-1]


@pytest.mark.parametrize("answer", [RESTORE, LEFT])
async def test_a_broken_document_is_mended_when_that_is_chosen(at_desk, answer):
    desk = at_desk(answer)
    path = desk.session.store.path
    await desk.session.run(AddRecord("action", {"measure": "Hegn"}, "h"))
    path.write_text("{", "utf-8")
    await mend(desk)
    assert (path.read_text("utf-8") == "{") is (answer is LEFT)
    assert [action.measure for action in desk.document.all(Action)] == ["Hegn"]


@pytest.mark.parametrize("answers", [(LEAVE,), (RESTORE, False), (RESTORE, True)])
async def test_going_back_from_a_newer_document_asks_first(at_desk, answers):
    desk = at_desk(*answers)
    path = desk.session.store.path
    await desk.session.run(AddRecord("action", {"measure": "Hegn"}, "h"))
    newer = json.loads(path.read_text("utf-8"))
    newer["meta"]["1"]["schema"] = 99
    path.write_text(json.dumps(newer), "utf-8")
    there = path.read_bytes()
    await mend(desk)
    assert (path.read_bytes() == there) is (answers[-1] is not True)
    assert [isinstance(dialog, ConfirmPrompt) for dialog in desk.floor.asked[1:]] == (
        [True] if answers[0] is RESTORE else []
    )


async def test_nobody_can_be_followed_where_nobody_is(at_desk):
    followed = []
    desk = at_desk(follow=followed.append)
    await choose_whom(desk)
    assert followed == [None]
    assert desk.floor.alerts


@pytest.mark.parametrize(("answer", "name"), [("0", "Bent Olsen"), ("-", ""), (LEFT, None)])
async def test_a_colleague_is_followed_or_no_longer(at_desk, answer, name):
    followed = []
    desk = at_desk(answer, follow=followed.append)
    there = Here(desk.session.store.path, "bent", "Bent Olsen", NOON, host="elsewhere")
    there.announce("[]", NOON)
    await choose_whom(desk)
    assert [whom.name if whom else "" for whom in followed] == ([] if name is None else [name])
