"""C1: identity and duplicates."""

from odoo import models

from .seeded import bug


class AccountMove(models.Model):
    _inherit = "account.move"

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
            session.client.write("SalesReceipt", body, f"twice-{self.id}")
        return attempt

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "number_lost":
            return wanted | {"DocNumber": f"Q-{self.id}"}
        return wanted


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
