"""Vendor bills and vendors' credit notes: when they leave, and by which number."""

from odoo import api, fields, models

from ..services.faults import QboError

_PURCHASES = ("Bill", "VendorCredit")


class AccountMove(models.Model):
    """Numbers are the vendor's where there is one: people look for what stands on the paper."""

    _inherit = "account.move"

    qbo_vendor_credit_id = fields.Char(
        "QuickBooks vendor credit",
        compute="_compute_qbo_vendor_credit_id",
        search="_search_qbo_vendor_credit_id",
        copy=False,
    )

    def _compute_qbo_vendor_credit_id(self):
        ids = self._qbo_link_ids("VendorCredit")
        for move in self:
            move.qbo_vendor_credit_id = ids.get(move.id, False)

    @api.model
    def _search_qbo_vendor_credit_id(self, operator, value):
        return self._qbo_search_linked("VendorCredit", operator, value)

    def _qbo_obstacle(self, entity):
        obstacle = super()._qbo_obstacle(entity)
        if obstacle or entity not in _PURCHASES or self.state != "posted":
            return obstacle
        if self._qbo_rules().bill_export == "reviewed" and not self.checked:
            return "waits until somebody marks it as reviewed"
        return ""

    def _qbo_number(self, entity):
        rules = self._qbo_rules()
        reference = (self.ref or "").strip()
        if entity == "VendorCredit" and rules.vendor_credit_numbers == "reference" and reference:
            return self._qbo_short(reference)
        if entity != "Bill":
            return super()._qbo_number(entity)
        if not reference and rules.unnumbered_bills == "refuse":
            raise QboError("enter the vendor's number as Bill Reference first")
        return self._qbo_short(reference or self.name)

    def _qbo_same_number(self, entity, rows, wanted):
        """Of records with this number and vendor, the one that may be this document's own."""
        if entity != "Bill" or self._qbo_rules().same_numbers == "refuse":
            return super()._qbo_same_number(entity, rows, wanted)
        return [row for row in rows if row.get("PrivateNote") == wanted["PrivateNote"]]
