"""Records of both sides that agree with one another, and ways to make one wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from harness.oracle import Difference, differences, expect
from harness.policy import load_policy
from harness.snapshot import (
    Address,
    Application,
    Document,
    DocumentLine,
    OdooRef,
    Partner,
    Payment,
    Product,
    Role,
    Snapshot,
)

POLICY = load_policy(Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml")
DIRECTORY = {
    "Account": {
        "1": "Sales of Product Income",
        "2": "Cost of Goods Sold",
        "3": "Inventory Asset",
        "4": "Supplies",
        "5": "Checking",
        "6": "Undeposited Funds",
    },
    "Term": {"3": "Net 30", "2": "Net 15"},
    "TaxCode": {"7": "FL Hillsborough 7.5%", "8": "FL Orange 6.5%"},
    "PaymentMethod": {"2": "Check"},
}


def ref(model: str, number: int) -> OdooRef:
    """A reference."""
    return OdooRef(model=model, id=number)


PARTNER, ITEM = ref("res.partner", 1), ref("product.product", 2)
INVOICE, BILL = ref("account.move", 3), ref("account.move", 4)
LINKS: dict[tuple[OdooRef, Role], str] = {
    (PARTNER, "customer"): "11",
    (PARTNER, "vendor"): "12",
    (ITEM, "product"): "13",
    (INVOICE, "invoice"): "14",
}

partner = Partner(
    ref=PARTNER,
    name="O'Brien & Söhne 中文",
    is_company=True,
    company_name="",
    email="a@example.com",
    phone="813",
    website="",
    vat="85-1",
    reference="V-1",
    notes="",
    address=Address(street="1 St", city="Tampa", state="FL", zip="33619", country="US"),
    customer_terms="Net 30",
    vendor_terms="Net 15",
    fiscal_position="",
    active=True,
)
product = Product(
    ref=ITEM,
    name="Beam",
    sku="B-1",
    kind="goods",
    storable=True,
    category="Aluminum / Beams",
    price=Decimal("184.5"),
    cost=Decimal("121.37"),
    sales_description="cut",
    purchase_description="",
    sale_taxes=("FL Hillsborough 7.5%",),
    active=True,
)


def line(**change: Any) -> DocumentLine:
    """A line of three beams."""
    made = DocumentLine(
        ref=ref("account.move.line", 1),
        kind="product",
        product=ITEM,
        description="Beam",
        quantity=Decimal(3),
        unit_price=Decimal("184.5"),
        discount=Decimal(0),
        taxes=("FL Hillsborough 7.5%",),
        subtotal=Decimal("553.5"),
        total=Decimal("595.01"),
        account="400100",
    )
    return replace(made, **change)


note = line(kind="note", product=None, description="gate 4", taxes=(), subtotal=Decimal(0))
invoice = Document(
    ref=INVOICE,
    kind="out_invoice",
    state="posted",
    number="INV/2026/00001",
    reference="",
    partner=PARTNER,
    journal="INV",
    date=date(2026, 1, 31),
    due_date=date(2026, 3, 2),
    accounting_date=date(2026, 1, 31),
    terms="Net 30",
    fiscal_position="",
    memo="",
    currency="USD",
    lines=(line(), note),
    untaxed=Decimal("553.5"),
    tax=Decimal("41.51"),
    total=Decimal("595.01"),
    residual=Decimal("295.01"),
)
bill = replace(
    invoice,
    ref=BILL,
    kind="in_invoice",
    number="BILL/1",
    reference="MILL-9",
    lines=(
        line(taxes=()),
        line(product=None, account="600100", taxes=(), subtotal=Decimal("86.2")),
    ),
    tax=Decimal(0),
    total=Decimal("639.7"),
    residual=Decimal("639.7"),
)
payment = Payment(
    ref=ref("account.payment", 5),
    number="PBNK1/2026/00001",
    direction="inbound",
    party="customer",
    state="in_process",
    partner=PARTNER,
    amount=Decimal(300),
    date=date(2026, 2, 1),
    currency="USD",
    journal="BNK1",
    method="Manual Payment",
    memo="",
    applied=(Application(document=INVOICE, amount=Decimal(300), kind="out_invoice"),),
    has_entry=True,
)

RIGHT: dict[str, tuple[Snapshot, Role, dict[str, Any]]] = {
    "customer": (
        partner,
        "customer",
        {
            "DisplayName": "O'Brien & Söhne 中文",
            "CompanyName": "O'Brien & Söhne 中文",
            "PrimaryEmailAddr": {"Address": "a@example.com"},
            "PrimaryPhone": {"FreeFormNumber": "813"},
            "BillAddr": {
                "Id": "1",
                "Line1": "1 St",
                "City": "Tampa",
                "CountrySubDivisionCode": "FL",
                "PostalCode": "33619",
                "Country": "US",
            },
            "SalesTermRef": {"value": "3"},
            "Taxable": True,
            "Job": False,
            "Active": True,
        },
    ),
    "vendor": (
        partner,
        "vendor",
        {
            "DisplayName": "O'Brien & Söhne 中文",
            "CompanyName": "O'Brien & Söhne 中文",
            "PrintOnCheckName": "O'Brien & Söhne 中文",
            "PrimaryEmailAddr": {"Address": "a@example.com"},
            "PrimaryPhone": {"FreeFormNumber": "813"},
            "BillAddr": {
                "Line1": "1 St",
                "City": "Tampa",
                "CountrySubDivisionCode": "FL",
                "PostalCode": "33619",
                "Country": "US",
            },
            "TermRef": {"value": "2"},
            "AcctNum": "V-1",
            "Active": True,
        },
    ),
    "product": (
        product,
        "product",
        {
            "Name": "Beam",
            "Sku": "B-1",
            "Type": "Inventory",
            "Description": "cut",
            "UnitPrice": Decimal("184.50"),
            "PurchaseCost": Decimal("121.37"),
            "Taxable": True,
            "IncomeAccountRef": {"value": "1"},
            "ExpenseAccountRef": {"value": "2"},
            "AssetAccountRef": {"value": "3"},
            "TrackQtyOnHand": True,
            "QtyOnHand": 0,
            "InvStartDate": "2026-01-01",
            "Active": True,
        },
    ),
    "invoice": (
        invoice,
        "invoice",
        {
            "DocNumber": "INV/2026/00001",
            "PrivateNote": "Odoo INV/2026/00001",
            "SalesTermRef": {"value": "3"},
            "CurrencyRef": {"value": "USD"},
            "CustomerRef": {"value": "11"},
            "TxnDate": "2026-01-31",
            "DueDate": "2026-03-02",
            "TotalAmt": Decimal("595.01"),
            "Balance": Decimal("295.01"),
            "TxnTaxDetail": {"TotalTax": Decimal("41.51"), "TxnTaxCodeRef": {"value": "7"}},
            "Line": [
                {
                    "DetailType": "SalesItemLineDetail",
                    "Description": "Beam",
                    "Amount": Decimal("553.50"),
                    "SalesItemLineDetail": {
                        "ItemRef": {"value": "13"},
                        "Qty": 3,
                        "UnitPrice": Decimal("184.5"),
                        "TaxCodeRef": {"value": "TAX"},
                    },
                },
                {"DetailType": "DescriptionOnly", "Description": "gate 4"},
                {"DetailType": "SubTotalLineDetail", "Amount": Decimal("553.50")},
            ],
        },
    ),
    "bill": (
        bill,
        "bill",
        {
            "DocNumber": "MILL-9",
            "PrivateNote": "Odoo BILL/1",
            "SalesTermRef": {"value": "3"},
            "CurrencyRef": {"value": "USD"},
            "VendorRef": {"value": "12"},
            "TxnDate": "2026-01-31",
            "DueDate": "2026-03-02",
            "TotalAmt": Decimal("639.70"),
            "Balance": Decimal("639.70"),
            "Line": [
                {
                    "DetailType": "ItemBasedExpenseLineDetail",
                    "Description": "Beam",
                    "Amount": Decimal("553.50"),
                    "ItemBasedExpenseLineDetail": {
                        "ItemRef": {"value": "13"},
                        "Qty": 3,
                        "UnitPrice": Decimal("184.5"),
                    },
                },
                {
                    "DetailType": "AccountBasedExpenseLineDetail",
                    "Description": "Beam",
                    "Amount": Decimal("86.20"),
                    "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "4"}},
                },
            ],
        },
    ),
    "payment": (
        payment,
        "payment",
        {
            "TotalAmt": Decimal("300.00"),
            "TxnDate": "2026-02-01",
            "PaymentRefNum": "PBNK1/2026/00001",
            "PrivateNote": "Odoo PBNK1/2026/00001",
            "CustomerRef": {"value": "11"},
            "DepositToAccountRef": {"value": "5"},
            "PaymentMethodRef": {"value": "2"},
            "UnappliedAmt": 0,
            "Line": [
                {
                    "Amount": Decimal("300.00"),
                    "LinkedTxn": [{"TxnId": "14", "TxnType": "Invoice"}],
                }
            ],
        },
    ),
}


def found(kind: str, change: Callable[[dict[str, Any]], object] | None = None) -> list[Difference]:
    """The differences of a record, changed by a connector's mistake."""
    snapshot, role, right = RIGHT[kind]
    record = copy.deepcopy(right)
    if change is not None:
        change(record)
    return differences(expect(snapshot, role, POLICY, LINKS), record, DIRECTORY)


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A mistake: another value at a path; None takes it out."""

    def change(record: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
        for step in steps:
            record = record[step]  # type: ignore[index] # a path into JSON
        if value is None:
            del record[last]  # type: ignore[arg-type] # a path into JSON
        else:
            record[last] = value  # type: ignore[index] # a path into JSON

    return change
