"""
All reports of books that were written at random, against the second bookkeeper.

`FUZZ=long` takes forty companies; `SEEDS=7,8` the one drawn from 7.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fuzz.ledger.agreement import Agreement
from tests.fuzz.ledger.deeds import Deeds
from tests.fuzz.ledger.measures import ALL
from tests.fuzz.target import LONG, Target
from tests.sandbox.conftest import Emulator

SEEDS = range(*map(int, os.environ.get("SEEDS", "0,40" if LONG else "0,2").split(",")))
SPAN = (ALL["start_date"], ALL["end_date"])
READERS: dict[str, tuple[str, ...]] = {
    "entries": ("JournalReport",),
    "profit": ("ProfitAndLoss", "ProfitAndLossDetail"),
    "balance": ("BalanceSheet",),
    "trial": ("TrialBalance",),
    "ledger": ("GeneralLedger", "TransactionDetailByAccount"),
    "lists": ("TransactionList", "TransactionListWithSplits"),
    "money": ("CashFlow",),
    "sales": ("CustomerSales", "ClassSales", "DepartmentSales", "ItemSales", "VendorExpenses"),
    "by_name": ("CustomerIncome",),
    "taxes": ("TaxSummary",),
    "owed": (
        *("AgedReceivables", "AgedReceivableDetail", "CustomerBalance", "CustomerBalanceDetail"),
        *("AgedPayables", "AgedPayableDetail", "VendorBalance", "VendorBalanceDetail"),
    ),
    "stock": ("InventoryValuationSummary", "InventoryValuationDetail"),
}
"""Which check reads which report."""


@pytest.mark.parametrize("seed", SEEDS)
def test_all_reports_agree(emulator: Emulator, seed: int) -> None:
    """With the documents, with one another, on both bases, as of any day."""
    with Target(emulator.company()) as target:
        deeds = Deeds(target, seed)
        for _ in range(3 if LONG else 1):
            deeds.work(35)
            Agreement(deeds).check(2 if LONG else 1)


@pytest.fixture(scope="module")
def worked(emulator: Emulator) -> Iterator[Deeds]:
    """A company in which much was done."""
    with Target(emulator.company()) as target:
        deeds = Deeds(target, 1)
        deeds.work(60)
        yield deeds


@pytest.mark.parametrize(
    ("check", "name"), [(check, name) for check, names in READERS.items() for name in names]
)
def test_a_wrong_amount_is_seen(
    worked: Deeds, monkeypatch: pytest.MonkeyPatch, check: str, name: str
) -> None:
    """In each report, whichever it is."""
    honest = Deeds.report
    spoilt: list[str] = []

    def report(self: Deeds, asked: str, **query: str) -> Any:
        made = honest(self, asked, **query)
        if asked == name:
            cell = next(_amounts(made["Rows"]))
            cell["value"] = f"{float(cell['value']) + 1:.2f}"
            spoilt.append(asked)
        return made

    agreement = Agreement(worked)
    given = {"entries": (), "owed": (SPAN[1],)}.get(check, SPAN)
    if check in {"profit", "balance", "trial", "ledger", "sales", "by_name", "taxes"}:
        given = ("Accrual", *SPAN)
    getattr(agreement, check)(*given)
    monkeypatch.setattr(Deeds, "report", report)
    with pytest.raises(AssertionError):
        getattr(agreement, check)(*given)
    assert spoilt


def _amounts(rows: Any) -> Iterator[Any]:
    """The cells of amounts that are not zero, of rows of data."""
    for row in rows.get("Row", ()):
        for cell in row.get("ColData", ())[1:]:
            if re.fullmatch(r"-?\d*\.\d\d", cell["value"]) and float(cell["value"]):
                yield cell
        yield from _amounts(row.get("Rows", {}))
