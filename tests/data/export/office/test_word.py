"""The Word document: the words of the Markdown in Word's own shapes, and nothing that acts."""

from __future__ import annotations

import io
import re
from datetime import date
from html.parser import HTMLParser
from time import struct_time
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.documents import TODAY, discussion_of, sample, vicious
from support.examples import examples
from support.hostile import HOSTILE
from support.office import inside, paragraphs, word, words

from data.export.meetings.discussion import discussion_minutes
from data.export.office.word import word_document
from data.export.office.word_table import column_widths
from data.export.pdf.fonts import SEMIBOLD, face
from data.export.text.html import page
from data.export.text.markdown import block, bullet, heading, item, joined, strong, table
from data.i18n import in_language

DAY = date(2026, 11, 24)


def made(markdown, title="Titel", language="da"):
    with in_language(language):
        return word_document(markdown, title, language, today=DAY)


def shown(markdown):
    return list(paragraphs(word(made(markdown))))


class Texts(HTMLParser):
    """The words of a page to print."""

    def __init__(self, markdown):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(page(markdown, "", "da").partition("<body>")[2])
        self.close()

    def handle_starttag(self, tag, _attrs):
        if tag != "wbr":
            self.found.append(" " if tag in {"br", "p", "td", "th", "li"} else "")

    def handle_data(self, data):
        self.found.append(data)

    @property
    def words(self):
        return " ".join("".join(self.found).split())


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_headings_paragraphs_lists_and_tables_are_words_own():
    markdown = joined(
        (
            heading(1, "Plan"), block("Første linje\nanden linje"), heading(2, "Mål"),
            "\n".join([bullet("et punkt\nmed mere\n\nog et afsnit"), "- ydre\n  - indre"]),
            table(["Nr.", "Hvad"], [["H1", "Støjskærm"], ["H2", ""]]), "---", block("Lavet i dag"),
        )
    )  # fmt: skip
    assert [each for each in shown(markdown) if each != ("AMIS cell", "")] == [
        ("Heading 1", "Plan"),
        ("Normal", "Første linje\nanden linje"),
        ("Heading 2", "Mål"),
        ("List Bullet", "et punkt\nmed mere"),
        ("List Continue", "og et afsnit"),
        ("List Bullet", "ydre"),
        ("List Bullet 2", "indre"),
        ("AMIS column", "Nr."),
        ("AMIS column", "Hvad"),
        ("AMIS cell", "H1"),
        ("AMIS cell", "Støjskærm"),
        ("AMIS cell", "H2"),
        ("AMIS rule", ""),
        ("AMIS colophon", "Lavet i dag"),
    ]


def test_boxes_are_ticked_and_what_somebody_typed_is_none():
    told = joined(["\n".join([item("[x] gjort"), item("[ ] ikke"), bullet("[x] nej")])])
    assert shown(told) == [
        ("AMIS tick", "☑\tgjort"),
        ("AMIS tick", "☐\tikke"),
        ("List Bullet", "[x] nej"),
    ]


def test_emphasis_is_kept_and_only_that_is_bold():
    document = word(made(f"{strong('Ansvarlig:')} Mette *måske* fil_navn"))
    runs = [(run.text, run.bold, run.italic) for run in document.paragraphs[0].runs]
    assert runs == [
        ("Ansvarlig:", True, None),
        (" Mette ", None, None),
        ("måske", None, True),
        (" fil_navn", None, None),
    ]


def test_markdown_that_is_not_ours_is_text_too():
    told = shown(
        "1. et\n2. to\n\n> citat\n\n```\nkode <b>\nmere\n```\n\n<script>x</script>\n\n[a](b)"
    )
    assert told == [
        ("List Number", "et"),
        ("List Number", "to"),
        ("Quote", "citat"),
        ("Normal", "kode <b>"),
        ("Normal", "mere"),
        ("Normal", "<script>x</script>"),
        ("Normal", "[a](b)"),
    ]


def test_the_page_is_a4_and_says_where_one_is():
    document = word(made("# Plan", "Handleplan 2026"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Handleplan 2026"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("Side ")
        fields = [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "tag"), [("da", "da-DK"), ("en", "en-GB")])
def test_it_says_what_it_is_in_which_language_and_not_on_which_machine(language, tag):
    contents = made("# Plan", "Handleplan\x1b " + "x" * 300, language)
    document = word(contents)
    told = document.core_properties
    assert told.title.startswith("Handleplan xxx")
    assert len(told.title) == 255
    assert (told.author, told.last_modified_by, told.comments, told.keywords) == (
        "AMIS", "AMIS", "", "",
    )  # fmt: skip
    assert told.language == tag
    assert told.created == told.modified
    assert (told.created.year, told.created.hour) == (2026, 0)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}
    with ZipFile(io.BytesIO(contents)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "vba" in name]


