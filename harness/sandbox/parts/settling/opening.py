"""
Opening balances: what an account, a customer or a vendor starts with.

Whoever makes one of them with a balance has it posted against Opening Balance
Equity, once; later balances come from transactions alone. A bank account's is
a deposit (recorded), all others are journal entries (assumed).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import NATURAL_CREDIT, PAYABLE, RECEIVABLE
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.buying import purchases
from harness.sandbox.parts.forms import banking
from harness.sandbox.parts.selling import sales

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NOTE = "Opening Balance"
EQUITY = "Opening Balance Equity"
WRITTEN_ONCE = ("Balance", "BalanceWithJobs", "OpenBalanceDate")


def equity(company: Company) -> str:
    """
    Return the account that opening balances stand against: the one of that name.

    Other accounts of equity may have its subtype, which is the default of their type.
    """
    found = company.find("Account", Name=EQUITY) or company.create(
        company.entities["Account"],
        {"Name": EQUITY, "AccountType": "Equity", "AccountSubType": "OpeningBalanceEquity"},
    )
    return str(found["Id"])


def keep(company: Company, record: Record, before: Record | None) -> None:
    """A name's balance is the client's to give at the beginning, and never again."""
    del company
    if before is None:
        if "BalanceWithJobs" in record:
            record["BalanceWithJobs"] = 0
        return
    for name in WRITTEN_ONCE:
        record.pop(name, None)
        if name in before:
            record[name] = before[name]


def keep_account(company: Company, record: Record, before: Record | None) -> None:
    """An account's opening balance is given once; it is never read back."""
    del company
    if before is not None:
        record.pop("OpeningBalance", None)
        record.pop("OpeningBalanceDate", None)


def of_customer(company: Company, record: Record, before: Record | None) -> None:
    """Post what a new customer owes already."""
    if before is None and record:
        _of_name(company, record, "Customer", RECEIVABLE)


def of_vendor(company: Company, record: Record, before: Record | None) -> None:
    """Post what a new vendor is owed already."""
    if before is None and record:
        _of_name(company, record, "Vendor", PAYABLE)


def _of_name(company: Company, record: Record, kind: str, control: str) -> None:
    given = Decimal(record.get("Balance") or 0)
    day = record.pop("OpenBalanceDate", None)
    if day:
        company.touch(company.entities[kind], record)
    if not given:
        return
    company.choice("opening-balance")

    currency = (record.get("CurrencyRef") or {}).get("value", "")
    account = (
        sales.receivable(company, currency)
        if control == RECEIVABLE
        else str(purchases.payable(company, currency)["Id"])
    )
    name = {"Type": kind, "EntityRef": {"value": record["Id"]}}
    _journal(company, account, given if kind == "Customer" else -given, day, name)


def of_account(company: Company, record: Record, before: Record | None) -> None:
    """Post what a new account of the balance sheet holds already."""
    if before is not None or not record:
        return
    amount, day = Decimal(record.pop("OpeningBalance", 0)), record.pop("OpeningBalanceDate", None)
    if day or amount:
        company.touch(company.entities["Account"], record)
    if not amount or record["AccountType"] not in banking.BALANCE_SHEET:
        return
    if record["AccountType"] == "Bank" and amount > 0:
        line = {
            "Amount": amount,
            "DetailType": "DepositLineDetail",
            "DepositLineDetail": {"AccountRef": {"value": equity(company)}},
        }
        _create(company, "Deposit", day, DepositToAccountRef={"value": record["Id"]}, Line=[line])
        return
    company.choice("opening-balance")
    credit = record["Classification"] in NATURAL_CREDIT
    _journal(company, record["Id"], -amount if credit else amount, day, {})


def _journal(
    company: Company, account: str, amount: Decimal, day: str | None, name: Record
) -> None:
    """Make a journal entry; a positive amount is a debit of the account."""
    sides = ("Debit", "Credit") if amount > 0 else ("Credit", "Debit")
    lines = [
        {
            "Amount": abs(amount),
            "DetailType": "JournalEntryLineDetail",
            "Description": NOTE,
            "JournalEntryLineDetail": {
                "PostingType": side,
                "AccountRef": {"value": ledger_account},
                **({"Entity": name} if name and ledger_account == account else {}),
            },
        }
        for side, ledger_account in zip(sides, (account, equity(company)), strict=True)
    ]
    _create(company, "JournalEntry", day, Line=lines)


def _create(company: Company, entity: str, day: str | None, **body: object) -> None:
    dated = {"TxnDate": day} if day else {}
    company.create(company.entities[entity], {**dated, "PrivateNote": NOTE, **body})
