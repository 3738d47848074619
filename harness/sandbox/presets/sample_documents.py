"""
The sample company's documents: its open balances, and the books of its first year.

Estimates, sales receipts, deposits, invoices with what they sell and their
payments are recorded, with ids, days and how often they were changed; so are the
journals and payments of tax, the open balances and the balance sheet of 2014-11-18.
They are made in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts.settling import autoapply
from harness.sandbox.presets import sample_forms as forms
from harness.sandbox.presets import sample_purchases, sample_stock, sample_time, sample_told
from harness.sandbox.presets.clean import LAST_TRANSACTION
from harness.sandbox.presets.put import put, reach
from harness.sandbox.presets.sample_days import arrive, day
from harness.sandbox.presets.sample_purchases import ref
from harness.sandbox.presets.sample_sales import (
    CHECKING,
    CREDITED,
    CREW,
    DAYS,
    DISPUTED,
    EDITED,
    EQUITY,
    ESTIMATES,
    INVOICES,
    LATER_EDITED,
    NOTES,
    OF_ESTIMATES,
    PAYMENTS,
    PEST,
    REDUCED,
    SAVINGS,
    SERVED,
    SHIPPED,
    UNPRINTED,
    UNTAXED,
    Paid,
    Sold,
)

Record = dict[str, Any]
Step = tuple[int, Callable[[Company, int], object]]
"""An id, and what makes the document that has it."""

MONTH = "3"
"""The term that all of its invoices have."""
BETWEEN = 600
"""So many seconds lie between two documents; Intuit's are made over eight days."""
MESSAGE = {"value": "Thank you for your business and have a great day!"}
ADDRESSED = {9: 47, 46: 65, 119: 91, 129: 94}
"""Documents and the ids of their addresses; those between follow from them, as recorded."""

OPENED = (
    (6, -13, "38", ("Debit", "Credit"), "13495.00"),
    (7, 0, "43", ("Credit", "Debit"), "4000.00"),
    (8, 0, "44", ("Credit", "Debit"), "25000.00"),
)
"""Journals that are balances to begin with: id, day, account, its side and equity's, amount."""
TAX_PAID = ((123, "89", "38.40"), (124, "90", "38.50"))
TAX_DAY = -41
DEPOSITED: tuple[tuple[int, int, str, tuple[str, ...], Record], ...] = (
    (62, 1, "SalesReceipt", ("47", "38"), {}),
    (102, 2, "Payment", ("31", "32"), {}),
    (
        121,
        3,
        "Payment",
        ("97", "94", "116", "98", "101"),
        {
            "CashBack": {
                "AccountRef": {"value": SAVINGS},
                "Amount": Decimal("200.00"),
                "Memo": "Money to savings",
            }
        },
    ),
)
"""Deposits: id, day, what they bring to the bank, and what was kept of it."""

SOLD_ON = {11: -2, 17: -22, 38: 1, 47: -1}
"""On which day a receipt is."""

REFUNDED = 66


def fill(company: Company) -> None:
    """Make the documents, in the order of their ids."""
    for number, make in sorted(_steps(), key=lambda step: step[0]):
        arrive(company, number)
        sample_stock.before(company, number)
        if number in ADDRESSED:
            company.store.reach(company.realm, "address", ADDRESSED[number] - 1)
        made = make(company, number)
        assert isinstance(made, dict)  # noqa: S101 - every step makes one
        assert made["Id"] == str(number), (number, made["Id"])  # noqa: S101 - ids are taken once
        for kind, other in LATER_EDITED.get(number, ()):
            company.clock.advance(1)
            _changed(company, kind, other)
        company.clock.advance(BETWEEN)
    sample_time.fill(company)
    sample_told.worked(company)
    company.store.reach(company.realm, "transaction", LAST_TRANSACTION)


def _changed(company: Company, kind: str, number: str) -> None:
    held = company.get(kind, number)
    assert held is not None, number  # noqa: S101 - made before
    company.advance(company.entities[kind], held)


