"""What purchase forms mean in the ledger: what is owed or paid, and the costs against it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.ledger import Entry
from harness.sandbox.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def payable(company: Company) -> Record:
    """Return the account that vendors are owed in; it exists from the first use on."""
    return company.ensure_account("Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable")


def entries(company: Company, record: Record, account: str, sign: int = 1) -> Iterator[Entry]:
    """
    Post a purchase form: `account` gives the total, the costs of the lines stand against it.

    `sign` -1 turns every side: a vendor credit or a card's refund.
    """
    vendor = (record.get("VendorRef") or {}).get("value", "")
    department = (record.get("DepartmentRef") or {}).get("value", "")
    whose = {"name_type": "Vendor" if vendor else "", "name": vendor}
    yield Entry(
        account=account,
        amount=-sign * Decimal(record["TotalAmt"]),
        department=department,
        memo=record.get("PrivateNote", ""),
        **whose,
    )
    for line in record["Line"]:
        detail = line[line["DetailType"]]
        yield Entry(
            account=cost_account(company, line),
            amount=sign * Decimal(line["Amount"]),
            item=(detail.get("ItemRef") or {}).get("value", ""),
            klass=(detail.get("ClassRef") or {}).get("value", ""),
            memo=line.get("Description", ""),
            department=department,
            **whose,
        )


def cost_account(company: Company, line: Record) -> str:
    """Say where a line's cost goes: the account it names, else its item's."""
    detail = line[line["DetailType"]]
    if detail.get("AccountRef"):
        return str(detail["AccountRef"]["value"])
    item = company.get("Item", (detail.get("ItemRef") or {}).get("value", "")) or {}
    account = item.get("ExpenseAccountRef") or item.get("IncomeAccountRef")
    if account:
        return str(account["value"])
    return str(
        company.ensure_account("Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost")[
            "Id"
        ]
    )
