"""What invoices and credit notes have in common: sold lines, discounts, texts and sales tax."""

from decimal import ROUND_HALF_UP, Decimal

from odoo import models
from odoo.tools import html2plaintext

from ..services.amounts import decimal
from ..services.faults import QboError

_SALES = ("Invoice", "CreditMemo")
_TEXT_LINES = ("line_section", "line_subsection", "line_note")
_LONGEST_MESSAGE = 1000
_ALL = 100


class AccountMove(models.Model):
    """Puts a document that a customer gets into QuickBooks' words."""

    _inherit = "account.move"

    def _qbo_sale(self, lines, session):
        """Lines, message, discount and tax of a form with a customer."""
        rules = session.connection
        apart = rules.discounts == "line"
        wanted = {"Line": [self._qbo_sales_line(line, session, apart) for line in lines]}
        if apart:
            discount = self._qbo_discount(wanted["Line"])
            wanted["ApplyTaxAfterDiscount"] = bool(discount)
            if discount:
                wanted["Line"].append(self._qbo_discount_line(discount, rules))
        if rules.narrations == "memo":
            wanted["CustomerMemo"] = {"value": self._qbo_message()}
        wanted["TxnTaxDetail"] = self._qbo_tax()
        return wanted

    def _qbo_sales_line(self, line, session, apart):
        text = (line.name or "").strip()
        if line.display_type in _TEXT_LINES:
            return {"DetailType": "DescriptionOnly", "Description": text}
        full = self._qbo_full_amount(line) if apart and line.discount else None
        amount, detail = self._qbo_line_base(line, session, full)
        detail["TaxCodeRef"] = {"value": "TAX" if _charged(line.tax_ids) else "NON"}
        return {
            "DetailType": "SalesItemLineDetail",
            "Description": text,
            "Amount": amount,
            "SalesItemLineDetail": detail,
        }

    def _qbo_item(self, line, session):
        if line.product_id or self.move_type not in ("out_invoice", "out_refund"):
            return super()._qbo_item(line, session)
        if session.connection.productless_lines == "refuse":
            raise QboError(f"line {line.name!r} has no product: QuickBooks sells items only")
        return self._qbo_mapped(line.account_id, "qbo_item_id")

    def _qbo_full_amount(self, line):
        """What a line comes to before its discount."""
        full = decimal(line.quantity, 6) * decimal(line.price_unit, 7)
        if any(line.tax_ids.flatten_taxes_hierarchy().mapped("price_include")):
            if line.discount >= _ALL:
                raise QboError(f"line {line.name!r}: what was its price without tax?")
            full = self._qbo_posted(line) / (1 - decimal(line.discount, 6) / _ALL)
        cent = Decimal(1).scaleb(-self.currency_id.decimal_places)
        return full.quantize(cent, ROUND_HALF_UP)

    def _qbo_discount(self, lines):
        """What the lines come to above Odoo's own sum."""
        full = sum(line["Amount"] for line in lines if "Amount" in line)
        return full - self._qbo_amount(self.amount_untaxed)

    def _qbo_discount_line(self, discount, rules):
        if not rules.discount_account_id:
            raise QboError("fill in the account of discount lines on the QuickBooks connection")
        return {
            "DetailType": "DiscountLineDetail",
            "Amount": discount,
            "DiscountLineDetail": {
                "PercentBased": False,
                "DiscountAccountRef": {"value": rules.discount_account_id},
            },
        }

    def _qbo_message(self):
        text = html2plaintext(self.narration or "").strip()
        if len(text) > _LONGEST_MESSAGE:
            raise QboError(
                f"QuickBooks takes messages of up to {_LONGEST_MESSAGE} characters; the text "
                f"below the lines has {len(text)}."
            )
        return text

    def _qbo_tax(self):
        taxes = _charged(self.invoice_line_ids.tax_ids)
        if not taxes or self._qbo_rules().tax_codes == "automated":
            return {"TotalTax": self._qbo_amount(self.amount_tax)}
        codes = {self._qbo_mapped(tax, "qbo_tax_code_id") for tax in taxes}
        if len(codes) > 1 or any(len(_charged(line.tax_ids)) > 1 for line in self.invoice_line_ids):
            raise QboError(
                "QuickBooks takes one tax code per document; this one has "
                + ", ".join(taxes.mapped("name"))
                + ". Join them in a tax group."
            )
        code = {"TxnTaxCodeRef": {"value": codes.pop()}}
        if self._qbo_rules().tax_amounts == "quickbooks":
            return code
        return {**code, "TotalTax": self._qbo_amount(self.amount_tax)}

    def _qbo_computed(self, entity):
        if entity in _SALES and self._qbo_rules().tax_amounts == "quickbooks":
            return {}
        return super()._qbo_computed(entity)


def _charged(taxes):
    """The taxes that add something; a tax of 0 % marks an exempt line."""
    return taxes.filtered(lambda tax: any(tax.flatten_taxes_hierarchy().mapped("amount")))
