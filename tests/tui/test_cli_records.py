"""Records on the command line: new, add, set, delete, list, show, undo, redo, log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine
from tinydb import TinyDB

from data.model.plan import Action
from data.model.wheel import Activity
from data.own.identity import identify
from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from data.model.document import Document


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path).workshop()


def document(amis: CommandLine) -> Document:
    return Store(amis.document).load()


def action(amis: CommandLine, code: str = "H1") -> Action:
    found = document(amis).find(code)
    assert isinstance(found, Action)
    return found


def test_what_is_confidential_becomes_no_idea_that_everybody_reads(amis: CommandLine) -> None:
    before = amis.document.read_bytes()
    answer = amis("add", "F: a talk with Bent")
    assert answer.code == 2
    assert "a confidential one is written where it belongs" in answer.err
    assert amis.document.read_bytes() == before


def test_new_makes_a_document_with_a_first_year(tmp_path: Path) -> None:
    amis = CommandLine(tmp_path / "deep" / "down")
    amis.ok("new", "--name", "Skolen", "--employees", "60", "--med", "--sector", "school")
    made = document(amis)
    assert made.workplace is not None
    assert (made.workplace.name, made.workplace.profile) == ("Skolen", "med")
    assert made.workplace.start_month == 8
    assert made.workplace.language == "en"
    assert made.all(Activity)


def test_new_can_be_empty_and_in_another_language(tmp_path: Path) -> None:
    amis = CommandLine(tmp_path)
    words = ("new", "--name", "X", "--employees", "3", "--empty", "--start-month", "4")
    amis.ok(*words, "--minutes-language", "da")
    made = document(amis)
    assert made.workplace is not None
    assert (made.workplace.start_month, made.workplace.language) == (4, "da")
    assert not made.all(Activity)


def test_new_leaves_a_document_that_is_there(amis: CommandLine) -> None:
    before = amis.document.read_bytes()
    answer = amis("new", "--name", "Another", "--employees", "3")
    assert answer.code == 3
    assert "is there already" in answer.err
    assert amis.document.read_bytes() == before


def test_add_prints_the_number_alone(amis: CommandLine) -> None:
    line = "H: Støjskærm i værkstedet ansvar:leder frist:uge 43"
    answer = amis.ok("add", line, AMIS_LANGUAGE="da")
    assert (answer.out, answer.err) == ("H1\n", "")
    made = action(amis)
    assert made.measure == "Støjskærm i værkstedet"
    assert made.due is not None
    assert (made.due.isoformat(), made.created_by) == ("2026-10-23", "Mette")
    owner = document(amis).record("person", made.owner or "")
    assert owner is not None
    assert owner.heading == "Mette Holm"


@pytest.mark.parametrize(
    ("line", "code"),
    [("H: x", "H1"), ("M: x", "M1"), ("I: x", "I1"), ("x", "H1"), ("note: x", "I1")],
)
def test_add_knows_the_kinds(amis: CommandLine, line: str, code: str) -> None:
    assert amis.ok("add", line).out.strip() == code


def test_add_takes_words_without_quotation_marks(amis: CommandLine) -> None:
    amis.ok("add", "A", "noise", "screen", "owner:Jens")
    assert action(amis).measure == "A noise screen"


def test_add_keeps_what_it_does_not_understand_and_says_so(amis: CommandLine) -> None:
    answer = amis.ok("add", "Noise screen owner:Birgit")
    assert answer.out == "H1\n"
    assert "Birgit" in answer.err
    assert action(amis).measure == "Noise screen owner:Birgit"


@pytest.mark.parametrize(
    "due",
    [
        "mandag efter påske", "om 2-3 uger", "første mandag", "næste fredag", "snarest",
        "fredag før frokost", "3/4 kl. 13", "2 gange om året",
    ],
)  # fmt: skip
def test_a_date_that_must_be_asked_about_refuses_the_edit(amis: CommandLine, due: str) -> None:
    amis.ok("add", "Støjskærm")
    before = amis.document.read_bytes()
    for call in (("add", f"Lift frist:{due}"), ("set", "H1", f"due={due}")):
        answer = amis(*call, AMIS_LANGUAGE="da")
        assert answer.code != 0
        assert answer.out == ""
        assert due.split(maxsplit=1)[0] in answer.err
    assert amis.document.read_bytes() == before


def test_a_refused_date_comes_with_the_readings_there_are(amis: CommandLine) -> None:
    answer = amis("add", "Lift frist:mandag efter påske", AMIS_LANGUAGE="da")
    assert "mandag 13.4.2026" in answer.err
    assert "mandag 6.4.2026" in answer.err


def test_add_wants_a_text(amis: CommandLine) -> None:
    assert amis("add", "H:  ").code == 2
    assert amis("add", "\x1b\x07").code == 2


def test_add_understands_a_latin_1_terminal(amis: CommandLine) -> None:
    amis.ok("add", b"St\xf8jsk\xe6rm".decode("utf-8", "surrogateescape"))
    assert action(amis).measure == "Støjskærm"


def test_set_changes_several_fields_as_one_edit(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    amis.ok("set", "h1", "status=done", "due=2026-12-01", "owner=jens", "goal=", "permanent=yes")
    done = action(amis)
    assert (done.status, str(done.due), done.percent) == ("done", "2026-12-01", 100)
    assert (str(done.closed_on), done.permanent) == ("2026-03-02", True)
    amis.ok("undo")
    assert action(amis).status == "planned"
    assert action(amis).owner is None


def test_set_keeps_what_was_asked_for_over_what_follows(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    amis.ok("set", "H1", "percent=90", "status=done")
    assert action(amis).percent == 90


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("status=udført", "done"),
        ("status=Gået i stå", "stalled"),
        ("status=done", "done"),
        ("status=in prog", "running"),
        ("status=", "planned"),
        ("due=uge 43", "2026-10-23"),
        ("due=in 14 days", "2026-03-16"),
        ("start=uge 43", "2026-10-19"),
        ("due=", None),
        ("owner=P2", "Jens Østergaard"),
        ("owner=2", "Jens Østergaard"),
        ("owner=mette", "Mette Holm"),
        ("owner=leder", "Mette Holm"),
        ("helpers=mette, P2", ["Mette Holm", "Jens Østergaard"]),
        ("helpers=", []),
        ("goal=M1", "Less noise"),
        ("goal=less", "Less noise"),
        ("percent=50", 50),
        ("permanent=ja", True),
        ("permanent=no", False),
        ("problem=two = three", "two = three"),
    ],
)
def test_set_reads_values_as_people_write_them(amis: CommandLine, pair: str, value: object) -> None:
    amis.ok("add", "M: Less noise")
    amis.ok("add", "Noise screen")
    amis.ok("set", "H1", pair)
    name = pair.partition("=")[0]
    found = amis.ok("show", "H1", "--json").json[name]
    people = {"P1": "Mette Holm", "P2": "Jens Østergaard", "M1": "Less noise"}
    named = [people[each] for each in found] if isinstance(found, list) else found
    assert (people.get(found, found) if isinstance(found, str) else named) == value


@pytest.mark.parametrize(
    ("pair", "code", "said"),
    [
        ("colour=red", 2, "there is no such field; there is measure"),
        ("status=flying", 2, "one of planned (planned), running"),
        ("due=2026-02-30", 2, "a date such as"),
        ("due=whenever", 2, "whenever"),
        ("percent=101", 2, "from 0 to 100"),
        ("permanent=perhaps", 2, "yes or no"),
        ("owner=Birgit", 2, "nothing in the document is called “Birgit”"),
        ("postponed=3", 2, "AMIS keeps it by itself"),
        ("measure=", 2, "must be filled in"),
        ("measure=\x1b", 2, "must be filled in"),
    ],
)
def test_set_refuses_what_does_not_fit(amis: CommandLine, pair: str, code: int, said: str) -> None:
    amis.ok("add", "Noise screen")
    before = amis.document.read_bytes()
    answer = amis("set", "H1", "topic=noise", pair)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert amis.document.read_bytes() == before


def test_set_wants_each_field_once(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    assert amis("set", "H1", "topic=a", "topic=b").code == 2


def test_what_is_not_there_is_1(amis: CommandLine) -> None:
    for argv in (("set", "H9", "topic=x"), ("show", "H9"), ("delete", "H9"), ("log", "H9")):
        answer = amis(*argv)
        assert (answer.code, answer.err) == (1, "H9 is not in the document.\n")


def test_records_without_a_number_are_named_by_kind(amis: CommandLine) -> None:
    amis.ok("set", "workplace", "employees=31")
    assert amis.ok("show", "workplace 1", "--json").json["employees"] == 31


def test_delete_and_undo(amis: CommandLine) -> None:
    amis.ok("add", "I: A plant")
    amis.ok("delete", "I1")
    assert amis.ok("list", "ideas").out == ""
    assert "I1 A plant put back" in amis.ok("undo").out
    assert amis.ok("list", "ideas").out == "I1  open    A plant\n"
    amis.ok("redo")
    assert amis.ok("list", "ideas").out == ""


def test_the_workplace_is_never_deleted(amis: CommandLine) -> None:
    before = amis.ok("show", "workplace 1", "--json").json
    answer = amis("delete", "workplace 1")
    assert answer.code == 1
    assert answer.err.startswith("Everything here belongs to the workplace")
    assert amis.ok("show", "workplace 1", "--json").json == before


def test_the_set_up_is_not_undone(tmp_path: Path) -> None:
    amis = CommandLine(tmp_path)
    amis.ok("new", "--name", "Huset", "--employees", "6")
    while "Undone" in (answer := amis("undo")).out:
        pass
    assert answer.err
    assert amis.ok("show", "workplace 1", "--json").json["name"] == "Huset"


def test_what_was_done_in_another_terminal_is_named_and_needs_a_word(
    amis: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for terminal in ("office pts/4 100-1", "office - 200-1"):
        monkeypatch.setattr("data.own.terminal.terminal_name", lambda name=terminal: name)
        amis.ok("add", f"I: From {terminal.split()[1]}")
    amis.ok("undo")
    refused = amis("undo")
    assert refused.code != 0
    assert "From pts/4" in refused.err
    assert "in terminal pts/4 on office" in refused.err
    assert "amis undo --elsewhere" in refused.err
    assert "From pts/4 deleted" in amis.ok("undo", "--elsewhere").out
    assert "From pts/4" in amis.ok("redo").out


def test_undo_takes_back_ones_own_edits_only(amis: CommandLine) -> None:
    amis.ok("add", "Mine")
    amis.ok("add", "Theirs", user="Jens")
    amis.ok("undo")
    assert [row["measure"] for row in amis.ok("list", "actions", "--json").json] == ["Theirs"]
    answer = amis("redo", user="Birthe")
    assert (answer.code, answer.err) == (1, "There is nothing to redo.\n")


def test_list_narrows_down(amis: CommandLine) -> None:
    amis.ok("add", "One owner:Jens")
    amis.ok("add", "Two owner:Mette")
    amis.ok("set", "H2", "status=done")
    assert amis.ok("list", "actions", "--open").lines == ["H1  planned    Jens Østergaard  One"]
    rows = amis.ok("list", "actions", "--owner", "mette", "--json").json
    assert [row["code"] for row in rows] == ["H2"]
    assert amis("list", "actions", "--owner", "Birgit").code == 2


def test_show_says_what_is_filled_in(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen owner:Jens")
    amis.ok("set", "H1", "problem=First line\nResponsible: Mette Holm")
    shown = amis.ok("show", "H1").lines
    assert shown[:2] == ["Action H1", "What we do: Noise screen"]
    assert "Responsible: Jens Østergaard" in shown
    assert "    Responsible: Mette Holm" in shown, "a text cannot pass for a field"
    assert not any(line.startswith("Cause") for line in shown)
    assert "Cause:" in amis.ok("show", "H1", "--all").lines


def test_json_refers_by_number(amis: CommandLine) -> None:
    amis.ok("add", "M: Less noise owner:Jens")
    amis.ok("add", "Noise screen goal:1 owner:Jens")
    row = amis.ok("show", "H1", "--json").json
    assert (row["code"], row["goal"], row["owner"]) == ("H1", "M1", "P2")


def test_log_tells_who_changed_what(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    amis.ok("set", "H1", "status=running", user="Jens")
    lines = amis.ok("log", "H1").lines
    assert len(lines) == 2
    assert lines[0].endswith("Jens  H1 Noise screen, Status: planned → in progress")
    assert lines[1].endswith("Mette  H1 Noise screen added")
    assert amis.ok("log", "--limit", "1").lines == lines[:1]
    newest = amis.ok("log", "--json").json[0]
    assert (newest["who"], newest["name"], newest["edits"][0]["op"]) == ("Jens", "set", "set")


def test_log_still_knows_what_was_deleted(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    amis.ok("delete", "H1")
    lines = amis.ok("log", "h1").lines
    assert lines[0].endswith("  H1 Noise screen deleted")
    assert len(lines) == 2


def test_tinydb_finds_what_was_added(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen")
    with TinyDB(amis.document, access_mode="r", encoding="utf-8") as database:
        assert database.table("action").all()[0]["measure"] == "Noise screen"


def test_the_author_is_the_account_without_amis_user(amis: CommandLine) -> None:
    amis.ok("add", "Noise screen", user=" ")
    assert action(amis).created_by == identify({}).user


def test_a_name_in_the_environment_counts_only_where_its_user_cannot_set_it(
    amis: CommandLine,
) -> None:
    account = identify({}).user
    amis.ok("add", "Mine", user=" ", AMIS_USER="Somebody else")
    assert action(amis).created_by == account
    restricted = ("--restricted", "--document", str(amis.document), "add", "H: Theirs")
    amis.ok(*restricted, AMIS_USER="Jens Østergaard")
    assert {each.created_by for each in document(amis).all(Action)} == {account, "Jens Østergaard"}
