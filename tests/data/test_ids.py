"""Ids: short, safe, never twice."""

from __future__ import annotations

import pytest

from data.ids import LENGTH, is_id, new_id


def test_new_ids_differ_and_are_ids():
    ids = {new_id() for _ in range(20_000)}
    assert len(ids) == 20_000
    assert all(is_id(one) and len(one) == LENGTH for one in ids)


def test_no_letter_of_an_id_is_taken_for_another():
    assert not set("01ilo") & set("".join(new_id() for _ in range(2_000)))


@pytest.mark.parametrize("text", ["", "A", "a b", "a/b", "..", "a.b", "æ", "a\n", "a" * 41, "٣"])
def test_what_could_harm_in_a_path_is_no_id(text):
    assert not is_id(text)
