"""OdooRPC, the older API: `/jsonrpc`, which Odoo 19 deprecates and Odoo 22 removes."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor

import odoorpc

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
from harness.wire import opener

TIMEOUT = 60
KINDS: Mapping[str, type[OdooError]] = {
    "odoo.exceptions.AccessDenied": OdooAuthError,
    "odoo.exceptions.AccessError": OdooAccessError,
    "odoo.exceptions.UserError": OdooUserError,
    "odoo.exceptions.ValidationError": OdooUserError,
    "odoo.exceptions.RedirectWarning": OdooUserError,
    "odoo.exceptions.MissingError": OdooUserError,
}
ABSENT = re.compile(r"The method '[^']*' does not exist|Object \S+ doesn't exist")
"""
Odoo's words for a method and a model that do not exist (`service/model.py`).

Their exceptions are raised by much else, such as a connector's own faulty code.
"""
WRONG_LOGIN = "Wrong login ID or password"
"""The library's own words: it raises a bare error when the server answers False."""
# At DEBUG the library logs every call with the key among its positional arguments.
logging.getLogger("odoorpc").setLevel(logging.INFO)


class OdooRpc:
    """The transport for servers without JSON-2; it logs in at the first call."""

    def __init__(self, *, url: str, database: str, user: str, api_key: str) -> None:
        self.url = url.rstrip("/")
        self.database = database
        self._user = user
        self._key = api_key
        self._client: odoorpc.ODOO | None = None

    def __repr__(self) -> str:
        return f"OdooRpc({self.url}, {self.database})"

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
        arguments: list[object] = [] if ids is None else [list(ids)]
        named = {key: numbers.outward(value) for key, value in params.items()}
        if context is not None:
            named["context"] = dict(context)
        if method == "create":
            # Over RPC, Odoo 19 takes the values of `create` by position only.
            arguments = [named.pop("vals_list")]
        answer = self._guarded(
            f"{model}.{method}",
            lambda client: client.execute_kw(model, method, arguments, named),
        )
        return numbers.inward(answer)

    def version(self) -> ServerVersion:
        """See `OdooPort.version`."""
        answer = self._guarded(
            "version", lambda client: client.json("/web/webclient/version_info", {}), login=False
        )
        return read_version(answer["result"])

    def _guarded(self, call: str, act: Any, *, login: bool = True) -> Any:  # noqa: ANN401
        """Run `act` on a client and turn every failure of the library into an error of ours."""
        try:
            return act(self._logged_in() if login else self._new_client())
        except odoorpc.error.RPCError as error:
            raise self._error(call, error) from None
        except (URLError, TimeoutError, ConnectionError) as error:
            raise unreachable(self.url, type(error).__name__) from None
        except KeyError as error:
            # The library expects `error.data`, which a proxy's or a 404's answer lacks.
            raise OdooError(
                call,
                "malformed answer",
                f"no {error} in it",
                next_step="check that /jsonrpc exists there: Odoo 22 removes it, use json2",
            ) from None

    def _logged_in(self) -> Any:  # noqa: ANN401 - the library is untyped
        if self._client is None:
            client = self._new_client()
            client.login(self.database, self._user, self._key)
            self._client = client
        return self._client

    def _new_client(self) -> Any:  # noqa: ANN401 - the library is untyped
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        return odoorpc.ODOO(
            parts.hostname,
            protocol="jsonrpc+ssl" if secure else "jsonrpc",
            port=parts.port or (443 if secure else 80),
            timeout=TIMEOUT,
            version="19.0",  # given, so that the constructor makes no call
            opener=opener(self.url, HTTPCookieProcessor(CookieJar())),
        )

    def _error(self, call: str, error: Any) -> OdooError:  # noqa: ANN401 - the library is untyped
        """Turn an RPC error into a typed one; the traceback in `error.info` is left out."""
        info = error.info if isinstance(error.info, dict) else {}
        data = info.get("data") or {}
        name = str(data.get("name", "RPCError"))
        message = str(data.get("message") or (error.args[0] if error.args else "no message"))
        kind = OdooNotFound if ABSENT.fullmatch(message) else KINDS.get(name, OdooError)
        if kind is OdooAuthError or message == WRONG_LOGIN:
            return wrong_key(
                call,
                name,
                f"the key of {self._user} is not valid for the database {self.database}",
            )
        return kind(call, name, message)
