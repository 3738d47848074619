"""
The store: SQLite, in memory or in one file, with one transaction for each write.

A file is held exclusively: a second process is refused. What was answered 200
is in the file's log before the answer leaves (WAL), so that killing the
process loses nothing; only a power cut may take the last moments.

A transaction seldom reads what it wrote. So its rows are buffered (`late`) until the
transaction ends or somebody reads; in memory, where there is nothing to survive, even
beyond its end.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

from harness.sandbox.core import wire
from harness.sandbox.core.late import Late
from harness.sandbox.core.memory import Memory
from harness.sandbox.core.sequences import Drawn, Sequences

SCHEMA = resources.files("harness.sandbox.core").joinpath("store.sql").read_text("utf-8")
APPLICATION = 0x51424F53
"""Marks a file as the emulator's, for whom else looks at it ("QBOS")."""


def format_of(schema: str) -> int:
    """Fingerprint a file's tables, without the comments and the layout of the schema."""
    statements = " ".join(re.sub(r"--.*", "", schema).split())
    return zlib.crc32(statements.encode()) & 0x7FFF_FFFF


FORMAT = format_of(SCHEMA)
"""Drawn from the schema, so that nobody has to remember it."""
COMPANY_TABLES = (
    "record",
    "entry",
    "removed",
    "sequence",
    "answer",
    "posting",
    "movement",
    "balance",
    "link",
    "blob",
    "mail",
)
"""Every table that holds a company's state; each has its realm in the first column."""


class FileInUse(Exception):
    """Another process holds the file."""


class OtherFormat(Exception):
    """The file belongs to another version of the emulator, or to another program."""


class _TakenBack(Exception):
    """Ends a trial."""


