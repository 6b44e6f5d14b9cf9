"""An existing plan read from CSV: understood where it can be, and nothing lost silently."""

from __future__ import annotations

import csv
import io
import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import NOW, TODAY, blank, changed, done, sample
from support.examples import examples
from support.hostile import HOSTILE
from support.meetings import put

from data.edits.edits import Author
from data.edits.records import AddRecord
from data.export.plan.csv_file import plan_csv
from data.i18n import in_language
from data.importing.plan_csv import read_plan
from data.importing.plan_lines import first_rows, preview_lines
from data.importing.table import NotATable
from data.model.base import Shape, specs
from data.model.choices import ActionStatus, Effect, Priority, Source
from data.model.discussion import Note
from data.model.document import Document
from data.model.plan import Action, Condition, Goal
from data.model.workplace import Person
from data.text import clean, clean_line, fold
from data.views.show import show_field

PLAN = """\
Nr.;Problem;Årsag;Løsning;Ansvarlig;Frist;Opfølgning;Status;Prioritet;Kilde;Emne;Ressourcer;Bemærkninger
1;Støj ved måltiderne;Et stort rum;To spisehold;Bent;15-05-2026;12.6.2026;I gang;Høj;APV;støj;2 timer;Husk vikaren
2;Mørk garderobe;;Nye lamper;Ole Nord;uge 20;;Ikke startet;;;;;
"""  # noqa: E501


NUMBERS = itertools.count(1)


def new_id():
    return f"new-{next(NUMBERS)}"


def read(text, document=None, language="da", encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    document = blank() if document is None else document
    with in_language(language):
        return read_plan(data, document, TODAY, language, new_id)


def kept(text, document=None):
    document = blank() if document is None else document
    command = read(text, document).command
    return document if command is None else done(document, command)


def action(document, number=1):
    return document.find(f"H{number}")


def notes(document, record):
    return [n.text for n in document.all(Note) if n.about == record.reference]


def owner(document, record):
    return show_field(document, record, "owner")


def test_a_danish_plan():
    document = kept(PLAN)
    one, two = document.all(Action)
    assert (one.measure, one.problem, one.cause) == (
        "To spisehold", "Støj ved måltiderne", "Et stort rum",
    )  # fmt: skip
    assert owner(document, one) == "Bent Olsen"
    assert (one.due, one.follow_up) == (date(2026, 5, 15), date(2026, 6, 12))
    assert (one.status, one.priority, one.source) == (
        ActionStatus.RUNNING, Priority.HIGH, Source.APV,
    )  # fmt: skip
    assert (one.topic, one.resources) == ("støj", "2 timer")
    assert notes(document, one) == ["Husk vikaren"]
    assert two.due == date(2026, 5, 15)
    assert notes(document, two) == ["Frist: uge 20"]


def test_somebody_unknown_is_made_and_told():
    preview = read(PLAN)
    assert preview.people == ("Ole Nord",)
    document = kept(PLAN)
    assert owner(document, action(document, 2)) == "Ole Nord"
    assert document.all(Person)[-1].name == "Ole Nord"


def test_one_edit_and_one_undo():
    preview = read(PLAN)
    assert preview.command is not None
    assert preview.command.name == "import"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_letters_and_delimiters_are_found_out(encoding, delimiter):
    preview = read(PLAN.replace(";", delimiter), encoding=encoding)
    assert preview.table.delimiter == delimiter
    assert [row.values["measure"] for row in preview.rows] == ["To spisehold", "Nye lamper"]
    assert preview.rows[0].values["problem"] == "Støj ved måltiderne"


def test_tabs_in_a_cell_part_no_cells_where_another_sign_parts_the_headings():
    (row,) = read("Løsning;\n;\t;0\t0\n").rows
    assert row.values["measure"] == "0 0"


def test_excels_own_line_names_the_delimiter():
    assert read("sep=|\nProblem|Løsning\na;b,c|d\n").rows[0].values["problem"] == "a;b,c"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Problemstilling", "problem"), ("TILTAG", "measure"), ("Handling", "measure"),
        ("Hvem?", "owner"), ("Hvornår?", "due"), ("Deadline", "due"), ("Frist (dato)", "due"),
        ("Succeskriterie", "success"), ("Mål", "goal"), ("Løsning/tiltag", "measure"),
        ("Årsag", "cause"), ("aarsag", "cause"), ("Responsible", "owner"), ("Solution", "measure"),
        ("Bemærkninger", "notes"), ("Volapyk", ""),
    ],
)  # fmt: skip
def test_headings(heading, field):
    first = "Problem" if field != "problem" else "Løsning"
    preview = read(f"{first};{heading}\nx;y\n")
    assert {c.heading: c.field for c in (*preview.matched, *preview.unmatched)}[heading] == field


