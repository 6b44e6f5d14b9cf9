"""A whole annual discussion typed by keyboard at 80x24, for every kind of workplace."""

from __future__ import annotations

import sys

import pytest
from support.examples import spread
from support.meetings import last_year, put

from data.content.library import agenda
from data.model.profile import Profile
from screens.frame.cursor_rest import REST

TODAY = "2026-11-24"
PROFILES = ("direct", "amo", "amo_two_levels", "med")


@pytest.fixture
def amis(terminal, tmp_path):
    """Starts the program on the document and waits for its first screen."""

    def start(*, wait_for="2 Drøftelse"):
        environment = {
            "HOME": str(tmp_path),
            "AMIS_DOCUMENT": str(tmp_path / "doc" / "amis.json"),
            "AMIS_TODAY": TODAY,
        }
        window = terminal([sys.executable, "-m", "tui", "--user", "karen"], env=environment)
        window.wait_for(wait_for)
        return window

    return start


@pytest.fixture
def document(tmp_path):
    """Makes the document of a profile, with last year's goals in it."""

    def make(profile):
        (tmp_path / "doc").mkdir()
        (tmp_path / "Dokumenter").mkdir()
        put(last_year(profile, 2026), tmp_path / "doc" / "amis.json")

    return make


def write(window, *lines):
    """Type lines into the open entry, each kept before the next."""
    for line in lines:
        window.type(line)
        window.press("enter")
    window.quiet()


@pytest.mark.parametrize("profile", spread(PROFILES, every=3))
def test_a_whole_discussion_by_keyboard(amis, document, tmp_path, profile):
    document(profile)
    window = amis()
    window.press("2")
    window.wait_for("så gør AMIS drøftelsen 2026 klar")
    window.press("enter")
    window.wait_for("Drøftelsen 2026 er klar")

    attend(window)
    judge_goals(window)
    talk_through(window, agenda("da").for_profile(Profile(profile)))
    conclude(window)

    window.press("ctrl+q")
    assert window.wait_exit() == 0
    check_minutes(next((tmp_path / "Dokumenter").glob("*.md")).read_text(), profile)

    again = amis()
    again.press("2")
    again.wait_for("Godkendt af Karen Holm")
    again.wait_for(lambda: "godkendt" in again.screen()[1])
    again.press("home", "down", "down", "n")
    again.wait_for("Referatet er godkendt")


def attend(window):
    window.press("home", "down", "right", "*")
    window.wait_for("Alle inviterede er her")
    window.press("a")
    window.wait_for("Hvem er her også?")
    window.type("Lone Friis")
    window.press("enter")
    window.wait_for("Lone Friis er på listen")
    window.press("escape", "down")


def judge_goals(window):
    """From the attendance to the item that looks back, wherever it stands."""

    def at():
        # The step's name alone: its sign and what stands beside it are drawn a moment later.
        return next((row[4:20] for row in window.screen() if row.startswith("›")), "")

    seen = ["Fremmøde"]

    def moved():
        # What is looked at is kept: a moment later the line may be drawn anew.
        here = at().strip()
        return here not in {"", seen[-1]} and not seen.append(here)

    window.wait_for(moved)
    while seen[-1] != "Sidste års mål":
        window.press("down")
        window.wait_for(moved)
    window.wait_for("Målene fra sidst")
    window.press("right", "enter")
    window.wait_for("delvist nået")
    window.press("2")
    window.wait_for("M1: delvist nået. Hvorfor?")
    window.type("Der mangler et bord")
    window.press("enter")
    window.wait_for("Der mangler et bord")
    window.press("enter")
    window.wait_for("4  bortfaldet")
    window.press("1")
    window.wait_for("M2: nået. Hvorfor?")
    window.type("Alle kunne svare")
    window.press("enter")
    window.wait_for("M2: nået")
    window.press("escape", "home", "down", "down")
    window.quiet()


def talk_through(window, items):
    for number, item in enumerate(items, 1):
        window.wait_for(item.title[:20])
        window.press("n")
        window.wait_for("Notat: ")
        lines = [f"Vi talte om punkt {number}"]
        if item.id == "goals":
            lines += [
                "M: Mindre støj ansvar:bent frist:1/10",
                "M: Alle holder pause ansvar:karen frist:1/9",
                "H: Spise i to hold ansvar:jonas frist:1/12",
                "H: Fast afløser ansvar:karen frist:8/1 mål:3",
                "H: Måle støjen frist:uge 3",
            ]
        if item.id == "cooperation":
            lines += ["B: Vi mødes hver måned", "F: En samtale med Bent"]
        write(window, *lines)
        window.wait_for("Noteret" if len(lines) == 1 else lines[-1].split(" ansvar")[0][3:12])
        window.press("escape", "space")
        window.wait_for(f"{number} af {len(items)} punkter")


