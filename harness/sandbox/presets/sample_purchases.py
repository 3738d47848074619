"""
What the sample company bought, and how it paid.

Its 35 expenses are recorded (a client's dump of 2016) with ids, numbers, days and
lines, as far as that client had not changed their sums; so are bill 25, its payment 118,
the ids of all bills (2026), the numbers and lines of the orders. The other bills and
payments are known from lists of transactions (2017), with their vendors, days and sums,
from the recorded profit and loss (2023) with their accounts, and from a recorded ledger
(2026) with ids, numbers and texts, but for bill 90 and payment 91.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.presets.put import put, rows
from harness.sandbox.presets.sample_days import day
from harness.sandbox.presets.sample_sales import CARD, CHECKING, FOUNTAIN, HEADS, PIPES, PUMP

Record = dict[str, Any]
Step = tuple[int, Callable[[Company, int], object]]
"""An id, and what makes the document that has it."""

HICKS, TIM, NORTON = "41", "51", "46"
MISCELLANEOUS, TELEPHONE, POWER, RENT, ACCOUNTING = "14", "77", "76", "17", "69"
INSURANCE, LAWYER, REPAIRS, PAYABLES = "11", "71", "75", "33"
LUMBER = 25
BILLS: tuple[tuple[int, str, int, str, str, str], ...] = (
    (1, "31", -4, MISCELLANEOUS, "2000.00", "Opening Balance"),
    (2, HICKS, -34, MISCELLANEOUS, "250.00", "Opening Balance"),
    (3, TIM, -12, MISCELLANEOUS, "666.00", "Opening Balance"),
    (90, "49", -121, LAWYER, "300.00", "Lawyer fees related to Startup"),
    (24, "40", -13, RENT, "900.00", "Building Lease"),
    (78, "48", -42, POWER, "86.44", ""),
    (35, "48", -13, POWER, "114.09", ""),
    (19, "31", -4, INSURANCE, "241.23", ""),
    (18, "30", -11, ACCOUNTING, "75.00", ""),
    (LUMBER, NORTON, 0, "64", "103.55", "Lumber"),
    (105, "32", -43, TELEPHONE, "56.50", ""),
    (21, "32", -13, TELEPHONE, "74.36", "Monthly Phone Bill"),
    (44, "36", 1, REPAIRS, "755.00", "Repairs on the truck"),
    (108, "49", 3, ACCOUNTING, "315.00", ""),
)
"""Id, the vendor, the day, the account of the cost, the amount, what it was for."""
OPENED = frozenset({1, 2, 3})
"""Bills that are balances to begin with: what they were for is the note (recorded)."""

BILLED_TO = "26"
PAID: tuple[tuple[int, int, int, str, str], ...] = (
    (22, 1, 0, CHECKING, "1"),
    (37, 18, 1, CHECKING, "3"),
    (50, 21, 1, CARD, "1"),
    (77, 35, 2, CHECKING, "6"),
    (79, 2, -18, CHECKING, "7"),
    (82, 3, 2, CHECKING, "45"),
    (91, 90, -91, CHECKING, ""),
    (104, 24, -4, CHECKING, "11"),
    (117, 105, 3, CARD, "1"),
    (118, LUMBER, 3, CARD, "1"),
)
"""Id, the bill, the day, what it was paid from, and the number of the payment."""

Stocked = tuple[str, str, str]
"""An item, how many, the price of one."""
LATER = 3
OF_HICKS: tuple[Stocked, ...] = (
    (FOUNTAIN, "1", "125"),
    (HEADS, "15", "0.75"),
    (PIPES, "25", "2.5"),
    (PUMP, "3", "10"),
)
OF_NORTON: tuple[Stocked, ...] = ((PUMP, "8", "10"), (FOUNTAIN, "1", "125"))
ORDERS: tuple[tuple[int, str, str, int, tuple[Stocked, ...]], ...] = (
    (53, "1002", TIM, 1, ((FOUNTAIN, "1", "125"),)),
    (114, "1003", HICKS, LATER, OF_HICKS),
    (125, "1004", NORTON, LATER, OF_NORTON),
)
"""Id, number, vendor, day and what was ordered."""

STOCK_CHECK, STOCK_BILL, FILLED = 115, 126, "125"
CREW = (81, "20")
"""The expense that was for a customer, and who that is."""

CHANGED = frozenset({55, 56, 86, 87, 88, 89, 135})
"""Expenses that were changed once."""


def steps() -> Iterable[Step]:
    """Say what makes each of the documents."""
    for row in rows("expenses"):
        yield int(row["id"]), _expense(row)
    for number, vendor, offset, account, amount, text in BILLS:
        note = {"PrivateNote": text} if number in OPENED else {}
        line = cost(amount, account, "" if note else text)
        if number == LUMBER:
            line["AccountBasedExpenseLineDetail"] |= {
                **ref("CustomerRef", BILLED_TO),
                "BillableStatus": "Billable",
            }
        yield number, _form("Bill", vendor, offset, [line], **note)
    for number, bill, offset, source, document in PAID:
        yield number, _bill_paid(str(bill), offset, source, document)
    for number, document, vendor, offset, lines in ORDERS:
        ordered = [_stocked(*each) for each in lines]
        other = {"DocNumber": document, **ref("APAccountRef", PAYABLES)}
        yield number, _form("PurchaseOrder", vendor, offset, ordered, **other)
    yield STOCK_CHECK, _stock_bought
    billed = [_stocked(*each) for each in OF_NORTON]
    for place, line in enumerate(billed, start=1):
        link = {"TxnId": FILLED, "TxnType": "PurchaseOrder", "TxnLineId": str(place)}
        line["LinkedTxn"] = [link]
    yield STOCK_BILL, _form("Bill", NORTON, LATER, billed)


def ref(name: str, value: str) -> Record:
    """Refer to an entry of a list."""
    return {name: {"value": value}}


def cost(amount: str, account: str, text: str = "") -> Record:
    """Write a line that costs an account something."""
    kind = "AccountBasedExpenseLineDetail"
    line = {"Amount": Decimal(amount), "DetailType": kind, kind: ref("AccountRef", account)}
    return {"Description": text, **line} if text else line


def _stocked(item: str, quantity: str, price: str) -> Record:
    kind = "ItemBasedExpenseLineDetail"
    detail = {**ref("ItemRef", item), "Qty": Decimal(quantity), "UnitPrice": Decimal(price)}
    amount = Decimal(quantity) * Decimal(price)
    text = next(row["description"] for row in rows("items") if row["id"] == item)
    return {"Description": text, "Amount": amount, "DetailType": kind, kind: detail}


def _form(
    entity: str, vendor: str, offset: int, lines: list[Record], **other: object
) -> Callable[[Company, int], object]:
    values = {"Line": lines, **ref("VendorRef", vendor), **other}
    return lambda company, number: put(
        company, entity, number, TxnDate=day(company, offset), **values
    )


def _bill_paid(
    bill: str, offset: int, source: str, document: str
) -> Callable[[Company, int], object]:
    way, block, account = ("Check", "CheckPayment", "BankAccountRef")
    if source == CARD:
        way, block, account = ("CreditCard", "CreditCardPayment", "CCAccountRef")

    def make(company: Company, number: int) -> object:
        owed = company.get("Bill", bill)
        assert owed is not None, bill  # noqa: S101 - made before
        links = [{"TxnId": bill, "TxnType": "Bill"}]
        values: Record = {
            "TxnDate": day(company, offset),
            "DocNumber": document,
            "PayType": way,
            block: ref(account, source),
            "TotalAmt": owed["TotalAmt"],
            "Line": [{"Amount": owed["TotalAmt"], "LinkedTxn": links}],
            **ref("VendorRef", owed["VendorRef"]["value"]),
        }
        return put(company, "BillPayment", number, **values)

    return make


def _expense(row: dict[str, str]) -> Callable[[Company, int], object]:
    line = cost(row["amount"], row["cost"], row["description"])
    if int(row["id"]) == CREW[0]:
        line["AccountBasedExpenseLineDetail"] |= ref("CustomerRef", CREW[1])
    values: Record = {
        "PaymentType": "CreditCard" if row["kind"] == "Credit" else row["kind"],
        "DocNumber": row["number"],
        "PrivateNote": row["note"],
        "Line": [line],
        **ref("AccountRef", row["account"]),
    }
    if row["kind"] == "Credit":
        values["Credit"] = True
    if row["vendor"]:
        values["EntityRef"] = {"value": row["vendor"], "type": "Vendor"}

    def make(company: Company, number: int) -> object:
        dated = day(company, int(row["day"]))
        made = put(company, "Purchase", number, TxnDate=dated, **values)
        (block,) = made["PurchaseEx"]["any"]
        numbered = {**block, "value": {**block["value"], "Value": row["type"]}}
        shown = {**made, "PurchaseEx": {"any": [numbered]}}  # what bank feeds made is numbered so
        company.touch(company.entities["Purchase"], shown)
        if number in CHANGED:
            company.advance(company.entities["Purchase"], shown)
        return made

    return make


def _stock_bought(company: Company, number: int) -> object:
    """The check that filled the order 1003 without saying so."""
    return put(
        company,
        "Purchase",
        number,
        TxnDate=day(company, LATER),
        PaymentType="Check",
        DocNumber="75",
        EntityRef={"value": HICKS, "type": "Vendor"},
        Line=[_stocked(*each) for each in OF_HICKS],
        **ref("AccountRef", CHECKING),
    )