def test_headings_below_a_title():
    document = kept("Handleplan 2026;;\n\nProblem;Løsning;Frist\nStøj;Filt;1.5.2026\n")
    assert action(document).due == date(2026, 5, 1)
    assert notes(document, action(document)) == ["Over tabellen: Handleplan 2026"]


def test_a_column_nobody_knows_goes_into_the_note():
    preview = read("Problem;Bygning;;\nStøj;Hus B;ekstra;mere\n")
    assert [column.heading for column in preview.unmatched] == ["Bygning", "Kolonne 3", "Kolonne 4"]
    document = kept("Problem;Bygning;;\nStøj;Hus B;ekstra;mere\n")
    assert notes(document, action(document)) == [
        "Bygning: Hus B\nKolonne 3: ekstra\nKolonne 4: mere"
    ]


def test_what_is_not_understood_is_kept_and_told():
    text = "Løsning;Frist;Status;Ansvarlig\nFilt;snarest;måske;Alle\n"
    preview = read(text)
    assert len(preview.problems) == 3
    assert preview.problems[0].startswith("Række 2, Frist: ")
    document = kept(text)
    assert notes(document, action(document)) == ["Frist: snarest\nStatus: måske\nAnsvarlig: Alle"]
    assert action(document).owner is None


def test_a_follow_up_in_words_says_how():
    document = kept("Løsning;Opfølgning;Effekt\nFilt;Vi spørger stuerne;Lidt bedre\n")
    assert action(document).follow_up_how == "Vi spørger stuerne"
    assert action(document).effect_note == "Lidt bedre"


def test_several_people_in_one_cell():
    text = "Løsning;Ansvarlig\nFilt;Karen og Ole Nord\n"
    document = kept(text)
    assert owner(document, action(document)) == "Karen Holm"
    assert show_field(document, action(document), "helpers") == "Ole Nord"
    assert notes(document, action(document)) == ["Ansvarlig: Karen og Ole Nord"]
    assert any("Karen Holm" in told for told in read(text).remarks)


def test_two_of_the_same_name_are_not_guessed_between():
    document = done(blank(), AddRecord("person", {"name": "Karen Lund"}))
    text = "Løsning;Ansvarlig\nFilt;Karen\n"
    (asked,) = read(text, document).questions
    assert [answer.text for answer in asked.answers[1:]] == ["Karen Holm", "Karen Lund"]
    document = kept(text, document)
    assert action(document).owner is None
    assert notes(document, action(document)) == ["Ansvarlig: Karen"]


def test_a_role_is_whoever_has_it():
    document = kept("Løsning;Ansvarlig\nFilt;leder\n")
    assert owner(document, action(document)) == "Karen Holm"
    assert notes(document, action(document)) == ["Ansvarlig: leder"]


def test_goals_and_conditions_are_found_or_made_once():
    document = done(blank(), AddRecord("goal", {"title": "Ro", "year": 2025}, "ro"))
    text = "Løsning;Mål;APV-forhold\nA;ro;Støj\nB;Mindre støj;Støj\nC;Mindre støj;\nD;M1;\n"
    preview = read(text, document)
    assert (preview.goals, preview.conditions) == (("Mindre støj",), ("Støj",))
    document = kept(text, document)
    assert len(document.all(Goal)) == 2
    assert len(document.all(Condition)) == 1
    assert action(document).goal == action(document, 4).goal == "ro"


