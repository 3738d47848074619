"""Lists are read to their end, whichever order a company takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.proof.mirror import WATCHED
from harness.quickbooks import books
from harness.quickbooks.books import NAMES, Books
from harness.quickbooks.errors import QuickBooksError
from harness.quickbooks.session import Company, Session
from harness.quickbooks.tokens import TokenFile, Tokens
from tests.sandbox.conftest import CLIENT_ID, SECRET, Emulator


@pytest.fixture
def sample(emulator: Emulator, tmp_path: Path) -> Books:
    """The sample company, which refuses to order by ids."""
    made = emulator.company("sample")
    emulator.admin("PATCH", f"realms/{made.realm}/choices", **{"id-order": "refused"})
    tokens = TokenFile(tmp_path / "tokens.json")
    grant = {name: str(made.grant[name]) for name in ("access_token", "refresh_token")}
    tokens.save(Tokens(**grant))
    company = Company(
        api_url=emulator.url,
        discovery_url=f"{emulator.url}/.well-known/openid_sandbox_configuration",
        realm=made.realm,
        client_id=CLIENT_ID,
        client_secret=SECRET,
    )
    return Books(Session(company, tokens, before_write=lambda: None))


def test_all_pages_are_read_where_ids_are_no_order(
    sample: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row once, of every list and transaction that a scenario asks for."""
    monkeypatch.setattr(books, "PAGE", 3)
    for entity in {*NAMES, *WATCHED}:
        rows = [row["Id"] for row in sample.query(entity)]
        assert len(rows) == len(set(rows)) == sample.count(entity), entity


def test_a_query_that_is_wrong_in_any_order_is_refused(sample: Books) -> None:
    """In Intuit's words for what was asked for."""
    with pytest.raises(QuickBooksError, match="Colour"):
        sample.query("Customer", "Colour = 'red'")
