"""The OAuth connection works."""

from __future__ import annotations

import pytest

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.marks import check
from harness.quickbooks.books import Books

ANOTHER_REALM = "9130000000000000000"


@check("The OAuth connection works")
def test_oauth_connection_works(connector: Connector, quickbooks: Books) -> None:
    """Valid, renewed twice, recovered from a dead token; a wrong realm is refused."""
    quickbooks.company_info()
    connector.check()
    first = connector.tokens()
    connector.refresh()
    second = connector.tokens()
    assert second["access_token"] != first["access_token"], "a refresh brought no new token"
    connector.check()
    connector.refresh()
    assert connector.tokens()["access_token"] != second["access_token"], (
        "the second refresh, with the rotated token, brought no new token"
    )
    connector.check()
    with connector.access_token_spoiled():
        connector.check()
    with connector.spoiled(realm=ANOTHER_REALM), pytest.raises(SyncFailed):
        connector.check()
    connector.check()
