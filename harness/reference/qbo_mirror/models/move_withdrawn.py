"""Exported documents that Odoo took back: cancelled, a draft again, or edited."""

from odoo import models

from ..services.faults import QboError

_SALES = ("Invoice", "CreditMemo")
_WITHDRAWN = {
    "Invoice": ("cancelled_invoices", "reset_invoices"),
    "CreditMemo": ("withdrawn_credit_notes", "withdrawn_credit_notes"),
    "Bill": ("cancelled_bills", "reset_bills"),
    "VendorCredit": ("withdrawn_vendor_credits", "withdrawn_vendor_credits"),
}
"""What the company decided of documents cancelled, and of documents reset to draft."""
_PAID = {
    "Invoice": "paid_withdrawals",
    "CreditMemo": "paid_withdrawals",
    "Bill": "paid_bill_withdrawals",
    "VendorCredit": "paid_bill_withdrawals",
}
"""What it decided of those that something has settled in QuickBooks."""


class AccountMove(models.Model):
    """Voids or deletes the mirror, leaves it, or leaves it to an accountant, as was decided."""

    _inherit = "account.move"

    def _qbo_obstacle(self, entity):
        if self._qbo_withdrawal(entity):
            return ""
        return super()._qbo_obstacle(entity)

    def _qbo_withdrawal(self, entity):
        """What to do with the mirror of a document that is posted no more; `""` for nothing."""
        settings = _WITHDRAWN.get(entity)
        if not settings or self.state == "posted" or not self._qbo_link_ids(entity).get(self.id):
            return ""
        cancelled, reset = settings
        decided = self._qbo_rules()[cancelled if self.state == "cancel" else reset]
        return "" if decided == "stays" else decided

    def _qbo_carry(self, entity, session, attempt):
        operation = self._qbo_withdrawal(entity)
        if not operation:
            super()._qbo_carry(entity, session, attempt)
            return
        attempt.qbo_id = session.linked(self, entity)
        if operation == "refuse":
            state = "cancelled" if self.state == "cancel" else "reset to draft"
            raise QboError(
                f"{self.name} was {state} after its export: an accountant decides what becomes "
                f"of {entity} {attempt.qbo_id} in QuickBooks."
            )
        self._qbo_withdraw(entity, session, attempt, operation)

    def _qbo_demand_unpaid(self, entity, session, found):
        if self._qbo_paid_decision(entity, session) != "refuse":
            return
        settled = [f"{link['TxnType']} {link['TxnId']}" for link in found.get("LinkedTxn", [])]
        if settled:
            raise QboError(
                f"{self.name} is posted no more, but in QuickBooks {', '.join(settled)} pays "
                f"{entity} {found['Id']}: an accountant decides what becomes of both."
            )

    def _qbo_paid_decision(self, entity, session):
        return session.connection[_PAID[entity]]

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        super()._qbo_demand_editable(entity, session, attempt, found, changed)
        rules = session.connection
        decided = rules.edited_invoices if entity in _SALES else rules.edited_bills
        if not self._qbo_may_edit(decided):
            raise QboError(
                f"{self.name} was edited after its export ({', '.join(changed)}): an accountant "
                f"decides whether {entity} {found['Id']} is changed in QuickBooks."
            )
