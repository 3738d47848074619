"""C22: what looks alike and is not, and what is written otherwise than in Odoo."""

from odoo import models
from odoo.addons.qbo_mirror.services.faults import QboError
from odoo.addons.qbo_mirror.services.query import condition, same

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "wildcards_match":
            name = wanted["DisplayName"].replace("\\", "\\\\").replace("'", "\\'")
            rows = session.client.query(entity, f"DisplayName LIKE '{name}'")
            return rows[0] if rows else None
        return super()._qbo_found(entity, session, wanted)

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "renamed_by_case_stay":
            changed = [
                key
                for key in changed
                if not isinstance(wanted[key], str) or not same(wanted[key], found.get(key, ""))
            ]
            if not changed:
                return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "skus_in_capitals":
            return wanted | {"Sku": wanted["Sku"].upper()}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_number(self, entity):
        match bug(self):
            case "numbered_by_payment_reference" if entity == "Invoice":
                return self._qbo_short(self.payment_reference or self.name)
            case "bill_numbers_in_capitals" if entity == "Bill":
                return super()._qbo_number(entity).upper()
        return super()._qbo_number(entity)

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "another_vendors_number" and entity == "Bill":
            rows = session.client.query(entity, condition("DocNumber", wanted["DocNumber"]))
            if rows:
                raise QboError(f"QuickBooks has a bill of this number already: {rows[0]['Id']}.")
        return super()._qbo_found(entity, session, wanted)
