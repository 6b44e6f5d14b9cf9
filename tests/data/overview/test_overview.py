"""Many workplaces in numbers: the same as each one's own, no name, and nothing ends the run."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command_line import CommandLine
from support.documents import NOW, blank
from support.strategies import lived_documents

from data.edits.edits import Add, Author, apply_all
from data.encoding.documents import encode_document
from data.i18n import set_language
from data.model.workplace import Workplace
from data.overview.committee import FEWEST, by_subject, subjects_of
from data.overview.finding import documents_in
from data.overview.gathering import CACHE, Remembered, gather, subjects_in
from data.overview.groups import Grouping, grouped, spread, sums
from data.overview.pages import committee_json, committee_markdown
from data.overview.summary import SOON, Summary, decode_summary, encode_summary, summarise
from data.overview.table import heads
from data.rules.judgement import judge, standing
from data.rules.result import Verdict
from data.views.report import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.edits.edits import Edit
    from data.model.document import Document

TODAY = NOW.date()


def write(path: Path, document: Document) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(encode_document(document)))
    return path


def named(name: str, document: Document | None = None, *edits: Edit) -> Document:
    """A workplace with a name, an id of its own and some more."""
    made = document or blank(name)
    made, *_ = apply_all(made, edits, Author("Karen Holm", NOW))
    return replace(made, meta=replace(made.meta, document=f"doc-{name.lower()}"))


def line_of(document: Document) -> Summary:
    return summarise(document, TODAY)


@given(lived_documents())
def test_the_numbers_are_those_of_status_and_the_rules(document: Document) -> None:
    found = summarise(document, TODAY)
    news = report(document, TODAY, SOON)
    assert found.overdue == len(news.overdue) + len(news.late_clocks)
    assert found.soon == len(news.soon) + len(news.soon_clocks)
    assert found.stalled == len(news.stalled)
    assert found.rules == standing(judge(document, TODAY))[Verdict.FAILS]
    assert decode_summary(json.loads(json.dumps(encode_summary(found)))) == found


def test_status_on_the_command_line_says_the_same_number(tmp_path: Path) -> None:
    user = CommandLine(tmp_path, language="en").workshop()
    user.ok("add", "H: Støjskærm due:2026-02-20")
    user.ok("add", "H: Gulv due:2026-03-20")
    (row,) = user.ok("overview", str(user.document), "--json").json
    short = user.ok("status", "--short", "--days", str(SOON)).out
    assert f"{row['overdue']} overdue" in short
    assert f"{row['soon']} due soon" in short


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three workplaces in folders of their own, with what AMIS puts beside them."""
    root = tmp_path / "srv"
    for name in ("A", "B", "C"):
        place = write(root / name.lower() / "amis.json", named(name))
        (place.parent / "amis-2026-03-02T102140.json").write_text("{}")
        (place.parent / ".amis.copies").mkdir()
        (place.parent / ".amis.copies" / "00000001-20260302T102140Z.json").write_text("{}")
    return root


def test_files_folders_patterns_and_lists_name_documents(folder: Path, tmp_path: Path) -> None:
    wanted = [folder / name / "amis.json" for name in ("a", "b", "c")]
    assert list(documents_in([str(folder)])) == wanted
    assert list(documents_in([f"{folder}/*/amis.json"])) == wanted
    assert list(documents_in([str(wanted[1]), str(folder)])) == [wanted[1], wanted[0], wanted[2]]
    listed = tmp_path / "list"
    listed.write_text(f"# mine\n{wanted[2]}\n\n{wanted[0]}\n")
    assert list(documents_in([f"@{listed}"])) == [wanted[2], wanted[0]]
    assert list(documents_in([str(folder / "none.json")])) == [folder / "none.json"]


def test_what_cannot_be_read_is_a_line_that_says_why(folder: Path, tmp_path: Path) -> None:
    (folder / "b" / "amis.json").write_text("{")
    newer = json.loads((folder / "c" / "amis.json").read_text())
    newer["meta"]["1"]["schema"] = 99
    (folder / "c" / "amis.json").write_text(json.dumps(newer))
    gone = folder / "d.json"
    paths = (*documents_in([str(folder)]), gone)
    lines = gather(paths, TODAY, Remembered(tmp_path / "cache", TODAY))
    assert [line.summary is not None for line in lines] == [True, False, False, False]
    assert all(line.trouble for line in lines[1:])


