"""The page to print: whole, escaped, nothing on it acts."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.documents import TODAY, discussion_of, sample, vicious
from support.hostile import HOSTILE

from data.export.meetings.discussion import discussion_minutes
from data.export.text.html import page
from data.export.text.markdown import block, heading, joined, table
from data.i18n import in_language

PARSER = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(("link", "image", "autolink", "html_inline", "html_block", "reference"))
)

ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
        "strong",
    ),
    *("em", "table", "thead", "tbody", "tr", "th", "td", "br", "hr", "wbr"),
}


class Seen(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts = [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data):
        self.texts.append(data)


def test_a_whole_page():
    with in_language("da"):
        document = sample()
        told = discussion_minutes(document, discussion_of(document), today=TODAY)
    shown = page(told, "Referat & mål <2026>", "da")
    assert shown.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "<title>Referat &amp; mål &lt;2026&gt;</title>" in shown
    assert '<meta charset="utf-8">' in shown
    assert "@page { size: A4" in shown
    assert "table-header-group" in shown
    seen = Seen(shown)
    assert seen.tags.count("table") == 2
    assert set(seen.tags) <= ALLOWED
    assert "Mindre støj ved måltiderne" in seen.texts


@pytest.mark.parametrize(("asked", "given_"), [("en", "en"), ("da", "da"), ('x" y="', "da")])
def test_language(asked, given_):
    assert f'<html lang="{given_}">' in page("", "", asked)


def test_hostile_document():
    document = vicious()
    with in_language("da"):
        told = discussion_minutes(document, discussion_of(document), today=TODAY)
    seen = Seen(page(told, HOSTILE[7], "da"))
    assert set(seen.tags) <= ALLOWED
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "name"}
    assert "<script>alert(1)</script>" in " ".join(seen.texts)


@pytest.mark.parametrize(
    "markdown",
    [
        "[her](https://ond.dk) ![x](data:image/png;base64,x)",
        "<https://ond.dk> <script>x</script>",
        "<div onclick=x>\nblok\n</div>",
        "[a]\n\n[a]: javascript:alert(1)",
    ],
)
def test_even_markdown_that_slipped_in_makes_no_links(markdown):
    body = page(markdown, "", "da").partition("<body>")[2]
    assert set(Seen(body).tags) <= {"p", "wbr"}


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_typed_text_makes_no_tags(text):
    body = page(joined((heading(1, text), block(text), table([text], [[text]]))), text, "da")
    seen = Seen(body)
    assert set(seen.tags) <= ALLOWED
    assert not seen.attributes & {"href", "src", "style", "onclick"}


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_places_to_break_at_change_no_text(text):
    markdown = joined((heading(1, text), block(text), table([text], [[text]])))
    body = page(markdown, "", "da").partition("<body>")[2].rpartition("</body>")[0]
    plain = PARSER.render(markdown)
    assert "".join(Seen(body).texts).strip() == "".join(Seen(plain).texts).strip()


def test_days_and_words_stay_whole_and_endless_ones_may_break():
    shown = page(
        table(["Dag"], [["24.11.2026"], ["arbejdsmiljøorganisationens"], ["u" * 40]]), "", ""
    )
    assert "<td>24.11.2026</td>" in shown
    assert "<td>arbejdsmiljøorganisationens</td>" in shown
    assert f"<td>{'u' * 16}<wbr>{'u' * 16}<wbr>{'u' * 8}</td>" in shown
