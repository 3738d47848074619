"""What an invoice and a credit memo have in common: customer, lines, and their tax."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from harness.oracle.documents import full_amount, item_of, line_of, linked
from harness.oracle.expectation import (
    Addressed,
    Amount,
    Field,
    Flag,
    Links,
    Named,
    PolicyGap,
    Text,
    Want,
)
from harness.oracle.location import line_class
from harness.oracle.partners import plain_text
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine


def customer(document: Document, section: str, links: Links) -> Field:
    """Expect the customer's own record."""
    return Field(
        path="CustomerRef",
        rule=f"{section}.customer",
        want=linked("Customer", document.partner, "customer", links),
    )


def addresses(document: Document, section: str) -> Iterable[Field]:
    """Expect no other address than the customer's own."""
    for path in ("BillAddr", "ShipAddr"):
        yield Field(path=path, rule=f"{section}.address", want=Addressed(document.address))


def lines(
    document: Document, policy: Policy, section: str, links: Links
) -> tuple[tuple[Field, ...], ...]:
    """Expect what is sold, and its texts as the rules say."""
    apart = policy.invoices.discounts == "discount line"
    wanted = [
        _text(line, section)
        if line.kind != "product"
        else (
            *_sold(line, _item(line, policy, links), section, policy, discounted=not apart),
            *line_class(line, "SalesItemLineDetail", policy),
        )
        for line in _carried(document, policy)
    ]
    if apart and discount(document):
        wanted.append(_discount_line(document, policy, section))
    return tuple(wanted)


def full_price(document: Document) -> Decimal:
    """Sum the lines before their discounts."""
    return sum((full_amount(line) for line in document.lines if line.kind == "product"), Decimal(0))


def discount(document: Document) -> Decimal:
    """Sum the discounts of all lines, so that they and the full prices come to Odoo's sum."""
    if not any(line.discount for line in document.lines):
        return Decimal(0)
    return full_price(document) - document.untaxed


def subtotal(document: Document, policy: Policy) -> Decimal:
    """Return the amount of QuickBooks' own subtotal line, which is above the discount."""
    if policy.invoices.discounts == "in the price":
        return document.untaxed
    return document.untaxed + discount(document)


def texts(document: Document, policy: Policy, section: str) -> Iterable[Field]:
    """Expect the message below the lines, and that a discount lowers the tax, as in Odoo."""
    if policy.invoices.narration == "customer message":
        yield Field(
            path="CustomerMemo.value",
            rule=f"{section}.narration",
            want=Text(plain_text(document.memo)),
        )
    if policy.invoices.discounts == "discount line":
        yield Field(
            path="ApplyTaxAfterDiscount",
            rule=f"{section}.discount_tax",
            want=Flag(bool(discount(document))),
        )


def tax(document: Document, policy: Policy, section: str) -> Iterable[Field]:
    """
    Expect Odoo's tax, and one tax code for the whole document: QuickBooks US takes no more.

    Automated sales tax finds the code by itself and keeps a total that is sent
    (Intuit).
    """
    total = Field(
        path="TxnTaxDetail.TotalTax", rule=f"{section}.tax_total", want=Amount(document.tax)
    )
    if policy.invoices.tax_code == "automated":
        return [total]
    names = sorted({name for line in document.lines for name in line.taxes})
    unknown = [name for name in names if name not in policy.taxes]
    if unknown:
        raise PolicyGap("taxes", f"which tax code is Odoo's {', '.join(unknown)}?")
    codes = sorted({policy.taxes[name] for name in names})
    if len(codes) > 1:
        raise PolicyGap("taxes", f"which of {', '.join(codes)} is the one tax code?")
    fields = [total]
    if codes:
        fields.append(
            Field(
                path="TxnTaxDetail.TxnTaxCodeRef",
                rule=f"{section}.tax_code",
                want=Named("TaxCode", codes[0]),
            )
        )
    return fields


CENT = Decimal("0.01")
TAXED = frozenset({"TxnTaxDetail.TotalTax", "TotalAmt", "Balance", "RemainingCredit"})
"""Fields that the amount of the tax is in."""


def allowing(fields: Iterable[Field], document: Document, policy: Policy) -> tuple[Field, ...]:
    """Allow a cent for each rate of the tax code, where QuickBooks computes the tax itself."""
    if policy.invoices.tax_amount == "as in Odoo" or not document.tax:
        return tuple(fields)
    codes = {policy.taxes.get(name, "") for line in document.lines for name in line.taxes}
    counts = {code: len(held.rates) for code, held in policy.books.tax_codes.items()}
    # What automated tax finds may be any of the codes.
    rates = max((counts[code] for code in codes if code in counts), default=max(counts.values()))
    return tuple(
        replace(field, want=Amount(field.want.value, within=CENT * rates, by="invoices.tax_amount"))
        if field.path in TAXED and isinstance(field.want, Amount)
        else field
        for field in fields
    )


def _carried(document: Document, policy: Policy) -> Iterable[DocumentLine]:
    if policy.invoices.sections_and_notes == "left out":
        return [line for line in document.lines if line.kind == "product"]
    return document.lines


def _text(line: DocumentLine, section: str) -> tuple[Field, ...]:
    rule = f"{section}.text_lines"
    return (
        Field(path="DetailType", rule=rule, want=Text("DescriptionOnly")),
        Field(path="Description", rule=rule, want=Text(line.description.strip())),
    )


def _discount_line(document: Document, policy: Policy, section: str) -> tuple[Field, ...]:
    kind, rule = "DiscountLineDetail", f"{section}.discount"
    account = Named("Account", policy.invoices.discount_account)
    return (
        Field(path="DetailType", rule=rule, want=Text(kind)),
        Field(path="Amount", rule=rule, want=Amount(discount(document))),
        Field(path=f"{kind}.PercentBased", rule=rule, want=Flag(value=False)),
        Field(path=f"{kind}.DiscountAccountRef", rule="invoices.discount_account", want=account),
    )


def _item(line: DocumentLine, policy: Policy, links: Links) -> Want:
    """Return the item of a line: its product's, or the one that the rules map to its account."""
    if line.product is not None:
        return linked("Item", line.product, "product", links)
    rule = "invoices.without_product"
    if policy.invoices.without_product == "refuse":
        raise PolicyGap(rule, f"{line.description!r} has no product and is refused")
    if line.account not in policy.invoices.general_items:
        raise PolicyGap(rule, f"which item stands for Odoo's account {line.account}?")
    return Named("Item", policy.invoices.general_items[line.account])


def _sold(
    line: DocumentLine, item: Want, section: str, policy: Policy, *, discounted: bool
) -> tuple[Field, ...]:
    kind = "SalesItemLineDetail"
    code = "TAX" if line.taxes else "NON"
    return (
        *line_of(line, kind, section, None if discounted else full_amount(line)),
        *item_of(line, item, kind, section, policy, discounted=discounted),
        Field(path=f"{kind}.TaxCodeRef.value", rule=f"{section}.line_tax", want=Text(code)),
    )
