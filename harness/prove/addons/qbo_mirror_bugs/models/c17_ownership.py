"""C17: ownership, and what is written back."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "written_back":
            self.function = "mirrored to QuickBooks"
        return wanted
