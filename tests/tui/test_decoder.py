"""Bytes from terminals old and new, and pastes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.decoder import LONG_WAIT, SHORT_WAIT, KeyDecoder, PasteFilter

DANISH = "rød grød med fløde, æble og Ålborg – 5 €"


def settle(decoder, pieces):
    """The text when every piece is followed by silence."""
    return "".join(decoder.feed(piece) + decoder.quiet() for piece in pieces)


@given(st.text(), st.integers(1, 5))
def test_utf_8_is_understood_however_it_is_split(text, size):
    decoder = KeyDecoder()
    data = text.encode("utf-8", "ignore")
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert "".join(map(decoder.feed, pieces)) == data.decode()


@pytest.mark.parametrize("size", [1, 2, 100])
def test_windows_1252_is_understood(size):
    data = DANISH.encode("cp1252")
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert settle(KeyDecoder(), pieces) == DANISH


def test_windows_1252_in_one_piece_needs_no_silence():
    decoder = KeyDecoder()
    assert decoder.feed(b"r\xf8d gr\xf8d ") == "rød grød "


@given(st.binary())
def test_nothing_is_refused(data):
    decoder = KeyDecoder()
    assert isinstance(decoder.feed(data) + decoder.quiet(), str)


def test_patience_grows_short_when_the_terminal_is_known_to_be_old():
    decoder = KeyDecoder()
    assert decoder.patience is None
    assert decoder.feed(b"\xe6") == ""
    assert decoder.patience == LONG_WAIT
    assert decoder.quiet() == "æ"
    assert decoder.feed(b"\xe6") == ""
    assert decoder.patience == SHORT_WAIT
    assert decoder.quiet() == "æ"
    assert decoder.patience is None


def test_a_terminal_that_has_spoken_utf_8_is_waited_for():
    decoder = KeyDecoder()
    assert decoder.feed("ø".encode()) == "ø"
    assert decoder.feed(b"\xc3") == ""
    assert decoder.patience is None
    assert decoder.quiet() == ""
    assert decoder.feed(b"\xa6") == "æ"


def test_a_terminal_may_be_set_right_in_mid_session():
    decoder = KeyDecoder()
    assert decoder.feed(b"\xf8") == "ø"
    assert decoder.feed("å".encode()) == "å"
    assert decoder.feed(b"\xc3") + decoder.quiet() == ""


BEGIN, END = "\x1b[200~", "\x1b[201~"


def filtered(text, size):
    paste = PasteFilter()
    return "".join(paste.feed(text[at : at + size]) for at in range(0, len(text), size))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a\x1b[Ab\x1b", "a\x1b[Ab\x1b"),
        (f"{BEGIN}rød\r\n\tgrød{END}x", f"{BEGIN}rød\r\n\tgrød{END}x"),
        (f"{BEGIN}A\x1b[31mB\x00\x07\x9b{END}\x1b[A", f"{BEGIN}A[31mB{END}\x1b[A"),
        (f"{BEGIN}\x1b\x1b[20{END}", f"{BEGIN}[20{END}"),
        (f"{BEGIN}{END}{BEGIN}{BEGIN}{END}\x1b", f"{BEGIN}{END}{BEGIN}[200~{END}\x1b"),
        ("\x1b[20\x1b[200~\x1bx" + END, "\x1b[20" + BEGIN + "x" + END),
    ],
)
def test_pastes_hold_no_keys(typed, expected, size):
    assert filtered(typed, size) == expected


@given(
    st.lists(st.sampled_from([BEGIN, END, "\x1b", "[", "2", "0", "1", "~", "a", "\x9b"])),
    st.integers(1, 9),
)
def test_the_filter_does_not_care_how_the_text_is_split(pieces, size):
    text = "".join(pieces) + END
    assert filtered(text, size) == filtered(text, 10_000)


def test_ten_thousand_pastes_in_one_piece():
    pastes = (BEGIN + "x" + END) * 10_000
    assert filtered(pastes, len(pastes)) == pastes
