"""Databases with their filestores, which are cloned, renamed and dropped together."""

from __future__ import annotations

import shutil
from pathlib import Path

from psycopg import sql

from harness.staging.home import Home
from harness.staging.postgres import Postgres


class Databases:
    """The databases of one server; their names are our own, never a user's input."""

    def __init__(self, home: Home, postgres: Postgres) -> None:
        self._home = home
        self._postgres = postgres

    def names(self, prefix: str) -> list[str]:
        """List the databases whose names have a prefix."""
        with self._postgres.connect() as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY datname",
                [prefix],
            ).fetchall()
        return [row[0] for row in rows]

    def exists(self, name: str) -> bool:
        """Tell whether a database exists."""
        return name in self.names(name)

    def clone(self, template: str, name: str) -> None:
        """Copy a database and its filestore; without it pages and images fail."""
        self.drop(name)
        with self._postgres.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name),
                    sql.Identifier(template),
                    sql.Identifier(self._postgres.user),
                )
            )
        source = self._filestore(template)
        if source.is_dir():
            shutil.copytree(source, self._filestore(name))

    def rename(self, old: str, new: str) -> None:
        """Give a finished database its name."""
        self.drop(new)
        if self._filestore(old).is_dir():
            self._filestore(old).rename(self._filestore(new))
        with self._postgres.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [old]
            )
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(old), sql.Identifier(new)
                )
            )

    def drop(self, name: str) -> None:
        """Remove a database, even while it is in use, and its filestore."""
        with self._postgres.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        shutil.rmtree(self._filestore(name), ignore_errors=True)

    def _filestore(self, name: str) -> Path:
        return self._home.data / "filestore" / name
