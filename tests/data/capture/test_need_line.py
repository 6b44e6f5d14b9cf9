"""Needs typed in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.capture.need_line import NeedLine, read_need
from data.i18n import in_language
from data.model.choices import NeedForm
from data.text import clean_line

K, S, M, T = NeedForm.KNOWLEDGE, NeedForm.SKILL, NeedForm.MANDATE, NeedForm.TIME


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tegn på stress", NeedLine("Tegn på stress", K, 2)),
        ("Tegn på stress 3", NeedLine("Tegn på stress", K, 3)),
        ("f: svær samtale 3", NeedLine("svær samtale", S, 3)),
        ("FÆRDIGHED: svær samtale", NeedLine("svær samtale", S, 2)),
        ("beføjelse:flytte opgaver 1", NeedLine("flytte opgaver", M, 1)),
        ("mandat: flytte opgaver 1", NeedLine("flytte opgaver", M, 1)),
        ("m: flytte opgaver 1", NeedLine("flytte opgaver", M, 1)),
        ("t: en time om ugen 0", NeedLine("en time om ugen", T, 0)),
        ("Husk: tag noter", NeedLine("Husk: tag noter", K, 2)),
        ("f:", NeedLine("f:", K, 2)),
        ("ISO 45001", NeedLine("ISO 45001", K, 2)),
        ("Trin 4", NeedLine("Trin 4", K, 2)),
        ("3", NeedLine("3", K, 2)),
        ("", NeedLine("", K, 2)),
    ],
)
def test_form_first_and_level_last(line, expected):
    with in_language("da"):
        assert read_need(line) == expected


def test_in_english_the_words_are_english():
    with in_language("en"):
        assert read_need("s: the difficult talk 3") == NeedLine("the difficult talk", S, 3)
        assert read_need("skill: x").echo() == "x, skill, level 2"


@given(st.text(max_size=30))
def test_any_line_can_be_read(text):
    read = read_need(text)
    assert 0 <= read.level <= 3
    assert read.title in clean_line(text)
    assert bool(read.title) == bool(clean_line(text))
