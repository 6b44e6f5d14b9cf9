"""What could not be saved last time: nothing of it is saved before the user has seen it."""

from __future__ import annotations

import json

import pytest
from support import program
from support.frames import frame

import tui.watch as module
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.model.plan import Action
from data.own.drafts import Drafts
from data.own.unsaved import PLACE, decode_unsaved, encode_unsaved, join_unsaved
from data.store.store import Store
from tui.app import AmisApp
from tui.surroundings import surroundings
from tui.terminal import read_profile


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Opens the program on the example, each time anew."""
    set_language("da")
    monkeypatch.setattr(module, "POLL", 0.01)
    path = program.write(tmp_path / "amis.json")

    def begin(user="Karen", state=tmp_path / "state"):
        store = Store(path)
        store.load()
        environ = program.environment(tmp_path, path) | {"TERM": "xterm-256color"}
        around = surroundings({**environ, "AMIS_USER": user})
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        return AmisApp(profile, store, around, state_folder=state)

    return begin


def leave_unsaved(app, user="Karen"):
    """As a session that was killed while the disk refused two edits."""
    document = app.session.document
    action = document.all(Action)[0]
    waiting = [
        (AddRecord("action", {"measure": "Nye måtter i køkkenet"}, "new1"), "r1"),
        (SetField("action", action.id, "topic", "akustik i hallen"), "r2"),
    ]
    text = encode_unsaved(document, waiting, Author(user, app.session.now()))
    drafts = Drafts(app.surroundings.document.parent / "state", document.meta.document, user=user)
    assert drafts.save(PLACE, text)
    return drafts


async def shown(pilot, text):
    for _turn in range(600):
        if text in " ".join(frame(pilot.app).split()):
            return
        await pilot.pause(0.01)
    pytest.fail(f"{text} is not in\n{frame(pilot.app)}")


def saved(app):
    return any(
        action.measure == "Nye måtter i køkkenet"
        for action in Store(app.surroundings.document).load().all(Action)
    )


async def test_it_is_told_in_words_and_saved_when_the_user_says_so(opened):
    app = opened()
    drafts = leave_unsaved(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "2 ændringer fra dig kunne ikke gemmes sidst:")
        assert "Nye måtter i køkkenet" in frame(app)
        assert "akustik i hallen" in frame(app)
        assert not saved(app), "nothing is saved before it has been seen"
        await pilot.press("1")
        await shown(pilot, "2 ændringer fra sidst er gemt nu.")
        assert saved(app)
    assert drafts.load(PLACE) is None


@pytest.mark.parametrize(("key", "told"), [("1", "er gemt nu."), ("3", "De er opgivet.")])
async def test_what_this_version_cannot_read_is_said_and_stays(opened, key, told):
    app = opened()
    drafts = leave_unsaved(app)
    strange = [{"request": "r9", "name": "x", "edits": [{"kind": "from another version"}]}]
    joined = join_unsaved(drafts.load(PLACE).text, json.dumps(strange))
    assert drafts.save(PLACE, joined)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "2 ændringer fra dig kunne ikke gemmes sidst:")
        await pilot.press(key)
        await shown(pilot, told)
    assert json.loads(drafts.load(PLACE).text) == strange
    again = opened()
    async with again.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "kan ikke læses")


@pytest.mark.parametrize("key", ["enter", "escape", "2"])
async def test_it_is_kept_as_long_as_nobody_decides(opened, key):
    app = opened()
    drafts = leave_unsaved(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "kunne ikke gemmes sidst")
        await pilot.press(key)
        await shown(pilot, "til AMIS åbnes igen")
        # What is made since is saved, and does not take its place.
        await app.session.run(AddRecord("idea", {"text": "En plante"}))
        await pilot.pause(0.1)
    assert len(decode_unsaved(drafts.load(PLACE).text)) == 2
    assert not saved(app)
    again = opened()
    async with again.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "2 ændringer fra dig kunne ikke gemmes sidst:")


async def test_it_can_be_given_up(opened):
    app = opened()
    drafts = leave_unsaved(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "kunne ikke gemmes sidst")
        await pilot.press("3")
        await shown(pilot, "De er opgivet.")
        await pilot.pause(0.1)
    assert drafts.load(PLACE) is None
    assert not saved(app)


async def test_anothers_is_not_taken_up(opened):
    """On an account that several share, by name; on the disk the folder is each user's own."""
    app = opened("Karen")
    drafts = leave_unsaved(app, "Jens")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        assert "kunne ikke gemmes sidst" not in frame(app)
    assert drafts.load(PLACE) is not None
    assert not saved(app)


async def test_why_nothing_can_be_kept_is_said(opened, tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "drafts").symlink_to(tmp_path)
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "Det, du skriver, huskes ikke, før det er gemt.")
