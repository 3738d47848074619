"""C4: OAuth and tokens."""

from dataclasses import replace

from odoo import SUPERUSER_ID, api, models
from odoo.addons.qbo_mirror.models.tokens import StoredTokens
from odoo.addons.qbo_mirror.services.faults import Unreachable

from .seeded import TOKENS, bug

_REFUSED = 401
_replaced = {}
"""The tokens that the last refresh replaced, by the connection's id."""


class _Careless(StoredTokens):
    """Tokens as a careless connector keeps them."""

    def __init__(self, registry, connection_id, seeded):
        super().__init__(registry, connection_id)
        self._seeded = seeded

    def renewed(self, refused):
        return refused if self._seeded == "never_renewed" else super().renewed(refused)

    def _save(self, cr, grant):
        parameters = api.Environment(cr, SUPERUSER_ID, {})["ir.config_parameter"]
        kept = f"{grant.access_token} {grant.refresh_token}"
        parameters.set_param(f"{TOKENS}.{self._id}", kept)
        match self._seeded:
            case "refresh_unsaved":
                return
            case "tokens_rolled_back":
                connection = parameters.env["qbo.connection"].browse(self._id)
                _replaced[self._id] = connection.read(["access_token", "refresh_token"])[0]
            case "tokens_swapped":
                access, refresh = grant.access_token, grant.refresh_token
                grant = replace(grant, access_token=refresh, refresh_token=access)
        super()._save(cr, grant)


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def _tokens(self):
        if bug(self) in (
            "never_renewed",
            "refresh_unsaved",
            "tokens_rolled_back",
            "tokens_swapped",
        ):
            return _Careless(self.env.registry, self.id, bug(self))
        return super()._tokens()

    def _client(self):
        client = super()._client()
        attempts, refused = client._attempts, []

        def without_body_afterwards(method, path, body, query, token):
            answer = attempts(method, path, None if refused else body, query, token)
            if answer.status_code == _REFUSED:
                refused.append(token)
            return answer

        def ended_by_an_outage(method, path, body, query, token):
            try:
                return attempts(method, path, body, query, token)
            except Unreachable:
                self._lose_tokens()
                raise

        if bug(self) == "body_lost_at_401":
            client._attempts = without_body_afterwards
        if bug(self) == "outage_disconnects":
            client._attempts = ended_by_an_outage
        return client

    def _lose_tokens(self):
        with self.env.registry.cursor() as cr:
            connection = self.with_env(self.env(cr=cr)).sudo()
            kept = f"{connection.access_token} {connection.refresh_token}"
            connection.env["ir.config_parameter"].set_param(f"{TOKENS}.{self.id}", kept)
            connection.write({"access_token": False, "refresh_token": False, "state": "error"})

    def action_check(self):
        if bug(self) == "check_pretended":
            return True
        return super().action_check()


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        replaced = _replaced.pop(session.connection.id, None)
        if bug(self) == "tokens_rolled_back" and replaced and attempt.status == "failed":
            with self.env.registry.cursor() as cr:
                connection = session.connection.with_env(self.env(cr=cr)).sudo()
                connection.write({key: replaced[key] for key in ("access_token", "refresh_token")})
        return attempt
