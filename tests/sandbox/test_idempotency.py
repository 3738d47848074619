"""A request that comes again with its requestid is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any


def vendors(company: Any) -> int:
    """How many vendors there are."""
    count: int = company.query("select count(*) from Vendor")["totalCount"]
    return count


def test_at_the_same_moment_too(company: Any) -> None:
    """Eight workers with one id make one record, and all are told of it."""

    def create(_: int) -> str:
        answered: str = company.call(
            "POST", "vendor?requestid=r-1", json={"DisplayName": "Mill"}
        ).text
        return answered

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(create, range(8)))
    assert len(answers) == 1
    assert vendors(company) == 1


def test_a_refusal_is_not_remembered(company: Any) -> None:
    """So that a client may mend its request and send it again."""
    refused = company.call("POST", "vendor?requestid=r-1", json={"DisplayName": "a:b"})
    assert refused.status_code == 400
    assert company.post("vendor?requestid=r-1", {"DisplayName": "Mill"})["DisplayName"] == "Mill"


def test_another_body_gets_the_stored_answer_or_is_refused(company: Any) -> None:
    """By a choice; either way nothing is made."""
    first = company.post("vendor?requestid=r-1", {"DisplayName": "Mill"})
    assert company.post("vendor?requestid=r-1", {"DisplayName": "Other"}) == first
    choice = {"requestid-body": "refused"}
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **choice)
    response = company.call("POST", "vendor?requestid=r-1", json={"DisplayName": "Other"})
    assert response.json()["Fault"]["Error"][0]["code"] == "600"
    assert response.headers["X-Sandbox-Assumed"] == "requestid-body"
    assert vendors(company) == 1


def test_an_id_is_of_one_company_and_has_fifty_characters(company: Any) -> None:
    """Another company may use the same; 6000 for a longer one."""
    company.post("vendor?requestid=r-1", {"DisplayName": "Mill"})
    other = company.emulator.company()
    other.post("vendor?requestid=r-1", {"DisplayName": "Mill"})
    assert vendors(other) == 1
    refused = company.refused(f"vendor?requestid={'x' * 51}", {"DisplayName": "B"})
    assert refused["code"] == "6000"
    assert refused["Detail"] == (
        "Business Validation Error: You cannot enter more than 50 characters in the request_id"
        " field. You tried entering xxxxxxxxxx..., which is 51 characters."
    )


def test_a_query_is_never_remembered(company: Any) -> None:
    """It asks; a create with the same id is done all the same."""
    asked = company.call("POST", "query?requestid=r-1", data="select count(*) from Vendor").json()
    assert asked["QueryResponse"]["totalCount"] == 0
    company.post("vendor?requestid=r-1", {"DisplayName": "Mill"})
    assert vendors(company) == 1
