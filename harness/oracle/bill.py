"""Vendor bills."""

from __future__ import annotations

from harness.oracle.documents import due, head, item_of, line_of, linked, open_amount
from harness.oracle.expectation import Amount, Expectation, Field, Links, Named, PolicyGap
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine


def expect_bill(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a Bill; bills have no description lines in QuickBooks."""
    if document.tax:
        raise PolicyGap("taxes", f"how is purchase tax on {document.number} mirrored?")
    return Expectation(
        entity="Bill",
        fields=(
            *head(document, policy, "bills", document.reference or document.number),
            *due(document, policy, "bills"),
            Field(path="Balance", rule="bills.balance", want=Amount(open_amount(document, policy))),
            Field(
                path="VendorRef",
                rule="bills.vendor",
                want=linked("Vendor", document.partner, "vendor", links),
            ),
        ),
        lines=tuple(
            _line(line, policy, links) for line in document.lines if line.kind == "product"
        ),
        lines_rule="bills.lines",
    )


def _line(line: DocumentLine, policy: Policy, links: Links) -> tuple[Field, ...]:
    if line.product is not None:
        kind = "ItemBasedExpenseLineDetail"
        return (
            *line_of(line, kind, "bills"),
            *item_of(line, linked("Item", line.product, "product", links), kind, "bills"),
        )
    kind = "AccountBasedExpenseLineDetail"
    if line.account not in policy.accounts:
        raise PolicyGap("accounts", f"which QuickBooks account is Odoo's {line.account}?")
    account = Named("Account", policy.accounts[line.account])
    return (
        *line_of(line, kind, "bills"),
        Field(path=f"{kind}.AccountRef", rule="bills.line_account", want=account),
    )
