"""What financial statements share: accounts as rows, parents as sections, groups with totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.columns import Table, added
from harness.sandbox.reports.layout import Row, cell, cells, data, named, section

Amounts = tuple[int | None, ...]


class Statement:
    """Amounts by account, laid out; a line whose sign is -1 shows credits positive."""

    def __init__(self, table: Table, *, shown: frozenset[str] = frozenset()) -> None:
        self.table = table
        self.width = len(table.columns)
        self.shown = shown
        """Accounts that have a row even if they never moved."""

    def amounts(self, account: Account, sign: int) -> Amounts:
        """Return an account's own amounts."""
        return scaled(self.table.line(account.id), sign)

    def total(self, accounts: Iterable[Account], sign: int) -> Amounts:
        """Sum accounts with all below them."""
        return added((self.subtree(account, sign) for account in accounts), self.width)

    def subtree(self, account: Account, sign: int) -> Amounts:
        """Sum an account with all below it."""
        below = self.total(account.children, sign)
        return added((self.amounts(account, sign), below), self.width)

    def moved(self, account: Account) -> bool:
        """Whether there is anything to show of an account or below it."""
        return (
            account.id in self.table.cells
            or account.id in self.shown
            or any(self.moved(child) for child in account.children)
        )

    def rows(self, accounts: Iterable[Account], sign: int) -> Iterator[Row]:
        """Lay accounts out: a parent is a section, whose header holds its own amounts."""
        for account in accounts:
            if not self.moved(account):
                continue
            first = named(account.name, account.shown_id)
            own = cells(self.amounts(account, sign))
            if not any(self.moved(child) for child in account.children):
                yield data(first, own)
                continue
            summary = [
                cell(f"Total {account.name}"),
                *cells(self.subtree(account, sign)),
            ]
            yield section([first, *own], list(self.rows(account.children, sign)), summary)

    def group(
        self, title: str, total: str, group: str, accounts: list[Account], sign: int
    ) -> tuple[Row, Amounts]:
        """Lay out a group of a statement, with its total."""
        amounts = self.total(accounts, sign)
        header = [cell(title), *self.blank()]
        rows = list(self.rows(accounts, sign))
        return section(header, rows, [cell(total), *cells(amounts)], group), amounts

    def summary(self, title: str, group: str, amounts: Amounts) -> Row:
        """Lay out a line that is only a result."""
        return section(None, (), [cell(title), *cells(amounts)], group)

    def blank(self) -> list[dict[str, str]]:
        """Empty cells beside a title."""
        return [cell("") for _ in range(self.width)]


def scaled(amounts: Amounts, sign: int) -> Amounts:
    """Turn the sign of amounts, or not."""
    return tuple(None if value is None else sign * value for value in amounts)
