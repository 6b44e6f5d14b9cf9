"""What people's terminals send arrives as the letters they typed."""

from __future__ import annotations

import time

from support import program
from support.terminals import Terminal


def test_old_letters_arrive_at_once_and_right(small_app):
    """A terminal set to ISO-8859-1 or Windows-1252 sends one byte a letter."""
    terminal = small_app()
    terminal.type("rød grød", "cp1252")
    terminal.wait_for("rød grød")
    # Alone at the end, "æ" looks like the first byte of a longer letter.
    for letter in "æå€ÆØÅ":
        terminal.type(letter, "cp1252")
        terminal.wait_for(f"{letter} ", 2)
    terminal.wait_for("rød grødæå€ÆØÅ")


def test_utf_8_split_over_two_writes(small_app):
    terminal = small_app()
    terminal.type("først ")
    first, second = "ø".encode()[:1], "ø".encode()[1:]
    terminal.send(first)
    # Longer than an old letter is waited for: a slow link may split anywhere.
    terminal.watch(0.2)
    terminal.send(second)
    terminal.wait_for("først ø")


def test_escape_is_a_key_and_a_beginning(small_app):
    terminal = small_app()
    mark = time.monotonic()
    terminal.send(b"\x1b")
    terminal.wait_for("key escape")
    assert time.monotonic() - mark < 1
    terminal.press("f9")
    terminal.wait_for("key f9")


def test_a_paste_can_press_no_keys(small_app):
    """Textual runs what follows an Escape in a paste as key presses; F2 crashes this app."""
    terminal = small_app()
    terminal.press("tab")
    terminal.wait_for("focus area")
    terminal.paste("før\x1bOQ\x1b[12~\x11efter\nlinje to")
    terminal.wait_for("linje to")
    terminal.wait_for("førOQ[12~efter")


def test_nonsense_from_the_terminal_is_survived(small_app):
    terminal = small_app()
    terminal.send(b"\x1b[1114112;2u\x1b[99999999999999999999u\x1b[<0;0;0M\xff\x81\x1b[I")
    terminal.type("levende")
    terminal.wait_for("levende")


def test_a_dialog_comes_back_when_escape_was_the_beginning_of_an_arrow_key(tmp_path):
    """The screen is drawn while the dialog is out of sight, and again with it."""
    document = program.write(tmp_path / "amis.json")
    environment = program.environment(tmp_path, document)
    with Terminal(program.COMMAND, env=environment) as terminal:
        terminal.wait_for(program.FIRST_FRAME)
        terminal.press("4")
        terminal.wait_for("ny handling")
        terminal.press("enter")
        terminal.wait_for("Enter ret")
        terminal.send(b"\x1b")
        terminal.wait_gone("Enter ret")
        terminal.send(b"[B")
        terminal.wait_for("Enter ret")
        terminal.send(b"\x1bq")
        terminal.wait_for(program.FIRST_FRAME)
        assert program.read(document) == program.example()
