"""C3: SyncToken and concurrency."""

from odoo import models

from .seeded import bug


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "stale_token":
            # The version that was first seen, sent for ever.
            body = {"Id": found["Id"], "SyncToken": "0", "sparse": True, **wanted}
            return session.client.write(entity, body, session.request_id(self, body))
        return super()._qbo_update(entity, session, wanted, found, changed)
