"""The export log: one row per attempt, in a transaction of its own, without secrets."""

from odoo import api, fields, models


class QboLog(models.Model):
    """What was tried for which record, and what became of it. Rows are never changed."""

    _name = "qbo.log"
    _description = "QuickBooks export log"
    _order = "id desc"
    _rec_name = "record_name"

    connection_id = fields.Many2one("qbo.connection", ondelete="set null", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    model = fields.Char(required=True, readonly=True, index=True)
    res_id = fields.Many2oneReference(
        "Record ID", model_field="model", required=True, readonly=True
    )
    record_name = fields.Char("Record", readonly=True)
    entity = fields.Char("QuickBooks entity", readonly=True)
    qbo_id = fields.Char("QuickBooks ID", readonly=True)
    operation = fields.Selection(
        [
            ("create", "Create"),
            ("update", "Update"),
            ("void", "Void"),
            ("delete", "Delete"),
            ("none", "None"),
        ],
        readonly=True,
    )
    status = fields.Selection(
        [("done", "Done"), ("failed", "Failed"), ("skipped", "Skipped")],
        required=True,
        readonly=True,
        index=True,
    )
    message = fields.Text(readonly=True)
    duration_ms = fields.Integer("Duration (ms)", readonly=True)
    intuit_tid = fields.Char("Intuit transaction", readonly=True)
    created = fields.Datetime(readonly=True, default=fields.Datetime.now, index=True)

    @api.model
    def _write_row(self, values):
        """Commit a row now: it stays when the caller's transaction is rolled back."""
        with self.env.registry.cursor() as cr:
            self.with_env(self.env(cr=cr)).sudo().create(values)

    def action_open_record(self):
        """Open the exported record."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
