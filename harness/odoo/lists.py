"""Reading the lists of Odoo's configuration that mapping rules name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.lists import OdooLists
from harness.odoo.port import OdooPort


def read_lists(port: OdooPort) -> OdooLists:
    """Read the lists of the API user's company; a bounded number of calls."""
    company = port.call(
        "res.company",
        "search_read",
        domain=[],
        fields=["name", "currency_id", "fiscalyear_lock_date", "hard_lock_date"],
        limit=1,
    )[0]
    locked = [company[field] for field in ("fiscalyear_lock_date", "hard_lock_date")]
    return OdooLists(
        company=str(company["name"]),
        currency=str(company["currency_id"][1]),
        categories=_categories(port),
        every_category=_names(port, "product.category", "complete_name", []),
        taxes=_taxes(port),
        included_taxes=_names(port, "account.tax", "name", [["price_include", "=", True]]),
        terms=_terms(port),
        journals=_names(
            port, "account.journal", "code", [["type", "in", ["bank", "cash", "credit"]]]
        ),
        positions=_names(port, "account.fiscal.position", "name", []),
        plans=_plans(port),
        tags=_names(port, "res.partner.category", "name", []),
        closed=max((date.fromisoformat(day) for day in locked if day), default=None),
    )


def _names(port: OdooPort, model: str, field: str, domain: list[list[object]]) -> tuple[str, ...]:
    rows = port.call(model, "search_read", domain=domain, fields=[field])
    return tuple(sorted(str(row[field]) for row in rows if row[field]))


def _plans(port: OdooPort) -> dict[str, tuple[str, ...]]:
    rows = port.call(
        "account.analytic.account", "search_read", domain=[], fields=["name", "plan_id"]
    )
    plans: dict[str, list[str]] = {}
    for row in rows:
        plans.setdefault(str(row["plan_id"][1]), []).append(str(row["name"]))
    return {plan: tuple(sorted(names)) for plan, names in plans.items()}


def _categories(port: OdooPort) -> tuple[str, ...]:
    """Read the categories of products that are sold."""
    used = port.call(
        "product.product", "search_read", domain=[["sale_ok", "=", True]], fields=["categ_id"]
    )
    ids = sorted({row["categ_id"][0] for row in used if row["categ_id"]})
    return _names(port, "product.category", "complete_name", [["id", "in", ids]])


def _taxes(port: OdooPort) -> dict[str, Decimal]:
    """Read sales taxes as lines name them: a group counts as one, its parts do not."""
    rows = port.call(
        "account.tax",
        "search_read",
        domain=[["type_tax_use", "in", ["sale", "none"]]],
        fields=["name", "amount", "amount_type", "children_tax_ids", "type_tax_use"],
    )
    amounts = {row["id"]: Decimal(row["amount"]) for row in rows}
    parts = {child for row in rows for child in row["children_tax_ids"]}
    found = {}
    for row in rows:
        if row["type_tax_use"] != "sale" or row["id"] in parts:
            continue
        children = [amounts.get(child, Decimal(0)) for child in row["children_tax_ids"]]
        group = row["amount_type"] == "group"
        found[str(row["name"])] = sum(children, Decimal(0)) if group else amounts[row["id"]]
    return {name: rate for name, rate in found.items() if rate}


def _terms(port: OdooPort) -> dict[str, int]:
    rows = port.call("account.payment.term", "search_read", domain=[], fields=["name", "line_ids"])
    lines = port.call(
        "account.payment.term.line",
        "search_read",
        domain=[["payment_id", "in", [row["id"] for row in rows]]],
        fields=["payment_id", "nb_days"],
    )
    days: dict[int, int] = {}
    for line in lines:
        term = line["payment_id"][0]
        days[term] = max(days.get(term, 0), int(line["nb_days"]))
    return {str(row["name"]): days.get(row["id"], 0) for row in rows}
