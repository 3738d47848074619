"""What a transaction changed is exported as soon as it is committed, and none of it before."""

import logging

from odoo import api, models

_logger = logging.getLogger(__name__)
_CHANGED = "qbo_mirror_by_itself.changed"


class QboWaiting(models.Model):
    """Exports in a transaction of its own: whatever becomes of it, the change was saved."""

    _inherit = "qbo.waiting"

    @api.model
    def _add(self, records):
        made = super()._add(records)
        callbacks = self.env.cr.postcommit
        if made and _CHANGED not in callbacks.data:
            callbacks.data[_CHANGED] = []
            callbacks.add(self._export_changed)
        if made:
            callbacks.data[_CHANGED] += made.ids
        return made

    def _export_changed(self):
        ids = self.env.cr.postcommit.data.pop(_CHANGED)
        try:
            with self.env.registry.cursor() as cr:
                # One that was deleted, or is exported already, waits no more.
                self.with_env(self.env(cr=cr)).sudo().browse(ids).exists()._export()
        except Exception:
            # Whatever it was: the change is committed, and its user must not be told that it
            # failed. It goes on waiting, and the scheduled action takes it up.
            _logger.exception("The export of a change was given up")
