"""What details share: headings and totals over their columns, and accounts inside accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.layout import Cell, Column, Row, cell, data, detailed, named, section

MOVED = frozenset(
    {"subt_nat_amount", "subt_nat_home_amount", "subt_amount", "nat_amount", "amount"}
)
BALANCE = frozenset({"rbal_nat_amount", "rbal_nat_home_amount"})
"""Columns of what an entry moves, and of what it leads to."""
DEBITS, CREDITS = ("debt_amt", "debt_home_amt"), ("credit_amt", "credit_home_amt")
"""Columns of either side."""


class Sums(NamedTuple):
    """What entries come to, in cents: the balance, and each side, None where there is no entry."""

    balance: int | None = None
    debit: int | None = None
    credit: int | None = None

    @classmethod
    def of(cls, cents: Iterable[int], sign: int) -> Sums:
        """Sum entries, of which debits are positive; one over nothing is a debit (recorded)."""
        found = list(cents)
        debits = [each for each in found if each >= 0]
        credits_ = [-each for each in found if each < 0]
        return cls(
            sign * sum(found) if found else None,
            sum(debits) if debits else None,
            sum(credits_) if credits_ else None,
        )

    @classmethod
    def joined(cls, several: Iterable[Sums]) -> Sums:
        """Sum sums; what is in none of them is in none."""
        parts = zip(*several, strict=True)
        return cls(*(_whole(part) for part in parts))


def _whole(values: Iterable[int | None]) -> int | None:
    found = [value for value in values if value is not None]
    return sum(found) if found else None


def heading(columns: Sequence[Column], title: str, identifier: str = "") -> list[Cell]:
    """The header of a section: what it is of, and nothing in the other columns."""
    return [named(title, identifier), *(cell("") for _ in columns[1:])]


def totals(columns: Sequence[Column], title: str, sums: Mapping[str, int | None]) -> list[Cell]:
    """A line of sums by column; nothing where there is none."""
    return [cell(title), *(cell(detailed(sums.get(column.key))) for column in columns[1:])]


def moved(columns: Sequence[Column], title: str, sums: Sums | int | None) -> list[Cell]:
    """A line of what moved, in each column of amounts, and of both sides where they are told."""
    told = sums if isinstance(sums, Sums) else Sums(sums)
    cents = dict.fromkeys(MOVED, told.balance) | dict.fromkeys(DEBITS, told.debit)
    return totals(columns, title, cents | dict.fromkeys(CREDITS, told.credit))


def gap(columns: Sequence[Column]) -> Row:
    """An empty row, which lists have after each transaction (recorded)."""
    return data(cell(""), [cell("") for _ in columns[1:]])


def nested(
    account: Account,
    columns: Sequence[Column],
    own: list[Row],
    below: list[Row],
    sums: tuple[Sums | int | None, Sums | int | None],
) -> Row:
    """
    Lay out an account with those below it; `sums` are its own and those of all.

    What moved one that has others below it is a section of its own without
    a header; one that nothing moved by itself has no id (recorded).
    """
    alone, whole = sums
    title = f"Total for {account.name}"
    head = heading(columns, account.name, account.shown_id if own else "")
    if own and below:
        first = section(None, own, moved(columns, title, alone))
        summary = moved(columns, f"{title} with sub-accounts", whole)
        return section(head, [first, *below], summary)
    return section(head, own or below, moved(columns, title, whole))