def test_nothing_is_read_again_while_nothing_changes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counting(document: Document, today: date) -> Summary:
        read.append(Path(document.meta.document))
        return summarise(document, today)

    monkeypatch.setattr("data.overview.worker.summarise", counting)
    paths = documents_in([str(folder)])

    def again(day: date = TODAY) -> Iterable[object]:
        read.clear()
        return gather(paths, day, Remembered(tmp_path / "cache", day))

    first = again()
    assert len(read) == 3
    assert again() == first
    assert not read
    write(
        paths[1], named("B", None, Add("action", "h", {"measure": "Nyt", "due": date(2026, 2, 1)}))
    )
    changed = list(again())
    assert read == [Path("doc-b")]
    assert changed != list(first)
    again(date(2026, 3, 4))
    assert len(read) == 3
    (tmp_path / "cache" / CACHE).write_text("[nonsense")
    again()
    assert len(read) == 3


def test_a_screen_that_looks_again_and_again_takes_nothing_apart_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = documents_in([str(folder)])
    gather(paths, TODAY, Remembered(tmp_path / "cache", TODAY))
    held = Remembered(tmp_path / "cache", TODAY)
    first = gather(paths, TODAY, held)
    monkeypatch.setattr("data.overview.gathering.decode_summary", None)
    assert gather(paths, TODAY, held) == first


def test_many_are_read_side_by_side_and_come_in_their_order(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / f"w{number:02}.json", named(f"W{number:02}"))
    (tmp_path / "w07.json").write_text("{")
    told: list[tuple[int, int]] = []
    lines = gather(
        documents_in([str(tmp_path)]), TODAY, Remembered(tmp_path / "cache", TODAY),
        lambda done, of: told.append((done, of)),
    )  # fmt: skip
    assert [line.path.stem for line in lines] == [f"w{number:02}" for number in range(40)]
    assert [line.path.stem for line in lines if line.summary is None] == ["w07"]
    assert told[-1] == (40, 40)


# -- the committee's pages -----------------------------------------------------------------------


def with_topic(number: int, topic: str) -> Document:
    effect = {"status": "done", "effect": "yes" if number % 2 else "no"}
    edits = [
        Add("person", "p", {"name": f"Hemmelig Person {number}"}),
        Add("action", "h", {"measure": f"Tal med Ole {number}", "topic": topic, **_read(effect)}),
        Add("note", "n", {"about": "action:h", "text": "fortroligt ord", "confidential": True}),
    ]
    return named(f"sted{number}", None, *edits)


def _read(values: dict[str, str]) -> dict[str, object]:
    from data.encoding.values import decode_value
    from data.model.base import specs
    from data.model.plan import Action

    return {name: decode_value(specs(Action)[name], value) for name, value in values.items()}


def test_a_subject_is_told_when_five_workplaces_have_it(tmp_path: Path) -> None:
    topics = ["Støj", "støj", "STØJ", "støj", "Støj", "Ole Hansens ryg"]
    paths = [write(tmp_path / f"{n}.json", with_topic(n, topic)) for n, topic in enumerate(topics)]
    subjects = subjects_in(paths)
    rows = by_subject(subjects)
    assert [(row.name, row.workplaces) for row in rows] == [("Støj", 5)]
    assert (rows[0].sums.helped, rows[0].sums.not_helped) == (2, 3)
    lines = gather(paths, TODAY, Remembered(tmp_path / "cache", TODAY))
    said = committee_markdown(lines, subjects, TODAY) + json.dumps(committee_json(lines, subjects))
    for secret in ("Ole", "Hemmelig", "fortroligt", "ryg"):
        assert secret not in said
    assert "Ole" not in (tmp_path / "cache" / CACHE).read_text()


def test_the_rest_is_told_together_when_it_is_five(tmp_path: Path) -> None:
    subjects = [subjects_of(with_topic(n, f"emne {n}")) for n in range(FEWEST)]
    assert [(row.name, row.workplaces) for row in by_subject(subjects)] == [("", FEWEST)]
    assert not by_subject(subjects[:-1])


def in_sector(sector: str, count: int) -> list[Summary]:
    made = blank()
    row = made.all(Workplace)[0].revised(sector=sector)
    return [summarise(made.with_record(row), TODAY)] * count


def test_groups_of_fewer_than_five_are_not_told_apart() -> None:
    known = [*in_sector("school", 6), *in_sector("office", 3), *in_sector("care", 2)]
    groups = grouped(known, Grouping.SECTOR)
    assert [(bool(group.name), len(group.members)) for group in groups] == [(True, 6), (False, 5)]
    assert sums(known).workplaces == 11


