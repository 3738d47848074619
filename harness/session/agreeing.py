"""Whether the rules agree with an opened target, asked before any record is sent."""

from __future__ import annotations

from datetime import UTC, datetime

from harness.odoo import lists as odoo_lists
from harness.policy.agreement import Sides, disagreements
from harness.quickbooks import lists as book_lists
from harness.session.opened import Opened
from harness.session.run import Moment, Parts, build


def disagreeing(parts: Parts) -> tuple[str, ...]:
    """Name what the rules leave out, map twice, or name that is not there; each with its line."""
    return tuple(str(item) for item in disagreements(parts.policy, sides_of(parts)))


def disagreeing_at_opening(opened: Opened) -> tuple[str, ...]:
    """
    Ask it of a target before its first scenario.

    Nothing is said of a replay, where cassettes answer, nor where the connector
    is not whole: a company of ours is then not prepared, and check 3 says so.
    """
    if opened.target.name == "replay":
        return ()
    moment = Moment(seed=0, now=datetime.now(UTC))
    parts = build(opened.target, moment, opened.profile, opened.policy)
    return () if parts.connector.installation().problems() else disagreeing(parts)


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
