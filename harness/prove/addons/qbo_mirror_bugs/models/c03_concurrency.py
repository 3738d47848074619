"""C3: SyncToken and concurrency."""

from odoo import models
from odoo.addons.qbo_mirror.services import compare

from .seeded import bug


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "whole_for_sparse":
            body = {key: wanted[key] for key in (*changed, *self._qbo_always_sent(entity))}
            body |= {"Id": found["Id"], "SyncToken": found["SyncToken"]}
            name = {key: found[key] for key in ("DisplayName", "Name") if key in found}
            return session.client.write(entity, name | body, session.request_id(self, body))
        return super()._qbo_update(entity, session, wanted, found, changed)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "emptied_fields_stay":
            changed = [key for key in changed if compare.without_empties({key: wanted[key]})]
            if not changed:
                return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "stale_token":
            # The version that was first seen, sent for ever.
            body = {"Id": found["Id"], "SyncToken": "0", "sparse": True, **wanted}
            return session.client.write(entity, body, session.request_id(self, body))
        return super()._qbo_update(entity, session, wanted, found, changed)