def conclude(window):
    window.press("home", "right", "down", "down", "down", "down", "down", "down", "down")
    window.press("enter")
    window.wait_for("Enter vælg")
    window.type("jonas")
    window.press("enter")
    window.wait_for("D1  Næste drøftelse")
    window.press("enter")
    window.wait_for("Rammen er udfyldt")
    window.press("escape", "end", "l", "1")
    window.wait_for("ÅRLIG ARBEJDSMILJØDRØFTELSE 2026")
    window.press("escape", "x")
    window.wait_for("Esc nej")
    window.press("j")
    window.wait_for("Hvem godkender referatet?")
    window.press("enter")
    window.wait_for("Godkendt den")
    window.press("enter")
    window.wait_for("Godkendt. Referatet er låst")
    window.press("l")
    window.wait_for("HTML: til at printe")
    window.press("2")
    window.wait_for("Hvor skal filen ligge?")
    window.press("enter")
    window.wait_for("Skrevet: ")


def check_minutes(minutes, profile):
    for told in (
        "# Årlig arbejdsmiljødrøftelse 2026",
        "tirsdag den 24. november 2026",
        "Karen Holm",
        "Lone Friis",
        "**Referent:** Jonas Lind",
        "### M1 Færre tunge løft",
        "delvist nået",
        "Der mangler et bord",
        "Alle kunne svare",
        "H1 To hæve-sænke-borde",
        "| M3 | Mindre støj |",
        "| M4 | Alle holder pause |",
        "Spise i to hold",
        "Fast afløser (til M3)",
        "Måle støjen",
        "Vi mødes hver måned",
        "Godkendt af Karen Holm",
    ):
        assert told in minutes, told
    for number, item in enumerate(agenda("da").for_profile(Profile(profile)), 1):
        assert f"### {number}. {item.title}" in minutes
        assert f"Vi talte om punkt {number}" in minutes
    assert "En samtale med Bent" not in minutes
    assert "ortrolig" not in minutes


def test_six_keys_from_start_to_the_first_note(amis, document):
    document("amo")
    window = amis()
    window.press("2", "enter")
    window.wait_for("Drøftelsen 2026 er klar")
    window.press("ctrl+q")
    window.wait_exit()

    window = amis()
    window.press("2", "n")
    window.type("Vi er i gang")
    window.press("enter")
    window.wait_for("Noteret.")
    window.wait_for("• Vi er i gang")


def test_arrows_send_few_bytes_and_a_running_clock_none(amis, document):
    document("amo")
    window = amis()
    window.press("2", "enter")
    window.wait_for("Drøftelsen 2026 er klar")
    window.press("right")
    window.quiet(2 * REST)  # the right side is drawn when the cursor has come to rest

    def walk():
        for key in ("down", "down", "up", "up"):
            mark = window.mark()
            window.press(key)
            window.quiet()
            yield len(window.sent(mark))

    # On a busy machine the end of what one key draws may come with the next: not both times.
    costs = [min(pair) for pair in zip([*walk()], [*walk()], strict=True)]
    assert max(costs) <= 500, costs

    window.press("S")
    window.wait_for("0 min.")
    window.quiet()
    assert window.watch(1.5) == b""

    window.press("left")
    window.quiet()
    mark = window.mark()
    window.press("down")
    window.quiet()
    # The whole right side is another item: a page, no more.
    assert len(window.sent(mark)) <= 3500, len(window.sent(mark))


def test_a_line_cut_off_by_a_hang_up_waits_at_its_item(amis, document):
    document("amo")
    window = amis()
    window.press("2", "enter")
    window.wait_for("Drøftelsen 2026 er klar")
    window.press("down", "b")
    window.wait_for("Beslutning: ")
    window.type("Halvvejs i en sætn")
    window.wait_for("Halvvejs i en sætn")
    window.hang_up()
    window.process.wait(8)

    window = amis()
    window.press("2", "down")
    window.wait_for("Halvvejs i en sætn")
    window.wait_for("Beslutning: ")
    assert "blev ikke gemt" in window.text() or "ikke blev gemt" in window.text()
