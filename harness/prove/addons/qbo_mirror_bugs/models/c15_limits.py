"""C15: rate limits and paging."""

from odoo import models

from .seeded import bug

_TOO_MANY = 429


class _Dropped(Exception):
    """A request that was refused for its rate."""


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def _client(self):
        client = super()._client()
        send = client._send

        def dropped_when_refused(method, path, body, query, token):
            answer = send(method, path, body, query, token)
            if answer.status_code == _TOO_MANY:
                raise _Dropped
            return answer

        if bug(self) == "throttled_dropped":
            client._send = dropped_when_refused
        return client


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_carry(self, entity, session, attempt):
        try:
            super()._qbo_carry(entity, session, attempt)
        except _Dropped:
            attempt.notes.append("later")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "first_page_only":
            page = session.client._call("GET", "query", query=f"SELECT * FROM {entity}")  # noqa: S608  no SQL
            rows = page["QueryResponse"].get(entity, [])
            mine = [row for row in rows if row["DisplayName"] == wanted["DisplayName"]]
            return mine[0] if mine else None
        return super()._qbo_found(entity, session, wanted)
