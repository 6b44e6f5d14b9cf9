"""The command line on a document, wherever it is kept: the same verbs, the same answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command_line import CommandLine
from support.databases import READER
from tinydb import TinyDB

from data.store.places import read_at
from data.store.store import Store


@pytest.fixture
def url(request, place):
    """How the document is named."""
    if isinstance(place, Path):
        return str(place)
    return request.getfixturevalue("postgres").url(place)


@pytest.fixture
def amis(url, tmp_path):
    line = CommandLine(tmp_path)
    line.environ["AMIS_DOCUMENT"] = url
    return line.workshop()


def test_what_is_done_is_told_and_taken_back_by_later_calls(amis):
    assert amis.ok("add", "H: Noise screen owner:Mette").out.strip() == "H1"
    amis.ok("set", "H1", "percent=40")
    assert "40" in amis.ok("show", "H1").out
    said = amis.ok("log", "H1").lines
    assert [line.split("  ")[1] for line in said] == ["Mette", "Mette"]
    amis.ok("undo")
    assert json.loads(amis.ok("show", "H1", "--json").out)["percent"] == 0
    amis.ok("redo")
    assert json.loads(amis.ok("show", "H1", "--json").out)["percent"] == 40
    amis.ok("delete", "H1")
    assert amis("show", "H1").code == 1
    amis.ok("undo")
    assert amis.ok("find", "noise").out
    assert "H1" in amis.ok("list", "actions").out
    assert amis.ok("status").out


def test_edits_sent_by_a_script_are_acknowledged_once_each(amis):
    row = {"id": "r1", "op": "add", "kind": "idea", "values": {"text": "A plant"}}
    assert amis.apply(row, row).code == 0
    assert len(amis.ok("list", "ideas").lines) == 1


def test_a_good_copy_is_kept_listed_and_gone_back_to(amis):
    amis.ok("add", "H: Noise screen")
    kept = amis.ok("backup").out
    assert "number 4" in kept
    amis.ok("set", "H1", "percent=90")
    newest = amis.ok("restore").lines[0].split()[0]
    assert "1 action" in amis.ok("restore").lines[0]
    assert "undo 1 save" in amis.ok("restore", "newest").out
    amis.ok("restore", newest)
    assert json.loads(amis.ok("show", "H1", "--json").out)["percent"] == 0
    amis.ok("undo")
    assert json.loads(amis.ok("show", "H1", "--json").out)["percent"] == 90


def test_a_backup_elsewhere_is_a_document_by_itself_with_its_history(amis, tmp_path, place):
    amis.ok("add", "H: Noise screen")
    (tmp_path / "usb").mkdir()
    amis.ok("backup", str(tmp_path / "usb"))
    (made,) = (tmp_path / "usb").glob("*.json")
    assert read_at(made) == read_at(place)
    with TinyDB(made, access_mode="r", encoding="utf-8") as stock:
        assert stock.table("action").get(doc_id=1)["measure"] == "Noise screen"
    amis.ok("--document", str(made), "undo")
    assert read_at(made).find("H1") is None


def test_the_check_finds_nothing_wrong_but_what_is(amis, place):
    amis.ok("add", "H: Noise screen")
    answer = amis("check")
    assert "can be read: number 4" in answer.out.replace("\n", " ").replace("  ", " ")
    assert "The history goes up to" in answer.out
    if not isinstance(place, Path):
        # The server of the tests syncs nothing, and says so.
        assert "fsync is off" in " ".join(answer.out.split())
        assert "reaches others at once" in answer.out
        assert "You may read and save." in answer.out
        assert answer.out.count("trouble") == 1


def test_a_person_is_erased_everywhere(amis, place):
    amis.ok("set", "P2", "left_on=2026-02-01")
    assert amis("erase", "Jens Østergaard").code == 1
    amis.ok("erase", "Jens Østergaard", "--yes")
    store = Store(place)
    store.load()
    rows = [row | {"id": ""} for row in store.history.rows()]  # the workshop's own, by name
    told = json.dumps(rows, ensure_ascii=False)
    assert "Østergaard" not in told
    assert all(
        "Østergaard".encode() not in store.keeper.copies.data(copy)
        for copy in store.keeper.copies.every()
    )
    assert amis("erase", "Jens Østergaard").code == 1


def test_who_only_looks_changes_nothing(amis, place, url):
    amis.ok("add", "H: Noise screen")
    before = read_at(place)
    if not isinstance(place, Path):
        amis.environ["AMIS_DOCUMENT"] = url.replace("amis_test_writer", READER)
    looking = ("--read-only",)
    assert "H1" in amis.ok(*looking, "list", "actions").out
    assert amis.ok(*looking, "log").out
    assert amis.ok(*looking, "status").out
    assert amis.ok(*looking, "export", "plan").out
    assert amis(*looking, "check").out
    assert amis(*looking, "set", "H1", "percent=1").code == 2
    assert read_at(place) == before


def test_what_is_written_to_a_file_lies_where_it_was_named(amis, tmp_path):
    amis.ok("add", "H: Noise screen")
    amis.ok("export", "plan", "--output", str(tmp_path / "plan.csv"))
    assert "Noise screen" in (tmp_path / "plan.csv").read_text("utf-8-sig")
    assert amis.ok("import", str(tmp_path / "plan.csv"), "--dry-run").out


def test_a_document_is_made_once(amis):
    answer = amis("new", "--name", "Another", "--employees", "5")
    assert answer.code == 3
    assert "is there already" in answer.err


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_a_document_moves_both_ways(amis, place, postgres, in_database, tmp_path):
    amis.ok("add", "H: Noise screen")
    url = postgres.url(in_database("huset"))
    assert "with 4 lines of history" in amis.ok("move", str(place), url).out
    assert amis("list", "actions").code == 3
    amis.environ["AMIS_DOCUMENT"] = url
    amis.ok("undo")
    amis.ok("redo")
    assert "number 6" in amis.ok("database").out
    assert amis("merge", str(tmp_path / "x.json")).code == 2
    profile = amis.ok("server-setup", "--print", "profile").out
    assert f"export AMIS_DOCUMENT='{url}'" in profile
    assert amis("move", url, str(tmp_path / "no" / "where" / "back")).code == 0
    amis.environ["AMIS_DOCUMENT"] = str(tmp_path / "no" / "where" / "back")
    assert "H1" in amis.ok("list", "actions").out


def test_the_tables_are_printed_and_an_address_that_says_too_little_is_refused(tmp_path):
    amis = CommandLine(tmp_path)
    assert "create table amis.record" in amis.ok("database", "--schema").out
    assert amis("database").code == 2
    amis.environ["AMIS_DOCUMENT"] = "postgresql:///amis"
    answer = amis("status")
    assert answer.code == 2
    assert "workplace=NAME" in answer.err


def test_without_the_driver_it_is_said_what_to_install(tmp_path, monkeypatch):
    import sys

    for name in [name for name in sys.modules if name.startswith("data.store.postgres.keeper")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "data.store.postgres.keeper", None)
    amis = CommandLine(tmp_path)
    amis.environ["AMIS_DOCUMENT"] = "postgresql:///amis?workplace=x"
    answer = amis("status")
    assert answer.code == 3
    assert "amis[postgres]" in answer.err
