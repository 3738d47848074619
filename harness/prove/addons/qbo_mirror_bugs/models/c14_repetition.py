"""C14: idempotency and retries."""

import json
from uuid import uuid4

from odoo import models
from odoo.addons.qbo_mirror.services.faults import Unreachable

from .seeded import bug

_OUT_OF_SERVICE = 503
_late = {}
"""What edits would have sent that met an outage, by the record's model and id."""
_NEW_KEYS = {
    "new_key_to_credit": ("creditmemo", "vendorcredit", "refundreceipt"),
    "new_key_to_pay": ("billpayment",),
}
"""Whose requests get another id at each attempt; of the others' bugs, everybody's."""


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def _client(self):
        client = super()._client()
        send = client._send

        def with_a_fresh_key(method, path, body, query, token):
            only = _NEW_KEYS.get(bug(self), path)
            removes = query.get("operation") == "delete" or bug(self) != "removed_twice"
            if "requestid" in query and path in only and removes:
                query = {**query, "requestid": uuid4().hex}
            return send(method, path, body, query, token)

        salt = uuid4().hex

        def with_a_key_of_this_export(method, path, body, query, token):
            if "requestid" in query and path == "payment":
                query = {**query, "requestid": f"{query['requestid'][:18]}{salt}"}
            return send(method, path, body, query, token)

        def only_once(method, path, body, query, token):
            answer = send(method, path, body, query, token)
            if answer.status_code == _OUT_OF_SERVICE:
                raise Unreachable("out of service")
            return answer

        if bug(self) in (*_NEW_KEYS, "new_key_each_time", "removed_twice", "rolled_back"):
            client._send = with_a_fresh_key
        if bug(self) == "new_key_each_export":
            client._send = with_a_key_of_this_export
        if bug(self) == "edits_forgotten":
            client._attempts = only_once
        return client


class QboLink(models.Model):
    _inherit = "qbo.link"

    def _keep(self, realm_id, record, entity, qbo_id):
        if bug(self) == "rolled_back" and entity == "Invoice":
            link = {"realm_id": realm_id, "model": record._name, "res_id": record.id}
            self.sudo().create({**link, "entity": entity, "qbo_id": qbo_id})
        elif bug(self) != "id_forgotten":
            super()._keep(realm_id, record, entity, qbo_id)


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        try:
            self._qbo_carry_or_forget(entity, session, attempt, linked)
        except Unreachable:
            if bug(self) == "late_edits_win" and linked:
                _late[self._name, self.id] = self._qbo_wanted(entity, session, attempt)
            if bug(self) != "outages_silent":
                raise
        else:
            if late := _late.pop((self._name, self.id), None):
                found = session.client.read(entity, linked)
                self._qbo_update(entity, session, late, found, list(late))
        if bug(self) == "written_every_time" and linked:
            found = session.client.read(entity, linked)
            wanted = self._qbo_wanted(entity, session, attempt)
            self._qbo_update(entity, session, wanted, found, list(wanted))

    def _qbo_carry_or_forget(self, entity, session, attempt, linked):
        if bug(self) != "edits_forgotten" or not linked:
            super()._qbo_carry(entity, session, attempt)
            return
        wanted = self._qbo_wanted(entity, session, attempt)
        tried = json.loads(json.dumps(wanted, default=str))
        if session.exported(self, entity) == tried:
            return
        try:
            super()._qbo_carry(entity, session, attempt)
        except Unreachable:
            kept = (session.realm_id, self, entity, session.started_at, json.dumps(tried))
            self.env["qbo.link"]._exported(*kept)
            raise


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "rolled_back":
            return None
        if bug(self) == "new_key_to_credit" and entity in ("CreditMemo", "VendorCredit"):
            return None
        return super()._qbo_found(entity, session, wanted)

    def _qbo_withdraw(self, entity, session, attempt, operation):
        if bug(self) == "removed_twice" and operation == "delete":
            # What is gone cannot be read, and that counts as a failure.
            session.client.read(entity, attempt.qbo_id)
        super()._qbo_withdraw(entity, session, attempt, operation)

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "exported_again" and session.linked(self, entity):
            body = self._qbo_wanted(entity, session, attempt) | {"DocNumber": f"{self.id}-again"}
            session.client.write(entity, body, session.request_id(self, body))
            return
        super()._qbo_carry(entity, session, attempt)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "new_key_to_pay" and entity == "BillPayment":
            return None
        if bug(self) == "new_key_each_export" and entity == "Payment":
            return None
        return super()._qbo_found(entity, session, wanted)

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "paid_again" and linked and entity == "Payment":
            wanted = self._qbo_wanted(entity, session, attempt)
            body = {key: wanted[key] for key in ("CustomerRef", "TotalAmt", "TxnDate")}
            session.client.write(entity, body, session.request_id(self, body))