class Store:
    """One database with all companies, used from one thread."""

    def __init__(self, data: str) -> None:
        self.key = secrets.token_bytes(32)
        """Signs short-lived addresses; new with every process."""
        self.memory = Memory()
        self._in_file = data != ":memory:"
        self._under_way = False
        if self._in_file:
            Path(data).touch(mode=0o600)
        self._db = sqlite3.connect(
            data, isolation_level=None, timeout=0.2, cached_statements=512, check_same_thread=False
        )
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._demand_format()
            self._db.execute("PRAGMA journal_mode = WAL")
            # In WAL mode this survives the death of the process, see above.
            self._db.execute("PRAGMA synchronous = NORMAL")
            # In one transaction: a file has its mark and all tables, or nothing yet.
            self._db.executescript(
                f"BEGIN; {SCHEMA}; PRAGMA application_id = {APPLICATION};"
                f"PRAGMA user_version = {FORMAT}; COMMIT"
            )
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.execute("COMMIT")
            self._late = Late(self._db)
            self._sequences = Sequences(self)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise FileInUse(data) from None
            raise
        except OtherFormat:
            self._db.close()
            raise

    def _demand_format(self) -> None:
        """Refuse a file with other tables, before anything is written."""
        marks = [
            int(self._db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("schema_version", "application_id", "user_version")
        ]
        if marks[0] and marks[1:] != [APPLICATION, FORMAT]:
            raise OtherFormat

    def close(self) -> None:
        """Close the file."""
        self._sequences.settle()
        self._written()
        self._late.close()
        self._db.close()

    def copied(self) -> Store:
        """Return all that is kept so far in a store of its own, in memory."""
        self._written()
        made = Store(":memory:")
        self._db.backup(made._db)
        return made

    def transaction(self) -> Transaction:
        """Commit all of the block, or nothing of it."""
        return Transaction(self)

    def begin(self) -> Drawn:
        """Begin a transaction, and return the state of the sequences for `roll_back`."""
        self._sequences.relieve()  # before the transaction, whose end could take it back
        self._under_way = True
        return self._sequences.drawn()

    def commit(self) -> None:
        """End the transaction, and keep what it did."""
        if self._in_file:
            self._written()
        self._under_way = False
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._late.keep()

    def relieve(self) -> None:
        """Write the buffered rows of ended transactions if there are many; files have none."""
        self._late.relieve()

    def roll_back(self, drawn: Drawn) -> None:
        """End the transaction, and keep nothing of it."""
        self._under_way = False
        self._late.drop()
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._sequences.undo(drawn)
        self.memory.clear()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Within a transaction: keep all of the block, or nothing of it."""
        self._written()
        self._db.execute("SAVEPOINT item")
        drawn = self._sequences.drawn()
        try:
            yield
        except BaseException:
            self._late.drop()
            self._db.execute("ROLLBACK TO item")
            self._db.execute("RELEASE item")
            self._sequences.undo(drawn)
            self.memory.clear()
            raise
        self._db.execute("RELEASE item")

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Within a transaction: do the block, and keep nothing of it."""
        with suppress(_TakenBack), self.savepoint():
            yield
            raise _TakenBack

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement of ours; its rows."""
        self._written()
        return self._db.execute(statement, values).fetchall()

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Run a statement of ours; its first row, if any."""
        self._written()
        found: tuple[Any, ...] | None = self._db.execute(statement, values).fetchone()
        return found

    def stream(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Run a statement of ours; its rows as they are asked for."""
        self._written()
        return iter(self._db.execute(statement, values))

    def many(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement of ours once for every tuple."""
        self._written()
        self._db.executemany(statement, values)

    def put(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows to a table of `late.TABLES`, each in place of one with its key."""
        self._late.put(table, rows)
        if self._under_way:
            return
        self._late.keep()
        if self._in_file:
            self._written()

    def _written(self) -> None:
        """Write the buffered rows, each part in the transaction that it belongs to."""
        self._late.write_ended()
        if self._under_way and not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
        self._late.write_own()

    def next(self, realm: str, name: str) -> str:
        """Draw the next number of a sequence."""
        return self._sequences.next(realm, name)

    def reach(self, realm: str, name: str, last: int) -> None:
        """Continue a sequence after `last`."""
        self._sequences.reach(realm, name, last)

    def text(self, realm: str, entity: str, record_id: str) -> str | None:
        """Read one record as the JSON it is kept in."""
        row = self.row(
            "SELECT body FROM record WHERE realm = ? AND entity = ? AND id = ?",
            realm,
            entity,
            record_id,
        )
        return row[0] if row else None

    def load(self, realm: str, entity: str, record_id: str) -> dict[str, Any] | None:
        """Read one record."""
        body = self.text(realm, entity, record_id)
        return None if body is None else wire.loads(body)

    def all(self, realm: str, entity: str) -> list[dict[str, Any]]:
        """Read all records of an entity, in the order of their creation."""
        rows = self.rows(
            "SELECT body FROM record WHERE realm = ? AND entity = ? ORDER BY number, id",
            realm,
            entity,
        )
        return [wire.loads(row[0]) for row in rows]

    def drop_realm(self, realm: str) -> None:
        """Remove a company with all that is in it; tokens stay."""
        self.memory.clear()
        self._sequences.settle(realm)
        for table in COMPANY_TABLES:
            self.rows(f"DELETE FROM {table} WHERE realm = ?", realm)  # noqa: S608 - our own names
        self.rows("DELETE FROM realm WHERE id = ?", realm)

    def copy_realm(self, source: str, target: str) -> None:
        """Replace everything that realm `target` holds by a copy of realm `source`."""
        self.drop_realm(target)
        self._sequences.settle(source)
        self.rows(
            "INSERT INTO realm SELECT ?1, preset, choices FROM realm WHERE id = ?2", target, source
        )
        for table in COMPANY_TABLES:
            columns = ", ".join(self._columns(table))
            self.rows(
                f"INSERT INTO {table} (realm, {columns})"  # noqa: S608 - our own names
                f" SELECT ?1, {columns} FROM {table} WHERE realm = ?2",
                target,
                source,
            )

    def _columns(self, table: str) -> list[str]:
        rows = self.rows(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608
        return [name for (name,) in rows if name not in {"realm", "rowid"}]


class Transaction:
    """
    A block of which a store keeps all or nothing.

    It is a class and not a generator because every request pays for one.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> None:
        self._drawn = self._store.begin()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._store.roll_back(self._drawn)
            return
        try:
            self._store.commit()
        except BaseException:
            self._store.roll_back(self._drawn)
            raise
        self._store.relieve()