def _steps() -> Iterable[Step]:
    yield 4, lambda company, number: _opened(company, number, CHECKING, -133, "5000.00")
    yield 5, lambda company, number: _opened(company, number, SAVINGS, -1, "600.00")
    for number, offset, account, sides, amount in OPENED:
        yield number, _opening_journal(offset, account, sides, amount)
    for number, document, customer, lines, other in forms.RECEIPTS:
        yield number, _receipt(document, customer, lines, other)
    for number, offset, kind, ids, other in DEPOSITED:
        yield number, _deposited(offset, kind, ids, other)
    yield 73, _credited
    yield 74, _credit_applied
    for number, account, amount in TAX_PAID:
        yield number, _tax_paid(account, amount)
    yield REFUNDED, _refunded
    yield from sample_purchases.steps()
    yield from sample_stock.steps()
    for number, customer, code, sold in ESTIMATES:
        yield number, _estimate(customer, code, sold)
    for number, document, customer, code, sold in INVOICES:
        lines = forms.lines(sold, code)
        for line in lines:
            if number in SERVED and line["Description"] == "":
                line["Description"] = SERVED[number]
        yield number, _invoice(document, customer, code, lines)
    for number, document, estimate, code in OF_ESTIMATES:
        yield number, _converted(document, estimate, code)
    for number, paid in PAYMENTS:
        yield number, _paid(paid)


def _opened(company: Company, number: int, account: str, offset: int, amount: str) -> Record:
    line = forms.line("DepositLineDetail", Decimal(amount), ref("AccountRef", EQUITY))
    whose: Record = {**ref("DepositToAccountRef", account), "PrivateNote": "Opening Balance"}
    return put(company, "Deposit", number, TxnDate=day(company, offset), Line=[line], **whose)


def _opening_journal(
    offset: int, account: str, sides: tuple[str, str], amount: str
) -> Callable[[Company, int], object]:
    note = "Opening Balance"
    posted = zip((account, EQUITY), sides, strict=True)
    lines = [{**forms.posted(*each, amount), "Description": note} for each in posted]
    values: Record = {"PrivateNote": note, "Line": lines}
    return lambda company, number: put(
        company, "JournalEntry", number, TxnDate=day(company, offset), **values
    )


def _receipt(
    document: str, customer: str, lines: list[Record], other: Record
) -> Callable[[Company, int], object]:
    def make(company: Company, number: int) -> object:
        return put(
            company,
            "SalesReceipt",
            number,
            **{
                "TxnDate": day(company, SOLD_ON[number]),
                "DocNumber": document,
                "CustomerMemo": MESSAGE,
                "PrintStatus": "NotSet",
                **forms.to(company, customer),
                "Line": lines,
                **other,
            },
        )

    return make


def _deposited(
    offset: int, kind: str, ids: Iterable[str], other: Record
) -> Callable[[Company, int], object]:
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
        bank = {**ref("DepositToAccountRef", CHECKING), **other}
        return put(company, "Deposit", number, TxnDate=day(company, offset), Line=lines, **bank)

    return make


def _refunded(company: Company, number: int) -> Record:
    """Give back what a receipt was for (Intuit's samples)."""
    sold = forms.sale(PEST, "2.5", "35", UNTAXED)
    return put(
        company,
        "RefundReceipt",
        number,
        TxnDate=day(company, 1),
        DocNumber="1020",
        CustomerMemo=MESSAGE,
        PrintStatus="NotSet",
        BillEmail={"Address": "pyescakes@intuit.com"},
        Line=[{**sold, "Description": "Refund - Pest control was ineffective"}],
        **forms.to(company, "15"),
        **ref("PaymentMethodRef", "2"),
        **ref("DepositToAccountRef", CHECKING),
    )


def _tax_paid(account: str, amount: str) -> Callable[[Company, int], object]:
    values: Record = {
        "Amount": Decimal(amount),
        "PrivateNote": "Q1 Payment",
        **ref("AccountRef", CHECKING),
        **ref("PayableRef", account),
    }
    return lambda company, number: put(
        company, "SalesTaxPayment", number, TxnDate=day(company, TAX_DAY), **values
    )


