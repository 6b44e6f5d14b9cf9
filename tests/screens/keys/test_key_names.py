"""Keys are called what is printed on a Danish keyboard."""

from __future__ import annotations

import re

import pytest
from support import catalogue

from data.i18n import in_language
from screens.drawing.glyphs import use
from screens.keys.names import key_name


@pytest.fixture(autouse=True)
def _restore():
    yield
    use(unicode=True)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("space", "Mellemrum"),
        ("ctrl+l", "Ctrl+L"),
        ("shift+tab", "Shift+Tab"),
        ("ctrl+shift+up", "Ctrl+Shift+↑"),
        ("pagedown", "PgDn"),
        ("home", "Home"),
        ("end", "End"),
        ("f10", "F10"),
        ("f", "f"),
        ("U", "U"),
        ("upper_ø", "Ø"),
        ("å", "å"),
        ("question_mark", "?"),
        ("colon", ":"),
        ("slash", "/"),
        ("minus", "-"),
    ],
)
def test_danish_names(key, name):
    with in_language("da"):
        assert key_name(key) == name


def test_arrows_are_words_where_there_are_no_arrows():
    use(unicode=False)
    with in_language("da"):
        assert [key_name(key) for key in ("up", "left")] == ["Op", "Venstre"]


NAMED = re.compile(r"(?<![\w+])(?:([A-ZÆØÅ]): |([A-HJ-ZÆØÅ]) (?:sætter|skriver|spørger|viser)\b)")
"""A key in a message, such as `u: undo` or `x asks whether`, as a capital."""
CAPITALS = {
    "D": ("delete",),
    "E": ("example", "templates"),
    "P": ("give it one",),
    "I": ("how often",),
    "S": ("stop",),
}
"""What keys with capitals are for, as a message names it."""
IN_FRONT = (
    "Capture:", "amis add", "what it is,",
    "N: note", "n, and F:", "H: action", "M: goal", "B: decision", "F: confidential", "A: wheel",
)  # fmt: skip
"""Messages about letters to be typed, where it makes no difference."""


def test_messages_name_keys_as_they_are_bound_since_a_capital_does_something_else():
    """`U` redoes, `D` deletes: only what is on a capital is named with one."""
    danish = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalogue.load()}
    for key in catalogue.extract():
        ids = (key,) if isinstance(key, str) else key
        if ids[0].startswith(IN_FRONT):
            continue
        texts = danish.get(ids[0], ())
        for text in (*ids, *((texts,) if isinstance(texts, str) else texts)):
            capitals = {one or other for one, other in NAMED.findall(text)}
            assert capitals <= CAPITALS.keys(), text
            for capital in capitals:
                assert any(word in ids[0] for word in CAPITALS[capital]), text
