"""The oracle: right records have no differences, wrong ones name the rule that was broken."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.oracle import Difference, PolicyGap, differences, expect, table
from harness.oracle.expectation import Amount
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
    purchase_taxes=(),
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


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_record_has_no_differences(kind: str) -> None:
    """Whatever QuickBooks adds of its own."""
    assert found(kind) == []


MISTAKES = [
    ("customer", put("DisplayName", "O'Brien & S"), "customers.display_name"),
    ("customer", put("DisplayName", "O'Brien & SÃ¶hne"), "customers.display_name"),
    ("customer", put("SalesTermRef", {"value": "2"}), "customers.terms"),
    ("customer", put("Taxable", False), "customers.exempt"),
    ("customer", put("BillAddr.City", "Orlando"), "customers.address"),
    ("customer", put("PrimaryEmailAddr", None), "customers.email"),
    ("customer", put("Notes", "invented"), "customers.notes"),
    ("vendor", put("TermRef", None), "vendors.terms"),
    ("product", put("Sku", None), "items.sku"),
    ("product", put("Type", "NonInventory"), "items.type"),
    ("product", put("IncomeAccountRef", {"value": "4"}), "items.income_account"),
    ("product", put("AssetAccountRef", None), "items.asset_account"),
    ("product", put("UnitPrice", Decimal("184.51")), "items.price"),
    ("invoice", put("TxnTaxDetail.TotalTax", 0), "invoices.tax_total"),
    ("invoice", put("TxnTaxDetail.TxnTaxCodeRef", {"value": "8"}), "invoices.tax_code"),
    ("invoice", put("TxnDate", "2026-01-30"), "invoices.date"),
    ("invoice", put("DueDate", "2026-01-31"), "invoices.due_date"),
    ("invoice", put("CustomerRef", {"value": "12"}), "invoices.customer"),
    ("invoice", put("Balance", Decimal("595.01")), "invoices.balance"),
    (
        "invoice",
        put("Line.0.SalesItemLineDetail.TaxCodeRef", {"value": "NON"}),
        "invoices.line_tax",
    ),
    ("invoice", put("Line.0.Amount", Decimal("595.01")), "invoices.line_amount"),
    ("invoice", put("Line.2.Amount", Decimal(1)), "invoices.lines.subtotal"),
    ("invoice", put("Line.1", None), "invoices.lines"),
    ("invoice", put("Line.1.DetailType", "SalesItemLineDetail"), "invoices.text_lines"),
    (
        "invoice",
        lambda record: record["Line"].insert(1, copy.deepcopy(record["Line"][0])),
        "invoices.lines",
    ),
    ("bill", put("VendorRef", {"value": "11"}), "bills.vendor"),
    (
        "bill",
        put("Line.1.AccountBasedExpenseLineDetail.AccountRef", {"value": "2"}),
        "bills.line_account",
    ),
    ("customer", put("ParentRef", {"value": "9"}), "customers.nothing_else"),
    ("customer", put("FamilyName", "Söhne"), "customers.nothing_else"),
    ("vendor", put("Vendor1099", True), "vendors.form_1099"),
    ("product", put("PrefVendorRef", {"value": "12"}), "items.nothing_else"),
    ("invoice", put("CustomerMemo", {"value": "Thanks"}), "invoices.nothing_else"),
    ("invoice", put("Deposit", Decimal(50)), "invoices.nothing_else"),
    (
        "invoice",
        put("Line.0.SalesItemLineDetail.ClassRef", {"value": "5000000000000085682"}),
        "invoices.nothing_else",
    ),
    ("bill", put("DepartmentRef", {"value": "1"}), "bills.nothing_else"),
    (
        "bill",
        put("Line.1.AccountBasedExpenseLineDetail.CustomerRef", {"value": "11"}),
        "bills.nothing_else",
    ),
    ("payment", put("ProcessPayment", True), "payments.nothing_else"),
    (
        "payment",
        lambda record: record["Line"][0]["LinkedTxn"].append({"TxnId": "15", "TxnType": "Invoice"}),
        "payments.nothing_else",
    ),
    ("payment", put("TotalAmt", Decimal("295.01")), "payments.amount"),
    ("payment", put("Line", []), "payments.applied_to"),
    ("payment", put("Line.0.Amount", Decimal("295.01")), "payments.applied_amount"),
    ("payment", put("Line.0.LinkedTxn.0.TxnId", "99"), "payments.applied_to"),
    ("payment", put("DepositToAccountRef", {"value": "6"}), "payments.deposit_account"),
    ("payment", put("UnappliedAmt", Decimal(300)), "payments.unapplied"),
]


@pytest.mark.parametrize(
    ("kind", "mistake", "rule"),
    MISTAKES,
    ids=[f"{kind}-{number}-{rule}" for number, (kind, _, rule) in enumerate(MISTAKES)],
)
def test_a_connectors_mistake_names_its_rule(
    kind: str, mistake: Callable[[dict[str, Any]], object], rule: str
) -> None:
    """Each mistake is seen, under the rule that it breaks."""
    assert rule in {difference.rule for difference in found(kind, mistake)}


def leaves(value: Any, path: str = "") -> list[str]:
    """All paths to values in a record."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, f"{path}.{key}")]
    if isinstance(value, list):
        return [leaf for key, item in enumerate(value) for leaf in leaves(item, f"{path}.{key}")]
    return [path.removeprefix(".")]


