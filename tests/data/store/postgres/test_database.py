"""A document in PostgreSQL: what its rows hold, who may see them, and what a lost server does."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from support.databases import READER, WRITER
from support.program import example
from tinydb import TinyDB

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.encoding.documents import encode_document
from data.model.plan import Action
from data.store import files
from data.store.address import DatabaseAddress
from data.store.errors import (
    AlreadyThere,
    Damaged,
    DatabaseTrouble,
    LockBusy,
    Newer,
    NoSuchWorkplace,
    Replaced,
    Stale,
    StoreError,
    Unreachable,
)
from data.store.limits import TooLargeToSave
from data.store.moving import move
from data.store.postgres.address import AddressError, address_of
from data.store.postgres.workplaces import workplaces
from data.store.store import Change, Store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
METTE, JENS = Author("Mette", START), Author("Jens", START)


@pytest.fixture
def address(in_database):
    found = in_database("plan")
    store = Store(found)
    store.create(SetUpWorkplace("Værkstedet", 24), METTE)
    store.run(AddRecord("action", {"measure": "Støjskærm"}, "a"), METTE)
    return found


def opened(address):
    store = Store(address)
    store.load()
    return store


def percent(value):
    return SetField("action", "a", "percent", value)


def hears(store):
    end = time.monotonic() + 5
    while not store.keeper.heard():
        assert time.monotonic() < end
        time.sleep(0.01)


def as_account(address, account):
    return replace(address, conninfo=address.conninfo.replace(WRITER, account))


def ask(postgres, query, *values):
    return postgres.owner.execute(query, values).fetchall()


# -- rows ----------------------------------------------------------------------------------------


def test_one_row_a_record_and_one_a_save_in_the_form_of_the_file(postgres, address):
    store = opened(address)
    store.run(AddRecord("goal", {"title": "Ro"}, "g"), METTE)
    store.run(DeleteRecord("goal", "g"), METTE)
    name = address.workplace
    rows = ask(postgres, "select kind, number, row from amis.record where workplace = %s", name)
    tables = encode_document(store.document)
    assert {(kind, str(number)): row for kind, number, row in rows} == {
        (kind, number): row
        for kind, table in tables.items()
        if kind != "meta"
        for number, row in table.items()
    }
    (meta,) = ask(
        postgres, "select meta, revision, bytes from amis.workplace where name = %s", name
    )
    size = sum(
        len(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
        for _kind, _number, row in rows
    )
    assert meta == (tables["meta"]["1"], 4, size)
    saves = ask(
        postgres, "select revision, line->>'who' from amis.history where workplace = %s", name
    )
    assert sorted(saves) == [(number, "Mette") for number in (1, 2, 3, 4)]


def test_of_a_document_that_is_known_only_what_changed_is_fetched(address):
    mette, jens = opened(address), opened(address)
    jens.run(AddRecord("goal", {"title": "Ro"}, "g"), JENS)
    jens.run(AddRecord("idea", {"text": "Ud"}, "i"), JENS)
    jens.run(DeleteRecord("idea", "i"), JENS)
    kept = mette.document.get(Action, "a")
    assert mette.poll().after == jens.document
    assert mette.document.get(Action, "a") is kept
    assert mette.document == opened(address).document


def test_a_save_is_heard_of_by_others_and_is_no_news_to_oneself(address):
    mette, jens = opened(address), opened(address)
    jens.run(percent(10), JENS)
    hears(mette)
    assert mette.poll().after == jens.document
    assert not mette.keeper.heard()
    assert not jens.keeper.heard()
    assert jens.poll() is None


def test_the_same_request_is_never_there_twice(postgres, address):
    store = opened(address)
    store.run(percent(10), METTE, "r")
    with pytest.raises(psycopg.errors.UniqueViolation):
        postgres.owner.execute(
            "insert into amis.history select workplace, 99, id, terminal, line"
            " from amis.history where workplace = %s and id = 'r'", (address.workplace,),
        )  # fmt: skip


def test_of_two_who_make_it_at_once_one_is_told_that_it_is_there(in_database):
    found = in_database("ny")
    first, second = Store(found), Store(found)
    first.keeper.exists = lambda: False
    second.create(SetUpWorkplace("To", 5), JENS)
    with pytest.raises(AlreadyThere):
        first.create(SetUpWorkplace("En", 5), METTE)
    assert opened(found).document.workplace.name == "To"


def test_who_waits_for_the_row_too_long_is_told_and_nothing_is_changed(address):
    mette, jens = opened(address), Store(address, limit=0.1)
    jens.load()
    with mette.exclusively(), pytest.raises(LockBusy):
        jens.run(percent(10), JENS)
    assert opened(address).document.get(Action, "a").percent == 0


def test_what_could_not_be_moved_back_to_a_file_is_not_saved(address, monkeypatch):
    store = opened(address)
    store.run(percent(1), METTE)
    monkeypatch.setattr(files, "LIMIT", store.keeper.size + 500)
    before = store.document
    with pytest.raises(TooLargeToSave):
        store.run(SetField("action", "a", "problem", "x" * 500), METTE)
    assert opened(address).document == before
    store.run(SetField("action", "a", "problem", "x" * 100), METTE)


# -- what cannot be used -------------------------------------------------------------------------


def change(postgres, address, sql):
    postgres.owner.execute(sql, (address.workplace,))


def test_a_document_that_is_not_there_is_said(in_database):
    store = Store(in_database())
    assert not store.exists()
    for act in (store.load, store.poll, lambda: store.run(percent(1), METTE)):
        with pytest.raises(NoSuchWorkplace) as told:
            act()
        assert "plan" in told.value.sentence()


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("update amis.workplace set meta = meta || '{\"schema\": 99}' where name = %s", Newer),
        ("update amis.record set row = row || '{\"colour\": 1}' where workplace = %s", Damaged),
        ("update amis.record set row = '[]' where workplace = %s", Damaged),
        ("update amis.record set kind = 'poem' where workplace = %s and kind = 'action'", Damaged),
        ("update amis.workplace set revision = 7 where name = %s", Damaged),
        ("update amis.workplace set meta = 'null' where name = %s", Damaged),
    ],
)
def test_rows_that_hold_no_document_are_left_alone_and_mended(postgres, address, sql, kind):
    change(postgres, address, sql)
    before = list(postgres.rows(address.workplace))
    for act in (Store.load, lambda s: s.run(percent(1), METTE), lambda s: s.undo(METTE)):
        with pytest.raises(kind) as told:
            act(Store(address))
        assert "plan" in told.value.sentence()
    assert list(postgres.rows(address.workplace)) == before
    mending = Store(address).keeper.mending()
    assert isinstance(mending.trouble(), kind)
    done = mending.recover(JENS)
    assert done.rescue.lost == 0
    fresh = opened(address)
    assert fresh.document.get(Action, "a").measure == "Støjskærm"
    assert fresh.document == done.document
    assert mending.trouble() is None
    fresh.run(percent(30), METTE)
    copies = fresh.keeper.copies
    assert any(done.aside == copy.path for copy in copies.listed()), "what was there is kept"


def test_what_was_refused_is_not_read_again_each_second(postgres, address, monkeypatch):
    store = opened(address)
    change(postgres, address, "update amis.workplace set revision = 3 where name = %s")
    reads = []
    real = store.keeper.read
    monkeypatch.setattr(store.keeper, "read", lambda known: reads.append(1) or real(known))
    for _look in range(3):
        with pytest.raises(StoreError):
            store.poll()
    assert len(reads) == 1


def test_another_document_in_its_place_is_noticed(postgres, address):
    store = opened(address)
    change(
        postgres, address,
        "update amis.workplace set document = 'other', meta = meta || '{\"document\": \"other\"}'"
        " where name = %s",
    )  # fmt: skip
    for act in (store.poll, lambda: store.run(percent(1), METTE)):
        with pytest.raises(Replaced):
            act()


def test_an_older_state_of_the_server_is_noticed_and_what_was_seen_is_put_back(postgres, address):
    store = opened(address)
    old = ask(
        postgres, "select meta, revision from amis.workplace where name = %s", address.workplace
    )[0]
    store.run(percent(10), METTE)
    name = address.workplace
    owner = postgres.owner
    owner.execute(
        "update amis.workplace set meta = %s, revision = %s where name = %s",
        (psycopg.types.json.Jsonb(old[0]), old[1], name),
    )
    owner.execute("delete from amis.history where workplace = %s and revision > 2", (name,))
    owner.execute("update amis.record set row = row - 'percent' where workplace = %s", (name,))
    for act in (store.poll, lambda: store.run(percent(20), METTE)):
        with pytest.raises(Stale):
            act()
    done = store.keeper.mending(store.document).recover(METTE)
    assert done.document.get(Action, "a").percent == 10
    assert store.poll().after.meta.revision > 3


# -- who may -------------------------------------------------------------------------------------


def test_a_member_of_one_workplace_sees_and_changes_no_other(postgres, address, in_database):
    other = replace(address, workplace="nabo-" + address.workplace)
    with psycopg.connect(postgres.conninfo(), autocommit=True) as account:
        for table in ("workplace", "record", "removal", "history", "copy", "reminded", "presence"):
            name = "name" if table == "workplace" else "workplace"
            postgres.owner.execute(
                "delete from amis.member where workplace = %s", (other.workplace,)
            )
            seen = f"select count(*) from amis.{table} where {name} = %s"
            assert account.execute(seen, (other.workplace,)).fetchone() == (0,)
        postgres.owner.execute(
            "insert into amis.workplace values (%s, 'x', 1, '{}', 0)", (other.workplace,)
        )
        postgres.owner.execute(
            "insert into amis.record values (%s, 'idea', 'i', 1, 1, '{}')", (other.workplace,)
        )
        assert account.execute(
            "select count(*) from amis.record where workplace = %s", (other.workplace,)
        ).fetchone() == (0,)
        changed = account.execute(
            "update amis.record set number = 2 where workplace = %s", (other.workplace,)
        )
        assert changed.rowcount == 0
        for sql in (
            "insert into amis.record values (%s, 'idea', 'j', 2, 1, '{}')",
            "insert into amis.presence values (%s, 's', 'a', 'b', '', '', 1, now(), now())",
            "insert into amis.member values (%s, 'amis_writer', true)",
            "select amis.admit(%s, 'amis_writer')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                account.execute(sql, (other.workplace,))
    with pytest.raises(NoSuchWorkplace):
        Store(other).load()
    with pytest.raises(DatabaseTrouble) as told:
        Store(replace(other, workplace=f"ny-{other.workplace}")).create(
            SetUpWorkplace("Ny", 5), METTE
        )
    assert "adgang" in told.value.sentence()
    assert [each.name for each in workplaces(address)].count(other.workplace) == 0
    assert address.workplace in [each.name for each in workplaces(address)]


def test_a_reader_reads_follows_and_changes_nothing(postgres, address):
    mine = opened(address)
    store = opened(as_account(address, READER))
    assert store.document == mine.document
    mine.run(percent(10), METTE)
    assert store.poll().after == mine.document
    before = list(postgres.rows(address.workplace))
    for act in (lambda: store.run(percent(20), JENS), lambda: store.undo(METTE)):
        with pytest.raises(DatabaseTrouble) as told:
            act()
        assert "adgang" in told.value.sentence()
    assert store.keeper.here("x", "X", START).others(START) == ()
    assert list(postgres.rows(address.workplace)) == before


def test_a_database_without_the_tables_is_said(postgres, tmp_path):
    nowhere = DatabaseAddress(postgres.conninfo(database="postgres"), "x", tmp_path / "x" / "x")
    with pytest.raises(DatabaseTrouble) as told:
        Store(nowhere).load()
    assert "--schema" in told.value.sentence()


def test_the_schema_can_be_run_again(postgres, address):
    from data.store.postgres.schema import NEWEST, schema

    before = opened(address).document
    postgres.owner.execute(schema())
    assert opened(address).document == before
    assert ask(postgres, "select max(number) from amis.schema_version") == [(NEWEST,)]


# -- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "conninfo", "name"),
    [
        ("postgresql:///amis?workplace=l", "postgresql:///amis", "l"),
        ("postgresql://u@h:5/d?sslmode=verify-full&workplace=a%C3%A6&service=s",
         "postgresql://u@h:5/d?sslmode=verify-full&service=s", "aæ"),
        ("postgres:///?service=amis&workplace=x.1", "postgres:///?service=amis", "x.1"),
    ],
)  # fmt: skip
def test_what_is_not_ours_in_an_address_is_libpqs(given, conninfo, name):
    found = address_of(given, Path("/home/m"))
    assert (found.conninfo, found.workplace) == (conninfo, name)
    assert found.beside == Path("/home/m") / name / name


@pytest.mark.parametrize(
    "given",
    ["postgresql:///amis", "postgresql:///amis?workplace=", "postgresql:///amis?workplace=../x",
     "postgresql:///amis?workplace=a/b", "postgresql:///amis?workplace=a&workplace=b"],
)  # fmt: skip
def test_an_address_that_names_no_workplace_is_refused(given):
    with pytest.raises(AddressError):
        address_of(given, Path("/home/m"))


def test_a_service_file_says_where_the_server_is(postgres, address, tmp_path, monkeypatch):
    """As libpq has it; a password would stand in ~/.pgpass."""
    services = tmp_path / "services"
    services.write_text(
        f"[amis]\nhost={postgres.folder}\ndbname=amis\nuser={WRITER}\nconnect_timeout=9\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    url = f"postgresql:///?service=amis&workplace={address.workplace}"
    store = opened(address_of(url, tmp_path))
    assert store.document == opened(address).document
    with store.keeper.line.used() as connection:
        assert connection.info.get_parameters()["connect_timeout"] == "9"


# -- moving --------------------------------------------------------------------------------------


def test_a_document_moves_there_and_back_whole_with_its_history(postgres, in_database, tmp_path):
    path = tmp_path / "plan.json"
    store = Store(path)
    store.put(example())
    for number in range(1, 6):
        store.run(SetField("action", store.document.find("H8").id, "percent", number), METTE)
    store.undo(METTE)
    history = path.with_name("plan.history.jsonl")
    before, told, copied = path.read_bytes(), history.read_bytes(), store.keeper.copies.listed()
    address = in_database()
    done = move(path, address, START)
    assert done.saves == 6
    assert done.aside.read_bytes() == before
    assert not path.exists()
    there = opened(address)
    assert there.document == store.document
    assert len(there.keeper.copies.listed()) == len(copied)
    there.redo(METTE)
    there.undo(METTE)
    back = tmp_path / "back.json"
    move(address, back, START)
    with pytest.raises(NoSuchWorkplace):
        there.poll()
    assert back.with_name("back.history.jsonl").read_bytes().startswith(told)
    with TinyDB(back, access_mode="r", encoding="utf-8") as stock:
        assert len(stock.table("action")) == len(store.document.all(Action))
    again = Store(back)
    again.load()
    again.undo(METTE)
    assert again.document.find("H8").percent == 3


@pytest.mark.parametrize("broken", ["there", "not whole"])
def test_a_move_that_does_not_come_off_leaves_the_source(address, tmp_path, broken, monkeypatch):
    before = opened(address).document
    target = tmp_path / "plan.json"
    if broken == "there":
        target.write_text("mine")
    else:
        monkeypatch.setattr("data.store.moving._bring_copies", lambda _s, t: t.path.unlink())
    with suppress(FileNotFoundError), pytest.raises(StoreError):
        move(address, target, START)
    assert opened(address).document == before


def test_a_backup_is_the_file_that_stock_tinydb_opens(address, tmp_path):
    store = opened(address)
    made = store.keeper.back_up(tmp_path / "ud.json", START)
    plain = Store(made.path)
    assert plain.load() == store.document
    assert list(plain.history.oldest_first()) == list(store.history.oldest_first())
    with TinyDB(made.path, access_mode="r", encoding="utf-8") as stock:
        assert stock.table("action").get(doc_id=1)["measure"] == "Støjskærm"


# -- a server that is gone -----------------------------------------------------------------------


def cut(postgres, store):
    """End a store's connection as the server does when it goes down."""
    with store.keeper.line.used() as connection:
        pid = connection.info.backend_pid
    postgres.owner.execute("select pg_terminate_backend(%s, 5000)", (pid,))


