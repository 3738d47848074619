"""What lines have in another unit than their product's, counted in the product's."""

from __future__ import annotations

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from harness.odoo.port import OdooPort
from harness.odoo.reading.rows import values
from harness.odoo.values import Row, decimal, record_id


def counted(port: OdooPort, rows: Collection[Row]) -> dict[int, Decimal]:
    """
    Count the lines whose unit is not their product's, by the line's id.

    Rounded as Odoo's stock is (Odoo 19, `uom.uom._compute_quantity`).
    """
    products = {row["id"]: record_id(row["product_id"]) for row in rows if row["product_id"]}
    own = values(port, "product.product", products.values(), "uom_id")
    lines = {
        row["id"]: (row, record_id(row["product_uom_id"]), record_id(own[products[row["id"]]]))
        for row in rows
        if row["id"] in products
    }
    converted = {key: line for key, line in lines.items() if line[1] != line[2]}
    if not converted:
        return {}
    ids = sorted({unit for _, *pair in converted.values() for unit in pair})
    read = port.call("uom.uom", "read", ids=ids, fields=["factor", "rounding"])
    factors = {row["id"]: decimal(row["factor"]) for row in read}
    step = decimal(read[0]["rounding"])  # one for all units
    return {
        key: (decimal(row["quantity"]) * factors[unit] / factors[of_product]).quantize(
            step, ROUND_HALF_UP
        )
        for key, (row, unit, of_product) in converted.items()
    }
