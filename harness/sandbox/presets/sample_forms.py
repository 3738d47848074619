"""How the sample company's sales forms and their lines are written; its receipts, as recorded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts.parties import party
from harness.sandbox.presets.put import rows
from harness.sandbox.presets.sample_purchases import ref
from harness.sandbox.presets.sample_sales import (
    CHECKING,
    DESIGN,
    GARDENING,
    PEST,
    TO_SEND,
    UNTAXED,
    Sold,
)

Record = dict[str, Any]
TEXTS = {row["id"]: row["description"] for row in rows("items")}


def to(company: Company, customer: str, *, shipped: bool = False) -> Record:
    """Whom a form is for, with the address as lines (recorded), and where it is shipped."""
    held = company.get("Customer", customer)
    assert held is not None, customer  # noqa: S101 - made before
    address = {key: value for key, value in held.get("BillAddr", {}).items() if key != "Id"}
    lines = party.reflowed(address, held)
    to = {**ref("CustomerRef", customer), "BillAddr": lines, "ShipFromAddr": {}}
    return to if shipped or "ShipAddr" in held else {**to, "ShipAddr": {}}


def mail(company: Company, customer: str, number: int = 0) -> Record:
    """Where a form is sent, and whether it waits to be."""
    held = company.get("Customer", customer) or {}
    waiting = {"EmailStatus": "NeedToSend"} if number in TO_SEND else {}
    return {"BillEmail": held["PrimaryEmailAddr"], **waiting} if "PrimaryEmailAddr" in held else {}


def tax(code: str) -> Record:
    """By which tax code a form is taxed, if any."""
    return {"TxnTaxDetail": {"TxnTaxCodeRef": {"value": code}}} if code else {}


def line(kind: str, amount: Decimal, detail: Record) -> Record:
    """Write a line of some kind."""
    return {"Amount": amount, "DetailType": kind, kind: detail}


def lines(sold: Iterable[Sold], code: str) -> list[Record]:
    """Write the lines of what was sold; one that is marked so is not taxed."""
    return [
        sale(item, quantity, price, UNTAXED if alone else code)
        for item, quantity, price, *alone in sold
    ]


def sale(item: str, quantity: str, price: str, code: str) -> Record:
    """Write a line of an item, with the text that the item has."""
    detail = {
        **ref("ItemRef", item),
        "Qty": Decimal(quantity),
        "UnitPrice": Decimal(price),
        **ref("TaxCodeRef", "TAX" if code else "NON"),
    }
    made = line("SalesItemLineDetail", Decimal(quantity) * Decimal(price), detail)
    return {"Description": TEXTS[item], **made}


def posted(account: str, side: str, amount: str) -> Record:
    """Write a line of a journal."""
    detail = {"PostingType": side, **ref("AccountRef", account)}
    return line("JournalEntryLineDetail", Decimal(amount), detail)


RECEIPTS: tuple[tuple[int, str, str, list[Record], Record], ...] = (
    (
        11,
        "1003",
        "6",
        [sale(DESIGN, "4.5", "75", UNTAXED)],
        {
            "PaymentMethodRef": {"value": "2"},
            "PaymentRefNum": "10264",
            "DepositToAccountRef": {"value": CHECKING},
        },
    ),
    (
        17,
        "1008",
        "14",
        [sale(DESIGN, "3", "75", UNTAXED)],
        {
            "PrintStatus": "NeedToPrint",
            "CustomerMemo": {},
            "DepositToAccountRef": {"value": CHECKING},
        },
    ),
    (
        38,
        "1011",
        "15",
        [
            sale(PEST, "2.5", "35", UNTAXED),
            line(
                "DiscountLineDetail",
                Decimal("8.75"),
                {"PercentBased": True, "DiscountPercent": 10},
            ),
        ],
        {"PaymentMethodRef": {"value": "1"}, "BillEmail": {"Address": "karen@pye.com"}},
    ),
    (
        47,
        "1014",
        "4",
        [sale(GARDENING, "4", "35", UNTAXED)],
        {"BillEmail": {"Address": "Diego@Rodriguez.com"}},
    ),
)
"""Sold at once: id, number, customer, lines, and what else is recorded."""
