"""What the program reads off its surroundings."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.own.identity import Identity, identify
from tui.surroundings import Usage, chosen_language, clock, document_path, surroundings


def test_the_document_named_first_then_the_variable_then_the_users_own(tmp_path: Path) -> None:
    environ = {"AMIS_DOCUMENT": "/srv/plan.json", "XDG_DATA_HOME": str(tmp_path)}
    assert document_path(environ, "/tmp/x.json") == Path("/tmp/x.json")
    assert document_path(environ) == Path("/srv/plan.json")
    environ["AMIS_DOCUMENT"] = ""
    assert document_path(environ) == tmp_path / "amis" / "amis.json"
    assert document_path({}, "x.json") == Path.cwd() / "x.json"


def test_the_language() -> None:
    assert chosen_language({}) == "da"
    assert chosen_language({"AMIS_LANGUAGE": "en"}) == "en"
    assert chosen_language({"AMIS_LANGUAGE": "en"}, "da") == "da"
    with pytest.raises(Usage):
        chosen_language({"AMIS_LANGUAGE": "sv"})


def test_the_day() -> None:
    assert clock({"AMIS_TODAY": "2026-03-02"})().date().isoformat() == "2026-03-02"
    assert clock({"AMIS_TODAY": "2026-03-02"})().tzinfo is not None
    assert clock({})().tzinfo is not None
    for wrong in ("2/3", "2026-02-30", "x"):
        with pytest.raises(Usage):
            clock({"AMIS_TODAY": wrong})


def test_the_day_of_the_author_is_the_users() -> None:
    around = surroundings({"AMIS_TODAY": "2026-03-02", "AMIS_USER": "Mette"})
    author = around.author()
    assert author.who == "Mette"
    assert author.day == around.today()
    assert author.at.utcoffset() is not None


def test_the_user() -> None:
    assert identify({"AMIS_USER": " Mette\x1b Holm "}).user == "Mette Holm"
    mine = identify({})
    assert mine.user
    assert isinstance(mine, Identity)


def test_an_account_that_is_not_known_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 987_654_321)
    assert identify({}) == Identity("987654321", "")
