"""
The sample company's documents: its open balances, and the books of its first year.

Estimates, sales receipts and the deposit 62 are recorded, with their ids; so
are invoices with what they sell and their payments (1036 alone is only known
voided, but for its sum), the open balances, the opening deposits and the
balance sheet of 2014-11-18. What lies between them is ours: documents whose
sums come to the recorded figures. They are made in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts import autoapply, party
from harness.sandbox.presets.clean import LAST_TRANSACTION
from harness.sandbox.presets.put import put, rows
from harness.sandbox.presets.sample_sales import (
    CARD,
    CHECKING,
    CREDITED,
    DESIGN,
    EQUITY,
    ESTIMATES,
    FOUNTAIN,
    GARDENING,
    HEADS,
    INVOICES,
    OF_ESTIMATES,
    PAYMENTS,
    PEST,
    PIPES,
    PLANNED,
    PUMP,
    REDUCED,
    SAVINGS,
    UNDEPOSITED,
    UNTAXED,
    Sold,
)

Record = dict[str, Any]
Step = tuple[int, Callable[[Company, int], object]]
"""An id, and what makes the document that has it."""

TEXTS = {row["id"]: row["description"] for row in rows("items")}
MESSAGE = {"value": "Thank you for your business and have a great day!"}
ADDRESSED = (11, 49)
"""A document and the id of its address; those of the next ones follow from it, as recorded."""

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
    (50, "40", "17", "900.00"),
    (51, "40", "17", "900.00"),
    (52, "42", "7", "375.00"),
    (53, "32", "77", "130.86"),
    (54, "38", "29", "112.00"),
    (55, "50", "66", "1287.35"),
    (56, "51", "59", "1677.55"),
    (57, "30", "70", "337.14"),
)
CARDED = (
    (77, "57", "55", "19.99"),
    (78, "41", "20", "103.73"),
    (79, "33", "56", "34.00"),
)
"""Paid at once: id, the vendor, the account of the cost, the amount."""

STOCKED = ((FOUNTAIN, "7", "125"), (PUMP, "12", "10"), (HEADS, "40", "0.75"), (PIPES, "58", "2.5"))
OPENED = (("38", "Debit", "13495.00"), ("44", "Credit", "25000.00"), ("43", "Credit", "4000.00"))
OWED = "15505.00"
TAX_PAID = ((84, "89", "38.40"), (85, "90", "38.50"))
MOVED = ((83, CHECKING, SAVINGS, "200.00"), (86, CHECKING, UNDEPOSITED, "81.00"))
WORKED = ((80, "54", "3", 2, 30), (81, "55", "18", 4, 0), (82, "55", "24", 1, 45))
"""Time: id, the employee, the customer, hours and minutes."""


def fill(company: Company) -> None:
    """Make the documents, in the order of their ids."""
    for number, make in sorted(_steps(), key=lambda step: step[0]):
        if number == ADDRESSED[0]:
            company.store.reach(company.realm, "address", ADDRESSED[1] - 1)
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
    yield 73, _credited
    yield 74, _credit_applied
    for number, account, amount in TAX_PAID:
        yield number, _tax_paid(account, amount)
    for number, source, target, amount in MOVED:
        yield number, _moved(source, target, amount)
    for number, vendor, account, amount in BILLS:
        yield number, _bill(vendor, account, amount)
    for number, vendor, account, amount in CHECKS:
        yield number, _spent("Check", CHECKING, vendor, _cost(amount, account))
    for number, vendor, account, amount in CARDED:
        yield number, _spent("CreditCard", CARD, vendor, _cost(amount, account))
    for number, customer, code, sold in ESTIMATES:
        yield number, _estimate(customer, code, sold)
    for number, document, customer, code, sold in INVOICES:
        yield number, _invoice(document, customer, code, _lines(sold, code))
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


def _moved(source: str, target: str, amount: str) -> Callable[[Company, int], object]:
    return lambda company, number: put(
        company,
        "Transfer",
        number,
        TxnDate="2014-11-13",
        Amount=Decimal(amount),
        **_ref("FromAccountRef", source),
        **_ref("ToAccountRef", target),
    )


def _tax_paid(account: str, amount: str) -> Callable[[Company, int], object]:
    lines = [_posted(account, "Debit", amount), _posted(CHECKING, "Credit", amount)]
    return lambda company, number: put(
        company, "JournalEntry", number, TxnDate="2014-11-14", Line=lines
    )


def _credited(company: Company, number: int) -> Record:
    customer = "1"
    return put(
        company,
        "CreditMemo",
        number,
        TxnDate="2014-11-12",
        DocNumber="1026",
        CustomerMemo=MESSAGE,
        Line=[_sold(PEST, "1", "100", UNTAXED)],
        **_to(company, customer),
        **_mail(company, customer),
    )


def _credit_applied(company: Company, number: int) -> Record:
    """Apply the credit memo as QuickBooks does; the payment was changed once (recorded)."""
    amount = Decimal("100.00")
    sides = (("Invoice", CREDITED), ("CreditMemo", "73"))
    made = put(
        company,
        "Payment",
        number,
        TxnDate="2014-11-13",
        TotalAmt=Decimal(0),
        PrivateNote=autoapply.LINKING,
        Line=[
            {"Amount": amount, "LinkedTxn": [{"TxnId": linked, "TxnType": kind}]}
            for kind, linked in sides
        ],
        **_ref("CustomerRef", "1"),
    )
    company.advance(company.entities["Payment"], made)
    return made


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
            Line=_lines(sold, code),
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
    if percent := REDUCED.get(document):
        less = sum(line["Amount"] for line in lines) * percent / 100
        detail = {"PercentBased": True, "DiscountPercent": percent}
        lines = [*lines, _line("DiscountLineDetail", less, detail)]
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
    link = [{"TxnId": estimate, "TxnType": "Estimate"}]
    return _invoice(document, customer, code, _lines(sold, code), LinkedTxn=link)


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


def _lines(sold: Iterable[Sold], code: str) -> list[Record]:
    return [
        _sold(item, quantity, price, UNTAXED if alone else code)
        for item, quantity, price, *alone in sold
    ]


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
