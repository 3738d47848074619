"""
One session with one QuickBooks company, on python-quickbooks and intuit-oauth.

The libraries sign and send; this module adds what they lack: a configured host
instead of theirs, timeouts, a token refresh on 401, retries that honour
Retry-After, and answers as raw JSON with `Decimal`, since their objects fill in
values that QuickBooks did not send.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
import stamina
from intuitlib.client import AuthClient
from intuitlib.exceptions import AuthClientError
from quickbooks import QuickBooks
from quickbooks.exceptions import QuickbooksException

from harness.errors import Unreachable
from harness.quickbooks.errors import (
    QuickBooksError,
    RecordNotFound,
    StaleToken,
    Throttled,
    TokenRejected,
    WrongRealm,
)
from harness.quickbooks.tokens import TokenFile, Tokens
from harness.wire import ahead, redirected, road

MINOR_VERSION = 75
"""Since August 2025 Intuit serves every call as 75; the library warns when it is left out."""

TIMEOUT = 60
BUSY = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
KINDS: Mapping[str, type[QuickBooksError]] = {"610": RecordNotFound, "5010": StaleToken}


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Which company, where, and by which app; `ca_file` is an emulator's certificate authority."""

    api_url: str
    discovery_url: str
    realm: str
    client_id: str
    client_secret: str
    ca_file: Path | None = None

    def __repr__(self) -> str:
        return f"Company({self.realm} at {self.api_url})"


