"""Statements: profit and loss, balance sheet, trial balance, cash flow."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial

from tests.fuzz.ledger.measures import (
    DIMENSIONS,
    FILTERS,
    RESULT,
    SPANS,
    Measures,
    Sums,
    account_of,
    is_of,
    rows_of,
)
from tests.fuzz.ledger.readings import cents, details, last_total, plain, summary


class Statements(Measures):
    """Checks of these."""

    def profit(self, basis: str, start: str, end: str) -> None:
        """ProfitAndLoss in columns, and narrowed; its results, and its detail."""
        spans = (
            SPANS
            if date.fromisoformat(end) - date.fromisoformat(start) < timedelta(days=900)
            else SPANS[2:]
        )
        for by in ("Total", self.random.choice(spans[1:]), self.random.choice(list(DIMENSIONS))):
            query = {"start_date": start, "end_date": end, "accounting_method": basis}
            report = self.office.report("ProfitAndLoss", summarize_column_by=by, **query)
            read = summary(report)
            assert not read.wrong, read.wrong
            meant = self.columns(report, by, query, self.moved)
            for at, sums in enumerate(meant):
                found = rows_of(read.rows, at)
                self.same(("ProfitAndLoss", by, query, at), found, sums, basis)
                net = plain(read.groups["NetIncome"][at])
                assert net == self.net(found)
                assert abs(net - self.net(sums)) <= self.rounding(basis)
        for name, by in FILTERS.items():
            one = self.random.choice([DIMENSIONS[by](each) for each in self.accrual])
            if not one:
                continue
            query = {"start_date": start, "end_date": end, "accounting_method": basis, name: one}
            read = summary(self.office.report("ProfitAndLoss", **query))
            alone = self.moved(basis, start, end, partial(is_of, by, one))
            self.same(("ProfitAndLoss", query), rows_of(read.rows, 0), alone, basis)
        query = {"start_date": start, "end_date": end, "accounting_method": basis}
        report = self.office.report(
            "ProfitAndLossDetail", columns="tx_date,account_name,txn_type,subt_nat_amount", **query
        )
        detail: Sums = defaultdict(int)
        for row in details(report):
            detail[account_of(row.within[-1])] += plain(cents(row.cells["subt_nat_amount"]))
        self.same(("ProfitAndLossDetail", query), detail, self.moved(basis, start, end), basis)
        whole = summary(self.office.report("ProfitAndLoss", **query)).groups["NetIncome"][0]
        assert plain(cents(last_total(report).get("subt_nat_amount", ""))) == plain(whole)

    def balance(self, basis: str, start: str, end: str) -> None:
        """BalanceSheet in columns; both sides, and the year's income as profit and loss has it."""
        for by in ("Total", self.random.choice(SPANS[2:]), self.random.choice(list(DIMENSIONS))):
            query = {"start_date": start, "end_date": end, "accounting_method": basis}
            report = self.office.report("BalanceSheet", summarize_column_by=by, **query)
            read = summary(report)
            assert not read.wrong, read.wrong
            meant = self.columns(report, by, query, self.standing, standing=True)
            rows = {
                "NetIncome" if key == "Net Income" else key: value
                for key, value in read.rows.items()
            }
            assert len(read.columns) == len(meant)
            for at, sums in enumerate(meant):
                slack = {"NetIncome", self.retained}
                found = rows_of(rows, at)
                self.same(
                    ("BalanceSheet", by, query, at),
                    {k: v for k, v in found.items() if k not in slack},
                    {k: v for k, v in sums.items() if k not in slack},
                    basis,
                )
                self.same(
                    ("BalanceSheet", by, query, at),
                    {k: v for k, v in found.items() if k in slack},
                    {k: v for k, v in sums.items() if k in slack},
                    slack=self.rounding(basis),
                )
                if by in {"Total", *SPANS}:
                    assert plain(read.groups["TotalAssets"][at]) == plain(
                        read.groups["TotalLiabilitiesAndEquity"][at]
                    )
        narrowed, keep = self.narrowed()
        query = {"start_date": start, "end_date": end, "accounting_method": basis, **narrowed}
        alone = summary(self.office.report("BalanceSheet", **query))
        sums = rows_of(
            {"NetIncome" if k == "Net Income" else k: v for k, v in alone.rows.items()}, 0
        )
        rest = self.standing(basis, start, end, keep)
        self.same(("BalanceSheet", query), sums, rest, slack=self.rounding(basis))
        year = self.year(date.fromisoformat(end)).isoformat()
        profit = summary(
            self.office.report(
                "ProfitAndLoss", start_date=year, end_date=end, accounting_method=basis
            )
        )
        sheet = summary(
            self.office.report(
                "BalanceSheet", start_date=start, end_date=end, accounting_method=basis
            )
        )
        assert plain(profit.groups["NetIncome"][0]) == plain(sheet.groups["NetIncome"][0])

    def trial(self, basis: str, start: str, end: str) -> None:
        """TrialBalance: all accounts, both sides."""
        query = {"start_date": start, "end_date": end, "accounting_method": basis}
        read = summary(self.office.report("TrialBalance", **query))
        year = self.year(date.fromisoformat(end)).isoformat()
        meant: Sums = defaultdict(int)
        for entry in self.of(basis):
            if entry.date <= end:
                ended = self.types[entry.account] in RESULT and entry.date < year
                meant[self.retained if ended else entry.account] += entry.cents
        found = {
            account_of(key): plain(debit) - plain(credit)
            for key, (debit, credit) in read.rows.items()
        }
        loose = {**found, self.retained: 0}, {**meant, self.retained: 0}
        self.same(("TrialBalance", query), *loose, basis)
        assert abs(found.get(self.retained, 0) - meant[self.retained]) <= self.rounding(basis)
        if read.groups:
            debits, credited = read.groups["GrandTotal"]
            assert debits == credited == sum(plain(row[0]) for row in read.rows.values())

    def money(self, start: str, end: str) -> None:
        """CashFlow: from what there was to what there is, by way of all other accounts."""
        money = {key for key, kind in self.types.items() if kind == "Bank"} | {
            self.books.named["funds"]
        }
        for by in ("Total", self.random.choice(SPANS[2:])):
            query = {"start_date": start, "end_date": end}
            report = self.office.report("CashFlow", summarize_column_by=by, **query)
            read = summary(report)
            assert not read.wrong, read.wrong
            begun = read.rows.pop("BeginningCash", None)  # a row that is no account's
            meant = self.columns(report, by, query, self._flows)
            for at, sums in enumerate(meant):
                self.same(
                    ("CashFlow", by, start, end, at),
                    rows_of(read.rows, at),
                    {k: v for k, v in sums.items() if k not in money},
                )
                moved = sum(v for k, v in sums.items() if k in money)
                assert plain(read.groups["CashIncrease"][at]) == -moved
            cash = [e for e in self.accrual if e.account in money and e.date <= end]
            assert plain(read.groups["EndingCash"][-1]) == sum(e.cents for e in cash)
            before = sum(e.cents for e in cash if e.date < start)
            assert plain(begun[-1] if begun else None) == before

    def _flows(self, _basis: str, start: str, end: str, _keep: object = None) -> Sums:
        found: Sums = defaultdict(int)
        for entry in self.accrual:
            if start <= entry.date <= end:
                found["NetIncome" if self.types[entry.account] in RESULT else entry.account] -= (
                    entry.cents
                )
        return found
