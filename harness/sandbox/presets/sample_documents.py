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
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from harness.sandbox.company import Company
from harness.sandbox.parts import autoapply, party
from harness.sandbox.presets import sample_purchases, sample_stock
from harness.sandbox.presets.clean import LAST_TRANSACTION
from harness.sandbox.presets.put import put, rows
from harness.sandbox.presets.sample_purchases import ref
from harness.sandbox.presets.sample_sales import (
    CHECKING,
    CREDITED,
    DESIGN,
    EQUITY,
    ESTIMATES,
    GARDENING,
    INVOICES,
    OF_ESTIMATES,
    PAYMENTS,
    PEST,
    PLANNED,
    REDUCED,
    SAVINGS,
    UNTAXED,
    Sold,
)

Record = dict[str, Any]
Step = tuple[int, Callable[[Company, int], object]]
"""An id, and what makes the document that has it."""

TEXTS = {row["id"]: row["description"] for row in rows("items")}
MESSAGE = {"value": "Thank you for your business and have a great day!"}
ADDRESSED = {11: 49, 46: 65}
"""Documents and the ids of their addresses; those between follow from them, as recorded."""

OPENED = (("38", "Debit", "13495.00"), ("44", "Credit", "25000.00"), ("43", "Credit", "4000.00"))
OWED = "15505.00"
TAX_PAID = ((77, "89", "38.40"), (78, "90", "38.50"))
MOVED = (82, CHECKING, SAVINGS, "200.00")
DEPOSITED = (
    (62, "SalesReceipt", ("47", "38")),
    (124, "Payment", ("15", "32", "76", "97", "116")),
)
"""Deposits and what they bring to the bank; of 868.15, the payments that alone come to it."""

REFUNDED = 66
CHARGED_TIME = {3: 52, 4: 53, 5: 54}
BILLED_TIME = frozenset({4, 5})


class Worked(NamedTuple):
    """Time: id, the day, whose, for whom, what it is sold as and at which rate, and what it was."""

    number: int
    days: int
    employee: str
    customer: str
    item: str
    rate: str
    hours: int
    minutes: int
    done: str


WORKED = (
    Worked(1, -5, "55", "17", "2", "0", 4, 45, "Designed Garden.  Poured Concrete Foundation"),
    Worked(2, 0, "54", "1", "2", "0", 4, 0, "Gardening"),
    Worked(3, -1, "54", "1", "4", "75", 5, 0, "Custom Design"),
    Worked(4, 0, "55", "21", "18", "15", 2, 0, "Tree and Shrub Trimming"),
    Worked(5, 0, "55", "21", "8", "15", 3, 0, "Garden Lighting"),
)
"""What the two employees worked (recorded, 2025)."""
DAY_OF_TIME = date(2014, 11, 10)


def fill(company: Company) -> None:
    """Make the documents, in the order of their ids."""
    for number, make in sorted(_steps(), key=lambda step: step[0]):
        sample_stock.before(company, number)
        if number in ADDRESSED:
            company.store.reach(company.realm, "address", ADDRESSED[number] - 1)
        made = make(company, number)
        assert isinstance(made, dict)  # noqa: S101 - every step makes one
        assert made["Id"] == str(number), (number, made["Id"])  # noqa: S101 - ids are taken once
    for time in WORKED:
        _worked(company, time)
    company.store.reach(company.realm, "transaction", LAST_TRANSACTION)


def _steps() -> Iterable[Step]:
    yield 5, lambda company, number: _opened(company, number, CHECKING, "2014-06-30", "5000.00")
    yield 6, lambda company, number: _opened(company, number, SAVINGS, "2014-11-09", "600.00")
    yield 8, _opening_journal
    for number, document, customer, lines, other in RECEIPTS:
        yield number, _receipt(document, customer, lines, other)
    for number, kind, ids in DEPOSITED:
        yield number, _deposited(kind, ids)
    yield 73, _credited
    yield 74, _credit_applied
    for number, account, amount in TAX_PAID:
        yield number, _tax_paid(account, amount)
    yield MOVED[0], _moved
    yield REFUNDED, _refunded
    yield from sample_purchases.steps()
    yield from sample_stock.steps()
    for number, customer, code, sold in ESTIMATES:
        yield number, _estimate(customer, code, sold)
    for number, document, customer, code, sold in INVOICES:
        yield number, _invoice(document, customer, code, _lines(sold, code))
    for number, document, estimate, code in OF_ESTIMATES:
        yield number, _converted(document, estimate, code)
    for number, invoice, amount, account in PAYMENTS:
        yield number, _paid(invoice, amount, account)


