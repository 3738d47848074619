"""What the oracle can expect of a field, and of a whole record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from harness.errors import HarnessError
from harness.snapshot import Address, OdooRef, Role

Links = Mapping[tuple[OdooRef, Role], str]
"""Which QuickBooks id mirrors which Odoo record, in which role."""

Directory = Mapping[str, Mapping[str, str]]
"""The names of QuickBooks' lists: entity, id, name."""


class PolicyGap(HarnessError):
    """The mapping rules have no answer for a record, which is reported, never guessed."""

    def __init__(self, rule: str, problem: str) -> None:
        super().__init__(
            f"The mapping rules have no answer: {problem}",
            where=rule,
            next_step="have it decided, and write the decision into the policy file",
        )
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Text:
    """Exactly this text, but for blanks around it; `""`: QuickBooks must hold none."""

    value: str


@dataclass(frozen=True, slots=True)
class Amount:
    """
    Exactly this number, whatever its trailing zeros.

    A rule `by` may allow a number `within` so much of it; none does unless it
    is named.
    """

    value: Decimal
    within: Decimal = Decimal(0)
    by: str = ""

    def rounded(self, value: Decimal) -> Decimal:
        """Round a number to the digits that count: all of them."""
        return value

    def meets(self, found: Decimal) -> bool:
        """Say whether a number that was found is this one."""
        return abs(self.rounded(found) - self.rounded(self.value)) <= self.within

    def shown(self) -> str:
        """Return the number as it is shown in a difference."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Price(Amount):
    """
    A price, to the seven digits that QuickBooks keeps of it.

    Odoo's prices are floats: whoever sends 79.80000000000001 sends what Odoo says.
    """

    def rounded(self, value: Decimal) -> Decimal:
        """Round a number to the digits that count: seven behind the point."""
        return value.quantize(Decimal("0.0000001"), ROUND_HALF_UP)

    def shown(self) -> str:
        """Return the price without the zeros behind it."""
        return f"{self.rounded(self.value).normalize():f}"


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price with which price times quantity rounds to the line's amount."""

    amount: Decimal
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """Exactly this date."""

    value: date


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; absent counts as false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to the entry of this name in a list; `""` means none."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A reference to the record that mirrors an Odoo record."""

    entity: str
    id: str
    ref: OdooRef


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing at all: absent, empty, zero or false."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Nothing, or a default that QuickBooks fills in: one of these texts or entries' names."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these texts, which mean the same, such as a country's code and its name."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressed:
    """
    No address, or this one in whatever lines it was put.

    QuickBooks copies a customer's address into a document, and gives one that was
    sent with it back in free form (Intuit), under the customer's names. City, postal
    code, state and country have nothing else in the places of their own.
    """

    address: Address

    @property
    def parts(self) -> tuple[str, ...]:
        """What must be written, in any line; countries are left out at home."""
        address = self.address
        parts = (address.street, address.street2, address.city, address.state, address.zip)
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """What may stand in the places that have a name."""
        address = self.address
        return {
            "City": (address.city.strip(),),
            "CountrySubDivisionCode": (address.state.strip(),),
            "PostalCode": (address.zip.strip(),),
            "Country": (address.country, address.country_name or address.country),
        }


Want = (
    Text | Amount | UnitPrice | Day | Flag | Named | Linked | Nothing | Usual | Either | Addressed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One expected field: its path in the JSON, the rule that asks for it, and the value."""

    path: str
    rule: str
    want: Want


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """
    One expected record.

    `lines` are the lines in their order, without the subtotal line that
    QuickBooks adds by itself; None where the entity has no lines to compare.
    Lines whose order means nothing are known by the reference at `lines_key`.
    """

    entity: str
    fields: tuple[Field, ...]
    lines: tuple[tuple[Field, ...], ...] | None = None
    subtotal: Decimal | None = None
    lines_rule: str = field(default="lines")
    lines_key: str = ""
