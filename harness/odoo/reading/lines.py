"""The lines of documents that a person sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from harness.odoo.port import OdooPort
from harness.odoo.reading.analytic import analytic_shares
from harness.odoo.reading.rows import tax_names, values
from harness.odoo.reading.units import counted
from harness.odoo.values import Row, decimal, record_id, text
from harness.snapshot import AnalyticShare, DocumentLine, OdooRef

LINE_KINDS = {
    "product": "product",
    "line_section": "section",
    "line_subsection": "subsection",
    "line_note": "note",
}
"""`account.move.line.display_type` of the lines a person sees; all others are bookkeeping."""

IN_CREDIT = {"out_invoice", "in_refund"}
"""Documents whose lines post in credit, which Odoo writes as a negative amount."""

LINE_FIELDS = (
    "move_id display_type product_id name quantity price_unit discount tax_ids amount_currency"
    " move_type price_total account_id analytic_distribution product_uom_id"
)


def read_lines(port: OdooPort, documents: Collection[OdooRef]) -> dict[int, list[DocumentLine]]:
    """Read the visible lines of documents, by the document's id."""
    rows = port.call(
        "account.move.line",
        "search_read",
        domain=[
            ["move_id", "in", [ref.id for ref in documents]],
            ["display_type", "in", list(LINE_KINDS)],
        ],
        fields=LINE_FIELDS.split(),
        order="move_id, sequence, id",
    )
    taxes = tax_names(port, rows, "tax_ids")
    included = _included(port, taxes)
    ids = (record_id(row["account_id"]) for row in rows)
    accounts = values(port, "account.account", ids, "code")
    shares = analytic_shares(port, rows)
    pieces = counted(port, rows)
    lines: dict[int, list[DocumentLine]] = defaultdict(list)
    for row in rows:
        line = _line(row, taxes, accounts, included, shares)
        lines[record_id(row["move_id"])].append(replace(line, counted=pieces.get(row["id"])))
    return lines


def _included(port: OdooPort, taxes: Collection[int]) -> set[int]:
    """Find the taxes that prices include."""
    if not taxes:
        return set()
    domain = [["id", "in", sorted(taxes)], ["price_include", "=", True]]
    return set(port.call("account.tax", "search", domain=domain))


def _line(
    row: Row,
    taxes: Mapping[int, str],
    accounts: Mapping[int, object],
    included: Collection[int],
    shares: Mapping[int, tuple[AnalyticShare, ...]],
) -> DocumentLine:
    product = record_id(row["product_id"])
    return DocumentLine(
        ref=OdooRef(model="account.move.line", id=row["id"]),
        kind=LINE_KINDS[row["display_type"]],  # type: ignore[arg-type] # the selection's values
        product=OdooRef(model="product.product", id=product) if product else None,
        description=text(row["name"]),
        quantity=decimal(row["quantity"]),
        unit_price=decimal(row["price_unit"]),
        discount=decimal(row["discount"]),
        taxes=tuple(taxes[tax] for tax in row["tax_ids"]),
        # Not `price_subtotal`: with the tax in the prices, those need not add up to the
        # document's sum where Odoo rounds per tax; what is posted does.
        subtotal=decimal(row["amount_currency"]) * (-1 if row["move_type"] in IN_CREDIT else 1),
        total=decimal(row["price_total"]),
        account=text(accounts.get(record_id(row["account_id"]))),
        tax_included=any(tax in included for tax in row["tax_ids"]),
        shares=shares.get(row["id"], ()),
    )
