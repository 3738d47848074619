"""C16: logs."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "log_lies" and attempt.status == "failed":
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "UPDATE qbo_log SET status = 'done' WHERE id = (SELECT max(id) FROM qbo_log)"
                )
        if bug(self) == "log_leaks":
            token = session.connection.access_token
            self.env["qbo.log"]._write_row(
                {
                    "model": self._name,
                    "res_id": self.id,
                    "entity": entity,
                    "status": "done",
                    "message": f"GET /customer Authorization: Bearer {token}",
                }
            )
        return attempt
