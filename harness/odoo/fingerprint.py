"""What must not change: the business fields of records, as they stand in Odoo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef

HOUSEKEEPING = frozenset({"write_date", "write_uid", "__last_update"})
"""Odoo stamps these on every write, the connector's own fields included."""

Fingerprint = Mapping[OdooRef, Mapping[str, Any]]


def fingerprint(
    port: OdooPort, refs: Collection[OdooRef], *, exclude_modules: Collection[str]
) -> Fingerprint:
    """
    Read every stored field of the records but those of the given modules.

    Two calls a model. A field is a module's own when that module alone brought
    it (`ir.model.fields.modules`); a field that the module only extends stays in.
    """
    by_model: dict[str, list[OdooRef]] = defaultdict(list)
    for ref in refs:
        by_model[ref.model].append(ref)
    found: dict[OdooRef, Mapping[str, Any]] = {}
    for model, members in by_model.items():
        fields = business_fields(port, model, exclude_modules=exclude_modules)
        rows = port.call(model, "read", ids=sorted(ref.id for ref in members), fields=fields)
        by_id = {row["id"]: row for row in rows}
        found |= {ref: by_id.get(ref.id, {}) for ref in members}
    return found


def business_fields(port: OdooPort, model: str, *, exclude_modules: Collection[str]) -> list[str]:
    """Name the stored fields of a model that belong to the business, sorted."""
    rows = port.call(
        "ir.model.fields",
        "search_read",
        domain=[["model", "=", model], ["store", "=", True], ["ttype", "!=", "binary"]],
        fields=["name", "modules"],
    )
    own = set(exclude_modules)
    return sorted(
        row["name"]
        for row in rows
        if row["name"] not in HOUSEKEEPING
        and not {module.strip() for module in (row["modules"] or "").split(",")} <= own
    )
