"""
The state: SQLite, in memory or in one file, one write one transaction.

A file is held exclusively: a second process is refused. What was answered 200
is on disk (WAL with full synchronisation).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from harness.sandbox import wire

SCHEMA = """
CREATE TABLE IF NOT EXISTS realm (id TEXT PRIMARY KEY, preset TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS record (
  realm TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (realm, entity, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sequence (
  realm TEXT NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (realm, name));
CREATE TABLE IF NOT EXISTS answer (
  realm TEXT NOT NULL, requestid TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (realm, requestid));
CREATE TABLE IF NOT EXISTS app (
  client_id TEXT PRIMARY KEY, secret TEXT NOT NULL, redirects TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS token (
  value TEXT PRIMARY KEY, kind TEXT NOT NULL, client_id TEXT NOT NULL, realm TEXT NOT NULL,
  grant_id TEXT NOT NULL, expires REAL NOT NULL, redirect TEXT);
CREATE TABLE IF NOT EXISTS request (
  number INTEGER PRIMARY KEY, realm TEXT NOT NULL, at TEXT NOT NULL, method TEXT NOT NULL,
  path TEXT NOT NULL, status INTEGER NOT NULL, tid TEXT NOT NULL);
"""


class FileInUse(Exception):
    """Another process holds the file."""


class Store:
    """One database with all companies; used from one thread."""

    def __init__(self, data: str) -> None:
        if data != ":memory:":
            Path(data).touch(mode=0o600)
        self._db = sqlite3.connect(data, isolation_level=None, timeout=0.2)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(SCHEMA)
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise FileInUse(data) from None
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all of the block, or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement of ours; its rows."""
        return self._db.execute(statement, values).fetchall()

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Run a statement of ours; its first row, if any."""
        found: tuple[Any, ...] | None = self._db.execute(statement, values).fetchone()
        return found

    def next(self, realm: str, name: str) -> str:
        """Draw the next number of a sequence, as text: Intuit's ids are text."""
        row = self.row(
            "INSERT INTO sequence VALUES (?, ?, 1)"
            " ON CONFLICT (realm, name) DO UPDATE SET last = last + 1 RETURNING last",
            realm,
            name,
        )
        assert row is not None  # noqa: S101 - RETURNING gives a row
        return str(row[0])

    def reach(self, realm: str, name: str, last: int) -> None:
        """Let a sequence go on after `last`."""
        self.rows(
            "INSERT INTO sequence VALUES (?1, ?2, ?3)"
            " ON CONFLICT (realm, name) DO UPDATE SET last = max(last, ?3)",
            realm,
            name,
            last,
        )

    def load(self, realm: str, entity: str, record_id: str) -> dict[str, Any] | None:
        """Read one record."""
        row = self.row(
            "SELECT body FROM record WHERE realm = ? AND entity = ? AND id = ?",
            realm,
            entity,
            record_id,
        )
        return wire.loads(row[0]) if row else None

    def all(self, realm: str, entity: str) -> list[dict[str, Any]]:
        """Read all records of an entity, in the order of their making."""
        rows = self.rows(
            "SELECT body FROM record WHERE realm = ? AND entity = ? ORDER BY length(id), id",
            realm,
            entity,
        )
        return [wire.loads(row[0]) for row in rows]

    def save(self, realm: str, entity: str, record: dict[str, Any]) -> None:
        """Write one record."""
        self.rows(
            "INSERT INTO record VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT (realm, entity, id) DO UPDATE SET body = ?4",
            realm,
            entity,
            record["Id"],
            wire.dumps(record),
        )

    def delete(self, realm: str, entity: str, record_id: str) -> None:
        """Remove one record."""
        self.rows(
            "DELETE FROM record WHERE realm = ? AND entity = ? AND id = ?", realm, entity, record_id
        )

    def drop_realm(self, realm: str) -> None:
        """Remove a company with all that is in it; tokens stay."""
        for table in ("record", "sequence", "answer", "request"):
            self.rows(f"DELETE FROM {table} WHERE realm = ?", realm)  # noqa: S608 - our own names
        self.rows("DELETE FROM realm WHERE id = ?", realm)
