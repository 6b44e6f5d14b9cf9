"""Two histories become one: every line once, numbered without a gap, the same from either side."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from data.merging.histories import merge_histories
from data.store.history import HistoryEntry, encode_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

START = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def line(name: str, revision: int, minute: int, who: str = "Karen") -> bytes:
    return encode_entry(
        HistoryEntry(
            revision=revision, id=name, at=START + timedelta(minutes=minute), who=who, name="add",
            edits=(), inverses=(),
        )
    )  # fmt: skip


def rows(history: bytes) -> list[dict[str, Any]]:
    return [json.loads(each) for each in history.splitlines()]


def lines(name: str, minutes: Sequence[int], after: int) -> bytes:
    made = enumerate(minutes, 1)
    return b"".join(line(f"{name}{n}", after + n, minute) for n, minute in made)


BASE = line("a", 1, 0) + line("b", 2, 1)


def test_lines_of_both_stand_by_their_time_and_have_numbers_of_their_own() -> None:
    ours, theirs = BASE + lines("o", (5, 9), 2), BASE + lines("t", (7,), 2)
    merged = rows(merge_histories(BASE, ours, theirs))
    told = [(row["id"], row["revision"]) for row in merged[:-1]]
    assert told == [("a", 1), ("b", 2), ("o1", 3), ("t1", 4), ("o2", 5)]
    assert (merged[-1]["name"], merged[-1]["revision"]) == ("merge", 6)
    assert merged[-1]["at"] == merged[-2]["at"]


def test_one_that_alone_went_on_is_taken_as_it_is() -> None:
    theirs = BASE + lines("t", (7,), 2)
    assert merge_histories(BASE, BASE, theirs) == theirs
    assert merge_histories(BASE, theirs, BASE) == theirs
    assert merge_histories(b"", BASE, theirs) == theirs


def test_what_was_torn_is_left_out() -> None:
    ours, theirs = BASE + lines("o", (5,), 2), BASE + lines("t", (7,), 2)
    assert merge_histories(BASE, ours + b'{"revision":4,"id"', theirs) == merge_histories(
        BASE, ours, theirs
    )


MINUTES = st.lists(st.integers(0, 9), min_size=1, max_size=6)


@given(MINUTES, MINUTES)
def test_every_line_is_there_once_in_its_copys_order(ours: list[int], theirs: list[int]) -> None:
    first, second = BASE + lines("o", ours, 2), BASE + lines("t", theirs, 2)
    merged = merge_histories(BASE, first, second)
    assert merge_histories(BASE, second, first) == merged
    found = rows(merged)
    assert [row["revision"] for row in found] == list(range(1, len(found) + 1))
    for side in (first, second):
        own = [row["id"] for row in rows(side)]
        assert [row["id"] for row in found if row["id"] in own] == own
    # A second merge of the same does nothing.
    assert merge_histories(first, merged, first) == merged
