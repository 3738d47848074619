"""Exported payments that Odoo took back: cancelled, bounced, a draft again, or edited."""

from odoo import models

from ..services.faults import QboError
from .session import Attempt

_CONFIRMED = ("in_process", "paid")
_MONEY = ("Payment", "RefundReceipt", "BillPayment")
_CREDITS = {"Payment": "CreditMemo", "BillPayment": "VendorCredit"}
_STATES = {"draft": "reset to draft", "canceled": "cancelled", "rejected": "rejected"}


class AccountPayment(models.Model):
    """Voids or deletes the mirror, leaves it, or leaves it to an accountant, as was decided."""

    _inherit = "account.payment"

    def _qbo_obstacle(self, entity):
        if self._qbo_withdrawal(entity):
            return ""
        return super()._qbo_obstacle(entity)

    def _qbo_withdrawal(self, entity):
        """What to do with the mirror of a payment that is confirmed no more; `""` for nothing."""
        taken_back = entity in _MONEY and self.state not in _CONFIRMED
        if not taken_back or not self._qbo_link_ids(entity).get(self.id):
            return ""
        rules = self._qbo_rules()
        if self.state == "draft" and rules.reset_payments == "stays":
            return ""
        return rules.cancelled_payments

    def _qbo_carry(self, entity, session, attempt):
        operation = self._qbo_withdrawal(entity)
        if not operation:
            super()._qbo_carry(entity, session, attempt)
            return
        attempt.qbo_id = session.linked(self, entity)
        state = _STATES.get(self.state, self.state)
        if self.state == "rejected" and self.move_id.state == "posted":
            raise QboError(
                f"{self.name} was rejected, but its journal entry still settles what it paid: "
                f"reset it to draft."
            )
        if operation == "refuse":
            raise QboError(
                f"{self.name} was {state} after its export: an accountant decides what becomes "
                f"of {entity} {attempt.qbo_id} in QuickBooks."
            )
        self._qbo_withdraw(entity, session, attempt, operation)
        if entity in _CREDITS:
            self._qbo_withdraw_credit(_CREDITS[entity], session, attempt)

    def _qbo_withdraw_credit(self, credit, session, attempt):
        """A discount is not granted without its payment: its credit goes."""
        own = Attempt(qbo_id=session.linked(self, credit))
        if own.qbo_id:
            self._qbo_withdraw(credit, session, own, "delete")
            attempt.notes.append(f"{credit} {own.qbo_id} of what it wrote off is deleted")

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        super()._qbo_demand_editable(entity, session, attempt, found, changed)
        # What a payment settles may change without anybody editing the payment.
        edited = [key for key in changed if key != "Line"]
        if entity not in _MONEY or not edited or self._qbo_is_voided(found):
            return
        if not self._qbo_may_edit(session.connection.edited_payments):
            raise QboError(
                f"{self.name} was edited after its export ({', '.join(edited)}): an accountant "
                f"decides whether {entity} {found['Id']} is changed in QuickBooks."
            )
