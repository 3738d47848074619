"""
What the sales forms have in common: invoice, credit memo, sales and refund receipt, estimate.

Their fields in the order they print (recorded; where no recording has them, the
order of Intuit's schema), and the rules that complete them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle
from harness.sandbox.core import faults, gathered, shape, wire
from harness.sandbox.core.schema import Field, Fields, Record, Rule, flag, ref, text
from harness.sandbox.parts.forms import documents, lines, tracking
from harness.sandbox.parts.forms.linetypes import DISCOUNT, EXTRAS, GRATUITY, SHIPPING, SOLD
from harness.sandbox.parts.parties import party
from harness.sandbox.parts.selling import sales, salestax

if TYPE_CHECKING:
    from harness.sandbox.company import Company

TAXED_LINES = 750
"""Lines of a form that is taxed (Intuit)."""

HEAD: Fields = {
    "CustomField": Field(kind="list"),
    "DocNumber": text(documents.NUMBER_LIMIT, query=True, index=True),
    "TxnDate": Field(kind="date", query=True, index=True),
    "DepartmentRef": ref("Department"),
    "CurrencyRef": documents.CURRENCY,
    "ExchangeRate": Field(kind="number", keep=True),
    "PrivateNote": text(4000),
}
LINES: Fields = {
    "Line": Field(kind="list"),
    "TxnTaxDetail": Field(kind="object"),
}
CUSTOMER: Fields = {
    "CustomerRef": ref("Customer", filter=True, index=True),
    "CustomerMemo": Field(kind="object"),
    "BillAddr": Field(kind="object"),
    "ShipAddr": Field(kind="object"),
    "FreeFormAddress": Field(kind="flag", readonly=True),
    "ShipFromAddr": Field(kind="object"),
    "ClassRef": ref("Class"),
}
UNSAID = frozenset({"FreeFormAddress"})
"""What an answer to a write tells only of a form with an address (Intuit's own, May 2024)."""
DUE: Fields = {
    "SalesTermRef": ref("Term", query=True),
    "DueDate": Field(kind="date", query=True),
}
SHIPPED: Fields = {
    "ShipMethodRef": Field(kind="ref"),
    "ShipDate": Field(kind="date"),
    "TrackingNum": text(31),
}
TOTALS: Fields = {
    "TotalAmt": Field(kind="money", readonly=True, query=True),
    "HomeTotalAmt": Field(kind="money", readonly=True),
    "ApplyTaxAfterDiscount": flag(default=False),
    "PrintStatus": Field(kind="text", default="NeedToPrint", choices=documents.PRINTED),
}
MAIL_STATUS = Field(kind="text", default="NotSet", choices=("NotSet", "NeedToSend", "EmailSent"))
UNSAID_MAIL_STATUS = Field(kind="text", choices=MAIL_STATUS.choices)
MAIL: Fields = {
    "EmailStatus": MAIL_STATUS,
    "BillEmail": Field(kind="object"),
    "BillEmailCc": Field(kind="object"),
    "BillEmailBcc": Field(kind="object"),
}
PAID: Fields = {
    "Balance": Field(kind="money", readonly=True, query=True, default=0),
    "PaymentMethodRef": ref("PaymentMethod"),
    "PaymentRefNum": text(21),
    "DepositToAccountRef": ref("Account"),
}
DELIVERED: Fields = {"DeliveryInfo": Field(kind="object", readonly=True)}


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Complete lines, tax and totals."""
    lines.complete(company, record, before, lines.SALES)
    sold = lines.leaves(record)
    _demand_features(company, record, sold)
    tracking.places(company, record, (line[SOLD] for line in sold if SOLD in line))
    salestax.mark_lines(company, record, sold)
    reduction = lines.discount(record)
    tax = salestax.compute(company, record, before, sold)
    goods, extras = lines.sums(sold)
    total = goods - reduction + extras + tax
    if total < 0:
        raise faults.negative_total()
    if total > shape.LARGEST:
        raise shape.too_large("TotalAmt")
    if tax and len(sold) > TAXED_LINES:
        raise faults.business(f"A taxed form can have up to {TAXED_LINES} lines.")
    lines.add_subtotal(record, goods)
    record["TotalAmt"] = wire.money(total)
    exchange.show_home(record, "TotalAmt")


def settled(company: Company, record: Record, before: Record | None) -> None:
    """What others have settled of a form stays settled: the same customer, no smaller total."""
    if before is None:
        return
    taken = settle.settled(company, before)
    if taken and record["CustomerRef"]["value"] != before["CustomerRef"]["value"]:
        raise faults.business("The customer of a transaction that is settled can't be changed.")
    if taken > Decimal(record["TotalAmt"]):
        raise faults.business("The transaction amount must not be less than what is paid of it.")


def void(company: Company, record: Record, before: Record | None) -> None:
    """Zero every amount and quantity, keep number, customer and dates (recorded)."""
    del company, before
    for line in lines.leaves(record, groups=True):
        line.pop("LinkedTxn", None)
        if "Amount" in line:
            line["Amount"] = 0
        detail = line.get(SOLD, {})
        for key in ("Qty", "UnitPrice"):
            if key in detail:
                detail[key] = 0
    record |= {
        "TotalAmt": 0,
        "TxnTaxDetail": {"TotalTax": 0},
        "PrivateNote": documents.void_note(record),
    }
    for name in ("Balance", "Deposit", "RemainingCredit"):
        if name in record:
            record[name] = 0
    if "LinkedTxn" in record:
        record["LinkedTxn"] = []
    exchange.show_home(record, "TotalAmt", "Balance")


def customer_needed(kind: str) -> Rule:
    """Make the rule that demands a customer: all forms but receipts have one."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        if (record.get("CustomerRef") or {}).get("value"):
            return
        told = [faults.no_customer(kind)]
        try:
            party.mail(company, record, before)  # is looked at all the same (a help page)
        except faults.Fault as fault:
            told.append(fault)
        raise gathered.joined(told)

    return rule


def counted(company: Company, record: Record, before: Record | None) -> None:
    """Demand to know how much stock a form moves (6520); an estimate moves none."""
    del before
    for line in lines.leaves(record):
        sold = line.get(SOLD)
        if sold is None or "Qty" in sold or sold["ItemRef"]["value"] in EXTRAS:
            continue
        if (company.get("Item", sold["ItemRef"]["value"]) or {}).get("Type") == "Inventory":
            raise faults.no_quantity()


def _demand_features(company: Company, record: Record, sold: Sequence[Record]) -> None:
    """Refuse what the company's preferences have switched off (assumed)."""
    preferences = company.preferences()["SalesFormsPrefs"]
    for name in _features(record, sold):
        if not preferences.get(name) and company.choice("form-features") == "refused":
            raise faults.business(f"The preference {name} of this company is off.")


def _features(record: Record, sold: Sequence[Record]) -> Iterator[str]:
    """List the preferences of sales forms that allow what a form uses."""
    for line in sold:
        if DISCOUNT in line:
            yield "AllowDiscount"
        elif lines.is_extra(line):
            yield ALLOWED[line[SOLD]["ItemRef"]["value"]]
    if record.get("Deposit"):
        yield "AllowDeposit"


ALLOWED: Mapping[str, str] = {SHIPPING: "AllowShipping", GRATUITY: "AllowGratuity"}
"""The preference that allows each extra charge."""


WHO: tuple[Rule, ...] = (
    party.addresses,
    party.free_form,
    party.ship_from,
    party.mail,
    party.memo,
    party.custom_fields,
)
FORM: tuple[Rule, ...] = (documents.dated, documents.numbered, *WHO, sales.discounted, totals)
"""What completes every form; rules of its own come before or behind."""
