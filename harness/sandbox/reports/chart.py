"""The chart of accounts as reports walk it: types in order, children below their parents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import NATURAL_CREDIT
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ORDER = (
    "Bank",
    "Accounts Receivable",
    "Other Current Asset",
    "Fixed Asset",
    "Other Asset",
    "Accounts Payable",
    "Credit Card",
    "Other Current Liability",
    "Long Term Liability",
    "Equity",
    "Income",
    "Cost of Goods Sold",
    "Expense",
    "Other Income",
    "Other Expense",
)
"""The order of types in ledgers (recorded as far as COGS)."""
UNAPPLIED = {
    "Accounts Receivable": ("*receivable", "UnappliedCashPaymentIncome", "Income"),
    "Accounts Payable": ("*payable", "UnappliedCashBillPaymentExpense", "Expense"),
}
"""Where money is on cash basis that settles nothing yet: id if there is none, subtype, type."""
UNAPPLIED_NAMES = {
    "Accounts Receivable": "Unapplied Cash Payment Income",
    "Accounts Payable": "Unapplied Cash Bill Payment Expense",
}


@dataclass(slots=True)
class Account:
    """An account as reports see it."""

    id: str
    name: str
    type: str
    classification: str
    subtype: str
    record: Record
    parent: str = ""
    children: list[Account] = field(default_factory=list)

    @property
    def shown_id(self) -> str:
        """The id that a client can look up; an account made up for a report has none."""
        return "" if self.id.startswith("*") else self.id

    @property
    def sign(self) -> int:
        """1 where debits are natural, -1 where credits are."""
        return -1 if self.classification in NATURAL_CREDIT else 1

    @property
    def result(self) -> bool:
        """Whether it belongs to profit and loss."""
        return self.classification in {"Revenue", "Expense"}


class Chart:
    """All accounts of a company, inactive ones too: what moved them is still reported."""

    def __init__(self, company: Company) -> None:
        numbered = bool(
            (company.preferences().get("AccountingInfoPrefs") or {}).get("UseAccountNumbers")
        )
        self.by_id: dict[str, Account] = {}
        for record in company.all("Account"):
            name = str(record["Name"])
            if numbered and record.get("AcctNum"):
                name = f"{record['AcctNum']} {name}"
            self.by_id[record["Id"]] = Account(
                id=record["Id"],
                name=name,
                type=record["AccountType"],
                classification=record["Classification"],
                subtype=record.get("AccountSubType", ""),
                record=record,
                parent=(record.get("ParentRef") or {}).get("value", ""),
            )
        self.unapplied = {kind: self._unapplied(kind) for kind in UNAPPLIED}
        for account in self.by_id.values():
            above = self.by_id.get(account.parent)
            if above is not None:
                above.children.append(account)
            else:
                account.parent = ""
        for account in self.by_id.values():
            account.children.sort(key=_order)
        self.retained = self._retained()

    def _unapplied(self, kind: str) -> str:
        made_up, subtype, type_ = UNAPPLIED[kind]
        for account in self.by_id.values():
            if account.subtype == subtype:
                return account.id
        classification = "Revenue" if type_ == "Income" else "Expense"
        self.by_id[made_up] = Account(
            made_up, UNAPPLIED_NAMES[kind], type_, classification, subtype, {}
        )
        return made_up

    def _retained(self) -> str:
        for account in self.by_id.values():
            if account.subtype == "RetainedEarnings":
                return account.id
        self.by_id["*retained"] = Account(
            "*retained", "Retained Earnings", "Equity", "Equity", "RetainedEarnings", {}
        )
        return "*retained"

    def of(self, *types: str) -> list[Account]:
        """Return the accounts at the top of these types, in order."""
        return sorted(
            (one for one in self.by_id.values() if not one.parent and one.type in types),
            key=lambda one: (types.index(one.type), _order(one)),
        )

    def ids(self, *types: str) -> list[str]:
        """Return the ids of all accounts of these types."""
        return [one.id for one in self.by_id.values() if one.type in types]

    def qualified(self, account: Account) -> str:
        """Return the name with those above it, as lists of transactions write it."""
        above = self.by_id.get(account.parent)
        return f"{self.qualified(above)}:{account.name}" if above else account.name

    def label(self, identifier: str) -> tuple[str, str]:
        """Return an account's full name and id."""
        account = self.by_id[identifier]
        return self.qualified(account), account.shown_id


def _order(account: Account) -> tuple[str, str]:
    return account.name.lower(), account.id
