"""One company of QuickBooks over HTTP: bearer token, bounded retries, faults as exceptions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

import requests

from .faults import Fault, NotConnected, Unreachable, fault_in

MINOR_VERSION = "75"
TIMEOUT = (5, 30)
"""Seconds to connect and to wait for an answer."""
PAGE = 1000
_VOIDED_BY_UPDATE = frozenset({"Payment", "BillPayment"})
"""Voided by an update that says so; others by an operation of its own (Intuit)."""
_RETRIED_STATUS = frozenset({429, 500, 502, 503, 504})
_PAUSES = (0.5, 2.0)
_LONGEST_PAUSE = 5.0
"""Seconds. If QuickBooks asks for more, the call fails: a worker of Odoo must not sleep long."""


class Tokens(Protocol):
    """Where the bearer token comes from."""

    def current(self) -> str:
        """Return a token that has not expired."""

    def renewed(self, refused: str) -> str:
        """Return another token than the one that was just refused."""


class Client:
    """
    Calls for one realm; `tid` is the intuit_tid of the last answer.

    A write carries a requestid, so a repeated write after a lost answer is
    answered with the first result instead of a second record.
    """

    def __init__(
        self,
        *,
        api_url: str,
        realm_id: str,
        tokens: Tokens,
        session: requests.Session | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = f"{api_url.rstrip('/').removesuffix('/v3')}/v3/company/{realm_id}"
        self._realm = realm_id
        self._tokens = tokens
        self._session = session or requests.Session()
        self._pause = pause
        self.tid = ""

    def company_info(self) -> dict[str, Any]:
        """The company's name and address; the cheapest proof that the connection works."""
        return self._call("GET", f"companyinfo/{self._realm}")["CompanyInfo"]

    def read(self, entity: str, qbo_id: str) -> dict[str, Any]:
        """One record with its current SyncToken; an inactive one too. `Fault` 610 if missing."""
        return self._call("GET", f"{entity.lower()}/{qbo_id}")[entity]

    def query(self, entity: str, where: str) -> list[dict[str, Any]]:
        """Every active record for which `where` holds, page after page."""
        found: list[dict[str, Any]] = []
        while True:
            page = f"STARTPOSITION {len(found) + 1} MAXRESULTS {PAGE}"
            statement = f"SELECT * FROM {entity} WHERE {where} {page}"  # noqa: S608  no SQL
            answer = self._call("GET", "query", query=statement)
            rows = answer["QueryResponse"].get(entity, [])
            found += rows
            if len(rows) < PAGE:
                return found

    def write(self, entity: str, body: Mapping[str, Any], request_id: str) -> dict[str, Any]:
        """Create (no `Id`) or update (`Id` and `SyncToken`); returns the record as stored."""
        answer = self._call("POST", entity.lower(), body=body, requestid=request_id)
        return answer[entity]

    def withdraw(
        self, entity: str, found: Mapping[str, Any], operation: str, request_id: str
    ) -> dict[str, Any]:
        """Void or delete a transaction as it stands; returns what QuickBooks says of it then."""
        body = {"Id": found["Id"], "SyncToken": found["SyncToken"]}
        how = {"operation": operation}
        if operation == "void" and entity in _VOIDED_BY_UPDATE:
            body["sparse"] = True
            how = {"operation": "update", "include": "void"}
        answer = self._call("POST", entity.lower(), body=body, requestid=request_id, **how)
        return answer[entity]

    def _call(
        self, method: str, path: str, *, body: Mapping[str, Any] | None = None, **query: str
    ) -> dict[str, Any]:
        token = self._tokens.current()
        answer = self._attempts(method, path, body, query, token)
        if answer.status_code == requests.codes.unauthorized:
            answer = self._attempts(method, path, body, query, self._tokens.renewed(token))
        return self._content(answer)

    def _attempts(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        query: Mapping[str, str],
        token: str,
    ) -> requests.Response:
        trouble = ""
        for wait in (*_PAUSES, None):
            try:
                answer = self._send(method, path, body, query, token)
            except requests.RequestException as error:
                trouble = f"no answer ({type(error).__name__})"
            else:
                if answer.status_code not in _RETRIED_STATUS:
                    return answer
                trouble = f"HTTP {answer.status_code}"
                fault = fault_in(_json(answer), answer.status_code)
                if fault:
                    trouble += f", {fault}"
                asked = answer.headers.get("Retry-After", "")
                if asked.isdigit() and float(asked) > _LONGEST_PAUSE:
                    break
            if wait is not None:
                self._pause(wait)
        raise Unreachable(f"QuickBooks did not serve {method} {path}: {trouble}. Try again later.")

    def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        query: Mapping[str, str],
        token: str,
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body, default=_number, ensure_ascii=False).encode()
        answer = self._session.request(
            method,
            f"{self._base}/{path}",
            params={**query, "minorversion": MINOR_VERSION},
            data=data,
            headers=headers,
            timeout=TIMEOUT,
            # A redirect would carry the bearer token to a host nobody chose.
            allow_redirects=False,
        )
        self.tid = answer.headers.get("intuit_tid", "")
        return answer

    def _content(self, answer: requests.Response) -> dict[str, Any]:
        content = _json(answer)
        fault = fault_in(content, answer.status_code)
        if fault and answer.status_code == requests.codes.forbidden:
            raise NotConnected(f"The consent does not cover company {self._realm} ({fault}).")
        if fault:
            raise fault
        if answer.status_code != requests.codes.ok or not isinstance(content, dict):
            raise Fault(
                f"HTTP {answer.status_code} without a fault in its body",
                code="",
                status=answer.status_code,
            )
        return content


def _json(answer: requests.Response) -> object:
    try:
        return answer.json(parse_float=Decimal)
    except requests.exceptions.JSONDecodeError:
        return None


def _number(value: object) -> float | int:
    """A decimal as a JSON number: the shortest float of it prints the same digits."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no JSON form here")
    return int(value) if value == value.to_integral_value() else float(value)
