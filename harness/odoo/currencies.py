"""Several currencies in Odoo, set up as a consultant does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.odoo.seed import Seeder

CURRENCY, RATE = "res.currency", "res.currency.rate"


def use_currency(odoo: Seeder, code: str, *, worth: Decimal, since: date) -> None:
    """Activate a currency with a rate: what one unit is `worth` in the company's own."""
    port = odoo.port
    ids = port.call(
        CURRENCY, "search", domain=[["name", "=", code]], context={"active_test": False}
    )
    port.call(CURRENCY, "write", ids=ids, vals={"active": True})
    rated = [["currency_id", "in", ids], ["name", "=", since.isoformat()]]
    if not port.call(RATE, "search", domain=rated):
        values = {
            "currency_id": ids[0],
            "name": since.isoformat(),
            "inverse_company_rate": worth,
        }
        port.call(RATE, "create", vals_list=[values])


def pricelist_in(odoo: Seeder, code: str) -> int:
    """
    Find or make a pricelist in a currency, for its customers.

    The company's own currency has one before it: Odoo gives the first pricelist
    to every customer who has none.
    """
    port = odoo.port
    company = port.call("res.company", "search_read", domain=[], fields=["currency_id"], limit=1)
    _pricelist(odoo, company[0]["currency_id"][0], sequence=1)
    currency = port.call(CURRENCY, "search", domain=[["name", "=", code]])[0]
    return _pricelist(odoo, currency, sequence=99)


def _pricelist(odoo: Seeder, currency: int, *, sequence: int) -> int:
    port = odoo.port
    domain = [["currency_id", "=", currency]]
    held = port.call("product.pricelist", "search", domain=domain, limit=1)
    if not held:
        values = {"name": f"Prices {currency}", "currency_id": currency, "sequence": sequence}
        held = port.call("product.pricelist", "create", vals_list=[values])
    return int(held[0])
