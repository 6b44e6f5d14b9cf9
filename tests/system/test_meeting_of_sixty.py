"""A company of sixty on two levels: set up, prepared, held and approved by keyboard at 80x24."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from data.model.choices import MeetingState, NoteForm, Priority, Role
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Goal
from data.model.workplace import Body, Person
from data.store.store import Store


@pytest.fixture
def amis(terminal, tmp_path):
    """Starts the program where nothing is yet."""
    (tmp_path / "Dokumenter").mkdir()
    environment = {
        "HOME": str(tmp_path),
        "AMIS_DOCUMENT": str(tmp_path / "amis.json"),
        "AMIS_TODAY": "2026-03-02",
    }
    window = terminal([sys.executable, "-m", "tui", "--user", "fatima"], env=environment)
    window.wait_for("Hvad hedder arbejdspladsen?")
    return window


def does(window, *steps):
    """Each step: what is typed (behind ~) or pressed, and what is seen then."""
    for keys, seen in steps:
        for key in keys:
            window.type(key[1:]) if key.startswith("~") else window.press(key)
        window.wait_for(seen)
        window.quiet()


def line(text, seen):
    return (f"~{text}", "enter"), seen


@pytest.mark.slow
def test_the_meeting_of_sixty(amis, tmp_path):
    path = tmp_path / "amis.json"
    set_up(amis)
    beforehand(amis)
    (early,) = Store(path).load().all(Discussion)
    assert early.state is MeetingState.PLANNED, "notes beforehand begin nothing"
    frame_and_attendance(amis)
    talk(amis)
    conclude(amis)
    amis.press("ctrl+q")
    assert amis.wait_exit() == 0
    check(Store(path).load())
    minutes = next((tmp_path / "Dokumenter").glob("*.md")).read_text()
    assert "86 dB(A) målt i november." in minutes
    assert "Truck og støj er årets fokus" in minutes


def set_up(window):
    does(
        window,
        line("Nordlys Emballage A/S", "Hvor mange ansatte"),
        line("60", "MED-aftale?"),
        (("1",), "Hvad laver I?"),
        (("6",), "Hvornår begynder jeres år?"),
        (("1", "enter"), "Hvornår holder I den årlige"),
        (("3",), "Hvem er ledere?"),
        line("Karen Holm, Bent Juhl", "Bent Juhl"),
        (("enter",), "Hvem er arbejdsmiljørepræsentanter?"),
        line("Jens Winther, Jens Toft, Fatima Al-Sayed", "3  Fatima"),
        (("enter",), "Ser det rigtigt ud?"),
        (("enter",), "Årlig drøftelse    ikke holdt endnu"),
        (("8", "down", "down", "a", "2"), "gruppe eller nyt udvalg: navn"),
        line("Gruppe 2 - lager", "Hvad er Gruppe 2 - lager?"),
        (("1",), "er tilføjet"),
        (("a", "1"), "Ny person"),
        line("Ole Brandt, arbejdsleder", "Roller for Ole Brandt"),
        (("enter",), "Ole Brandt"),
        (("enter",), "Ole Brandt er tilføjet"),
    )


def beforehand(window):
    does(
        window,
        (("2", "enter"), "Drøftelsen 2026 er klar"),
        (("home", "down", "down", "down"), "Med tal og oplevelser"),
        (("n",), "Notat: Hvor står vi nu?"),
        line("Gruppe 1 melder: truck kører for stærkt i port 3", "Forberedt"),
        line("gruppe 2: støj ved palletering", "• gruppe 2: støj"),
        (("escape",), "n notat"),
    )


def frame_and_attendance(window):
    does(
        window,
        (("home", "right", "enter"), "D1  Dato"),
        (("enter",), "D1  Start"),
        line("13", "D1  Slut"),
        line("14.30", "D1  Sted"),
        line("mødelokale 2", "skriv en del af navnet"),
        line("fatima", "D1  Næste drøftelse"),
        (("enter",), "Rammen er udfyldt"),
        (("*",), "6 af 6 er her"),
        (("a",), "Hvem er her også?"),
        line("Lise Dam, arbejdsmiljørådgiver", "Lise Dam"),
        (("escape",), "›"),
    )


def talk(window):
    does(
        window,
        (("home", "down", "down", "space"), "Med tal og oplevelser"),
        (("n",), "Notat: Hvor står vi nu?"),
        line("Støj i hal 2: 86 dB(A) målt i november. | tabel | test", "Støj i hal 2"),
        line("# 3 arbejdsulykker (1 m. fravær >3 dage), truck & palle", "# 3 arbejdsul"),
        line("H: Afmærke gangzone ved port 3 ansvar:Jens frist:15. april", "Hvem er „Jens“?"),
        (("1",), "Jens W. 15.4.2026"),
        line(
            "H: Ny hastighedsbegrænser på truck ansvar:Jens T frist:om seks uger prio:høj",
            "Jens T.",
        ),
        line("H: Se på ventilation, Bent finder ud af noget inden længe", "Se på ventilation"),
        (("escape", "space"), "2 af 7"),
        (("b",), "Beslutning: Hvad vil vi"),
        line("Truck og støj er årets fokus", "årets fokus"),
        (("escape", "space", "n"), "Notat: Hvilke mål"),
        line(
            "M: Ingen arbejdsulykker med truck i 2026 ansvar:fatima frist:31/12",
            "Ingen arbejdsul",
        ),
        line("M: Støj under 80 dB i hal 2, Fatima, inden årets udgang", "Støj under 80"),
        (("escape", "space", "n"), "Notat: Hvordan skal vi sam"),
        line("AMU mødes hvert kvartal, grupperne hver måned", "AMU mødes hvert"),
        (("escape", "space", "space", "space"), "7 af 7"),
    )  # fmt: skip


def conclude(window):
    does(
        window,
        (("end", "x"), "Esc: nej"),
        (("j",), "Hvem godkender referatet?"),
        line("Karen Holm, fatima", "Godkendt den"),
        (("enter",), "Godkendt. Referatet er låst"),
        (("l",), "HTML: til at printe"),
        (("2",), "Hvor skal filen ligge?"),
        (("enter",), "Skrevet: "),
    )


def check(document):
    (discussion,) = document.all(Discussion)
    name = {person.id: person.name for person in document.all(Person)}
    assert discussion.state is MeetingState.APPROVED
    assert discussion.approved_by == "Karen Holm, Fatima Al-Sayed"
    assert (discussion.held_on, discussion.starts, discussion.place) == (
        date(2026, 3, 2), "13:00", "mødelokale 2",
    )  # fmt: skip
    assert name[discussion.note_taker] == "Fatima Al-Sayed"
    assert [body.name for body in document.all(Body)][-1] == "Gruppe 2 - lager"
    ole = next(person for person in document.all(Person) if person.name == "Ole Brandt")
    assert ole.roles == (Role.SUPERVISOR,)
    assert len(name) == 6, "nobody is made up"
    actions = [(a.measure, name.get(a.owner), a.due, a.priority) for a in document.all(Action)]
    assert actions == [
        ("Afmærke gangzone ved port 3", "Jens Winther", date(2026, 4, 15), Priority.NORMAL),
        ("Ny hastighedsbegrænser på truck", "Jens Toft", date(2026, 4, 13), Priority.HIGH),
        ("Se på ventilation, Bent finder ud af noget inden længe", None, None, Priority.NORMAL),
    ]
    goals = [(g.title, name.get(g.owner), g.due) for g in document.all(Goal)]
    assert goals == [
        ("Ingen arbejdsulykker med truck i 2026", "Fatima Al-Sayed", date(2026, 12, 31)),
        ("Støj under 80 dB i hal 2", "Fatima Al-Sayed", date(2026, 12, 31)),
    ]
    texts = [note.text for note in document.all(Note)]
    assert texts == [
        "Gruppe 1 melder: truck kører for stærkt i port 3",
        "gruppe 2: støj ved palletering",
        "Støj i hal 2: 86 dB(A) målt i november. | tabel | test",
        "# 3 arbejdsulykker (1 m. fravær >3 dage), truck & palle",
        "Truck og støj er årets fokus",
        "AMU mødes hvert kvartal, grupperne hver måned",
    ]
    decided = [note.text for note in document.all(Note) if note.form is NoteForm.DECISION]
    assert decided == ["Truck og støj er årets fokus"]
    assert [a.name for a in document.all(Attendance) if not a.person] == ["Lise Dam"]
    assert all(item.done for item in document.all(AgendaItem))
