"""What somebody changed or removed in QuickBooks by hand: put right again, or reported."""

from odoo import models

from ..services import compare
from ..services.faults import NOT_FOUND, Fault, QboError

_VOIDED = "Voided"
"""What QuickBooks writes into the memo of a document that it voids."""


class QboMirrored(models.AbstractModel):
    """Tells hands from Odoo by what was exported last: what Odoo still says was changed there."""

    _inherit = "qbo.mirrored"

    def _qbo_read_linked(self, entity, session, qbo_id):
        """The mirror as it stands; None when it was deleted there and is to be made again."""
        restored = session.connection.hand_removals == "restored"
        try:
            found = session.client.read(entity, qbo_id)
        except Fault as fault:
            if fault.code != NOT_FOUND:
                raise
            if restored:
                session.unlink(self, entity)
                return None
            raise QboError(
                f"QuickBooks no longer has {entity} {qbo_id}, which mirrors this record. It is "
                f"not created again by itself: somebody deleted it there. ({fault})"
            ) from None
        if found.get("Active") is not False:
            return found
        if not restored:
            raise QboError(f"{entity} {qbo_id} is inactive in QuickBooks: make it active there.")
        body = {"Id": qbo_id, "SyncToken": found["SyncToken"], "sparse": True, "Active": True}
        body |= {key: found[key] for key in self._qbo_always_sent(entity) if key in found}
        return session.client.write(entity, body, session.request_id(self, body))

    def _qbo_changed_by_hand(self, entity, session, wanted, changed):
        """Those of the `changed` fields of which Odoo says what it said at the last export."""
        exported = session.exported(self, entity)
        new = compare.differing(wanted, exported)
        return [key for key in changed if key in exported and key not in new]

    def _qbo_demand_restorable(self, entity, session, found, by_hand, wanted):
        """QboError where the company reports what was done by hand instead of undoing it."""
        connection = session.connection
        voided = _VOIDED in found.get("PrivateNote", "") and not found.get("TotalAmt")
        decided = connection.hand_removals if voided else connection.hand_edits
        if decided != "reported":
            return
        raise QboError(
            f"{entity} {found['Id']} was {'voided' if voided else 'edited'} in QuickBooks: an "
            f"accountant decides. {compare.described(wanted, found, by_hand)}"
        )
