"""Escape sequences are sequences however late their pieces arrive, and letters are letters."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.emulator import KEYS
from support.examples import examples
from support.slow_line import cuts
from textual.events import Key, Paste

from screens.frame.type_ahead import LoneEscape, SequenceRest
from tui.driver import KeyReader

SEQUENCES = {name: sent for name, sent in KEYS.items() if len(sent) > 1} | {
    "up of a keypad": "\x1bOA",
    "ctrl+right": "\x1b[1;5C",
    "f1 of a console": "\x1b[[A",
    "shift+delete of rxvt": "\x1b[3$",
}
DELAYS = (0.0, 0.04, 0.1, 0.104, 0.106, 0.15, 0.3, 0.6, 0.9)


class Keyboard:
    """A reader, what came out of it, and its clock."""

    def __init__(self):
        self.now, self.said = 0.0, []
        self.reader = KeyReader(self.said.append, clock=lambda: self.now)

    def sends(self, *packets, pause=0.0):
        for number, packet in enumerate(packets):
            self.silence(pause if number else 0.0)
            self.reader.feed(packet.encode())
        return self

    def silence(self, seconds):
        while (patience := self.reader.patience) is not None and patience <= seconds:
            self.now += patience
            seconds -= patience
            self.reader.quiet()
        self.now += seconds
        return self

    @property
    def keys(self):
        """Keys and pastes; an Escape that was taken back is none."""
        keys = []
        for event in self.said:
            if isinstance(event, SequenceRest):
                assert keys.pop() == "escape"
            elif isinstance(event, LoneEscape):
                keys.append("escape")
            elif isinstance(event, Paste):
                keys.append(f"paste {event.text}")
            elif isinstance(event, Key):
                keys.append(event.key)
        return keys


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_cut_escape_sequence_is_that_sequence(name):
    whole = Keyboard().sends(SEQUENCES[name], "x").keys
    assert len(whole) == 2
    for parts, pause in itertools.product(cuts(SEQUENCES[name]), DELAYS):
        keyboard = Keyboard().sends(*parts, pause=pause).silence(0.05).sends("x")
        assert keyboard.keys == whole, (parts, pause)


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_that_arrives_letter_by_letter_is_that_sequence(name):
    whole = Keyboard().sends(SEQUENCES[name], "x").keys
    for pause in DELAYS:
        assert Keyboard().sends(*SEQUENCES[name], "x", pause=pause).keys == whole, pause


@pytest.mark.parametrize("name", SEQUENCES)
def test_text_around_a_cut_sequence_stays_as_it_was_typed(name):
    whole = Keyboard().sends("Støj", SEQUENCES[name], "[DO 3~").keys
    for (begun, rest), pause in itertools.product(cuts(SEQUENCES[name]), DELAYS):
        keyboard = Keyboard().sends(f"Støj{begun}", f"{rest}[DO 3~", pause=pause)
        assert keyboard.keys == whole, (begun, rest, pause)


TYPED = st.sampled_from([*"aøD3[O~;u", "\r", "\t", "\x7f", *SEQUENCES.values()])


@settings(max_examples=examples(400))
@given(
    typed=st.lists(TYPED, min_size=1, max_size=12),
    places=st.lists(st.integers(1, 60), max_size=12),
    pauses=st.lists(st.sampled_from(DELAYS), min_size=1, max_size=8),
)
def test_split_and_merged_packets_give_the_keys_that_were_typed(typed, places, pauses):
    whole = Keyboard()
    for key in typed:
        whole.sends(key)
    sent = "".join(typed)
    ends = sorted({min(place, len(sent)) for place in places} | {len(sent)})
    packets = [sent[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    keyboard = Keyboard()
    for packet, pause in zip(packets, itertools.cycle(pauses), strict=False):
        keyboard.sends(packet).silence(pause)
    assert keyboard.silence(2).keys == whole.silence(2).keys


def test_escape_by_itself_acts_after_a_tenth_of_a_second():
    assert Keyboard().sends("\x1b").silence(0.11).keys == ["escape"]


@pytest.mark.parametrize("letter", ["j", "a", "ø", "P", "]", "D", "3", "\r", "\x7f", "\t", "b"])
def test_escape_and_a_letter_in_one_packet_are_escape_and_the_letter(letter):
    plain = Keyboard().sends(letter).keys
    assert Keyboard().sends(f"\x1b{letter}").keys == ["escape", *plain]


def test_escape_pressed_twice():
    assert Keyboard().sends("\x1b\x1b").silence(0.2).keys == ["escape", "escape"]
    assert Keyboard().sends("\x1b", "\x1b", pause=0.3).silence(0.2).keys == ["escape", "escape"]


@pytest.mark.parametrize("typed", ["aOle", "[x", "Otto", "Ø", "j[D"])
def test_what_is_typed_after_escape_is_text(typed):
    plain = Keyboard().sends(typed).keys
    assert Keyboard().sends("\x1b", typed, pause=0.3).silence(2).keys == ["escape", *plain]


def test_a_bracket_that_nothing_follows_was_typed():
    assert Keyboard().sends("\x1b", "[", pause=0.3).silence(1.2).keys == [
        "escape",
        "left_square_bracket",
    ]


def test_after_a_second_letters_are_letters():
    late = Keyboard().sends("\x1b", "[D", pause=1.3).keys
    assert late == ["escape", "left_square_bracket", "D"]


def test_half_a_sequence_presses_no_key():
    assert Keyboard().sends("\x1b[1;").silence(5).sends("\r").keys == ["enter"]
    assert Keyboard().sends("\x1b[1\x1b[A").keys == ["up"]
    assert Keyboard().sends("\x1b[987654x", "3").keys == ["3"]


@pytest.mark.parametrize("pause", DELAYS)
def test_a_paste_is_one_text_wherever_it_is_cut(pause):
    sent = "\x1b[200~1 støj\r\n2 lys\x1b[201~"
    for parts in cuts(sent):
        assert Keyboard().sends(*parts, pause=pause).keys == ["paste 1 støj\r\n2 lys"], parts


def test_text_and_enter_in_one_packet_are_keys():
    assert Keyboard().sends("ab\r").keys == ["a", "b", "enter"]


def test_answers_of_the_terminal_are_no_keys():
    answers = "\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;4c"
    for parts in cuts("\x1b[?2026;2$y"):
        assert Keyboard().sends(*parts, pause=0.05).keys == [], parts
    assert Keyboard().sends(answers).keys == []
