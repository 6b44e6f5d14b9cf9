"""One word for one thing: the glossary is data, and no text that a user sees goes against it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support import catalogue

from data.content import library
from data.content.reader import CONTENT
from data.i18n import LANGUAGES, in_language
from data.model.base import label_of, specs
from data.model.document import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

GLOSSARY: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("glossary.toml").read_text("utf-8")
)
READ_NOT_SHOWN = ("dates.toml",)
"""Words of dates: what may be typed, in every way people say it."""
LONGEST = 25
"""Words in a sentence of the help."""


def strings(value: object) -> Iterator[str]:
    """Every text in what TOML holds; no addresses."""
    if isinstance(value, str) and not value.startswith("https://"):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def texts(language: str) -> Iterator[tuple[str, str]]:
    """What a user can come to see, each with where it is from."""
    for file in sorted((CONTENT / language).glob("*.toml")):
        if file.name not in READ_NOT_SHOWN:
            for text in strings(tomllib.loads(file.read_text("utf-8"))):
                yield file.name, text
    for message in catalogue.load():
        if message.id:
            shown = message.string if language == "da" else message.id
            for text in [shown] if isinstance(shown, str) else shown:
                yield "catalogue", text


def against(language: str, found: list[tuple[str, str]]) -> list[str]:
    """What goes against the glossary: the text, and what is said instead."""
    wrong = []
    for word in GLOSSARY[language]["words"]:
        allowed = {row["text"] for row in word.get("except", ())}
        wrong += [
            f"{place}: {text} -> {word['use']}"
            for place, text in found
            if re.search(word["pattern"], text, re.IGNORECASE) and f"{place}: {text}" not in allowed
        ]
    for sense, phrases in GLOSSARY[language]["phrases"].items():
        wrong += [
            f"{place}: {text} -> corrected ({sense})"
            for place, text in found
            for phrase in phrases
            if phrase.casefold() in text.casefold()
        ]
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_goes_against_the_glossary(language):
    assert against(language, list(texts(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exception_is_a_text_there_is_and_says_why(language):
    there = {f"{place}: {text}" for place, text in texts(language)}
    for word in GLOSSARY[language]["words"]:
        for row in word.get("except", ()):
            assert row["text"] in there
            assert re.search(word["pattern"], row["text"], re.IGNORECASE)
            assert row["why"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Gå en rundering"),
        ("da", "Ulykker og tæt på-hændelser"),
        ("da", "Slagsen „x“ findes ikke"),
        ("da", "giv hvert mål et udfald"),
        ("da", "Effekt bedømt"),
        ("da", "Mærk flere handlinger"),
        ("da", "1 mærket"),
        ("da", "Over for tilsynet viser I aftalen"),
        ("da", "så må der vælges en ny"),
        ("da", "61 dage over"),
        ("da", "Det står ikke, hvornår hun tiltrådte."),
        ("en", "Judge the effect"),
        ("en", "The actions are alive"),
    ],
)
def test_what_was_corrected_is_found_when_it_comes_back(language, text):
    assert against(language, [("somewhere", text)])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Læg mærke til tegnene, og vurdér effekten"),
        ("da", "I viser det ved et tilsyn; Arbejdstilsynet kan spørge."),
        ("en", "Evaluate the effect"),
    ],
)
def test_what_is_right_is_left_alone(language, text):
    assert against(language, [("somewhere", text)]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_help_is_long(language):
    long = [
        sentence
        for part in library.help_texts(language).values()
        for text in part.text
        for sentence in re.split(r"(?<=[.!?])\s+(?=[^a-zæøå0-9])", text)
        if sum(any(map(str.isalnum, word)) for word in sentence.split()) > LONGEST
    ]
    assert long == []


def test_names_of_fields_are_translated_or_said_to_be_the_same():
    same = set()
    for kind in KINDS.values():
        for name in specs(kind):
            with in_language("da"):
                danish = label_of(kind, name)
            with in_language("en"):
                english = label_of(kind, name)
            if danish == english:
                same.add(danish)
    assert sorted(same) == GLOSSARY["same"]
