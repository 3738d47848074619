"""Payments, applied to documents by what Odoo has reconciled; and those of customers."""

from collections import defaultdict

from odoo import fields, models

from ..services.amounts import decimal, foreign
from ..services.faults import QboError
from ..services.query import condition

_CONFIRMED = ("in_process", "paid")
_ENTITIES = {
    ("inbound", "customer"): "Payment",
    ("outbound", "customer"): "RefundReceipt",
    ("outbound", "supplier"): "BillPayment",
}
_SETTLED = {"Payment": "Invoice", "RefundReceipt": "CreditMemo", "BillPayment": "Bill"}
_MOVE_TYPES = {"Invoice": "out_invoice", "CreditMemo": "out_refund", "Bill": "in_invoice"}
_OWED = ("asset_receivable", "liability_payable")


class AccountPayment(models.Model):
    """Adds the export of money from customers and to vendors, with or without a journal entry."""

    _name = "account.payment"
    _inherit = ["account.payment", "qbo.mirrored"]

    qbo_payment_id = fields.Char(
        "QuickBooks payment",
        compute="_compute_qbo_payment_id",
        search="_search_qbo_payment_id",
        copy=False,
    )

    def _compute_qbo_payment_id(self):
        ids = self._qbo_link_ids("Payment")
        for payment in self:
            payment.qbo_payment_id = ids.get(payment.id, False)

    def _search_qbo_payment_id(self, operator, value):
        return self._qbo_search_linked("Payment", operator, value)

    def _qbo_entities(self):
        return [_ENTITIES.get((self.payment_type, self.partner_type), "")]

    def _qbo_company(self):
        return self.company_id

    def _qbo_obstacle(self, entity):
        if not entity:
            return "money from vendors is not exported"
        if self.state in _CONFIRMED:
            return self._qbo_missing_entry() or self._qbo_waiting(entity)
        qbo_id = self._qbo_link_ids(entity).get(self.id)
        still = f", but QuickBooks still has {entity} {qbo_id}" if qbo_id else ""
        return f"only confirmed payments leave Odoo; this one is {self.state}{still}"

    def _qbo_missing_entry(self):
        if self.move_id or self._qbo_rules().entryless_payments == "export":
            return ""
        return "stays in Odoo, which made no journal entry for it: the bank statement does"

    def _qbo_waiting(self, entity):
        """What keeps confirmed money in Odoo for now."""
        if self._qbo_rules().unapplied_payments == "exported" or self.qbo_payment_id:
            return ""
        rest = self._qbo_rest(entity)
        return f"waits until {rest} more of it is reconciled" if rest > 0 else ""

    def _qbo_never_exported(self, connection):
        confirmed = [
            ("company_id", "=", connection.company_id.id),
            ("state", "in", _CONFIRMED),
            ("date", ">=", connection.inventory_start_date),
        ]
        payments = self.browse()
        for (direction, party), entity in _ENTITIES.items():
            domain = [
                *confirmed,
                ("payment_type", "=", direction),
                ("partner_type", "=", party),
                *self._qbo_not_linked(connection.realm_id, entity),
            ]
            payments |= self.search(domain, order="date, id")
        return payments

    def _qbo_wanted(self, entity, session, attempt):
        """What payments of every kind have in common, and a customer's own."""
        self._qbo_check_currency(entity)
        if not self.partner_id:
            raise QboError("the payment names nobody")
        settled = _SETTLED[entity]
        wanted = {
            "TotalAmt": self._qbo_amount(self.amount),
            "TxnDate": self.date.isoformat(),
            "PrivateNote": f"Odoo {self.name}",
            "Line": [
                {
                    "Amount": amount,
                    "LinkedTxn": [
                        {"TxnId": self._qbo_settled(move, settled, session), "TxnType": settled}
                    ],
                }
                for move, amount in self._qbo_applied(entity)
            ],
        } | self._qbo_currency()
        if entity != "Payment":
            return wanted
        customer = self.partner_id.commercial_partner_id
        method = self._qbo_mapped(self.journal_id, "qbo_payment_method_id")
        return wanted | {
            "CustomerRef": {"value": self._qbo_required(customer, "Customer", session)},
            "DepositToAccountRef": {"value": self._qbo_deposit_account(session)},
            "PaymentMethodRef": {"value": method},
            "PaymentRefNum": self._qbo_short(self.name),
        }

    def _qbo_check_currency(self, entity):
        """QboError for money in a currency in which the company mirrors no such thing."""
        own = self.company_id.currency_id
        if self.currency_id == own:
            return
        rules = self._qbo_rules()
        decided = {"Payment": rules.foreign_documents, "BillPayment": rules.foreign_bills}
        if decided.get(entity) != "rate":
            raise QboError(
                f"{self.name} is in {self.currency_id.name}: only {own.name} payments are exported"
            )
        if self._qbo_write_off_lines():
            raise QboError(
                f"{self.name} writes something off in {self.currency_id.name}: an accountant "
                f"enters it."
            )

    def _qbo_currency(self):
        return self._qbo_foreign() if self.currency_id != self.company_id.currency_id else {}

    def _qbo_foreign(self):
        """Currency and rate, so that the money is worth Odoo's; gain or loss is QuickBooks' own."""
        return foreign(
            self.currency_id.name,
            amount=self._qbo_amount(self.amount),
            worth=decimal(
                abs(self.amount_company_currency_signed),
                self.company_id.currency_id.decimal_places,
            ),
        )

    def _qbo_deposit_account(self, session):
        if session.connection.deposit_to == "journal":
            return self._qbo_mapped(self.journal_id, "qbo_deposit_account_id")
        found = session.client.query("Account", condition("AccountSubType", "UndepositedFunds"))
        if not found:
            raise QboError("QuickBooks has no active account for undeposited funds.")
        return found[0]["Id"]

    def _qbo_settled(self, document, entity, session):
        """The QuickBooks id of a document that this payment settles, as the company decided."""
        qbo_id = session.linked(document, entity)
        if not qbo_id and session.connection.unmirrored_documents == "refuse":
            raise QboError(f"{document.name} is not in QuickBooks yet: export it first.")
        return qbo_id or self._qbo_required(document, entity, session)

    def _qbo_amount(self, value):
        return decimal(value, self.currency_id.decimal_places)

    def _qbo_applied(self, entity):
        """
        `(document, amount)` for what this payment settles, oldest document first.

        From the reconciliation where there is a journal entry. Without one
        (Odoo makes none when the payment method has no outstanding account)
        only a payment that can be divided in one way is exported.
        """
        kind = _MOVE_TYPES[_SETTLED[entity]]
        if not self.move_id:
            return self._qbo_applied_without_entry(kind)
        amounts = defaultdict(float)
        for move, amount in self._qbo_reconciled():
            amounts[move] += amount
        others = [move.name for move in amounts if move.move_type != kind]
        if others:
            raise QboError(
                f"the payment settles {', '.join(others)}, which is no {_SETTLED[entity].lower()}"
            )
        return [
            (move, self._qbo_amount(amounts[move]))
            for move in sorted(amounts, key=lambda move: (move.invoice_date, move.id))
        ]

    def _qbo_rest(self, entity):
        """What of it settles nothing."""
        applied = sum(amount for _move, amount in self._qbo_applied(entity))
        return self._qbo_amount(self.amount) + self._qbo_written_off() - applied

    def _qbo_reconciled(self):
        """Every partial reconciliation of what is owed: `(other entry, amount)`."""
        lines = self.move_id.line_ids.filtered(lambda line: line.account_id.account_type in _OWED)
        for partial in lines.matched_debit_ids:
            if partial.debit_amount_currency:  # nothing: only the rates differed
                yield partial.debit_move_id.move_id, partial.debit_amount_currency
        for partial in lines.matched_credit_ids:
            if partial.credit_amount_currency:
                yield partial.credit_move_id.move_id, partial.credit_amount_currency

    def _qbo_applied_without_entry(self, kind):
        moves = self.invoice_ids.filtered(lambda move: move.move_type == kind)
        total = sum(self._qbo_amount(move.amount_total) for move in moves)
        paid = self._qbo_amount(self.amount)
        if len(moves) > 1 and paid != total:
            raise QboError(
                "Odoo does not record how this payment divides among "
                + ", ".join(moves.mapped("name"))
                + ": give its payment method an outstanding account."
            )
        return [
            (move, min(paid, self._qbo_amount(move.amount_total)))
            for move in moves.sorted(lambda move: (move.invoice_date, move.id))
        ]

    def _qbo_computed(self, entity):
        return {"UnappliedAmt": self._qbo_rest(entity)}

    def _qbo_always_sent(self, entity):
        return ("CustomerRef", "TotalAmt", "Line")

    def _qbo_found(self, entity, session, wanted):
        number = wanted["PaymentRefNum"]
        rows = session.client.query("Payment", condition("PaymentRefNum", number))
        mine = [
            row
            for row in rows
            if row.get("PaymentRefNum") == number
            and row["CustomerRef"]["value"] == wanted["CustomerRef"]["value"]
            # Odoo gives the number of a cancelled payment to the next one.
            and not self._qbo_is_voided(row)
        ]
        if len(mine) > 1:
            ids = ", ".join(row["Id"] for row in mine)
            raise QboError(f"QuickBooks has several payments {number} of this customer: {ids}.")
        return mine[0] if mine else None
