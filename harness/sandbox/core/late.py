"""
A write buffer: most rows that a transaction writes are not read soon.

Of rows with the same key only the last is written, so that the sums and the customer of
many invoices are written once. Everything is written before anything is read. In memory,
where there is nothing to survive, the rows of ended transactions are written beside the
next requests, by a thread: each table by one statement, during which SQLite does not hold
Python's lock.
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
    How rows of a table are written: its `columns`, of which the first `key` are the key.

    `key` is 0 if rows are hardly ever replaced. `more` is appended to the statement.
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
        """Return the rows without those that a later one replaces."""
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
    """The waiting rows of ended transactions, and of the one that is under way."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ended: Waiting = defaultdict(list)
        self._own: Waiting = defaultdict(list)
        self._thread = ThreadPoolExecutor(1, "sandbox-late")
        self._beside: Future[None] | None = None

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows, each in place of an earlier one with its key."""
        self._own[table].extend(rows)

    def keep(self) -> None:
        """Keep the current transaction's rows, whatever becomes of later ones."""
        for table, rows in self._own.items():
            self._ended[table].extend(rows)
        self._own.clear()

    def drop(self) -> None:
        """Discard the rows of the transaction that is under way."""
        self._own.clear()

    def relieve(self) -> None:
        """Begin to write the rows of ended transactions, if there are many."""
        if sum(map(len, self._ended.values())) >= MANY:
            self.settle()
            waiting, self._ended = self._ended, defaultdict(list)
            self._beside = self._thread.submit(self._write_at_once, waiting)

    def settle(self) -> None:
        """Wait until the thread has written its rows, before which nobody may read."""
        if self._beside is not None:
            beside, self._beside = self._beside, None
            beside.result()

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    def write_ended(self) -> None:
        """Write the rows of ended transactions, in a transaction of their own."""
        self.settle()
        if self._ended:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                self._write(self._ended)

    def write_own(self) -> None:
        """Write the rows of the transaction that is under way."""
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
