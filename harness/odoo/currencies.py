"""Setting up foreign currencies in Odoo as a consultant does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.odoo.seed import Seeder

CURRENCY, RATE = "res.currency", "res.currency.rate"


def use_currency(odoo: Seeder, code: str, *, worth: Decimal, since: date) -> None:
    """Activate a currency; `worth` is the value of one unit in the company's own currency."""
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
    Find or make a price list in a currency and return its id.

    A price list in the company's own currency is made first if there is none: Odoo
    gives the first price list to every customer who has none.
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
