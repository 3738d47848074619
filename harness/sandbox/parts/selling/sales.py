"""The ledger entries of sales forms: receivable or bank, income, discounts, shipping and tax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, stock
from harness.sandbox.books.ledger import NO_RATE, Entry
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.forms import lines
from harness.sandbox.parts.forms.linetypes import DISCOUNT, GRATUITY, SOLD

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def receivable(company: Company, currency: str = "") -> str:
    """Return the account that customers owe in, one a currency; it exists from the first use on."""
    return str(
        exchange.account(
            company,
            "Accounts Receivable (A/R)",
            "Accounts Receivable",
            "AccountsReceivable",
            currency,
        )["Id"]
    )


def entries(company: Company, record: Record, account: str, sign: int = 1) -> Iterable[Entry]:
    """
    Post a sales form: `account` takes the total, income and tax stand against it.

    `sign` -1 turns every side: a credit memo or a refund.
    """
    return exchange.posted(record, _entries(company, record, account, sign))


def _entries(company: Company, record: Record, account: str, sign: int) -> Iterator[Entry]:
    customer = (record.get("CustomerRef") or {}).get("value", "")
    deposit = Decimal(record.get("Deposit") or 0)
    common = Entry(
        account=account,
        amount=sign * (Decimal(record["TotalAmt"]) - deposit),
        name_type="Customer" if customer else "",
        name=customer,
        department=(record.get("DepartmentRef") or {}).get("value", ""),
        klass=(record.get("ClassRef") or {}).get("value", ""),
        memo=record.get("PrivateNote", ""),
    )
    yield common
    if deposit:
        yield replace(common, account=record["DepositToAccountRef"]["value"], amount=deposit)
    for line in lines.leaves(record):
        if line["DetailType"] in {SOLD, DISCOUNT}:
            yield _line(company, line, common, sign)
            yield from stock.sold(company, line, common, sign)
    for rate, amount, base in _taxes(record):
        yield replace(
            common,
            account=_agency_account(company, rate),
            amount=-sign * amount,
            rate=rate,
            base=sign * base,
            memo="",
        )


def _line(company: Company, line: Record, common: Entry, sign: int) -> Entry:
    """Post a line: a sold item to its income account, a discount against income."""
    kind = line["DetailType"]
    detail = line[kind]
    amount, item = sign * Decimal(line.get("Amount", 0)), ""
    if kind == DISCOUNT:
        account = detail["DiscountAccountRef"]["value"]
    elif lines.is_extra(line):
        account, amount = _extra(company, detail["ItemRef"]["value"]), -amount
    else:
        item = detail["ItemRef"]["value"]
        sold = company.get("Item", item) or {}
        income = detail.get("ItemAccountRef") or sold.get("IncomeAccountRef") or {}
        account, amount = income.get("value") or uncategorised(company), -amount
    return Entry(
        account=account,
        amount=amount,
        name_type=common.name_type,
        name=common.name,
        item=item,
        department=common.department,
        klass=(detail.get("ClassRef") or {}).get("value", common.klass),
        memo=line.get("Description") or ("Discount" if kind == DISCOUNT else ""),
    )


def discounted(company: Company, record: Record, before: Record | None) -> None:
    """A discount that names no account goes to the company's account of discounts (Intuit)."""
    del before
    for line in record.get("Line", []):
        if line.get("DetailType") != DISCOUNT:
            continue
        detail = line.get(DISCOUNT) or {}
        account = detail.get("DiscountAccountRef") or {} if isinstance(detail, dict) else None
        if isinstance(account, dict) and not account.get("value"):
            account = {**account, "value": _discounts(company)}
            line[DISCOUNT] = {**detail, "DiscountAccountRef": account}


def _discounts(company: Company) -> str:
    named = company.preferences()["SalesFormsPrefs"].get("DefaultDiscountAccount")
    if named and company.get("Account", str(named)):
        return str(named)
    return str(company.ensure_account("Discounts given", "Income", "DiscountsRefundsGiven")["Id"])


def _extra(company: Company, item: str) -> str:
    """Return the account of shipping, or of tips (assumed names)."""
    if item == GRATUITY:
        return _named(company, "Undistributed Tips", "Other Current Liability")
    named = company.preferences()["SalesFormsPrefs"].get("DefaultShippingAccount")
    if named and company.get("Account", str(named)):
        return str(named)
    return _named(company, "Shipping Income", "Income")


def _named(company: Company, name: str, kind: str, subtype: str = "") -> str:
    """Find an account by its name, or make it."""
    found = company.find("Account", Name=name)
    if found is None:
        made: Record = {"Name": name, "AccountType": kind}
        if subtype:
            made["AccountSubType"] = subtype
        found = company.create(company.entities["Account"], made)
    return str(found["Id"])


def uncategorised(company: Company) -> str:
    """Return the account for income without an assigned account."""
    return _named(company, "Uncategorized Income", "Income", "ServiceFeeIncome")


def _taxes(record: Record) -> Iterator[tuple[str, Decimal, Decimal]]:
    """List the document's taxes: rate, amount, and what it was taken of."""
    detail = record.get("TxnTaxDetail") or {}
    taxes = detail.get("TaxLine", [])
    for line in taxes:
        inner = line["TaxLineDetail"]
        yield (
            inner["TaxRateRef"]["value"],
            Decimal(line["Amount"]),
            Decimal(inner.get("NetAmountTaxable", 0)),
        )
    if not taxes and detail.get("TotalTax"):
        yield NO_RATE, Decimal(detail["TotalTax"]), Decimal(0)


def _agency_account(company: Company, rate_id: str) -> str:
    """Return the account that owes a rate's tax to its agency."""
    rate = company.get("TaxRate", rate_id)
    agency = company.get("TaxAgency", rate["AgencyRef"]["value"]) if rate else None
    name = agency["DisplayName"].replace('"', "") if agency else "Sales Tax"
    return _named(company, f"{name} Payable"[:100], "Other Current Liability", "GlobalTaxPayable")


def deposit_account(company: Company, record: Record, before: Record | None) -> None:
    """Money goes to Undeposited Funds unless an account of the right type is named."""
    del before
    held = (record.get("DepositToAccountRef") or {}).get("value")
    if not held:
        funds = company.ensure_account(
            "Undeposited Funds", "Other Current Asset", "UndepositedFunds"
        )
        record["DepositToAccountRef"] = {"value": funds["Id"], "name": funds["Name"]}
        return
    money_account(company, record, held)


def money_account(company: Company, record: Record, account_id: str) -> None:
    """Demand an account that money goes into or out of, in the form's currency or the company's."""
    lines.demand_account(company, account_id, frozenset({"Bank", "Other Current Asset"}))
    account = company.get("Account", account_id) or {}
    own = exchange.home(company)
    currency = (account.get("CurrencyRef") or {}).get("value", own)
    if currency not in {own, record["CurrencyRef"]["value"]}:
        raise exchange.mismatch()


def at(
    whose: Entry,
    account: str,
    amount: Decimal | None = None,
    own: Decimal | None = None,
    customer: str = "",
) -> Entry:
    """Return an entry like another one, elsewhere."""
    return replace(
        whose,
        account=account,
        amount=whose.amount if amount is None else amount,
        own=whose.own if own is None else own,
        name=customer or whose.name,
    )
