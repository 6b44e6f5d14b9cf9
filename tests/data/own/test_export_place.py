"""The folder that is proposed for what one writes."""

from __future__ import annotations

import pytest

from data.own.export_place import ExportPlace
from data.own.habits import Habits


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    (home / "Dokumenter").mkdir(parents=True)
    return home


@pytest.fixture
def present(tmp_path):
    present = tmp_path / "work"
    present.mkdir()
    return present


def place(home, present=None):
    return ExportPlace({"HOME": str(home)}, present)


def test_the_documents_of_the_user_come_first(home, present):
    assert place(home, present).folder == home / "Dokumenter"


def test_without_them_the_present_folder_is_proposed_unless_it_is_hidden(home, present):
    (home / "Dokumenter").rmdir()
    assert place(home, present).folder == present
    hidden = present / ".skjult" / "data"
    hidden.mkdir(parents=True)
    assert place(home, hidden).folder == home
    assert place(home).folder == home


def test_what_the_desktop_calls_its_documents_counts(home):
    (home / ".config").mkdir()
    says = 'XDG_DESKTOP_DIR="$HOME/Skrivebord"\nXDG_DOCUMENTS_DIR="$HOME/Mine papirer"\n'
    (home / ".config" / "user-dirs.dirs").write_text(says)
    assert place(home).folder == home / "Dokumenter"
    (home / "Mine papirer").mkdir()
    assert place(home).folder == home / "Mine papirer"


def test_the_folder_used_last_is_proposed_next(home, present):
    used = place(home)
    used.use(present)
    assert used.folder == present


def test_it_is_proposed_at_the_next_start_too_while_it_is_there(home, present, tmp_path):
    def start():
        return ExportPlace({"HOME": str(home)}, None, Habits(tmp_path / "state"))

    used = start()
    assert used.folder == home / "Dokumenter"
    used.use(present)
    assert start().folder == present
    present.rmdir()
    assert start().folder == home / "Dokumenter"


def test_the_folder_is_found_again_also_where_its_name_is_no_text(home, tmp_path):
    folder = tmp_path / "m\udcf8de"
    folder.mkdir()
    Habits(tmp_path / "state").wrote_to(str(folder))
    assert ExportPlace({"HOME": str(home)}, None, Habits(tmp_path / "state")).folder == folder


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("~/Dokumenter/a.md", "home/Dokumenter/a.md"),
        ("~", "home/navn.md"),
        ("a.md", "home/Dokumenter/a.md"),
        ("~/ny/a.md ", "home/ny/a.md"),
        ("~/Dokumenter", "home/Dokumenter/navn.md"),
        ("~anden/a.md", "home/Dokumenter/~anden/a.md"),
    ],
)
def test_what_was_typed_is_a_file(home, tmp_path, typed, meant):
    assert place(home).read(typed, "navn.md") == tmp_path / meant


def test_paths_are_shown_as_people_write_them(home, present):
    assert place(home).short(home / "Dokumenter" / "a.md") == "~/Dokumenter/a.md"
    assert place(home).short(present / "a.md") == str(present / "a.md")
