"""The production guard of a live target, whose own calls are not recorded."""

from __future__ import annotations

from harness.connector.driver import Connector
from harness.connector.profile import Profile
from harness.guard import Eyes, Guard, Place, Vouched
from harness.odoo.build import BuildReader
from harness.quickbooks.books import Books
from harness.session.run import quickbooks_session, unseen
from harness.session.target import Target


def watch_over(target: Target, profile: Profile, vouched: Vouched) -> Guard:
    """Make the production guard of a live target, which has not admitted it yet."""
    odoo, quickbooks = target.odoo, target.quickbooks
    port = unseen(target)
    books = Books(quickbooks_session(quickbooks))
    place = Place(
        odoo_url=odoo.url,
        database=odoo.database,
        api_url=quickbooks.api_url,
        realm=quickbooks.realm,
        company=quickbooks.company,
    )
    eyes = Eyes(
        build=BuildReader(port).read,
        company=lambda: str(books.company_info()["CompanyName"]),
        # What the harness made it connects itself.
        connector=(lambda: quickbooks.realm)
        if target.name == "local"
        else Connector(profile, port).realm,
    )
    return Guard(place, eyes, vouched)
