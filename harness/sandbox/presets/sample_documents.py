"""
The sample company's documents: its open balances, and the books of its first year.

The open invoices and bills, the opening deposits and the balance sheet of
2014-11-18 are recorded. What lies between them, and what no recording shows,
is ours: documents whose sums come to the recorded figures.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.presets.put import put

Record = dict[str, Any]
Sold = tuple[str, str, str]
"""An item, how many of it (or nothing), and the amount."""

CALIFORNIA, TUCSON = "2", "3"
CHECKING, SAVINGS, CARD, EQUITY = "35", "36", "41", "34"
TAXED: dict[str, tuple[Sold, ...]] = {
    "Geeta Kalapatapu": (("5", "1", "275.00"), ("7", "", "262.50"), ("13", "", "45.00")),
    "Jeff's Jalopies": (("14", "", "75.00"),),
    "Mark Cho": (
        ("11", "1", "15.00"),
        ("16", "5", "10.00"),
        ("17", "4", "16.00"),
        ("3", "", "250.00"),
    ),
    "Sonnenschein Family Store": (("13", "", "335.25"),),
    "Travis Waldron": (("3", "", "384.00"),),
}
UNTAXED: dict[str, tuple[str, str]] = {
    "Amy's Bird Sanctuary": ("6", "239.00"),
    "Bill's Windsurf Shop": ("6", "85.00"),
    "0969 Ocean View Road": ("4", "477.50"),
    "55 Twin Lane": ("6", "85.00"),
    "John Melton": ("4", "450.00"),
    "Kookies by Kathy": ("4", "75.00"),
    "Paulsen Medical Supplies": ("8", "954.75"),
    "Red Rock Diner": ("10", "226.00"),
    "Rondonuwu Fruit and Vegi": ("9", "78.60"),
    "Barnett Design": ("4", "274.50"),
    "Sushi by Katsuyuki": ("18", "160.00"),
    "Weiskopf Consulting": ("4", "375.00"),
}
PAID = {
    "Amy's Bird Sanctuary": "108.00",
    "Cool Cars": "310.00",
    "Diego Rodriguez": "140.00",
    "Dukes Basketball Camp": "460.40",
    "Freeman Sporting Goods": "387.00",
    "Kookies by Kathy": "75.00",
}
RECEIPTS = (
    ("Dylan Sollfrank", CALIFORNIA, "810.00", True),
    ("Kate Whelan", CALIFORNIA, "810.00", True),
    ("Rago Travel Agency", CALIFORNIA, "810.00", True),
    ("Gevelber Photography", TUCSON, "500.00", True),
    ("Video Games by Dan", CALIFORNIA, "539.00", False),
)
"""Sold at once: to whom, at which tax, for how much, and whether it was brought to the bank."""

OPEN_BILLS = (
    ("31", "11", "241.23"),
    ("36", "55", "755.00"),
    ("46", "64", "205.00"),
    ("48", "76", "86.44"),
    ("49", "71", "315.00"),
)
CHECKS = (
    ("40", "17", "900.00"),
    ("40", "17", "900.00"),
    ("42", "7", "375.00"),
    ("32", "77", "130.86"),
    ("38", "29", "112.00"),
    ("50", "66", "1287.35"),
    ("51", "59", "2400.00"),
    ("30", "70", "337.14"),
)
CARDED = (("57", "55", "19.99"), ("41", "20", "103.73"), ("33", "56", "34.00"))
"""Paid at once: the vendor, the account of the cost, the amount."""

STOCKED = (("11", "10", "10"), ("16", "20", "0.75"), ("17", "25", "2.5"))
OPENED = (("38", "Debit", "13495.00"), ("44", "Credit", "25000.00"), ("43", "Credit", "4000.00"))
CASH_BACK = "200.00"
TAX_PAID = "45.50"


def fill(company: Company) -> None:
    """Make the documents, in the order in which the year brought them."""
    for account, day, amount in (
        (CHECKING, "2014-06-30", "5000.00"),
        (SAVINGS, "2014-11-09", "600.00"),
    ):
        line = _other(amount, EQUITY)
        _make(company, "Deposit", day, _ref("DepositToAccountRef", account), Line=[line])
    for account, side, amount in OPENED:
        _journal(company, account, side, amount)
    _costs(company)
    for name, sold in TAXED.items():
        taxes = {"TxnTaxDetail": {"TxnTaxCodeRef": {"value": CALIFORNIA}}}
        lines = [_sold(*each, "TAX") for each in sold]
        _make(company, "Invoice", "2014-11-12", _customer(company, name), Line=lines, **taxes)
    for name, (item, amount) in UNTAXED.items():
        lines = [_sold(item, "", amount, "NON")]
        _make(company, "Invoice", "2014-11-12", _customer(company, name), Line=lines)
    for name, amount in PAID.items():
        _paid(company, _customer(company, name), amount)
    _deposit(company)


def _costs(company: Company) -> None:
    """Make the bills, one of them paid, and what was paid at once."""
    for vendor, account, amount in OPEN_BILLS:
        line = _cost(amount, account)
        _make(company, "Bill", "2014-11-10", _ref("VendorRef", vendor), Line=[line])
    whose = _ref("VendorRef", "46")
    bill = _make(company, "Bill", "2014-11-06", whose, Line=[_cost("103.55", "64")])
    _make(
        company,
        "BillPayment",
        "2014-11-11",
        whose,
        PayType="Check",
        CheckPayment=_ref("BankAccountRef", CHECKING),
        TotalAmt=Decimal("103.55"),
        Line=[_settles(bill, "Bill")],
    )
    for vendor_id, account, amount in CHECKS:
        _spend(company, "Check", CHECKING, vendor_id, _cost(amount, account))
    for vendor_id, account, amount in CARDED:
        _spend(company, "CreditCard", CARD, vendor_id, _cost(amount, account))
    _spend(company, "Check", CHECKING, "41", *(_stocked(*each) for each in STOCKED))


def _paid(company: Company, whose: Record, amount: str) -> None:
    """Make an invoice and the payment that settles it."""
    lines = [_sold("6", "", amount, "NON")]
    invoice = _make(company, "Invoice", "2014-11-04", whose, Line=lines)
    paid = {"TotalAmt": Decimal(amount), "Line": [_settles(invoice, "Invoice")]}
    _make(company, "Payment", "2014-11-13", whose, **paid)


def _deposit(company: Company) -> None:
    """Sell over the counter, bring most of it to the bank, and pay Arizona its tax."""
    brought = []
    for name, code, amount, banked in RECEIPTS:
        made = _make(
            company,
            "SalesReceipt",
            "2014-11-13",
            _customer(company, name),
            Line=[_sold("13", "", amount, "TAX")],
            TxnTaxDetail={"TxnTaxCodeRef": {"value": code}},
        )
        if banked:
            brought.append(_settles(made, "SalesReceipt"))
    back = {"AccountRef": {"value": SAVINGS}, "Amount": Decimal(CASH_BACK)}
    bank = _ref("DepositToAccountRef", CHECKING)
    _make(company, "Deposit", "2014-11-13", bank, Line=brought, CashBack=back)
    _journal(company, "89", "Debit", TAX_PAID, CHECKING)


def _make(company: Company, entity: str, day: str, whose: Record, **values: object) -> Record:
    return put(company, entity, None, **{"TxnDate": day, **whose, **values})


def _journal(company: Company, account: str, side: str, amount: str, against: str = EQUITY) -> None:
    other = "Credit" if side == "Debit" else "Debit"
    lines = [
        {
            "Amount": Decimal(amount),
            "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {"PostingType": posting, **_ref("AccountRef", each)},
        }
        for posting, each in ((side, account), (other, against))
    ]
    day, note = ("2014-06-30", {"PrivateNote": "Opening Balance"})
    if against != EQUITY:
        day, note = ("2014-11-14", {})
    _make(company, "JournalEntry", day, {}, Line=lines, **note)


def _spend(company: Company, kind: str, account: str, vendor: str, *lines: Record) -> None:
    whose = {"EntityRef": {"value": vendor, "type": "Vendor"}, **_ref("AccountRef", account)}
    _make(company, "Purchase", "2014-11-08", whose, PaymentType=kind, Line=list(lines))


def _ref(name: str, value: str) -> Record:
    return {name: {"value": value}}


def _customer(company: Company, name: str) -> Record:
    found = company.find("Customer", DisplayName=name)
    assert found is not None, name  # noqa: S101 - made before
    return _ref("CustomerRef", found["Id"])


def _settles(txn: Record, kind: str) -> Record:
    return {"Amount": txn["TotalAmt"], "LinkedTxn": [{"TxnId": txn["Id"], "TxnType": kind}]}


def _line(kind: str, amount: Decimal, detail: Record) -> Record:
    return {"Amount": amount, "DetailType": kind, kind: detail}


def _sold(item: str, quantity: str, amount: str, code: str) -> Record:
    detail = {**_ref("ItemRef", item), **_ref("TaxCodeRef", code)}
    total = Decimal(amount)
    if quantity:
        detail |= {"Qty": Decimal(quantity), "UnitPrice": total / Decimal(quantity)}
    return _line("SalesItemLineDetail", total, detail)


def _stocked(item: str, quantity: str, price: str) -> Record:
    detail = {
        **_ref("ItemRef", item),
        "Qty": Decimal(quantity),
        "UnitPrice": Decimal(price),
    }
    return _line("ItemBasedExpenseLineDetail", Decimal(quantity) * Decimal(price), detail)


def _cost(amount: str, account: str) -> Record:
    return _line("AccountBasedExpenseLineDetail", Decimal(amount), _ref("AccountRef", account))


def _other(amount: str, account: str) -> Record:
    return _line("DepositLineDetail", Decimal(amount), _ref("AccountRef", account))
