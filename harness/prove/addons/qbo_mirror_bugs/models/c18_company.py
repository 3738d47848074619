"""C18: companies, locations, classes."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_company(self):
        if bug(self) == "company_ignored":
            return self.env["qbo.connection"].sudo().search([], limit=1).company_id
        return super()._qbo_company()


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_located(self, line, field):
        located = super()._qbo_located(line, field)
        match bug(self):
            case "jobs_hide_locations" if any(
                "," in key for key in line.analytic_distribution or ()
            ):
                return ""
            case "locations_lost":
                return ""
            case "locations_of_bills_lost" if self.is_purchase_document():
                return ""
            case "locations_of_credits_lost" if self.move_type in ("out_refund", "in_refund"):
                return ""
            case "first_location" if field == "qbo_department_id" and located:
                first = self.invoice_line_ids[0]
                return super()._qbo_located(first, field)
            case "one_class_for_all" if field == "qbo_class_id" and located:
                return super()._qbo_located(self.invoice_line_ids[0], field)
        return located

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "locations_always":
            for line in self.invoice_line_ids:
                if located := super()._qbo_located(line, "qbo_department_id"):
                    return wanted | {"DepartmentRef": {"value": located}}
        return wanted


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "locations_of_refunds_lost":
            wanted.pop("DepartmentRef", None)
        return wanted
