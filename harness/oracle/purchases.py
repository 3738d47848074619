"""What vendor bills and vendor credits have in common: whose they are, and their lines."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracle.documents import item_of, line_of, linked
from harness.oracle.expectation import Field, Links, Named, PolicyGap, Usual
from harness.oracle.location import line_class
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine

Line = tuple[Field, ...]


def vendor(document: Document, section: str, links: Links) -> Field:
    """Expect the vendor."""
    want = linked("Vendor", document.partner, "vendor", links)
    return Field(path="VendorRef", rule=f"{section}.vendor", want=want)


def owed_on(currency: str, policy: Policy, section: str) -> Field:
    """Expect the account of what is owed to vendors; of another currency its own."""
    name = policy.books.payable
    foreign = (f"{name} - {currency}",) if currency != policy.currency else ()
    return Field(path="APAccountRef", rule=f"{section}.payable", want=Usual((name, *foreign)))


def demand_mirrored(document: Document, policy: Policy) -> None:
    """Raise `PolicyGap` for a document that has to wait, or that has a tax no rule speaks of."""
    if policy.bills.export == "once reviewed" and not document.reviewed:
        raise PolicyGap("bills.export", f"{document.number} waits for its review")
    if document.tax:
        raise PolicyGap("taxes", f"how is purchase tax on {document.number} mirrored?")


def lines(document: Document, policy: Policy, section: str, links: Links) -> tuple[Line, ...]:
    """Expect the lines: purchase forms have no descriptions among them in QuickBooks."""
    return tuple(_lines(document, policy, section, links))


def _lines(document: Document, policy: Policy, section: str, links: Links) -> Iterator[Line]:
    for line in document.lines:
        if line.kind == "product":
            wanted = _line(line, policy, section, links)
            kind = "ItemBased" if line.product is not None else "AccountBased"
            yield (*wanted, *line_class(line, f"{kind}ExpenseLineDetail", policy))


def _line(line: DocumentLine, policy: Policy, section: str, links: Links) -> Line:
    if line.product is not None:
        kind = "ItemBasedExpenseLineDetail"
        item = linked("Item", line.product, "product", links)
        return (*line_of(line, kind, section), *item_of(line, item, kind, section, policy))
    kind = "AccountBasedExpenseLineDetail"
    if line.account not in policy.accounts:
        raise PolicyGap("accounts", f"which QuickBooks account is Odoo's {line.account}?")
    account = Named("Account", policy.accounts[line.account])
    return (
        *line_of(line, kind, section),
        Field(path=f"{kind}.AccountRef", rule=f"{section}.line_account", want=account),
    )
