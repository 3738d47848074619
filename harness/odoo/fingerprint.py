"""Fingerprints of records' business fields, which a sync must not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef

HOUSEKEEPING = frozenset({"write_date", "write_uid", "__last_update"})
"""Odoo stamps these on every write, the connector's own fields included."""

MARKED = frozenset({"is_manually_modified"})
"""
Odoo sets it on any write to a document, such as of the connector's own id (`account.move.write`).

All that reads it is the offer to post a vendor's imported bills automatically.
"""

PARTS = {
    "account.move": ("invoice_line_ids", "account.move.line"),
    "account.payment": ("move_id", "account.move"),
    "product.product": ("product_tmpl_id", "product.template"),
}
"""Where a record keeps a part of what it says: the field that leads there, and its model."""

TELLING = frozenset({"activity_ids", "message_ids", "message_follower_ids"})
"""What is said about a record to its users, such as that its export failed."""

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


def with_parts(port: OdooPort, refs: Collection[OdooRef]) -> tuple[OdooRef, ...]:
    """Add to records those in which they keep a part of what they say; a call a model."""
    found = dict.fromkeys(refs)
    for model, (field, of) in PARTS.items():
        ids = sorted(ref.id for ref in refs if ref.model == model)
        rows = port.call(model, "read", ids=ids, fields=[field]) if ids else []
        for row in rows:
            for part in _ids(row[field]):
                found[OdooRef(model=of, id=part)] = None
    return tuple(found)


def _ids(value: Any) -> list[int]:  # noqa: ANN401 - a many2one's or a one2many's value
    """Return the ids in a relation: `[id, name]` of one, `[id, id]` of many, False of none."""
    if not value:
        return []
    one = len(value) == 2 and isinstance(value[1], str)  # noqa: PLR2004 - id and name
    return [value[0]] if one else list(value)


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
