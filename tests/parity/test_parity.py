"""Every script on the service that was asked for, and that the suite sees what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.errors import NotProven, Refused
from harness.settings import QuickBooksSettings, Settings
from tests.parity.compare import differences
from tests.parity.script import Run, Script, Step, scripts
from tests.parity.service import Exchange, Service, intuit
from tests.sandbox.conftest import CLIENT_ID, SECRET, Emulator


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
def test_script(service: Service, script: Script) -> None:
    """Every answer is as the script expects it."""
    found = Run(service).play(script)
    assert not found, f"{service.name} differs:\n  " + "\n  ".join(found)


def wrong(service: Service, change: Any) -> Service:
    """The service, with its answers changed."""

    class Wrong(Service):
        def call(self, method: str, path: str, body: Any = None, **headers: str) -> Exchange:
            exchange = super().call(method, path, body, **headers)
            return replace(exchange, body=change(exchange.body))

    return Wrong(name="wrong", api_url=service.api_url, realm=service.realm, token=service.token)


CUSTOMER = Script(
    name="one customer",
    steps=(
        Step(
            do="POST customer",
            body={"DisplayName": "${tag}"},
            answer={"Customer": {"DisplayName": "${tag}", "Balance": 0, "Job": False}},
            order={"Customer": ["Job", "Balance", "domain", "Id"]},
        ),
    ),
)


def test_a_wrong_answer_is_named_by_its_field(service: Service) -> None:
    """A balance that is off, a flag that is a text, a property that is missing, another order."""
    assert Run(service).play(CUSTOMER) == []

    def off(body: Any) -> Any:
        if "Customer" in body:
            customer = dict(body["Customer"])
            domain = customer.pop("domain")
            del customer["DisplayName"]
            changed = {"domain": domain, **customer, "Balance": Decimal("0.01"), "Job": "false"}
            return {**body, "Customer": changed}
        return body

    found = Run(wrong(service, off)).play(CUSTOMER)
    assert [line.split(": expected")[0] for line in found] == [
        "POST customer: Customer.DisplayName",
        "POST customer: Customer.Balance",
        "POST customer: Customer.Job",
        "POST customer: Customer (order)",
    ]


def test_a_refusal_is_named(service: Service) -> None:
    """A step that is refused says how; later ones that need it are not played."""
    script = Script(
        name="refused",
        steps=(
            Step(do="POST customer", body={"Nonsense": 1}, keep="made"),
            Step(do="GET customer/${made.Id}"),
        ),
    )
    first, second = Run(service).play(script)
    assert "status: expected 200" in first
    assert "2010" in first
    assert "not played" in second


def test_what_a_run_makes_is_tidied_away(service: Service) -> None:
    """The customer is inactive afterwards, the invoice is gone."""
    run = Run(service)
    line = {
        "Amount": 1,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    script = Script(
        name="an invoice",
        steps=(
            Step(do="POST customer", body={"DisplayName": "${tag}"}, keep="customer"),
            Step(
                do="POST invoice",
                body={"CustomerRef": {"value": "${customer.Id}"}, "Line": [line]},
                keep="invoice",
            ),
        ),
    )
    assert run.play(script) == []
    customer = service.call("GET", f"customer/{run.kept['customer']['Id']}").body["Customer"]
    assert customer["Active"] is False
    assert service.call("GET", f"invoice/{run.kept['invoice']['Id']}").status == 400


@pytest.mark.parametrize(
    ("expected", "found", "fields"),
    [
        ({"a": 1}, {"a": Decimal("1.00"), "b": 2}, []),
        ({"a": True}, {"a": 1}, ["a"]),
        ({"a": "1"}, {"a": 1}, ["a"]),
        ({"a": "~absent"}, {"a": None}, ["a"]),
        ({"a": [1, "~more"]}, {"a": [1, 2]}, []),
        ({"a": [1]}, {"a": [1, 2]}, ["a[]"]),
        ({"a": [{"b": "~id"}]}, {"a": [{"b": "x"}]}, ["a[0].b"]),
        ({"a": "~money"}, {"a": Decimal("1.5")}, ["a"]),
        ({"a": "~milliseconds"}, {"a": "2020-09-29T05:58:07-07:00"}, ["a"]),
        ({"a": {"b": 1}}, {"a": []}, ["a"]),
    ],
)
def test_differences(expected: Any, found: Any, fields: list[str]) -> None:
    """What is equal is equal, what is not is named."""
    assert [each.where for each in differences(expected, found)] == fields


def settings(tmp_path: Path, **books: Any) -> Settings:
    """Settings of a company at Intuit."""
    tokens = tmp_path / "tokens.json"
    tokens.write_text('{"access_token": "a", "refresh_token": "r"}', "utf-8")
    given = {
        "realm": "1",
        "client_id": "c",
        "client_secret": "s",
        "tokens": tokens,
        **books,
    }
    return Settings(quickbooks=QuickBooksSettings(**given))


def test_a_company_is_opened_by_the_users_own_settings(emulator: Emulator, tmp_path: Path) -> None:
    """Addresses, credentials and tokens as for Intuit; an emulator stands in, its token expired."""
    company = emulator.company("sample")
    books = settings(
        tmp_path,
        realm=company.realm,
        company="Test Co",
        client_id=CLIENT_ID,
        client_secret=SECRET,
        api_url=emulator.url,
        discovery_url=f"{emulator.url}/.well-known/openid_sandbox_configuration/",
    )
    kept = {name: company.grant[name] for name in ("access_token", "refresh_token")}
    books.quickbooks.tokens.write_text(json.dumps(kept), "utf-8")
    emulator.admin("POST", f"realms/{company.realm}/expire")
    opened = intuit(books)
    assert opened.name == "Intuit's sandbox"
    assert Run(opened).play(CUSTOMER) == []


def test_production_is_refused(tmp_path: Path) -> None:
    """By the harness's own guard, before anything is sent."""
    with pytest.raises(Refused):
        intuit(settings(tmp_path, api_url="https://quickbooks.api.intuit.com"))


def test_without_credentials_nothing_is_run(tmp_path: Path) -> None:
    """Not proven, with what is missing."""
    with pytest.raises(NotProven, match="no credentials"):
        intuit(settings(tmp_path, client_secret=None))
