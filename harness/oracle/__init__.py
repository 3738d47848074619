"""The oracle: Odoo snapshot + mapping rules = expected QuickBooks record, field by field."""

from harness.oracle.applied import PARTY, applied_by, credits_of, hides_payments
from harness.oracle.bill import bill_number
from harness.oracle.compare import compared, differences, tolerated
from harness.oracle.difference import Difference, Differs
from harness.oracle.documents import number_of
from harness.oracle.drift import Drift, Known, drifts
from harness.oracle.expect import expect
from harness.oracle.expectation import Expectation, PolicyGap
from harness.oracle.item import item_name
from harness.oracle.partners import display_name
from harness.oracle.reconcile import differing_from, reconcile
from harness.oracle.strays import references, strays
from harness.oracle.vendorcredit import credit_number
from harness.oracle.voided import not_voided

__all__ = [
    "PARTY",
    "Difference",
    "Differs",
    "Drift",
    "Expectation",
    "Known",
    "PolicyGap",
    "applied_by",
    "bill_number",
    "compared",
    "credit_number",
    "credits_of",
    "differences",
    "differing_from",
    "display_name",
    "drifts",
    "expect",
    "hides_payments",
    "item_name",
    "not_voided",
    "number_of",
    "reconcile",
    "references",
    "strays",
    "tolerated",
]
