"""A crash shows and keeps nobody's words."""

from __future__ import annotations

import stat

from data.own.drafts import Drafts


def test_crash_on_the_terminal_and_on_the_disk(small_app, tmp_path):
    terminal = small_app()
    terminal.press("tab")
    terminal.wait_for("focus area")
    terminal.type("halv sæt")
    terminal.wait_for("halv sæt")
    terminal.press("f2")
    assert terminal.wait_exit() == 1
    assert b"CONFIDENTIAL" not in terminal.sent()
    assert b"Traceback" not in terminal.sent()
    assert terminal.modes_left() == set()
    assert terminal.line_restored()

    (report,) = tmp_path.glob("state/crash-*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text(encoding="utf-8")
    assert "CONFIDENTIAL" not in text
    assert "halv" not in text
    assert str(tmp_path) not in text
    assert "builtins.ValueError" in text
    assert "amis 1.2.3" in text
    assert "textual 8.2.8" in text
    assert "action_crash" in text

    # The path is longer than the line.
    shown = terminal.text().replace("\n", "")
    assert report.name in shown
    assert "kladde" in shown
    assert Drafts(tmp_path / "state", "small").load("area").text == "halv sæt"


def test_an_error_nobody_waited_for_is_reported_without_its_words(small_app, tmp_path):
    terminal = small_app()
    terminal.press("f5")
    terminal.wait_for("stray done")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert b"CONFIDENTIAL" not in terminal.sent()
    (report,) = tmp_path.glob("state/crash-*.txt")
    assert "CONFIDENTIAL" not in report.read_text(encoding="utf-8")


def test_crash_without_a_state_folder_still_leaves_in_order(small_app, tmp_path):
    terminal = small_app()
    (tmp_path / "state").touch()
    terminal.press("f2")
    assert terminal.wait_exit() == 1
    assert b"CONFIDENTIAL" not in terminal.sent()
    assert terminal.modes_left() == set()
    assert "AMIS" in terminal.text()


def test_an_error_while_leaving_is_reported_without_its_words(small_app, tmp_path):
    terminal = small_app()
    terminal.press("f6")
    assert terminal.wait_exit() == 1
    assert b"CONFIDENTIAL" not in terminal.sent()
    assert b"Traceback" not in terminal.sent()
    assert terminal.modes_left() == set()
    assert len(list(tmp_path.glob("state/crash-*.txt"))) == 1
