"""Rows of Odoo's records, by their references and ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from harness.errors import HarnessError
from harness.odoo.port import OdooPort
from harness.odoo.values import Row, record_id, text
from harness.snapshot import OdooRef


def records(
    port: OdooPort,
    model: str,
    refs: Collection[OdooRef],
    fields: str,
    context: Mapping[str, Any] | None = None,
) -> dict[OdooRef, Row]:
    """Read fields, given as one text, of records; HarnessError if one of them is gone."""
    ids = sorted(ref.id for ref in refs)
    rows = port.call(model, "read", ids=ids, fields=fields.split(), context=context)
    by_id = {row["id"]: row for row in rows}
    gone = [str(ref) for ref in refs if ref.id not in by_id]
    if gone:
        raise HarnessError(
            "Odoo no longer has records that were to be read.",
            expected=", ".join(str(ref) for ref in refs),
            found=f"missing: {', '.join(gone)}",
            where=port.database,
        )
    return {ref: by_id[ref.id] for ref in refs}


def values(port: OdooPort, model: str, ids: Iterable[int], field: str) -> dict[int, Any]:
    """Read one field of records by their ids, of which 0 is none; no call for none at all."""
    wanted = sorted({*ids} - {0})
    if not wanted:
        return {}
    rows = port.call(model, "read", ids=wanted, fields=[field])
    return {row["id"]: row[field] for row in rows}


def names(
    port: OdooPort, model: str, rows: Mapping[OdooRef, Row], link: str, field: str
) -> dict[int, str]:
    """Read one field of the records that a many2one points at."""
    found = values(port, model, (record_id(row[link]) for row in rows.values()), field)
    return {record: text(value) for record, value in found.items()}


def tax_names(port: OdooPort, rows: Iterable[Row], *fields: str) -> dict[int, str]:
    """Read the names of the taxes in many2many fields of these rows, by the taxes' ids."""
    taxes = (tax for row in rows for field in fields for tax in row[field])
    return values(port, "account.tax", taxes, "name")


def alike(rows: Iterable[Row]) -> list[Any]:
    """Build the domain of records that have one of these rows' names, ignoring case."""
    same: list[Any] = [
        ["name", "=ilike", re.sub(r"([\\%_])", r"\\\1", name)]
        for name in sorted({text(row["name"]).strip() for row in rows})
    ]
    return [*["|"] * (len(same) - 1), *same]
