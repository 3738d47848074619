"""Every export is a job of its own."""

from odoo import models


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def action_qbo_queue(self, role=None):
        """Leave the export to a job; a job carries arguments, and not our context."""
        self.with_delay()._qbo_export(role)

    def _qbo_export(self, role):
        self.with_context(qbo_role=role).action_qbo_sync()
