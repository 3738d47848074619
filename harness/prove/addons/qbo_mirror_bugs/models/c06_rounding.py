"""C6: rounding and currency."""

import math
from decimal import ROUND_DOWN, Decimal

from odoo import models
from odoo.fields import Date

from .seeded import bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_posted(self, line):
        if bug(self) == "subtotals_for_postings":
            return self._qbo_amount(line.price_subtotal)
        return super()._qbo_posted(line)

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        if bug(self) == "prices_rounded":
            for line in wanted["Line"]:
                detail = line["SalesItemLineDetail"]
                detail["UnitPrice"] = round(detail["UnitPrice"], 2)
        if bug(self) == "whole_pieces":
            for line in wanted["Line"]:
                detail = line["SalesItemLineDetail"]
                detail["Qty"] = max(1, int(detail["Qty"]))
                line["Amount"] = round(detail["Qty"] * detail["UnitPrice"], 2)
        return wanted

    def _qbo_bill_line(self, line, session):
        made = super()._qbo_bill_line(line, session)
        detail = made.get("ItemBasedExpenseLineDetail")
        if detail:
            match bug(self):
                case "bought_prices_rounded":
                    detail["UnitPrice"] = round(detail["UnitPrice"], 2)
                case "bought_whole_pieces":
                    detail["Qty"] = max(1, int(detail["Qty"]))
                case _:
                    return made
            made["Amount"] = round(detail["Qty"] * detail["UnitPrice"], 2)
        return made

    def _qbo_check_currency(self, entity):
        if bug(self) != "currency_ignored":
            super()._qbo_check_currency(entity)

    def _qbo_foreign(self):
        match bug(self):
            case "currency_ignored":
                return {}
            case "rate_inverted":
                return {**super()._qbo_foreign(), "ExchangeRate": self.invoice_currency_rate}
            case "rate_left_out":
                return {"CurrencyRef": {"value": self.currency_id.name}}
            case "rate_of_today":
                home, today = self.company_id.currency_id, Date.context_today(self)
                worth = (self.company_id, today)
                rate = self.currency_id._get_conversion_rate(self.currency_id, home, *worth)
                return {**super()._qbo_foreign(), "ExchangeRate": round(rate, 7)}
            case "rates_cut":
                made = super()._qbo_foreign()
                return {**made, "ExchangeRate": round(made["ExchangeRate"], 2)}
        return super()._qbo_foreign()

    def _qbo_tax(self):
        tax = super()._qbo_tax()
        match bug(self):
            case "tax_worked_out_anew":
                tax.pop("TotalTax", None)
            case "tax_rounded_up":
                tax["TotalTax"] = math.ceil(self.amount_tax * 10) / 10
        return tax

    def _qbo_amount(self, value):
        if bug(self) == "cents_cut":
            return Decimal(repr(value)).quantize(Decimal(1), ROUND_DOWN)
        return super()._qbo_amount(value)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_check_currency(self, entity):
        if bug(self) != "currency_ignored":
            super()._qbo_check_currency(entity)

    def _qbo_foreign(self):
        match bug(self):
            case "currency_ignored":
                return {}
            case "rate_of_the_document":
                settled = self.reconciled_invoice_ids | self.reconciled_bill_ids
                rate = 1 / settled[:1].invoice_currency_rate
                return {**super()._qbo_foreign(), "ExchangeRate": round(rate, 7)}
        return super()._qbo_foreign()
