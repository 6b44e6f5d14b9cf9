"""Tab: keys and names, the next candidate on every press."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.capture import Name, Vocabulary, complete, read_line

TODAY = date(2026, 10, 7)
NAMES = Vocabulary(
    people=(
        Name("mette", "Mette Holm", ("MH",)),
        Name("per", "Per Hansen"),
        Name("pernille", "Pernille Juul"),
        Name("kjaer", "Mette Kjær Sørensen"),
    ),
    goals=(Name("g1", "Færre støjklager", number=1), Name("g2", "Bedre indeklima", number=2)),
    topics=("støj", "psykisk arbejdsmiljø"),
    categories=("Egen ring",),
)


def tab(text: str, turn: int = 0, language: str = "da") -> str | None:
    """The line after Tab at the cursor, which stands at | or at the end; | marks it after too."""
    before, _bar, after = text.partition("|")
    found = complete(before + after, len(before), NAMES, turn=turn, language=language)
    return None if found is None else f"{found[0][: found[1]]}|{found[0][found[1] :]}"


@pytest.mark.parametrize(
    ("typed", "turn", "completed"),
    [
        ("Lys fri", 0, "Lys frist:|"),
        ("Lys an", 0, "Lys ansvar:|"),
        ("Lys pri", 0, "Lys prioritet:|"),
        ("Lys op|nu", 0, "Lys opfølgning:|nu"),
        ("Lys ansvar:pern", 0, "Lys ansvar:Pernille|"),
        ("Lys ansvar:per", 0, "Lys ansvar:Per|"),
        ("Lys ansvar:me", 0, 'Lys ansvar:"Mette Holm"|'),
        ("Lys ansvar:me", 1, 'Lys ansvar:"Mette Kjær Sørensen"|'),
        ("Lys ansvar:me", 2, 'Lys ansvar:"Mette Holm"|'),
        ("Lys ansvar:me| frist:u43", 1, 'Lys ansvar:"Mette Kjær Sørensen"| frist:u43'),
        ("Lys ansvar:", 1, "Lys ansvar:Per|"),
        ('Lys ansvar:"Mette K', 0, 'Lys ansvar:"Mette Kjær Sørensen"|'),
        ("Lys @pern", 0, "Lys @Pernille|"),
        ("Lys hjælpere:per,pern", 0, "Lys hjælpere:per,Pernille|"),
        ("Lys mål:bed", 0, "Lys mål:2|"),
        ("Lys emne:psy", 0, 'Lys emne:"psykisk arbejdsmiljø"|'),
        ("Lys prio:h", 0, "Lys prio:høj|"),
        ("Lys kilde:ul", 0, "Lys kilde:ulykke|"),
        ("Lys ansvar:per fri", 0, "Lys ansvar:per frist:|"),
        ("A: Runde kat", 0, "A: Runde kategori:|"),
        ("A: Runde kategori:eg", 0, 'A: Runde kategori:"Egen ring"|'),
        ("A: Runde må", 0, "A: Runde måned:|"),
        ("Lys må", 0, "Lys mål:|"),
        ("Lys maa", 0, "Lys mål:|"),
    ],
)
def test_tab(typed: str, turn: int, completed: str) -> None:
    assert tab(typed, turn) == completed


@pytest.mark.parametrize("typed", ["", "Lys ", "Lys xyz", "N: fri", "I: fri", "Lys ansvar:ole"])
def test_nothing_to_complete(typed: str) -> None:
    assert tab(typed) is None


def test_english_keys() -> None:
    assert tab("Lamp du", language="en") == "Lamp due:|"
    assert tab("Lamp priority:h", language="en") == "Lamp priority:high|"


@given(text=st.text(max_size=30), cursor=st.integers(-5, 40), turn=st.integers(0, 9))
def test_tab_never_raises_and_keeps_what_stands_behind_the_cursor(
    text: str, cursor: int, turn: int
) -> None:
    found = complete(text, cursor, NAMES, turn=turn)
    if found is not None:
        completed, at = found
        assert completed[at:] == text[min(max(cursor, 0), len(text)) :]


@given(person=st.sampled_from(NAMES.people), key=st.sampled_from(["ansvar:", "@"]))
def test_a_completed_name_reads_as_that_person(person: Name, key: str) -> None:
    found = complete(f"Lys {key}{person.label}", 4 + len(key) + len(person.label), NAMES)
    assert found is not None
    assert read_line(found[0], NAMES, TODAY).values["owner"] == person.id
