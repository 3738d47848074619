"""Documents, ledgers and lists of transactions."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from tests.fuzz.ledger.measures import ALL, RESULT, Measures, Sums, account_of
from tests.fuzz.ledger.paper import PAYABLE, RECEIVABLE
from tests.fuzz.ledger.readings import cents, details, plain


class Lists(Measures):
    """Checks of these."""

    def entries(self) -> None:
        """JournalReport and GeneralLedger: each transaction's entries by account, and whose."""
        columns = (
            "tx_date,txn_type,name,klass_name,dept_name,item_name,account_name,debt_amt,credit_amt"
        )
        report = self.office.report("JournalReport", columns=columns, **ALL)
        found: Counter[Any] = Counter()
        for row in details(report):
            amount = plain(cents(row.cells["debt_amt"])) - plain(cents(row.cells["credit_amt"]))
            key = (
                row.ids["txn_type"],
                row.ids["account_name"],
                row.ids["klass_name"],
                row.ids["dept_name"],
                row.ids["item_name"],
            )
            found[key] += amount
        meant: Counter[Any] = Counter()
        for entry in self.accrual:
            meant[entry.txn, entry.account, entry.klass, entry.department, entry.item] += (
                entry.cents
            )
        self.same("JournalReport", found, meant)

    def documents(self) -> None:
        """Balances of documents, names and accounts."""
        for document in self.books.documents.values():
            if document.entity in {"Invoice", "Bill", "CreditMemo", "VendorCredit"}:
                held = self.office.read(f"{document.entity.lower()}/{document.id}")
                taken = sum(
                    c
                    for d in self.books.documents.values()
                    for t, c in d.settles
                    if t == document.id
                )
                assert (
                    held["Balance"] * 100
                    == abs(self.books.owing(document.id, document.party)) - taken
                )
        for kind, names, control in (
            ("Customer", self.office.customers, RECEIVABLE),
            ("Vendor", self.office.vendors, PAYABLE),
        ):
            sign = 1 if kind == "Customer" else -1
            for name in names:
                held = self.office.read(f"{kind.lower()}/{name}")
                meant = sum(
                    sign * entry.own
                    for entry in self.books.entries()
                    if (entry.kind, entry.name) == (kind, name)
                    and self.types[entry.account] == control
                )
                assert held["Balance"] * 100 == meant, (kind, name, held["Balance"], meant)
        sums: Sums = defaultdict(int)
        for entry in self.accrual:
            sums[entry.account] += entry.cents
        for account in self.office.accounts():
            if account["Classification"] not in {"Revenue", "Expense"}:
                held = Decimal(str(account["CurrentBalance"])) * 100
                assert held == sums[account["Id"]], (account, sums[account["Id"]])

    def ledger(self, basis: str, start: str, end: str) -> None:
        """GeneralLedger: what moved, what was there before, and running balances."""
        narrowed, keep = self.narrowed()
        query = {"start_date": start, "end_date": end, "accounting_method": basis, **narrowed}
        columns = (
            "tx_date,txn_type,name,klass_name,dept_name,item_name,split_acc,subt_nat_amount"
            ",rbal_nat_amount"
        )
        moved: Counter[Any] = Counter()
        opening: Sums = {}
        running: Sums = {}
        for row in details(self.office.report("GeneralLedger", columns=columns, **query)):
            account = account_of(row.within[-1])
            balance = plain(cents(row.cells["rbal_nat_amount"]))
            if row.cells["tx_date"] == "Beginning Balance":
                opening[account] = running[account] = balance
                continue
            amount = plain(cents(row.cells["subt_nat_amount"]))
            running[account] = running.get(account, 0) + amount
            assert running[account] == balance
            assert start <= row.cells["tx_date"] <= end
            moved[
                account,
                row.ids["txn_type"],
                row.ids["name"],
                row.ids["klass_name"],
                row.ids["dept_name"],
                row.ids["item_name"],
            ] += amount
        meant: Counter[Any] = Counter()
        began: Sums = defaultdict(int)
        year = self.year(date.fromisoformat(start)).isoformat()
        for entry in filter(keep, self.of(basis)):
            amount = self.natural(entry.account, entry.cents)
            if start <= entry.date <= end:
                meant[
                    entry.account, entry.txn, entry.name, entry.klass, entry.department, entry.item
                ] += amount
            elif entry.date < start:
                ended = self.types[entry.account] in RESULT and entry.date < year
                began[self.retained if ended else entry.account] += (
                    -entry.cents if ended else amount
                )
        self.same(("GeneralLedger", query), moved, meant, basis)
        hidden = {self.retained: 0}
        self.same(
            ("GeneralLedger opening", query), {**opening, **hidden}, {**began, **hidden}, basis
        )
        assert abs(opening.get(self.retained, 0) - began[self.retained]) <= self.rounding(basis)
        found: Counter[Any] = Counter()
        for row in details(
            self.office.report("TransactionDetailByAccount", columns=columns, **query)
        ):
            found[
                account_of(row.within[-1]),
                row.ids["txn_type"],
                row.ids["name"],
                row.ids["klass_name"],
                row.ids["dept_name"],
                row.ids["item_name"],
            ] += plain(cents(row.cells["subt_nat_amount"]))
        self.same(("TransactionDetailByAccount", query), found, moved)

    def lists(self, start: str, end: str) -> None:
        """TransactionList: each transaction of the period once, with its first entry."""
        query = {"start_date": start, "end_date": end}
        rows = details(self.office.report("TransactionList", **query))
        found = Counter(row.ids["txn_type"] for row in rows)
        meant = {each.id for each in self.books.documents.values() if start <= each.date <= end}
        assert set(found) == meant
        assert set(found.values()) <= {1}
        firsts = {entry.txn: entry for entry in reversed(self.books.entries())}
        for row in rows:
            document = self.books.documents[row.ids["txn_type"]]
            first = firsts[document.id]
            amount = self.natural(first.account, first.cents)
            assert row.cells["tx_date"] == document.date
            if document.entity == "BillPayment" and not first.cents:
                continue  # it moved no money, and its first entry may be any
            assert plain(cents(row.cells["subt_nat_amount"])) == amount, (row, first)
            assert row.ids["account_name"] == first.account
        for kind in ("Customer", "Vendor"):
            rows = details(self.office.report(f"TransactionListBy{kind}", **query))
            by_name = {
                (row.within[-1], row.ids["txn_type"]): plain(cents(row.cells["amount"]))
                for row in rows
                if firsts[row.ids["txn_type"]].cents  # else its first entry may be any
            }
            first_of = {
                (first.name, txn): self.natural(first.account, first.cents)
                for txn, first in firsts.items()
                if first.kind == kind and start <= first.date <= end and first.cents
            }
            self.same((f"TransactionListBy{kind}", query), by_name, first_of)
        listed = details(self.office.report("TransactionListWithSplits", **query))
        sums: Sums = defaultdict(int)
        for row in listed:
            sums[row.ids["account_name"]] += plain(cents(row.cells["nat_amount"]))
        by_account: Sums = defaultdict(int)
        for entry in self.accrual:
            if start <= entry.date <= end:
                by_account[entry.account] += self.natural(entry.account, entry.cents)
        self.same(("TransactionListWithSplits", query), sums, by_account)
