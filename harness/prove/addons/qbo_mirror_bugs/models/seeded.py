"""
One bug at a time, named by the system parameter `qbo_mirror_bugs.bug`.

Each is a mistake that real connectors make, and breaks exactly one thing. The
bent export also skips the connector's own look at what QuickBooks kept, as a
careless connector would.
"""

from odoo import models

PARAMETER = "qbo_mirror_bugs.bug"


def bug(record):
    """The id of the seeded bug, empty if there is none."""
    return record.env["ir.config_parameter"].sudo().get_param(PARAMETER) or ""


def account(session, name):
    """A reference to QuickBooks' account of that name."""
    return {"value": session.client.query("Account", f"Name = '{name}'")[0]["Id"]}


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_verify(self, entity, wanted, found, attempt):
        if not bug(self):
            super()._qbo_verify(entity, wanted, found, attempt)


class QboLog(models.Model):
    _inherit = "qbo.log"

    def forget_leaks(self):
        """Take planted leaks out again, for what comes after."""
        self.sudo().search([("message", "like", "Bearer")]).unlink()
        return True
