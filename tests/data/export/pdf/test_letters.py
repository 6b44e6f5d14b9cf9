"""Letters as they are printed: as typed where the font has them, one sign for each it lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.export.pdf.fonts import BOLD, REGULAR, SEMIBOLD, face, has_all
from data.export.pdf.letters import SIGN, for_print, letters_told, missing_letters
from data.export.pdf.setting import BREAK, breakable
from data.i18n import in_language


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ærø, Åse og Øjvind", "Ærø, Åse og Øjvind"),
        ("Łódź, Čapek, İzmir, Ðuro, Straße", "Łódź, Čapek, İzmir, Ðuro, Straße"),
        ("Nguyễn Phương", "Nguyễn Phương"),
        ("Ștefan Țepeș, Əli", "Ștefan Țepeș, Əli"),
        ("Έλλη Юлия", "Έλλη Юлия"),
        ("e\u0301", "é"),
        ("tal\u2011og\u00a0ord", "tal-og\u00a0ord"),
        ("Ａ１", "A1"),
        ("👍", SIGN),
        ("👍🏽", SIGN),
        ("🇩🇰", SIGN),
        ("❤️!", f"{SIGN}!"),
        ("漢字", SIGN * 2),
        ("سلام", SIGN * 4),
        ("a\tb\x07c", "a bc"),
    ],
)  # fmt: skip
def test_what_is_printed(typed, printed):
    assert for_print(typed) == printed


@given(st.text(max_size=60))
def test_all_that_is_printed_is_in_the_font(text):
    printed = for_print(text)
    assert all(letter == "\n" or has_all(letter) for letter in printed)
    assert for_print(printed) == printed
    assert text.isascii() or printed.count("\n") <= len(text)


def test_what_is_missing_is_counted_and_named_once():
    missing = missing_letters(["👍 tak", "ja 👍", "漢"])
    assert missing == {"👍": 2, "漢": 1}
    with in_language("en"):
        assert letters_told(missing) == (
            "3 letters are not in the printed font and stand as ◊: 👍 漢"
        )
    assert letters_told({}) == ""


def test_widths_and_outlines_are_the_fonts():
    letters = face(REGULAR)
    assert letters.width("Årshjul", 10) == pytest.approx(10.2306, abs=0.001)
    assert letters.width("Årshjul", 20) == pytest.approx(2 * letters.width("Årshjul", 10))
    assert face(BOLD).width("m", 10) > face(SEMIBOLD).width("m", 10) > letters.width("m", 10)
    assert letters.outline(" ") == ""
    assert letters.outline("o").count("M") == 2
    assert letters.outline("å").count("M") == 4


def test_only_words_without_an_end_may_break_anywhere():
    for whole in ("arbejdsmiljøorganisationsloven", "støjdæmpning", "a" * 5):
        if len(whole) < 30:
            assert breakable(whole) == whole
    endless = breakable(f"før {'x' * 10_000} efter")
    assert endless.replace(BREAK, "") == f"før {'x' * 10_000} efter"
    assert max(map(len, endless.split(BREAK))) < 20