def test_what_is_left_when_the_groups_are_taken_away_is_never_about_fewer_than_five() -> None:
    known = [*in_sector("school", 7), *in_sector("office", 6), *in_sector("care", 2)]
    groups = grouped(known, Grouping.SECTOR)
    assert [(bool(group.name), len(group.members)) for group in groups] == [(True, 7), (False, 8)]
    assert grouped(known[7:], Grouping.SECTOR) == ()


@given(st.lists(st.integers(0, 70), max_size=40))
def test_shares_hold_five_or_more_and_every_workplace_once(overdue: list[int]) -> None:
    one = summarise(blank(), TODAY)
    known = [replace(one, overdue=number) for number in overdue]
    shares = spread(known, FEWEST)
    assert sum(share.workplaces for share in shares) == len(known)
    assert all(share.workplaces >= FEWEST for share in shares) or len(known) < FEWEST
    for share in (*shares, *spread(known)):
        inside = [n for n in overdue if share.low <= n and (share.high is None or n <= share.high)]
        assert len(inside) == share.workplaces


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """A folder with six workplaces whose names are known again."""
    for number in range(6):
        write(tmp_path / "seks" / f"{number}.json", with_topic(number, f"emne {number % 2}"))
    return tmp_path / "seks"


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx", "json"])
def test_the_committees_pages_name_no_workplace(six: Path, tmp_path: Path, form: str) -> None:
    user = CommandLine(tmp_path, language="da")
    target = tmp_path / f"ud.{form}"
    user.ok("overview", str(six), "--committee", "--output", str(target))
    said = target.read_bytes()
    if form in {"docx", "xlsx"}:
        with ZipFile(target) as packed:
            said = b"".join(packed.read(name) for name in packed.namelist())
    assert b"sted" not in said
    assert "Hemmelig" not in said.decode(errors="replace")
    assert user("overview", str(six), "--output", str(target)).code == 2
    assert user("overview", str(six), "--committee", "--by", "size").code == 2


def test_a_committee_does_not_read_of_fewer_than_five(six: Path, tmp_path: Path) -> None:
    user = CommandLine(tmp_path, language="da")
    answer = user("overview", str(six), "--committee", "--find", "sted1")
    assert (answer.code, answer.out) == (2, "")
    assert "5 arbejdspladser eller flere; her er 1" in answer.err


def test_what_is_not_counted_is_said_when_a_file_is_written(six: Path, tmp_path: Path) -> None:
    (six / "7.json").write_text("{")
    user = CommandLine(tmp_path, language="da")
    answer = user("overview", str(six), "--committee", "--output", str(tmp_path / "ud.md"))
    assert answer.code == 3
    assert f"{six}/7.json: " in answer.err
    assert "1 dokument kunne ikke læses" in (tmp_path / "ud.md").read_text()


def test_they_are_sorted_as_asked(tmp_path: Path) -> None:
    late = Add("action", "h", {"measure": "Skærm", "due": date(2026, 2, 1)})
    write(tmp_path / "a.json", named("Alfa"))
    write(tmp_path / "b.json", named("Beta", None, late))
    write(tmp_path / "c.json", named("aeroe", blank("Ærø")))
    user = CommandLine(tmp_path, language="da")
    for order, first in (("calls", "Beta"), ("name", "Alfa"), ("discussion", "Alfa")):
        lines = user.ok("overview", str(tmp_path), "--sort", order).lines
        assert lines[1].startswith(first)
        assert lines[3].startswith("Ærø")


def test_the_table_fits_eighty_columns(folder: Path, tmp_path: Path) -> None:
    (folder / "a" / "amis.json").write_text("{")
    long = "En arbejdsplads med et meget langt navn i Sønderjylland"
    write(folder / "b" / "amis.json", named("B", blank(long)))
    user = CommandLine(tmp_path, language="da")
    answer = user("overview", str(folder))
    assert answer.code == 3
    table = [line for line in answer.lines if not line.startswith(str(folder))]
    assert [line for line in table if len(line) > 80] == []
    assert str(folder / "a" / "amis.json") in answer.out
    by_size = user("overview", str(folder), "--by", "size").out
    assert "10–34 ansatte (2)" in by_size
    assert user("overview", str(tmp_path / "x*")).code == 2


@pytest.mark.parametrize("width", [53, 73, 93, 153])
def test_columns_fit_every_window_and_names_keep_their_room(width: int) -> None:
    set_language("da")
    head = heads(width)
    assert len(head) <= width
    assert head.index("Drøftelse") > 12
    assert "Reg" in head, "what is not kept is told at every width"
