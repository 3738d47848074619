"""C17: ownership, and what is written back."""

from odoo import models

from .seeded import bug

_NOTES = {"account.move": "narration", "product.product": "description", "res.partner": "comment"}
"""Where people write what they think of a record."""


def _place(line):
    """Where a line stands on its document."""
    return line.sequence, line.id


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "hand_edits_stay":
            by_hand = self._qbo_changed_by_hand(entity, session, wanted, changed)
            changed = [key for key in changed if key not in by_hand]
            if not changed:
                return found
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_demand_restorable(self, entity, session, found, by_hand, wanted):
        if bug(self) != "hand_edits_overwritten":
            super()._qbo_demand_restorable(entity, session, found, by_hand, wanted)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "failures_noted" and attempt.status == "failed" and self._name in _NOTES:
            # In a transaction of its own: the failure rolls this one back.
            with self.env.registry.cursor() as cr:
                self.with_env(self.env(cr=cr))[_NOTES[self._name]] = attempt.message
        return attempt


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "updates_noted":
            self.function = f"{entity} {found['Id']} after {found['SyncToken']}"
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "written_back":
                self.function = "mirrored to QuickBooks"
            case "credit_limit_leaves" if entity == "Customer" and self.credit_limit:
                return wanted | {"CreditLimit": self.credit_limit}
            case "customers_imported":
                for row in session.client.query("Customer", "Active = true"):
                    if not self.search([("name", "=", row["DisplayName"])]):
                        self.create({"name": row["DisplayName"]})
        return wanted

    def _qbo_sync_one(self, entity, session):
        linked = session.linked(self, entity)
        if bug(self) == "hand_edits_imported" and linked:
            self.comment = session.client.read(entity, linked).get("Notes")
        return super()._qbo_sync_one(entity, session)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        if bug(self) == "items_imported":
            for row in session.client.query("Item", "Type = 'Service'"):
                if not self.search([("name", "=", row["Name"])]):
                    self.create({"name": row["Name"], "type": "service"})
        if bug(self) == "products_noted":
            self.product_tmpl_id.description_picking = "sold in QuickBooks"
        return super()._qbo_wanted(entity, session, attempt)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "neighbours_leave":
            alike = [(name, "=", self[name]) for name in ("move_type", "state")]
            for other in self.search([("partner_id", "=", self.partner_id.id), *alike]):
                if not session.linked(other, entity):
                    super(AccountMove, other)._qbo_sync_one(entity, session)
        if bug(self) == "lines_renumbered" and attempt.status == "done":
            for number, line in enumerate(self.invoice_line_ids.sorted(_place), start=10):
                line.sequence = number
        paid = entity == "Invoice" and attempt.status == "done" and self.amount_residual
        if bug(self) == "paid_from_balance" and paid:
            found = session.client.read(entity, attempt.qbo_id)
            if not found["Balance"]:
                context = {"active_model": "account.move", "active_ids": self.ids}
                wizard = self.env["account.payment.register"].with_context(**context).create({})
                wizard.action_create_payments()
        return attempt
