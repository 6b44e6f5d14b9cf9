"""The gate for text: what comes through it, how it is found, sorted, cut and merged."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hostile import HOSTILE

from data import text as gates
from data.text import (
    MAX_LENGTH,
    clean,
    clean_line,
    clean_lines,
    fold,
    merge_lines,
    shorten,
    sort_key,
)

ANYTHING = st.one_of(
    st.text(), st.text(st.characters(max_codepoint=0x2100)), st.sampled_from(HOSTILE)
)


def steers(ch: str) -> bool:
    """Whether a character is not for seeing: control, surrogate, line separator, invisible."""
    if ch in "\n\t":
        return False
    visible_marks = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
    if ch in visible_marks or 0x110BD <= ord(ch) <= 0x1343F:
        return False  # Arabic, Kaithi and Egyptian signs that are called format but are drawn
    return unicodedata.category(ch) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_of_all_characters_only_those_for_seeing_come_through():
    for code in range(0x110000):
        once = clean(chr(code))
        assert not any(map(steers, once)), hex(code)
        assert once == chr(code) or clean(once) == once, hex(code)


@given(ANYTHING)
@example("e\u200b\u0301")
@example("\r\u200b\n")
@example("a\u0300" * MAX_LENGTH)
def test_cleaning_is_done_once_and_for_all(text):
    for gate in (clean, clean_line, clean_lines):
        once = gate(text)
        assert gate(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not any(map(steers, once))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Støjskærm i værkstedet", "Støjskærm i værkstedet"),
        ("Pa\u030a", "På"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x1b[31mrød\x1b[0m", "[31mrød[0m"),
        ("St\udcf8j", "Stj"),
        ("\ufeffnavn\u202e!", "navn!"),
        ("👍🏽 ❤️", "👍🏽 ❤️"),
        ("  indrykket\t", "  indrykket\t"),
    ],
)
def test_clean_keeps_what_was_meant(typed, kept):
    assert clean(typed) == unicodedata.normalize("NFC", kept)


def test_one_line_is_one_line():
    assert clean_line("  to \n\t linjer\u00a0og\u2003mere ") == "to linjer og mere"


def test_several_lines_have_no_ragged_ends():
    assert clean_lines("\n\n  et  \n\n to\t\n\n") == "  et\n\n to"


# -- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("STØJ", "stoj"), ("stoj", "stoj"), ("pa\u030a", "pa"), ("Århus", "arhus"),
        ("Aarhus", "arhus"), ("A\u030arhus", "arhus"), ("æble", "aeble"), ("ÆBLE", "aeble"),
        ("café", "cafe"), ("Müller", "myller"), ("Straße", "strasse"), ("IĞDIR", "igdir"),
        ("", ""),
    ],
)  # fmt: skip
def test_search_sees_through_case_accents_and_danish_letters(text, folded):
    assert fold(text) == folded


@given(ANYTHING, ANYTHING, ANYTHING)
def test_what_is_in_a_text_is_found_in_it(before, wanted, after):
    before, wanted, after = clean(before), clean(wanted), clean(after)
    joined = f"{before} {wanted} {after}"
    assert fold(wanted) in fold(joined)
    assert fold(joined.upper()) == fold(joined.upper().lower()) or not joined.isascii()


# -- sorting -------------------------------------------------------------------------------------

IN_ORDER = """\
abe
Abe sprang
Anders
Asger
Bent
Café
cafeteria
Dorthe
Mylius
Müller
mål 2
Ole
Peter
René
Renée
Rikke
Sofie
Xenia
Yrsa
Zacharias
Zola
Zz
Ægir
Ærø
Æsel
Ølgod
Øresund
åben
Aabenraa
Aage
Århus
Aarup
Åse""".splitlines()
"""As a Danish reader looks them up: æ, ø, å last, aa as å, accents and case aside."""


def test_names_are_sorted_as_danes_sort_them():
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "then"),
    [("z", "æ"), ("zå", "æ"), ("æ", "ø"), ("ø", "å"), ("øå", "å"), ("Å", "aab"), ("zz", "ä"),
     ("A\u030a", "åb"), ("æ", "ö"), ("az", "aæ"), ("skov", "skovæble"), ("Bo", "bo")],
)  # fmt: skip
def test_two_words_stand_in_danish_order(first, then):
    assert sort_key(first) < sort_key(then)


@given(st.lists(ANYTHING))
def test_sorting_never_fails_and_tells_different_texts_apart(texts):
    keys = {text: sort_key(text) for text in texts}
    assert len(set(keys.values())) == len(set(texts))


# -- cutting -------------------------------------------------------------------------------------


@given(ANYTHING, st.integers(min_value=0, max_value=80))
def test_a_shortened_text_fits_and_is_one_line(text, width):
    cut = shorten(clean(text), width)
    assert len(cut) <= max(width, 0)
    assert "\n" not in cut


def test_a_cut_is_shown():
    assert shorten("Støjskærm i værkstedet", 10) == "Støjskærm…"
    assert shorten("Støj", 10) == "Støj"
    assert shorten("Støjskærm", 3, "...") == "..."
    assert shorten("Støjskærm", 2, "...") == ".."


# -- merging -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", "b", "c", None),
        ("", "mit", "deres", "deres\nmit"),
        ("", "fælles\nmit", "fælles\nderes", "fælles\nderes\nmit"),
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb", "A\nb", "a\nB", "A\nB"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb\nc", "a\nB\nc", "a\nc", None),
        ("a\nb\nc", "x", "a\nb\nc\nd", "x\nd"),
        ("a", "a\nmit", "a\nderes", "a\nderes\nmit"),
        ("a", "mit\na", "a\nderes", "mit\na\nderes"),
        ("a\nb", "a\nx\nb", "a\nx\nb", "a\nx\nb"),
        ("a\nb", "", "a\nb\nc", "c"),
        ("a\nb\nc", "a\nX\nc", "a\nb\nb2\nc", "a\nX\nb2\nc"),
        ("a\nb\nc", "a\nc", "A\nb\nC", "A\nC"),
    ],
)
def test_two_peoples_changes_of_one_text(base, mine, theirs, merged):
    assert merge_lines(base, mine, theirs) == merged


LINE = st.sampled_from(["støj", "lys", "luft", "", "rengøring"])
TEXT = st.lists(LINE, max_size=6).map("\n".join)


def changes(base, changed):
    """The lines that were added, and those taken away."""
    old, new = base.split("\n"), changed.split("\n")
    added, taken = Counter(), Counter()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            added.update(new[j1:j2])
            taken.update(old[i1:i2])
    return added, taken


@given(TEXT, TEXT, TEXT)
@example("støj\nlys", "lys\nstøj", "lys\nstøj\nlys")
def test_a_merge_loses_no_line_that_only_one_added_and_brings_back_none_that_one_took(
    base, mine, theirs
):
    merged = merge_lines(base, mine, theirs)
    if merged is None:
        assert mine not in (base, theirs)
        assert theirs != base
        return
    was, now = (Counter(text.split("\n")) for text in (base, merged))
    (one, less_by_one), (two, less_by_two) = changes(base, mine), changes(base, theirs)
    for text in (set(one) ^ set(two)) - {""}:
        # Whoever moves a line takes it from one place and adds it at another.
        added, taken = one[text] + two[text], less_by_one[text] + less_by_two[text]
        assert now[text] >= was[text] + added - taken
    assert set(now) <= {*mine.split("\n"), *theirs.split("\n"), ""}


@given(TEXT, TEXT)
def test_a_change_only_one_made_stands(base, changed):
    assert merge_lines(base, changed, base) == changed
    assert merge_lines(base, base, changed) == changed
    assert merge_lines(base, changed, changed) == changed


def test_lines_that_repeat_are_not_compared_each_with_each(monkeypatch):
    compared = []

    class Matcher(difflib.SequenceMatcher):
        def __init__(self, junk, one, two, autojunk):
            compared.append(len(one) + len(two))
            super().__init__(junk, one, two, autojunk)

    monkeypatch.setattr(difflib, "SequenceMatcher", Matcher)
    lines = ["linje"] * 5_000
    mine, theirs = "\n".join([*lines, "min"]), "\n".join(["deres", *lines])
    assert merge_lines("\n".join(lines), mine, theirs) == "\n".join(["deres", *lines, "min"])
    assert sum(compared) == 2


# -- what is plain ---------------------------------------------------------------------------------

PLAIN = "".join(filter(gates._plain().fullmatch, map(chr, range(0x3000))))


def test_what_is_plain_is_clean_and_composed_whatever_stands_beside_what():
    assert len(PLAIN) > 2_000
    assert not gates.forbidden().search(PLAIN)
    assert not any(map(unicodedata.combining, PLAIN))
    for letter in PLAIN:
        beside = letter.join(PLAIN)
        assert unicodedata.normalize("NFC", beside) == beside, hex(ord(letter))


@pytest.mark.parametrize("said", ["Støjskærm …", "▲ H7  „Ålesund“ – 5 €", "æ\tø\nå", "Grøn ██░░"])
def test_of_what_is_plain_no_table_of_letters_is_asked(said, monkeypatch):
    known = clean(said), clean_line(said), sort_key(said)
    sort_key.cache_clear()

    monkeypatch.setattr(gates, "unicodedata", None)
    assert clean(said) == said
    # What is no letter of ours is looked up for its place in the order.
    if said.isascii() or not set(said) - set("æøåÆØÅ").union(map(chr, range(128))):
        assert (clean(said), clean_line(said), sort_key(said)) == known