class Session:
    """
    Raw JSON in and out; a refused token is renewed once.

    `before_write` is called before every write and raises to refuse it; `tries` is how
    often a busy service is asked.
    """

    def __init__(
        self,
        company: Company,
        tokens: TokenFile,
        *,
        before_write: Callable[[], None],
        tries: int = 4,
    ) -> None:
        self.company = company
        self._tokens = tokens
        self._before_write = before_write
        self._tries = tries
        self._client = _Client(company_id=company.realm, minorversion=MINOR_VERSION)
        self._client.prepare(company, self._send)
        self._http = requests.Session()
        self._tid = ""
        self.ahead = timedelta()
        """How far the service's clock was ahead of ours when it last answered, in whole seconds."""

    def read(self, entity: str, record_id: str) -> Any:  # noqa: ANN401 - JSON as it came
        """Read one record's JSON by id."""
        return self._answer(
            f"read {entity} {record_id}",
            lambda: self._client.get_single_object(entity, record_id),
        )

    def query(self, statement: str) -> Any:  # noqa: ANN401 - JSON as it came
        """Run one query statement and return the `QueryResponse`."""
        answer = self._answer(f"query {statement}", lambda: self._client.query(statement))
        return answer["QueryResponse"]

    def changes(self, entities: str, since: str) -> Any:  # noqa: ANN401 - JSON as it came
        """Return the changes since a moment (change data capture) as `QueryResponse`s."""
        answer = self._answer(
            f"tell what changed in {entities}",
            lambda: self._client.change_data_capture(entities, since),
        )
        return answer["CDCResponse"][0]["QueryResponse"]

    def write(self, path: str, body: str) -> Any:  # noqa: ANN401 - JSON as it came
        """Create or update by JSON text, with a new requestid; `path` is such as `account`."""
        self._before_write()
        url = f"{self._client.api_url}/company/{self.company.realm}/{path}"
        request_id = uuid4().hex
        return self._answer(
            f"write {path}", lambda: self._client.post(url, body, request_id=request_id)
        )

    def refresh(self) -> None:
        """Renew the tokens now."""
        self._renew(self._tokens.load().access_token)

    def _answer(self, what: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON as it came
        try:
            return act()
        except QuickbooksException as error:
            code = str(error.error_code)
            kind = KINDS.get(code, QuickBooksError)
            raise kind(
                f"QuickBooks refused to {what}.",
                code=code,
                message=str(error.message),
                detail=str(error.detail),
                tid=self._tid,
            ) from None
        except requests.RequestException as error:
            raise Unreachable(
                "QuickBooks does not answer.",
                found=type(error).__name__,
                where=self.company.api_url,
                next_step="check the network and quickbooks.api_url",
            ) from None

    def _send(self, method: str, url: str, **request: Any) -> requests.Response:  # noqa: ANN401
        """Send one request of the library: token, timeout, renewal, patience."""
        token = self._tokens.load().access_token
        response = self._patiently(method, url, token, **request)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            token = self._renew(token)
            response = self._patiently(method, url, token, **request)
        self._tid = response.headers.get("intuit_tid", "")
        self.ahead = ahead(response)
        if elsewhere := redirected(response):
            raise Unreachable(
                "QuickBooks sends its callers elsewhere; nobody follows.",
                found=elsewhere,
                where=self.company.api_url,
                next_step="check quickbooks.api_url, and what stands between",
            )
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            raise TokenRejected("QuickBooks refuses the access token, even a fresh one.")
        if response.status_code == HTTPStatus.FORBIDDEN:
            raise WrongRealm(
                f"QuickBooks does not let this app into the company {self.company.realm}.",
                code="3100",
                tid=self._tid,
                next_step="connect that company, or correct quickbooks.realm",
            )
        if response.status_code in BUSY:
            raise Throttled(
                "QuickBooks is busy and stayed so.",
                code=str(response.status_code),
                next_step="wait a minute: Intuit counts the calls of all who use this app and"
                " company; then run the same command again",
            )
        return response

    def _patiently(
        self,
        method: str,
        url: str,
        token: str,
        **request: Any,  # noqa: ANN401 - what the library passes on
    ) -> requests.Response:
        headers = request.pop("headers")
        response: requests.Response | None = None
        for attempt in stamina.retry_context(
            on=_Busy, attempts=self._tries, wait_initial=1.0, timeout=90
        ):
            with attempt:
                response = self._http.request(
                    method,
                    url,
                    headers=headers,
                    auth=_Bearer(token),
                    timeout=TIMEOUT,
                    **road(url),
                    verify=str(self.company.ca_file) if self.company.ca_file else True,
                    **request,
                )
                if response.status_code in BUSY and attempt.num < self._tries:
                    wait = response.headers.get("Retry-After", "")
                    if wait.isdecimal():
                        time.sleep(min(int(wait), 60))
                    raise _Busy
        assert response is not None  # noqa: S101 - the loop runs at least once
        return response

    def _renew(self, refused: str) -> str:
        return self._tokens.renew(refused, self._ask).access_token

    def _ask(self, refresh_token: str) -> Tokens:
        try:
            auth = _AuthClient(self.company)
            auth.refresh(refresh_token=refresh_token)
        except AuthClientError as error:
            raise TokenRejected(
                "QuickBooks refused to renew the token.",
                code=str(error.status_code),
                tid=str(error.intuit_tid or ""),
                next_step="give consent again",
            ) from None
        left = auth.x_refresh_token_expires_in
        return Tokens(
            access_token=str(auth.access_token),
            refresh_token=str(auth.refresh_token),
            refresh_until=(datetime.now(UTC) + timedelta(seconds=int(left))).isoformat()
            if left
            else "",
        )


class _Bearer(requests.auth.AuthBase):
    """The token as an auth object: requests would let a netrc entry replace a plain header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Busy(Exception):
    """The service asked us to come back later."""


class _Client(QuickBooks):  # type: ignore[misc] # the library is untyped
    """python-quickbooks with both of its hosts replaced, sending through our session."""

    use_decimal = True

    def prepare(self, company: Company, send: Callable[..., requests.Response]) -> None:
        # The library picks production unless its environment is exactly "sandbox".
        self.sandbox_api_url_v3 = self.api_url_v3 = f"{company.api_url.rstrip('/')}/v3"
        self._send = send

    def process_request(
        self,
        request_type: str,
        url: str,
        headers: Any = "",  # noqa: ANN401 - as the library passes it
        params: Any = "",  # noqa: ANN401
        data: Any = "",  # noqa: ANN401
    ) -> requests.Response:
        if not url.startswith(f"{self.api_url}/"):
            raise Unreachable("The library was about to leave the allowed host.", found=url)
        body = data.encode() if isinstance(data, str) else None
        return self._send(request_type, url, headers=dict(headers), params=params, data=body)


class _AuthClient(AuthClient):  # type: ignore[misc] # the library is untyped
    """intuit-oauth with a timeout and the emulator's certificate."""

    def __init__(self, company: Company) -> None:
        self._ca = str(company.ca_file) if company.ca_file else True
        super().__init__(
            company.client_id, company.client_secret, "", environment=company.discovery_url
        )

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # noqa: ANN401
        options |= {"timeout": TIMEOUT, "verify": self._ca, **road(url)}
        return super().request(method, url, **options)  # type: ignore[no-any-return]
