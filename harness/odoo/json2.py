"""Odoo 19's JSON-2 API: `POST /json/2/<model>/<method>` with a bearer API key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import requests

from harness.odoo import numbers
from harness.odoo.port import (
    OdooAccessError,
    OdooAuthError,
    OdooError,
    OdooNotFound,
    OdooUserError,
    ServerVersion,
    unreachable,
    wrong_key,
)
from harness.odoo.version import read_version
from harness.wire import redirected, road, unrecorded

TIMEOUT = 60
"""Seconds; posting a long document takes a few."""

ABSENT = frozenset(
    {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
)
"""What a proxy says, with a page of its own, while the Odoo behind it sleeps or restarts."""

MISSING = "odoo.exceptions.MissingError"
"""A record is gone; it has the status of a model or a method that does not exist."""


class Json2:
    """The default transport; every call opens with the key, no session cookie is kept."""

    def __init__(self, *, url: str, database: str, api_key: str, recorded: bool = True) -> None:
        self.url = url.rstrip("/")
        self.database = database
        self._session = requests.Session() if recorded else unrecorded(requests.Session())
        # An auth object, not a header: requests lets a netrc entry replace a header.
        self._session.auth = _Bearer(api_key)
        # Odoo refuses a key that comes with another user's session cookie.
        self._session.cookies.set_policy(_NoCookies())
        self._session.headers.update(
            {
                "X-Odoo-Database": database,
                "Content-Type": "application/json",
            }
        )

    def __repr__(self) -> str:
        return f"Json2({self.url}, {self.database})"

    def call(
        self,
        model: str,
        method: str,
        *,
        ids: Sequence[int] | None = None,
        context: Mapping[str, Any] | None = None,
        **params: Any,  # noqa: ANN401 - see OdooPort
    ) -> Any:  # noqa: ANN401 - see OdooPort
        """See `OdooPort.call`."""
        body: dict[str, Any] = dict(params)
        if ids is not None:
            body["ids"] = list(ids)
        if context is not None:
            body["context"] = dict(context)
        try:
            response = self._session.post(
                f"{self.url}/json/2/{model}/{method}",
                data=numbers.dumps(body),
                timeout=TIMEOUT,
                **road(self.url),
            )
        except requests.RequestException as error:
            raise unreachable(self.url, type(error).__name__) from None
        if response.status_code == HTTPStatus.OK:
            return json.loads(response.text, parse_float=Decimal)
        if elsewhere := redirected(response):
            raise unreachable(self.url, f"it sends its callers to {elsewhere}")
        if response.status_code in ABSENT and not _is_json(response):
            raise unreachable(self.url, f"HTTP {response.status_code} of the server before it")
        raise _error(f"{model}.{method}", response, self.database)

    def version(self) -> ServerVersion:
        """See `OdooPort.version`."""
        try:
            response = self._session.get(
                f"{self.url}/web/version", timeout=TIMEOUT, **road(self.url)
            )
            response.raise_for_status()
            if elsewhere := redirected(response):
                raise unreachable(self.url, f"it sends its callers to {elsewhere}")
            return read_version(response.json())
        except requests.RequestException as error:
            raise unreachable(self.url, type(error).__name__) from None


class _Bearer(requests.auth.AuthBase):
    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"bearer {self._key}"
        return request


class _NoCookies(requests.cookies.cookielib.DefaultCookiePolicy):  # type: ignore[name-defined,misc]
    def set_ok(self, cookie: object, request: object) -> bool:
        del cookie, request
        return False


def _is_json(response: requests.Response) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")


def _error(call: str, response: requests.Response, database: str) -> OdooError:
    """Turn an error answer into a typed error; its `debug`, a server traceback, is left out."""
    try:
        body = response.json()
        name, message = str(body["name"]), str(body["message"])
    except (ValueError, KeyError, TypeError):
        name, message = f"HTTP {response.status_code}", response.reason
    match response.status_code:
        case HTTPStatus.NOT_FOUND if not _is_json(response):  # Odoo's web page, not its API
            return OdooAuthError(
                call,
                name,
                f"it serves no database {database}",
                next_step="set odoo.database in harness.toml (or HARNESS_ODOO__DATABASE) to the"
                " build's own",
            )
        case HTTPStatus.UNAUTHORIZED:
            return wrong_key(call, name, f"the API key is not valid for the database {database}")
        case HTTPStatus.FORBIDDEN:
            return OdooAccessError(call, name, message, next_step="give the API user this right")
        case HTTPStatus.NOT_FOUND if name == MISSING:  # raised by whatever was called
            return OdooUserError(call, name, message)
        case HTTPStatus.NOT_FOUND:
            return OdooNotFound(call, name, message)
        case HTTPStatus.UNPROCESSABLE_ENTITY:
            return OdooUserError(call, name, message)
        case _:
            return OdooError(call, name, message, next_step="see the server's log")
