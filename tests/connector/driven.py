"""Connectors of the test profiles, on ports that remember what they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.connector.driver import Connector
from harness.connector.loader import load_profile
from harness.snapshot import OdooRef
from tests.connector.port import Port

PROFILES = Path(__file__).parent / "profiles"
CUSTOMER = OdooRef(model="res.partner", id=7)
MODULE = {"id": 1, "state": "installed", "installed_version": "1"}


def installed(*modules: str) -> dict[tuple[str, str], Any]:
    """What Odoo answers where these modules are installed, and need nothing."""
    return {
        ("ir.module.module", "search_read"): [[{**MODULE, "name": name} for name in modules]],
        ("ir.module.module.dependency", "search_read"): [[]],
    }


def connector(profile: str, answers: Mapping[tuple[str, str], Any]) -> tuple[Connector, Port]:
    """A connector of a test profile, or a packaged one."""
    file = PROFILES / f"{profile}.toml"
    port = Port(answers)
    return Connector(load_profile(str(file) if file.is_file() else profile), port), port