def test_a_connection_that_was_lost_is_said_once_and_made_again(postgres, address):
    mette, jens = opened(address), opened(address)
    cut(postgres, mette)
    jens.run(percent(10), JENS)
    hears(mette)  # a look is called for
    assert mette.poll().after == jens.document
    cut(postgres, mette)
    with pytest.raises(Unreachable) as told:
        mette.run(percent(20), METTE, "r")
    assert "svarer ikke" in told.value.sentence()
    assert mette.run(percent(20), METTE, "r", new=False).after.get(Action, "a").percent == 20
    # What others save afterwards is heard of by the new connection.
    jens.run(percent(30), JENS)
    hears(mette)


def test_an_answer_that_was_lost_is_no_reason_to_save_twice(postgres, address):
    store = opened(address)
    command = AddRecord("goal", {"title": "Ro"})
    cut_after_commit(store)
    with pytest.raises(Unreachable) as told:
        store.run(command, METTE, "r")
    assert told.value.unsure
    assert store.run(command, METTE, "r", new=False).repeated
    assert len(opened(address).document.tables["goal"]) == 1


def three():
    names = ("x", "y", "z")
    return [(AddRecord("action", {"measure": name}, name), f"r-{name}") for name in names]


def test_lines_saved_together_whose_answer_was_lost_are_told_as_saved(postgres, address):
    """They are looked for one by one by the connection that is made again."""
    store = opened(address)
    cut_after_commit(store)
    assert [done.repeated for done in store.run_together(three(), METTE)] == [True] * 3
    again = opened(address)
    assert again.document == store.document
    revisions = [entry.revision for entry in again.history.oldest_first()]
    assert revisions == list(range(1, again.document.meta.revision + 1))


