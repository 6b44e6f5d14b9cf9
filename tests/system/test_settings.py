"""A user's own settings in a real terminal: chosen once, there the next time; read aloud."""

from __future__ import annotations

import json
import re

LINES = set("─│┌┐└┘├┤┬┴┼▔▁█░▲•·…›")


def test_what_is_chosen_in_the_palette_is_there_the_next_time(start, tmp_path):
    window = start()
    window.press(":")
    window.wait_for("Søg")
    window.type("sprog")
    window.wait_for("Skærmens sprog")
    window.press("enter")
    window.wait_for("1  dansk")
    window.press("2")
    window.wait_for("Kept for next time.")
    window.press("4")
    window.wait_for("What we do")
    window.press("q", "q")
    assert window.wait_exit() == 0
    file = tmp_path / ".config" / "amis" / "settings.json"
    assert json.loads(file.read_text()) == {"language": "en"}
    again = start(wait_for="1 Home")
    again.press("q")
    assert again.wait_exit() == 0


def test_read_aloud_no_signs_are_drawn_and_the_cursor_is_shown_where_one_is(start):
    window = start("--linear")
    assert b"\x1b[?25h" in window.sent()
    assert not LINES & set(window.text())
    mark = window.mark()
    window.press("j")
    window.quiet()
    # The third line of the screen: the second of the list.
    moved = re.findall(rb"\x1b\[(\d*)(?:;(\d+))?H", window.sent(mark))
    assert moved[-1] in {(b"3", b""), (b"3", b"1")}
    window.press("3")
    window.wait_for("november 2026")
    assert not LINES & set(window.text())
    window.press("q", "q")
    assert window.wait_exit() == 0
