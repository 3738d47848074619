"""Where Intuit sends the person back after the consent page."""

import logging

from odoo import http
from odoo.http import request

from ..services.faults import QboError

_logger = logging.getLogger(__name__)


class QboCallback(http.Controller):
    """Takes `code`, `realmId` and `state`; never shows or logs them."""

    @http.route("/qbo_mirror/callback", type="http", auth="user", methods=["GET"])
    def callback(self, state="", code="", realmId="", error="", **_rest):  # noqa: N803  Intuit's
        connection = request.env["qbo.oauth.state"]._redeem(state)
        if not connection:
            return self._refused(
                "This consent was not started here by you, or it is too old. "
                "Open the QuickBooks connection and press Connect again."
            )
        if error or not code:
            return self._refused(f"Intuit gave no consent ({error or 'no code'}).", connection)
        try:
            connection._complete(code=code, realm_id=realmId)
        except QboError as refusal:
            _logger.warning("QuickBooks consent failed: %s", refusal)
            return self._refused(str(refusal), connection)
        return request.redirect(self._form(connection))

    def _form(self, connection):
        return f"/odoo/action-qbo_mirror.action_qbo_connection/{connection.id}"

    def _refused(self, reason, connection=None):
        back = self._form(connection) if connection else "/odoo"
        values = {"reason": reason, "back": back}
        return request.render("qbo_mirror.callback_refused", values, status=400)
