"""C6: rounding and currency."""

from odoo import models

from .seeded import bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_posted(self, line):
        if bug(self) == "subtotals_for_postings":
            return self._qbo_amount(line.price_subtotal)
        return super()._qbo_posted(line)

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        if bug(self) == "prices_rounded":
            for line in wanted["Line"]:
                detail = line["SalesItemLineDetail"]
                detail["UnitPrice"] = round(detail["UnitPrice"], 2)
        return wanted
