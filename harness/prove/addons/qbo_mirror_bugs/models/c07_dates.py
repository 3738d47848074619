"""C7: dates, terms and time zones."""

from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.addons.qbo_mirror.services.faults import Fault
from odoo.fields import Date

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
        match bug(self), entity:
            case "due_date_lost", _:
                return wanted | {"DueDate": wanted["TxnDate"]}
            case "year_of_the_week", _:
                # The year that the week belongs to, as a wrong pattern letter gives it.
                return wanted | {"TxnDate": self.invoice_date.strftime("%G-%m-%d")}
            case "a_month_for_thirty_days", "Invoice":
                return wanted | {
                    "DueDate": (self.invoice_date + relativedelta(months=1)).isoformat()
                }
            case "dated_today", "Invoice":
                return wanted | {"TxnDate": Date.context_today(self).isoformat()}
            case "bill_dated_today", "Bill":
                return wanted | {"TxnDate": Date.context_today(self).isoformat()}
        return wanted

    def _qbo_term(self):
        if not self.invoice_payment_term_id:
            match bug(self):
                case "termless_leave":
                    return ""
                case "terms_guessed":
                    known = self.env["account.payment.term"].search([])
                    return known.filtered("qbo_term_id")[:1].qbo_term_id
        return super()._qbo_term()

    def _qbo_day(self):
        match bug(self):
            case "document_dates":
                return self.invoice_date
            case "accounting_dates":
                return self.date
            case "credits_dated_as_invoices" if self.reversed_entry_id:
                return self.reversed_entry_id.invoice_date
            case "future_days_as_today":
                return min(super()._qbo_day(), Date.context_today(self))
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

    def _qbo_credit_wanted(self, entity, session):
        wanted = super()._qbo_credit_wanted(entity, session)
        if bug(self) == "discounts_dated_as_invoices":
            settled = self.reconciled_invoice_ids | self.reconciled_bill_ids
            return wanted | {"TxnDate": settled[0].invoice_date.isoformat()}
        return wanted

    def _qbo_carry(self, entity, session, attempt):
        try:
            super()._qbo_carry(entity, session, attempt)
        except Fault as fault:
            if bug(self) != "closed_books_skipped" or fault.code != "6200":
                raise
            attempt.status = "skipped"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self), entity:
            case "paid_on_due_date", "BillPayment":
                due = self.reconciled_bill_ids[:1].invoice_date_due
                return wanted | {"TxnDate": due.isoformat()}
            case "paid_on_invoice_date", "Payment" if self.reconciled_invoice_ids:
                return wanted | {"TxnDate": self.reconciled_invoice_ids[0].invoice_date.isoformat()}
            case "refunds_dated_as_credits", "RefundReceipt":
                return wanted | {"TxnDate": self._qbo_refunded().invoice_date.isoformat()}
            case "paid_today", "Payment":
                return wanted | {"TxnDate": Date.context_today(self).isoformat()}
        return wanted
