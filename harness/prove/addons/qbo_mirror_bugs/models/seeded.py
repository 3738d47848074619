"""
One bug at a time, named by the system parameter `qbo_mirror_bugs.bug`.

Each is a mistake that real connectors make, and breaks exactly one thing. The
bent export also skips the connector's own look at what QuickBooks kept, as a
careless connector would.
"""

from odoo import models

PARAMETER = "qbo_mirror_bugs.bug"
TOKENS = "qbo_mirror_bugs.tokens"
"""Under this, by connection, the tokens that Intuit really gave while a bug was seeded."""


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


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def mend_bugs(self):
        """Take out again what a bug left: tokens that it lost, and planted leaks."""
        self.env["qbo.log"].sudo().search([("message", "like", "Bearer")]).unlink()
        parameters = self.env["ir.config_parameter"].sudo()
        for connection in self.sudo().search([]):
            kept = parameters.get_param(f"{TOKENS}.{connection.id}")
            if kept:
                access, refresh = kept.split()
                connection.write({"access_token": access, "refresh_token": refresh})
                connection.write({"access_expires_at": False, "state": "connected"})
                parameters.set_param(f"{TOKENS}.{connection.id}", False)
        return True
