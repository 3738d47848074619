"""What the rules use each account for, and the account types that fit that use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.policy.model import Policy

INCOME = frozenset({"Income", "Other Income"})
COST = frozenset({"Cost of Goods Sold", "Expense", "Other Expense"})
ASSET = frozenset({"Other Current Asset"})
MONEY = frozenset({"Bank", "Other Current Asset"})
PURSE = frozenset({"Bank", "Credit Card"})
STOCK = "Inventory"
"""The subtype that QuickBooks wants of an item's asset account, and where no money goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A rule's use of an account: where, the types that fit, and the message for others."""

    where: tuple[str, ...]
    account: str
    fitting: frozenset[str]
    told: str


def uses(policy: Policy) -> Iterator[Use]:
    """Yield every use of an account whose type matters."""
    for category, accounts in policy.items.categories.items():
        for kind, fitting in (("income", INCOME), ("expense", COST), ("asset", ASSET)):
            if (name := getattr(accounts, kind)) is not None:
                yield Use(
                    where=("items", "categories", category, kind),
                    account=name,
                    fitting=fitting,
                    told=f"which is no {kind} account",
                )
    yield Use(
        where=("invoices", "discount_account"),
        account=policy.invoices.discount_account,
        fitting=INCOME | COST,
        told="where no discount goes",
    )
    for name, item in policy.books.items.items():
        yield Use(
            where=("books", "items", name, "income"),
            account=item.income,
            fitting=INCOME | COST,
            told="to which nothing is sold",
        )
    for code, journal in policy.journals.items():
        for use, fitting, told in (
            ("deposit_to", MONEY, "where no money goes"),
            ("pay_from", PURSE, "from which no bill is paid"),
        ):
            if (name := getattr(journal, use)) is not None:
                yield Use(where=("journals", code, use), account=name, fitting=fitting, told=told)


def unfit(policy: Policy) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the uses of an account that do not fit the type that the rules sign for it."""
    for use in uses(policy):
        signed = policy.books.accounts.get(use.account)
        if signed is None:
            continue
        of = f"{use.account!r} is of type {signed.type}"
        if signed.type not in use.fitting:
            yield use.where, f"{of}, {use.told}"
        elif (signed.subtype == STOCK) != (use.where[-1] == "asset"):
            stock = "is" if signed.subtype == STOCK else "is not"
            yield use.where, f"{of} and {stock} the stock's ({signed.subtype}), {use.told}"
