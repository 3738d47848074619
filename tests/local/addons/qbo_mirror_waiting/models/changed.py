"""Which changes let a record wait: it was made, edited, posted, taken back, or reconciled."""

import json

from odoo import api, models

_CONFIRMED = ("in_process", "paid")
_PAID = {"Invoice": "paid_withdrawals", "Bill": "paid_bill_withdrawals"}


class QboMirrored(models.AbstractModel):
    """Lets a record wait that was made or written to."""

    _inherit = "qbo.mirrored"

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._qbo_changed()
        return made

    def write(self, vals):
        written = super().write(vals)
        self._qbo_changed()
        return written

    def _qbo_changed(self):
        self.env["qbo.waiting"]._add(self)

    def _qbo_waits(self):
        """Whether a change of this record is one for QuickBooks."""
        return False

    def _qbo_held(self):
        """Whether something else must be decided before this is exported."""
        return False


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_entities(self):
        """Those it has a rank for, or is exported as; a contact may be its company's."""
        if self.env.context.get("qbo_role"):
            return super()._qbo_entities()
        below = self.commercial_partner_id != self and self._qbo_rules().contacts == "below"
        is_customer = self.customer_rank or self.qbo_customer_id or below
        is_vendor = self.supplier_rank or self.qbo_vendor_id
        return ["Customer"] * bool(is_customer) + ["Vendor"] * bool(is_vendor)

    def _qbo_waits(self):
        return bool(self._qbo_entities())


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        written = super().write(vals)
        self.with_context(active_test=False).product_variant_ids._qbo_changed()
        return written


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_waits(self):
        return True


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_waits(self):
        [entity] = self._qbo_entities()
        return bool(entity) and bool(
            self.state == "posted" or self._qbo_link_ids(entity).get(self.id)
        )


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_waits(self):
        [entity] = self._qbo_entities()
        confirmed = self.state in _CONFIRMED
        return bool(entity) and bool(confirmed or self._qbo_link_ids(entity).get(self.id))

    def _qbo_held(self):
        """A payment is not taken off what was withdrawn while an accountant decides of both."""
        connection = self._qbo_rules()
        if self.state not in _CONFIRMED:
            return False
        links = self.env["qbo.link"].sudo()
        [entity] = self._qbo_entities()
        exported = json.loads(links._last(connection.realm_id, self, entity) or "{}")
        for settled in exported.get("Line", []):
            for there in settled.get("LinkedTxn", []):
                kind = there["TxnType"]
                decided = kind in _PAID and connection[_PAID[kind]]
                here = [("entity", "=", kind), ("qbo_id", "=", there["TxnId"])]
                link = links.search([("realm_id", "=", connection.realm_id), *here])
                document = self.env["account.move"].browse(link.res_id).exists()
                if decided == "refuse" and document and document.state != "posted":
                    return True
        return False


class AccountPartialReconcile(models.Model):
    """What settles a document is another thing to QuickBooks then."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._qbo_changed()
        return made

    def unlink(self):
        moves = self._qbo_moves()
        gone = super().unlink()
        moves._qbo_settled()
        return gone

    def _qbo_changed(self):
        self._qbo_moves()._qbo_settled()

    def _qbo_moves(self):
        return (self.debit_move_id | self.credit_move_id).move_id


class SettlingMove(models.Model):
    _inherit = "account.move"

    def _qbo_settled(self):
        """Let the payments and credits among these wait, which say what they settle."""
        self.origin_payment_id._qbo_changed()
        self.filtered(lambda move: move.move_type in ("out_refund", "in_refund"))._qbo_changed()
