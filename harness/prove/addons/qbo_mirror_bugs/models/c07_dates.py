"""C7: dates, terms and time zones."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "terms_lost":
            lost = ("SalesTermRef", "TermRef")
            return {key: value for key, value in wanted.items() if key not in lost}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "due_date_lost":
            return wanted | {"DueDate": wanted["TxnDate"]}
        return wanted


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "paid_on_due_date" and entity == "BillPayment":
            due = self.reconciled_bill_ids[:1].invoice_date_due
            return wanted | {"TxnDate": due.isoformat()}
        return wanted
