"""The oracle: right records have no differences, wrong ones name the rule that was broken."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.oracle import PolicyGap, differences, expect
from harness.oracle.difference import table
from harness.oracle.documents import item_of
from harness.oracle.expectation import Amount, Price, Text, UnitPrice
from harness.oracle.item import item_name
from harness.snapshot import Application, Role, Snapshot
from tests.oracle.records import (
    DIRECTORY,
    INVOICE,
    LINKS,
    POLICY,
    RIGHT,
    bill,
    found,
    invoice,
    line,
    note,
    partner,
    payment,
    product,
    put,
    ref,
)


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


def test_what_is_found_is_told_as_people_read_it() -> None:
    """A reference by its name and id, a flag as it is expected, each choice once."""
    location = found("invoice", put("DepartmentRef", {"value": "1", "name": "Tampa"}))
    assert [(item.expected, item.found) for item in location] == [("nothing", "Tampa (1)")]
    untaxed = found("customer", put("Taxable", False))
    assert [(item.expected, item.found) for item in untaxed] == [("true", "false")]
    check = found("customer", put("PrintOnCheckName", "Somebody"))
    assert [item.expected for item in check] == ["nothing or O'Brien & Söhne 中文"]


def test_blanks_around_a_text_say_nothing() -> None:
    """A connector may send Odoo's text as it stands, or without the blanks at its ends."""
    assert found("product", put("Description", " cut \n")) == []
    assert found("product", put("Description", "c ut"))
    assert found("product", put("Description", " "))


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
    (replace(bill, currency="EUR"), "bill", "bills.currencies"),
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


@pytest.mark.parametrize(
    ("answer", "storable", "found"),
    [
        ("one item", True, "NonInventory"),
        ("one item", False, "NonInventory"),
        ("refuse", True, "items.kits"),
        ("none", True, "items.kits"),
    ],
)
def test_a_kit_is_an_item_that_is_not_counted_or_none(
    answer: str, storable: bool, found: str
) -> None:
    """Whatever its parts are; where the company has no kits, one is a finding."""
    kit = replace(product, kit=True, storable=storable)
    policy = POLICY.with_answer("items.kits", answer)
    try:
        fields = expect(kit, "product", policy, LINKS).fields
        told = next(str(field.want) for field in fields if field.rule == "items.type")
        assert all(field.rule not in {"items.asset_account", "items.stock"} for field in fields)
    except PolicyGap as gap:
        told = gap.rule
    assert found in told


@pytest.mark.parametrize(
    ("text", "first", "refused"),
    [
        ("joe@beams.com", "joe@beams.com", False),
        (" joe@beams.com ", "joe@beams.com", False),
        ("", "", False),
        ("ask for Joe", "", True),
        ("joe@beams", "", True),
        ("Joe <joe@beams.com>", "joe@beams.com", True),
        ("joe@beams.com; ann@beams.com", "joe@beams.com", True),
        (f"{'j' * 95}@beams.com", "", True),
    ],
)
def test_an_email_field_holds_one_address_or_the_rules_say(
    text: str, first: str, refused: bool
) -> None:
    """QuickBooks refuses a customer with another text; the first address is sent, or nobody is."""
    odd = replace(partner, email=text)
    fields = expect(odd, "customer", POLICY, LINKS).fields
    assert [field.want for field in fields if field.rule == "customers.email"] == [Text(first)]
    strict = POLICY.with_answer("customers.odd_emails", "refuse")
    with pytest.raises(PolicyGap) if refused else nullcontext():
        expect(odd, "customer", strict, LINKS)


def test_products_of_one_name_are_told_by_their_skus_or_not_at_all() -> None:
    """One without a SKU can't be told."""
    policy = POLICY.with_answer("items.same_name", "sku")
    alike = replace(product, has_namesake=True)
    assert item_name(alike, policy) == f"{product.name} {product.sku}"
    assert item_name(alike, POLICY) == item_name(product, policy) == product.name
    with pytest.raises(PolicyGap, match="no SKU"):
        item_name(replace(alike, sku=""), policy)


def test_a_country_may_go_by_its_code_or_its_name() -> None:
    """Intuit asks for the name and keeps the code too; another country is another address."""
    address = replace(partner.address, country_name="United States")
    expectation = expect(replace(partner, address=address), "customer", POLICY, LINKS)

    def told(country: str) -> list[str]:
        mirrored = copy.deepcopy(RIGHT["customer"][2])
        mirrored["BillAddr"]["Country"] = country
        return [difference.expected for difference in differences(expectation, mirrored, DIRECTORY)]

    assert told("US") == told("United States") == []
    assert told("Mexico") == told("") == ["US or United States"]


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
    title, where, *_ = text.splitlines()  # what a summary shows of it
    assert title.startswith("invoice: ")
    assert "difference" in title
    assert "invoices.tax" in title
    assert where == "Odoo account.move(3)  QuickBooks id 14"


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


def test_a_document_without_terms_waits_where_the_rules_demand_them() -> None:
    """Otherwise its due date is enough."""
    termless = replace(invoice, terms="")
    expect(termless, "invoice", POLICY, LINKS)
    demanding = POLICY.with_answer("documents.without_terms", "refuse")
    expect(invoice, "invoice", demanding, LINKS)
    with pytest.raises(PolicyGap) as caught:
        expect(termless, "invoice", demanding, LINKS)
    assert caught.value.rule == "documents.without_terms"


@pytest.mark.parametrize(
    ("answer", "quantity", "price"),
    [
        ("unit of the product", "24", UnitPrice(Decimal("2000.00"), Decimal(24))),
        ("unit of the line", "2", Price(Decimal("1000.00"))),
    ],
)
def test_a_line_is_counted_in_the_unit_that_the_rules_say(
    answer: str, quantity: str, price: object
) -> None:
    """Two dozen at a thousand each; what is in its product's own unit is counted as it is."""
    dozens = replace(
        invoice.lines[0],
        quantity=Decimal(2),
        unit_price=Decimal("1000.00"),
        subtotal=Decimal("2000.00"),
        counted=Decimal(24),
    )
    policy = POLICY.with_answer("documents.units", answer)
    expected = item_of(dozens, Text("7"), "SalesItemLineDetail", "invoices", policy)
    wants = {field.path.rpartition(".")[2]: field.want for field in expected}
    assert wants["Qty"] == Amount(Decimal(quantity))
    assert wants["UnitPrice"] == price


@pytest.mark.parametrize(
    ("found", "differs"), [("79.8", 0), ("79.80000000000001", 0), ("79.8000001", 1), ("79.81", 1)]
)
def test_a_price_is_what_quickbooks_keeps_of_odoos_float(found: str, differs: int) -> None:
    """48.20 and an extra of 31.60 are a little more than 79.80 in Odoo; either may be sent."""
    noisy = replace(product, price=Decimal("79.80000000000001"), cost=Decimal("0.1234567499"))
    expectation = expect(noisy, "product", POLICY, LINKS)
    record = {"UnitPrice": Decimal(found), "PurchaseCost": Decimal("0.1234567")}
    told = [one for one in differences(expectation, record, {}) if "Cost" in one.field]
    assert not told
    told = [one for one in differences(expectation, record, {}) if one.field == "UnitPrice"]
    assert [(one.expected, one.found) for one in told] == [("79.8", found)] * differs
