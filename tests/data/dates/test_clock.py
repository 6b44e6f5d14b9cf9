"""Times of day as people write and say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates.clock import read_clock

if TYPE_CHECKING:
    from datetime import time


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("9", "09:00"), ("9.30", "09:30"), ("09:30", "09:30"), ("930", "09:30"), ("0730", "07:30"),
        ("7:30", "07:30"), ("7.30", "07:30"), ("kl 7.30", "07:30"), ("kl. 7.30", "07:30"),
        ("kl.7.30", "07:30"), ("Kl. 13", "13:00"), ("klokken 8", "08:00"), ("13.00.", "13:00"),
        ("halv otte", "07:30"), ("halv 8", "07:30"), ("kl. halv ti", "09:30"),
        ("halv to", "13:30"), ("kvart over ni", "09:15"), ("kvart i ti", "09:45"),
        ("kl otte", "08:00"), ("half past seven", "07:30"), ("a quarter past 9", "09:15"),
        ("quarter to ten", "09:45"), ("at 7:30", "07:30"), ("7 am", "07:00"), ("1.30 pm", "13:30"),
        ("12 pm", "12:00"), ("12 am", "00:00"), ("0.00", "00:00"), ("23.59", "23:59"),
    ],
)  # fmt: skip
def test_times_that_are_read(said: str, expected: str) -> None:
    assert read_clock(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "", "kl", "9.3", "24:00", "25", "7.60", "halv", "halv tretten", "snart", "nine", "-1",
        "13 pm", "7.30-8", "i morgen", "9" * 5000, "٩",
    ],
)  # fmt: skip
def test_what_is_no_time(said: str) -> None:
    assert read_clock(said) is None


@given(st.text(max_size=50))
def test_no_text_raises(text: str) -> None:
    found = read_clock(text)
    assert found is None or len(found) == 5


@given(st.times())
def test_every_time_reads_back(time: time) -> None:
    for form in (f"{time:%H:%M}", f"{time:%H.%M}", f"{time:%H%M}", f"kl. {time.hour}.{time:%M}"):
        assert read_clock(form) == f"{time:%H:%M}"