OURS = {"BillAddr.Id"}
"""What QuickBooks gives of its own, which no rule speaks of."""


@given(st.sampled_from(list(RIGHT)), st.data())
def test_any_changed_value_is_seen(kind: str, data: st.DataObject) -> None:
    """There is no field in a right record that the oracle does not look at."""
    path = data.draw(st.sampled_from([leaf for leaf in leaves(RIGHT[kind][2]) if leaf not in OURS]))
    assert found(kind, put(path, "changed-by-the-test"))


def test_look_alikes_show_the_code_point() -> None:
    """A person can't see the difference, so it is told."""
    name = "O'Brien & Söhne 中文".replace("ö", "o\u0308")
    difference = found("customer", put("DisplayName", name))[0]
    assert "U+006F for U+00F6" in difference.found


def test_amounts_are_exact() -> None:
    """Trailing zeros say nothing, the smallest fraction does."""
    assert found("invoice", put("TotalAmt", Decimal("595.0100"))) == []
    assert found("invoice", put("TotalAmt", Decimal("595.0101")))


GAPS = [
    (replace(product, category="Unheard"), "product", "items.categories"),
    (replace(product, kind="combo"), "product", "items.types"),
    (replace(partner, customer_terms="45 Days"), "customer", "terms"),
    (replace(payment, journal="BNK2"), "payment", "journals"),
    (replace(invoice, currency="EUR"), "invoice", "invoices.currencies"),
    (replace(invoice, lines=(line(taxes=("15%",)),)), "invoice", "taxes"),
    (replace(invoice, lines=(line(), line(taxes=("FL Orange 6.5%",)))), "invoice", "taxes"),
    (replace(invoice, partner=ref("res.partner", 99)), "invoice", "ownership"),
    (replace(invoice, kind="out_refund"), "invoice", "roles"),
    (replace(bill, tax=Decimal(1)), "bill", "taxes"),
    (replace(bill, lines=(line(product=None, account="999999"),)), "bill", "accounts"),
]


@pytest.mark.parametrize(
    ("snapshot", "role", "rule"),
    GAPS,
    ids=[f"{number}-{rule}" for number, (_, _, rule) in enumerate(GAPS)],
)
def test_an_undecided_rule_is_a_finding(snapshot: Snapshot, role: Role, rule: str) -> None:
    """Never a default."""
    with pytest.raises(PolicyGap) as caught:
        expect(snapshot, role, POLICY, LINKS)
    assert caught.value.rule == rule


