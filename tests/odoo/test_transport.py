"""Numbers and errors on the way to Odoo."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from harness.errors import Unreachable
from harness.odoo import numbers
from harness.odoo.json2 import Json2
from harness.odoo.port import (
    OdooAccessError,
    OdooAuthError,
    OdooError,
    OdooNotFound,
    OdooUserError,
)
from harness.odoo.version import read_version

KEY = "canary-key-0123456789"


class _Odoo(BaseHTTPRequestHandler):
    """Answers with the status that the method's name says."""

    def do_POST(self) -> None:
        status = int(self.path.rpartition("_")[2])
        body = {"name": "x.Error", "message": "words", "debug": f"Traceback {KEY}"}
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/odoo")
        page = status == 502 or "webpage" in self.path
        self.send_header("Content-Type", "text/html" if page else "application/json")
        self.end_headers()
        text = '{"amount": 100.10}' if status == 200 else json.dumps(body)
        self.wfile.write(("<html>" if page else text).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[Json2]:
    """A port to the stub."""
    http = HTTPServer(("127.0.0.1", 0), _Odoo)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield Json2(url=f"http://127.0.0.1:{http.server_port}", database="db", api_key=KEY)
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, OdooAuthError),
        (403, OdooAccessError),
        (404, OdooNotFound),
        (422, OdooUserError),
        (500, OdooError),
        (502, Unreachable),
        (302, Unreachable),
    ],
)
def test_errors_are_typed_and_bare_of_secrets(
    port: Json2, status: int, kind: type[OdooError]
) -> None:
    """Neither the key nor the server's traceback."""
    with pytest.raises(kind) as caught:
        port.call("res.partner", f"status_{status}")
    assert type(caught.value) is kind
    assert "canary" not in str(caught.value) + repr(port)


def test_a_database_that_is_not_there_is_told_from_a_model(port: Json2) -> None:
    """Odoo answers the first with its web page, the second in JSON."""
    with pytest.raises(OdooAuthError, match=r"serves no database db[\s\S]*odoo\.database"):
        port.call("res.partner", "webpage_404")


def test_numbers_arrive_as_decimals(port: Json2) -> None:
    """Digit by digit."""
    assert port.call("m", "status_200") == {"amount": Decimal("100.10")}


def test_a_silent_server_is_told() -> None:
    """With the next step."""
    silent = Json2(url="http://127.0.0.1:9", database="db", api_key=KEY)
    with pytest.raises(Unreachable, match="does not answer"):
        silent.call("res.partner", "read")


def test_decimals_leave_as_the_same_number() -> None:
    """In lists and objects too; whole numbers without a point."""
    assert numbers.dumps({"a": [Decimal("184.50"), Decimal(3)]}) == '{"a": [184.5, 3]}'


def test_a_number_that_would_bend_is_refused() -> None:
    """More digits than a binary number keeps."""
    with pytest.raises(ValueError, match="more digits"):
        numbers.dumps(Decimal("0.12345678901234567890"))


def test_floats_of_the_library_become_their_shortest_decimal() -> None:
    """0.1 is 0.1."""
    assert numbers.inward({"a": [0.1, 1]}) == {"a": [Decimal("0.1"), 1]}


@pytest.mark.parametrize(
    ("answer", "series", "enterprise"),
    [
        ({"version": "19.0", "version_info": [19, 0, 0, "final", 0, ""]}, "19.0", False),
        ({"version": "19.0+e", "version_info": [19, 0, 0, "final", 0, "e"]}, "19.0", True),
        ({"server_version": "18.0", "server_version_info": [18, 0, 0]}, "18.0", False),
    ],
)
def test_versions_are_read(answer: dict[str, object], series: str, enterprise: bool) -> None:
    """From either road's answer."""
    read = read_version(answer)
    assert (read.series, read.enterprise) == (series, enterprise)