def _opened(company: Company, number: int, account: str, day: str, amount: str) -> Record:
    line = _line("DepositLineDetail", Decimal(amount), ref("AccountRef", EQUITY))
    whose = ref("DepositToAccountRef", account)
    return put(company, "Deposit", number, TxnDate=day, Line=[line], **whose)


def _opening_journal(company: Company, number: int) -> Record:
    lines = [_posted(*each) for each in (*OPENED, (EQUITY, "Debit", OWED))]
    note = "Opening Balance"
    return put(company, "JournalEntry", number, TxnDate="2014-06-30", PrivateNote=note, Line=lines)


def _receipt(
    document: str, customer: str, lines: list[Record], other: Record
) -> Callable[[Company, int], object]:
    def make(company: Company, number: int) -> object:
        made = put(
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
        if "PrivateNote" in other:  # which came with a change (recorded)
            company.advance(company.entities["SalesReceipt"], made)
        return made

    return make


def _deposited(kind: str, ids: Iterable[str]) -> Callable[[Company, int], object]:
    """Bring to the bank what lay in undeposited funds."""

    def make(company: Company, number: int) -> object:
        lines = [
            {
                "Amount": made["TotalAmt"],
                "LinkedTxn": [{"TxnId": made["Id"], "TxnType": kind, "TxnLineId": "0"}],
            }
            for each in ids
            if (made := company.get(kind, each)) is not None
        ]
        bank = ref("DepositToAccountRef", CHECKING)
        return put(company, "Deposit", number, TxnDate="2014-11-13", Line=lines, **bank)

    return make


def _refunded(company: Company, number: int) -> Record:
    """Give back what a receipt was for (Intuit's samples)."""
    sold = _sold(PEST, "2.5", "35", UNTAXED)
    return put(
        company,
        "RefundReceipt",
        number,
        TxnDate="2014-11-13",
        DocNumber="1020",
        CustomerMemo=MESSAGE,
        PrintStatus="NotSet",
        BillEmail={"Address": "pyescakes@intuit.com"},
        Line=[{**sold, "Description": "Refund- Pest control was ineffective"}],
        **_to(company, "15"),
        **ref("PaymentMethodRef", "2"),
        **ref("DepositToAccountRef", CHECKING),
    )


def _moved(company: Company, number: int) -> Record:
    _, source, target, amount = MOVED
    return put(
        company,
        "Transfer",
        number,
        TxnDate="2014-11-13",
        Amount=Decimal(amount),
        **ref("FromAccountRef", source),
        **ref("ToAccountRef", target),
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
        **ref("CustomerRef", "1"),
    )
    company.advance(company.entities["Payment"], made)
    return made


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
            **ref("CustomerRef", owed["CustomerRef"]["value"]),
            **ref("DepositToAccountRef", account),
        )

    return make


def _worked(company: Company, time: Worked) -> None:
    charge = CHARGED_TIME.get(time.number)
    made = put(
        company,
        "TimeActivity",
        time.number,
        TxnDate=(DAY_OF_TIME + timedelta(days=time.days)).isoformat(),
        NameOf="Employee",
        BillableStatus="Billable" if charge else "NotBillable",
        HourlyRate=Decimal(time.rate),
        Hours=time.hours,
        Minutes=time.minutes,
        Description=time.done,
        **ref("EmployeeRef", time.employee),
        **ref("CustomerRef", time.customer),
        **ref("ItemRef", time.item),
    )
    if charge:
        status = "HasBeenBilled" if time.number in BILLED_TIME else "Billable"
        told = {**made, "TimeChargeId": charge, "BillableStatus": status}
        company.touch(company.entities["TimeActivity"], told)


def _to(company: Company, customer: str) -> Record:
    """Whom a form is for, with the address as lines (recorded)."""
    held = company.get("Customer", customer)
    assert held is not None, customer  # noqa: S101 - made before
    address = {key: value for key, value in held.get("BillAddr", {}).items() if key != "Id"}
    to = {**ref("CustomerRef", customer), "BillAddr": party.reflowed(address, held)}
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
        **ref("ItemRef", item),
        "Qty": Decimal(quantity),
        "UnitPrice": Decimal(price),
        **ref("TaxCodeRef", "TAX" if code else "NON"),
    }
    line = _line("SalesItemLineDetail", Decimal(quantity) * Decimal(price), detail)
    return {"Description": TEXTS[item], **line}


def _posted(account: str, side: str, amount: str) -> Record:
    detail = {"PostingType": side, **ref("AccountRef", account)}
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
