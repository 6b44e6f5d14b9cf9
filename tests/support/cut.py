"""A database that says no, or whose answer is lost, as long as it is told to."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from data.store.errors import Unreachable
from data.store.postgres.holding import DatabaseHolding
from data.store.postgres.keeper import DatabaseKeeper


class Cut:
    """The counterpart of a moody disk: `rename` refuses a save, `folder` loses the answer to it."""

    def __init__(self):
        self.refuses = ""
        self.holds = None
        self.entered = threading.Event()

    def keeper(self, place, limit):
        """What keeps the document there, by way of this connection."""
        return _Keeper(place, self, limit)


class _Keeper(DatabaseKeeper):
    def __init__(self, place, cut, limit):
        super().__init__(place, limit=limit)
        self.cut = cut

    @contextmanager
    def holding(self):
        with self.line.used() as connection:
            connection.execute("begin")
            try:
                yield _Holding(self, connection)
            finally:
                if not connection.closed and connection.info.transaction_status:
                    connection.execute("rollback")


class _Holding(DatabaseHolding):
    def _commit(self, document):
        cut = self._keeper.cut
        if cut.refuses == "rename":
            raise Unreachable(self._keeper.path, "cut off")
        cut.entered.set()
        if cut.holds is not None:
            assert cut.holds.wait(10)
        super()._commit(document)
        if cut.refuses == "folder":
            raise Unreachable(self._keeper.path, "cut off", True)

    def confirm(self):
        if self._keeper.cut.refuses == "folder":
            raise Unreachable(self._keeper.path, "cut off", True)
