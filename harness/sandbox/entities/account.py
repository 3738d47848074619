"""Account: the chart of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.books import ledger
from harness.sandbox.core import faults
from harness.sandbox.core.schema import LIST, META, Entity, Field, Record, computed, flag, ref, text
from harness.sandbox.parts.lists import currency, names
from harness.sandbox.parts.lists.accounttypes import ABROAD, ALONE, TYPE_OF, TYPES, WORN
from harness.sandbox.parts.settling import opening

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SAME_TYPE = "For subaccounts, you must select the same account type as their parent."
WORN_PARENT = (
    "Fixed asset accounts (Accumulated Amortization, Depletion, or Depreciation) cannot be parent"
    " accounts."
)
KEPT = frozenset({"OpeningBalanceEquity", "RetainedEarnings", "UndepositedFunds"})
"""Accounts that QuickBooks needs: they can't be made inactive (client reports)."""


def classify(company: Company, record: Record, before: Record | None) -> None:
    """Fill type, subtype and class from one another; refuse what does not belong together."""
    del company
    kind, subtype = record.get("AccountType"), record.get("AccountSubType")
    if not kind and not subtype:
        raise faults.invalid(
            "6010",
            "Invalid Account.AccountType && Account.SubType",
            "Either an Account.AccountType or an Account.AccountSubType must be specified",
        )
    if not kind:
        kind = TYPE_OF.get(str(subtype))
    elif kind not in TYPES:
        raise _mismatch() if kind == "Non-Posting" else faults.unreadable()
    if subtype and subtype not in TYPE_OF and subtype not in ABROAD:
        raise _mismatch()
    if kind is None:
        raise faults.required("AccountType")  # a subtype of other countries tells no type
    if subtype and TYPE_OF.get(subtype, kind) != kind:
        if before is None or subtype != before.get("AccountSubType"):
            raise _mismatch()
        subtype = None  # the type was changed alone: the subtype follows
    record["AccountType"] = kind
    record["Classification"] = TYPES[kind].classification
    record["AccountSubType"] = subtype or TYPES[kind].subtypes[0]


def number(company: Company, record: Record, before: Record | None) -> None:
    """An account number has no colon, and is used once among active accounts (live test)."""
    del before
    given = record.get("AcctNum")
    if not given or record.get("Active") is False:
        return
    names.check(given, ":")
    for other in company.lookup("Account", "AcctNum", given):
        if other["Id"] != record["Id"] and other["Active"]:
            raise faults.business(
                "Another account is already using this number.  Please use a different number."
            )


def kinship(company: Company, record: Record, before: Record | None) -> None:
    """Demand one type for parent and child; accounts of some subtypes may be neither."""
    parent = company.get("Account", (record.get("ParentRef") or {}).get("value", ""))
    if parent is not None:
        if parent["AccountSubType"] in WORN:
            raise faults.business(WORN_PARENT)
        if parent["AccountType"] != record["AccountType"]:
            raise faults.business(SAME_TYPE)
        for subtype in (parent["AccountSubType"], record["AccountSubType"]):
            if subtype in ALONE:
                raise faults.business(
                    f"An account of the detail type {subtype} cannot be a parent or a subaccount."
                ).resting_on("account-rules")
    elif before is None and record["AccountSubType"] in WORN:
        raise faults.business(WORN_PARENT)  # so on a plain create too (live test)
    if before is None or before["AccountType"] == record["AccountType"]:
        return
    if company.lookup("Account", "ParentRef", before["Id"]):
        raise faults.business(SAME_TYPE)


def needed(company: Company, record: Record, before: Record | None) -> None:
    """Refuse to deactivate the accounts that a company always needs."""
    del company
    if before is not None and record.get("Active") is False and before["AccountSubType"] in KEPT:
        raise faults.business(
            "This account is used by QuickBooks and cannot be made inactive."
        ).resting_on("account-rules")


def grown(company: Company, record: Record, before: Record | None) -> None:
    """A new account below another gives that one its time, but no SyncToken (recorded, 2026)."""
    if before is not None:
        return
    parent = company.get("Account", (record.get("ParentRef") or {}).get("value", ""))
    if parent is not None:
        company.touch(company.entities["Account"], parent)


def _mismatch() -> faults.Fault:
    """2170: a subtype that is none, or is not of the type (text from a client's report)."""
    return faults.invalid(
        "2170",
        "Invalid Enumeration",
        "Invalid Enumeration : Invalid Account.AccountType && Account.SubType",
    ).resting_on("account-rules")


def as_made(record: Record) -> Record:
    """Tell of a new account when it was made only; reads tell the change too (recorded 2026)."""
    made = {"CreateTime": record["MetaData"]["CreateTime"]}
    return {**record, "MetaData": made}


ACCOUNT = Entity(
    name="Account",
    ids="account",
    operations=LIST,
    name_field="FullyQualifiedName",
    order=lambda record: record["Name"].casefold(),
    reading=ledger.show_balance,
    made=as_made,
    fields={
        "Name": text(100, query=True, index=True, required=True),
        "SubAccount": flag(default=False, query=True),
        "ParentRef": ref("Account", named=False, index=True, filter=True),
        "Description": text(100, query=True),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        "Classification": computed("text", query=True),
        "AccountType": Field(kind="text", query=True, keep=True),
        "AccountSubType": Field(kind="text", query=True, index=True, keep=True),
        "AcctNum": text(7, query=True, index=True),
        "CurrentBalance": Field(kind="money", readonly=True, query=True, default=0),
        "CurrentBalanceWithSubAccounts": Field(kind="money", readonly=True, query=True, default=0),
        "CurrencyRef": Field(kind="ref", keep=True),
        "OpeningBalance": Field(kind="money"),
        "OpeningBalanceDate": Field(kind="date"),
        META: None,
    },
    rules=(
        names.list_name("Account", forbidden=names.FORBIDDEN + names.QUOTE),
        names.nested("Account", "Name", "SubAccount"),
        classify,
        kinship,
        number,
        needed,
        currency.fixed,
        names.frozen("Account"),
        opening.keep_account,
    ),
    after=(names.rename_children("Account", "Name"), opening.of_account, grown),
)
