"""C15: rate limits and paging."""

from odoo import models

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "first_page_only":
            page = session.client._call("GET", "query", query=f"SELECT * FROM {entity}")  # noqa: S608  no SQL
            rows = page["QueryResponse"].get(entity, [])
            mine = [row for row in rows if row["DisplayName"] == wanted["DisplayName"]]
            return mine[0] if mine else None
        return super()._qbo_found(entity, session, wanted)
