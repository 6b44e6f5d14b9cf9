"""The user's folders follow XDG, and nothing else than the environment."""

from pathlib import Path

import pytest

from data.own.places import config_folder, data_folder, state_folder

CASES = [
    (data_folder, "XDG_DATA_HOME", ".local/share/amis"),
    (state_folder, "XDG_STATE_HOME", ".local/state/amis"),
    (config_folder, "XDG_CONFIG_HOME", ".config/amis"),
]


@pytest.mark.parametrize(("folder", "name", "fallback"), CASES)
def test_named_folder_wins_only_when_absolute(folder, name, fallback):
    home = {"HOME": "/home/mette"}
    assert folder(home | {name: "/srv/x"}) == Path("/srv/x/amis")
    for ignored in ("", "relative/path"):
        assert folder(home | {name: ignored}) == Path("/home/mette") / fallback


@pytest.mark.parametrize(("folder", "name", "fallback"), CASES)
def test_home_argument_wins_over_the_environment(folder, name, fallback):
    assert folder({"HOME": "/a"}, Path("/b")) == Path("/b") / fallback


def test_without_home_the_user_database_answers():
    assert state_folder({}).is_absolute()
