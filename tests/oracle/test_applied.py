"""Which payments apply a credit, whether it names them or not."""

from __future__ import annotations

from typing import Any

from harness.oracle.applied import hides_payments
from harness.oracle.reconcile import applying, using_credits

MEMO: dict[str, Any] = {"Id": "73", "TotalAmt": 100, "Balance": 0}
"""As a sandbox of September 2026 answers it: used up, and it does not say by what."""
LINKED = {"TxnId": "74", "TxnType": "Payment"}


def paying(record_id: str, *credits_used: tuple[str, str]) -> dict[str, Any]:
    """A payment without money that uses these credits."""
    lines = [
        {"Amount": 50, "LinkedTxn": [{"TxnId": held, "TxnType": kind}]}
        for kind, held in (*credits_used, ("Invoice", "67"))
    ]
    return {"Id": record_id, "TotalAmt": 0, "Line": lines}


def test_a_credit_that_is_used_and_names_nothing_hides_its_payments() -> None:
    """One that is open has none, one that names them hides nothing; an invoice is no credit."""
    assert hides_payments("CreditMemo", MEMO)
    assert hides_payments("VendorCredit", MEMO)
    assert not hides_payments("CreditMemo", {**MEMO, "Balance": 100})
    assert not hides_payments("CreditMemo", {**MEMO, "LinkedTxn": [LINKED]})
    assert not hides_payments("Invoice", MEMO)


def test_hidden_payments_are_found_by_their_lines() -> None:
    """Those that use this very credit: ids alone are the same in other kinds."""
    mine, other = paying("74", ("CreditMemo", "73")), paying("75", ("CreditMemo", "72"))
    records = {"Payment": {"74": mine, "75": other}}
    using = using_credits(records)
    assert applying("CreditMemo", MEMO, records, using) == [mine]
    assert applying("VendorCredit", MEMO, records, using) == []
    named = {**MEMO, "LinkedTxn": [{"TxnId": "75", "TxnType": "Payment"}]}
    assert applying("CreditMemo", named, records, using) == [other]