def test_an_exempt_customer_is_not_taxable_and_has_its_certificate() -> None:
    """The position decides, the number is the tax id."""
    exempt = replace(partner, fiscal_position="Resale Certificate")
    expectation = expect(exempt, "customer", POLICY, LINKS)
    record = {**RIGHT["customer"][2], "Taxable": False, "ResaleNum": "85-1"}
    assert differences(expectation, record, DIRECTORY) == []


def test_a_discounted_price_must_come_to_the_amount() -> None:
    """Any price does that multiplies to the line's amount."""
    lines = (line(discount=Decimal(10), quantity=Decimal("2.5"), subtotal=Decimal("415.13")), note)
    expectation = expect(replace(invoice, lines=lines), "invoice", POLICY, LINKS)
    record = copy.deepcopy(RIGHT["invoice"][2])
    detail = record["Line"][0]["SalesItemLineDetail"]
    record["Line"][0]["Amount"] = Decimal("415.13")
    detail["Qty"] = Decimal("2.5")
    detail["UnitPrice"] = Decimal("166.052")
    assert differences(expectation, record, DIRECTORY) == []
    detail["UnitPrice"] = Decimal("184.5")
    assert differences(expectation, record, DIRECTORY)[0].rule == "invoices.line_price"


def test_a_line_whose_cent_odoo_moved_has_a_price_that_fits() -> None:
    """7.005 posts 7.00 where the sum of all lines needs it; QuickBooks' product must agree."""
    moved = line(unit_price=Decimal("7.005"), quantity=Decimal(1), subtotal=Decimal("7.00"))
    expectation = expect(replace(invoice, lines=(moved,)), "invoice", POLICY, LINKS)
    record = copy.deepcopy(RIGHT["invoice"][2])
    detail = record["Line"][0]["SalesItemLineDetail"]
    record["Line"] = record["Line"][:1]
    record["Line"][0]["Amount"] = Decimal("7.00")
    detail["Qty"] = Decimal(1)
    detail["UnitPrice"] = Decimal(7)
    rules = {item.rule for item in differences(expectation, record, DIRECTORY)}
    assert "invoices.line_price" not in rules
    detail["UnitPrice"] = Decimal("7.005")
    rules = {item.rule for item in differences(expectation, record, DIRECTORY)}
    assert "invoices.line_price" in rules


def test_the_table_fits_and_names_everything() -> None:
    """At most 80 columns, both ids, every rule unbroken."""
    text = table(
        found("invoice", put("TxnTaxDetail.TotalTax", 0)), ref=INVOICE, qbo_id="14", title="invoice"
    )
    assert max(len(row) for row in text.splitlines()) <= 80
    for part in ("account.move(3)", "14", "invoices.tax_total", "41.51"):
        assert part in text


def test_a_draft_payment_pays_nothing_where_it_counts_as_cancelled() -> None:
    """Odoo counts it as one that pays; QuickBooks holds it no more."""
    drafted = replace(invoice, settled_by_drafts=Decimal(100))
    withdrawn = POLICY.with_answer("payments.reset", "as cancelled")
    for policy, open_amount in ((POLICY, Decimal("295.01")), (withdrawn, Decimal("395.01"))):
        wants = {
            field.path: field.want for field in expect(drafted, "invoice", policy, LINKS).fields
        }
        assert wants["Balance"] == Amount(open_amount)


def test_an_invoice_is_paid_by_money_without_an_entry() -> None:
    """Where the rules export it; what is paid already is not paid twice."""
    card = Application(document=ref("account.payment", 8), amount=Decimal(200), kind="payment")
    waiting = POLICY.with_answer("payments.without_entry", "wait")
    for policy, residual, left in (
        (POLICY, "295.01", "95.01"),
        (POLICY, "100", "0"),
        (waiting, "295.01", "295.01"),
    ):
        held = replace(invoice, residual=Decimal(residual), registered=(card,))
        expected = expect(held, "invoice", policy, LINKS).fields
        (balance,) = (field.want for field in expected if field.path == "Balance")
        assert balance == Amount(Decimal(left))
