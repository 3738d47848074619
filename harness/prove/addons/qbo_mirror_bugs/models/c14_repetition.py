"""C14: idempotency and retries."""

from odoo import models

from .seeded import bug


class QboLink(models.Model):
    _inherit = "qbo.link"

    def _keep(self, realm_id, record, entity, qbo_id):
        if bug(self) != "id_forgotten":
            super()._keep(realm_id, record, entity, qbo_id)


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "written_every_time" and linked:
            found = session.client.read(entity, linked)
            wanted = self._qbo_wanted(entity, session, attempt)
            self._qbo_update(entity, session, wanted, found, list(wanted))


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "exported_again" and session.linked(self, entity):
            body = self._qbo_wanted(entity, session, attempt) | {"DocNumber": f"{self.id}-again"}
            session.client.write(entity, body, f"again-{self.id}")
            return
        super()._qbo_carry(entity, session, attempt)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "paid_again" and linked and entity == "Payment":
            wanted = self._qbo_wanted(entity, session, attempt)
            body = {key: wanted[key] for key in ("CustomerRef", "TotalAmt", "TxnDate")}
            session.client.write(entity, body, f"again-{self.id}")
