"""What an Odoo says of itself, which decides whether it is a staging fit for testing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from harness.odoo.build import NEUTRALISED, is_true
from harness.odoo.port import OdooPort, ServerVersion

MODULES = ("account", "sale_management", "purchase", "stock")
RIGHTS = (
    ("res.partner", "create"),
    ("product.product", "create"),
    ("account.move", "create"),
    ("account.payment", "create"),
    ("sale.order", "create"),
    ("ir.module.module", "read"),
)
"""What the loop needs to read and to seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The staging as it stands; `missing_*` are empty when all is there."""

    version: ServerVersion
    database: str
    neutralised: bool
    missing_modules: tuple[str, ...]
    missing_rights: tuple[str, ...]
    clock_skew: timedelta


def read_facts(port: OdooPort, *, now: datetime) -> Facts:
    """Read all facts; `now` is the time by our own clock."""
    installed = {
        row["name"]
        for row in port.call(
            "ir.module.module",
            "search_read",
            domain=[["name", "in", list(MODULES)], ["state", "=", "installed"]],
            fields=["name"],
        )
    }
    return Facts(
        version=port.version(),
        database=port.database,
        neutralised=is_neutralised(port),
        missing_modules=tuple(name for name in MODULES if name not in installed),
        missing_rights=missing_rights(port, RIGHTS),
        clock_skew=abs(_server_time(port) - now),
    )


def is_neutralised(port: OdooPort) -> bool:
    """Tell whether the database carries Odoo's own mark of a neutralised copy."""
    return is_true(port.call("ir.config_parameter", "get_param", key=NEUTRALISED))


def missing_rights(port: OdooPort, rights: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Name the operations on models that the API user may not do."""
    return tuple(
        f"{operation} {model}"
        for model, operation in rights
        if not port.call(model, "has_access", ids=[], operation=operation)
    )


def _server_time(port: OdooPort) -> datetime:
    """Read the server's clock from a record that the call itself stamps."""
    made = port.call("base.language.export", "create", vals_list=[{}])
    row = port.call("base.language.export", "read", ids=made, fields=["create_date"])[0]
    return datetime.fromisoformat(row["create_date"]).replace(tzinfo=UTC)
