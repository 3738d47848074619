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
        self._use_up_number()
        return True

    def _use_up_number(self):
        """
        Take the number that a cancelled payment gave back.

        Odoo deletes such a payment's entry and gives its number again. What a bug left
        under it in QuickBooks would be taken for the next payment's.
        """
        journal = self.env["account.journal"].sudo().search([("code", "=", "BNK1")], limit=1)
        payment = (
            self.env["account.payment"]
            .sudo()
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": journal.company_id.partner_id.id,
                    "amount": 0.01,
                    "journal_id": journal.id,
                }
            )
        )
        payment.action_post()
