"""A run of the checklist on paper: golden files to read; nothing a user types breaks it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from support.checklist import FIRST, LIST, gone_through, stuck, with_step
from support.hostile import HOSTILE

from data.content.library import checklist
from data.export.checklist.pages import checklist_report
from data.i18n import in_language
from data.model.checklist import ChecklistRun

GOLDEN = Path(__file__).parents[1] / "golden"
REWRITE = "AMIS_REWRITE_GOLDEN"
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LATER = FIRST + timedelta(43)


def twice():
    """An action gone through twice, with a note and a next step."""
    document = gone_through(stuck(due=FIRST), "pmpppdppppp", remarks={1: "Ingen timer i oktober"})
    document = with_step(document, due=FIRST + timedelta(14))
    return gone_through(document, "pdppmpppiip", "r2", LATER)


def report(document, language="da", identity="r2"):
    run = document.get(ChecklistRun, identity)
    with in_language(language):
        return checklist_report(document, run, checklist(language), today=LATER)


@pytest.mark.parametrize("language", ["da", "en"])
def test_reads_as_before(language):
    told = report(twice(), language)
    golden = GOLDEN / f"checklist.{language}.md"
    if REWRITE in os.environ:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_it_says_what_it_is_and_where_it_comes_from():
    told = report(twice())
    assert LIST.label in told
    assert all(source.name in told for source in LIST.sources)


def test_the_first_run_compares_with_nothing():
    told = report(twice(), identity="r1")
    assert "Siden sidste gennemgang" not in told
    assert "Skriv timerne i vagtplanen" in told
    assert "Ingen timer i oktober" in told


def test_nothing_missing_says_so():
    assert "Der mangler ikke noget." in report(gone_through(stuck(), "p" * 11), identity="r1")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_breaks_it(text):
    clean = twice()
    plain = PARSER.parse(report(clean, identity="r1"))
    document = gone_through(stuck(due=FIRST, measure=text), "pmpppdppppp", remarks={1: text})
    document = with_step(document, due=FIRST + timedelta(14), measure=text)
    hostile = PARSER.parse(report(document, identity="r1"))
    kinds = [token.type for token in plain if token.level == 0]
    assert [token.type for token in hostile if token.level == 0] == kinds
    inside = [child.type for token in hostile for child in token.children or ()]
    assert not {"html_inline", "image", "link_open", "code_inline"} & set(inside)
