"""Every paper as a PDF: whole, inside the page, tagged, with its fonts, the same bytes twice."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.documents import blank, done, vicious
from support.hostile import HOSTILE
from support.papers import (
    bookmarks,
    fonts,
    is_archival,
    outside,
    page_texts,
    read,
    squeezed,
    tags,
    words,
)

from data.edits.errors import EditError
from data.edits.records import AddRecord
from data.export.competence.paper import competence_paper
from data.export.forms import Rendered, rendered
from data.export.pdf.blocks import blocks
from data.export.pdf.letters import for_print
from data.export.pdf.paper import Printout, Signature, Signed
from data.export.pdf.setting import pdf
from data.export.text.markdown import block, bullet, heading, joined, table
from data.export.text.parser import make_parser
from data.export.text.parts import bullets, fact, listed
from data.i18n import in_language
from data.model.workplace import Person
from data.start.demo import demo_document
from tui.exports import EXPORTS, Made, Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.export.forms import ExportSource
    from data.model.document import Document

DAY = date(2026, 3, 2)
ON_PAPER = [export.name for export in EXPORTS if "pdf" in export.formats]
WHOM = {"da": "Karsten Bruun", "en": "Karsten Bruun"}


@cache
def example(language: str):
    return demo_document(language, DAY)


@cache
def made(what: str, language: str) -> Made:
    export = next(export for export in EXPORTS if export.name == what)
    whom = WHOM[language] if what == "handover" else ""
    asked = Request(DAY, "pdf", whom=whom, document=Path("/nowhere/amis.json"))
    with in_language(language):
        return export.make(example(language), asked)


@cache
def printed(what: str, language: str) -> Rendered:
    one = made(what, language)
    place = example(language).workplace.name
    return rendered(one.source, "pdf", one.title, language, DAY, place=place)


def said(markdown: str) -> Iterator[str]:
    """Every word in Markdown, as it is printed."""
    for token in make_parser().parse(markdown):
        for child in token.children or ():
            if child.type == "text":
                yield from (squeezed(word).rstrip(":") for word in for_print(child.content).split())


def titled(value) -> Iterator[str]:
    """What things are called, wherever that stands among the facts of a paper."""
    if isinstance(value, list):
        for inner in value:
            yield from titled(inner)
    elif isinstance(value, dict):
        yield from (
            str(value[name])
            for name in ("title", "measure", "problem", "need", "task")
            if name in value
        )
        for inner in value.values():
            yield from titled(inner)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("what", ON_PAPER)
def test_a_paper_is_whole_and_says_all_that_the_text_says(what: str, language: str) -> None:
    contents = printed(what, language).contents
    assert printed(what, language).said == ""
    assert is_archival(contents)
    root = read(contents).trailer["/Root"]
    assert root["/Lang"] == {"da": "da-DK", "en": "en-GB"}[language]
    assert outside(contents) == []
    used = list(fonts(contents))
    assert used
    assert all("SourceSansPro" in name and held for name, held in used)
    parts = tags(contents)
    assert next(parts) == "/Document"
    assert "/H1" in parts
    assert bookmarks(contents)
    texts = page_texts(contents)
    day = {"da": "2. marts 2026", "en": "2 March 2026"}[language]
    for number, text in enumerate(texts, 1):
        if what != "wheel" or number > 1:
            assert squeezed(f"{number}/{len(texts)}") in squeezed(text)
        assert squeezed(day) in squeezed(text)
    missing(made(what, language).source, squeezed("\n".join(texts)))


def missing(source: ExportSource, found: str) -> None:
    assert not isinstance(source, tuple)
    if isinstance(source, Printout):
        titles = list(titled(dict(source.facts)))
        assert len(titles) >= 3
        assert [word for t in titles for word in t.split() if squeezed(word) not in found] == []
        return
    text = source.text if isinstance(source, Signed) else source
    if isinstance(source, Signed):
        # What is signed on is drawn as lines: the test next but one is about them.
        text = re.sub(r"## (Underskrifter|Signatures)\n.*?(?=^---$)", "", text, flags=re.S | re.M)
    assert [word for word in said(text) if word not in found] == []


def test_the_same_bytes_on_the_same_day() -> None:
    one = made("discussion", "da")
    again = rendered(one.source, "pdf", one.title, "da", DAY, place=example("da").workplace.name)
    assert again.contents == printed("discussion", "da").contents
    other = rendered(one.source, "pdf", one.title, "da", date(2026, 3, 3))
    assert other.contents != again.contents


def test_minutes_have_lines_to_sign_on_together_with_the_approval() -> None:
    last = squeezed(page_texts(printed("discussion", "da").contents)[-1])
    for told in (
        "Godkendt af Mette Holm Krogh",
        "Mødeleder, dato og underskrift",
        "Lavet med AMIS",
    ):
        assert squeezed(told) in last


def test_minutes_in_the_inspection_pack_look_like_minutes() -> None:
    second = squeezed(page_texts(printed("inspection", "da").contents)[1])
    assert squeezed("Mål, og sådan ville vi se det") in second, "the goals are one table"
    assert squeezed("Det blev til: M5, M6") in second


def test_what_is_too_long_for_a_page_is_not_kept_on_one_and_lost() -> None:
    words_ = " ".join(f"ord{n}" for n in range(2500))
    written = joined((heading(1, "Referat"), heading(2, "Godkendelse"), block(words_)))
    signed = Signed(written, (Signature("Mette", "Mødeleder"),))
    with in_language("da"):
        contents = rendered(signed, "pdf", "Referat", "da", DAY).contents
    assert outside(contents) == []
    found = words(contents)
    assert [n for n in range(2500) if f"ord{n}" not in found] == []


def test_a_focus_area_with_a_title_longer_than_a_page_is_there_whole() -> None:
    title = " ".join(f"ord{n}" for n in range(1200))
    document = done(blank(), AddRecord("focus_area", {"title": title}, "f1"))
    with in_language("da"):
        contents = pdf(competence_paper(document, DAY), "da", DAY)
    assert outside(contents) == []
    assert "ord1199" in words(contents)


def test_a_list_behind_facts_is_not_taken_for_more_of_them() -> None:
    written = joined((heading(1, "T"), listed([fact("A", "1"), fact("B", "2"), fact("C", "3")]),
                      bullets(["et notat", "et til"])))  # fmt: skip
    kinds = [block["kind"] for block in blocks(written, width=170)]
    assert kinds == ["heading", "facts", "list"]


def test_a_letter_that_slips_through_costs_the_tags_and_never_the_document(monkeypatch) -> None:
    monkeypatch.setattr("data.export.pdf.setting.for_print", str)
    made_ = rendered("# Titel\n\nja 👍\n", "pdf", "Titel", "da", DAY)
    assert made_.contents[:4] == b"%PDF"
    assert "uden" in made_.said or "without tags" in made_.said
    assert "Titel" in words(made_.contents)


def test_contents_only_where_there_are_many_pages() -> None:
    long, short = printed("inspection", "da").contents, printed("discussion", "da").contents
    assert len(page_texts(long)) > 5
    texts = page_texts(long)
    assert "Indhold" in texts[0]
    assert sum(text.count("Indhold") for text in texts) == 1
    assert "Indhold" not in page_texts(short)[0]


ACT = {
    "heading": lambda text: heading(2, text),
    "text": block,
    "point": bullet,
    "fact": lambda text: fact("Navn", text),
    "table": lambda text: table(["Nr.", "Hvad", "Hvem"], [["1", text, "Ida"]]),
}


def _hostile(pieces: Iterable[str]) -> None:
    written = joined((heading(1, "Titel"), *pieces))
    made_ = rendered(written, "pdf", HOSTILE[0], "da", DAY, place=HOSTILE[1])
    assert is_archival(made_.contents)
    assert outside(made_.contents) == []
    found = words(made_.contents)
    assert [word for word in said(written) if word[:30] not in found] == []
    assert "漢" in made_.said


def test_hostile_text_is_text_on_paper() -> None:
    _hostile(act(text) for act, text in zip(cycle(ACT.values()), HOSTILE, strict=False))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ACT)
def test_all_hostile_text_is_text_in_every_place(kind: str) -> None:
    _hostile(map(ACT[kind], HOSTILE))


@pytest.mark.slow
@pytest.mark.parametrize("what", [name for name in ON_PAPER if name != "checklist"])
def test_a_hostile_workplace_has_papers(what: str) -> None:
    _papers_of(vicious(), what)


@pytest.mark.parametrize("what", [name for name in ON_PAPER if name != "checklist"])
def test_an_empty_workplace_has_papers(what: str) -> None:
    _papers_of(blank(), what)


def _papers_of(document: Document, what: str) -> None:
    export = next(export for export in EXPORTS if export.name == what)
    whom = next(iter(document.all(Person)), None)
    asked = Request(DAY, "pdf", whom=whom.id if whom else "", document=Path("/nowhere/a.json"))
    with in_language("da"):
        try:
            one = export.make(document, asked)
        except EditError:
            return  # there is none yet, and that is said
        contents = rendered(one.source, "pdf", one.title, "da", DAY).contents
    assert is_archival(contents)
    assert outside(contents) == []
