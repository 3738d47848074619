"""C2: query text, characters, lengths."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "name_cut":
            return wanted | {"DisplayName": wanted["DisplayName"][:12]}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        match bug(self):
            case "message_raw":
                wanted["CustomerMemo"] = {"value": str(self.narration)}
            case "message_leaves":
                wanted["CustomerMemo"] = {"value": self._qbo_message()}
        return wanted

    def _qbo_short(self, number):
        return number[:21] if bug(self) == "number_cut" else super()._qbo_short(number)
