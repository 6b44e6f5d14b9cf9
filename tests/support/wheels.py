"""A believable year wheel of a school: thirty things in all rings, one busy month, every sign."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from support.documents import blank, done

from data.edits.records import AddRecord
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from data.model.document import Document

_ACTIVITIES: tuple[tuple[str, str, date, dict[str, Any]], ...] = (
    ("Oplæring af nye kolleger", "training", date(2026, 8, 12), {"until": date(2026, 9, 4)}),
    ("AMO-møde", "meetings", date(2026, 8, 25), {"repeat": Repeat.QUARTERLY, "owner": "s-p1"}),
    ("Sikkerhedsrundering", "apv", date(2026, 9, 15), {"owner": "s-p2"}),
    ("Uge 43: tunge løft", "campaign", date(2026, 10, 19), {
        "until": date(2026, 10, 23), "repeat": Repeat.YEARLY, "anchor": Anchor.WEEK,
    }),
    ("Brandøvelse", "statutory", date(2026, 11, 11), {"owner": "s-p2"}),
    ("Ulykker og sygefravær", "apv", date(2026, 11, 17), {}),
    ("Kemikaliegennemgang", "apv", date(2026, 11, 26), {"why": "Listen skal passe med skabet."}),
    ("Trivselsmåling", "apv", date(2026, 11, 30), {"until": date(2026, 12, 11)}),
    ("Forbered drøftelsen", "meetings", date(2027, 1, 12), {"owner": "s-p1"}),
    ("Årlig arbejdsmiljødrøftelse", "statutory", date(2027, 2, 9), {"repeat": Repeat.YEARLY}),
    ("Tilbyd supplerende uddannelse", "training", date(2027, 3, 2), {}),
    ("Rundering ude", "apv", date(2027, 4, 20), {"owner": "s-p3"}),
    ("Sommerfest uden tunge borde", "Sammenhold", date(2027, 6, 18), {}),
)  # fmt: skip


def school(*, start_month: int = 8) -> Document:
    """The workplace with its year; activities have the ids `a1`, `a2`, …"""
    commands = [
        AddRecord("activity", {"title": title, "category": category, "day": day, **more}, f"a{n}")
        for n, (title, category, day, more) in enumerate(_ACTIVITIES, 1)
    ]
    commands += [
        AddRecord(
            "action",
            {"measure": f"Handling {n}", "due": due, "follow_up": later, "owner": "s-p3"},
            f"h{n}",
        )
        for n, (due, later) in enumerate(
            [
                (date(2026, 11, 18), date(2027, 3, 18)),
                (date(2026, 11, 27), date(2027, 5, 4)),
                (date(2026, 12, 16), None),
            ],
            1,
        )
    ]
    commands += [
        AddRecord("goal", {"title": "Færre løft", "due": date(2027, 6, 1), "year": 2026}, "m1"),
        AddRecord("status_meeting", {"held_on": date(2027, 1, 26)}, "s1"),
        AddRecord(
            "occurrence", {"activity": "a3", "on": date(2026, 9, 15), "done_on": date(2026, 9, 15)}
        ),
        AddRecord(
            "occurrence",
            {"activity": "a2", "on": date(2026, 11, 25), "moved_to": date(2026, 11, 24)},
        ),
    ]
    return done(blank("Skovskolen", start_month=start_month), *commands)
