"""C10: partial payments, credit memos, refunds, deposits, discounts."""

from odoo import models
from odoo.addons.qbo_mirror.models.session import Session

from .seeded import account, bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_carry(self, entity, session, attempt):
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "credits_used_anyway" and entity in ("CreditMemo", "VendorCredit"):
            self._qbo_apply_credit(session, attempt)

    def _qbo_entities(self):
        match bug(self), self.move_type:
            case "credit_as_bill", "out_refund":
                return ["Bill"]
            case "credit_as_invoice", "out_refund":
                return ["Invoice"]
        return super()._qbo_entities()

    def _qbo_obstacle(self, entity):
        if bug(self) == "credit_stays" and entity == "CreditMemo":
            return "credit notes are none of our business"
        return super()._qbo_obstacle(entity)

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "bought_deduction_lost" and entity == "Bill":
            return wanted | {"Line": [line for line in wanted["Line"] if line["Amount"] >= 0]}
        if bug(self) == "credit_as_invoice" and self.move_type == "out_refund":
            # What is negative can't be an invoice's total: the sum becomes a text.
            for line in wanted["Line"]:
                line["DetailType"] = "DescriptionOnly"
                line.pop("SalesItemLineDetail", None)
                line.pop("Amount", None)
            return wanted | {"TxnTaxDetail": {"TotalTax": 0}}
        return wanted

    def _qbo_sale(self, lines, session):
        match bug(self):
            case "deduction_lost":
                lines = lines.filtered(lambda line: line.price_subtotal >= 0)
            case "nothing_lost":
                lines = lines.filtered(
                    lambda line: line.price_subtotal or line.display_type != "product"
                )
        wanted = super()._qbo_sale(lines, session)
        match bug(self):
            case "discount_ignored":
                for line, ours in zip(wanted["Line"], lines, strict=False):
                    if "Amount" in line:
                        line["Amount"] = self._qbo_full_amount(ours)
                        line["SalesItemLineDetail"]["UnitPrice"] = ours.price_unit
            case "discount_after_tax":
                wanted["ApplyTaxAfterDiscount"] = False
            case "discount_forgotten":
                wanted["Line"] = [
                    line for line in wanted["Line"] if "DiscountLineDetail" not in line
                ]
        return wanted

    def _qbo_bill_line(self, line, session):
        made = super()._qbo_bill_line(line, session)
        if bug(self) == "bought_discount_ignored" and line.discount:
            made["Amount"] = self._qbo_full_amount(line)
            made[made["DetailType"]]["UnitPrice"] = line.price_unit
        return made

    def _qbo_discount_line(self, discount, rules):
        line = super()._qbo_discount_line(discount, rules)
        if bug(self) == "discount_elsewhere":
            session = Session(self.env, self.company_id)
            line["DiscountLineDetail"]["DiscountAccountRef"] = account(session, "Sales")
        return line

    def _qbo_line_base(self, line, session, amount=None):
        amount, detail = super()._qbo_line_base(line, session, amount)
        if bug(self) == "credited_in_cents" and self.move_type in ("out_refund", "in_refund"):
            detail["UnitPrice"] = round(detail["UnitPrice"], 2)
        return amount, detail

    def _qbo_apply_credit(self, session, attempt):
        if bug(self) == "moved_credits_stay" and self._qbo_credit_used():
            found = self._qbo_application(session)
            # One line is the credit's own.
            if found and len(found["Line"]) == len(self._qbo_credit_used()) + 1:
                return
        if bug(self) != "application_lost":
            super()._qbo_apply_credit(session, attempt)

    def _qbo_credit_used(self):
        used = super()._qbo_credit_used()
        if bug(self) == "applied_to_first" and used:
            first = min(used, key=lambda invoice: invoice.id)
            return {first: used[first]}
        return used

    def _qbo_unapply(self, session, attempt, found):
        if bug(self) != "application_stays":
            super()._qbo_unapply(session, attempt, found)


def _bent(wanted, detail, **change):
    """The same with other values in the detail of every line."""
    lines = [line | {detail: line[detail] | change} for line in wanted["Line"]]
    return wanted | {"Line": lines}


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self), entity:
            case "credit_unused", "Payment" | "BillPayment":
                rows = [
                    row | {"Amount": min(row["Amount"], wanted["TotalAmt"])}
                    for row in wanted["Line"]
                    if row["LinkedTxn"][0]["TxnType"] in ("Invoice", "Bill")
                ]
                return wanted | {"Line": rows}
            case "discount_as_money", "Payment":
                return wanted | {"TotalAmt": sum(row["Amount"] for row in wanted["Line"])}
            case "discount_of_services", "CreditMemo":
                item = session.client.query("Item", "Name = 'Services'")[0]["Id"]
                return _bent(wanted, "SalesItemLineDetail", ItemRef={"value": item})
            case "discount_taxed", "CreditMemo":
                return _bent(wanted, "SalesItemLineDetail", TaxCodeRef={"value": "TAX"})
            case "rebate_on_supplies", "VendorCredit":
                supplies = account(session, "Supplies")
                return _bent(wanted, "AccountBasedExpenseLineDetail", AccountRef=supplies)
            case "refund_from_undeposited", "RefundReceipt":
                return wanted | {"DepositToAccountRef": account(session, "Undeposited Funds")}
            case "refund_untaxed", "RefundReceipt":
                bent = _bent(wanted, "SalesItemLineDetail", TaxCodeRef={"value": "NON"})
                return bent | {"TxnTaxDetail": {"TotalTax": 0}}
            case "residual_for_amount", "Payment":
                left = self.reconciled_invoice_ids.amount_residual
                wanted["Line"][0]["Amount"] = wanted["TotalAmt"] = round(left, 2)
        return wanted

    def _qbo_refunded(self):
        if bug(self) == "refund_of_a_part":
            return self._qbo_applied("RefundReceipt")[0][0]
        return super()._qbo_refunded()

    def _qbo_demand_refund(self, session):
        if bug(self) != "refunded_anyway":
            super()._qbo_demand_refund(session)

    def _qbo_replace_credit(self, note, session, attempt):
        if bug(self) != "credited_and_refunded":
            super()._qbo_replace_credit(note, session, attempt)

    def _qbo_write_off_lines(self):
        lines = super()._qbo_write_off_lines()
        match bug(self):
            case "discount_as_money":
                return []
            case "tax_as_discount" if lines:
                return [(lines[0][0], sum(amount for _line, amount in lines))]
        return lines

    def _qbo_demand_write_off(self, credit, session):
        if bug(self) not in ("writes_off_anyway", "tax_as_discount"):
            super()._qbo_demand_write_off(credit, session)
