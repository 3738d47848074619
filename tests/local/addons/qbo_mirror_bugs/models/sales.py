"""Bugs of the documents that customers get; `bugs.py` says how they are seeded."""

from odoo import models

from .bugs import _bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_entities(self):
        match _bug(self), self.move_type:
            case "credit_as_bill", "out_refund":
                return ["Bill"]
            case "credit_as_invoice", "out_refund":
                return ["Invoice"]
        return super()._qbo_entities()

    def _qbo_obstacle(self, entity):
        if _bug(self) == "credit_stays" and entity == "CreditMemo":
            return "credit notes are none of our business"
        return super()._qbo_obstacle(entity)

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self), self.move_type:
            case "credit_as_invoice", "out_refund":
                # What is negative can't be an invoice's total: the sum becomes a text.
                for line in wanted["Line"]:
                    line["DetailType"] = "DescriptionOnly"
                    line.pop("SalesItemLineDetail", None)
                    line.pop("Amount", None)
                return wanted | {"TxnTaxDetail": {"TotalTax": 0}}
            case "credit_tax_lost", "out_refund":
                for line in wanted["Line"]:
                    if "SalesItemLineDetail" in line:
                        line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "NON"}
                return wanted | {"TxnTaxDetail": {"TotalTax": 0}}
        return wanted

    def _qbo_apply_credit(self, session, attempt):
        if _bug(self) == "application_lost":
            return
        super()._qbo_apply_credit(session, attempt)

    def _qbo_credit_used(self):
        used = super()._qbo_credit_used()
        if _bug(self) == "applied_to_first" and used:
            first = min(used, key=lambda invoice: invoice.id)
            return {first: used[first]}
        return used

    def _qbo_unapply(self, session, attempt, found):
        if _bug(self) != "application_stays":
            super()._qbo_unapply(session, attempt, found)
