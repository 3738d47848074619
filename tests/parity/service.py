"""The services that one script is held against: the emulator, or Intuit's own sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import requests

from harness import guard
from harness.errors import NotProven
from harness.quickbooks.session import Company as Books
from harness.quickbooks.session import Session
from harness.quickbooks.tokens import TokenFile
from harness.settings import Settings

MINOR_VERSION = "75"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What came back; `body` is parsed exactly, or the text when it is no JSON."""

    status: int
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One company behind one address; `token` is asked for at every call."""

    name: str
    api_url: str
    realm: str
    token: Callable[[], str]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Exchange:
        """Call as a client does."""
        statement = isinstance(body, str)
        content = body.encode() if statement else json.dumps(body).encode()
        response = requests.request(
            method,
            f"{self.api_url}/v3/company/{self.realm}/{path}",
            params={"minorversion": MINOR_VERSION},
            headers={
                "Authorization": f"Bearer {self.token()}",
                "Accept": "application/json",
                "Content-Type": "application/text" if statement else "application/json",
                **headers,
            },
            data=None if body is None else content,
            timeout=60,
        )
        return Exchange(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=parsed(response.text),
        )


def parsed(text: str) -> Any:
    """Parse JSON without losing a digit; other text stays as it is."""
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text


def intuit(settings: Settings) -> Service:
    """
    Open the sandbox company that the settings name.

    Raises `NotProven` without credentials, and `Refused` for anything that is
    not Intuit's sandbox (or an emulator on this machine).
    """
    books = settings.quickbooks
    guard.prove_quickbooks(books.api_url)
    if not (books.realm and books.client_id and books.client_secret and books.tokens.is_file()):
        raise NotProven(
            "The script was not run against Intuit: there are no credentials.",
            expected="quickbooks.realm, client_id, client_secret and a token file",
            where="harness.toml and HARNESS_QUICKBOOKS__... variables",
            next_step="copy harness.example.toml to harness.toml, fill it in, run: harness connect",
        )
    tokens = TokenFile(books.tokens)
    company = Books(
        api_url=books.api_url,
        discovery_url=books.discovery_url,
        realm=books.realm,
        client_id=books.client_id,
        client_secret=books.client_secret.get_secret_value(),
    )
    session = Session(company, tokens, before_write=lambda: None)
    info = session.read("CompanyInfo", books.realm)["CompanyInfo"]  # renews an expired token
    guard.prove_company(
        name=info["CompanyName"],
        expected=books.company,
        realm=books.realm,
        vouched=guard.Vouched(),
    )
    return Service(
        name="Intuit's sandbox",
        api_url=books.api_url,
        realm=books.realm,
        token=lambda: tokens.load().access_token,
    )


def answered(exchange: Exchange) -> bool:
    """Whether a write was done."""
    return exchange.status == HTTPStatus.OK and isinstance(exchange.body, dict)
