"""What all documents have in common: their header fields, and the lines with items."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from harness.oracle.expectation import (
    Amount,
    Day,
    Field,
    Linked,
    Links,
    PolicyGap,
    Price,
    Text,
    UnitPrice,
    Want,
)
from harness.oracle.location import location
from harness.oracle.partners import terms
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine, OdooRef, Payment, Role


def linked(entity: str, ref: OdooRef, role: Role, links: Links) -> Linked:
    """Expect a reference to the mirror of `ref`; it is a gap if `ref` has no mirror yet."""
    if (ref, role) not in links:
        raise PolicyGap("ownership", f"{ref} was never mirrored as a {role}, but is pointed at")
    return Linked(entity, links[ref, role], ref)


SALES = ("invoices", "credit_memos")
LONGEST = 21
"""Characters of a document's number in QuickBooks (Intuit)."""


def number_of(number: str, policy: Policy) -> str:
    """Return the number under which QuickBooks holds a document or payment."""
    if len(number) <= LONGEST:
        return number
    if policy.documents.long_numbers == "refuse":
        raise PolicyGap("documents.long_numbers", f"{number} is refused, not mirrored")
    return number[-LONGEST:]


def demand_currency(record: Document | Payment, policy: Policy, *, sold: bool) -> None:
    """Raise `PolicyGap` for a record in a foreign currency that the rules leave in Odoo."""
    answer = policy.invoices.currencies if sold else policy.bills.currencies
    if answer == "refuse":
        rule = f"{'invoices' if sold else 'bills'}.currencies"
        raise PolicyGap(rule, f"{record.number} is in {record.currency}")


def head(document: Document, policy: Policy, section: str, number: str) -> Iterable[Field]:
    """Expect number, day, memo, currency and total."""
    foreign = document.currency != policy.currency
    if foreign:
        demand_currency(document, policy, sold=section in SALES)
    memo = policy.documents.memo.format(number=document.number)
    wants: list[tuple[str, str, Want]] = [
        ("DocNumber", "number", Text(number_of(number, policy))),
        ("PrivateNote", "memo", Text(memo)),
        ("CurrencyRef.value", "currency", Text(document.currency)),
        ("TotalAmt", "total", Amount(document.total)),
    ]
    if foreign:
        # The rate is right that makes Odoo's worth of the whole document.
        rate = UnitPrice(document.home_total, document.total)
        wants.append(("ExchangeRate", "exchange_rate", rate))
        if section in SALES:  # purchase forms show no such total (Intuit)
            wants.append(("HomeTotalAmt", "home_total", Amount(document.home_total)))
    if policy.documents.dated == "accounting date":
        wants.append(("TxnDate", "date", Day(document.accounting_date)))
    elif document.date:
        wants.append(("TxnDate", "date", Day(document.date)))
    fields = [Field(path=path, rule=f"{section}.{rule}", want=want) for path, rule, want in wants]
    return [*fields, *location(document, policy)]


def due(document: Document, policy: Policy, section: str) -> Iterable[Field]:
    """Expect terms and due date; it is a gap if the rules demand terms and there are none."""
    rule = "documents.without_terms"
    if not document.terms and policy.documents.without_terms == "refuse":
        raise PolicyGap(rule, f"{document.number} waits until somebody enters its terms")
    wants: list[tuple[str, str, Want]] = [
        ("SalesTermRef", "terms", terms(document.terms, policy)),
    ]
    if document.due_date:
        wants.append(("DueDate", "due_date", Day(document.due_date)))
    return [Field(path=path, rule=f"{section}.{rule}", want=want) for path, rule, want in wants]


def line_of(
    line: DocumentLine, kind: str, section: str, amount: Decimal | None = None
) -> tuple[Field, ...]:
    """Expect a line's kind, description and amount (Odoo's own, unless another is given)."""
    held = line.subtotal if amount is None else amount
    return (
        Field(path="DetailType", rule=f"{section}.line_kind", want=Text(kind)),
        Field(
            path="Description",
            rule=f"{section}.line_description",
            want=Text(line.description.strip()),
        ),
        Field(path="Amount", rule=f"{section}.line_amount", want=Amount(held)),
    )


def open_amount(document: Document, policy: Policy) -> Decimal:
    """
    Return what is open of a document while its payments are in force.

    Odoo 19 counts a payment that is a draft again as one that still pays, and
    one without a journal entry as nothing until the bank statement shows it.
    """
    left = document.residual
    if policy.payments.reset != "stays":
        left += document.settled_by_drafts
    if policy.payments.without_entry == "at once":
        left -= sum(min(item.amount, document.total) for item in document.registered)
    return max(left, Decimal(0))


def full_amount(line: DocumentLine) -> Decimal:
    """Compute a line's amount before its discount and without tax, to the cent."""
    full = line.quantity * line.unit_price
    if line.tax_included:
        kept = 1 - line.discount / 100
        if not kept:
            raise PolicyGap("invoices.discounts", f"what is {line.description!r} before 100 %?")
        full = line.subtotal / kept
    return full.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def item_of(
    line: DocumentLine,
    item: Want,
    kind: str,
    section: str,
    policy: Policy,
    *,
    discounted: bool = True,
) -> tuple[Field, ...]:
    """Expect a line's item, quantity and unit price, after its discount or before."""
    quantity = line.quantity
    if line.counted is not None and policy.documents.units == "unit of the product":
        quantity = line.counted
    price: Want = Price(line.unit_price)
    if line.tax_included or quantity != line.quantity or (line.discount and discounted):
        amount = line.subtotal if discounted else full_amount(line)
        price = UnitPrice(amount, quantity)
    elif not line.discount and _cents(line.unit_price * line.quantity) != line.subtotal:
        # Odoo moved a cent of this line, so that the sum is right; QuickBooks demands
        # that quantity times price comes to the amount (its fault 6070).
        price = UnitPrice(line.subtotal, line.quantity)
    return (
        Field(
            path=f"{kind}.ItemRef",
            rule=f"{section}.line_item",
            want=item,
        ),
        Field(path=f"{kind}.Qty", rule=f"{section}.line_quantity", want=Amount(quantity)),
        Field(path=f"{kind}.UnitPrice", rule=f"{section}.line_price", want=price),
    )
