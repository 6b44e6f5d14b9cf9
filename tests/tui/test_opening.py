"""A file is opened where there is a screen, and never for those whose files stay where they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tui.opening import opener, opening
from tui.surroundings import Limits, surroundings

if TYPE_CHECKING:
    from pathlib import Path

SCREEN = {"WAYLAND_DISPLAY": "wayland-0"}


@pytest.fixture
def machine(tmp_path: Path):
    """The variables of a machine whose `xdg-open` writes down what it was given."""
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\ntest -e "$1"\n')
    program.chmod(0o755)
    return {"HOME": str(tmp_path), "PATH": str(tmp_path), "AMIS_USER": "karen", **SCREEN}


def test_what_is_opened_is_the_file_whatever_it_is_called(machine, tmp_path):
    file = tmp_path / "-o $(id) plan.pdf"
    file.touch()
    open_file = opener(surroundings(machine), "linux")
    assert open_file is not None
    assert open_file(file)
    assert (tmp_path / "opened").read_text() == str(file)
    assert not open_file(tmp_path / "gone.pdf")


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"])
def test_who_sits_elsewhere_opens_nothing(machine, name):
    assert opening(surroundings(machine | {name: "10.0.0.1 1 10.0.0.2 22"})) is None
    assert opening(surroundings(machine)) is not None


@pytest.mark.parametrize("other", [{"WAYLAND_DISPLAY": ""}, {"PATH": "/nonexistent"}])
def test_no_screen_or_no_program_opens_nothing(machine, other):
    assert opener(surroundings(machine | other), "linux") is None


@pytest.mark.parametrize("limits", [Limits(restricted=True), Limits(read_only=True)])
def test_those_with_limits_open_nothing(machine, limits):
    assert opener(replace(surroundings(machine), limits=limits), "linux") is None


def test_a_mac_needs_no_display(machine, tmp_path):
    (tmp_path / "open").symlink_to(tmp_path / "xdg-open")
    assert opener(surroundings(machine | {"WAYLAND_DISPLAY": ""}), "darwin") is not None
