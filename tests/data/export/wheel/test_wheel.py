"""The wheel as Markdown: everything once, in its month, and hostile text only text."""

from __future__ import annotations

from datetime import date

import pytest
from markdown_it import MarkdownIt
from support.documents import TODAY, blank, done, sample, vicious
from support.hostile import HOSTILE

from data.edits.records import AddRecord
from data.export.wheel.pages import wheel_markdown
from data.facts.year import year_start
from data.model.choices import Repeat
from data.start.demo import demo_document
from data.views.wheel import wheel_year

START = date(2025, 8, 1)


def told(document, start=START, **facts):
    return wheel_markdown(document, wheel_year(document, start, TODAY), today=TODAY, **facts)


def test_months_in_the_workplaces_order_with_what_is_in_them():
    values = {"title": "Rundering", "day": date(2025, 9, 2), "until": date(2025, 9, 14)}
    values |= {"category": "apv", "owner": "s-p1", "why": "Vi ser det, vi går forbi til hverdag."}
    text = told(done(blank(), AddRecord("activity", values, "a1")))
    assert text.startswith("# Årshjul 2025/26\n")
    assert "| 2/9–14/9 | 36–37 | Rundering | APV | Karen Holm | forsinket |" in text
    assert "## August 2025\n\nIntet." in text
    assert text.index("## August 2025") < text.index("## Juli 2026")
    assert "- Rundering: Vi ser det, vi går forbi til hverdag." in text


def test_each_thing_of_the_year_is_one_row():
    for document in (demo_document("da", TODAY), sample()):
        year = wheel_year(document, year_start(TODAY, 1), TODAY)
        rows = (
            MarkdownIt("commonmark")
            .enable("table")
            .parse(wheel_markdown(document, year, today=TODAY))
        )
        heads = sum(1 for month in year.months if month.entries)
        count = sum(1 for token in rows if token.type == "tr_open")
        assert count - heads == sum(1 for _e in year.entries())


def test_a_full_month_is_named():
    many = [
        AddRecord("activity", {"title": f"Møde {n}", "day": date(2025, 11, n)}, f"m{n}")
        for n in range(1, 9)
    ]
    assert "**Mere end de andre måneder:** november 2025" in told(done(blank(), *many))


def test_it_is_the_same_every_time_and_knows_whose_it_is():
    values = {"title": "Rundering", "day": date(2025, 9, 2), "repeat": Repeat.MONTHLY}
    document = done(blank(), AddRecord("activity", values, "a1"))
    assert told(document) == told(document)
    assert "**Kun det, der er for:** Karen Holm" in told(document, owner="s-p1")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_table(text):
    values = {"title": f"x{text}", "day": date(2025, 9, 2), "why": f"y{text}"}
    document = done(blank(), AddRecord("activity", values, "a1"))
    tokens = MarkdownIt("commonmark").enable("table").parse(told(document))
    assert sum(1 for token in tokens if token.type == "tr_open") == 2
    assert sum(1 for token in tokens if token.type == "td_open") == 6


def test_a_document_full_of_hostile_text():
    document = vicious()
    year = wheel_year(document, START, TODAY)
    assert told(document).count("\n| ") >= sum(1 for _e in year.entries())


def test_what_has_no_day_stands_at_the_end():
    document = done(blank(), AddRecord("activity", {"title": "Runde på pladserne"}))
    text = told(document)
    assert "## Uden dato" in text
    assert "Runde på pladserne" in text.partition("## Uden dato")[2]
