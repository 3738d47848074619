"""Only what differs is sent, and what QuickBooks adds of its own is no difference."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

WANTED = {
    "DisplayName": "Acme",
    "Taxable": False,
    "SalesTermRef": {"value": "3"},
    "BillAddr": {"Line1": "1 Main", "Line2": ""},
    "Notes": "",
}


FOUND = {
    "DisplayName": "Acme",
    "SalesTermRef": {"value": "3", "name": "Net 30"},
    "BillAddr": {"Id": "7", "Line1": "1 Main"},
    "Active": True,
}


def _line(amount: str, kind: str = "SalesItemLineDetail") -> dict[str, object]:
    return {"DetailType": kind, "Amount": Decimal(amount)}


class TestCompare:
    def test_names_defaults_and_additions_of_quickbooks_are_no_difference(
        self, compare: ModuleType
    ) -> None:
        assert compare.differing(WANTED, FOUND) == []

    def test_each_kind_of_difference_is_seen(self, compare: ModuleType) -> None:
        found = {
            **FOUND,
            "Taxable": True,
            "SalesTermRef": {"value": "4"},
            "BillAddr": {"Line1": "1 Main", "Line2": "left over"},
            "Notes": "left over",
        }
        assert compare.differing(WANTED, found) == ["Taxable", "SalesTermRef", "BillAddr", "Notes"]

    def test_emptied_fields_are_sent_empty(self, compare: ModuleType) -> None:
        assert compare.for_update({"value": ""}) == {"value": ""}
        assert compare.for_update({"Address": ""}) == {}
        assert compare.for_update("") == ""
        assert compare.for_update([]) == []

    def test_a_create_sends_no_empties_but_keeps_zero_and_false(self, compare: ModuleType) -> None:
        body = compare.without_empties({**WANTED, "QtyOnHand": 0, "UnitPrice": Decimal(0)})
        assert body == {
            "DisplayName": "Acme",
            "Taxable": False,
            "SalesTermRef": {"value": "3"},
            "BillAddr": {"Line1": "1 Main"},
            "QtyOnHand": 0,
            "UnitPrice": 0,
        }

    def test_subtotals_are_quickbooks_own_lines(self, compare: ModuleType) -> None:
        lines = [_line("10.00"), _line("5.00")]
        found = {"Line": [*lines, _line("15.00", "SubTotalLineDetail")]}
        assert compare.differing({"Line": lines}, found) == []
        assert compare.differing({"Line": lines[:1]}, found) == ["Line"]
        assert compare.differing({"Line": lines[::-1]}, found) == ["Line"]

    def test_a_payment_s_lines_have_no_order(self, compare: ModuleType) -> None:
        lines = [
            {"Amount": Decimal(amount), "LinkedTxn": [{"TxnId": txn, "TxnType": "Invoice"}]}
            for amount, txn in (("10.00", "145"), ("5.00", "9"))
        ]
        assert compare.differing({"Line": lines}, {"Line": lines[::-1]}) == []
        moved = [{**lines[0], "LinkedTxn": lines[1]["LinkedTxn"]}, lines[1]]
        assert compare.differing({"Line": lines}, {"Line": moved}) == ["Line"]

    def test_amounts_are_compared_as_numbers_to_the_cent(self, compare: ModuleType) -> None:
        assert compare.differing({"TotalAmt": Decimal("100.00")}, {"TotalAmt": 100}) == []
        assert compare.differing(
            {"TotalAmt": Decimal("100.00")}, {"TotalAmt": Decimal("100.01")}
        ) == ["TotalAmt"]
