"""The mapping rules: what each Odoo record becomes in QuickBooks, as a person signed it."""

from harness.policy.loader import PolicyError, load_policy
from harness.policy.model import RULES, Policy, rule_of

__all__ = ["RULES", "Policy", "PolicyError", "load_policy", "rule_of"]
