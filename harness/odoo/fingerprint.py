"""Fingerprints of records' business fields, which a sync must not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef

HOUSEKEEPING = frozenset({"write_date", "write_uid", "__last_update"})
"""Odoo stamps these on every write, the connector's own fields included."""

Fingerprint = Mapping[OdooRef, Mapping[str, Any]]


def fingerprint(
    port: OdooPort, refs: Collection[OdooRef], fields: Mapping[str, Sequence[str]]
) -> Fingerprint:
    """Read the given fields of the records, one call a model; `fields` by model."""
    by_model: dict[str, list[OdooRef]] = defaultdict(list)
    for ref in refs:
        by_model[ref.model].append(ref)
    found: dict[OdooRef, Mapping[str, Any]] = {}
    for model, members in by_model.items():
        rows = port.call(
            model, "read", ids=sorted(ref.id for ref in members), fields=list(fields[model])
        )
        by_id = {row["id"]: row for row in rows}
        found |= {ref: by_id.get(ref.id, {}) for ref in members}
    return found


def business_fields(
    port: OdooPort, models: Collection[str], *, exclude_modules: Collection[str]
) -> dict[str, list[str]]:
    """
    Name the stored fields of models that belong to the business, sorted; one call.

    A field is a module's own, and left out, when that module alone brought it
    (`ir.model.fields.modules`); a field that the module only extends stays in.
    """
    rows = port.call(
        "ir.model.fields",
        "search_read",
        domain=[
            ["model", "in", sorted(models)],
            ["store", "=", True],
            ["ttype", "!=", "binary"],
        ],
        fields=["model", "name", "modules"],
    )
    own = set(exclude_modules)
    found: dict[str, list[str]] = {model: [] for model in models}
    for row in rows:
        brought_by = {module.strip() for module in (row["modules"] or "").split(",")}
        if row["name"] not in HOUSEKEEPING and not brought_by <= own:
            found[row["model"]].append(row["name"])
    return {model: sorted(names) for model, names in found.items()}
