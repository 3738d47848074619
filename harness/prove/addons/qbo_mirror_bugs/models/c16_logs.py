"""C16: logs."""

from datetime import timedelta

from odoo import models
from odoo.fields import Datetime

from .seeded import bug


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_required(self, record, entity, session):
        qbo_id = super()._qbo_required(record, entity, session)
        if bug(self) == "logged_under_what_needs_it":
            moved = (self._name, self.id, record._name, record.id, session.started_at)
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "UPDATE qbo_log SET model = %s, res_id = %s "
                    "WHERE model = %s AND res_id = %s AND created >= %s",
                    moved,
                )
        return qbo_id


class QboLog(models.Model):
    _inherit = "qbo.log"

    def _write_row(self, values):
        match bug(self), values["status"]:
            case ("failures_unlogged", "failed") | ("successes_unlogged", "done"):
                return
            case "id_of_another", "done":
                alike = [("entity", "=", values["entity"]), ("qbo_id", "!=", values["qbo_id"])]
                other = self.env["qbo.link"].sudo().search(alike, order="id desc", limit=1)
                values = values | {"qbo_id": other.qbo_id or values["qbo_id"]}
            case "id_unlogged", "done":
                values = values | {"qbo_id": ""}
            case "cause_unlogged", "failed":
                values = values | {"message": ""}
            case "second_failures_unlogged", "failed":
                alike = [(key, "=", values[key]) for key in ("model", "res_id", "message")]
                if self.sudo().search(alike, limit=1):
                    return
            case "hours_of_another_zone", _:
                values = values | {"created": Datetime.now() - timedelta(hours=5)}
            case "updates_logged_as_created", "done" if values["operation"] == "update":
                values = values | {"operation": "create"}
            case "refusals_logged_as_skipped", "failed":
                values = values | {"status": "skipped"}
        super()._write_row(values)


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
