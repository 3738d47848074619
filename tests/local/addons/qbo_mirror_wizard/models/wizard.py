"""A wizard that opens on chosen records, and a button that raises nothing either."""

from odoo import fields, models


def _red(words):
    """Odoo's message that something failed, or nothing."""
    if not words:
        return True
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": "danger", "title": "QuickBooks", "message": words},
    }


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def action_qbo_export_and_show(self):
        """Export these records; what failed is shown."""
        failed = [
            f"{name}: {it.message}" for name, it in self._qbo_sync_each() if it.status == "failed"
        ]
        return _red("\n".join(failed))


class QboExportWizard(models.TransientModel):
    """Exports the records on which it was opened; only the log tells what failed."""

    _name = "qbo.export.wizard"
    _description = "Export to QuickBooks"

    reason = fields.Char(required=True)

    def action_export(self):
        chosen = self.env[self.env.context["active_model"]].browse(self.env.context["active_ids"])
        chosen.action_qbo_export_and_show()
        return {"type": "ir.actions.act_window_close"}
