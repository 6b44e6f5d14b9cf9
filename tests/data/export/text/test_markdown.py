"""Typed text is found again as text, and nothing else is there: parsed back with markdown-it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.catalogue import load
from support.hostile import HOSTILE

from data.export.text import markdown
from data.text import clean_line, clean_lines

PARSERS = [
    MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    for html in (True, False)
]

_PIECES = (
    *("*", "**", "_", "__", "#", "##", "-", "--", "---", "+", "1.", "2)", "`", "```", "~", "~~~"),
    *(
        "<b>",
        "<",
        "</",
        "<!--",
        "&amp;",
        "&amp",
        "&#38",
        ";",
        "\\",
        "|",
        "||",
        "[x]",
        "](",
        "[",
        "]",
    ),
    *(
        "![",
        "http://a.dk",
        "www.",
        "www.at.dk",
        ":",
        "::",
        ":-",
        "=",
        "===",
        "\n",
        "\n\n",
        "\r",
        " ",
    ),
    *("    ", "\t", "a", "bå", "3", ">", "!", "$", "(", ")", "'", '"', "|--|", "[a]: b", "\u00a0"),
    *("é", "²", "_a_", "x_y", "lt", "10-12", "§ 6 d", "\x1b[1m", "\u202e", "\u2028"),
)
typed = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join),
    st.text(max_size=60),
    st.sampled_from(HOSTILE),
)


def shape(text: str, parser: MarkdownIt) -> list[str]:
    """The kinds of all tokens, those inside lines too, in order."""
    found: list[str] = []
    for token in parser.parse(text):
        if token.type == "inline":
            found += [child.type for child in token.children or []]
        else:
            found.append(token.type)
    merged = found[:1]
    merged += [kind for before, kind in pairwise(found) if not before == kind == "text"]
    return merged


def words(text: str, parser: MarkdownIt) -> list[str]:
    """The text of each paragraph, heading or cell, lines apart."""
    return [
        "".join("\n" if child.type == "hardbreak" else child.content for child in token.children)
        for token in parser.parse(text)
        if token.type == "inline"
    ]


def paragraphs(text: str) -> list[str]:
    """What `block` must give back: the lines with single blanks, empty lines apart."""
    lines = [" ".join(line.split()) for line in clean_lines(text).split("\n")]
    return [part for part in "\n".join(lines).strip("\n").split("\n\n") if part.strip("\n")]


def seen(text: str) -> list[str]:
    return [part.strip("\n") for part in paragraphs(text)]


class TestFoundAgain:
    @given(parser=st.sampled_from(PARSERS), text=typed)
    def test_text(self, parser, text):
        line = clean_line(text)
        shown = markdown.text(text)
        assert words(shown, parser) == ([line] if line else [])
        assert shape(shown, parser) == (["paragraph_open", "text", "paragraph_close"] * bool(line))

    @given(parser=st.sampled_from(PARSERS), text=typed)
    def test_inside_and_strong(self, parser, text):
        line = clean_line(text)
        shown = f"Sagt: {markdown.strong(text)} {markdown.inside(text)}".rstrip()
        assert words(shown, parser) == [f"Sagt: {line} {line}".rstrip()]
        strong = ["strong_open", "text", "strong_close"] if line else []
        kinds = [kind for kind in shape(shown, parser) if kind != "text"]
        assert kinds == ["paragraph_open", *strong[::2], "paragraph_close"]

    @given(parser=st.sampled_from(PARSERS), text=typed)
    def test_block(self, parser, text):
        shown = markdown.block(text)
        assert words(shown, parser) == seen(text)
        assert set(shape(shown, parser)) <= {
            "paragraph_open", "paragraph_close", "text", "hardbreak",
        }  # fmt: skip

    @given(parser=st.sampled_from(PARSERS), text=typed, level=st.integers(1, 6))
    def test_heading(self, parser, text, level):
        line = clean_line(text)
        shown = markdown.heading(level, text)
        assert words(shown, parser) == [line]
        expected = ["heading_open", *["text"] * bool(line), "heading_close"]
        assert shape(shown, parser) == expected
        assert parser.parse(shown)[0].tag == f"h{level}"

    @given(
        parser=st.sampled_from(PARSERS),
        texts=st.lists(typed.filter(clean_line), min_size=1, max_size=4),
    )
    def test_bullets(self, parser, texts):
        shown = "\n".join(markdown.bullet(text) for text in texts)
        assert words(shown, parser) == [part for text in texts for part in seen(text)]
        kinds = shape(shown, parser)
        assert kinds.count("list_item_open") == len(texts)
        assert set(kinds) <= {
            "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
            "paragraph_open", "paragraph_close", "text", "hardbreak",
        }  # fmt: skip

    @given(
        parser=st.sampled_from(PARSERS),
        rows=st.lists(st.tuples(typed, typed), max_size=3),
        header=st.tuples(typed, typed),
    )
    def test_table(self, parser, rows, header):
        shown = markdown.table(header, rows)
        cells = words(shown, parser)
        assert len(cells) == 2 * (len(rows) + 1)
        for cell, text in zip(cells, [*header, *(t for row in rows for t in row)], strict=True):
            plain = " ".join(clean_lines(text).split())
            assert cell.replace(";", "").split() == plain.replace(";", "").split()
        assert set(shape(shown, parser)) <= {
            "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
            "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "text",
        }  # fmt: skip

    @given(parser=st.sampled_from(PARSERS), one=typed, two=typed, three=typed)
    def test_pieces_beside_each_other(self, parser, one, two, three):
        pieces = (markdown.heading(2, one), markdown.block(two), markdown.bullet(three), "---")
        shown = markdown.joined((*pieces, markdown.block(one)))
        told = [part for part in words(shown, parser) if part]
        expected = [clean_line(one), *seen(two), *seen(three), *seen(one)]
        assert told == [part for part in expected if part]
        assert shape(shown, parser).count("hr") == 1


@given(text=typed)
def test_escaping_what_was_read_back_gives_the_same(text):
    shown = markdown.text(text)
    read = words(shown, PARSERS[0])
    assert markdown.text(read[0] if read else "") == shown


BARE_LINK = re.compile(r"[A-Za-z]://|(?<![^\W_])www\.")


@given(text=typed)
def test_nothing_is_left_that_readers_make_a_link_of(text):
    assert not BARE_LINK.search(markdown.block(text))
    assert not BARE_LINK.search(markdown.cell(text))


@pytest.mark.parametrize(
    "text",
    [
        "Vi mødes kl. 9.30 (10-12), jf. § 6 d, stk. 1.",
        "A/B-vagter, R&D; filen hedder plan_2026_ny.txt",
        "Fra 6,1 til 5,2 % – ca. 300 kr. + moms!",
        "3 * 4 = 12, a < b og 5 > 3",
        "~10 dage, #3, C:\\mappe",
        "Spørgsmål: hvad nu? \"Ja\" - 'nej'",
        "skriv til amr@skole.dk",
        "86 dB(A)* målt i hal 2",
        "se noten (*)",
        "*NB: husk det",
        "3*4 m",
        "det koster 100$",
        "ca. $100 pr. stk.",
        "plan_ til Bo",
        "tast ` to gange",
        "se [1] og bilag [2]",
        "~10 dage, måske 12~",
        "et [ for meget",
    ],
)
def test_prose_is_left_alone(text):
    assert markdown.text(text) == text
    assert markdown.cell(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. august er for sent", "1\\. august er for sent"),
        ("- et punkt", "\\- et punkt"),
        ("# ikke en overskrift", "\\# ikke en overskrift"),
        ("se https://at.dk", "se https\\://at.dk"),
        ("se www.at.dk", "se www\\.at.dk"),
        ("[kræver svar]", "\\[kræver svar]"),
        ("[ ] ikke gjort", "\\[ ] ikke gjort"),
        ("se [her](x.dk)", "se \\[her](x.dk)"),
        ("se [her][1]", "se \\[her]\\[1]"),
        ("* et punkt", "\\* et punkt"),
        ("*", "\\*"),
        ("*to* og 5$ til 6$", "\\*to\\* og 5\\$ til 6\\$"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
    ],
)
def test_only_what_acts_is_escaped(text, shown):
    assert markdown.text(text) == shown


def test_a_sign_finds_no_mate_in_another_line_of_the_paragraph():
    assert markdown.block("et*\nto *x") == "et\\*  \nto \\*x"
    assert markdown.block("et*\n\nto *x") == "et*\n\nto *x"


@given(text=typed)
def test_italics_hold_any_text(text):
    line, shown = clean_line(text), markdown.emphasised(text)
    assert words(shown, PARSERS[0]) == ([line] if line else [])


def test_nothing_that_would_make_a_link_follows_a_text():
    """A text may end with a bracket: no sentence of ours goes on with what makes a link of it."""
    for message in load():
        assert not re.search(r"[}][(\[]", f"{message.id} {message.string}"), message.id


def test_lines_stay_lines():
    assert markdown.block("  et\nto\n\n\n tre") == "et  \nto\n\ntre"
    assert markdown.bullet("et\nto\n\ntre") == "- et  \n  to\n\n  tre"
    assert markdown.cell("Et.\nto\ntre | fire") == "Et. to; tre \\| fire"


def test_a_very_long_text():
    assert len(markdown.block("*_[`~<&" * 14_000)) > 100_000
