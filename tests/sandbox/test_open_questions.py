"""
What the reference facts list as settled by no public source (chapter 12), item by item.

Each has a default, says so in the answer's header, and has a switch that changes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.sandbox.books import settles, sold
from tests.sandbox.conftest import Company

HEADER = "X-Sandbox-Assumed"


def invoice(company: Company) -> dict[str, Any]:
    """An invoice of 10.00 of a new customer."""
    customer = company.post("customer", {"DisplayName": "A"})["Id"]
    made: dict[str, Any] = company.post(
        "invoice", {"CustomerRef": {"value": customer}, "Line": [sold("1", 1, 10)]}
    )
    return made


def pay(company: Company, invoice: Any, amount: float) -> requests.Response:
    """Pay an invoice."""
    return company.call(
        "POST",
        "payment",
        json={
            "CustomerRef": invoice["CustomerRef"],
            "TotalAmt": amount,
            "Line": [settles(amount, "Invoice", invoice["Id"])],
        },
    )


def page(company: Company) -> requests.Response:
    """Ask for a page of 1001."""
    return company.call("GET", "query?query=select * from Term maxresults 1001")


def too_much(company: Company) -> requests.Response:
    """Pay more than is open."""
    return pay(company, invoice(company), 11)


def long_number(company: Company) -> requests.Response:
    """Pay with a reference number of 22 characters."""
    made = invoice(company)
    body = {"CustomerRef": made["CustomerRef"], "TotalAmt": 1, "PaymentRefNum": f"{'7' * 21}8"}
    answer = company.call("POST", "payment", json=body)
    if answer.ok:
        assert answer.json()["Payment"]["PaymentRefNum"] == "7" * 21
    return answer


def delete_paid(company: Company) -> requests.Response:
    """Delete what is paid."""
    made = invoice(company)
    pay(company, made, 10)
    now = company.read(f"invoice/{made['Id']}")
    return company.call("POST", "invoice?operation=delete", json=now)


def ledger(company: Company) -> requests.Response:
    """Ask for the ledger."""
    return company.call("GET", "reports/GeneralLedger")


def long_name(company: Company) -> requests.Response:
    """Send a text that is too long."""
    return company.call("POST", "term", json={"Name": "x" * 32, "DueDays": 1})


def bad_report(company: Company) -> requests.Response:
    """Ask a report for what it does not have."""
    return company.call("GET", "reports/ProfitAndLoss?accounting_method=guess")


def download(company: Company) -> requests.Response:
    """Download a file."""
    boundary = "b"
    part = (
        '--b\r\nContent-Disposition: form-data; name="file_content_01"; filename="a.txt"\r\n'
        "Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"
    )
    kind = f"multipart/form-data; boundary={boundary}"
    company.call("POST", "upload", data=part.encode(), headers={"Content-Type": kind})
    record = company.query("select * from Attachable")["Attachable"][0]
    return company.call("GET", f"download/{record['Id']}", allow_redirects=False)


def same_requestid(company: Company) -> requests.Response:
    """Send another body under the same requestid."""
    company.call("POST", "customer?requestid=r", json={"DisplayName": "A"})
    return company.call("POST", "customer?requestid=r", json={"DisplayName": "B"})


def taken_name(company: Company) -> requests.Response:
    """Make a vendor under a name that is taken."""
    company.post("vendor", {"DisplayName": "A"})
    return company.call("POST", "vendor", json={"DisplayName": "A"})


def strange_parameter(company: Company) -> requests.Response:
    """Send a parameter that nobody knows."""
    return company.call("GET", "preferences?colour=blue")


QUESTIONS: dict[str, tuple[Callable[[Company], requests.Response], int, str, int]] = {
    "largest-page": (page, 400, "capped", 200),
    "over-application": (too_much, 400, "unapplied", 200),
    "long-payment-number": (long_number, 200, "refused", 400),
    "delete-settled": (delete_paid, 200, "refused", 400),
    "ledger-columns": (ledger, 200, "raw", 200),
    "taken-name": (taken_name, 400, "null", 400),
    "length-text": (long_name, 400, "listed", 400),
    "report-parameter": (bad_report, 400, "ignored", 200),
    "download-body": (download, 200, "redirect", 302),
    "requestid-body": (same_requestid, 200, "refused", 400),
    "unknown-parameter": (strange_parameter, 200, "refused", 400),
}
"""Those that one request shows: it, the status by default, another choice, its status."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_a_default_a_switch_and_a_header(company: Any, name: str) -> None:
    """A client can't take the answer for verified, and can have the other one."""
    ask, status, other, changed = QUESTIONS[name]
    by_default = ask(company)
    assert by_default.status_code == status, by_default.text
    assert name in by_default.headers[HEADER].split(", ")
    again = company.emulator.company()
    again.emulator.admin("PATCH", f"realms/{again.realm}/choices", **{name: other})
    chosen = ask(again)
    assert chosen.status_code == changed, chosen.text
    assert name in chosen.headers[HEADER].split(", ")
    if status == changed:
        assert chosen.text.partition('"time"')[0] != by_default.text.partition('"time"')[0]


