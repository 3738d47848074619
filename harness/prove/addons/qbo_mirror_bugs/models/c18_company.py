"""C18: companies, locations, classes."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_company(self):
        if bug(self) == "company_ignored":
            return self.env["qbo.connection"].sudo().search([], limit=1).company_id
        return super()._qbo_company()
