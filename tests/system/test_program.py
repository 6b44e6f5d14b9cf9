"""The real program in a real pseudo-terminal: what people do with it, and what happens to them."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from support import program
from support.emulator import KEYS
from support.examples import spread

from data.model.plan import Action
from data.model.workplace import Person
from screens import PARTS

if TYPE_CHECKING:
    from pathlib import Path

POLLED = 2.0
"""Seconds within which another's save must be on the screen."""


def amis(document: Path, *argv: str, user: str = "bent") -> str:
    """Another process at work in the same document."""
    variables = {**program.environment(document.parent, document, user), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*program.COMMAND, "--user", user, *argv],
        cwd=program.ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def action(document: Path, measure: str) -> Action:
    return next(a for a in program.read(document).all(Action) if a.measure == measure)


def owner(document: Path, record: Action) -> str:
    return program.read(document).get(Person, record.owner).name


# -- the first look --------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_example_opens_and_leaves_nothing_behind(start, tmp_path, size):
    (tmp_path / "temporary").mkdir()
    window = start("demo", document=None, env={"TMPDIR": str(tmp_path / "temporary")}, size=size)
    rows = window.screen()
    assert "Børnehuset" in rows[0] or size[0] == 80
    assert rows[0].endswith("9 Historik")
    assert rows[-1].endswith("? hjælp")
    assert "Årlig drøftelse" in window.text()
    assert "Overskredet" in window.text()
    window.press("q")
    assert window.wait_exit() == 0
    assert window.modes_left() == set()
    assert window.line_restored()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_number_keys_lead_to_the_parts_and_q_back(start):
    window = start()
    window.press("8")
    window.wait_for("Grupper og udvalg")
    window.press("2")
    window.wait_for("drøftelse 2026")
    window.press("1")
    window.wait_for("Overskredet")
    window.press("8")
    window.wait_for("Grupper og udvalg")
    window.press("q")
    window.wait_for("Overskredet")
    window.press("q")
    assert window.wait_exit() == 0


def test_numbers_of_parts_that_are_not_there_do_nothing_and_say_so(start):
    window = start()
    before = window.screen()[:-2]
    window.press(*(digit for digit in "0123456789" if digit not in {p.key for p in PARTS}))
    window.wait_for("0 gør ikke noget her")
    assert window.screen()[:-2] == before


# -- writing things down -----------------------------------------------------------------------


def test_a_line_typed_in_one_burst_is_one_record(start, document):
    """Over a slow line the key and the whole line after it arrive at once."""
    window = start()
    window.type("aStøjskærme i værkstedet… ansvar:mette frist:uge 43\r")
    window.wait_for("er skrevet ned: Støjskærme i værkstedet…")
    found = action(document, "Støjskærme i værkstedet…")
    assert owner(document, found) == "Mette Holm Krogh"
    assert found.due.isocalendar()[1] == 43
    assert found.created_by == "karen"


def test_letters_of_a_line_are_never_taken_for_commands(start, document):
    window = start()
    before = len(program.read(document).all(Action))
    said = "qquUDD 28: /?ejn med alt hvad der er æøå"
    window.type(f"a{said}\ra{said} igen\r")
    window.wait_for(f"{said} igen"[:40])
    window.wait_for(lambda: len(program.read(document).all(Action)) == before + 2)
    assert action(document, said)
    assert action(document, f"{said} igen")
    window.press("q")
    assert window.wait_exit() == 0


def test_undo_and_redo(start, document):
    window = start()
    window.type("aBytte lamper\r")
    window.wait_for("er skrevet ned")
    window.press("u")
    window.wait_for("Fortrudt. Nu: ")
    assert all(a.measure != "Bytte lamper" for a in program.read(document).all(Action))
    window.press("U")
    window.wait_for("Bytte lamper")
    window.quiet()
    assert action(document, "Bytte lamper")


def test_undo_goes_on_in_the_next_session(start, document):
    window = start()
    window.type("aBytte lamper\r")
    window.wait_for("er skrevet ned")
    window.press("q")
    window.wait_exit()
    window = start()
    # Another window is another terminal: it is told where that was made, and asks.
    window.press("u")
    window.wait_for("Fortryd fra en anden terminal?")
    window.press("j")
    window.wait_for("Fortrudt. Nu: ")
    assert all(a.measure != "Bytte lamper" for a in program.read(document).all(Action))


