"""Money given back to a customer: one refund receipt in place of credit memo and payment."""

from odoo import api, fields, models

from ..services.faults import QboError
from ..services.query import condition
from .session import Attempt

_ENTITY = "RefundReceipt"
_CREDIT = "CreditMemo"
_OF_THE_CREDIT = ("CustomerRef", "CustomerMemo", "DepartmentRef", "Line", "TxnTaxDetail")


class AccountPayment(models.Model):
    """Exports a payment that gives back exactly one credit note."""

    _inherit = "account.payment"

    qbo_refund_id = fields.Char(
        "QuickBooks refund receipt",
        compute="_compute_qbo_refund_id",
        search="_search_qbo_refund_id",
        copy=False,
    )

    def _compute_qbo_refund_id(self):
        ids = self._qbo_link_ids(_ENTITY)
        for payment in self:
            payment.qbo_refund_id = ids.get(payment.id, False)

    @api.model
    def _search_qbo_refund_id(self, operator, value):
        return self._qbo_search_linked(_ENTITY, operator, value)

    def _qbo_waiting(self, entity):
        return "" if entity == _ENTITY else super()._qbo_waiting(entity)

    def _qbo_refunded(self):
        """The one credit note that this payment gives back in full; QboError if it is not so."""
        applied = self._qbo_applied(_ENTITY)
        paid = self._qbo_amount(self.amount)
        exact = len(applied) == 1 and applied[0][1] == paid
        if not exact or self._qbo_amount(applied[0][0].amount_total) != paid:
            raise QboError(
                f"{self.name} does not give back exactly one credit note: QuickBooks has no other "
                f"refunds, so an accountant enters it."
            )
        return applied[0][0]

    def _qbo_wanted(self, entity, session, attempt):
        if entity != _ENTITY:
            return super()._qbo_wanted(entity, session, attempt)
        self._qbo_check_currency(entity)
        self._qbo_demand_refund(session)
        note = self._qbo_refunded()
        credited = note._qbo_wanted(_CREDIT, session, attempt)
        purse = self._qbo_mapped(self.journal_id, "qbo_purse_account_id")
        method = self._qbo_mapped(self.journal_id, "qbo_payment_method_id")
        return {key: credited[key] for key in _OF_THE_CREDIT if key in credited} | {
            # Not the credit note's number, which its credit memo may hold.
            "DocNumber": self._qbo_short(self.name),
            "TxnDate": self.date.isoformat(),
            "PrivateNote": f"Odoo {self.name}",
            "DepositToAccountRef": {"value": purse},
            "PaymentMethodRef": {"value": method},
            "PaymentRefNum": credited["DocNumber"],
        }

    def _qbo_only_created(self, entity, session):
        """Otherwise QuickBooks puts `To Print` in the place of the reference."""
        if entity == _ENTITY:
            return {"PrintStatus": "NotSet"}
        return super()._qbo_only_created(entity, session)

    def _qbo_demand_refund(self, session):
        if session.connection.refunds == "refuse":
            raise QboError(f"{self.name} gives money back: an accountant enters it.")

    def _qbo_carry(self, entity, session, attempt):
        super()._qbo_carry(entity, session, attempt)
        if entity == _ENTITY and session.linked(self, entity):
            self._qbo_replace_credit(self._qbo_refunded(), session, attempt)

    def _qbo_replace_credit(self, note, session, attempt):
        """The receipt stands for the credit note as well: a credit memo would count it twice."""
        own = Attempt(qbo_id=session.linked(note, _CREDIT))
        if own.qbo_id:
            note._qbo_withdraw(_CREDIT, session, own, "delete")
            attempt.notes.append(f"{_CREDIT} {own.qbo_id} is deleted: the receipt stands for it")

    def _qbo_computed(self, entity):
        if entity == _ENTITY:
            return {"TotalAmt": self._qbo_amount(self.amount)}
        return super()._qbo_computed(entity)

    def _qbo_always_sent(self, entity):
        if entity == _ENTITY:
            return ("DepositToAccountRef", "TxnTaxDetail")
        return super()._qbo_always_sent(entity)

    def _qbo_found(self, entity, session, wanted):
        if entity != _ENTITY:
            return super()._qbo_found(entity, session, wanted)
        rows = session.client.query(entity, condition("DocNumber", wanted["DocNumber"]))
        mine = [row for row in rows if row.get("PrivateNote") == wanted["PrivateNote"]]
        if len(mine) > 1:
            ids = ", ".join(row["Id"] for row in mine)
            raise QboError(f"QuickBooks has several refunds {wanted['DocNumber']}: {ids}.")
        return mine[0] if mine else None


class AccountMove(models.Model):
    """A credit note that was given back in money is no credit any more."""

    _inherit = "account.move"

    def _qbo_obstacle(self, entity):
        if entity == _CREDIT and self.state == "posted" and self._qbo_refund_payment():
            return "its refund stands for it in QuickBooks"
        return super()._qbo_obstacle(entity)

    def _qbo_refund_payment(self):
        """The confirmed payment that gave all of this credit note back, where that is a receipt."""
        if self._qbo_rules().refunds != "receipt":
            return self.env["account.payment"]
        receivable = self.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        payments = receivable.matched_debit_ids.debit_move_id.move_id.origin_payment_id
        return payments.filtered(
            lambda payment: (
                payment.state in ("in_process", "paid")
                and payment._qbo_applied(_ENTITY) == [(self, self._qbo_amount(self.amount_total))]
            )
        )
