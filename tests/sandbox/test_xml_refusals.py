"""The gateway's refusals for clients that speak XML, as a log of 2020 has one."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.sandbox.conftest import Company

XML = {"Accept": "application/xml"}
GATEWAY = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<IntuitResponse time="{time}" xmlns="http://schema.intuit.com/finance/v3">
    <Fault type="{kind}">
        <Error code="{code}">
            <Message>message={name}; errorCode=00{code}; statusCode={status}</Message>{detail}
        </Error>
    </Fault>
</IntuitResponse>
"""
RECORDED = 358
"""So many bytes had a 401 without a detail (a log of Intuit's PHP SDK, 2020)."""


def told(answer: Any) -> str:
    """A refusal without its time."""
    assert answer.headers["Content-Type"] == "text/xml"
    (time,) = re.findall(r'<IntuitResponse time="([^"]+)" xmlns', answer.text)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}-0[78]:00", time)
    return str(answer.text.replace(time, "{time}"))


def form(name: str, code: str, status: int, detail: str = "", kind: str = "SERVICE") -> str:
    """What a refusal must look like."""
    detail = detail and f"\n            <Detail>{detail}</Detail>"
    return GATEWAY.format(
        time="{time}", kind=kind, code=code, name=name, status=status, detail=detail
    )


@pytest.mark.parametrize("accept", ["application/xml", "text/xml", "*/*", None])
def test_a_token_that_is_none(company: Company, accept: str | None) -> None:
    """Indented, the time first; with the header that JSON has too."""
    bad = {"Authorization": f"Bearer {'nonsense' * 5}", "Accept": accept}
    answer = company.call("GET", "customer/1", headers=bad)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Intuit", error="invalid_token"'
    kind = "AUTHENTICATION"
    assert told(answer) == form("AuthenticationFailed", "3200", 401, "Could not decrypt JWT.", kind)
    moment = "2020-08-19T17:31:26.785-07:00"
    bare = form("AuthenticationFailed", "3200", 401, kind=kind).replace("{time}", moment)
    assert len(bare) == RECORDED


def test_what_is_written_in_a_rule_is_escaped(emulator: Any, company: Company) -> None:
    """Whatever it says."""
    act = {"kind": "status", "status": 401, "message": "<&", "detail": "a<b", "type": '"'}
    emulator.admin("POST", "faults", match={"realm": company.realm}, act=act, times=1)
    answer = company.call("GET", "customer/1", headers=XML)
    assert "<Detail>a&lt;b</Detail>" in told(answer)
