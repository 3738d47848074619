"""The connection of one company to one QuickBooks company: settings, consent, check."""

from datetime import date

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ..services import oauth
from ..services.client import Client
from ..services.faults import NotConnected, QboError
from .tokens import StoredTokens

API_URLS = {
    "sandbox": "https://sandbox-quickbooks.api.intuit.com",
    "production": "https://quickbooks.api.intuit.com",
}
_READERS_OF_KEYS = "base.group_system,account.group_account_manager"


class QboConnection(models.Model):
    """
    One per company. Its tokens are read and written through `StoredTokens` only,
    in transactions of their own: a rollback of the caller never loses a rotated one.
    """

    _name = "qbo.connection"
    _description = "QuickBooks connection"

    name = fields.Char(required=True, default="QuickBooks Online")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    environment = fields.Selection(
        [("sandbox", "Sandbox"), ("production", "Production"), ("custom", "Custom")],
        required=True,
        default="sandbox",
        help="Custom: another service that speaks the same API, found by its discovery document.",
    )
    api_url = fields.Char("API address", help="Base address of the API, for Custom only.")
    discovery_url = fields.Char("Discovery document", help="For Custom only.")
    client_id = fields.Char("Client ID", groups=_READERS_OF_KEYS)
    client_secret = fields.Char(groups=_READERS_OF_KEYS, copy=False)
    realm_id = fields.Char(
        "Realm ID",
        copy=False,
        help="The QuickBooks company. Consent given for another company is refused.",
    )
    access_token = fields.Char(groups=_READERS_OF_KEYS, copy=False)
    refresh_token = fields.Char(groups=_READERS_OF_KEYS, copy=False)
    access_expires_at = fields.Datetime(copy=False)
    refresh_expires_at = fields.Datetime(copy=False)
    state = fields.Selection(
        [("draft", "Not connected"), ("connected", "Connected"), ("error", "Error")],
        required=True,
        default="draft",
        copy=False,
    )
    last_error = fields.Char(readonly=True, copy=False)
    inventory_start_date = fields.Date(
        required=True,
        default=lambda self: date(fields.Date.context_today(self).year, 1, 1),
        help="Stock in QuickBooks starts on this day, with quantity zero. Older documents are "
        "not exported by the scheduled job: QuickBooks refuses to sell an item before it exists.",
    )
    redirect_uri = fields.Char(
        "Redirect URI", compute="_compute_redirect_uri", help="Enter it in Intuit's app settings."
    )

    _company_unique = models.Constraint(
        "UNIQUE(company_id)", "A company has one QuickBooks connection."
    )

    def _compute_redirect_uri(self):
        for connection in self:
            connection.redirect_uri = f"{connection.get_base_url()}/qbo_mirror/callback"

    @api.model
    def _for_company(self, company):
        """The company's connection (sudo), empty if it has none."""
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _endpoints(self):
        self.ensure_one()
        if self.environment != "custom":
            return oauth.Endpoints()
        if not self.discovery_url:
            raise NotConnected("The custom environment needs the address of a discovery document.")
        return oauth.discovered(self.discovery_url)

    def _tokens(self):
        return StoredTokens(self.env.registry, self.id)

    def _client(self):
        """A client for the connection's company. NotConnected when settings are missing."""
        self.ensure_one()
        api_url = API_URLS.get(self.environment) or self.api_url
        if not api_url:
            raise NotConnected("The custom environment needs the address of its API.")
        if not self.realm_id:
            raise NotConnected(f"{self.name} is not connected: press Connect and give consent.")
        return Client(api_url=api_url, realm_id=self.realm_id, tokens=self._tokens())

    def action_authorize(self):
        """Send the user to Intuit's consent page; the answer comes to /qbo_mirror/callback."""
        self.ensure_one()
        self.check_access("write")
        connection = self.sudo()
        if not connection.client_id or not connection.client_secret:
            raise UserError(self.env._("Enter the client ID and the client secret first."))
        try:
            endpoints = connection._endpoints()
        except QboError as error:
            raise UserError(str(error)) from None
        url = oauth.consent_url(
            endpoints,
            client_id=connection.client_id,
            redirect_uri=connection.redirect_uri,
            state=self.env["qbo.oauth.state"]._issue(self),
        )
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}

    def _complete(self, *, code, realm_id):
        """Exchange the code of the callback and keep tokens and realm. QboError if refused."""
        self.ensure_one()
        if not realm_id.isdecimal():
            raise NotConnected("Intuit named no QuickBooks company.")
        if self.realm_id and self.realm_id != realm_id:
            raise NotConnected(
                f"Consent was given for QuickBooks company {realm_id}, but this connection belongs "
                f"to {self.realm_id}. Choose that company, or clear the realm ID to change it."
            )
        grant = oauth.exchanged(
            self._endpoints(),
            client_id=self.client_id,
            client_secret=self.client_secret,
            now=fields.Datetime.now(),
            form={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.redirect_uri,
            },
        )
        self._tokens().keep(grant, realm_id=realm_id)

    def action_check(self):
        """Read the company's info. True, or a UserError that says what is wrong."""
        self.ensure_one()
        self.check_access("write")
        connection = self.sudo()
        try:
            connection._client().company_info()
        except QboError as error:
            # Only a refusal ends a connection; an outage leaves it to the next attempt.
            state = "error" if isinstance(error, NotConnected) else connection.state
            connection._tokens().note(state, str(error))
            raise UserError(str(error)) from None
        connection._tokens().note("connected", None)
        return True

    def action_refresh(self):
        """Refresh the access token now. True, or a UserError."""
        self.ensure_one()
        self.check_access("write")
        tokens = self.sudo()._tokens()
        try:
            tokens.refreshed()
        except QboError as error:
            raise UserError(str(error)) from None
        return True

    def action_view_logs(self):
        """Open the log of this connection."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("QuickBooks log"),
            "res_model": "qbo.log",
            "view_mode": "list,form",
            "domain": [("connection_id", "=", self.id)],
        }

    def action_sync_pending(self):
        """
        Export what waits: posted documents never exported, and exported records changed since.

        Customers, vendors and products travel with the documents that need
        them, never on their own. A record that fails stays pending and is in the log.
        """
        self.check_access("read")
        done = failed = 0
        for connection in self.sudo():
            company = connection.company_id
            for model in ("res.partner", "product.product", "account.move", "account.payment"):
                mirrored = self.env[model].sudo().with_company(company)
                records = mirrored.with_context(qbo_only_linked=True)._qbo_pending(connection)
                outcomes = [attempt.status for _name, attempt in records._qbo_sync_each()]
                failed += outcomes.count("failed")
                done += outcomes.count("done")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("QuickBooks"),
                "message": self.env._(
                    "%(done)s exported, %(failed)s failed.", done=done, failed=failed
                ),
                "type": "warning" if failed else "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _cron_sync(self):
        """Run by the scheduled job for every connected company."""
        self.with_user(SUPERUSER_ID).search([("state", "=", "connected")]).action_sync_pending()
