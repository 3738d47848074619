"""Where a connector's source lies, and what its manifest says."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

SERIES = "19.0"
"""Odoo puts its own series before a version that does not name one."""


def folders_of(modules: Sequence[str], addons: Sequence[Path]) -> tuple[Path, ...]:
    """Find the modules' folders on an addons path; empty unless all of them are there."""
    found = [
        next((root / name for root in addons if (root / name / "__manifest__.py").is_file()), None)
        for name in modules
    ]
    return tuple(folder for folder in found if folder) if all(found) else ()


def versions_of(folders: Sequence[Path]) -> str:
    """Name modules and versions as an Odoo that has them installed would; empty if one hides it."""
    named = [(folder.name, _version(folder)) for folder in folders]
    return (
        ", ".join(f"{name} {version}" for name, version in named)
        if all(version for _, version in named)
        else ""
    )


def _version(folder: Path) -> str:
    try:
        manifest = ast.literal_eval((folder / "__manifest__.py").read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return ""
    version = str(manifest.get("version") or "1.0") if isinstance(manifest, dict) else ""
    return version if version.startswith(SERIES) or not version else f"{SERIES}.{version}"
