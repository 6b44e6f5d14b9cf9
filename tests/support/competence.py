"""Documents with a competence plan: a small one to read, a big one to measure, random ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from support.documents import blank, done

from data.edits.records import AddRecord
from data.model.choices import Role

if TYPE_CHECKING:
    from data.model.document import Document

KAREN: Final = "s-p1"
BENT: Final = "s-p2"
JONAS: Final = "s-p3"


def planned(document: Document | None = None) -> Document:
    """Two focus areas, three tasks, four needs: one gap, one vulnerable, two covered.

    Members by name: Bent, Jonas, Karen.
    """
    document = document or blank()
    return done(
        document,
        AddRecord("focus_area", {"title": "Stress", "position": 1000}, "f1"),
        AddRecord("focus_area", {"title": "Støj", "position": 2000}, "f2"),
        AddRecord("task", {"focus_area": "f1", "title": "Se tegn tidligt", "position": 1000}, "t1"),
        AddRecord("task", {"focus_area": "f1", "title": "Tale om det", "position": 2000}, "t2"),
        AddRecord("task", {"focus_area": "f2", "title": "Måle støj", "position": 1000}, "t3"),
        _need("n1", "t1", "Tegn på stress", 2, "knowledge"),
        _need("n2", "t1", "Ret til at gribe ind", 3, "mandate"),
        _need("n3", "t2", "Svær samtale", 2, "skill"),
        _need("n4", "t3", "Måleudstyr", 1, "skill"),
        level("n1", KAREN, 2),
        level("n1", BENT, 3),
        level("n2", KAREN, 2),
        level("n3", JONAS, 2),
        level("n4", BENT, 1),
        level("n4", KAREN, 1),
    )


def _need(identity: str, task: str, title: str, asked: int, form: str) -> AddRecord:
    position = 1000 * int(identity.removeprefix("n"))
    values = {"task": task, "title": title, "level": asked, "form": form, "position": position}
    return AddRecord("need", values, identity)


def level(need: str, person: str, value: int) -> AddRecord:
    """The level of a person, written down for the first time."""
    return AddRecord(
        "coverage", {"need": need, "person": person, "level": value}, f"c-{need}-{person}"
    )


def member(number: int, name: str = "") -> AddRecord:
    """Somebody who sits in the work-environment organisation."""
    values = {"name": name or f"Medlem {number:02}", "roles": (Role.SUPERVISOR,)}
    return AddRecord("person", values, f"m{number}")


def big(needs: int = 60, members: int = 20) -> Document:
    """Four focus areas with five tasks each, and levels for two cells of three."""
    document = done(blank(members=()), *(member(number) for number in range(1, members + 1)))
    commands: list[AddRecord] = []
    for f in range(1, 5):
        commands.append(AddRecord("focus_area", {"title": f"Område {f}", "position": f}, f"f{f}"))
        for t in range(1, 6):
            values = {"focus_area": f"f{f}", "title": f"Opgave {f}.{t}", "position": t}
            commands.append(AddRecord("task", values, f"f{f}t{t}"))
    for n in range(needs):
        values = {
            "task": f"f{n % 4 + 1}t{n // 4 % 5 + 1}",
            "title": f"Behov {n + 1}: at kunne noget bestemt",
            "level": n % 4,
            "position": n,
        }
        commands.append(AddRecord("need", values, f"n{n}"))
        commands += [
            level(f"n{n}", f"m{m}", (n * m) % 4) for m in range(1, members + 1) if (n + m) % 3
        ]
    return done(document, *commands)


@st.composite
def plans(draw: st.DrawFn) -> Document:
    """A random plan: up to six needs of any level, up to five members with any levels."""
    members = draw(st.integers(0, 5))
    document = done(blank(members=()), *(member(number) for number in range(1, members + 1)))
    commands: list[AddRecord] = [
        AddRecord("focus_area", {"title": "Område"}, "f1"),
        AddRecord("focus_area", {"title": "Andet"}, "f2"),
        AddRecord("task", {"focus_area": "f1", "title": "Opgave"}, "t1"),
        AddRecord("task", {"focus_area": "f2", "title": "Opgave"}, "t2"),
    ]
    for n in range(draw(st.integers(0, 6))):
        task = draw(st.sampled_from(["t1", "t2"]))
        asked = draw(st.integers(0, 3))
        values = {"task": task, "title": f"Behov {n}", "level": asked}
        commands.append(AddRecord("need", values, f"n{n}"))
        for m in range(1, members + 1):
            value = draw(st.none() | st.integers(0, 3))
            if value is not None:
                commands.append(level(f"n{n}", f"m{m}", value))
    return done(document, *commands)
