"""
The sample company's documents: its open balances, and the books of its first year.

Estimates, sales receipts and the deposit 62 are recorded, with their ids; so
are the open balances, the opening deposits and the balance sheet of
2014-11-18. What lies between them is ours: documents whose sums come to the
recorded figures. They are made in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts import party
from harness.sandbox.presets.clean import LAST_TRANSACTION
from harness.sandbox.presets.put import put, rows

Record = dict[str, Any]
Sold = tuple[str, str, str]
"""An item, how many of it, and the price of one."""
Step = tuple[int, Callable[[Company, int], object]]
"""An id, and what makes the document that has it."""

TEXTS = {row["id"]: row["description"] for row in rows("items")}
CALIFORNIA, TUCSON, UNTAXED = "2", "3", ""
CHECKING, SAVINGS, CARD, EQUITY, UNDEPOSITED = "35", "36", "41", "34", "4"
MESSAGE = {"value": "Thank you for your business and have a great day!"}
DESIGN, FOUNTAIN, INSTALLATION, PEST = "4", "5", "7", "10"
PUMP, ROCKS, CONCRETE, GARDENING = "11", "13", "3", "6"

INVOICES: tuple[tuple[int, str, str, str, tuple[Sold, ...]], ...] = (
    (9, "1001", "1", CALIFORNIA, ((GARDENING, "4", "25"),)),
    (10, "1002", "2", UNTAXED, ((PEST, "5", "35"),)),
    (12, "1004", "3", CALIFORNIA, ((ROCKS, "40", "22.5"), (CONCRETE, "1", "1294"))),
    (13, "1005", "9", CALIFORNIA, ((ROCKS, "1", "75"),)),
    (16, "1007", "13", UNTAXED, ((DESIGN, "10", "75"),)),
    (27, "1009", "26", CALIFORNIA, ((CONCRETE, "1", "95.88"),)),
    (34, "1010", "29", UNTAXED, ((DESIGN, "5", "75"),)),
    (42, "1012", "23", UNTAXED, ((DESIGN, "3", "75"), (ROCKS, "2.2", "22.5"))),
    (45, "1013", "26", CALIFORNIA, ((ROCKS, "1", "75"),)),
    (60, "1016", "16", UNTAXED, ((DESIGN, "1", "75"),)),
    (64, "1018", "25", UNTAXED, (("18", "1", "80"),)),
    (65, "1019", "25", UNTAXED, (("18", "1", "80"),)),
    (67, "1021", "1", UNTAXED, ((DESIGN, "5", "75"), (GARDENING, "3", "28"))),
    (68, "1022", "12", CALIFORNIA, (("14", "1", "75"),)),
    (70, "1024", "20", UNTAXED, (("9", "1", "156"),)),
    (75, "1027", "2", UNTAXED, ((GARDENING, "1", "85"),)),
    (92, "1028", "9", UNTAXED, ((GARDENING, "1", "85"),)),
    (93, "1029", "5", TUCSON, ((CONCRETE, "1", "422"),)),
    (95, "1030", "19", CALIFORNIA, ((CONCRETE, "1", "429.13"),)),
    (96, "1031", "7", UNTAXED, ((PEST, "1", "387"),)),
    (99, "1032", "26", CALIFORNIA, ((CONCRETE, "1", "384"),)),
    (106, "1034", "21", UNTAXED, (("9", "1", "78.6"),)),
    (
        119,
        "1035",
        "17",
        CALIFORNIA,
        ((PUMP, "1", "15"), ("16", "5", "2"), ("17", "4", "4"), (CONCRETE, "1", "250")),
    ),
    (129, "1036", "8", UNTAXED, ((DESIGN, "6", "75"), (ROCKS, "1", "27.5"))),
    (130, "1037", "24", CALIFORNIA, ((ROCKS, "14.9", "22.5"),)),
)
"""Id, number, customer, tax code and what was sold."""

OF_ESTIMATES = ((49, "1015", "48", UNTAXED), (69, "1023", "46", UNTAXED), (103, "1033", "41", "2"))
"""Invoices made of estimates: id, number, estimate, tax code."""

PLAN = ((DESIGN, "4", "75"), (INSTALLATION, "5", "50"), (FOUNTAIN, "1", "275"))
ESTIMATES: tuple[tuple[int, str, str, tuple[Sold, ...]], ...] = (
    (41, "10", UNTAXED, ((FOUNTAIN, "1", "275"), (DESIGN, "3.5", "75"), (PUMP, "2", "22.5"))),
    (46, "20", UNTAXED, ((PEST, "2", "35"),)),
    (48, "18", UNTAXED, (*PLAN, (ROCKS, "8", "22.5"))),
    (
        100,
        "24",
        CALIFORNIA,
        ((FOUNTAIN, "1", "275"), (PUMP, "1", "12.75"), (CONCRETE, "4", "9.5")),
    ),
)
"""As recorded; all of them have the number 1001."""

PLANNED = "48"
DISCOUNT = {"PercentBased": True, "DiscountPercent": 5}
"""What the invoice of estimate 48 came down by: to the recorded 954.75."""

PAYMENTS: tuple[tuple[int, str, str, str], ...] = (
    (110, "9", "108.00", CHECKING),
    (111, "10", "175.00", CHECKING),
    (112, "12", "694.00", CHECKING),
    (113, "12", "1675.52", UNDEPOSITED),
    (114, "13", "81.00", UNDEPOSITED),
    (115, "16", "300.00", CHECKING),
    (116, "27", "103.55", CHECKING),
    (117, "45", "81.00", UNDEPOSITED),
    (118, "67", "220.00", CHECKING),
    (120, "93", "460.40", CHECKING),
    (121, "95", "463.46", CHECKING),
    (122, "96", "387.00", CHECKING),
)
"""Id, the invoice, how much of it, and where to."""

BILLS = (
    (18, "31", "11", "241.23"),
    (19, "36", "55", "755.00"),
    (20, "46", "64", "205.00"),
    (21, "48", "76", "86.44"),
    (22, "49", "71", "315.00"),
    (23, "46", "64", "103.55"),
)
PAID_BILL = "23"
CHECKS = (
    (28, "40", "17", "900.00"),
    (29, "40", "17", "900.00"),
    (30, "42", "7", "375.00"),
    (31, "32", "77", "130.86"),
    (32, "38", "29", "112.00"),
    (33, "50", "66", "1287.35"),
    (35, "51", "59", "2559.86"),
    (36, "30", "70", "337.14"),
)
CARDED = (
    (71, "57", "55", "19.99"),
    (72, "41", "20", "103.73"),
    (73, "33", "56", "34.00"),
)
"""Paid at once: id, the vendor, the account of the cost, the amount."""

STOCKED = ((FOUNTAIN, "1", "125"), (PUMP, "12", "10"), ("16", "20", "0.75"), ("17", "25", "2.5"))
OPENED = (("38", "Debit", "13495.00"), ("44", "Credit", "25000.00"), ("43", "Credit", "4000.00"))
OWED = "15505.00"
TAX_PAID = "38.40"
WORKED = ((80, "54", "3", 2, 30), (81, "55", "18", 4, 0), (82, "55", "24", 1, 45))
"""Time: id, the employee, the customer, hours and minutes."""


def fill(company: Company) -> None:
    """Make the documents, in the order of their ids."""
    for number, make in sorted(_steps(), key=lambda step: step[0]):
        made = make(company, number)
        assert isinstance(made, dict)  # noqa: S101 - every step makes one
        assert made["Id"] == str(number), (number, made["Id"])  # noqa: S101 - ids are taken once
    company.store.reach(company.realm, "transaction", LAST_TRANSACTION)


def _steps() -> Iterable[Step]:
    yield 5, lambda company, number: _opened(company, number, CHECKING, "2014-06-30", "5000.00")
    yield 6, lambda company, number: _opened(company, number, SAVINGS, "2014-11-09", "600.00")
    yield 7, _opening_journal
    for number, document, customer, lines, other in RECEIPTS:
        yield number, _receipt(document, customer, lines, other)
    yield 24, _bill_paid
    yield 37, _stock_bought
    yield 62, _deposited
    yield 74, _saved
    yield 76, _tax_paid
    for number, vendor, account, amount in BILLS:
        yield number, _bill(vendor, account, amount)
    for number, vendor, account, amount in CHECKS:
        yield number, _spent("Check", CHECKING, vendor, _cost(amount, account))
    for number, vendor, account, amount in CARDED:
        yield number, _spent("CreditCard", CARD, vendor, _cost(amount, account))
    for number, customer, code, sold in ESTIMATES:
        yield number, _estimate(customer, code, sold)
    for number, document, customer, code, sold in INVOICES:
        yield number, _invoice(document, customer, code, [_sold(*each, code) for each in sold])
    for number, document, estimate, code in OF_ESTIMATES:
        yield number, _converted(document, estimate, code)
    for number, invoice, amount, account in PAYMENTS:
        yield number, _paid(invoice, amount, account)
    for number, employee, customer, hours, minutes in WORKED:
        yield number, _worked(employee, customer, hours, minutes)


def _opened(company: Company, number: int, account: str, day: str, amount: str) -> Record:
    line = _line("DepositLineDetail", Decimal(amount), _ref("AccountRef", EQUITY))
    whose = _ref("DepositToAccountRef", account)
    return put(company, "Deposit", number, TxnDate=day, Line=[line], **whose)


def _opening_journal(company: Company, number: int) -> Record:
    lines = [_posted(*each) for each in (*OPENED, (EQUITY, "Debit", OWED))]
    note = "Opening Balance"
    return put(company, "JournalEntry", number, TxnDate="2014-06-30", PrivateNote=note, Line=lines)


def _receipt(
    document: str, customer: str, lines: list[Record], other: Record
) -> Callable[[Company, int], object]:
    return lambda company, number: put(
        company,
        "SalesReceipt",
        number,
        **{
            "TxnDate": "2014-11-13",
            "DocNumber": document,
            "CustomerMemo": MESSAGE,
            "PrintStatus": "NotSet",
            **_to(company, customer),
            "Line": lines,
            **other,
        },
    )


def _deposited(company: Company, number: int) -> Record:
    """Bring the two cash sales to the bank."""
    lines = [
        {"Amount": made["TotalAmt"], "LinkedTxn": [{"TxnId": made["Id"], "TxnType": kind}]}
        for kind, each in (("SalesReceipt", "47"), ("SalesReceipt", "38"))
        if (made := company.get(kind, each)) is not None
    ]
    bank = _ref("DepositToAccountRef", CHECKING)
    return put(company, "Deposit", number, TxnDate="2014-11-13", Line=lines, **bank)


def _saved(company: Company, number: int) -> Record:
    return put(
        company,
        "Transfer",
        number,
        TxnDate="2014-11-13",
        Amount=Decimal("200.00"),
        **_ref("FromAccountRef", CHECKING),
        **_ref("ToAccountRef", SAVINGS),
    )


def _tax_paid(company: Company, number: int) -> Record:
    lines = [_posted("89", "Debit", TAX_PAID), _posted(CHECKING, "Credit", TAX_PAID)]
    return put(company, "JournalEntry", number, TxnDate="2014-11-14", Line=lines)


def _bill_paid(company: Company, number: int) -> Record:
    amount = Decimal(next(amount for bill, _, _, amount in BILLS if str(bill) == PAID_BILL))
    return put(
        company,
        "BillPayment",
        number,
        TxnDate="2014-11-11",
        PayType="Check",
        CheckPayment=_ref("BankAccountRef", CHECKING),
        TotalAmt=amount,
        Line=[{"Amount": amount, "LinkedTxn": [{"TxnId": PAID_BILL, "TxnType": "Bill"}]}],
        **_ref("VendorRef", "46"),
    )


def _stock_bought(company: Company, number: int) -> object:
    return _spent("Check", CHECKING, "41", *(_stocked(*each) for each in STOCKED))(company, number)


def _bill(vendor: str, account: str, amount: str) -> Callable[[Company, int], object]:
    values = {"TxnDate": "2014-11-06", **_ref("VendorRef", vendor)}
    return lambda company, number: put(
        company, "Bill", number, Line=[_cost(amount, account)], **values
    )


def _spent(
    kind: str, account: str, vendor: str, *lines: Record
) -> Callable[[Company, int], object]:
    whose = {"EntityRef": {"value": vendor, "type": "Vendor"}, **_ref("AccountRef", account)}
    values = {"TxnDate": "2014-11-08", "PaymentType": kind, "Line": list(lines), **whose}
    return lambda company, number: put(company, "Purchase", number, **values)


def _estimate(customer: str, code: str, sold: Iterable[Sold]) -> Callable[[Company, int], object]:
    def make(company: Company, number: int) -> object:
        sent = {"EmailStatus": "NeedToSend"} if str(number) == PLANNED else {}
        accepted = {"TxnStatus": "Accepted"} if code else {}
        return put(
            company,
            "Estimate",
            number,
            TxnDate="2014-11-05",
            DocNumber="1001",
            CustomerMemo=MESSAGE,
            Line=[_sold(*each, code) for each in sold],
            **_tax(code),
            **_to(company, customer),
            **_mail(company, customer),
            **sent,
            **accepted,
        )

    return make


def _invoice(
    document: str, customer: str, code: str, lines: list[Record], **other: object
) -> Callable[[Company, int], object]:
    return lambda company, number: put(
        company,
        "Invoice",
        number,
        TxnDate="2014-11-12",
        DocNumber=document,
        CustomerMemo=MESSAGE,
        Line=lines,
        **_tax(code),
        **_to(company, customer),
        **_mail(company, customer),
        **other,
    )


def _converted(document: str, estimate: str, code: str) -> Callable[[Company, int], object]:
    _, customer, _, sold = next(each for each in ESTIMATES if str(each[0]) == estimate)
    lines = [_sold(*each, code) for each in sold]
    if estimate == PLANNED:
        lines.append(_line("DiscountLineDetail", Decimal("50.25"), DISCOUNT))
    link = [{"TxnId": estimate, "TxnType": "Estimate"}]
    return _invoice(document, customer, code, lines, LinkedTxn=link)


def _paid(invoice: str, amount: str, account: str) -> Callable[[Company, int], object]:
    def make(company: Company, number: int) -> object:
        owed = company.get("Invoice", invoice)
        assert owed is not None, invoice  # noqa: S101 - made before
        links = [{"TxnId": invoice, "TxnType": "Invoice"}]
        return put(
            company,
            "Payment",
            number,
            TxnDate="2014-11-13",
            TotalAmt=Decimal(amount),
            Line=[{"Amount": Decimal(amount), "LinkedTxn": links}],
            **_ref("CustomerRef", owed["CustomerRef"]["value"]),
            **_ref("DepositToAccountRef", account),
        )

    return make


def _worked(
    employee: str, customer: str, hours: int, minutes: int
) -> Callable[[Company, int], object]:
    return lambda company, number: put(
        company,
        "TimeActivity",
        number,
        TxnDate="2014-11-10",
        NameOf="Employee",
        Hours=hours,
        Minutes=minutes,
        **_ref("EmployeeRef", employee),
        **_ref("CustomerRef", customer),
        **_ref("ItemRef", "2"),
    )


def _ref(name: str, value: str) -> Record:
    return {name: {"value": value}}


def _to(company: Company, customer: str) -> Record:
    """Whom a form is for, with the address as lines (recorded)."""
    held = company.get("Customer", customer)
    assert held is not None, customer  # noqa: S101 - made before
    address = {key: value for key, value in held.get("BillAddr", {}).items() if key != "Id"}
    to = {**_ref("CustomerRef", customer), "BillAddr": party.reflowed(address, held)}
    return to if "ShipAddr" in held else {**to, "ShipAddr": {}}


def _mail(company: Company, customer: str) -> Record:
    held = company.get("Customer", customer) or {}
    return {"BillEmail": held["PrimaryEmailAddr"]} if "PrimaryEmailAddr" in held else {}


def _tax(code: str) -> Record:
    return {"TxnTaxDetail": {"TxnTaxCodeRef": {"value": code}}} if code else {}


def _line(kind: str, amount: Decimal, detail: Record) -> Record:
    return {"Amount": amount, "DetailType": kind, kind: detail}


def _sold(item: str, quantity: str, price: str, code: str) -> Record:
    detail = {
        **_ref("ItemRef", item),
        "Qty": Decimal(quantity),
        "UnitPrice": Decimal(price),
        **_ref("TaxCodeRef", "TAX" if code else "NON"),
    }
    line = _line("SalesItemLineDetail", Decimal(quantity) * Decimal(price), detail)
    return {"Description": TEXTS[item], **line}


def _stocked(item: str, quantity: str, price: str) -> Record:
    detail = {**_ref("ItemRef", item), "Qty": Decimal(quantity), "UnitPrice": Decimal(price)}
    return _line("ItemBasedExpenseLineDetail", Decimal(quantity) * Decimal(price), detail)


def _cost(amount: str, account: str) -> Record:
    return _line("AccountBasedExpenseLineDetail", Decimal(amount), _ref("AccountRef", account))


def _posted(account: str, side: str, amount: str) -> Record:
    detail = {"PostingType": side, **_ref("AccountRef", account)}
    return _line("JournalEntryLineDetail", Decimal(amount), detail)


RECEIPTS: tuple[tuple[int, str, str, list[Record], Record], ...] = (
    (
        11,
        "1003",
        "6",
        [_sold(DESIGN, "4.5", "75", UNTAXED)],
        {
            "PrivateNote": "A private note.",
            "PaymentMethodRef": {"value": "2"},
            "PaymentRefNum": "10264",
            "DepositToAccountRef": {"value": CHECKING},
        },
    ),
    (
        17,
        "1008",
        "14",
        [_sold(DESIGN, "3", "75", UNTAXED)],
        {"PrintStatus": "NeedToPrint", "CustomerMemo": {}},
    ),
    (
        38,
        "1011",
        "15",
        [
            _sold(PEST, "2.5", "35", UNTAXED),
            _line(
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
        [_sold(GARDENING, "4", "35", UNTAXED)],
        {"BillEmail": {"Address": "Diego@Rodriguez.com"}},
    ),
)
"""Sold at once: id, number, customer, lines, and what else is recorded."""
