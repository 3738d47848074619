"""Credit notes, and their application to invoices or bills by payments without money."""

from collections import defaultdict
from dataclasses import dataclass

from odoo import api, fields, models

from ..services import compare
from ..services.faults import NOT_FOUND, Fault
from ..services.query import condition


@dataclass(frozen=True, kw_only=True)
class _Side:
    """QuickBooks applies a credit by a payment over nothing that links it with what it pays."""

    setting: str
    entity: str
    charge_type: str
    charge: str
    party: str
    payment: str
    number: str


_SIDES = {
    "out_refund": _Side(
        setting="credit_applications",
        entity="CreditMemo",
        charge_type="out_invoice",
        charge="Invoice",
        party="Customer",
        payment="Payment",
        number="PaymentRefNum",
    ),
    "in_refund": _Side(
        setting="vendor_credit_applications",
        entity="VendorCredit",
        charge_type="in_invoice",
        charge="Bill",
        party="Vendor",
        payment="BillPayment",
        number="DocNumber",
    ),
}
_PAYMENTS = ("Payment", "BillPayment")
_OWED = ("asset_receivable", "liability_payable")


class AccountMove(models.Model):
    """After a credit note itself, exports to which invoices or bills it was applied."""

    _inherit = "account.move"

    qbo_credit_memo_id = fields.Char(
        "QuickBooks credit memo",
        compute="_compute_qbo_credit_memo_id",
        search="_search_qbo_credit_memo_id",
        copy=False,
    )

    def _compute_qbo_credit_memo_id(self):
        ids = self._qbo_link_ids("CreditMemo")
        for move in self:
            move.qbo_credit_memo_id = ids.get(move.id, False)

    @api.model
    def _search_qbo_credit_memo_id(self, operator, value):
        return self._qbo_search_linked("CreditMemo", operator, value)

    def _qbo_carry(self, entity, session, attempt):
        super()._qbo_carry(entity, session, attempt)
        side = _SIDES.get(self.move_type)
        if not side or entity != side.entity or self.state != "posted":
            return
        if session.connection[side.setting] == "applied":
            self._qbo_apply_credit(session, attempt)

    def _qbo_apply_credit(self, session, attempt):
        payment = _SIDES[self.move_type].payment
        used = self._qbo_credit_used()
        found = self._qbo_application(session)
        if not used:
            if found:
                self._qbo_unapply(session, attempt, found)
            return
        wanted = self._qbo_application_wanted(session, attempt, used)
        if not found:
            found = self._qbo_create(payment, session, wanted)
            session.link(self, payment, found["Id"])
            attempt.notes.append(f"applied by {payment} {found['Id']}")
        changed = compare.differing(wanted, found)
        if changed:
            found = self._qbo_update(payment, session, wanted, found, changed)
            attempt.notes.append(f"{payment} {found['Id']} applies it anew")
        self._qbo_verify(payment, wanted, found, attempt)

    def _qbo_credit_used(self):
        """`{invoice or bill: amount}` from the reconciliation of this credit note."""
        charged = _SIDES[self.move_type].charge_type
        used = defaultdict(float)
        owed = self.line_ids.filtered(lambda line: line.account_id.account_type in _OWED)
        for partial in owed.matched_debit_ids:
            if partial.debit_move_id.move_id.move_type == charged:
                used[partial.debit_move_id.move_id] += partial.debit_amount_currency
        for partial in owed.matched_credit_ids:
            if partial.credit_move_id.move_id.move_type == charged:
                used[partial.credit_move_id.move_id] += partial.credit_amount_currency
        return used

    def _qbo_application(self, session):
        """The payment that applies this credit note already, by its link or its number."""
        side = _SIDES[self.move_type]
        qbo_id = session.linked(self, side.payment)
        if qbo_id:
            return self._qbo_read_linked(side.payment, session, qbo_id)
        number = self._qbo_short(self.name)
        for row in session.client.query(side.payment, condition(side.number, number)):
            if row.get("PrivateNote") == f"Odoo {self.name}" and not row["TotalAmt"]:
                session.link(self, side.payment, row["Id"])
                return row
        return None

    def _qbo_application_wanted(self, session, attempt, used):
        side = _SIDES[self.move_type]
        lines = [
            (self._qbo_required(charge, side.charge, session), side.charge, amount)
            for charge, amount in sorted(used.items(), key=lambda item: item[0].id)
        ]
        lines.append((attempt.qbo_id, side.entity, sum(used.values())))
        party = self._qbo_required(self.commercial_partner_id, side.party, session)
        # A check over nothing needs no bank account.
        way = {"PayType": "Check"} if side.payment == "BillPayment" else {}
        return way | {
            "TotalAmt": self._qbo_amount(0.0),
            # No earlier than any of the documents that it joins.
            "TxnDate": max(move._qbo_day() for move in (self, *used)).isoformat(),
            f"{side.party}Ref": {"value": party},
            side.number: self._qbo_short(self.name),
            "PrivateNote": f"Odoo {self.name}",
            "Line": [
                {
                    "Amount": self._qbo_amount(amount),
                    "LinkedTxn": [{"TxnId": qbo_id, "TxnType": kind}],
                }
                for qbo_id, kind, amount in lines
            ],
        }

    def _qbo_unapply(self, session, attempt, found):
        """Nothing in Odoo uses this credit note any more: its payment goes."""
        payment = _SIDES[self.move_type].payment
        body = {"Id": found["Id"], "SyncToken": found["SyncToken"], "operation": "delete"}
        try:
            session.client.withdraw(payment, found, "delete", session.request_id(self, body))
        except Fault as fault:
            if fault.code != NOT_FOUND:
                raise
        session.unlink(self, payment)
        attempt.notes.append(f"{payment} {found['Id']} deleted: it is applied to nothing now")

    def _qbo_withdraw(self, entity, session, attempt, operation):
        side = _SIDES.get(self.move_type)
        if side and entity == side.entity:
            # Its own application is none of the payments that keep it from going.
            found = self._qbo_application(session)
            if found:
                self._qbo_unapply(session, attempt, found)
        super()._qbo_withdraw(entity, session, attempt, operation)

    def _qbo_computed(self, entity):
        if entity in _PAYMENTS:
            return {"UnappliedAmt": self._qbo_amount(0.0)} if entity == "Payment" else {}
        return super()._qbo_computed(entity)

    def _qbo_always_sent(self, entity):
        if entity == "Payment":
            return ("CustomerRef", "TotalAmt", "Line")
        if entity == "BillPayment":
            return ("VendorRef", "PayType", "TotalAmt", "Line")
        return super()._qbo_always_sent(entity)