def _credited(company: Company, number: int) -> Record:
    customer = "1"
    return put(
        company,
        "CreditMemo",
        number,
        TxnDate=day(company, -14),
        DocNumber="1026",
        CustomerMemo=MESSAGE,
        Line=[forms.sale(PEST, "1", "100", UNTAXED)],
        **forms.to(company, customer),
        **forms.mail(company, customer),
    )


def _credit_applied(company: Company, number: int) -> Record:
    """Apply the credit memo as QuickBooks does; the payment was changed once (recorded)."""
    amount = Decimal("100.00")
    sides = (("Invoice", CREDITED), ("CreditMemo", "73"))
    reach(company, "Payment", number)
    lines = [
        {"Amount": amount, "LinkedTxn": [{"TxnId": linked, "TxnType": kind}]}
        for kind, linked in sides
    ]
    told = {"TxnDate": day(company, -14), "Line": lines, **ref("CustomerRef", "1")}
    made = autoapply.linking(company, told)
    company.advance(company.entities["Payment"], made)
    return made


def _estimate(customer: str, code: str, sold: Iterable[Sold]) -> Callable[[Company, int], object]:
    return lambda company, number: put(
        company,
        "Estimate",
        number,
        TxnDate=day(company, DAYS[number]),
        DocNumber="1001",
        CustomerMemo=MESSAGE,
        Line=forms.lines(sold, code),
        **forms.tax(code),
        **forms.to(company, customer),
        **forms.mail(company, customer, number),
    )


def _invoice(
    document: str, customer: str, code: str, lines: list[Record], **other: object
) -> Callable[[Company, int], object]:
    if percent := REDUCED.get(document):
        less = sum(line["Amount"] for line in lines) * percent / 100
        detail = {"PercentBased": True, "DiscountPercent": percent}
        lines = [*lines, forms.line("DiscountLineDetail", less, detail)]

    def make(company: Company, number: int) -> object:
        known = number in CREW and company.chosen("sample-fields") == "known"
        crew = {"DefinitionId": "1", "StringValue": CREW[number]} if known else {}
        made = put(
            company,
            "Invoice",
            number,
            **{
                "TxnDate": day(company, DAYS[number]),
                "DocNumber": document,
                "PrivateNote": NOTES.get(number, ""),
                "CustomField": [crew] if crew else [],
                "CustomerMemo": MESSAGE,
                "PrintStatus": "NotSet" if number in UNPRINTED else "NeedToPrint",
                "Line": lines,
                **ref("SalesTermRef", MONTH),
                **forms.tax(code),
                **forms.to(company, customer, shipped=number in SHIPPED),
                **forms.mail(company, customer, number),
                **other,
            },
        )
        sample_told.lines(company, number)
        if number in EDITED:
            _changed(company, "Invoice", str(number))
        return made

    return make


def _converted(document: str, estimate: str, code: str) -> Callable[[Company, int], object]:
    _, customer, _, sold = next(each for each in ESTIMATES if str(each[0]) == estimate)
    link = [{"TxnId": estimate, "TxnType": "Estimate"}]
    lines = [{**line, "LinkedTxn": link} for line in forms.lines(sold, code)]
    return _invoice(document, customer, code, lines, LinkedTxn=link)


def _paid(paid: Paid) -> Callable[[Company, int], object]:
    invoice, amount, account, offset, method, paper = paid

    def make(company: Company, number: int) -> object:
        owed = company.get("Invoice", invoice)
        assert owed is not None, invoice  # noqa: S101 - made before
        links = [{"TxnId": invoice, "TxnType": "Invoice"}]
        return put(
            company,
            "Payment",
            number,
            TxnDate=day(company, offset),
            TotalAmt=Decimal(amount),
            PaymentRefNum=paper,
            PrivateNote=DISPUTED.get(number, ""),
            Line=[{"Amount": Decimal(amount), "LinkedTxn": links}],
            **ref("CustomerRef", owed["CustomerRef"]["value"]),
            **ref("PaymentMethodRef", method),
            **ref("DepositToAccountRef", account),
        )

    return make
