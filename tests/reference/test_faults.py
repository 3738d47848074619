"""Both of Intuit's forms of a fault are read, and no token comes along."""

from __future__ import annotations

from types import ModuleType

SERVICE = {
    "Fault": {
        "Error": [
            {"Message": "Duplicate Name Exists Error", "Detail": "taken", "code": "6240"},
            {"Message": "Another", "Detail": "", "code": "2020"},
        ],
        "type": "ValidationFault",
    }
}


GATEWAY = {
    "fault": {
        "error": [
            {
                "message": "message=AuthenticationFailed; errorCode=003200; statusCode=401",
                "detail": "Token expired: eyJhbGciOi",
                "code": "3200",
            }
        ],
        "type": "AUTHENTICATION",
    }
}


class TestFaults:
    def test_every_error_of_a_fault_is_told(self, faults: ModuleType) -> None:
        fault = faults.fault_in(SERVICE, 400)
        assert fault.code == "6240"
        assert str(fault) == "6240: Duplicate Name Exists Error - taken; 2020: Another"

    def test_the_gateway_s_form_is_read_without_its_token(self, faults: ModuleType) -> None:
        fault = faults.fault_in(GATEWAY, 401)
        assert fault.code == "3200"
        assert "eyJ" not in str(fault)
        assert "AuthenticationFailed" in str(fault)

    def test_a_success_carries_no_fault(self, faults: ModuleType) -> None:
        assert faults.fault_in({"Customer": {"Id": "1"}}, 200) is None
        assert faults.fault_in(None, 200) is None
        assert faults.fault_in({"fault": None}, 200) is None

    def test_a_fault_without_errors_is_still_a_fault(self, faults: ModuleType) -> None:
        assert "without text" in str(faults.fault_in({"Fault": {"type": "SystemFault"}}, 500))
