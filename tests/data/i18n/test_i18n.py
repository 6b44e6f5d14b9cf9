"""The language in use: of the process, of the moment, of a thread."""

from __future__ import annotations

import threading

import pytest

from data import i18n
from data.i18n import N_, _, in_language, language, ngettext, set_language


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