def test_lines_that_the_server_ends_in_the_middle_of_are_all_saved_once_or_said(
    postgres, address, monkeypatch
):
    from data.store.postgres.holding import DatabaseHolding

    for name in ("_write", "_add", "_commit"):
        store = opened(address)
        real = getattr(DatabaseHolding, name)

        def ended(held, *given, _real=real, _name=name, _store=store):
            monkeypatch.setattr(DatabaseHolding, _name, _real)
            cut_by_pid(postgres, held)
            return _real(held, *given)

        monkeypatch.setattr(DatabaseHolding, name, ended)
        sent = [(AddRecord("action", {"measure": name}), f"{name}-{n}") for n in range(3)]
        done = store.run_together(sent, METTE)
        # The connection was made again for the first of them at the latest.
        saved = [one for one in done if isinstance(one, Change)]
        assert len(saved) >= 2, name
        done = opened(address).run_together(sent, METTE)
        assert all(isinstance(one, Change) for one in done)
        there = [a for a in opened(address).document.all(Action) if a.measure == name]
        assert len(there) == 3, name


def cut_by_pid(postgres, held):
    """End the connection of a save that is under way."""
    pid = held._connection.info.backend_pid
    postgres.owner.execute("select pg_terminate_backend(%s, 5000)", (pid,))


