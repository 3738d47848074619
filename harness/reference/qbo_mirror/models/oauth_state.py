"""The `state` of a consent under way: random, used once, bound to a user and a connection."""

import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models

_LIFETIME = timedelta(minutes=15)


class QboOauthState(models.TransientModel):
    """Only a hash is stored: who reads the table cannot finish somebody's consent."""

    _name = "qbo.oauth.state"
    _description = "QuickBooks consent under way"

    digest = fields.Char(required=True, index=True)
    connection_id = fields.Many2one("qbo.connection", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    expires_at = fields.Datetime(required=True)

    @api.model
    def _issue(self, connection):
        """A new state for the current user's consent to `connection`."""
        state = secrets.token_urlsafe(32)
        self.sudo().create(
            {
                "digest": _digest(state),
                "connection_id": connection.id,
                "user_id": self.env.uid,
                "expires_at": fields.Datetime.now() + _LIFETIME,
            }
        )
        return state

    @api.model
    def _redeem(self, state):
        """
        The connection (sudo) that `state` was issued for, empty if it is not this user's.

        The row goes in a transaction of its own: a state is spent even when
        what follows fails.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM qbo_oauth_state WHERE digest = %s "
                "RETURNING connection_id, user_id, expires_at",
                (_digest(state),),
            )
            row = cr.fetchone()
        connections = self.env["qbo.connection"].sudo()
        if not row or row[1] != self.env.uid or row[2] < fields.Datetime.now():
            return connections
        return connections.browse(row[0])


def _digest(state):
    return hashlib.sha256(state.encode()).hexdigest()
