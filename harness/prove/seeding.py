"""Seeding a bug into the connector of one database, and removing it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from harness.errors import SettingsError
from harness.odoo.port import OdooPort

MODULE = "qbo_mirror_bugs"
PARAMETER = "qbo_mirror_bugs.bug"


def install(port: OdooPort) -> None:
    """Install the addon of seeded bugs, which is inert without a bug; or `SettingsError`."""
    port.call("ir.module.module", "update_list")
    ids = port.call("ir.module.module", "search", domain=[["name", "=", MODULE]])
    if not ids:
        raise SettingsError(
            f"The addon {MODULE} is not on Odoo's addons path.",
            where=f"database {port.database}",
            next_step="run harness prove, or pytest with --addons=harness/prove/addons",
        )
    port.call("ir.module.module", "button_immediate_install", ids=ids)


@contextmanager
def seeded(port: OdooPort, bug: str) -> Iterator[None]:
    """Seed one bug into the connector for as long as the block runs."""
    _set(port, bug)
    try:
        yield
    finally:
        _set(port, "")
        port.call("qbo.connection", "mend_bugs", ids=[])


def _set(port: OdooPort, bug: str) -> None:
    port.call("ir.config_parameter", "set_param", key=PARAMETER, value=bug)