def test_a_field_is_changed_on_the_card(start, document):
    window = start()
    window.press("down", "down", "down", "enter")
    window.wait_for("H8  Handling: Gør det lille kontor til pauserum")
    window.press("g", "enter")  # what is overdue is opened on its deadline
    window.wait_for("H8  Løsning")
    window.type(" med vindue\r")
    window.wait_for("Gemt. u: fortryd")
    assert action(document, "Gør det lille kontor til pauserum med vindue")
    window.press("escape")
    window.wait_for("Overskredet")


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("\x1b[B\x1b[B\x1b[B\rg\r, og nu\r", "pauserum, og nu"),
        (":arbejdspl", "›  arbejdspl"),
        ("\x1b[B\x1b[B\x1b[B\rnHusk nøglen\r", "• Husk nøglen"),
        ("4?q/gor det", "2 resultater"),
        ("2nDet gik godt\r", "• Det gik godt"),
    ],
)
def test_keys_typed_ahead_reach_what_the_ones_before_open(start, keys, shown):
    window = start(size=(80, 50))
    window.type(keys)
    window.wait_for(shown)


def test_the_filter_takes_plain_letters_for_danish_ones(start):
    window = start()
    window.press("4")
    window.wait_for("H17")
    window.type("/bagge\x7f\x7f\x7f\x7f\x7fgor det\r")
    window.wait_for("H8  Gør det lille kontor")
    window.wait_gone("H17")
    window.press("escape")
    window.wait_for("H17")


# -- finding one's way ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["?", "f1"])
def test_help_says_what_can_be_done_here_in_danish(start, key):
    window = start(size=(80, 60))
    window.press(key)
    window.wait_for("Taster her")
    window.wait_for("hurtig tilføjelse")
    assert "Focus" not in window.text()
    window.press("escape")
    window.wait_gone("Taster her")


@pytest.mark.parametrize("key", [":", "ctrl+p"])
def test_the_palette_finds_a_command(start, key):
    window = start()
    window.press(key)
    window.wait_for("Søg efter en kommando")
    window.wait_for("fortryd")
    assert "Focus" not in window.text()
    window.type("arbejdspl")
    window.wait_for(
        lambda: any(
            "Arbejdsplads " in row and row.rstrip().endswith("8") for row in window.screen()
        )
    )
    window.wait_gone("fortryd")
    window.press("enter")
    window.wait_for("Grupper og udvalg")


# -- cut off in the middle of a line -------------------------------------------------------------


def end(window, how):
    if how == "closed":
        window.hang_up()
    else:
        window.kill(how)
    assert window.wait_exit() == 128 + (signal.SIGHUP if how == "closed" else how)


def captured(window):
    """What stands on the line of quick capture; None where there is none."""
    rows = window.screen()
    titles = [n for n, row in enumerate(rows) if row.strip().startswith("Hurtig tilføjelse:")]
    return rows[titles[-1] + 1].strip() if titles else None


@pytest.mark.parametrize("how", spread([signal.SIGTERM, signal.SIGHUP, "closed"], every=2))
def test_a_line_of_quick_capture_is_there_next_time(start, document, how):
    window = start()
    window.type("aEn halv sætn")
    window.wait_for("En halv sætn")
    end(window, how)
    window = start()
    assert all(a.measure != "En halv sætn" for a in program.read(document).all(Action))
    window.press("a")
    window.wait_for(lambda: captured(window) == "En halv sætn")
    window.type("ing\r")
    window.wait_for("er skrevet ned: En halv sætning")
    window.press("a")
    window.wait_for("fuldfører")
    assert captured(window) == "", "the line that was kept is not offered again"


@pytest.mark.parametrize("how", spread([signal.SIGHUP, signal.SIGTERM, "closed"], every=3))
def test_a_note_in_the_discussion_is_there_next_time(start, how):
    window = start()
    window.type("2nVi talte om støj og så gik forb")
    window.wait_for("så gik forb")
    end(window, how)
    window = start()
    window.press("2")
    window.wait_for("så gik forb")
    window.press("n")
    window.wait_for("Notat: ")
    window.type("indelsen\r")
    window.wait_for("Noteret")
    assert "• Vi talte om støj og så gik forbindelsen" in " ".join(window.text().split())


# -- others in the same document ------------------------------------------------------------------


