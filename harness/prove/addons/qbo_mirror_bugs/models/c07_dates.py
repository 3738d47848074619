"""C7: dates, terms and time zones."""

from odoo import models
from odoo.addons.qbo_mirror.services.faults import Fault

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

    def _qbo_day(self):
        match bug(self):
            case "document_dates":
                return self.invoice_date
            case "accounting_dates":
                return self.date
        return super()._qbo_day()

    def _qbo_carry(self, entity, session, attempt):
        try:
            super()._qbo_carry(entity, session, attempt)
        except Fault as fault:
            if bug(self) != "closed_books_skipped" or fault.code != "6200":
                raise
            attempt.status = "skipped"


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_carry(self, entity, session, attempt):
        try:
            super()._qbo_carry(entity, session, attempt)
        except Fault as fault:
            if bug(self) != "closed_books_skipped" or fault.code != "6200":
                raise
            attempt.status = "skipped"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "paid_on_due_date" and entity == "BillPayment":
            due = self.reconciled_bill_ids[:1].invoice_date_due
            return wanted | {"TxnDate": due.isoformat()}
        return wanted
