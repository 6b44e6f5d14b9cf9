"""The language in use: of the process, of the moment, of a thread."""

from __future__ import annotations

import io
import threading
import tracemalloc

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from data import i18n
from data.i18n import N_, Catalogue, _, in_language, language, ngettext, set_language


@pytest.fixture(autouse=True)
def danish():
    before = language()
    set_language("da")
    yield
    set_language(before)


def test_danish_is_the_default_and_english_is_the_message_itself():
    assert i18n.DEFAULT_LANGUAGE == "da"
    assert _(N_("Action")) == "Handling"
    set_language("en")
    assert _("Action") == "Action"


@pytest.mark.parametrize("unknown", ["", "de", "DA", "../da"])
def test_an_unknown_language_is_the_default(unknown):
    set_language("en")
    set_language(unknown)
    assert language() == "da"
    with in_language(unknown):
        assert language() == "da"


def test_another_language_holds_for_the_block_and_inside_it_another():
    with in_language("en"):
        assert _("Action") == "Action"
        with in_language("da"):
            assert _("Action") == "Handling"
        assert language() == "en"
    assert language() == "da"


def test_the_language_comes_back_after_an_error():
    with pytest.raises(ValueError, match="x"), in_language("en"):
        raise ValueError("x")
    assert language() == "da"


def test_a_block_in_one_thread_does_not_reach_another():
    seen = []
    with in_language("en"):
        thread = threading.Thread(target=lambda: seen.append(language()))
        thread.start()
        thread.join()
    assert seen == ["da"]


def test_nothing_is_translated_to_nothing():
    assert _("") == ""


def test_counts_take_the_right_form():
    for code, one, many in (("en", "1 change", "3 changes"), ("da", "1 ændring", "3 ændringer")):
        with in_language(code):
            for count, said in ((1, one), (3, many), (0, many.replace("3", "0"))):
                assert (
                    ngettext("{count} change", "{count} changes", count).format(count=count) == said
                )


def test_a_message_nobody_translated_is_shown_as_it_is():
    assert _("No such message in any catalogue") == "No such message in any catalogue"


# -- catalogues ------------------------------------------------------------------------------------

PLURAL = {"id": ("{n} day", "{n} days"), "string": ("{n} dag", "{n} dage")}
WORDS = ["Open", "Open it", "Open it?", "Open\nit", "Ålesund", "a", "aa", "{n} da", "{n} day!", "z"]


def made(*words, plural=True):
    fresh = Catalog(locale="da")
    for word in words:
        fresh.add(word, f"»{word}« å")
    if plural:
        fresh.add(**PLURAL)
    out = io.BytesIO()
    write_mo(out, fresh)
    return out.getvalue()


@pytest.mark.parametrize("count", range(len(WORDS) + 1))
def test_texts_are_found_wherever_they_lie_and_nothing_else(count):
    found = Catalogue(made(*WORDS[:count], plural=bool(count % 2)))
    for word in WORDS:
        assert found.text(word) == (f"»{word}« å" if word in WORDS[:count] else word)
    assert found.text("{n} day") == ("{n} dag" if count % 2 else "{n} day")
    assert found.plural("{n} day", "{n} days") == ("{n} dage" if count % 2 else "{n} days")
    assert found.plural("Open", "Opens") == "Opens"
    for other in ("Ope", "Open ", "{n} d", "{n} days", "zz", "\0"):
        assert found.text(other) == other


def test_a_text_is_looked_for_once_and_one_that_is_not_there_is_not_kept():
    found = Catalogue(made(*WORDS))
    assert found.text("Open") is found.text("Open")
    found.text("What Karen wrote")
    found.plural("What Karen wrote", "What Karen wrote twice")
    assert "What Karen wrote" not in str(vars(found))


def test_a_catalogue_takes_little_more_memory_than_its_file():
    compiled = (i18n._LOCALE / "da" / "LC_MESSAGES" / "amis.mo").read_bytes()
    tracemalloc.start()
    try:
        found = Catalogue(compiled)
        assert found.text("Action") == "Handling"
        taken, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 3_000
    assert most < 6_000
