"""C4: OAuth and tokens."""

from dataclasses import replace

from odoo import SUPERUSER_ID, api, models
from odoo.addons.qbo_mirror.models.tokens import StoredTokens

from .seeded import TOKENS, bug


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
            case "tokens_swapped":
                access, refresh = grant.access_token, grant.refresh_token
                grant = replace(grant, access_token=refresh, refresh_token=access)
        super()._save(cr, grant)


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def _tokens(self):
        if bug(self) in ("never_renewed", "refresh_unsaved", "tokens_swapped"):
            return _Careless(self.env.registry, self.id, bug(self))
        return super()._tokens()

    def action_check(self):
        if bug(self) == "check_pretended":
            return True
        return super().action_check()
