"""Taking a mirror back: what is common to documents and payments that Odoo took back."""

from odoo import models

from ..services.faults import NOT_FOUND, Fault

VOIDED = "Voided"
"""What QuickBooks writes into the memo of a transaction that it voids."""


class QboMirrored(models.AbstractModel):
    """Voids or deletes, and remembers what is gone."""

    _inherit = "qbo.mirrored"

    def _qbo_withdraw(self, entity, session, attempt, operation):
        """Void or delete the mirror, once."""
        try:
            found = session.client.read(entity, attempt.qbo_id)
        except Fault as fault:
            if fault.code != NOT_FOUND or operation != "delete":
                raise
            session.unlink(self, entity)
            attempt.notes.append("deleted in QuickBooks already")
            return
        if operation == "void" and self._qbo_is_voided(found):
            attempt.notes.append("voided in QuickBooks already")
            return
        self._qbo_demand_unpaid(entity, session, found)
        attempt.operation = operation
        body = {"Id": found["Id"], "SyncToken": found["SyncToken"], "operation": operation}
        session.client.withdraw(entity, found, operation, session.request_id(self, body))
        if operation == "delete":
            session.unlink(self, entity)

    def _qbo_is_voided(self, found):
        return not found["TotalAmt"] and VOIDED in found.get("PrivateNote", "")

    def _qbo_demand_unpaid(self, entity, session, found):
        """QboError where the company's rules keep what others settle from being withdrawn."""