def test_a_row_without_a_measure():
    text = "Problem;Løsning;Frist\nStøj i gangen;;\n;;1.5.2026\n"
    document = kept(text)
    assert action(document).measure == action(document).problem == "Støj i gangen"
    assert action(document, 2).measure == "1.5.2026"
    assert len(read(text).remarks) == 2


def test_done_is_wholly_done():
    document = kept("Løsning;Status;Effekt\nFilt;Udført;delvist\n")
    assert (action(document).status, action(document).percent) == (ActionStatus.DONE, 100)
    assert action(document).effect is Effect.PARTLY


def test_a_second_import_adds_nothing():
    document = kept(PLAN)
    preview = read(PLAN, document)
    assert preview.command is None
    assert [row.there for row in preview.rows] == ["H1", "H2"]
    assert preview.people == ()
    more = PLAN + "3;Nyt;;Endnu en;Grete Vang;;;;;;;;\n"
    document = kept(more, document)
    assert [a.measure for a in document.all(Action)] == ["To spisehold", "Nye lamper", "Endnu en"]


def test_what_differs_in_owner_or_deadline_is_another_action():
    document = kept(PLAN)
    document = changed(document, action(document), due=date(2027, 1, 1))
    assert [row.there for row in read(PLAN, document).rows] == ["", "H2"]


def test_the_same_row_twice_is_one_action_and_is_told():
    text = "Problem;Løsning\na;b\na;b\n\nProblem;Løsning\na;c\n"
    preview = read(text)
    assert [row.values["measure"] for row in preview.rows] == ["b", "c"]
    assert len(preview.remarks) == 2, "the row and the headings that stand there twice"


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"a;b\n1;2\n", b"PK\x03\x04x", b"P\0r\0o\0", b"\xff\xfe\x00", b"x" * 2_000_000],
)
def test_what_is_no_plan_is_refused(data):
    with pytest.raises(NotATable) as caught:
        read(data)
    with in_language("da"):
        assert caught.value.sentence()


def everything():
    """A document whose actions say something in every field that leads nowhere else."""
    document = done(
        blank(),
        AddRecord("goal", {"title": "Mindre støj", "year": TODAY.year}, "m"),
        AddRecord("condition", {"title": "Støj i spisestuen"}, "v"),
        AddRecord("person", {"name": "Hansen, Ole (vikar) & Co; 2"}, "odd"),
        AddRecord("action", {"measure": "=Den første", "due": TODAY}, "first"),
    )
    values = {}
    for name, spec in specs(Action).items():
        match spec.shape:
            case Shape.LINE:
                values[name] = f"-tekst; i {name}"
            case Shape.LINES:
                values[name] = f'@linje i {name};\n"anden" linje'
            case Shape.COUNT:
                values[name] = 42
            case Shape.FLAG:
                values[name] = True
            case Shape.DAY:
                values[name] = TODAY
            case Shape.CHOICE:
                values[name] = list(spec.choices)[1]
            case Shape.REFS:
                values[name] = tuple(person.id for person in document.all(Person)[:2])
    values |= {"owner": "odd", "goal": "m", "condition": "v", "follows": "first"}
    values |= {"step_of": "first"}
    return done(document, AddRecord("action", values, "full"))


ELSEWHERE = {"discussion", "agenda_item", "idea"}
"""Links to what a plan does not hold."""


def shown(document, number):
    record = action(document, number)
    return {n: show_field(document, record, n) for n in specs(Action) if n not in ELSEWHERE}


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_file_comes_back_as_it_was(language):
    document = everything()
    with in_language(language):
        text = plan_csv(document)
    preview = read(text, Document(), language)
    assert (preview.problems, preview.remarks, preview.unmatched) == ((), (), ())
    back = done(Document(), preview.command)
    for number in (1, 2):
        assert shown(back, number) == shown(document, number)
    assert not back.all(Note)
    assert read(text, document).command is None
    with in_language(language):
        later = plan_csv(document, TODAY + timedelta(days=900))
    assert later != text
    assert read(later, document).command is None, "how it stands is worked out, and nothing to keep"
    fresh = read(later, Document(), language)
    assert (fresh.problems, fresh.remarks, fresh.unmatched) == ((), (), ())
    assert not done(Document(), fresh.command).all(Note)


