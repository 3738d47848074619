"""A company that anything is sent to, and what no answer may ever be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Self

import requests

from tests.sandbox.conftest import SECRET, Company

LONG = os.environ.get("FUZZ") == "long"
"""Set FUZZ=long for a run of minutes; otherwise the fuzz takes seconds and no chances."""


class Target:
    """One company over one kept connection."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.session = requests.Session()
        self.base = f"{company.emulator.url}/v3/company/{company.realm}"
        self.headers = {
            "Authorization": f"Bearer {company.grant['access_token']}",
            "Accept": "application/json",
        }
        self.secrets = secrets_of(company)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send anything, as JSON unless told otherwise; the answer is one that may be given."""
        kind = {"Content-Type": "application/json"} if "data" in options else {}
        headers = {**self.headers, **kind, **options.pop("headers", {})}
        response = self.session.request(
            method, f"{self.base}/{path}", headers=headers, timeout=60, **options
        )
        judge(response.status_code, response.content, self.secrets)
        return response


def secrets_of(company: Company) -> list[bytes]:
    """What no answer may show: keys and tokens, and where files lie on the server."""
    facts = company.emulator.facts
    root = Path(__file__).resolve().parents[2]
    return [
        SECRET.encode(),
        facts["admin_key"].encode(),
        company.grant["access_token"].encode(),
        company.grant["refresh_token"].encode(),
        str(Path(facts["ca_file"]).parent).encode(),
        str(root).encode(),
        b"site-packages",
        b"Traceback",
        b'.py"',
        b"sqlite",
    ]


def judge(status: int, content: bytes, secrets: list[bytes]) -> None:
    """Demand an answer of the service: no crash, nothing of its insides."""
    assert status < 500, (status, content[:2000])
    shown = [secret for secret in secrets if secret in content]
    assert not shown, (shown, content[:2000])
