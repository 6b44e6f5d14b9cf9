"""However the program is ended, it leaves in order, keeps what was typed and restores the terminal.

Each signal and each way to lose the terminal, in real pseudo-terminals.
"""

from __future__ import annotations

import signal
import time

import pytest

from data.own.drafts import Drafts


def left_in_order(tmp_path) -> bool:
    return (tmp_path / "unmount").exists() and (tmp_path / "atexit").exists()


def typed_text(tmp_path) -> str | None:
    draft = Drafts(tmp_path / "state", "small").load("area")
    return draft and draft.text


def test_quit_key(small_app, tmp_path):
    terminal = small_app()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.modes_left() == set()
    assert terminal.line_restored()
    assert left_in_order(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal(small_app, tmp_path, number):
    terminal = small_app()
    terminal.press("tab")
    terminal.wait_for("focus area")
    terminal.type("halv sæt")
    terminal.wait_for("halv sæt")
    terminal.kill(number)
    assert terminal.wait_exit() == 128 + number
    assert terminal.modes_left() == set()
    assert terminal.line_restored()
    assert left_in_order(tmp_path)
    assert typed_text(tmp_path) == "halv sæt"


@pytest.mark.parametrize("ignore_hangup", [False, True])
def test_closed_terminal(small_app, tmp_path, ignore_hangup):
    terminal = small_app(ignore_hangup=ignore_hangup)
    terminal.press("tab")
    terminal.wait_for("focus area")
    terminal.type("halv sæt")
    terminal.wait_for("halv sæt")
    terminal.hang_up()
    assert terminal.wait_exit(4) == 128 + signal.SIGHUP
    assert left_in_order(tmp_path)
    assert typed_text(tmp_path) == "halv sæt"


def test_closed_terminal_without_any_signal(small_app, tmp_path):
    """A background job of a shell that is killed gets no SIGHUP: end of input must do."""
    terminal = small_app(own_session=False)
    terminal.hang_up()
    assert terminal.wait_exit(4) == 128 + signal.SIGHUP
    assert left_in_order(tmp_path)


def test_stalled_output_and_sigterm(small_app):
    terminal = small_app()
    terminal.press("f4")
    terminal.wait_gone("Ready")
    terminal.stall()
    terminal.wait_stuck()
    asked = time.monotonic()
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_exit(6) == -signal.SIGALRM
    assert time.monotonic() - asked < 3.6


def test_stop_and_continue_redraws_everything(small_app):
    terminal = small_app()
    before = terminal.text()
    terminal.kill(signal.SIGTSTP)
    terminal.wait_stopped()
    terminal.wait_for(lambda: not terminal.modes_left())
    assert terminal.line_restored()
    terminal.scribble("\x1b[2J\x1b[5;5Hmette@server:~$ fg")
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(lambda: terminal.text() == before)
    terminal.type("abc")
    terminal.wait_for("abc")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.modes_left() == set()


def test_suspend_action_and_a_stray_continue(small_app):
    terminal = small_app()
    terminal.kill(signal.SIGCONT)
    terminal.press("f3")
    terminal.wait_stopped()
    terminal.kill(signal.SIGCONT)
    terminal.type("abc")
    terminal.wait_for("abc")
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM


def test_ctrl_z_is_a_key_like_any_other(small_app):
    terminal = small_app()
    terminal.press("tab", "x", "ctrl+z")
    terminal.wait_gone("x", 2)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_ctrl_l_repairs_the_screen(small_app):
    terminal = small_app()
    before = terminal.text()
    terminal.scribble("\x1b[1;1HBroadcast message from root@server\r\n\n\nnow")
    assert terminal.text() != before
    terminal.press("ctrl+l")
    terminal.wait_for(lambda: terminal.text() == before)


def test_resize_draws_the_new_size(small_app):
    terminal = small_app()
    terminal.resize(50, 14)
    border = 3
    terminal.wait_for(lambda: terminal.screen()[border][49:] == "▎")
