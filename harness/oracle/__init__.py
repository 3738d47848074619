"""The oracle: Odoo snapshot + mapping rules = expected QuickBooks record, field by field."""

from harness.oracle.compare import differences
from harness.oracle.creditmemo import misapplied
from harness.oracle.difference import Difference, table
from harness.oracle.documents import number_of
from harness.oracle.drift import Drift, Known, drifts
from harness.oracle.expect import expect
from harness.oracle.expectation import Expectation, PolicyGap
from harness.oracle.strays import strays
from harness.oracle.voided import not_voided

__all__ = [
    "Difference",
    "Drift",
    "Expectation",
    "Known",
    "PolicyGap",
    "differences",
    "drifts",
    "expect",
    "misapplied",
    "not_voided",
    "number_of",
    "strays",
    "table",
]
