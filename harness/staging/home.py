"""Where the local staging keeps what it downloads and builds: one folder a user."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from harness.errors import HarnessError

APPLICATION = "odoo-qbo-harness"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and its parts; deleting it costs only the next cold start."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """`HARNESS_HOME`, else the user's cache folder."""
        named = os.environ.get("HARNESS_HOME")
        return cls(Path(named).resolve() if named else user_cache_path(APPLICATION))

    @property
    def apt(self) -> Path:
        """The lists and files of our own apt configuration."""
        return self.root / "apt"

    @property
    def odoo(self) -> Path:
        """The unpacked Odoo."""
        return self.root / "odoo"

    @property
    def environments(self) -> Path:
        """Odoo's virtual environments, one a set of requirements."""
        return self.root / "environments"

    @property
    def postgres(self) -> Path:
        """The embedded PostgreSQL's data."""
        return self.root / "postgres"

    @property
    def data(self) -> Path:
        """Odoo's data folder, with the filestores of all databases."""
        return self.root / "data"

    @property
    def logs(self) -> Path:
        """The log files of the processes."""
        return self.root / "logs"

    @property
    def state(self) -> Path:
        """What runs; readable by its owner only, since it holds keys."""
        return self.root / "staging.json"

    @property
    def kept(self) -> Path:
        """The lease that a run kept; readable by its owner only, since it holds a secret."""
        return self.root / "kept.json"

    @property
    def lock(self) -> Path:
        """The lock file of whoever boots or ends the staging."""
        return self.root / "staging.lock"

    def make(self) -> None:
        """Create the folder, which others may only traverse, as PostgreSQL's own user must."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for folder in (self.logs, self.data, self.environments):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise HarnessError(
                "The folder for downloads and databases can't be made.",
                found=error.strerror or type(error).__name__,
                where=str(error.filename or self.root),
                next_step="make it writable, or name another one in HARNESS_HOME",
            ) from None
