"""Wheels to draw and to write: with as much in them as wanted, spread or crowded."""

from __future__ import annotations

import random
from datetime import date, timedelta

from data.views.wheel import Origin, WheelEntry, WheelYear, arranged

CATEGORIES = ("lovpligtigt", "møder", "APV", "handleplan", "uddannelse", "kampagne")
TITLES = (
    "Møde",
    "Sikkerhedsrundering i værksted, lager og kantine med flugtveje og tunge ting højt oppe",
    "Årlig arbejdsmiljødrøftelse",
    "Brandøvelse og tjek af flugtveje på alle etager",
    "Ærø-turen for øvrige Åmænd",
    "MEDUDVALGETSARBEJDSMILJØORGANISATIONSSAMARBEJDSMØDE",
)
NAMES = {"p1": "Karen Holm", "p2": "Bent-Ole Mørkegaard Østergaard"}


def crowd(
    count: int,
    *,
    start: date = date(2026, 1, 1),
    within: int = 365,
    seed: int = 1,
    categories: tuple[str, ...] = CATEGORIES,
    titles: tuple[str, ...] = TITLES,
) -> WheelYear:
    """A year with so many things in the first `within` days of it."""
    choose = random.Random(seed)
    entries = []
    for number in range(count):
        day = start + timedelta(days=choose.randrange(within))
        entries.append(
            WheelEntry(
                key=f"activity:{number}",
                day=day,
                until=day + timedelta(days=choose.choice((0, 0, 0, 20))),
                title=choose.choice(titles),
                category=choose.choice(categories),
                owner=choose.choice((None, *NAMES)),
                origin=Origin.ACTIVITY,
                record="activity:x",
                done=choose.random() < 0.2,
            )
        )
    return arranged(start, entries)
