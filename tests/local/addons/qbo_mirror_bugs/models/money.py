"""Bugs with money: what payments settle, when they leave, and where they go."""

from odoo import models

from .bugs import _bug


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "only_the_first":
                return wanted | {"Line": wanted["Line"][:1]}
            case "in_equal_parts" if wanted["Line"]:
                part = round(wanted["TotalAmt"] / len(wanted["Line"]), 2)
                return wanted | {"Line": [row | {"Amount": part} for row in wanted["Line"]]}
            case "rest_lost":
                return wanted | {"TotalAmt": sum(row["Amount"] for row in wanted["Line"])}
            case "always_the_journals_account":
                account = self.journal_id.qbo_deposit_account_id
                return wanted | {"DepositToAccountRef": {"value": account}}
        return wanted

    def _qbo_waiting(self):
        return "" if _bug(self) == "never_waits" else super()._qbo_waiting()

    def _qbo_settled(self, document, entity, session):
        if _bug(self) == "exports_what_it_must_not":
            return self._qbo_required(document, entity, session)
        return super()._qbo_settled(document, entity, session)

    def _qbo_applied(self):
        applied = super()._qbo_applied()
        if _bug(self) == "unexported_left_out":
            return [pair for pair in applied if pair[0].qbo_invoice_id]
        return applied
