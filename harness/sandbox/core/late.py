"""
Rows that wait to be written: most of what a transaction keeps, nobody reads at once.

Of rows with the same key only the last is written: the sums and the customer of
many invoices once. All of it is written before anything is read.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

Row = tuple[object, ...]
Waiting = defaultdict[str, list[Row]]

RECORD = (
    "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    " ON CONFLICT (realm, entity, id) DO UPDATE"
    " SET sort = ?5, active = ?6, updated = ?7, body = ?8"
)
ENTRY = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)"
POSTING = (
    "INSERT OR REPLACE INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
BALANCE = "INSERT OR REPLACE INTO balance VALUES (?, ?, ?, ?)"
SEQUENCE = "INSERT OR REPLACE INTO sequence VALUES (?, ?, ?)"
TABLES: Mapping[str, tuple[int, str]] = {
    "record": (3, RECORD),
    "entry": (0, ENTRY),
    "posting": (0, POSTING),
    "balance": (3, BALANCE),
    "sequence": (2, SEQUENCE),
}
"""How many columns of a row are its key (0: hardly any row comes again); how it is written."""

MANY = 1000
"""So many rows may wait; writing them takes some milliseconds."""


class Late:
    """What waits: of transactions that have ended, and of the one that is under way."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ended: Waiting = defaultdict(list)
        self._own: Waiting = defaultdict(list)

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

    @property
    def many(self) -> bool:
        """Whether so much of ended transactions waits that it is time to write it."""
        return sum(map(len, self._ended.values())) >= MANY

    def write_ended(self) -> None:
        """Write what waits of transactions that have ended, in a transaction of its own."""
        if self._ended:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                self._write(self._ended)

    def write_own(self) -> None:
        """Write what waits of the transaction that is under way."""
        if self._own:
            self._write(self._own)

    def _write(self, waiting: Waiting) -> None:
        for table, rows in waiting.items():
            width, statement = TABLES[table]
            last = {row[:width]: row for row in rows}.values() if width else rows
            self._db.executemany(statement, last)
        waiting.clear()
