"""C14: idempotency and retries."""

from odoo import models

from .seeded import bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "exported_again" and session.linked(self, entity):
            body = self._qbo_wanted(entity, session, attempt) | {"DocNumber": f"{self.id}-again"}
            session.client.write(entity, body, f"again-{self.id}")
            return
        super()._qbo_carry(entity, session, attempt)