def test_anothers_save_is_shown_and_typing_goes_on(start, document):
    window = start(size=(120, 40))
    window.type("aMin egen li")
    window.wait_for("Min egen li")
    amis(document, "add", "H: Ny cykelsti ansvar:mette frist:i morgen")
    saved = time.monotonic()
    window.wait_for("Ny cykelsti", POLLED)
    assert time.monotonic() - saved < POLLED
    assert "Min egen li" in window.text()
    window.type("nje\r")
    window.wait_for("er skrevet ned: Min egen linje")
    assert action(document, "Min egen linje").created_by == "karen"
    assert action(document, "Ny cykelsti").created_by == "bent"


def test_who_else_is_here(start):
    first = start(user="Karen Holm")
    second = start(user="Bent Olsen")
    second.wait_for("er her også: Karen Holm")
    first.wait_for("er her også: Bent Olsen")
    second.press("q")
    second.wait_exit()
    first.wait_gone("Bent Olsen")


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("1", "Mit ord"), ("2", "Deres ord"), ("3", "Deres ord / Mit ord"), ("escape", "Deres ord")],
)
def test_two_change_the_same_field_and_the_later_one_decides(start, document, answer, kept):
    window = start()
    window.press("down", "down", "down", "enter")
    window.wait_for("H8  Handling")
    window.press("g", "enter")
    window.wait_for("H8  Løsning")
    window.send(b"\x15")
    window.type("Mit ord")
    window.wait_for("Mit ord")
    amis(document, "set", "H8", "measure=Deres ord")
    window.wait_for("Handling: Deres ord")
    window.wait_for("Mit ord")
    window.press("enter")
    window.wait_for("1  Min: Mit ord")
    window.wait_for("2  bent: Deres ord")
    window.wait_for("Gør det lille kontor")
    window.press(answer)
    window.wait_gone("1  Min: Mit ord")
    window.wait_for(lambda: program.read(document).find("H8").measure == kept)


# -- a disk that says no --------------------------------------------------------------------------


def test_an_edit_the_disk_refuses_is_kept_and_saved_later(start, small_disk):
    document = program.write(small_disk.folder / "amis.json")
    window = start(document=document)
    small_disk.fill()
    window.type("aSkal ikke gå tabt\r")
    window.wait_for("Disken er fuld")
    window.wait_for("1 ændring ikke gemt")
    window.press("2", "1")
    window.type("aHeller ikke den her\r")
    window.wait_for("2 ændringer ikke gemt")
    small_disk.free()
    window.press("f5")
    window.wait_for("Gemt.")
    window.wait_gone("ikke gemt")
    assert action(document, "Skal ikke gå tabt")
    assert action(document, "Heller ikke den her")


def test_saving_is_tried_again_by_itself(start, small_disk):
    document = program.write(small_disk.folder / "amis.json")
    window = start(document=document)
    small_disk.fill()
    window.type("aSkal ikke gå tabt\r")
    window.wait_for("1 ændring ikke gemt")
    small_disk.free()
    window.wait_gone("ikke gemt", 15)
    assert action(document, "Skal ikke gå tabt")


def test_a_disk_that_can_only_be_read_from_says_so(start, small_disk):
    document = program.write(small_disk.folder / "amis.json")
    small_disk.read_only()
    window = start(document=document)
    window.type("aKan ikke gemmes\r")
    window.wait_for("Disken kan kun læses")
    window.wait_for("1 ændring ikke gemt")
    small_disk.writable()
    window.press("f5")
    window.wait_gone("ikke gemt")
    assert action(document, "Kan ikke gemmes")


@pytest.mark.parametrize("leave", ["ctrl+q", signal.SIGTERM])
def test_what_could_not_be_saved_is_saved_next_time(start, small_disk, leave):
    document = program.write(small_disk.folder / "amis.json")
    window = start(document=document)
    small_disk.read_only()
    window.type("aVenter på disken\r")
    window.wait_for("1 ændring ikke gemt")
    window.press(leave) if isinstance(leave, str) else window.kill(leave)
    window.wait_exit()
    small_disk.writable()
    again = start(document=document)
    again.wait_for("1 ændring fra dig kunne ikke gemmes sidst")
    assert all(each.measure != "Venter på disken" for each in program.read(document).all(Action))
    again.press("1")
    again.wait_for("gemt nu")
    assert action(document, "Venter på disken")
    again.press("ctrl+q")
    again.wait_exit()
    once = start(document=document)
    once.wait_for("Årlig drøftelse")
    once.quiet()
    assert "fra sidst" not in "".join(once.screen())


# -- terminals of all kinds ------------------------------------------------------------------------


COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9\d|10[0-7])(?:;[\d;]*)?m")
MANY_COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?[34]8;[25];[\d;]*m")


