"""Every report of a company, held against the second bookkeeper's entries."""

from __future__ import annotations

from tests.fuzz.ledger.lists import Lists
from tests.fuzz.ledger.parties import Parties
from tests.fuzz.ledger.statements import Statements


class Agreement(Statements, Lists, Parties):
    """One look at all of them."""

    def check(self, times: int) -> None:
        """All of it, the reports of a period for so many periods."""
        assert sum(entry.cents for entry in self.accrual) == 0
        self.entries()
        self.documents()
        for basis in ("Accrual", "Cash"):
            for _ in range(times):
                start, end = self.period()
                self.profit(basis, start, end)
                self.balance(basis, start, end)
                self.trial(basis, start, end)
                self.ledger(basis, start, end)
                self.sales(basis, start, end)
                self.by_name(basis, start, end)
                self.taxes(basis, start, end)
        for _ in range(times):
            start, end = self.period()
            self.money(start, end)
            self.lists(start, end)
            self.owed(end)
            self.stock(start, end)
        realm = self.office.target.company.realm
        assert self.office.target.company.emulator.admin("GET", f"realms/{realm}/audit") == {
            "wrong": []
        }
