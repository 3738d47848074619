"""The production guard denies by default."""

from __future__ import annotations

import pytest

from harness.errors import Refused
from harness.guard import prove_company, prove_odoo, prove_quickbooks


@pytest.mark.parametrize(
    "url",
    [
        "https://sandbox-quickbooks.api.intuit.com",
        "https://sandbox-quickbooks.api.intuit.com/v3",
        "http://127.0.0.1:8123",
        "https://localhost:8124",
        "http://[::1]:80",
    ],
)
def test_a_sandbox_or_an_emulator_on_this_machine_is_let_through(url: str) -> None:
    """Intuit's sandbox host and loopback addresses are proof enough."""
    prove_quickbooks(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://quickbooks.api.intuit.com",
        "http://sandbox-quickbooks.api.intuit.com",
        "https://sandbox-quickbooks.api.intuit.com:8443",
        "https://sandbox-quickbooks.api.intuit.com.evil.example",
        "https://sandbox-quickbooks.api.intuit.com@quickbooks.api.intuit.com",
        "https://xsandbox-quickbooks.api.intuit.com",
        "https://localhost.evil.example",
        "https://127.0.0.1.evil.example",
        "https://127.0.0.1@quickbooks.api.intuit.com",
        "https://10.0.0.5",
        "ftp://localhost",
        "",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    """Production, look-alikes, odd schemes and private networks are not sandboxes."""
    with pytest.raises(Refused, match="nothing proves that it is a sandbox"):
        prove_quickbooks(url)


def test_a_neutralised_copy_may_be_written_to() -> None:
    """Odoo.sh staging builds are neutralised."""
    prove_odoo(url="https://x", database="acme-stage-1", neutralised=True, allowed=())


def test_a_named_database_may_be_written_to() -> None:
    """The allow-list takes exact names."""
    prove_odoo(url="https://x", database="scratch", neutralised=False, allowed=("scratch",))


@pytest.mark.parametrize("allowed", [(), ("acme-stage",), ("acme*",), ("ACME",)])
def test_a_production_database_is_refused(allowed: tuple[str, ...]) -> None:
    """Neither a prefix, nor a pattern, nor another case lets a database in."""
    with pytest.raises(Refused, match="acme") as caught:
        prove_odoo(url="https://x", database="acme", neutralised=False, allowed=allowed)
    assert "odoo.allow_databases" in str(caught.value)


def test_another_company_is_refused() -> None:
    """Realm and name must both be the ones named."""
    prove_company(realm="1", expected_realm="1", name="A", expected_name=None)
    prove_company(realm="1", expected_realm="1", name="A", expected_name="A")
    with pytest.raises(Refused, match="another company"):
        prove_company(realm="2", expected_realm="1", name="A", expected_name="A")
    with pytest.raises(Refused, match="another company"):
        prove_company(realm="1", expected_realm="1", name="B", expected_name="A")
