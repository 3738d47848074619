"""Methods that the API does not have."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_a_fault_as_any_other(company: Any, method: str) -> None:
    """In the business form, so that a client can read it; nothing is done."""
    made = company.post("vendor", {"DisplayName": "Mill"})
    response = company.call(method, f"vendor/{made['Id']}", json={})
    assert response.status_code == 400
    assert response.headers["X-Sandbox-Assumed"] == "other-method"
    error = response.json()["Fault"]["Error"][0]
    assert (error["code"], error["Detail"]) == ("500", f"Operation {method} is not supported.")
    assert company.read(f"vendor/{made['Id']}") == made


def test_a_stranger_is_told_nothing(company: Any) -> None:
    """Without a token it is 401 whatever the method."""
    response = company.call("DELETE", "vendor/1", headers={"Authorization": "Bearer no"})
    assert response.status_code == 401