def test_links_out_of_the_plan_are_kept_and_told():
    document = sample()
    with in_language("da"):
        text = plan_csv(document)
    assert read(text, document).command is None
    preview = read(text, blank())
    assert any("Fra drøftelsen" in told for told in preview.problems)
    back = kept(text, blank())
    assert any("D1 2026" in note for note in notes(back, action(back, 3)))


EARLIER_HEADS = {
    "Sådan vurderes effekten": "Sådan bedømmes effekten",
    "Effekt vurderet ved": "Effekt bedømt ved",
    "Vedvarende risiko": "Varig risiko",
    "Effekt vurderes": "Effekt bedømmes",
    "Effekt vurderet": "Effekt bedømt",
    "Notater": "Noter",
}
EARLIER_WORDS = {
    "tilrettelæg arbejdet anderledes": "organisér jer ud af det",
    "arbejdsmiljørunde": "rundering",
}


def test_a_file_of_our_own_written_under_the_old_heads_is_still_one():
    document = sample()
    document = changed(
        document, action(document), level="organise", mapping_method="round", permanent=True
    )
    with in_language("da"):
        head, *rows = csv.reader(
            io.StringIO(plan_csv(document).removeprefix("\ufeff")), delimiter=";"
        )
    old = [EARLIER_HEADS.get(cell, cell) for cell in head]
    assert set(EARLIER_HEADS.values()) <= set(old)
    assert set(EARLIER_WORDS) <= {cell for row in rows for cell in row}
    cells = [[EARLIER_WORDS.get(cell, cell) for cell in row] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([old, *cells])
    preview = read(out.getvalue(), document)
    assert preview.command is None
    assert not preview.problems


HEADINGS = [
    "Problem", "Løsning", "Årsag", "Ansvarlig", "Frist", "Opfølgning", "Status", "Prioritet",
    "Kilde", "Mål", "Emne", "Ressourcer", "Succeskriterie", "Bemærkning", "Bygning", "",
    "APV-forhold", "Hjælpere", "Procent", "Effekt", "Varig risiko", "Start", "Nr.", "Ansvarlig",
    "Følger efter handlingen", "Fra drøftelsen",
]  # fmt: skip
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(
        ["Karen", "karen holm", "Ole Nord", "Bent og Ole", "leder", "Alle", "i gang", "udført",
         "høj", "15-05-2026", "uge 20", "snarest", "1/2", "M1", "M9 Ro", "ja", "50 %", "apv",
         "=1+1", "'=x", "H1 Filt", *HOSTILE[:13]]
    ),
    st.text(
        st.one_of(st.sampled_from("abæøå ;,\n'\"=-"), st.characters(codec="utf-8")), max_size=9
    ),
)  # fmt: skip


MESSY = """\
Handlingsplan 2026;;;;
Nr;Hvad gør vi?;Hvem;Deadline;Status
;;(ansvarlig);(dato);
1;Ny klinge;Bent;15-01-2027;I gang
I alt;;;;1
"""
"""As spreadsheets come: a title, headings over two lines, a sum."""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_headings_over_two_lines_and_sums_are_no_actions(encoding):
    preview = read(MESSY, encoding=encoding)
    assert [row.values["measure"] for row in preview.rows] == ["Ny klinge"]
    lines = list(preview_lines(preview))
    assert lines[0] == "1 ny handling.", "what matters most is read first"
    assert "Række 3 hører til overskrifterne og er sprunget over: (ansvarlig) (dato)" in lines
    assert "Række 5 tæller sammen og er sprunget over: I alt 1" in lines
    (note,) = kept(MESSY).all(Note)
    assert "(ansvarlig) (dato)" in note.text, "and lost it is not"


def test_the_first_rows_name_those_who_help():
    preview = read("Løsning;Ansvarlig\nMåtter;Bent og Jonas\n")
    with in_language("da"):
        lines = list(first_rows(preview, blank()))
    assert lines[-1] == "    Ansvarlig: Bent Olsen; Hjælpere: Jonas Lind"


