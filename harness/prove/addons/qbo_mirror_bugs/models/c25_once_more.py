"""C25: what comes back: posted, made active or numbered again, settled by more than one."""

from copy import copy

from odoo import models

from .c20_edits import _without
from .seeded import bug


def _settled(payment):
    """The ids of what a payment's lines settle."""
    return {link["TxnId"] for row in payment["Line"] for link in row.get("LinkedTxn", ())}


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_set_active(self, entity, session, attempt, qbo_id, *, active):
        if bug(self) != "archived_for_good" or not active:
            super()._qbo_set_active(entity, session, attempt, qbo_id, active=active)

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "one_key_for_a_record":
            session = copy(session)
            key = session.request_id(self, {"update": entity})
            session.request_id = lambda *_: key
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_carry(self, entity, session, attempt):
        gone = session.gone(self, entity)
        if bug(self) == "deleted_for_good" and gone and not session.linked(self, entity):
            attempt.qbo_id = gone
            return
        super()._qbo_carry(entity, session, attempt)

    def _qbo_apply_credit(self, session, attempt):
        used_before = bug(self) == "credits_used_once" and self._qbo_application(session)
        if not used_before:
            super()._qbo_apply_credit(session, attempt)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "voided_for_good" if self._qbo_is_voided(found):
                return found
            case "numbers_stay":
                changed = _without(changed, "DocNumber", "PrivateNote")
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_entities(self):
        from_vendor = (self.payment_type, self.partner_type) == ("inbound", "supplier")
        if bug(self) == "vendors_money_received" and from_vendor:
            return ["Payment"]
        return super()._qbo_entities()

    def _qbo_obstacle(self, entity):
        if bug(self) == "matched_with_the_bank" and self.state == "paid":
            return "only payments in process leave Odoo"
        return super()._qbo_obstacle(entity)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "earlier_documents_dropped":
                held = _settled(found)
                new = [row for row in wanted["Line"] if not _settled({"Line": [row]}) & held]
                wanted = wanted | {"Line": new or wanted["Line"]}
            case "later_documents_left_out" if _settled(found):
                held = _settled(found)
                old = [row for row in wanted["Line"] if _settled({"Line": [row]}) & held]
                wanted = wanted | {"Line": old}
            case "voided_payments_stay" if self._qbo_is_voided(found):
                return found
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_applied(self, entity):
        applied = super()._qbo_applied(entity)
        if bug(self) != "divided_by_totals" or not self.move_id:
            return applied
        left, parts = self._qbo_amount(self.amount), []
        for move, _amount in applied:
            part = min(left, self._qbo_amount(move.amount_total))
            parts.append((move, part))
            left -= part
        return parts
