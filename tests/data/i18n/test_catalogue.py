"""The catalogues: every text has a Danish one, nothing stale, and no Danish in the code."""

from __future__ import annotations

import ast
import gettext
import io
import re
from typing import TYPE_CHECKING

from support import catalogue

from data.i18n import _, in_language, ngettext

if TYPE_CHECKING:
    from pathlib import Path

PLACES = re.compile(r"\{[^{}]*\}")
DANISH = re.compile("[æøåÆØÅ]")
DANISH_WORD = re.compile(r"[^\W\d_][æøåÆØÅ]|[æøåÆØÅ][^\W\d_]")
ALLOWED = ("data/text.py", "data/dates/", "data/capture/")
"""The alphabet itself, and the words people type in dates and on the capture line."""


def strings(message):
    found = message.string if isinstance(message.string, tuple) else (message.string,)
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    return tuple(ids), found


def test_every_text_has_a_danish_one():
    assert catalogue.missing() == []


def test_no_translation_is_left_over():
    assert catalogue.unused() == []


def test_the_compiled_catalogue_is_that_of_the_source():
    kept = gettext.GNUTranslations(io.BytesIO(catalogue.MO.read_bytes()))
    fresh = gettext.GNUTranslations(io.BytesIO(catalogue.compiled(catalogue.load())))
    # Their headers name the Babel that wrote them.
    for texts in (kept._catalog, fresh._catalog):
        del texts[""]
    assert kept._catalog == fresh._catalog


def test_both_languages_leave_the_same_places_open():
    for message in catalogue.load():
        if not message.id:
            continue
        ids, found = strings(message)
        wanted = set(PLACES.findall(ids[-1]))
        assert set(PLACES.findall(found[-1])) == wanted, ids
        # One of something may be said without its number.
        assert wanted - {"{count}", "{n}"} <= set(PLACES.findall(found[0])) <= wanted, ids


def test_blanks_and_line_ends_at_the_edges_are_the_same():
    edges = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)
    for message in catalogue.load():
        ids, found = strings(message)
        if message.id:
            for text in found:
                assert edges.match(text).groups() == edges.match(ids[-1]).groups(), ids


def test_message_ids_are_english():
    danish = [key for key in catalogue.extract() if DANISH.search("".join(key))]
    assert danish == []


def sources():
    for package in ("data", "screens", "tui"):
        for path in sorted((catalogue.ROOT / package).rglob("*.py")):
            yield path.relative_to(catalogue.ROOT)


def texts(path: Path):
    """The strings of a module that are no docstrings."""
    tree = ast.parse((catalogue.ROOT / path).read_bytes())
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_no_danish_in_the_code():
    """A letter by itself is a key; words are for catalogues and content."""
    found = [
        (f"{path}:{line}", text)
        for path in sources()
        if not str(path).startswith(ALLOWED)
        for line, text in texts(path)
        if DANISH_WORD.search(text)
    ]
    assert found == []


def test_danish_quotes_in_one_way():
    for message in catalogue.load():
        for text in strings(message)[1]:
            assert "”" not in text, message.id
            assert text.count("“") == text.count("„"), message.id


def test_every_text_is_read_as_gettext_reads_it():
    known = gettext.translation("amis", catalogue.MO.parents[2], languages=["da"])
    with in_language("da"):
        for message in catalogue.load():
            (singular, *plural), _texts = strings(message)
            if not singular:
                continue
            assert _(singular) == known.gettext(singular)
            for count in (0, 1, 2, 21) if plural else ():
                assert ngettext(singular, *plural, count) == known.ngettext(
                    singular, *plural, count
                )
