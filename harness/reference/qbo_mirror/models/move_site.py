"""For which of the company's locations a document is, by the analytic accounts of its lines."""

from odoo import models

from ..services.faults import QboError

_WHOLE = 100


class AccountMove(models.Model):
    """QuickBooks' documents have one location; their lines may have a class each."""

    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if session.connection.locations != "department":
            return wanted
        ids = {self._qbo_located(line, "qbo_department_id") for line in self.invoice_line_ids}
        ids.discard("")
        if len(ids) > 1:
            raise QboError(
                f"{self.name} is for several locations, and QuickBooks takes one for a document"
            )
        return wanted | {"DepartmentRef": {"value": ids.pop() if ids else ""}}

    def _qbo_located(self, line, field):
        """The location or class of a line, `""` for none."""
        found = {}
        for key, percent in (line.analytic_distribution or {}).items():
            accounts = self.env["account.analytic.account"].browse(map(int, key.split(",")))
            for account in accounts.exists().filtered(field):
                found[account[field]] = percent
        if len(found) > 1 or any(percent != _WHOLE for percent in found.values()):
            raise QboError(f"line {line.name!r} is shared by several locations")
        return next(iter(found), "")

    def _qbo_sales_line(self, line, session, apart):
        wanted = super()._qbo_sales_line(line, session, apart)
        return self._qbo_with_class(wanted, line, session)

    def _qbo_bill_line(self, line, session):
        return self._qbo_with_class(super()._qbo_bill_line(line, session), line, session)

    def _qbo_with_class(self, wanted, line, session):
        detail = wanted.get(wanted["DetailType"])
        if detail is not None and session.connection.locations == "class":
            detail["ClassRef"] = {"value": self._qbo_located(line, "qbo_class_id")}
        return wanted
