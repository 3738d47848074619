"""What settles what: reconciliations, write-offs, and payments without a journal entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from harness.odoo.port import OdooPort
from harness.odoo.values import Row, decimal, record_id, text
from harness.snapshot import Application, OdooRef, WriteOff

PARTY_ACCOUNTS = ["asset_receivable", "liability_payable"]
"""`account.account.account_type` of what customers owe and vendors are owed."""

ENDS = ("debit_move_id", "credit_move_id")
"""The two journal items that a partial reconciliation joins."""


def applications(port: OdooPort, entries: Sequence[int]) -> dict[int, list[Application]]:
    """Read what journal entries settle of each other, from the partial reconciliations."""
    partials = port.call(
        "account.partial.reconcile",
        "search_read",
        domain=[
            "|",
            ["debit_move_id.move_id", "in", list(entries)],
            ["credit_move_id.move_id", "in", list(entries)],
            # Not the bank's side: that a statement shows the money settles no document.
            ["debit_move_id.account_type", "in", PARTY_ACCOUNTS],
        ],
        fields=[
            "debit_move_id",
            "credit_move_id",
            "debit_amount_currency",
            "credit_amount_currency",
        ],
        order="id",
    )
    found: dict[int, list[Application]] = defaultdict(list)
    if not partials:
        return found
    ends = {record_id(row[end]) for row in partials for end in ENDS}
    lines = {
        row["id"]: row
        for row in port.call(
            "account.move.line",
            "read",
            ids=sorted(ends),
            fields=["move_id", "move_type", "parent_state"],
        )
    }
    for row in partials:
        debit, credit = (lines[record_id(row[end])] for end in ENDS)
        for side, own, other in (("debit", debit, credit), ("credit", credit, debit)):
            amount = decimal(row[f"{side}_amount_currency"])
            # Without an amount only the rates differed, which settles nothing.
            if amount and record_id(own["move_id"]) in entries:
                found[record_id(own["move_id"])].append(
                    Application(
                        document=OdooRef(model="account.move", id=record_id(other["move_id"])),
                        amount=amount,
                        kind=str(other["move_type"]),
                        posted=other["parent_state"] == "posted",
                    )
                )
    return found


def written_off(port: OdooPort, payments: Collection[Row]) -> dict[int, list[WriteOff]]:
    """Read the lines of payments' entries besides the money and the receivable or payable."""
    found: dict[int, list[WriteOff]] = defaultdict(list)
    by_entry = {record_id(row["move_id"]): row for row in payments if row["move_id"]}
    if not by_entry:
        return found
    lines = port.call(
        "account.move.line",
        "search_read",
        domain=[
            ["move_id", "in", sorted(by_entry)],
            ["account_type", "not in", PARTY_ACCOUNTS],
        ],
        fields=["move_id", "account_id", "name", "balance", "tax_ids", "tax_line_id"],
        order="id",
    )
    accounts = _codes(port, lines)
    names = _tax_names(port, lines)
    for line in lines:
        row = by_entry[record_id(line["move_id"])]
        if record_id(line["account_id"]) == record_id(row["outstanding_account_id"]):
            continue
        amount = decimal(line["balance"])
        found[record_id(line["move_id"])].append(
            WriteOff(
                account=accounts[record_id(line["account_id"])],
                label=text(line["name"]),
                amount=amount if row["payment_type"] == "inbound" else -amount,
                taxed=bool(line["tax_ids"] or line["tax_line_id"]),
                is_tax=bool(line["tax_line_id"]),
                taxes=tuple(names[tax] for tax in line["tax_ids"]),
            )
        )
    return found


def registered(port: OdooPort, payments: Mapping[OdooRef, Row]) -> dict[OdooRef, list[Application]]:
    """Find the documents that payments were registered for, each with its whole amount."""
    ids = {move for row in payments.values() for move in row["invoice_ids"]}
    totals = _moves(port, ids)
    return {
        ref: [
            Application(
                document=OdooRef(model="account.move", id=move),
                amount=decimal(totals[move]["amount_total"]),
                kind=str(totals[move]["move_type"]),
            )
            for move in row["invoice_ids"]
        ]
        for ref, row in payments.items()
    }


def without_entry(port: OdooPort, documents: Mapping[OdooRef, Row]) -> dict[int, Row]:
    """Read the documents' payments that have no journal entry and wait for the bank statement."""
    ids = {payment for row in documents.values() for payment in row["matched_payment_ids"]}
    if not ids:
        return {}
    waiting = [["id", "in", sorted(ids)], ["move_id", "=", False], ["state", "=", "in_process"]]
    rows = port.call("account.payment", "search_read", domain=waiting, fields=["amount"])
    return {row["id"]: row for row in rows}


def _moves(port: OdooPort, ids: Collection[int]) -> dict[int, Row]:
    if not ids:
        return {}
    rows = port.call("account.move", "read", ids=sorted(ids), fields=["amount_total", "move_type"])
    return {row["id"]: row for row in rows}


def _codes(port: OdooPort, lines: Sequence[Row]) -> dict[int, str]:
    ids = sorted({record_id(line["account_id"]) for line in lines} - {0})
    if not ids:
        return {}
    rows = port.call("account.account", "read", ids=ids, fields=["code"])
    return {row["id"]: text(row["code"]) for row in rows}


def _tax_names(port: OdooPort, lines: Sequence[Row]) -> dict[int, str]:
    ids = sorted({tax for line in lines for tax in line["tax_ids"]})
    if not ids:
        return {}
    rows = port.call("account.tax", "read", ids=ids, fields=["name"])
    return {row["id"]: text(row["name"]) for row in rows}
