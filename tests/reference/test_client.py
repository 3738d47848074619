"""Retries are bounded and repeat themselves exactly; a token is renewed once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
import requests

TOKEN_EXPIRED = {"fault": {"error": [{"message": "AuthenticationFailed", "code": "3200"}]}}


class Wire:
    """A `requests.Session` that plays prepared answers and keeps what was sent."""

    def __init__(self, answers: Iterable[requests.Response | Exception]) -> None:
        self._answers = list(answers)
        self.sent: list[dict[str, Any]] = []

    def request(self, method: str, url: str, **options: object) -> requests.Response:
        self.sent.append({"method": method, "url": url, **options})
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Tokens:
    """A token source that counts renewals."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def current(self) -> str:
        return "first"

    def renewed(self, refused: str) -> str:
        self.refused.append(refused)
        return "second"


def answer(status: int, body: object, **headers: str) -> requests.Response:
    """Make an answer as `requests` would."""
    response = requests.Response()
    response.status_code = status
    response._content = json.dumps(body).encode()
    response.headers.update(headers)
    return response


Make = Callable[..., tuple[Any, Wire, Tokens, list[float]]]


@pytest.fixture
def make(client: ModuleType) -> Make:
    """Return a maker of a client, its wire, its token source and its pauses."""

    def build(
        *answers: requests.Response | Exception, api_url: str = "http://127.0.0.1:9"
    ) -> tuple[Any, Wire, Tokens, list[float]]:
        wire, tokens, pauses = Wire(answers), Tokens(), list[float]()
        made = client.Client(
            api_url=api_url, realm_id="934", tokens=tokens, session=wire, pause=pauses.append
        )
        return made, wire, tokens, pauses

    return build


