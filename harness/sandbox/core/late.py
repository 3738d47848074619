"""
Rows that wait to be written: most of what a transaction keeps, nobody reads at once.

Of rows with the same key only the last is written: the sums and the customer of
many invoices once. All of it is written before anything is read. In memory, where
there is nothing to survive, what waits of ended transactions is written beside the
next requests, by a thread: each table by one statement, in which SQLite leaves
Python to others.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from harness.sandbox.core import wire

Row = tuple[object, ...]
Waiting = defaultdict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Table:
    """
    How rows of a table are written: its `columns`, of which the first are the `key`.

    0 of them where hardly any row comes again. `more` follows the rows.
    """

    name: str
    columns: int
    key: int = 0
    verb: str = "INSERT OR REPLACE"
    more: str = ""

    @property
    def one(self) -> str:
        """The statement that writes one row."""
        marks = ", ".join("?" * self.columns)
        return f"{self.verb} INTO {self.name} VALUES ({marks}) {self.more}"

    @property
    def all(self) -> str:
        """The statement that writes all rows of a JSON text."""
        cells = ", ".join(f"json_extract(value, '$[{number}]')" for number in range(self.columns))
        # `true`, since SQLite would read `ON` as that of a join
        source = f"SELECT {cells} FROM json_each(?) WHERE true"  # noqa: S608 - our own numbers
        return f"{self.verb} INTO {self.name} {source} {self.more}"

    def last(self, rows: Collection[Row]) -> Collection[Row]:
        """Return the rows without those that come again."""
        return {row[: self.key]: row for row in rows}.values() if self.key else rows


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "record",
            columns=8,
            key=3,
            verb="INSERT",
            more="ON CONFLICT (realm, entity, id) DO UPDATE SET sort = excluded.sort,"
            " active = excluded.active, updated = excluded.updated, body = excluded.body",
        ),
        Table("entry", columns=5),
        Table("posting", columns=18),
        Table("balance", columns=4, key=3),
        Table("sequence", columns=3, key=2),
    )
}
MANY = 1000
"""So many rows may wait; writing them takes some milliseconds."""


class Late:
    """What waits: of transactions that have ended, and of the one that is under way."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ended: Waiting = defaultdict(list)
        self._own: Waiting = defaultdict(list)
        self._thread = ThreadPoolExecutor(1, "sandbox-late")
        self._beside: Future[None] | None = None

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Let rows wait, each instead of the one with its key."""
        self._own[table].extend(rows)

    def keep(self) -> None:
        """Let what waits stay, whatever becomes of later transactions."""
        for table, rows in self._own.items():
            self._ended[table].extend(rows)
        self._own.clear()

    def drop(self) -> None:
        """Forget what waits of the transaction that is under way."""
        self._own.clear()

    def relieve(self) -> None:
        """Begin to write what waits of ended transactions, if it is much."""
        if sum(map(len, self._ended.values())) >= MANY:
            self.settle()
            waiting, self._ended = self._ended, defaultdict(list)
            self._beside = self._thread.submit(self._write_at_once, waiting)

    def settle(self) -> None:
        """Wait until what is written beside the requests is there; nobody else may read sooner."""
        if self._beside is not None:
            beside, self._beside = self._beside, None
            beside.result()

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    def write_ended(self) -> None:
        """Write what waits of transactions that have ended, in a transaction of its own."""
        self.settle()
        if self._ended:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                self._write(self._ended)

    def write_own(self) -> None:
        """Write what waits of the transaction that is under way."""
        if self._own:
            self._write(self._own)

    def _write(self, waiting: Waiting) -> None:
        for name, rows in waiting.items():
            table = TABLES[name]
            self._db.executemany(table.one, table.last(rows))
        waiting.clear()

    def _write_at_once(self, waiting: Waiting) -> None:
        for name, rows in waiting.items():
            table = TABLES[name]
            self._db.execute(table.all, (wire.dumps(list(table.last(rows))),))