def test_a_requestid_is_remembered_for_good_or_for_a_day(company: Any, turn: Any) -> None:
    """Only a repetition after a day hangs on it."""
    first = company.call("POST", "customer?requestid=r", json={"DisplayName": "A"})
    assert HEADER not in first.headers
    turn(seconds=90_000)
    company.grant = company.emulator.admin("POST", "grants", client_id="tests", realm=company.realm)
    again = company.call("POST", "customer?requestid=r", json={"DisplayName": "A"})
    assert again.json() == first.json()
    assert again.headers[HEADER] == "requestid-memory"
    company.emulator.admin(
        "PATCH", f"realms/{company.realm}/choices", **{"requestid-memory": "a day"}
    )
    assert company.refused("customer?requestid=r", {"DisplayName": "A"})["code"] == "6240"


def test_a_throttled_answer_has_two_forms(world: Any) -> None:
    """The gateway's, or that of QuickBooks itself."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=1)
    company.call("GET", "preferences")
    answer = company.call("GET", "preferences")
    assert answer.status_code == 429
    assert answer.headers[HEADER] == "throttled-answer"
    assert "fault" in answer.json()
    world.admin("PATCH", f"realms/{company.realm}/choices", **{"throttled-answer": "business"})
    answer = company.call("GET", "preferences")
    assert answer.headers[HEADER] == "throttled-answer"
    assert "Fault" in answer.json()


def test_what_a_new_company_begins_with(emulator: Any) -> None:
    """Terms 1 and 4 and a tax code, which are chosen when it is made, and only then."""
    terms, codes = "select * from Term", "select * from TaxCode"
    company = emulator.company()
    assert [each["Id"] for each in company.query(f"{terms} orderby Id")["Term"]] == list("12345")
    assert len(company.query(codes)["TaxCode"]) == 3
    assert company.call("GET", "term/3").headers[HEADER] == "first-lists"
    assert HEADER not in company.call("GET", "item/1").headers
    late = emulator.ask("PATCH", f"realms/{company.realm}/choices", {"first-lists": "missing"})
    assert (late.status_code, "reset" in late.json()["next"]) == (400, True)
    emulator.admin("POST", f"realms/{company.realm}/reset", choices={"first-lists": "missing"})
    assert [each["Id"] for each in company.query(f"{terms} orderby Id")["Term"]] == list("235")
    assert {each["Id"] for each in company.query(codes)["TaxCode"]} == {"TAX", "NON"}
    assert company.call("GET", "term/3").headers[HEADER] == "first-lists"
    assert company.post("term", {"Name": "Soon", "DueDays": 1})["Id"] == "6"


def test_a_wrong_choice_makes_no_company(emulator: Any) -> None:
    """What is asked for is looked at before anything is made."""
    realms = emulator.admin("GET", "realms")
    assert emulator.ask("POST", "realms", {"choices": {"first-lists": "?"}}).status_code == 400
    assert emulator.admin("GET", "realms") == realms


def test_large_numbers_are_set_apart(company: Any) -> None:
    """As clients report of memos and descriptions."""
    body = {"DisplayName": "A", "Notes": "x" * 2016}
    assert company.refused("customer", body) == {
        "Message": "String length is either shorter or longer than supported by specification",
        "Detail": "String length specified does not match the supported length. Min:0 Max:2,000"
        " supported. Supplied length:2,016",
        "code": "2050",
        "element": "Notes",
    }
