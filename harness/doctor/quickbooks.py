"""The checks of the QuickBooks company and of the consent for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import requests

from harness.doctor.finding import Check, Wrong
from harness.doctor.odoo import judged_clock
from harness.guard import Vouched, prove_company, prove_quickbooks
from harness.lists import TURN_OFF_AUTOMATION
from harness.odoo.port import OdooPort
from harness.quickbooks.books import Books
from harness.quickbooks.clean import inspect
from harness.quickbooks.discovery import TIMEOUT, discover
from harness.quickbooks.lists import applies_by_itself
from harness.quickbooks.tokens import TokenFile
from harness.session.target import Target
from harness.wire import pinned, road

FEW = timedelta(days=14)
"""A consent that ends sooner may end in the middle of a validation."""

SCOPE = "com.intuit.quickbooks.accounting"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickBooksSide:
    """
    What is looked at.

    `callback` is the connector's path to which a consent comes back, `items` what
    the rules open the books with.
    """

    target: Target
    books: Books
    port: OdooPort
    callback: str | None
    items: Collection[str]
    vouched: Vouched

    def checks(self) -> Iterator[Check]:
        """List the checks in the order in which people would fix things."""
        consent = ("QuickBooks address", "consent")
        quota = (*consent, "QuickBooks quota")
        yield Check(name="QuickBooks address", look=self._address)
        yield Check(name="consent", look=self._consent, needs=("QuickBooks address",))
        yield Check(name="QuickBooks quota", look=self._quota, needs=consent)
        yield Check(name="QuickBooks company", look=self._company, needs=quota)
        yield Check(name="QuickBooks clock", look=self._clock, needs=quota)
        yield Check(name="company is clean", look=self._clean, needs=quota)
        yield Check(name="credits stay open", look=self._automation, needs=quota)
        yield Check(
            name="redirect URI", look=self._redirect, needs=("QuickBooks address", "API key")
        )

    def _address(self) -> str:
        wanted = self.target.quickbooks
        prove_quickbooks(wanted.api_url, vouched=self.vouched.realm == wanted.realm)
        return wanted.api_url

    def _consent(self) -> str:
        """Check the consent; if its end is unknown, refresh the tokens, since only Intuit knows."""
        file = TokenFile(self.target.quickbooks.tokens)
        until = file.load().refresh_until
        if not until:
            self.books.session.refresh()
            until = file.load().refresh_until
        else:
            self.books.company_info()  # renews an access token that has ended
        if not until:
            return "accepted; QuickBooks does not say until when"
        left = datetime.fromisoformat(until) - datetime.now(UTC)
        if left < FEW:
            raise Wrong(f"ends in {left.days} days", "give consent again: harness connect")
        return f"accepted, {left.days} days left"

    def _quota(self) -> str:
        self.books.company_info()
        return "a call was let through"

    def _company(self) -> str:
        wanted = self.target.quickbooks
        name = str(self.books.company_info()["CompanyName"])
        prove_company(name=name, expected=wanted.company, realm=wanted.realm, vouched=self.vouched)
        return f"{name}, realm {wanted.realm}"

    def _clock(self) -> str:
        return judged_clock(self.books.session.ahead)

    def _clean(self) -> str:
        """Check that the company is clean; records of other runs are reported but allowed."""
        found = inspect(self.books, expected_items=self.items)
        if found.foreign:
            raise Wrong(
                "; ".join(str(finding) for finding in found.foreign),
                "on Intuit's developer portal: Sandboxes, Clear data and reset; or name an empty"
                " company",
            )
        if found.ours:
            return (
                f"but for {found.ours.total()} records of {len(found.ours)} scenarios of the"
                " harness (harness clean lets them go)"
            )
        return "nothing in it but its defaults"

    def _automation(self) -> str:
        """Check that nobody but the connector settles invoices; new companies do so themselves."""
        if applies_by_itself(self.books.preferences()):
            raise Wrong(
                "QuickBooks applies open credits and payments by itself",
                TURN_OFF_AUTOMATION,
            )
        return "until somebody applies them"

    def _redirect(self) -> str:
        """Check the redirect URI, whose base address changes with every new build of Odoo."""
        if self.callback is None:
            return "the profile names no callback"
        odoo = self.target.odoo
        base = str(self.port.call("ir.config_parameter", "get_param", key="web.base.url"))
        if pinned(base.rstrip("/")) != odoo.url.rstrip("/"):
            raise Wrong(
                f"Odoo calls itself {base}, not {odoo.url}",
                "log in once as administrator at the build's address, or set web.base.url; then"
                f" list {odoo.url}{self.callback} among the app's redirect URIs at Intuit",
            )
        uri = f"{odoo.url}{self.callback}"
        self._ask_consent(uri)
        return uri

    def _ask_consent(self, uri: str) -> None:
        """Open the consent page as a browser would, and return a refusal that it shows at once."""
        wanted = self.target.quickbooks
        page = discover(wanted.discovery_url).authorize
        asked = {
            "client_id": wanted.client_id,
            "redirect_uri": uri,
            "response_type": "code",
            "scope": SCOPE,
            "state": "doctor",
        }
        try:
            response = requests.get(page, params=asked, timeout=TIMEOUT, **road(page))
        except requests.RequestException as error:
            raise Wrong(
                f"the consent page does not answer ({type(error).__name__})", "check the network"
            ) from None
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            raise Wrong(
                f"the app does not take {uri}",
                "list it among the app's redirect URIs on Intuit's developer portal",
            )
