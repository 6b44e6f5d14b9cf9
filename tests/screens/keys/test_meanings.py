"""The table of keys: one meaning for a key, one key for a meaning, in every part."""

from __future__ import annotations

from collections import Counter

import pytest
from support import key_table
from textual.binding import Binding

from data.i18n import in_language
from screens import PARTS
from screens.drawing.glyphs import use
from screens.keys.meanings import ANSWERS, MEANINGS, PARTICULAR, SHARED, meaning_of
from screens.keys.tables import tables
from screens.widgets.row_list import RowList

MOVES = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "shift+tab", "delete", "backspace",
}  # fmt: skip
"""Keys that move: they do what they do everywhere, and have no letter."""


def is_letter(key: str) -> bool:
    function = key[:1] == "f" and key[1:].isdecimal()
    return not (key in MOVES or function or key.startswith("ctrl+"))


def lettered() -> dict[str, list[str]]:
    """The letters of every key of the program, by its id."""
    found = {key.id: key.keys.split(",") for declared in tables().values() for key in declared}
    for binding in Binding.make_bindings(RowList.BINDINGS):
        found.setdefault(binding.id, []).append(binding.key)
    return {
        identity: letters
        for identity, keys in found.items()
        if (letters := [key for key in keys if is_letter(key)])
    }


LETTERED = lettered()


def test_there_is_something_to_look_at():
    assert len(LETTERED) > 120


def test_every_letter_has_its_place_in_the_table():
    """Whoever adds a key says what it means, and finds whether that has a letter already."""
    known = {identity for meaning in MEANINGS for identity in meaning.ids} | ANSWERS
    assert sorted(set(LETTERED) - known) == []
    assert sorted(known - set(LETTERED)) == []


def test_no_key_stands_under_two_meanings():
    ids = Counter(identity for meaning in MEANINGS for identity in meaning.ids)
    assert [identity for identity, count in ids.items() if count > 1] == []
    assert not ANSWERS & set(ids)


def test_no_letter_has_two_meanings():
    letters = Counter(letter for meaning in MEANINGS for letter in meaning.keys)
    assert [letter for letter, count in letters.items() if count > 1] == []


@pytest.mark.parametrize("identity", sorted(set(LETTERED) - ANSWERS))
def test_a_key_has_the_letter_of_its_meaning(identity):
    meaning = meaning_of(identity)
    assert meaning is not None
    assert set(LETTERED[identity]) == set(meaning.keys)


def test_what_parts_have_in_common_is_on_these_letters():
    wanted = {
        "capture": "a", "plan.note": "n", "plan.due": "d", "plan.status": "t", "plan.owner": "o",
        "plan.close": "x", "plan.write": "l", "plan.preset": "f", "plan.view": "v",
        "plan.order": "s", "plan.delete": "D", "plan.edit": "e", "plan.checklist": "c",
    }  # fmt: skip
    assert {name: LETTERED[name][0] for name in wanted} == wanted


def test_every_part_uses_the_shared_letters():
    """A meaning that stands in one part only is no shared one, but for what no other part needs."""
    alone = {
        meaning.keys[0]
        for meaning in SHARED
        if len({identity.partition(".")[0] for identity in meaning.ids}) == 1
    }
    assert alone == {"a"}
    wide = [
        meaning.keys[0]
        for meaning in PARTICULAR
        if len({identity.partition(".")[0] for identity in meaning.ids}) > 3
    ]
    assert wide == []


def test_answers_are_letters_of_a_question():
    """Nothing but what is printed under a question may have another meaning for its letter."""
    places = {
        place for place, declared in tables().items() for key in declared if key.id in ANSWERS
    }
    assert places == {
        "status.action", "checklist.point", "wheel_roll", "confirm", "competence.cells",
    }  # fmt: skip


def test_meanings_are_in_both_languages():
    for language in ("da", "en"):
        with in_language(language):
            from data.i18n import _

            told = [_(meaning.what) for meaning in MEANINGS]
        assert len(set(told)) == len(told)
    with in_language("da"):
        assert not {_(meaning.what) for meaning in MEANINGS} & {m.what for m in MEANINGS}
    assert len(PARTS) == 9
    use(unicode=True)


def test_the_readme_has_the_table():
    """`python tests/support/key_table.py` writes it."""
    text = key_table.README.read_text(encoding="utf-8")
    assert text == key_table.with_table(text)
