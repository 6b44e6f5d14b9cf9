"""The words of the date line: both languages whole, no word with two meanings."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import data.dates.words
from data.dates.words import UnknownWordError, load_words, split, tokens

CONTENT = Path(data.dates.words.__file__).parents[1] / "content"
LISTS = {"wday": 7, "mname": 12}


def read(language: str) -> dict[str, dict[str, list[str]]]:
    with (CONTENT / language / "dates.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_has_two_meanings(language: str) -> None:
    content = read(language)
    # One role per word, however often folding makes two spellings one.
    roles = {(split(text), role) for role, texts in content["words"].items() for text in texts}
    roles |= {
        (split(text), f"{role} {at}")
        for role, places in content["lists"].items()
        for at, texts in enumerate(places)
        for text in texts
    }
    roles |= {(split(text), "relative") for text in content["relative"]}
    roles |= {(split(text), name) for name, texts in content["feasts"].items() for text in texts}
    twice = [text for text, count in Counter(text for text, _role in roles).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_weekdays_and_months_are_whole(language: str) -> None:
    lists = read(language)["lists"]
    for name, count in LISTS.items():
        assert len(lists[name]) == count


def test_both_languages_know_the_same_feasts() -> None:
    assert read("da")["feasts"].keys() == read("en")["feasts"].keys()


def test_spellings_that_are_one() -> None:
    assert split("Næste LØRDAG") == split("naeste  loerdag") == split("naste lordag")
    assert split("uge 43–45") == split("uge 43-45")
    assert split("15. okt. 2026.") == ("15", ".", "okt", "2026")


def test_an_unknown_word_is_named() -> None:
    with pytest.raises(UnknownWordError, match="snarest"):
        tokens("på fredag eller snarest".replace("eller ", ""), load_words("da"))


def test_fillers_fall_away() -> None:
    roles = [token.role for token in tokens("på fredag den 15. i næste måned", load_words("da"))]
    assert roles == ["wday", "n", "dot", "next", "month"]
