"""The mapping rules: what each Odoo record becomes in QuickBooks, as a person signed it."""

from harness.policy.loader import PolicyError, load_policy
from harness.policy.model import Policy

__all__ = ["Policy", "PolicyError", "load_policy"]
