"""What a document is, an item and an entry, to the second bookkeeper; amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

RECEIVABLE, PAYABLE = "Accounts Receivable", "Accounts Payable"
FORWARD = {"Invoice": 1, "SalesReceipt": 1, "CreditMemo": -1, "RefundReceipt": -1}
"""Sales forms, and which way they go."""
DEFERRED = frozenset({"Invoice", "CreditMemo", "Bill", "VendorCredit"})
"""What counts on the cash basis only as it is settled."""


@dataclass(frozen=True)
class Line:
    """A line of a form: an item or an account, how many, how much."""

    amount: int
    item: str = ""
    account: str = ""
    quantity: Fraction = Fraction(0)
    klass: str = ""
    customer: str = ""
    taxed: bool = False
    debit: bool = True


@dataclass(frozen=True)
class Document:
    """What was sent of one transaction; `party` is whose, `account` its own account."""

    id: str
    entity: str
    date: str
    party: str = ""
    account: str = ""
    due: str = ""
    department: str = ""
    lines: tuple[Line, ...] = ()
    discount: int = 0
    shipping: int = 0
    tax_code: str = ""
    percent: int = 0
    """Of the discount, where it was sent as a percentage."""
    discount_first: bool = False
    given: int | None = None
    """What the client says that the tax is."""
    bundled: bool = False
    """Whether the lines are those of a bundle."""
    kind: str = "Vendor"
    """Of whom a purchase is: a vendor or a customer."""
    rests: str = ""
    """Where what a payment does not settle is, if not in the company's own account."""
    back: int = 0
    """Cash that a deposit keeps back."""
    deposit: int = 0
    total: int = 0
    credit: bool = False
    rate: Fraction = Fraction(1)
    """What a unit of its currency is worth at home; 1 at home itself."""
    settles: tuple[tuple[str, int], ...] = ()
    """Ids of what it settles, or uses up, with the cents."""
    brings: tuple[str, ...] = ()
    """Ids of what a deposit brings to the bank."""


@dataclass(frozen=True)
class Entry:
    """One side of a transaction."""

    txn: str
    entity: str
    date: str
    account: str
    cents: int
    own: int = 0
    """The same in the transaction's own currency."""
    kind: str = ""
    name: str = ""
    customer: str = ""
    item: str = ""
    klass: str = ""
    department: str = ""
    moved: Fraction = Fraction(0)
    rate: str = ""
    base: int = 0
    counter: str = ""
    """What the cost of what left the stock stands against, if not the item's own account."""
    advance: bool = False
    """Whether it is money that was paid with the form itself."""


@dataclass(frozen=True)
class Item:
    """An item with its accounts; `asset` only of those kept in stock."""

    id: str
    income: str
    cost: str = ""
    asset: str = ""
    unit: Fraction = Fraction(0)


OPEN = 10**18
"""Stands for a cost that is still to be found."""


def rounded(value: Fraction) -> int:
    """Half up, away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
