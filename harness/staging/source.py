"""Which Odoo is used: one named in the settings, one on PATH, or Debian's, downloaded."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from harness.errors import HarnessError, SettingsError
from harness.staging.apt import fetch
from harness.staging.home import Home
from harness.staging.progress import Progress

SERIES = "19.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooSource:
    """
    An Odoo that can be started.

    `command` starts it with its own Python when it is installed; otherwise it is
    empty, and `python_path` holds the `odoo` package for our environment.
    """

    version: str
    origin: str
    command: tuple[str, ...] = ()
    python_path: Path | None = None
    addons: tuple[Path, ...] = field(default=())


def find(home: Home, named: Path | None, progress: Progress) -> OdooSource:
    """Find an Odoo 19; raise an error that says the choices when there is none."""
    if named is not None:
        return _checkout(named.expanduser())
    installed = shutil.which("odoo")
    if installed:
        source = _installed(installed)
        if source is not None:
            return source
    root = fetch(home, progress)
    package = root / "usr" / "lib" / "python3" / "dist-packages"
    return OdooSource(
        version=_release(package),
        origin="Debian's odoo-19",
        python_path=package,
        addons=(package / "odoo" / "addons",),
    )


def _checkout(path: Path) -> OdooSource:
    if not (path / "odoo" / "release.py").is_file():
        raise SettingsError(
            "The Odoo named in the settings is none.",
            expected="a folder with odoo/release.py in it",
            found=str(path),
            where="local.odoo",
            next_step="name a source checkout of Odoo 19, or leave the setting out",
        )
    version = _release(path)
    if not version.startswith(SERIES):
        raise SettingsError(
            "The Odoo named in the settings is of another series.",
            expected=SERIES,
            found=version,
            where=str(path),
            next_step="name an Odoo 19",
        )
    addons = tuple(
        folder for folder in (path / "addons", path / "odoo" / "addons") if folder.is_dir()
    )
    return OdooSource(version=version, origin=str(path), python_path=path, addons=addons)


def _installed(command: str) -> OdooSource | None:
    """Return the installed `odoo` if its series is ours; any other is ignored."""
    answer = subprocess.run([command, "--version"], text=True, capture_output=True, check=False)
    found = re.search(r"\d+\.\d\S*", answer.stdout)
    if answer.returncode != 0 or found is None or not found[0].startswith(SERIES):
        return None
    return OdooSource(version=found[0], origin=command, command=(command,))


def _release(package: Path) -> str:
    """Read the version from Odoo's own release file, without running it."""
    text = (package / "odoo" / "release.py").read_text("utf-8")
    found = re.search(r"^version_info = \((\d+), (\d+), (\d+)", text, re.MULTILINE)
    if found is None:
        raise HarnessError("This Odoo tells no version.", where=str(package / "odoo/release.py"))
    major, minor, micro = found.groups()
    return f"{major}.{minor}.{micro}"
