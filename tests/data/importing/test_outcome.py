"""What became of a file: every thing that was read has one fate, and the counts add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank

from data.i18n import in_language
from data.importing.outcome import Fate, FileAnswer, FileQuestion, ReadThing, Tally
from data.importing.preview import read_any_file

TODAY = date(2026, 3, 2)


@given(st.lists(st.sampled_from(list(Fate))))
def test_the_parts_make_the_whole(fates):
    tally = Tally.of(ReadThing(str(at), fate) for at, fate in enumerate(fates))
    counts = tally.as_json()
    assert counts.pop("read") == len(fates) == sum(counts.values())
    assert all(counts[fate.value] == fates.count(fate) for fate in Fate)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "3 læst: 1 medtaget, 0 kendt i forvejen, 2 spurgt om, 0 udeladt."),
        ("en", "3 read: 1 taken, 0 known already, 2 asked about, 0 left out."),
    ],
)
def test_the_last_line_says_it(language, said):
    with in_language(language):
        assert Tally(3, 1, 0, 2, 0).sentence() == said


def test_answers_come_in_turn():
    keep, take = FileAnswer("keep", "behold"), FileAnswer("take", "tag")
    question = FileQuestion("H6.due", "Fristen?", (keep, take), "keep")
    assert question.answer == keep
    assert question.following == take
    assert FileQuestion("H6.due", "Fristen?", (keep, take), "take").following == keep
    assert FileQuestion("H6.due", "Fristen?", (keep, take), "gone").answer == keep


MESSY = """Handlingsplan 2026;;
Løsning;Frist;Status
(hvad);(dato);
Filt;1.5.2026;i gang
Filt;1.5.2026;i gang
I alt;;2
"""


def test_every_row_below_the_headings_has_a_fate():
    found = read_any_file(MESSY.encode(), blank(), TODAY, "da")
    assert found.tally == Tally(read=4, taken=1, known=0, asked=0, left_out=3)
    assert list(found.told())[-1].text == found.tally.sentence()
    assert found.as_json()["entries"][1]["fate"] == "taken"
