"""What an invoice and a credit memo have in common: who, the sold lines, and the tax on them."""

from __future__ import annotations

from collections.abc import Iterable

from harness.oracle.documents import item_of, line_of, linked
from harness.oracle.expectation import Amount, Field, Links, Named, PolicyGap, Text
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine


def customer(document: Document, section: str, links: Links) -> Field:
    """Expect the customer's own record."""
    return Field(
        path="CustomerRef",
        rule=f"{section}.customer",
        want=linked("Customer", document.partner, "customer", links),
    )


def lines(
    document: Document, policy: Policy, section: str, links: Links
) -> tuple[tuple[Field, ...], ...]:
    """Expect what is sold, and its texts as the rules say."""
    return tuple(
        _text(line, section) if line.kind != "product" else _sold(line, section, links)
        for line in _carried(document, policy)
    )


def tax(document: Document, policy: Policy, section: str) -> Iterable[Field]:
    """Expect one tax code for the whole document: QuickBooks US takes no more."""
    names = sorted({name for line in document.lines for name in line.taxes})
    unknown = [name for name in names if name not in policy.taxes]
    if unknown:
        raise PolicyGap("taxes", f"which tax code is Odoo's {', '.join(unknown)}?")
    codes = sorted({policy.taxes[name] for name in names})
    if len(codes) > 1:
        raise PolicyGap("taxes", f"which of {', '.join(codes)} is the one tax code?")
    fields = [
        Field(path="TxnTaxDetail.TotalTax", rule=f"{section}.tax_total", want=Amount(document.tax))
    ]
    if codes:
        fields.append(
            Field(
                path="TxnTaxDetail.TxnTaxCodeRef",
                rule=f"{section}.tax_code",
                want=Named("TaxCode", codes[0]),
            )
        )
    return fields


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


def _sold(line: DocumentLine, section: str, links: Links) -> tuple[Field, ...]:
    kind = "SalesItemLineDetail"
    if line.product is None:
        raise PolicyGap(f"{section}.lines", f"what is {line.description!r}, without a product?")
    code = "TAX" if line.taxes else "NON"
    return (
        *line_of(line, kind, section),
        *item_of(line, line.product, kind, section, links),
        Field(path=f"{kind}.TaxCodeRef.value", rule=f"{section}.line_tax", want=Text(code)),
    )
