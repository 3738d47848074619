"""The oracle: Odoo snapshot + mapping rules = expected QuickBooks record, field by field."""

from harness.oracle.compare import differences
from harness.oracle.difference import Difference, table
from harness.oracle.expect import expect
from harness.oracle.expectation import Expectation, PolicyGap

__all__ = ["Difference", "Expectation", "PolicyGap", "differences", "expect", "table"]
