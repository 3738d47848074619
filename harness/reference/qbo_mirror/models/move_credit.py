"""Customers' credit notes, and their application to invoices by payments without money."""

from collections import defaultdict

from odoo import api, fields, models

from ..services import compare
from ..services.faults import NOT_FOUND, Fault
from ..services.query import condition

_APPLICATION = "Payment"
"""QuickBooks applies a credit by a Payment over nothing that links it with invoices."""


class AccountMove(models.Model):
    """After a credit note itself, exports to which invoices it was applied."""

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
        if entity == "CreditMemo" and session.connection.credit_applications == "applied":
            self._qbo_apply_credit(session, attempt)

    def _qbo_apply_credit(self, session, attempt):
        used = self._qbo_credit_used()
        found = self._qbo_application(session)
        if not used:
            if found:
                self._qbo_unapply(session, attempt, found)
            return
        wanted = self._qbo_application_wanted(session, attempt, used)
        if not found:
            found = self._qbo_create(_APPLICATION, session, wanted)
            session.link(self, _APPLICATION, found["Id"])
            attempt.notes.append(f"applied by {_APPLICATION} {found['Id']}")
        changed = compare.differing(wanted, found)
        if changed:
            found = self._qbo_update(_APPLICATION, session, wanted, found, changed)
            attempt.notes.append(f"{_APPLICATION} {found['Id']} applies it anew")
        self._qbo_verify(_APPLICATION, wanted, found, attempt)

    def _qbo_credit_used(self):
        """`{invoice: amount}` from the reconciliation of this credit note."""
        used = defaultdict(float)
        receivable = self.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        for partial in receivable.matched_debit_ids:
            invoice = partial.debit_move_id.move_id
            if invoice.move_type == "out_invoice":
                used[invoice] += partial.debit_amount_currency
        return used

    def _qbo_application(self, session):
        """The payment that applies this credit note already, by its link or its number."""
        qbo_id = session.linked(self, _APPLICATION)
        if qbo_id:
            return self._qbo_read_linked(_APPLICATION, session, qbo_id)
        number = self._qbo_short(self.name)
        for row in session.client.query(_APPLICATION, condition("PaymentRefNum", number)):
            if row.get("PrivateNote") == f"Odoo {self.name}" and not row["TotalAmt"]:
                session.link(self, _APPLICATION, row["Id"])
                return row
        return None

    def _qbo_application_wanted(self, session, attempt, used):
        lines = [
            (self._qbo_required(invoice, "Invoice", session), "Invoice", amount)
            for invoice, amount in sorted(used.items(), key=lambda item: item[0].id)
        ]
        lines.append((attempt.qbo_id, "CreditMemo", sum(used.values())))
        customer = self._qbo_required(self.commercial_partner_id, "Customer", session)
        return {
            "TotalAmt": self._qbo_amount(0.0),
            # No earlier than any of the documents that it joins.
            "TxnDate": max(move._qbo_day() for move in (self, *used)).isoformat(),
            "CustomerRef": {"value": customer},
            "PaymentRefNum": self._qbo_short(self.name),
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
        body = {"Id": found["Id"], "SyncToken": found["SyncToken"], "operation": "delete"}
        try:
            session.client.withdraw(_APPLICATION, found, "delete", session.request_id(self, body))
        except Fault as fault:
            if fault.code != NOT_FOUND:
                raise
        session.unlink(self, _APPLICATION)
        attempt.notes.append(f"{_APPLICATION} {found['Id']} deleted: it is applied to nothing now")

    def _qbo_computed(self, entity):
        if entity == _APPLICATION:
            return {"UnappliedAmt": self._qbo_amount(0.0)}
        return super()._qbo_computed(entity)

    def _qbo_always_sent(self, entity):
        if entity == _APPLICATION:
            return ("CustomerRef", "TotalAmt", "Line")
        return super()._qbo_always_sent(entity)
