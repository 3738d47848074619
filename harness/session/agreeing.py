"""Whether the rules agree with an opened target, asked before any record is sent."""

from __future__ import annotations

from harness.odoo import lists as odoo_lists
from harness.policy.agreement import Sides, disagreements
from harness.quickbooks import lists as book_lists
from harness.session.run import Parts


def disagreeing(parts: Parts) -> tuple[str, ...]:
    """Name what the rules leave out, map twice, or name that is not there; each with its line."""
    return tuple(str(item) for item in disagreements(parts.policy, sides_of(parts)))


def sides_of(parts: Parts) -> Sides:
    """Read what there is on both sides."""
    odoo = odoo_lists.read_lists(parts.port)
    books = book_lists.read_lists(parts.quickbooks)
    return Sides(
        odoo_categories=odoo.categories,
        odoo_taxes=odoo.taxes,
        odoo_included=odoo.included_taxes,
        odoo_terms=odoo.terms,
        odoo_journals=odoo.journals,
        odoo_positions=odoo.positions,
        odoo_plans=odoo.plans,
        odoo_tags=odoo.tags,
        odoo_currency=odoo.currency,
        accounts=books.accounts,
        terms=books.terms,
        tax_codes=books.tax_codes,
        payment_methods=books.payment_methods,
        items=books.items,
        departments=books.departments,
        classes=books.classes,
        odoo_closed=odoo.closed,
        closed=books.closed,
        automated_tax=books.automated_tax,
        inactive=books.inactive,
    )
