"""The clients people use, unmodified, on companies of an emulator, over TLS."""

from __future__ import annotations

from typing import Any

import pytest
from intuitlib.client import AuthClient
from quickbooks import QuickBooks

from tests.sandbox.conftest import CLIENT_ID, REDIRECT, SECRET, Company, emulator, launch, sample

__all__ = ["emulator", "launch", "sample"]


def connect(company: Company) -> Any:
    """python-quickbooks on a company, its tokens from intuit-oauth; only addresses are told."""
    origin = company.emulator.facts["tls_url"]

    class Emulated(QuickBooks):  # type: ignore[misc] # the library is untyped
        sandbox_api_url_v3 = api_url_v3 = f"{origin}/v3"

    auth = AuthClient(
        CLIENT_ID,
        SECRET,
        REDIRECT,
        environment=f"{origin}/.well-known/openid_sandbox_configuration/",
        refresh_token=company.grant["refresh_token"],
    )
    return Emulated(
        auth_client=auth,
        refresh_token=company.grant["refresh_token"],
        company_id=company.realm,
        minorversion=75,
    )


@pytest.fixture
def client(sample: Company, monkeypatch: pytest.MonkeyPatch) -> Any:
    """python-quickbooks on the sample company."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", sample.emulator.facts["ca_file"])
    return connect(sample)
