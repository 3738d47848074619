"""C23: lines of documents: their kinds, order, taxes and locations; prices of items."""

from decimal import Decimal

from odoo import models

from .c20_edits import _by_place, _detail_of, _own, _without
from .seeded import bug

_ITEM = "SalesItemLineDetail"


def _joined(lines):
    """Lines of one item, price and tax in one."""
    rows = {}
    for line in lines:
        detail = line.get(_ITEM)
        key = (
            (detail["ItemRef"]["value"], detail["UnitPrice"], detail["TaxCodeRef"]["value"])
            if detail
            else id(line)
        )
        if key in rows:
            held = rows[key]
            held["Amount"] += line["Amount"]
            held[_ITEM]["Qty"] += detail["Qty"]
        else:
            rows[key] = line
    return list(rows.values())


def _sorted(lines):
    """Lines in an order that says nothing of their place."""
    return sorted(
        (
            line.get("DetailType"),
            line.get("Description", ""),
            Decimal(line.get("Amount") or 0),
        )
        for line in lines
    )


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "item_prices_rounded":
            cents = {key: round(wanted[key], 2) for key in ("UnitPrice", "PurchaseCost")}
            return wanted | cents
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_quantity(self, line):
        match bug(self):
            case "packs_as_typed":
                return line.quantity
            case "packs_bought_as_typed" if self.is_purchase_document():
                return line.quantity
            case "packs_always_pieces" if line.product_id:
                return line.product_uom_id._compute_quantity(line.quantity, line.product_id.uom_id)
        return super()._qbo_quantity(line)

    def _qbo_sale(self, lines, session):
        if bug(self) == "subsections_lost":
            lines = lines.filtered(lambda line: line.display_type != "line_subsection")
        wanted = super()._qbo_sale(lines, session)
        if bug(self) == "lines_joined":
            return wanted | {"Line": _joined(wanted["Line"])}
        return wanted

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "emptied_locations_stay" if wanted.get("DepartmentRef") == {"value": ""}:
                changed = _without(changed, "DepartmentRef")
            case "moved_lines_stay" if "Line" in changed:
                if _sorted(wanted["Line"]) == _sorted(_own(found["Line"])):
                    changed = _without(changed, "Line")
            case "taxes_of_lines_stay" if "Line" in wanted:
                wanted = _by_place(wanted, found, _detail_of("TaxCodeRef"))
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)
