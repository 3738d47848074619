"""C1: identity and duplicates."""

from odoo import models
from odoo.addons.qbo_mirror.services import compare
from odoo.addons.qbo_mirror.services.query import condition

from .seeded import bug

COPIED = "qbo_mirror_bugs.copied"
"""Under this, by model and id, the record of which a record is a copy."""


class QboLink(models.Model):
    _inherit = "qbo.link"

    def _keep(self, realm_id, record, entity, qbo_id):
        if bug(self) in ("link_stolen", "items_by_name"):
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "DELETE FROM qbo_link WHERE realm_id = %s AND entity = %s AND qbo_id = %s",
                    (realm_id, entity, qbo_id),
                )
        super()._keep(realm_id, record, entity, qbo_id)

    def _find(self, realm_id, record, entity):
        key = f"{COPIED}.{record._name}.{record.id}"
        origin = self.env["ir.config_parameter"].sudo().get_param(key)
        if origin and bug(self) == "copies_linked":
            record = record.browse(int(origin))
        return super()._find(realm_id, record, entity)


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_demand_ours(self, entity, session, found):
        if bug(self) != "strangers_taken_over":
            super()._qbo_demand_ours(entity, session, found)

    def copy(self, default=None):
        """As fields that lack `copy=False` do."""
        made = super().copy(default)
        if bug(self) == "copies_linked":
            for one, other in zip(self, made, strict=True):
                key = f"{COPIED}.{other._name}.{other.id}"
                self.env["ir.config_parameter"].sudo().set_param(key, one.id)
        return made

    def _qbo_link_ids(self, entity):
        ids = super()._qbo_link_ids(entity)
        if bug(self) == "copies_linked":
            parameters = self.env["ir.config_parameter"].sudo()
            for record in self:
                origin = parameters.get_param(f"{COPIED}.{record._name}.{record.id}")
                if origin:
                    held = super(QboMirrored, record.browse(int(origin)))._qbo_link_ids(entity)
                    ids |= {record.id: held.get(int(origin), False)}
        return ids


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_obstacle(self, entity):
        obstacle = super()._qbo_obstacle(entity)
        return "" if bug(self) == "contacts_leave" and "a contact of" in obstacle else obstacle

    def _qbo_company_above(self, session):
        if bug(self) in ("contacts_stand_alone", "contacts_leave"):
            return {}
        return super()._qbo_company_above(session)

    def _qbo_display_name(self, entity):
        match bug(self):
            case "namesakes_clash":
                return self.name.strip()
            case "namesakes_renamed" if entity == "Vendor":
                return f"{self.name.strip()} 2"
        return super()._qbo_display_name(entity)

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        if bug(self) == "renamed_made_again" and linked:
            found = session.client.read(entity, linked)
            if found["DisplayName"] != self.name.strip():
                session.unlink(self, entity)
        super()._qbo_carry(entity, session, attempt)

    def _qbo_name_taken(self, entity, session, wanted, fault):
        if bug(self) == "renamed_in_odoo":
            self.name = f"{self.name} - Odoo"
            body = compare.without_empties(wanted | {"DisplayName": self.name})
            found = session.client.write(entity, body, session.request_id(self, body))
            session.link(self, entity, found["Id"])
        return super()._qbo_name_taken(entity, session, wanted, fault)

    def _qbo_found(self, entity, session, wanted):
        match bug(self):
            case "found_by_beginning":
                rows = session.client.query(entity, f"DisplayName LIKE '{wanted['DisplayName']}%'")
                return rows[0] if rows else None
            case "never_looked_up":
                return None
        return super()._qbo_found(entity, session, wanted)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "items_by_name":
            rows = session.client.query(entity, condition("Name", wanted["Name"]))
            return rows[0] if rows else None
        return super()._qbo_found(entity, session, wanted)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_number(self, entity):
        if bug(self) == "numbered_by_reference" and entity == "Invoice" and self.ref:
            return self._qbo_short(self.ref)
        return super()._qbo_number(entity)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "posted_twice" and entity == "Invoice" and attempt.status == "done":
            found = session.client.read(entity, attempt.qbo_id)
            lines = [line for line in found["Line"] if line["DetailType"] == "SalesItemLineDetail"]
            body = {
                "CustomerRef": {"value": found["CustomerRef"]["value"]},
                "Line": [
                    {key: line[key] for key in ("Amount", "DetailType", "SalesItemLineDetail")}
                    for line in lines
                ],
            }
            session.client.write("SalesReceipt", body, session.request_id(self, body))
        return attempt

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "number_lost":
            return wanted | {"DocNumber": f"Q-{self.id}"}
        return wanted