class TestClient:
    def test_a_call_carries_bearer_timeout_and_version_and_follows_no_redirect(
        self, make: Make
    ) -> None:
        made, wire, _tokens, _pauses = make(
            answer(200, {"Customer": {"Id": "1"}}, intuit_tid="1-abc"),
            api_url="http://127.0.0.1:9/v3/",
        )
        assert made.read("Customer", "1") == {"Id": "1"}
        sent = wire.sent[0]
        assert sent["url"] == "http://127.0.0.1:9/v3/company/934/customer/1"
        assert sent["headers"]["Authorization"] == "Bearer first"
        assert sent["params"]["minorversion"] == "75"
        assert sent["timeout"] == (5, 30)
        assert sent["allow_redirects"] is False
        assert made.tid == "1-abc"

    def test_decimals_leave_as_clean_numbers_and_text_as_utf_8(self, make: Make) -> None:
        made, wire, _tokens, _pauses = make(answer(200, {"Item": {"Id": "1"}}))
        made.write("Item", {"UnitPrice": Decimal("33.3333333"), "Qty": Decimal(3), "N": "Ñ😀"}, "r")
        assert wire.sent[0]["data"] == '{"UnitPrice": 33.3333333, "Qty": 3, "N": "Ñ😀"}'.encode()

    def test_amounts_arrive_as_decimals(self, make: Make) -> None:
        body = requests.Response()
        body.status_code = 200
        body._content = b'{"Invoice": {"TotalAmt": 100.10}}'
        made, _wire, _tokens, _pauses = make(body)
        assert str(made.read("Invoice", "1")["TotalAmt"]) == "100.10"

    def test_a_refused_token_is_renewed_once_and_the_call_repeated_whole(self, make: Make) -> None:
        made, wire, tokens, _pauses = make(
            answer(401, TOKEN_EXPIRED), answer(200, {"Bill": {"Id": "2"}})
        )
        assert made.write("Bill", {"DocNumber": "1"}, "same") == {"Id": "2"}
        first, second = wire.sent
        assert tokens.refused == ["first"]
        assert second["headers"]["Authorization"] == "Bearer second"
        assert first["data"] == second["data"]
        assert first["params"] == second["params"]

    def test_a_second_refusal_is_a_fault(self, make: Make, faults: ModuleType) -> None:
        made, wire, _tokens, _pauses = make(answer(401, TOKEN_EXPIRED), answer(401, TOKEN_EXPIRED))
        with pytest.raises(faults.Fault, match="3200"):
            made.read("Bill", "1")
        assert len(wire.sent) == 2

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_busy_service_is_tried_three_times_with_one_requestid(
        self, make: Make, faults: ModuleType, status: int
    ) -> None:
        made, wire, _tokens, pauses = make(*(answer(status, {}) for _ in range(3)))
        with pytest.raises(faults.Unreachable, match=str(status)):
            made.write("Invoice", {"DocNumber": "1"}, "same")
        assert [sent["params"]["requestid"] for sent in wire.sent] == ["same"] * 3
        assert pauses == [0.5, 2.0]

    def test_a_lost_answer_is_asked_for_again(self, make: Make) -> None:
        made, wire, _tokens, _pauses = make(
            requests.ReadTimeout("lost"), answer(200, {"Invoice": {"Id": "5"}})
        )
        assert made.write("Invoice", {"DocNumber": "1"}, "same") == {"Id": "5"}
        assert wire.sent[0]["data"] == wire.sent[1]["data"]

    def test_a_long_retry_after_is_not_slept_through(self, make: Make, faults: ModuleType) -> None:
        made, wire, _tokens, pauses = make(answer(429, {}, **{"Retry-After": "60"}))
        with pytest.raises(faults.Unreachable):
            made.read("Invoice", "1")
        assert len(wire.sent) == 1
        assert pauses == []

    def test_a_validation_fault_is_not_repeated(self, make: Make, faults: ModuleType) -> None:
        stale = {"Fault": {"Error": [{"Message": "Stale Object Error", "code": "5010"}]}}
        made, wire, _tokens, _pauses = make(answer(400, stale))
        with pytest.raises(faults.Fault) as caught:
            made.write("Invoice", {"Id": "1", "SyncToken": "0"}, "r")
        assert caught.value.code == "5010"
        assert len(wire.sent) == 1

    def test_a_fault_under_status_200_is_a_fault(self, make: Make, faults: ModuleType) -> None:
        made, _wire, _tokens, _pauses = make(
            answer(200, {"Fault": {"Error": [{"Message": "x", "code": "610"}]}})
        )
        with pytest.raises(faults.Fault, match="610"):
            made.read("Invoice", "1")

    def test_a_realm_without_consent_is_named(self, make: Make, faults: ModuleType) -> None:
        body = {"fault": {"error": [{"message": "ApplicationAuthorizationFailed", "code": "3100"}]}}
        made, _wire, _tokens, _pauses = make(answer(403, body))
        with pytest.raises(faults.NotConnected, match="934"):
            made.company_info()

    def test_a_page_without_json_is_a_fault(self, make: Make, faults: ModuleType) -> None:
        page = requests.Response()
        page.status_code = 200
        page._content = b"<html>"
        made, _wire, _tokens, _pauses = make(page)
        with pytest.raises(faults.Fault, match="200"):
            made.company_info()

    def test_every_page_of_a_query_is_read(self, make: Make, client: ModuleType) -> None:
        full = [{"Id": str(number)} for number in range(client.PAGE)]
        made, wire, _tokens, _pauses = make(
            answer(200, {"QueryResponse": {"Customer": full}}),
            answer(200, {"QueryResponse": {"Customer": [{"Id": "last"}]}}),
        )
        found = made.query("Customer", "DisplayName LIKE '%'")
        assert len(found) == client.PAGE + 1
        assert wire.sent[1]["params"]["query"].endswith("STARTPOSITION 1001 MAXRESULTS 1000")

    def test_no_match_is_an_empty_list(self, make: Make) -> None:
        made, _wire, _tokens, _pauses = make(answer(200, {"QueryResponse": {}}))
        assert made.query("Customer", "DisplayName = 'x'") == []
