"""C5: tax."""

from odoo import models

from .seeded import bug


def _untaxed(wanted):
    for line in wanted["Line"]:
        if "SalesItemLineDetail" in line:
            line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "NON"}
    return wanted | {"TxnTaxDetail": {"TotalTax": 0}}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "exempt_ignored" and entity == "Customer":
            return wanted | {"Taxable": True, "ResaleNum": ""}
        if bug(self) == "certificates_lost" and entity == "Customer":
            return wanted | {"ResaleNum": ""}
        if bug(self) == "certificates_leave" and entity == "Customer":
            return wanted | {"ResaleNum": self.vat or ""}
        if bug(self) == "certificates_of_the_taxed" and entity == "Customer":
            return wanted | {"ResaleNum": wanted["ResaleNum"] or self.vat or ""}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self), entity:
            case ("tax_lost", "Invoice") | ("credit_tax_lost", "CreditMemo"):
                return _untaxed(wanted)
        return wanted

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        match bug(self):
            case "default_code":
                wanted["TxnTaxDetail"].pop("TxnTaxCodeRef", None)
            case "tax_on_one_rate" if "TxnTaxCodeRef" in wanted["TxnTaxDetail"]:
                tax = wanted["TxnTaxDetail"]
                code = session.client.read("TaxCode", tax["TxnTaxCodeRef"]["value"])
                rate = code["SalesTaxRateList"]["TaxRateDetail"][0]["TaxRateRef"]
                part = {"TaxRateRef": {"value": rate["value"]}, "PercentBased": True}
                tax["TaxLine"] = [
                    {
                        "Amount": tax["TotalTax"],
                        "DetailType": "TaxLineDetail",
                        "TaxLineDetail": part,
                    }
                ]
            case "exempt_taxed":
                for line in wanted["Line"]:
                    line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "TAX"}
            case "gross_prices":
                for line, ours in zip(wanted["Line"], lines, strict=False):
                    line["Amount"] = round(ours.price_total, 2)
                    line["SalesItemLineDetail"]["UnitPrice"] = ours.price_total / ours.quantity
        return wanted

    def _qbo_tax(self):
        if bug(self) == "tax_total_lost":
            return {**super()._qbo_tax(), "TotalTax": ""}
        if bug(self) != "first_code_wins":
            return super()._qbo_tax()
        tax = self.invoice_line_ids.tax_ids[0]
        return {
            "TxnTaxCodeRef": {"value": tax.qbo_tax_code_id},
            "TotalTax": round(self.amount_tax, 2),
        }


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_discount_tax(self):
        if bug(self) == "discount_untaxed":
            return {"TotalTax": self._qbo_amount(0.0)}
        return super()._qbo_discount_tax()
