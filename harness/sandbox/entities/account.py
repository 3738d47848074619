"""Account: the chart of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import faults, ledger, names
from harness.sandbox.schema import LIST, META, Entity, Field, Record, computed, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CLASSIFICATION = {
    "Bank": "Asset",
    "Accounts Receivable": "Asset",
    "Other Current Asset": "Asset",
    "Fixed Asset": "Asset",
    "Other Asset": "Asset",
    "Accounts Payable": "Liability",
    "Credit Card": "Liability",
    "Other Current Liability": "Liability",
    "Long Term Liability": "Liability",
    "Equity": "Equity",
    "Income": "Revenue",
    "Other Income": "Revenue",
    "Cost of Goods Sold": "Expense",
    "Expense": "Expense",
    "Other Expense": "Expense",
}
DEFAULT_SUBTYPE = {
    "Bank": "CashOnHand",
    "Accounts Receivable": "AccountsReceivable",
    "Other Current Asset": "EmployeeCashAdvances",
    "Fixed Asset": "FurnitureAndFixtures",
    "Other Asset": "Licenses",
    "Accounts Payable": "AccountsPayable",
    "Credit Card": "CreditCard",
    "Other Current Liability": "OtherCurrentLiabilities",
    "Long Term Liability": "OtherLongTermLiabilities",
    "Equity": "OpeningBalanceEquity",
    "Income": "SalesOfProductIncome",
    "Other Income": "OtherMiscellaneousIncome",
    "Cost of Goods Sold": "SuppliesMaterialsCogs",
    "Expense": "OfficeGeneralAdministrativeExpenses",
    "Other Expense": "OtherMiscellaneousExpense",
}


def classify(company: Company, record: Record, before: Record | None) -> None:
    """Fill classification and subtype from the type; the type may not change to another class."""
    del company, before
    kind = record.get("AccountType")
    if not kind and record.get("AccountSubType"):
        kind = next(
            (key for key, value in DEFAULT_SUBTYPE.items() if value == record["AccountSubType"]),
            None,
        )
    if not kind:
        raise faults.invalid(
            "6010",
            "AccountType or AccountSubType required",
            "AccountType or AccountSubType must be given",
        )
    if kind not in CLASSIFICATION:
        raise faults.invalid(
            "2170",
            "Invalid Enumeration",
            f"Invalid Enumeration : {kind} is not an AccountType",
            "AccountType",
        )
    record["AccountType"] = kind
    record["Classification"] = CLASSIFICATION[kind]
    record.setdefault("AccountSubType", DEFAULT_SUBTYPE[kind])


def account_name(company: Company, record: Record, before: Record | None) -> None:
    """A name has no double quote; an account number is used once among active accounts."""
    del before
    if '"' in record["Name"]:
        raise faults.invalid(
            "2180",
            "Invalid Enumeration",
            "Names must have at least one character, must be on one line, and cannot include"
            " colons or tabbing.",
        )
    number = record.get("AcctNum")
    for other in company.lookup("Account", "AcctNum", number) if number else ():
        if other["Id"] != record["Id"] and other["Active"]:
            raise faults.business(
                "Another account is already using this number.  Please use a different number."
            )


ACCOUNT = Entity(
    name="Account",
    ids="account",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    reading=ledger.show_balance,
    fields={
        "Name": text(100, query=True, index=True, required=True),
        "SubAccount": flag(default=False, query=True),
        "ParentRef": ref("Account", named=False, index=True),
        "Description": text(100),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        "Classification": computed("text", query=True),
        "AccountType": Field(kind="text", query=True, keep=True),
        "AccountSubType": Field(kind="text", query=True, index=True, keep=True),
        "AcctNum": text(7, query=True, index=True),
        "CurrentBalance": Field(kind="money", readonly=True, query=True, default=0),
        "CurrentBalanceWithSubAccounts": Field(kind="money", readonly=True, query=True, default=0),
        "CurrencyRef": Field(
            kind="object",
            keep=True,
            default={"value": "USD", "name": "United States Dollar"},
        ),
        META: None,
    },
    rules=(
        names.list_name("Account"),
        names.nested("Account", "Name", "SubAccount"),
        classify,
        account_name,
    ),
)
