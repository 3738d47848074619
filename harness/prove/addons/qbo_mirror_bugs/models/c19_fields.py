"""C19: fields that were forgotten, and fields that nobody asked for."""

from datetime import timedelta

from odoo import models

from .seeded import bug

ELSEWHERE = {"Line1": "1 Elsewhere", "City": "Miami"}


class ForgottenOfPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_address(self):
        address = super()._qbo_address()
        match bug(self):
            case "country_lost":
                address["Country"] = ""
            case "second_line_lost":
                address["Line2"] = ""
            case "towns_twice":
                place = (address["City"], address["CountrySubDivisionCode"], address["PostalCode"])
                address["Line3"] = " ".join(place)
            case "zip_as_number":
                address["PostalCode"] = address["PostalCode"].lstrip("0")
        return address

    def _qbo_email(self, attempt):
        address = super()._qbo_email(attempt)
        return address.upper() if bug(self) == "mails_in_capitals" else address


class UnaskedOfPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "delivered_by_email":
                wanted["PreferredDeliveryMethod"] = "Email"
            case "customers_tax_ids_leave" if entity == "Customer" and self.vat:
                wanted["PrimaryTaxIdentifier"] = self.vat
            case "extensions_lost":
                wanted["PrimaryPhone"] = {"FreeFormNumber": (self.phone or "").partition(" ext")[0]}
            case "mobile_invented":
                wanted["Mobile"] = wanted["PrimaryPhone"]
            case "comments_lost":
                wanted["Notes"] = ""
            case "websites_lost":
                wanted["WebAddr"] = {"URI": ""}
            case "opening_balance":
                wanted |= {"Balance": 500, "OpenBalanceDate": "2026-01-01"}
            case "printed_otherwise":
                wanted["PrintOnCheckName"] = "Somebody"
            case "shipped_elsewhere":
                wanted["ShipAddr"] = ELSEWHERE
        return wanted


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "barcode_for_sku":
                wanted["Sku"] = self.barcode or ""
            case "item_untaxed":
                wanted["Taxable"] = False
            case "price_called_gross":
                wanted["SalesTaxIncluded"] = True
            case "purchase_text_lost":
                wanted["PurchaseDesc"] = ""
            case "reordered":
                wanted["ReorderPoint"] = 5
            case "texts_swapped":
                sold, bought = wanted["Description"], wanted["PurchaseDesc"]
                wanted |= {"Description": bought, "PurchaseDesc": sold}
        return wanted


class ForgottenOfDocument(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "due_a_day_early" if self.invoice_date_due:
                wanted["DueDate"] = (self.invoice_date_due - timedelta(days=1)).isoformat()
            case "lines_reversed":
                wanted["Line"].reverse()
            case "memo_by_reference" if self.ref:
                wanted["PrivateNote"] = self.ref
            case "states_lost" if entity == "Invoice":
                address = self.commercial_partner_id._qbo_address()
                wanted["BillAddr"] = address | {"CountrySubDivisionCode": ""}
        return wanted

    def _qbo_new_addresses(self):
        match bug(self):
            case "addresses_stay":
                return {}
            case "from_our_address" if not self.commercial_partner_id.city:
                return {"BillAddr": self.company_id.partner_id._qbo_address()}
        return super()._qbo_new_addresses()

    def _qbo_sale(self, lines, session):
        if bug(self) == "lines_by_age":
            lines = lines.sorted("id")
        return super()._qbo_sale(lines, session)

    def _qbo_bill_line(self, line, session):
        made = super()._qbo_bill_line(line, session)
        match bug(self):
            case "bought_with_tax":
                made[made["DetailType"]]["TaxCodeRef"] = {"value": "TAX"}
            case "bought_unnamed":
                made["Description"] = ""
        return made

    def _qbo_sales_line(self, line, session, apart):
        made = super()._qbo_sales_line(line, session, apart)
        detail = made.get("SalesItemLineDetail")
        match bug(self):
            case "line_named_by_product" if line.product_id:
                made["Description"] = line.product_id.name
            case "serviced_on_invoice_date" if detail:
                detail["ServiceDate"] = self.invoice_date.isoformat()
        return made


class UnaskedOfDocument(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "billed_elsewhere":
                wanted["BillAddr"] = ELSEWHERE
            case "delivered_elsewhere":
                wanted["ShipAddr"] = ELSEWHERE
            case "mailed":
                mail = self.partner_id.email or "accounts@example.com"
                wanted |= {"EmailStatus": "NeedToSend", "BillEmail": {"Address": mail}}
            case "owed_elsewhere" if entity == "Bill":
                wanted["APAccountRef"] = _other_payables(session)
            case "paid_online":
                wanted["AllowOnlineCreditCardPayment"] = True
        return wanted


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "method_lost":
                wanted.pop("PaymentMethodRef", None)
            case "numbered_by_memo" if entity == "Payment":
                wanted["PaymentRefNum"] = self.memo or "x"
            case "payments_swapped" if len(wanted["Line"]) > 1:
                one, other = wanted["Line"][:2]
                one["LinkedTxn"], other["LinkedTxn"] = other["LinkedTxn"], one["LinkedTxn"]
        return wanted


def _other_payables(session):
    """
    A second account of what is owed to vendors, beside QuickBooks' own.

    That is made with a company's first bill. Were it not there yet, the second
    would take its place for all that come after this bug.
    """
    for name in ("Accounts Payable (A/P)", "Other Payables"):
        wanted = {"Name": name, "AccountType": "Accounts Payable"}
        rows = session.client.query("Account", f"Name = '{name}'")
        account = (rows or [session.client.write("Account", wanted, name.partition(" (")[0])])[0]
    return {"value": account["Id"]}
