"""C24: what is taken from another of a party's addresses, contacts or terms."""

from odoo import models

from .seeded import bug

_STREET = 41


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_address(self):
        match bug(self):
            case "addresses_of_bookkeepers":
                held = self.browse(self.address_get(["invoice"])["invoice"])
                return super(ResPartner, held)._qbo_address()
            case "long_streets_cut":
                address = super()._qbo_address()
                return address | {"Line1": address["Line1"][:_STREET]}
        return super()._qbo_address()

    def _qbo_customer(self, attempt):
        wanted = super()._qbo_customer(attempt)
        if bug(self) == "delivered_to_contacts":
            held = self.browse(self.address_get(["delivery"])["delivery"])
            if held != self:
                return wanted | {"ShipAddr": super(ResPartner, held)._qbo_address()}
        return wanted

    def _qbo_email(self, attempt):
        if bug(self) == "mailed_to_contacts":
            held = self.child_ids.filtered("email")[:1] or self
            return super(ResPartner, held)._qbo_email(attempt)
        return super()._qbo_email(attempt)

    def _qbo_vendor(self):
        wanted = super()._qbo_vendor()
        if bug(self) == "terms_of_sales_for_vendors":
            term = self.property_payment_term_id or self.property_supplier_payment_term_id
            return wanted | {"TermRef": self._qbo_term(term)}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_term(self):
        if bug(self) == "terms_of_the_partner":
            sold = self.move_type == "out_invoice"
            field = "property_payment_term_id" if sold else "property_supplier_payment_term_id"
            term = self.commercial_partner_id[field]
            if term:
                return self._qbo_mapped(term, "qbo_term_id")
        return super()._qbo_term()
