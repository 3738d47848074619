"""Bugs of the documents that customers get; `bugs.py` says how they are seeded."""

from odoo import models
from odoo.addons.qbo_mirror.models.session import Session

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

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        match _bug(self):
            case "discount_ignored":
                for line, ours in zip(wanted["Line"], lines, strict=False):
                    if "Amount" in line:
                        line["Amount"] = self._qbo_full_amount(ours)
                        line["SalesItemLineDetail"]["UnitPrice"] = ours.price_unit
            case "discount_after_tax":
                wanted["ApplyTaxAfterDiscount"] = False
            case "discount_forgotten":
                wanted["Line"] = [
                    line for line in wanted["Line"] if "DiscountLineDetail" not in line
                ]
            case "message_raw":
                wanted["CustomerMemo"] = {"value": str(self.narration)}
            case "message_leaves":
                wanted["CustomerMemo"] = {"value": self._qbo_message()}
        return wanted

    def _qbo_discount_line(self, discount, rules):
        line = super()._qbo_discount_line(discount, rules)
        if _bug(self) == "discount_elsewhere":
            session = Session(self.env, self.company_id)
            found = session.client.query("Account", "Name = 'Sales'")
            line["DiscountLineDetail"]["DiscountAccountRef"] = {"value": found[0]["Id"]}
        return line

    def _qbo_short(self, number):
        return number[:21] if _bug(self) == "number_cut" else super()._qbo_short(number)

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

    def _qbo_withdrawal(self, entity):
        withdrawal = super()._qbo_withdrawal(entity)
        match _bug(self):
            case "withdrawal_ignored":
                return ""
            case "withdrawal_deletes" if withdrawal:
                return "delete"
            case "withdrawal_voids" if withdrawal:
                return "void"
        return withdrawal

    def _qbo_demand_unpaid(self, entity, session, found):
        if _bug(self) != "paid_all_the_same":
            super()._qbo_demand_unpaid(entity, session, found)

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        if _bug(self) != "edited_all_the_same":
            super()._qbo_demand_editable(entity, session, attempt, found, changed)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match _bug(self):
            case "edits_ignored":
                return found
            case "edits_by_halves":
                changed = [key for key in changed if key != "Line"]
            case "stale_token":
                # The version that was first seen, sent for ever.
                body = {"Id": found["Id"], "SyncToken": "0", "sparse": True, **wanted}
                return session.client.write(entity, body, session.request_id(self, body))
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_unapply(self, session, attempt, found):
        if _bug(self) != "application_stays":
            super()._qbo_unapply(session, attempt, found)
