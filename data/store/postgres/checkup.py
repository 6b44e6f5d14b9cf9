"""Looking a document in PostgreSQL over: reached, readable, saved for sure, heard of, copied."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import moment_label
from data.i18n import _
from data.store.checkup import CheckupFinding, CheckupVerdict
from data.store.errors import Missing, StoreError
from data.store.postgres.connection import DatabaseLine, channel_of
from data.store.postgres.schema import NEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from data.model.document import Document
    from data.store.postgres.keeper import DatabaseKeeper

_PATIENCE: Final = 2.0
"""Seconds within which the news of a save must come."""

_OLDEST: Final = 140000
"""The oldest server the tables are made for, as its number."""


def checkup(keeper: DatabaseKeeper, *, tries: bool = True) -> tuple[CheckupFinding, ...]:
    """Everything that was looked at, in order.

    Args:
        keeper: The document.
        tries: Whether news is tried, which a guest does not.
    """
    found: list[CheckupFinding] = []
    try:
        with keeper.line.used() as connection:
            found += _server(connection)
            found += _tables(connection)
        document = _document(keeper, found)
        with keeper.line.used() as connection:
            found += _rights(connection, keeper.name)
            found += _durability(connection)
        if document is not None:
            found += _history(keeper, document)
            found += _copies(keeper)
        if document is not None and tries:
            found += _news(keeper, document)
    except StoreError as error:
        found.append(_trouble(error.sentence()))
    return tuple(found)


def _good(text: str) -> CheckupFinding:
    return CheckupFinding(CheckupVerdict.GOOD, text)


def _remark(text: str) -> CheckupFinding:
    return CheckupFinding(CheckupVerdict.REMARK, text)


def _trouble(text: str) -> CheckupFinding:
    return CheckupFinding(CheckupVerdict.TROUBLE, text)


def _asked(connection: psycopg.Connection[Any], query: str, *values: object) -> Any:
    """The only value of a query's only row."""
    row = connection.execute(query, values).fetchone()
    return row[0] if row is not None else None


def _server(connection: psycopg.Connection[Any]) -> Iterator[CheckupFinding]:
    info = connection.info
    version = _asked(connection, "select current_setting('server_version')")
    text = _("PostgreSQL {version} answers as {user}.").format(version=version, user=info.user)
    yield _good(text)
    if info.server_version < _OLDEST:
        yield _trouble(_("The server is older than PostgreSQL 14, which AMIS was made for."))
    local = not info.host or info.host.startswith(("/", "@")) or info.host in {"localhost", "::1"}
    if not local and not info.host.startswith("127.") and not connection.pgconn.ssl_in_use:
        yield _remark(_("The connection is not encrypted: add sslmode=verify-full to the address."))


def _tables(connection: psycopg.Connection[Any]) -> Iterator[CheckupFinding]:
    number = _asked(connection, "select max(number) from schema_version") or 0
    if number < NEWEST:
        yield _trouble(
            _("The tables are older than this version of AMIS: amis database --schema | psql …")
        )
    elif number > NEWEST:
        yield _remark(_("The tables were made by a newer version of AMIS than this one."))
    else:
        yield _good(_("The tables are those of this version (step {n}).").format(n=number))


def _document(keeper: DatabaseKeeper, found: list[CheckupFinding]) -> Document | None:
    try:
        document = keeper.read_apart()
    except Missing:
        text = _("There is no workplace {name} yet, or you may not see it; amis new makes it.")
        found.append(_remark(text.format(name=keeper.name)))
        return None
    except StoreError as error:
        found.append(_trouble(error.sentence()))
        return None
    count = sum(1 for _record in document.records())
    text = _("{path} can be read: number {revision}, {count} records.")
    told = text.format(path=keeper.name, revision=document.meta.revision, count=count)
    found.append(_good(told))
    return document


def _rights(connection: psycopg.Connection[Any], name: str) -> Iterator[CheckupFinding]:
    above = _asked(
        connection,
        "select r.rolsuper or r.rolbypassrls or pg_has_role(current_user, c.relowner, 'member')"
        " from pg_roles r, pg_class c"
        " where r.rolname = current_user and c.oid = 'workplace'::regclass",
    )
    if above:
        yield _remark(
            _("This account sees every workplace: let people use one that is admitted to theirs.")
        )
    writes = above or _asked(
        connection, "select bool_or(writes) from member where workplace = %s", name
    )
    if writes:
        yield _good(_("You may read and save."))
    elif writes is None:
        yield _trouble(_("The account is not admitted to {name}.").format(name=name))
    else:
        yield _good(_("You may read, but not save."))


def _durability(connection: psycopg.Connection[Any]) -> Iterator[CheckupFinding]:
    unsafe = [
        setting
        for setting in ("fsync", "full_page_writes")
        if _asked(connection, "select current_setting(%s)", setting) != "on"
    ]
    if unsafe:
        text = _("The server may lose what is saved in a power cut: {settings} is off.")
        yield _trouble(text.format(settings=", ".join(unsafe)))
    else:
        yield _good(_("The server confirms what is saved, so a power cut takes nothing back."))
    if _asked(connection, "select pg_is_in_recovery()"):
        yield _trouble(_("This server is a replica: it cannot be saved in."))


def _history(keeper: DatabaseKeeper, document: Document) -> Iterator[CheckupFinding]:
    newest = next(keeper.history.newest_first(), None)
    revision = document.meta.revision
    if newest is None:
        yield _remark(_("There is no history yet: nothing can be undone."))
    elif newest.revision >= revision:
        yield _good(_("The history goes up to the document's last save."))
    else:
        text = _("The history ends at number {found}; the document is number {revision}.")
        yield _remark(text.format(found=newest.revision, revision=revision))


def _copies(keeper: DatabaseKeeper) -> Iterator[CheckupFinding]:
    kept = keeper.copies.every()
    if not kept:
        yield _remark(_("There is no good copy yet; the next save makes one."))
        return
    when = moment_label(kept[0].at)
    text = _("Good copies: {count}, the newest from {when}.")
    yield _good(text.format(count=len(kept), when=when))


def _news(keeper: DatabaseKeeper, document: Document) -> Iterator[CheckupFinding]:
    """Whether what one connection tells, another hears: poolers often do not hand it on."""
    other = DatabaseLine(keeper.place, _PATIENCE)
    try:
        with keeper.line.used() as connection:
            keeper.line.listen(connection, document.meta.document)
        keeper.heard()
        with other.used() as connection:
            channel = channel_of(document.meta.document)
            connection.execute("select pg_notify(%s, '')", (channel,))
        end = time.monotonic() + _PATIENCE
        heard = keeper.heard()
        while not heard and time.monotonic() < end:
            time.sleep(0.02)
            heard = keeper.heard()
    finally:
        other.drop()
    if heard:
        yield _good(_("The news of a save reaches others at once."))
    else:
        yield _trouble(
            _(
                "The news of a save does not reach others. A connection pooler that shares "
                "connections between transactions cannot be used: connect to the server itself."
            )
        )
