"""What waits to be exported: a row for every change, until an export of its record ended well."""

from odoo import api, fields, models

_MODELS = ("res.partner", "product.product", "account.move", "account.payment")
"""In this order nothing comes before what it points at."""


class QboWaiting(models.Model):
    """A row is written with the change itself, so that neither is there without the other."""

    _name = "qbo.waiting"
    _description = "QuickBooks export that waits"

    realm_id = fields.Char(required=True, index=True)
    model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="model", required=True)

    @api.model
    def _add(self, records):
        """Let those records wait that a connected company exports; the new rows."""
        rows = []
        for record in records.sudo():
            connection = record._qbo_rules()
            company = connection.company_id
            if connection.state == "connected" and record.with_company(company)._qbo_waits():
                realm = connection.realm_id
                rows.append({"realm_id": realm, "model": record._name, "res_id": record.id})
        return self.sudo().create(rows)

    def _export(self):
        """Export the rows' records. What failed goes on waiting; the statuses of all attempts."""
        statuses = []
        by_model = self.grouped("model")
        for model in _MODELS:
            rows = by_model.get(model, self.browse())
            for res_id, same in sorted(rows.grouped("res_id").items()):
                record = self.env[model].browse(res_id).exists()
                if record and record._qbo_held():
                    continue
                attempts = record._qbo_sync_each() if record else []
                statuses += [attempt.status for _name, attempt in attempts]
                if all(attempt.status != "failed" for _name, attempt in attempts):
                    same.unlink()
        return statuses


class QboConnection(models.Model):
    """Adds the export of all that waits."""

    _inherit = "qbo.connection"

    def action_export_waiting(self):
        """Export all that waits; a record that fails stops no other, and is in the log."""
        for connection in self.sudo().filtered("realm_id"):
            company = connection.company_id
            waiting = self.env["qbo.waiting"].sudo().with_company(company)
            waiting.search([("realm_id", "=", connection.realm_id)])._export()
        return True
