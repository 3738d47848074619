"""What a payment writes off: a credit of its own in QuickBooks, which the payment uses up."""

from odoo import api, fields, models

from ..services.faults import QboError
from ..services.query import condition
from .session import Attempt

_CREDITS = {"Payment": "CreditMemo", "BillPayment": "VendorCredit"}
_SETTINGS = {"CreditMemo": "customer_write_offs", "VendorCredit": "vendor_write_offs"}


class AccountPayment(models.Model):
    """An early-payment discount is a write-off that Odoo proposes by itself."""

    _inherit = "account.payment"

    qbo_write_off_id = fields.Char(
        "QuickBooks credit memo of the write-off",
        compute="_compute_qbo_write_off_id",
        search="_search_qbo_write_off_id",
        copy=False,
    )
    qbo_bill_write_off_id = fields.Char(
        "QuickBooks vendor credit of the write-off",
        compute="_compute_qbo_bill_write_off_id",
        search="_search_qbo_bill_write_off_id",
        copy=False,
    )

    def _compute_qbo_write_off_id(self):
        ids = self._qbo_link_ids("CreditMemo")
        for payment in self:
            payment.qbo_write_off_id = ids.get(payment.id, False)

    def _compute_qbo_bill_write_off_id(self):
        ids = self._qbo_link_ids("VendorCredit")
        for payment in self:
            payment.qbo_bill_write_off_id = ids.get(payment.id, False)

    @api.model
    def _search_qbo_write_off_id(self, operator, value):
        return self._qbo_search_linked("CreditMemo", operator, value)

    @api.model
    def _search_qbo_bill_write_off_id(self, operator, value):
        return self._qbo_search_linked("VendorCredit", operator, value)

    def _qbo_write_off_lines(self):
        """`(journal item, amount)` beside the money and what is owed; `[]` without an entry."""
        if not self.move_id:
            return []
        _money, _owed, others = self._seek_for_lines()
        sign = 1 if self.payment_type == "inbound" else -1
        return [(line, self._qbo_amount(sign * line.balance)) for line in others]

    def _qbo_written_off(self):
        """What the payment settles beyond its money."""
        return sum((amount for _line, amount in self._qbo_write_off_lines()), self._qbo_amount(0.0))

    def _qbo_wanted(self, entity, session, attempt):
        if entity in _SETTINGS:
            return self._qbo_credit_wanted(entity, session)
        wanted = super()._qbo_wanted(entity, session, attempt)
        credit = _CREDITS.get(entity)
        if not credit or not self._qbo_write_off_lines():
            return wanted
        self._qbo_demand_write_off(credit, session)
        own = Attempt()
        self._qbo_carry(credit, session, own)
        amount = self._qbo_written_off()
        attempt.notes.append(f"{amount} is written off by {credit} {own.qbo_id}")
        line = {"Amount": amount, "LinkedTxn": [{"TxnId": own.qbo_id, "TxnType": credit}]}
        return wanted | {"Line": [*wanted["Line"], line]}

    def _qbo_demand_write_off(self, credit, session):
        """QboError for what QuickBooks can't be told, or the company wants no connector to tell."""
        amounts = ", ".join(str(amount) for _line, amount in self._qbo_write_off_lines())
        if session.connection[_SETTINGS[credit]] == "refuse":
            raise QboError(f"{self.name} writes off {amounts}: an accountant enters it.")
        for line, amount in self._qbo_write_off_lines():
            if amount < 0:
                raise QboError(f"{self.name} keeps {-amount} that settles nothing: {line.name}")
            taxed = line.tax_ids or line.tax_line_id
            if taxed and (credit != "CreditMemo" or session.connection.taxed_discounts == "refuse"):
                raise QboError(
                    f"{self.name} writes off sales tax ({amounts} in all): an accountant enters it."
                )

    def _qbo_credit_wanted(self, entity, session):
        partner = self.partner_id.commercial_partner_id
        party, described = (
            ("Customer", self._qbo_discount_line)
            if entity == "CreditMemo"
            else ("Vendor", self._qbo_rebate_line)
        )
        wanted = {
            "DocNumber": self._qbo_short(self.name),
            "TxnDate": self.date.isoformat(),
            "PrivateNote": f"Odoo {self.name}",
            f"{party}Ref": {"value": self._qbo_required(partner, party, session)},
            "Line": [
                described(line, amount)
                for line, amount in self._qbo_write_off_lines()
                if not line.tax_line_id
            ],
        }
        if entity == "CreditMemo":
            wanted["TxnTaxDetail"] = self._qbo_discount_tax()
        return wanted

    def _qbo_discount_tax(self):
        """The sales tax that is owed no more, and its code."""
        lines = self._qbo_write_off_lines()
        tax = sum((amount for line, amount in lines if line.tax_line_id), self._qbo_amount(0.0))
        taxes = {held for line, _amount in lines for held in line.tax_ids}
        if not taxes or self._qbo_rules().tax_codes == "automated":
            return {"TotalTax": tax}
        codes = {self._qbo_mapped(held, "qbo_tax_code_id") for held in taxes}
        if len(codes) > 1:
            raise QboError(f"{self.name}: QuickBooks takes one tax code per document")
        return {"TxnTaxCodeRef": {"value": codes.pop()}, "TotalTax": tax}

    def _qbo_discount_line(self, line, amount):
        item = self._qbo_mapped(line.account_id, "qbo_item_id")
        return {
            "DetailType": "SalesItemLineDetail",
            "Description": (line.name or "").strip(),
            "Amount": amount,
            "SalesItemLineDetail": {
                "ItemRef": {"value": item},
                "Qty": 1,
                "UnitPrice": amount,
                "TaxCodeRef": {"value": "TAX" if line.tax_ids else "NON"},
            },
        }

    def _qbo_rebate_line(self, line, amount):
        account = self._qbo_mapped(line.account_id, "qbo_account_id")
        return {
            "DetailType": "AccountBasedExpenseLineDetail",
            "Description": (line.name or "").strip(),
            "Amount": amount,
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}},
        }

    def _qbo_computed(self, entity):
        if entity in _SETTINGS:
            return {"TotalAmt": self._qbo_written_off()}
        return super()._qbo_computed(entity)

    def _qbo_always_sent(self, entity):
        if entity in _SETTINGS:
            return ("TxnTaxDetail",) if entity == "CreditMemo" else ("VendorRef",)
        return super()._qbo_always_sent(entity)

    def _qbo_only_created(self, entity, session):
        return {} if entity in _SETTINGS else super()._qbo_only_created(entity, session)

    def _qbo_found(self, entity, session, wanted):
        if entity not in _SETTINGS:
            return super()._qbo_found(entity, session, wanted)
        number = wanted["DocNumber"]
        rows = session.client.query(entity, condition("DocNumber", number))
        mine = [
            row
            for row in rows
            if row.get("DocNumber") == number and row.get("PrivateNote") == wanted["PrivateNote"]
        ]
        if len(mine) > 1:
            ids = ", ".join(row["Id"] for row in mine)
            raise QboError(f"QuickBooks has several {entity} {number}: {ids}.")
        return mine[0] if mine else None
