"""Minutes as rows: readable without Markdown's signs, and text stays text."""

from __future__ import annotations

import pytest
from support.documents import TODAY, discussion_of, sample, vicious

from data.export.meetings.discussion import discussion_minutes
from screens.dialogs.markdown_rows import markdown_rows
from screens.widgets.row_list import Tone


def texts(markdown):
    return [row.text for row in markdown_rows(markdown)]


def test_headings_lists_and_bold():
    rows = markdown_rows("# Top\n\n## Del\n\n**Hvem:** Karen\n\n- en\n  - to\n- tre\n")
    assert [(row.text, row.tone, row.indent) for row in rows if row.text] == [
        ("TOP", Tone.HEAD, 0),
        ("Del", Tone.HEAD, 0),
        ("Hvem: Karen", Tone.PLAIN, 0),
        ("en", Tone.PLAIN, 0),
        ("to", Tone.PLAIN, 2),
        ("tre", Tone.PLAIN, 0),
    ]


def test_a_list_follows_its_announcement_at_once():
    assert texts("**Besluttet:**\n\n- en\n\nNæste\n") == ["Besluttet:", "en", "", "Næste"]


def test_a_table_leads_with_number_and_name():
    table = "| Nr. | Mål | Frist |\n|---|---|---|\n| M1 | Ro | 1.2.2026 |\n| M2 | Lys | – |\n"
    assert texts(table) == ["M1 Ro", "Frist: 1.2.2026", "M2 Lys"]


def test_escapes_are_not_seen_and_nothing_acts():
    assert texts(r"\[b\]x \*y\* [z](http://a)") == ["[b]x *y* [z](http://a)"]


@pytest.mark.parametrize("document", [sample(), vicious()], ids=["sample", "vicious"])
def test_every_row_has_its_own_key(document):
    minutes = discussion_minutes(document, discussion_of(document), today=TODAY)
    rows = markdown_rows(minutes)
    assert len({row.key for row in rows}) == len(rows) > 50
