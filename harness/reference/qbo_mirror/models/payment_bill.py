"""Money paid to vendors: by check from a bank account, or by the company's card."""

from odoo import api, fields, models

from ..services.faults import QboError
from ..services.query import condition

_ENTITY = "BillPayment"


class AccountPayment(models.Model):
    """A credit card journal pays by card, any other by check."""

    _inherit = "account.payment"

    qbo_bill_payment_id = fields.Char(
        "QuickBooks bill payment",
        compute="_compute_qbo_bill_payment_id",
        search="_search_qbo_bill_payment_id",
        copy=False,
    )

    def _compute_qbo_bill_payment_id(self):
        ids = self._qbo_link_ids(_ENTITY)
        for payment in self:
            payment.qbo_bill_payment_id = ids.get(payment.id, False)

    @api.model
    def _search_qbo_bill_payment_id(self, operator, value):
        return self._qbo_search_linked(_ENTITY, operator, value)

    def _qbo_waiting(self, entity):
        if entity != _ENTITY:
            return super()._qbo_waiting(entity)
        if self._qbo_rules().prepaid_vendors == "wait" and not self._qbo_applied(entity):
            return "waits for a bill: QuickBooks takes no other money to vendors"
        return ""

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if entity != _ENTITY:
            return wanted
        if not wanted["Line"]:
            raise QboError(
                f"{self.name} settles no bill: an accountant enters it in QuickBooks, which takes "
                f"no bill payment without a bill."
            )
        vendor = self.partner_id.commercial_partner_id
        return (
            wanted
            | {"VendorRef": {"value": self._qbo_required(vendor, "Vendor", session)}}
            | self._qbo_paid_by(session.connection)
        )

    def _qbo_paid_by(self, rules):
        account = {"value": self._qbo_mapped(self.journal_id, "qbo_purse_account_id")}
        number = (
            {} if self._qbo_is_printed_there(rules) else {"DocNumber": self._qbo_short(self.name)}
        )
        if self.journal_id.type == "credit":
            return {
                "PayType": "CreditCard",
                "CreditCardPayment": {"CCAccountRef": account},
            } | number
        return {"PayType": "Check", "CheckPayment": {"BankAccountRef": account}} | number

    def _qbo_is_printed_there(self, rules):
        return self.journal_id.type != "credit" and rules.check_printing == "quickbooks"

    def _qbo_only_created(self, entity, session):
        """Whether a check is to be printed: once it was, QuickBooks says so there."""
        if entity != _ENTITY or self.journal_id.type == "credit":
            return super()._qbo_only_created(entity, session)
        block = self._qbo_paid_by(session.connection)["CheckPayment"]
        printed_there = self._qbo_is_printed_there(session.connection)
        return {
            "CheckPayment": block | {"PrintStatus": "NeedToPrint" if printed_there else "NotSet"}
        }

    def _qbo_computed(self, entity):
        return {} if entity == _ENTITY else super()._qbo_computed(entity)

    def _qbo_always_sent(self, entity):
        if entity == _ENTITY:
            return ("VendorRef", "PayType", "TotalAmt", "Line")
        return super()._qbo_always_sent(entity)

    def _qbo_found(self, entity, session, wanted):
        """By the memo: a check that is still to be printed has no number."""
        if entity != _ENTITY:
            return super()._qbo_found(entity, session, wanted)
        of_the_day = session.client.query(entity, condition("TxnDate", wanted["TxnDate"]))
        mine = [
            row
            for row in of_the_day
            if row.get("PrivateNote") == wanted["PrivateNote"]
            and row["VendorRef"]["value"] == wanted["VendorRef"]["value"]
            and not self._qbo_is_voided(row)
        ]
        if len(mine) > 1:
            ids = ", ".join(row["Id"] for row in mine)
            raise QboError(f"QuickBooks has several payments {self.name} to this vendor: {ids}.")
        return mine[0] if mine else None
