"""Keys are called what is printed on a Danish keyboard."""

from __future__ import annotations

import pytest

from data.i18n import in_language
from screens.glyphs import use
from screens.key_names import key_name


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
