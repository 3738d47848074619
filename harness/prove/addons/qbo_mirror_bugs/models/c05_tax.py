"""C5: tax."""

from odoo import models

from .seeded import bug


def _untaxed(wanted):
    for line in wanted["Line"]:
        if "SalesItemLineDetail" in line:
            line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "NON"}
    return wanted | {"TxnTaxDetail": {"TotalTax": 0}}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "exempt_ignored" and entity == "Customer":
            return wanted | {"Taxable": True, "ResaleNum": ""}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self), entity:
            case ("tax_lost", "Invoice") | ("credit_tax_lost", "CreditMemo"):
                return _untaxed(wanted)
        return wanted
