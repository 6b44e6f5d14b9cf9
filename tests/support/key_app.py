"""An application without a subject in which keys wait their turn, as they do in the program."""

from __future__ import annotations

from dataclasses import replace

from screens.drawing.glyphs import UNICODE, glyphs
from screens.drawing.linear import linear
from tui.shell import TerminalApp
from tui.terminal import read_profile


class KeyApp(TerminalApp):
    """Shows whatever a test has it show, with the signs that the test has chosen."""

    def __init__(self) -> None:
        environ = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        super().__init__(replace(profile, unicode=glyphs() is UNICODE, linear=linear()))
