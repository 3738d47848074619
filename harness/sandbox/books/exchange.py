"""
Documents in another currency: which one, at what rate, and their value in the home currency.

A document is kept in its own currency and posted in the company's. A customer or
vendor has one currency that never changes, and its documents have the same (Intuit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PARTIES = (("CustomerRef", "Customer"), ("VendorRef", "Vendor"), ("EntityRef", ""))
HOME_NAME = "United States Dollar"
ONE = Decimal(1)


def home(company: Company) -> str:
    """Return the code of the company's own currency."""
    return str(company.preferences()["CurrencyPrefs"]["HomeCurrency"]["value"])


def several(company: Company) -> bool:
    """Whether the company uses several currencies."""
    return bool(company.preferences()["CurrencyPrefs"].get("MultiCurrencyEnabled"))


def complete(company: Company, record: Record, before: Record | None) -> None:
    """
    Give a document its party's currency and, if the company uses several, a rate.

    The rate is the one sent, else the one of before, else the list's on that
    day, else 1 (assumed).
    """
    given = str((record.get("CurrencyRef") or {}).get("value") or "")
    wanted, own = _party_currency(company, record), home(company)
    code = str((wanted or {}).get("value") or given or own)
    if given and given != code:
        raise mismatch()
    if not several(company):
        if code != own:
            raise mismatch()
        record["CurrencyRef"] = {"value": code, "name": HOME_NAME}
        record.pop("ExchangeRate", None)
        return
    record["CurrencyRef"] = wanted or _named(company, code)
    if code == own:
        record["ExchangeRate"] = 1
        return
    rate = record.get("ExchangeRate")
    if rate is None and before is not None and before["CurrencyRef"]["value"] == code:
        rate = before.get("ExchangeRate")
    if rate is None:
        rate = wire.number(listed_rate(company, code, record["TxnDate"]))
    if not 0 < rate <= shape.LARGEST:
        raise faults.invalid(
            "2240", "Invalid Number Range", "ExchangeRate must be greater than 0", "ExchangeRate"
        )
    record["ExchangeRate"] = rate


def mismatch() -> faults.Fault:
    """6000: the document's currency is not that of its customer, vendor or account."""
    return faults.business(
        "The currency of the transaction is invalid for customer/vendor/account."
    )


def listed_rate(company: Company, code: str, day: str) -> Decimal:
    """Return the company's rate of a currency on a day: the latest set by then, else 1."""
    if "ExchangeRate" not in company.entities:
        return Decimal(1)
    rates = [
        rate
        for rate in company.lookup("ExchangeRate", "SourceCurrencyCode", code)
        if rate["AsOfDate"] <= day
    ]
    latest = max(rates, key=lambda rate: str(rate["AsOfDate"]), default=None)
    return Decimal(latest["Rate"]) if latest else Decimal(1)


def rate_of(record: Record) -> Decimal:
    """Return a document's rate; without several currencies it is 1."""
    return Decimal(record["ExchangeRate"]) if "ExchangeRate" in record else ONE


def at_home(amount: Decimal, rate: Decimal) -> Decimal:
    """Convert to the home currency, to the cent; what no account can hold is refused."""
    converted = Decimal(wire.money(amount * rate))
    if converted.copy_abs() > shape.LARGEST:
        raise shape.too_large("Amount")
    return converted


def show_home(record: Record, *names: str) -> None:
    """Fill the `Home...` twin of amounts, where there are several currencies."""
    for name in names:
        if "ExchangeRate" in record and name in record:
            amount = at_home(Decimal(record[name]), rate_of(record))
            record[f"Home{name}"] = wire.money(amount)
        else:
            record.pop(f"Home{name}", None)


def posted(record: Record, entries: Iterable[Entry]) -> Iterable[Entry]:
    """
    Convert entries in a document's currency; the first of them takes the rounding difference.

    The first is the receivable, the payable or the bank account (assumed).
    """
    rate = rate_of(record)
    if rate == 1:
        return entries
    control, *others = entries
    converted = [
        replace(
            entry,
            amount=at_home(entry.amount, rate),
            base=at_home(entry.base, rate),
            own=entry.amount,
        )
        for entry in others
    ]
    total = sum((entry.amount for entry in converted), start=Decimal(0))
    return [replace(control, amount=-total, own=control.amount), *converted]


def account(company: Company, name: str, kind: str, subtype: str, code: str = "") -> Record:
    """
    Find or make the account of a kind for a currency, as there is one for each.

    That of a foreign currency has the currency in its name (recorded: `Accounts
    Payable (A/P) - GBP`).
    """
    return company.derived(
        "Account",
        (name, kind, subtype, code),
        lambda: _account(company, name, kind, subtype, code),
    )


def _account(company: Company, name: str, kind: str, subtype: str, code: str) -> Record:
    own = home(company)
    code = code or own
    for found in company.lookup("Account", "AccountSubType", subtype):
        if found["Active"] and (found.get("CurrencyRef") or {}).get("value", own) == code:
            return found
    made: Record = {"Name": name, "AccountType": kind, "AccountSubType": subtype}
    if code != own:
        made |= {"Name": f"{name} - {code}", "CurrencyRef": _named(company, code)}
    return company.create(company.entities["Account"], made)


def gain_or_loss(company: Company) -> str:
    """Return the account for exchange gains and losses."""
    return str(
        company.ensure_account("Exchange Gain or Loss", "Other Expense", "ExchangeGainOrLoss")["Id"]
    )


def _party_currency(company: Company, record: Record) -> Record | None:
    for key, entity in PARTIES:
        reference = record.get(key)
        if not reference:
            continue
        party = company.get(entity or reference.get("type", ""), reference.get("value", ""))
        if party is not None and party.get("CurrencyRef"):
            return dict(party["CurrencyRef"])
    return None


def _named(company: Company, code: str) -> Record:
    if code == home(company):
        return {"value": code, "name": HOME_NAME}
    listed = (
        company.find("CompanyCurrency", Code=code)
        if "CompanyCurrency" in company.entities
        else None
    )
    if listed is None:
        raise mismatch()
    return {"value": code, "name": listed["Name"]}
