"""Odoo's own virtual environment, with the packages that addons need."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.errors import HarnessError
from harness.staging.home import Home
from harness.staging.progress import Progress

REQUIREMENTS = Path(__file__).with_name("requirements-odoo.txt")


def python_for(home: Home, addons: Sequence[Path], progress: Progress) -> Path:
    """
    Return the interpreter of an environment with Odoo's and the addons' packages.

    It is named after its contents; one whose creation was interrupted is created again.
    """
    extra = [file for folder in addons if (file := folder / "requirements.txt").is_file()]
    key = hashlib.sha256(sys.version.encode())
    for file in (REQUIREMENTS, *extra):
        key.update(file.read_bytes())
    folder = home.environments / key.hexdigest()[:16]
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if ready.is_file():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    with progress.phase("Odoo's virtual environment"):
        _run(
            [sys.executable, "-m", "venv", str(folder)],
            "The virtual environment for Odoo could not be made.",
            "if the distribution splits it off: sudo apt install python3-venv",
        )
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run(
            [*pip, "--require-hashes", "-r", str(REQUIREMENTS)],
            "Odoo's Python packages could not be installed.",
            "check the network and the free space, then run the same command again",
        )
        for file in extra:
            _run(
                [*pip, "-r", str(file)],
                f"The Python packages that {file} asks for could not be installed.",
                "correct that file, then run the same command again",
            )
    ready.touch()
    return python


def _run(command: list[str], problem: str, next_step: str) -> None:
    result = subprocess.run(command, text=True, capture_output=True, check=False)
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines()
        raise HarnessError(problem, found="; ".join(lines[-3:]), next_step=next_step)
