"""What sales forms mean in the ledger: the customer's side, income, discounts and tax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import exchange, lines, stock
from harness.sandbox.ledger import Entry
from harness.sandbox.schema import Record

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


def entries(company: Company, record: Record, account: str, sign: int = 1) -> Iterator[Entry]:
    """
    Post a sales form: `account` takes the total, income and tax stand against it.

    `sign` -1 turns every side: a credit memo or a refund.
    """
    customer = (record.get("CustomerRef") or {}).get("value", "")
    common = Entry(
        account=account,
        amount=sign * Decimal(record["TotalAmt"]),
        name_type="Customer" if customer else "",
        name=customer,
        department=(record.get("DepartmentRef") or {}).get("value", ""),
        klass=(record.get("ClassRef") or {}).get("value", ""),
        memo=record.get("PrivateNote", ""),
    )
    yield common
    for line in record["Line"]:
        if line["DetailType"] in {"SalesItemLineDetail", "DiscountLineDetail"}:
            yield _line(company, line, common, sign)
            yield from stock.sold(company, line, common, sign)
    for rate, amount, base in _taxes(record):
        yield replace(
            common,
            account=_agency_account(company, rate),
            amount=-sign * amount,
            rate=rate,
            base=sign * base,
        )


def _line(company: Company, line: Record, common: Entry, sign: int) -> Entry:
    """Post a line: a sold item to its income account, a discount against income."""
    kind = line["DetailType"]
    detail = line[kind]
    entry = replace(
        common,
        amount=sign * Decimal(line.get("Amount", 0)),
        klass=(detail.get("ClassRef") or {}).get("value", common.klass),
        memo=line.get("Description", ""),
    )
    if kind == "DiscountLineDetail":
        named = (detail.get("DiscountAccountRef") or {}).get("value")
        return replace(entry, account=named or discounts(company))
    item = company.get("Item", detail["ItemRef"]["value"]) or {}
    income = detail.get("ItemAccountRef") or item.get("IncomeAccountRef") or {}
    return replace(
        entry,
        account=income.get("value") or uncategorised(company),
        amount=-entry.amount,
        item=detail["ItemRef"]["value"],
    )


def discounts(company: Company) -> str:
    """Return the account of discounts that name none."""
    return str(company.ensure_account("Discounts given", "Income", "DiscountsRefundsGiven")["Id"])


def uncategorised(company: Company) -> str:
    """Return the account of income that nobody assigned."""
    found = company.find("Account", Name="Uncategorized Income")
    made = found or company.ensure_account("Uncategorized Income", "Income", "ServiceFeeIncome")
    return str(made["Id"])


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
        yield "", Decimal(detail["TotalTax"]), Decimal(0)


def _agency_account(company: Company, rate_id: str) -> str:
    """Return the account that owes a rate's tax to its agency."""
    rate = company.get("TaxRate", rate_id) if rate_id else None
    agency = company.get("TaxAgency", rate["AgencyRef"]["value"]) if rate else None
    if agency is not None:
        account = company.find("Account", Name=f"{agency['DisplayName']} Payable")
        if account is not None:
            return str(account["Id"])
    return str(
        company.ensure_account("Sales Tax Payable", "Other Current Liability", "GlobalTaxPayable")[
            "Id"
        ]
    )


def deposit_account(company: Company, record: Record, before: Record | None) -> None:
    """Money goes to Undeposited Funds unless an account of the right type is named."""
    del before
    held = (record.get("DepositToAccountRef") or {}).get("value")
    if not held:
        funds = company.ensure_account(
            "Undeposited Funds", "Other Current Asset", "UndepositedFunds"
        )
        record["DepositToAccountRef"] = {"value": funds["Id"]}
        return
    lines.demand_account(company, held, frozenset({"Bank", "Other Current Asset"}))
