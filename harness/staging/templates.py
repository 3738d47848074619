"""
Template databases: built once for what goes into them, cloned for every run.

There are two levels. The first holds Odoo's modules and the company's set-up and takes
a minute; the second adds the connector and takes seconds, so that editing a connector
is cheap. A template is built under another name and renamed at the end, so that an
interrupted one is never used.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError
from harness.odoo.json2 import Json2
from harness.staging import api_key, company, odoo_server, state
from harness.staging.databases import Databases
from harness.staging.environment import REQUIREMENTS
from harness.staging.home import Home
from harness.staging.odoo_server import Odoo
from harness.staging.progress import Progress

PREFIX = "template_"
BUILDING = "building_"
KEPT = 4
MODULES = ("account", "sale_management", "purchase", "stock", "mrp", "l10n_us")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Template:
    """A finished template and the key of its administrator."""

    database: str
    api_key: str


class Templates:
    """Builds and finds templates."""

    def __init__(self, home: Home, odoo: Odoo, databases: Databases, progress: Progress) -> None:
        self._home = home
        self._odoo = odoo
        self._databases = databases
        self._progress = progress

    def ensure(
        self, version: str, addons: Sequence[Path], connector_modules: Sequence[str]
    ) -> Template:
        """Return the template for this Odoo, set-up and connector; build what is missing."""
        base_key = _digest(
            version,
            ",".join(MODULES),
            REQUIREMENTS.read_bytes(),
            Path(company.__file__).read_bytes(),
            Path(api_key.__file__).read_bytes(),
        )
        base = f"{PREFIX}base_{base_key}"
        key_file = self._home.root / "keys" / f"{base_key}.json"
        if not (self._databases.exists(base) and key_file.is_file()):
            self._build_base(base, key_file)
        key = json.loads(key_file.read_text("utf-8"))["key"]
        full_key = _digest(base_key, ",".join(connector_modules), *_sources(addons))
        full = f"{PREFIX}full_{full_key}"
        if not self._databases.exists(full):
            self._build_full(base, full, connector_modules)
        self._forget({base, full})
        return Template(database=full, api_key=key)

    def _build_base(self, name: str, key_file: Path) -> None:
        building = BUILDING + name
        self._databases.drop(building)
        with self._progress.phase("template: Odoo's modules"):
            self._odoo.run(
                "Odoo's modules could not be installed.",
                "server",
                *self._config(building),
                "-i",
                ",".join(MODULES),
                "--stop-after-init",
                "--no-http",
            )
        with self._progress.phase("template: API key"):
            key = self._make_key(building)
        with self._progress.phase("template: company"):
            self._set_up(building, key)
        key_file.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"key": key}, file)
        self._databases.rename(building, name)

    def _build_full(self, base: str, name: str, modules: Sequence[str]) -> None:
        building = BUILDING + name
        with self._progress.phase(f"template: connector {', '.join(modules)}"):
            self._install(base, building, modules)
            # As a staging copy on Odoo.sh is: no mails, no scheduled actions, marked neutralised.
            self._odoo.run(
                "The database could not be neutralised.", "neutralize", *self._config(building)
            )
            self._databases.rename(building, name)

    def _install(self, base: str, building: str, modules: Sequence[str]) -> None:
        """
        Install the connector; if that fails, go on without it.

        A staging without its connector still runs; check 3 of the loop reports it.
        """
        self._databases.clone(base, building)
        try:
            self._odoo.run(
                f"The connector could not be installed: {', '.join(modules)}.",
                "server",
                *self._config(building),
                "-i",
                ",".join(modules),
                "--stop-after-init",
                "--no-http",
            )
        except HarnessError as error:
            self._progress.note(str(error))
            self._databases.clone(base, building)

    def _make_key(self, database: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "key"
            file.touch(mode=0o600)
            self._odoo.run(
                "The API key could not be made.",
                "shell",
                *self._config(database),
                "--no-http",
                script=api_key.shell_script(),
                env={api_key.KEY_FILE_VARIABLE: str(file)},
            )
            return file.read_text("utf-8")

    def _set_up(self, database: str, key: str) -> None:
        port = odoo_server.free_port()
        log = self._home.logs / "build.log"
        process = self._odoo.serve(odoo_server.BUILDER, port, log)
        try:
            url = f"http://{odoo_server.HOST}:{port}"
            odoo_server.wait_ready(url, process, log)
            company.set_up_company(
                Json2(url=url, database=database, api_key=key), lambda _step: None
            )
        finally:
            process.stop()
            state.forget(self._home, odoo_server.BUILDER)

    def _config(self, database: str) -> tuple[str, ...]:
        return ("-c", str(odoo_server.config_file(self._home)), "-d", database)

    def _forget(self, used: set[str]) -> None:
        """Drop superseded templates; a few of each level stay, since names don't show their age."""
        for level in ("base", "full"):
            others = [name for name in self._databases.names(PREFIX + level) if name not in used]
            for name in others[KEPT:]:
                self._databases.drop(name)


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def _sources(addons: Sequence[Path]) -> list[bytes]:
    """Read all that an installation of the addons depends on."""
    kinds = {".py", ".xml", ".csv", ".sql", ".txt", ".js", ".scss"}
    files = [
        file
        for folder in addons
        for file in sorted(folder.rglob("*"))
        if file.suffix in kinds and file.is_file() and ".git" not in file.parts
    ]
    return [str(file).encode() + b"\0" + file.read_bytes() for file in files]