def cut_after_commit(store):
    """The server commits, and the network fails before its answer comes."""
    from data.store.postgres.holding import DatabaseHolding

    def lost(held, document):
        del held._commit_once
        DatabaseHolding._commit(held, document)
        raise held._keeper.line.told(psycopg.OperationalError("gone"), unsure=True)

    real = store.keeper.holding

    def holding():
        context = real()
        enter = context.__enter__

        class Once:
            def __enter__(self):
                held = enter()
                held._commit_once = True
                held._commit = lambda document: lost(held, document)
                store.keeper.holding = real
                return held

            def __exit__(self, *error):
                return context.__exit__(*error)

        return Once()

    store.keeper.holding = holding


def test_nobody_waits_for_a_listener_that_is_busy(address):
    store = opened(address)
    held, go = threading.Event(), threading.Event()

    def hold():
        with store.keeper.line.used():
            held.set()
            go.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    begun = time.monotonic()
    assert store.keeper.heard() is False
    assert time.monotonic() - begun < 1
    go.set()
    thread.join()


def test_no_server_at_all_is_said(tmp_path):
    nowhere = DatabaseAddress(f"postgresql:///amis?host={tmp_path}", "x", tmp_path / "x" / "x")
    with pytest.raises(Unreachable) as told:
        Store(nowhere).load()
    assert "x" in told.value.sentence()
    here = Store(nowhere).keeper.here("m", "M", START)
    here.announce("plan", START)
    assert here.others(START) == ()
    here.leave()
