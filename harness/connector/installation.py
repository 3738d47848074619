"""Whether a connector is installed, in which version, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.odoo.port import OdooPort


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One module: Odoo's state of it, its version, and the modules it needs but lacks."""

    name: str
    state: str
    version: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """How the connector's modules stand, in the profile's order."""

    modules: tuple[Module, ...]

    def problems(self) -> list[str]:
        """Say what keeps the connector from working; empty when it is whole."""
        found = []
        for module in self.modules:
            if module.state == "absent":
                found.append(f"{module.name} is not on the addons path")
            elif module.state != "installed":
                found.append(f"{module.name} is {module.state}, not installed")
            if module.missing:
                found.append(f"{module.name} needs {', '.join(module.missing)}, not installed")
        return found


def read_installation(port: OdooPort, names: Sequence[str]) -> Installation:
    """
    Read the modules and their dependencies; two calls.

    Odoo does not tell Python dependencies over its API: a module whose Python
    package is missing can't become *installed*, so its state shows it.
    """
    rows = {
        row["name"]: row
        for row in port.call(
            "ir.module.module",
            "search_read",
            domain=[["name", "in", list(names)]],
            fields=["name", "state", "installed_version"],
        )
    }
    dependencies = port.call(
        "ir.module.module.dependency",
        "search_read",
        domain=[["module_id.name", "in", list(names)]],
        fields=["module_id", "name", "state"],
    )
    missing: dict[int, list[str]] = {}
    for row in dependencies:
        if row["state"] == "installed":
            continue
        missing.setdefault(row["module_id"][0], []).append(f"{row['name']} ({row['state']})")
    return Installation(
        modules=tuple(
            Module(
                name=name,
                state=rows[name]["state"] if name in rows else "absent",
                version=str(rows[name]["installed_version"] or "") if name in rows else "",
                missing=tuple(missing.get(rows[name]["id"], ())) if name in rows else (),
            )
            for name in names
        )
    )
