"""Posted documents: customer invoices and vendor bills, line by line."""

from __future__ import annotations

from collections.abc import Iterable

from harness.oracle.expectation import (
    Amount,
    Day,
    Expectation,
    Field,
    Linked,
    Links,
    Named,
    PolicyGap,
    Text,
    UnitPrice,
    Want,
)
from harness.oracle.partners import terms
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine, OdooRef, Role


def expect_invoice(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect an Invoice."""
    fields = [
        *_head(document, policy, "invoices", document.number),
        Field(
            path="CustomerRef",
            rule="invoices.customer",
            want=linked("Customer", document.partner, "customer", links),
        ),
        *_tax(document, policy),
    ]
    return Expectation(
        entity="Invoice",
        fields=tuple(fields),
        lines=tuple(
            _text_line(line) if line.kind != "product" else _invoice_line(line, links)
            for line in _carried(document, policy)
        ),
        subtotal=document.untaxed,
        lines_rule="invoices.lines",
    )


def expect_bill(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a Bill; bills have no description lines in QuickBooks."""
    if document.tax:
        raise PolicyGap("taxes", f"how is purchase tax on {document.number} mirrored?")
    fields = [
        *_head(document, policy, "bills", document.reference or document.number),
        Field(
            path="VendorRef",
            rule="bills.vendor",
            want=linked("Vendor", document.partner, "vendor", links),
        ),
    ]
    return Expectation(
        entity="Bill",
        fields=tuple(fields),
        lines=tuple(
            _bill_line(line, policy, links) for line in document.lines if line.kind == "product"
        ),
        lines_rule="bills.lines",
    )


def linked(entity: str, ref: OdooRef, role: Role, links: Links) -> Linked:
    """Point at the record that mirrors `ref`; none is a gap in what was mirrored before."""
    if (ref, role) not in links:
        raise PolicyGap("ownership", f"{ref} was never mirrored as a {role}, but is pointed at")
    return Linked(entity, links[ref, role], ref)


def _head(document: Document, policy: Policy, section: str, number: str) -> Iterable[Field]:
    if document.currency != policy.currency:
        raise PolicyGap("currency", f"how is a document in {document.currency} mirrored?")
    memo = policy.documents.memo.format(number=document.number)
    wants: list[tuple[str, str, Want]] = [
        ("DocNumber", "number", Text(number)),
        ("PrivateNote", "memo", Text(memo)),
        ("SalesTermRef", "terms", terms(document.terms, policy)),
        ("CurrencyRef.value", "currency", Text(document.currency)),
        ("TotalAmt", "total", Amount(document.total)),
        ("Balance", "balance", Amount(document.residual)),
    ]
    if document.date:
        wants.append(("TxnDate", "date", Day(document.date)))
    if document.due_date:
        wants.append(("DueDate", "due_date", Day(document.due_date)))
    return [Field(path=path, rule=f"{section}.{rule}", want=want) for path, rule, want in wants]


def _tax(document: Document, policy: Policy) -> Iterable[Field]:
    """Expect one tax code for the whole invoice: QuickBooks US takes no more."""
    names = sorted({tax for line in document.lines for tax in line.taxes})
    unknown = [name for name in names if name not in policy.taxes]
    if unknown:
        raise PolicyGap("taxes", f"which tax code is Odoo's {', '.join(unknown)}?")
    codes = sorted({policy.taxes[name] for name in names})
    if len(codes) > 1:
        raise PolicyGap("taxes", f"which of {', '.join(codes)} is the invoice's one tax code?")
    fields = [
        Field(path="TxnTaxDetail.TotalTax", rule="invoices.tax_total", want=Amount(document.tax))
    ]
    if codes:
        fields.append(
            Field(
                path="TxnTaxDetail.TxnTaxCodeRef",
                rule="invoices.tax_code",
                want=Named("TaxCode", codes[0]),
            )
        )
    return fields


def _carried(document: Document, policy: Policy) -> Iterable[DocumentLine]:
    if policy.invoices.sections_and_notes == "left out":
        return [line for line in document.lines if line.kind == "product"]
    return document.lines


def _text_line(line: DocumentLine) -> tuple[Field, ...]:
    return (
        Field(path="DetailType", rule="invoices.text_lines", want=Text("DescriptionOnly")),
        Field(path="Description", rule="invoices.text_lines", want=Text(line.description.strip())),
    )


def _invoice_line(line: DocumentLine, links: Links) -> tuple[Field, ...]:
    kind = "SalesItemLineDetail"
    if line.product is None:
        raise PolicyGap("invoices.lines", f"what is a line without product, {line.description!r}?")
    code = "TAX" if line.taxes else "NON"
    return (
        *_line(line, kind, "invoices"),
        *_item(line, line.product, kind, "invoices", links),
        Field(path=f"{kind}.TaxCodeRef.value", rule="invoices.line_tax", want=Text(code)),
    )


def _bill_line(line: DocumentLine, policy: Policy, links: Links) -> tuple[Field, ...]:
    if line.product is not None:
        kind = "ItemBasedExpenseLineDetail"
        return (
            *_line(line, kind, "bills"),
            *_item(line, line.product, kind, "bills", links),
        )
    kind = "AccountBasedExpenseLineDetail"
    if line.account not in policy.accounts:
        raise PolicyGap("accounts", f"which QuickBooks account is Odoo's {line.account}?")
    account = Named("Account", policy.accounts[line.account])
    return (
        *_line(line, kind, "bills"),
        Field(path=f"{kind}.AccountRef", rule="bills.line_account", want=account),
    )


def _line(line: DocumentLine, kind: str, section: str) -> tuple[Field, ...]:
    return (
        Field(path="DetailType", rule=f"{section}.line_kind", want=Text(kind)),
        Field(
            path="Description",
            rule=f"{section}.line_description",
            want=Text(line.description.strip()),
        ),
        Field(path="Amount", rule=f"{section}.line_amount", want=Amount(line.subtotal)),
    )


def _item(
    line: DocumentLine, product: OdooRef, kind: str, section: str, links: Links
) -> tuple[Field, ...]:
    price: Want = (
        UnitPrice(line.subtotal, line.quantity) if line.discount else Amount(line.unit_price)
    )
    return (
        Field(
            path=f"{kind}.ItemRef",
            rule=f"{section}.line_item",
            want=linked("Item", product, "product", links),
        ),
        Field(path=f"{kind}.Qty", rule=f"{section}.line_quantity", want=Amount(line.quantity)),
        Field(path=f"{kind}.UnitPrice", rule=f"{section}.line_price", want=price),
    )
