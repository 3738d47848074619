"""What reports should say, from the second bookkeeper's entries, and how the two are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from tests.fuzz.ledger.office import DAYS, FIRST, Office
from tests.fuzz.ledger.paper import PAYABLE, Entry
from tests.fuzz.ledger.readings import Amounts, plain

RESULT = {
    "Income": -1,
    "Other Income": -1,
    "Cost of Goods Sold": 1,
    "Expense": 1,
    "Other Expense": 1,
}
"""Types of accounts in profit and loss, and which side is positive there."""
CREDITS = frozenset(
    {
        PAYABLE,
        "Credit Card",
        "Other Current Liability",
        "Long Term Liability",
        "Equity",
        "Income",
        "Other Income",
    }
)
MADE_UP = {
    "Unapplied Cash Payment Income": "*receivable",
    "Unapplied Cash Bill Payment Expense": "*payable",
}
SPANS = ("Days", "Week", "Month", "Quarter", "Year")
DIMENSIONS: Mapping[str, Callable[[Entry], str]] = {
    "Customers": lambda entry: entry.customer or (entry.name if entry.kind == "Customer" else ""),
    "Vendors": lambda entry: entry.name if entry.kind == "Vendor" else "",
    "Classes": lambda entry: entry.klass,
    "Departments": lambda entry: entry.department,
    "ProductsAndServices": lambda entry: entry.item,
}
FILTERS = {
    "customer": "Customers",
    "vendor": "Vendors",
    "class": "Classes",
    "department": "Departments",
    "item": "ProductsAndServices",
}
ALL = {"start_date": "2020-01-01", "end_date": "2027-12-31"}
Sums = dict[str, int]


class Measures:
    """One look at a company's books."""

    def __init__(self, office: Office) -> None:
        self.office, self.books, self.random = office, office.books, office.random
        self.types = {**self.books.types, "*receivable": "Income", "*payable": "Expense"}
        self.accrual = [
            each for each in self.books.entries() if each.cents or each.moved or each.rate
        ]
        self.cash, self.slack = self.books.cash()
        self.fiscal = {"January": 1, "April": 4, "October": 10}[office.fiscal]
        self.retained = next(
            key for key, name in office.names.items() if name == "Retained Earnings"
        )

    def period(self) -> tuple[str, str]:
        """Two days, often the bounds of months and years."""
        days = sorted(
            FIRST + timedelta(days=self.random.randrange(-20, DAYS + 40)) for _ in range(2)
        )
        if self.random.random() < 0.5:
            days[0] = days[0].replace(day=1)
        if self.random.random() < 0.3:
            days[0] = self.year(days[0])
        return days[0].isoformat(), days[1].isoformat()

    def narrowed(self) -> tuple[dict[str, str], Callable[[Entry], bool]]:
        """A filter, or none, and which entries it leaves."""
        name = self.random.choice((*FILTERS, ""))
        by = FILTERS.get(name, "")
        one = DIMENSIONS[by](self.random.choice(self.accrual)) if by else ""
        return ({name: one}, partial(is_of, by, one)) if one else ({}, bool)

    def year(self, day: date) -> date:
        """The first day of the fiscal year."""
        found = day.replace(month=self.fiscal, day=1)
        return found if found <= day else found.replace(year=day.year - 1)

    def of(self, basis: str) -> list[Entry]:
        """The entries of a basis."""
        return self.accrual if basis == "Accrual" else self.cash

    def same(
        self,
        what: object,
        found: Mapping[Any, int],
        meant: Mapping[Any, int],
        basis: str = "Accrual",
        slack: int = 0,
    ) -> None:
        """The same amounts; on the cash basis a rounded share may be a cent off."""
        loose = self.slack if basis == "Cash" else {}
        wrong = {
            key: (found.get(key, 0), meant.get(key, 0))
            for key in {*found, *meant}
            if abs(found.get(key, 0) - meant.get(key, 0))
            > max(slack, loose.get(key[0] if isinstance(key, tuple) else key, 0))
        }
        assert not wrong, (what, "found, meant:", wrong)

    def rounding(self, basis: str) -> int:
        """How many cents a sum of many accounts may be off."""
        return sum(self.slack.values()) if basis == "Cash" else 0

    def natural(self, account: str, amount: int) -> int:
        """An amount as the account's own side has it."""
        return -amount if self.types[account] in CREDITS else amount

    def moved(
        self, basis: str, start: str, end: str, keep: Callable[[Entry], bool] = lambda _: True
    ) -> Sums:
        """What moved income and costs in a period, as the statement shows it."""
        found: Sums = defaultdict(int)
        for entry in self.of(basis):
            sign = RESULT.get(self.types[entry.account])
            if sign and start <= entry.date <= end and keep(entry):
                found[entry.account] += sign * entry.cents
        return found

    def net(self, sums: Sums) -> int:
        """The net income of such sums."""
        return sum(-RESULT[self.types[account]] * amount for account, amount in sums.items())

    def standing(
        self, basis: str, _start: str, end: str, keep: Callable[[Entry], bool] = lambda _: True
    ) -> Sums:
        """What accounts hold at a day's end; what earlier years came to is retained."""
        found: Sums = defaultdict(int)
        year = self.year(date.fromisoformat(end)).isoformat()
        for entry in self.of(basis):
            if entry.date > end or not keep(entry):
                continue
            if self.types[entry.account] not in RESULT:
                found[entry.account] += self.natural(entry.account, entry.cents)
            else:
                found["NetIncome" if entry.date >= year else self.retained] -= entry.cents
        return found

    def columns(
        self,
        report: Any,
        by: str,
        query: Mapping[str, str],
        of: Callable[..., Sums],
        *,
        standing: bool = False,
    ) -> list[Sums]:
        """What each column should hold; `of` says it of a basis and a period, narrowed."""
        start, end = query["start_date"], query["end_date"]
        basis = query.get("accounting_method", "Accrual")
        if by == "Total":
            return [of(basis, start, end)]
        shown = report["Columns"]["Column"][1:]
        made = []
        if by in SPANS:
            last = None
            for column in shown[:-1] if not standing else shown:
                meta = {each["Name"]: each["Value"] for each in column["MetaData"]}
                first = date.fromisoformat(meta["StartDate"])
                assert (
                    meta["StartDate"] == start
                    if last is None
                    else first == last + timedelta(days=1)
                )
                last = date.fromisoformat(meta["EndDate"])
                made.append(of(basis, meta["StartDate"], meta["EndDate"]))
            assert last is not None
            assert last.isoformat() == end
        else:
            for column in shown[:-1]:
                key = column["MetaData"][-1]["Value"].replace("not_specified", "")
                made.append(
                    of(basis, start, end, lambda entry, key=key: DIMENSIONS[by](entry) == key)
                )
        return made if standing and by in SPANS else [*made, of(basis, start, end)]


def rows_of(rows: Mapping[str, Amounts], at: int) -> Sums:
    """One column, by account."""
    return {
        account_of(key): plain(amounts[at]) for key, amounts in rows.items() if plain(amounts[at])
    }


def account_of(key: str) -> str:
    """An account by the id or the title of its row."""
    return MADE_UP.get(key, key)


def nameless(key: str) -> str:
    """A name by the id of its row; nothing for the row of what names none."""
    return "" if key in {"**", "Not Specified"} else key


def is_of(by: str, name: str, entry: Entry) -> bool:
    """Whether an entry is of a name."""
    return DIMENSIONS[by](entry) == name
