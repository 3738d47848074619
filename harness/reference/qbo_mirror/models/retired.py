"""Entries of lists that were archived in Odoo: inactive in QuickBooks, where that was decided."""

from odoo import models


class QboMirrored(models.AbstractModel):
    """Exports an archived record a last time and makes it inactive; wakes it when it comes back."""

    _inherit = "qbo.mirrored"

    def _qbo_retires(self, entity):
        """Whether the record's mirror is to be inactive."""
        return False

    def _qbo_carry(self, entity, session, attempt):
        # What a document needs is exported active, archived or not: else it could not be used.
        retires = self._qbo_retires(entity) and not self.env.context.get("qbo_needed")
        qbo_id = session.linked(self, entity)
        asleep = session.exported(self, entity).get("Active") is False
        if retires and asleep and session.client.read(entity, qbo_id).get("Active") is False:
            attempt.qbo_id = qbo_id
            attempt.notes.append("inactive in QuickBooks already")
            attempt.exported = session.exported(self, entity)
            return
        if asleep and not retires:
            self._qbo_set_active(entity, session, attempt, qbo_id, active=True)
        super()._qbo_carry(entity, session, attempt)
        if retires:
            self._qbo_set_active(entity, session, attempt, attempt.qbo_id, active=False)
            attempt.exported = {**attempt.exported, "Active": False}

    def _qbo_set_active(self, entity, session, attempt, qbo_id, *, active):
        found = session.client.read(entity, qbo_id)
        body = {"Id": qbo_id, "SyncToken": found["SyncToken"], "sparse": True, "Active": active}
        body |= {key: found[key] for key in self._qbo_always_sent(entity) if key in found}
        session.client.write(entity, body, session.request_id(self, body))
        attempt.notes.append(f"made {'active' if active else 'inactive'} in QuickBooks")
        if attempt.operation == "none":
            attempt.operation = "update"