def test_the_same_document_gives_the_same_bytes(monkeypatch):
    first = made("# Plan\n\n- et\n")
    later = struct_time((2031, 1, 1, 12, 0, 0, 2, 1, 0))
    monkeypatch.setattr("time.localtime", lambda *_: later)
    assert made("# Plan\n\n- et\n") == first


def test_tables_keep_their_heading_in_sight_and_fit_between_the_margins():
    document = word(made(table(["Nr.", "Hvad"], [["H1", "x " * 200], ["H2", "u" * 300]])))
    (found,) = document.tables
    first, *others = found._tbl.tr_lst
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert sum(column.width.mm for column in found.columns) == pytest.approx(178, abs=1)


def test_what_announces_stays_with_what_it_announces():
    lines = "\n".join([item("Mette, mødeleder: " + "_" * 30), item("Ida: " + "_" * 30)])
    document = word(made(joined([strong("Besluttet:"), bullet("Vi køber filt"), lines])))
    stays = [bool(p.paragraph_format.keep_with_next) for p in document.paragraphs]
    assert stays == [True, False, True, True]


def test_the_page_lies_across_where_a_table_is_wide_and_only_there():
    wide = table([f"k{n}" for n in range(8)], [["Mål M1: Ro"], ["H1", *["x"] * 7]])
    parts = (heading(1, "Plan"), wide, heading(2, "Resten"), table(["Nr."], [["H1"]]))
    document = word(made(joined(parts)))
    assert [round(s.page_width.mm) for s in document.sections] == [297, 210]
    first, second = document.tables
    assert sum(column.width.mm for column in first.columns) == pytest.approx(265, abs=1)
    assert sum(column.width.mm for column in second.columns) == pytest.approx(178, abs=1)
    title = first.rows[1]
    assert title.cells[0]._tc is title.cells[-1]._tc
    assert title.cells[0].text == "Mål M1: Ro"
    assert document.sections[1].footer.is_linked_to_previous
    assert not document.sections[1].different_first_page_header_footer


def test_a_heading_goes_along_with_the_wide_table_below_its_parts():
    wide = table([f"k{n}" for n in range(9)], [["x"] * 9])
    parts = (heading(1, "Pakke"), heading(2, "F1"), block("Hvorfor"), heading(3, "Medlemmer 1"),
             wide, heading(3, "Resten"), block("op"), heading(2, "Mere"), block("op"))  # fmt: skip
    document = word(made(joined(parts)))
    # Where all above it are without tables, the whole beginning lies across.
    assert [round(s.page_width.mm) for s in document.sections] == [297, 210]


def test_no_word_is_broken_where_there_is_room():
    rows = [["Nr.", "Forebyggelsesniveau", "Arbejdsmiljørepræsentant"], ["H1", "x " * 200, "y"]]
    letters = face(SEMIBOLD)
    for width, words_ in zip(column_widths(rows), zip(*rows, strict=True), strict=True):
        assert width >= max(letters.width(w, 9) for cell in words_ for w in cell.split()) + 3.8


@given(st.lists(st.lists(st.text(max_size=90), min_size=3, max_size=3), min_size=1, max_size=5))
@example([["", "", ""]])
@example([["u" * 500, "v" * 500, "w" * 500]])
def test_columns_fill_the_page_and_none_vanishes(rows):
    widths = column_widths(rows)
    assert sum(widths) == pytest.approx(178)
    assert min(widths) >= 5


def _hostile(*texts):
    markdown = joined(
        part
        for text in texts
        for part in (heading(1, text), block(text), bullet(text), table([text], [[text]]))
    )
    contents = made(markdown, texts[0])
    assert squeezed(words(contents)) == squeezed(Texts(markdown).words)
    assert "<w:hyperlink" not in inside(contents)


def test_hostile_text_is_text():
    _hostile(*HOSTILE)


@pytest.mark.slow
@pytest.mark.parametrize("typed", HOSTILE)
def test_each_hostile_text_is_text_alone(typed):
    _hostile(typed)


@settings(max_examples=examples(10))
@given(st.lists(st.text(max_size=100), min_size=1, max_size=10))
@example(["\ufffe\udcff\x00\x0b", "_x000D_ &#x41; ]]> <w:p>"])
def test_typed_text_is_in_word_what_it_is_on_a_page(typed):
    markdown = joined(part for text in typed for part in (block(text), heading(2, text)))
    assert squeezed(words(made(markdown, typed[0]))) == squeezed(Texts(markdown).words)


@pytest.mark.parametrize("document", [sample, pytest.param(vicious, marks=pytest.mark.slow)])
def test_minutes_say_the_same_in_word(document):
    told = document()
    with in_language("da"):
        markdown = discussion_minutes(told, discussion_of(told), today=TODAY)
    contents = made(markdown, "Referat")
    assert squeezed(words(contents)) == squeezed(Texts(markdown).words)
    assert len(word(contents).tables) == markdown.count("\n|---")
