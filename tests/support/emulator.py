"""The terminal's side of a pseudo-terminal: keys, a screen (pyte), modes, answers to queries."""

from __future__ import annotations

import codecs
import re

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f",
    "space": " ", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[2~", "delete": "\x1b[3~",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "f11": "\x1b[23~", "f12": "\x1b[24~",
}  # fmt: skip
"""What an xterm sends; `ctrl+letter`, `alt+letter` and single characters need no entry."""

_CSI = re.compile(r"\x1b\[([<=>?]?)([\d;:]*)([ -/]*)([@-~])")
_STRING = re.compile(r"\x1b[]PX^_].*?(?:\x07|\x1b\\)", re.DOTALL)
_INCOMPLETE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[]PX^_][^\x07\x1b]*\x1b?)?\Z")
# Private modes that must be off when a program has left; cursor and line wrap must be on.
_MODES_OFF = {"1", "9", "47", "1000", "1002", "1003", "1004", "1005", "1006", "1015", "1016",
              "1047", "1049", "2004", "2026", "2048"}  # fmt: skip
_MODES_ON = {"7", "25"}


def key_bytes(key: str) -> bytes:
    """What the terminal sends for a key such as ``f1``, ``ctrl+z``, ``alt+x`` or ``ø``."""
    if key in KEYS:
        return KEYS[key].encode()
    modifier, _plus, letter = key.rpartition("+")
    if modifier == "ctrl" and letter:
        return bytes([ord(letter.upper()) & 0x1F])
    if modifier == "alt" and letter:
        return b"\x1b" + letter.encode()
    if len(key) == 1:
        return key.encode()
    raise KeyError(key)


class Emulator:
    """A modern terminal, as far as full-screen programs can tell."""

    def __init__(self, columns: int, rows: int, charset: str = "utf-8") -> None:
        self.screen = pyte.Screen(columns, rows)
        self.modes: dict[str, bool] = {}
        self._kitty = 0
        self._stream = pyte.Stream(self.screen)
        self._letters = codecs.getincrementaldecoder(charset)("replace")
        self._unparsed = ""
        self._replies: list[str] = []

    def feed(self, data: bytes) -> bytes:
        """Show what the program sent; returns the answers to what it asked."""
        text = self._unparsed + self._letters.decode(data)
        cut = _INCOMPLETE.search(text)
        self._unparsed = text[cut.start() :] if cut else ""
        text = text[: cut.start()] if cut else text
        # pyte shows the inside of what it does not know: give it only what moves or paints text.
        text = _STRING.sub("", text)
        self._stream.feed(_CSI.sub(self._sequence, text))
        replies, self._replies = "".join(self._replies), []
        return replies.encode()

    def _sequence(self, match: re.Match[str]) -> str:
        private, parameters, between, final = match.groups()
        if private == "?" and final in "hl" and not between:
            return self._mode(parameters, on=final == "h", sequence=match[0])
        if final == "u" and private in {">", "<"}:
            self._kitty += 1 if private == ">" else -1
        answer = self._answer(private, parameters, between, final)
        if answer:
            self._replies.append(answer)
        known = not private and not between and final != "t" and ":" not in parameters
        return match[0] if known and not (final in "cn" or (final == "u" and parameters)) else ""

    def _mode(self, parameters: str, *, on: bool, sequence: str) -> str:
        for mode in parameters.split(";"):
            self.modes[mode] = on
        if parameters == "1049":
            return "\x1b[2J\x1b[H"
        return sequence if parameters in {"7", "25"} else ""

    def _answer(self, private: str, parameters: str, between: str, final: str) -> str:
        if final == "c":
            return "\x1b[>41;354;0c" if private == ">" else "\x1b[?62;22c"
        if final == "n" and parameters == "5":
            return "\x1b[0n"
        if final == "n" and parameters == "6":
            return f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R"
        if (between, final) == ("$", "p"):
            # 2: known and off; 0: unknown. Synchronised output is what modern terminals know.
            return f"\x1b[{private}{parameters};{2 if parameters == '2026' else 0}$y"
        if (private, final) == ("?", "u"):
            return "\x1b[?0u"
        return ""

    def paint(self, text: str) -> None:
        """Put text on the screen that does not come from the program."""
        self._stream.feed(text)

    def modes_left(self) -> set[str]:
        """Modes that are not as a program must leave them."""
        left = {f"?{mode}h" for mode, on in self.modes.items() if on and mode in _MODES_OFF}
        left |= {f"?{mode}l" for mode, on in self.modes.items() if not on and mode in _MODES_ON}
        return left | ({"kitty keyboard"} if self._kitty > 0 else set())
