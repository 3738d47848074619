"""Connectors of the test profiles, on ports that remember what they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.connector.driver import Connector
from harness.connector.loader import load_profile
from harness.connector.profile import Trigger, Wait
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


def bridge(trigger: str, **change: object) -> tuple[Connector, Port]:
    """A connector whose partners are exported by this trigger, and ids kept in a mapping."""
    told = load_profile(str(PROFILES / "ventortech.toml"))
    triggers = {"customer": Trigger.model_validate({"on": trigger, **change})}
    profile = told.model_copy(update={"triggers": triggers, "wait": Wait()})
    port = Port({("qbo.map.partner", "search_read"): [[{"partner_id": [7, "Mill"]}]]})
    return Connector(profile, port), port
