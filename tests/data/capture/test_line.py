"""The one-line capture: lines as people type them, and that nothing typed is ever lost."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.capture import Name, Vocabulary, echo_line, read_line
from data.capture.words import TITLES, USES, capture_words
from data.i18n import in_language
from data.model.base import specs
from data.model.document import KINDS

TODAY = date(2026, 10, 7)
NAMES = Vocabulary(
    people=(
        Name("mette", "Mette Holm", ("MH", "leder")),
        Name("per", "Per Hansen", ("PH",)),
        Name("pernille", "Pernille Juul"),
        Name("kjaer", "Mette Kjær Sørensen", ("MKS",)),
        Name("aase", "Åse Ørsted", ("arbejdsmiljørepræsentant",)),
    ),
    goals=(
        Name("g1", "Færre støjklager", number=1),
        Name("g2", "Bedre indeklima", number=2),
        Name("g12", "Trygt natarbejde", number=12),
    ),
    conditions=(
        Name("c12", "Støj i værkstedet", number=12),
        Name("c3", "Tunge løft", number=3),
    ),
    topics=("støj", "psykisk arbejdsmiljø"),
    categories=("Egen ring",),
    meeting=date(2026, 11, 18),
)

LINES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "lines.toml").read_text("utf-8")
)["line"]


def test_there_are_many_lines() -> None:
    assert len(LINES) >= 60


@pytest.mark.parametrize("line", LINES, ids=[line["typed"] for line in LINES])
def test_lines(line: dict[str, Any]) -> None:
    with in_language("da"):
        captured = read_line(line["typed"], NAMES, TODAY)
    values = dict(captured.values)
    title = values.pop(TITLES[captured.kind])
    expected = {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in line.get("values", {}).items()
    }
    assert captured.kind == line.get("kind", "action")
    assert captured.text == title == line["text"]
    assert values == expected
    assert list(captured.problems) == line.get("problems", [])


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("A: Fejr jul", ["24.12.2026–26.12.2026 (uge 52)"]),
        ("A: Møde med Tor", ["torsdag 8.10.2026 (uge 41)"]),
        ("A: Gennemgang i marts", ["1.3.2027–31.3.2027"]),
        ("A: Runde uge 10 og 40", ["1.3.2027–7.3.2027", "28.9.2026–4.10.2026 (uge 40)"]),
        ("A: Runde inden 1/4 hver måned", []),
        ("A: Møde hver måned undtagen juli", []),
        ("A: Møde hver fredag bortset fra uge 42", []),
        ("A: Runde næste gang 1/5", []),
    ],
)
def test_words_of_an_activity_that_are_no_plain_day_are_asked_about(
    typed: str, days: list[str]
) -> None:
    with in_language("da"):
        line = read_line(typed, NAMES, TODAY)
    assert "day" not in line.values
    assert line.text == typed.removeprefix("A: ")
    (question,) = line.questions
    labels = [answer.label for answer in question.answers]
    assert labels[-1].startswith("ingen dato")
    assert len(labels) - 1 == len(days)
    settled = read_line(question.answered(typed, 0), NAMES, TODAY)
    assert not settled.questions
    assert ("day" in settled.values) == bool(days)


def test_default_kind() -> None:
    assert read_line("planter", NAMES, TODAY, default_kind="idea").kind == "idea"
    assert read_line("H: planter", NAMES, TODAY, default_kind="note").kind == "action"
    note = read_line("frist:u43 planter", NAMES, TODAY, default_kind="note")
    assert (note.kind, note.text) == ("note", "frist:u43 planter")


def test_english_users_have_both_languages_keys() -> None:
    line = "Screen owner:per frist:week 43 priority:high kilde:round"
    captured = read_line(line, NAMES, TODAY, language="en")
    assert captured.text == "Screen"
    assert captured.values["due"] == date(2026, 10, 23)
    assert captured.values["priority"] == "high"
    assert captured.values["source"] == "round"


@pytest.mark.parametrize("kind", [kind for kind in USES if kind in KINDS and kind != "note"])
def test_every_key_fills_a_field_of_the_model(kind: str) -> None:
    fields = specs(KINDS[kind]).keys()
    assert set(USES[kind].values()) <= fields
    assert TITLES[kind] in fields
    assert KINDS[kind].title_field == TITLES[kind]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_key_and_kind_has_a_word_in_every_language(language: str) -> None:
    offered = capture_words(language).offered
    assert offered["keys"].keys() == {key for uses in USES.values() for key in uses}
    assert offered["kinds"].keys() == USES.keys()


def test_parts_say_where_the_keys_are() -> None:
    text = "H: Lys ansvar:ole frist:uge 43 nu"
    parts = read_line(text, NAMES, TODAY).parts
    assert [(text[p.start : p.end], p.key, p.value, p.understood) for p in parts] == [
        ("H: ", "kind", "action", True),
        ("ansvar:ole", "owner", "ole", False),
        ("frist:uge 43", "due", "uge 43", True),
    ]


def test_a_day_that_could_be_another_says_so() -> None:
    part = read_line("Lys frist:næste fredag", NAMES, TODAY).parts[0]
    assert part.others == (date(2026, 10, 9),)


# ----------------------------------------------------------------------------------------------
# What is asked

ASKED = [
    ("Lift frist:mandag efter påske", ["2027-04-05", "2027-03-29"]),
    ("Lift frist:3 dage før jul", ["2026-12-21", "2026-12-22"]),
    ("Lift frist:om 2-3 uger i hallen", ["2026-10-21", "2026-10-28"]),
    ("Lift frist:første mandag", ["2026-10-12", "2026-11-02"]),
    ("Lift frist:3/12 kl. 13", ["2026-12-03"]),
    ("Lift frist:hver fredag", ["2026-10-09"]),
    ("Lift frist:fredag før frokost", ["2026-10-09"]),
    ("Lift frist:11/8 27 stole", ["2027-08-11", "2027-08-11"]),
    ("Lift >mandag efter påske", ["2027-04-05", "2027-03-29"]),
    ("Lift frist:snarest", []),
    ("Lift frist:2 gange om året", []),
    ("A: Runde hver måned", ["2026-10-07", "2026-11-01", "2026-11-02", "2026-10-31"]),
    ("A: Fest dato:sidste fredag i maj", ["2027-05-28", "2027-05-28"]),
    ("A: Runde hver dag", []),
    ("A: Runde hver fredag før jul", []),
]


@pytest.mark.parametrize(("typed", "days"), ASKED, ids=[typed for typed, _days in ASKED])
def test_what_could_be_several_days_is_asked_and_every_answer_settles_it(
    typed: str, days: list[str]
) -> None:
    captured = read_line(typed, NAMES, TODAY)
    (question,) = captured.questions
    assert not {"due", "day", "repeat"} & captured.values.keys()
    *answers, _as_text = question.answers
    found = []
    for number in range(len(answers)):
        settled = read_line(question.answered(typed, number), NAMES, TODAY)
        assert settled.questions == ()
        found.append(str(settled.values.get("due") or settled.values.get("day")))
    assert found == days
    kept = read_line(question.answered(typed, len(answers)), NAMES, TODAY)
    assert kept.questions == ()
    assert not {"due", "day", "repeat"} & kept.values.keys()
    # Nothing that was typed is lost.
    said = typed[question.start : question.end].lstrip(">").removeprefix("frist:")
    assert said.removeprefix("dato:") in kept.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "A: Runde 1. mandag i hver måned",
            (
                "Aktivitet: Runde · dag hver måned, den første mandag, "
                "første gang mandag 2.11.2026 (uge 45)"
            ),
        ),
        (
            "A: Oprydning hver anden fredag",
            (
                "Aktivitet: Oprydning · dag hver 2. uge, om fredagen, "
                "første gang fredag 9.10.2026 (uge 41)"
            ),
        ),
    ],
)
def test_a_recurrence_is_echoed(typed: str, shown: str) -> None:
    with in_language("da"):
        assert echo_line(read_line(typed, NAMES, TODAY), NAMES, TODAY) == shown


# ----------------------------------------------------------------------------------------------
# What is shown

ECHOES = [
    (
        "Støjskærm i værkstedet ansvar:leder frist:u43 prio:høj",
        (
            "Handling: Støjskærm i værkstedet · ansvar Mette Holm "
            "· frist fredag 23.10.2026 (uge 43) · prioritet høj"
        ),
    ),
    (
        "Lys frist:næste fredag",
        "Handling: Lys · frist fredag 16.10.2026 (uge 42), eller fredag 9.10.2026",
    ),
    (
        "Lys mål:2 apv:12 kilde:runde hj:per,pernille",
        (
            "Handling: Lys · mål Bedre indeklima · APV-forhold Støj i værkstedet"
            " · kilde arbejdsmiljørunde · hjælpere Per Hansen, Pernille Juul"
        ),
    ),
    (
        "Lys frist:25/12",
        "Handling: Lys · frist fredag 25.12.2026 (uge 52), helligdag: juledag",
    ),
    (
        "A: Brandøvelse frist:uge 43 kat:lov",
        "Aktivitet: Brandøvelse · dag 19.10.2026–25.10.2026 (uge 43) · kategori lovpligtigt",
    ),
    ("F: samtale", "Fortroligt notat: samtale"),
    ("Lys ansvar:ole", "Handling: Lys ansvar:ole · Ingen her hedder „ole“."),
]


@pytest.mark.parametrize(("typed", "shown"), ECHOES)
def test_danish_echo(typed: str, shown: str) -> None:
    with in_language("da"):
        assert echo_line(read_line(typed, NAMES, TODAY), NAMES, TODAY) == shown


def test_english_echo() -> None:
    with in_language("en"):
        captured = read_line("Screen owner:per due:week 43", NAMES, TODAY, language="en")
        assert echo_line(captured, NAMES, TODAY) == (
            "Action: Screen · responsible Per Hansen · deadline Friday 23/10/2026 (week 43)"
        )


# ----------------------------------------------------------------------------------------------
# Nothing typed is lost

PIECES = sorted(
    {piece for line in LINES for piece in line["typed"].split()}
    | {'"', "@", ">", ":", "a:", "frist:", "hj:,", "mål:", "\t", "\u00a0", "é:x"}
)
kinds = st.sampled_from(sorted(USES))
languages = st.sampled_from(["da", "en"])
lines = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
)


@settings(max_examples=examples(400))
@given(text=lines, kind=kinds, language=languages)
@example(text='frist:"u43', kind="action", language="da")
@example(text='a:"" x', kind="action", language="da")
@example(text="hj:per,", kind="action", language="da")
@example(text="hj:,", kind="action", language="da")
@example(text="e:, x", kind="action", language="da")
def test_every_character_outside_understood_keys_survives(
    text: str, kind: str, language: str
) -> None:
    captured = read_line(text, NAMES, TODAY, language=language, default_kind=kind)
    outside = list(text)
    for part in captured.parts:
        assert 0 <= part.start <= part.end <= len(text)
        if part.understood:
            outside[part.start : part.end] = [" "] * (part.end - part.start)
    assert captured.text.split() == "".join(outside).split()
    assert captured.text == " ".join(captured.text.split())
    assert captured.values[TITLES[captured.kind]] == captured.text
    assert isinstance(echo_line(captured, NAMES, TODAY), str)


@given(text=lines, kind=kinds, language=languages)
def test_values_have_the_types_of_the_model(text: str, kind: str, language: str) -> None:
    captured = read_line(text, NAMES, TODAY, language=language, default_kind=kind)
    people = {name.id for name in NAMES.people}
    types = {"due": date, "day": date, "until": date, "follow_up": date, "start": date}
    types |= {"repeat_until": date, "every": int}
    for field, value in captured.values.items():
        if field == "helpers":
            assert isinstance(value, tuple)
            assert set(value) <= people
        else:
            assert isinstance(value, types.get(field, str)), field
        if field == "owner":
            assert value in people


@given(text=st.text(max_size=40))
def test_a_document_without_names_reads_lines_too(text: str) -> None:
    assert read_line(text, Vocabulary(), TODAY).kind in USES


def test_a_very_long_line_is_text() -> None:
    text = "frist:u43 " * 1000
    captured = read_line(text, NAMES, TODAY)
    assert captured.text == text.strip()


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        (
            "Lamper ansvar:mette frist:u43",
            [("Lamper", "mette"), ("Lamper", "kjaer"), ("Lamper (ansvar: mette)", None)],
        ),
        (
            "Mette og Per sørger for lamper",
            [("lamper", "mette"), ("lamper", "kjaer"), ("(Mette og Per) sørger for lamper", None)],
        ),
        ("Lamper, Mette", [("Lamper", "mette"), ("Lamper", "kjaer"), ("Lamper (Mette)", None)]),
    ],
)
def test_who_of_several_is_meant_is_asked_and_the_answer_settles_it(
    typed: str, answers: list[tuple[str, str | None]]
) -> None:
    with in_language("da"):
        (question,) = read_line(typed, NAMES, TODAY).questions
        assert len(question.answers) == len(answers)
        for number, (text, owner) in enumerate(answers):
            settled = read_line(question.answered(typed, number), NAMES, TODAY)
            assert (settled.text, settled.values.get("owner")) == (text, owner)
            assert settled.questions == ()
            if owner is not None and "Per" in typed:
                assert settled.values["helpers"] == ("per",)


# The lines that a meeting typed, read on Monday 2 March 2026: a day, or the days that are offered.
MEETING: list[tuple[str, str, list[date]]] = [
    ("H: Julepynt frist:fredag før jul", "Julepynt", [date(2026, 12, 18)]),
    ("H: Fælder frist:sidste fredag før jul", "Fælder", [date(2026, 12, 18)]),
    ("H: Gennemgang frist:onsdag om 14 dage", "Gennemgang", [date(2026, 3, 18)]),
    ("H: Lift frist:mandag efter påske", "", [date(2026, 4, 13), date(2026, 4, 6)]),
    ("H: Lift frist:3 dage før jul", "", [date(2026, 12, 21), date(2026, 12, 22)]),
    ("H: Lift frist:om 10 hverdage", "Lift", [date(2026, 3, 16)]),
    ("H: Lift frist:5 arbejdsdage", "Lift", [date(2026, 3, 9)]),
    ("H: Lift frist:om 2-3 uger", "", [date(2026, 3, 16), date(2026, 3, 23)]),
    ("H: Lift frist:12. uge", "Lift", [date(2026, 3, 20)]),
    ("H: Lift frist:første mandag", "", [date(2026, 3, 2), date(2026, 4, 6)]),
    ("H: Lift frist:2 gange om året", "", []),
    ("A: Rundering dato:1. mandag i hver måned", "Rundering", [date(2026, 3, 2)]),
]


@pytest.mark.parametrize(("typed", "title", "days"), MEETING, ids=[case[0] for case in MEETING])
def test_what_a_meeting_typed_is_the_day_that_was_meant_or_is_asked(
    typed: str, title: str, days: list[date]
) -> None:
    today = date(2026, 3, 2)
    read = read_line(typed, NAMES, today)
    if title:
        assert (read.text, read.questions) == (title, ())
        assert [read.values.get("due") or read.values.get("day")] == days
        return
    (question,) = read.questions
    answered = [
        read_line(question.answered(typed, number), NAMES, today)
        for number in range(len(question.answers))
    ]
    assert [line.values.get("due") for line in answered] == [*days, None]
    assert "due" not in read.values
