"""What a company's plan allows: the one resource beside the accounting API, in XML only."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests


def ask(company: Any, **headers: str) -> requests.Response:
    """Read a company's entitlements."""
    sent = {"Authorization": f"Bearer {company.grant['access_token']}", **headers}
    url = f"{company.emulator.url}/manage/entitlements/v3/{company.realm}"
    return requests.get(url, headers=sent, timeout=10)


@pytest.mark.parametrize("accept", ["application/xml", "application/json", "*/*"])
def test_a_company_has_its_entitlements(sample: Any, accept: str) -> None:
    """In the form of Intuit's page, whatever is accepted; what there is of each is counted."""
    answer = ask(sample, Accept=accept)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "application/xml;charset=UTF-8",
    )
    root = ET.fromstring(answer.text)  # noqa: S314 - our own emulator's
    assert root.tag == "EntitlementsResponse"
    assert [child.tag for child in root][:6] == [
        "QboCompany",
        "PlanName",
        "MaxUsers",
        "CurrentUsers",
        "DaysRemainingTrial",
        "Entitlement",
    ]
    assert root[-1].tag == "Thresholds"
    terms = {each.findtext("name"): each.findtext("term") for each in root.iter("Entitlement")}
    assert (terms["Class Tracking"], terms["Inventory"], terms["PayPal"]) == ("On", "On", "Off")
    tracked = root.find("Entitlement[@id='1']")
    assert tracked is not None
    assert [child.tag for child in tracked] == ["name", "term"]
    accounts = sample.query("select count(*) from Account")["totalCount"]
    limits = {each.findtext("name"): each for each in root.iter("threshold")}
    assert list(limits) == [
        "CLASSES_AND_DEPARTMENTS",
        "ACCOUNTS",
        "USERS",
        "ACCOUTANTS",
        "CUSTOMFIELD_ALL",
        "CUSTOMFIELD_PO",
        "CUSTOMFIELD_SALES",
    ]
    assert [(child.tag, child.text) for child in limits["ACCOUNTS"]] == [
        ("name", "ACCOUNTS"),
        ("limit", "250"),
        ("enforced", "true"),
        ("currentCount", str(accounts)),
        ("aboveThreshold", "false"),
    ]
    counted = [each.findtext("currentCount") for each in limits.values()]
    assert counted == ["0", str(accounts), "1", "0", "3", "2", "1"]


def test_the_gate_before_entitlements_is_the_apis(company: Any) -> None:
    """A bad token is refused as anywhere, a rule acts on it as a read, and it is logged."""
    refused = ask(company, Authorization="Bearer nonsense", Accept="application/json")
    assert (refused.status_code, refused.json()["fault"]["error"][0]["code"]) == (401, "3200")
    admin = company.emulator.admin
    rule = admin(
        "POST",
        "faults",
        match={"realm": company.realm, "operation": "read"},
        act={"kind": "status", "status": 503},
        times=1,
    )
    assert ask(company).status_code == 503
    assert ask(company).status_code == 200
    admin("DELETE", f"faults/{rule['id']}")
    logged = admin("GET", f"realms/{company.realm}/requests")["requests"]
    assert {line["path"] for line in logged} == {f"/manage/entitlements/v3/{company.realm}"}
    assert [line["status"] for line in logged] == [401, 503, 200]