def test_a_spreadsheets_nought_pulls_no_other_day_to_it():
    days = ("01-01-1970", "01-01-1970", "01-01-1970", "3/2-26", "1/2-26", "uge 5")
    rows = "".join(f"Handling {number};{day}\n" for number, day in enumerate(days))
    (*_others, last) = read(f"Løsning;Frist\n{rows}").rows
    assert last.values["due"].year == 2026


def test_a_row_that_is_all_there_is_is_read_whatever_it_looks_like():
    (row,) = read("Løsning;Ansvarlig\nTotal;\n").rows
    assert row.values["measure"] == "Total"


@settings(max_examples=examples(60))
@given(st.data())
def test_nothing_is_lost_silently(data):
    width = data.draw(st.integers(2, 8))
    header = ["Løsning", *data.draw(st.permutations(HEADINGS))[: width - 1]]
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=1, max_size=width + 1), min_size=1, max_size=4)
    )
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([header, *rows])
    document = kept(out.getvalue())
    words = everything_said(document)
    counting = {str(n) for n in range(1, 6)} | {f"H{n}" for n in range(1, 6)}
    for row in rows:
        for cell in row:
            text = clean_line(cell)
            if text.startswith("'"):
                text = text[1:]
            assert fold(text) in words or text in counting or meant(text), (text, words)


def everything_said(document):
    """All texts of all records, each on one line."""
    told = []
    for record in document.records():
        for name in specs(type(record)):
            value = getattr(record, name)
            told.append(fold(clean_line(clean(str(value)))))
            told.append(fold(clean_line(show_field(document, record, name))))
    return "\x1f".join(told)


def meant(text):
    """Words that a field holds as what they mean."""
    plain = {"i gang": "running", "udført": "done", "høj": "high", "apv": "apv", "ja": "yes"}
    # Signs around a word say nothing, except the one of doubt.
    word = re.sub(r"[^a-z0-9?\u0080-\U0010ffff]+", " ", fold(text)).strip()
    if word in {"x", "v"}:
        return True  # a cross in a box: done, yes
    return word in {*map(fold, plain), "15 05 2026", "50"}


def test_a_known_word_with_a_doubt_is_kept_as_it_stands_too():
    document = kept("Løsning;Varig risiko;Status\nTal om det;Ja?;Udført (næsten…)")
    assert action(document).permanent
    assert any("Ja?" in note for note in notes(document, action(document)))
    assert any("næsten" in note for note in notes(document, action(document)))


def test_what_a_known_row_says_that_is_new_goes_into_a_note():
    document = kept(PLAN)
    more = (
        PLAN.replace("Et stort rum", "Hårde lofter")
        .replace("I gang;Høj", "Udført;Høj")
        .replace("Husk vikaren", "Husk vikaren og nøglen")
    )
    preview = read(more, document)
    assert [row.there for row in preview.noted] == ["H1"]
    assert [row.there for row in preview.skipped] == ["H2"]
    with in_language("da"):
        told = [line for line in preview_lines(preview) if "H1" in line]
    assert told == ["  H1: Årsag: Hårde lofter Status: udført Husk vikaren og nøglen"]
    after = done(document, preview.command)
    assert len(after.all(Action)) == 2
    one = action(after)
    assert (one.cause, one.status) == ("Et stort rum", ActionStatus.RUNNING)
    assert notes(after, one) == [
        "Husk vikaren", "Årsag: Hårde lofter\nStatus: udført\nHusk vikaren og nøglen"
    ]  # fmt: skip
    assert read(more, after).command is None


def test_a_note_on_a_known_action_is_undone_with_the_import(tmp_path):
    store = put(kept(PLAN), tmp_path / "amis.json")
    before = store.document
    author = Author("karen", NOW)
    store.run(read(PLAN.replace("Et stort rum", "Hårde lofter"), before).command, author)
    assert len(store.document.all(Note)) == len(before.all(Note)) + 1
    store.undo(author)
    assert store.document.all(Note) == before.all(Note)
    assert store.document.all(Action) == before.all(Action)