def look_round(window):
    window.press("down", "down", "down", "enter")
    window.wait_for("H8  Handling")
    window.press("escape")
    window.quiet()
    window.press("?")
    window.wait_for("Taster her")
    window.press("escape")
    window.quiet()
    window.press("8")
    window.wait_for("Grupper og udvalg")
    return window.sent()


def test_sixteen_colours(start):
    sent = look_round(start(env={"TERM": "xterm"}))
    assert COLOURS.search(sent)
    assert not MANY_COLOURS.search(sent)


def test_no_colours(start):
    window = start(env={"NO_COLOR": "1"})
    cursor = next(n for n, row in enumerate(window.screen()) if row.startswith("›"))
    assert window.cell(cursor, 5).reverse, "the cursor is seen without colour"
    assert not COLOURS.search(look_round(window))


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "da_DK.ISO-8859-1"}, {"TERM": "linux"}, {"LC_ALL": "C", "TERM": "vt100"}]
)
def test_signs_of_ascii_where_others_may_be_missing(start, env):
    window = start(env=env)
    window.wait_for(
        lambda: any(r.startswith("> ") and "Årlig drøftelse" in r for r in window.screen())
    )
    window.press("2")
    window.wait_for("drøftelse 2026")
    beyond = {c for c in window.text() if ord(c) > 127} - set("æøåÆØÅé§–…")
    assert beyond == set()


def test_a_locale_from_before_utf_8_is_told_once_what_to_do(start):
    window = start(env={"LC_ALL": "da_DK.ISO-8859-1"})
    window.wait_for("UTF-8")


def test_without_a_terminal_it_says_so_and_stops(document, tmp_path):
    done = subprocess.run(
        program.COMMAND,
        cwd=program.ROOT,
        env=program.environment(tmp_path, document),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "ssh -t" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_terminal_set_to_latin_1_types_danish_letters(start):
    window = start()
    window.press("2")
    window.wait_for("drøftelse 2026")
    window.press("n")
    window.wait_for("Notat")
    window.type("Rød grød på værkstedet\r", "latin-1")
    window.wait_for("Noteret")
    window.wait_for("Rød grød på værkstedet")


# -- what it costs ------------------------------------------------------------------------------


def test_idle_is_silent_and_sleeps(start):
    window = start()
    # The first look for others is over when nothing has come for a second.
    window.quiet(1.0)
    cpu, began = window.cpu(), time.monotonic()
    assert window.watch(2.0) == b""
    used = (window.cpu() - cpu) / (time.monotonic() - began)
    assert used < 0.005, f"{used:.2%}"


@pytest.mark.parametrize(("part", "shown"), [("1", "Overskredet"), ("8", "APV-forhold")])
def test_an_arrow_key_sends_two_lines(start, part, shown):
    window = start()
    window.press(part)
    window.wait_for(shown)
    window.quiet(0.3)

    def walk():
        for key in ["down"] * 10 + ["up"] * 10:
            mark = window.mark()
            window.press(key)
            window.wait_for(lambda at=mark: window.sent(at))
            window.quiet(0.05)
            yield len(window.sent(mark))

    # On a busy machine the end of what one key draws may come with the next: not both times.
    costs = [min(pair) for pair in zip([*walk()], [*walk()], strict=True)]
    # A turned page, and in the workplace the right side: a page by design. Where other keys can act
    # than on the row before, the line of keys is drawn too.
    turned = sum(cost > 1000 for cost in costs)
    assert turned <= (2 if part == "1" else len(costs)), costs
    assert sum(cost > 500 for cost in costs) <= (6 if part == "1" else len(costs)), costs
    assert max(costs) <= 4096, costs  # 4 KB: a page


def test_scrolling_sends_a_page_at_most(start):
    window = start()
    for _ in range(20):
        mark = window.mark()
        window.press("down")
        window.wait_for(lambda at=mark: window.sent(at))
        window.quiet(0.05)
        if "↑" in window.text():
            break
    else:
        pytest.fail("never scrolled")
    assert len(window.sent(mark)) <= 4096, len(window.sent(mark))


def test_a_held_arrow_key_is_followed_without_a_frame_for_each(start):
    window = start()
    mark = window.mark()
    window.send((KEYS["down"].encode() * 6 + KEYS["up"].encode() * 6) * 5)
    window.wait_for("› ")
    window.quiet()
    frames = window.sent(mark).count(b"\x1b[?2026h")
    assert frames <= 30, "sixty keys that come at once"
