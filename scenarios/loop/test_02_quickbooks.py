"""A QuickBooks sandbox is available and clean."""

from __future__ import annotations

from harness.guard import prove_quickbooks
from harness.marks import check
from harness.quickbooks.clean import inspect_clean
from harness.session.agreeing import disagreeing
from harness.session.run import Parts


@check("A QuickBooks sandbox is available and clean")
def test_quickbooks_is_available_and_clean(parts: Parts) -> None:
    """The expected company answers on a sandbox, and holds nothing but its defaults."""
    wanted = parts.target.quickbooks
    if parts.target.name != "replay":
        prove_quickbooks(wanted.api_url)
    info = parts.quickbooks.company_info()
    assert wanted.company in {None, info["CompanyName"]}, (
        f"the company is {info['CompanyName']}, not {wanted.company}"
    )
    findings = inspect_clean(parts.quickbooks, expected_items=parts.policy.books.items)
    assert not findings, "the company is not clean:\n" + "\n".join(
        f"  {finding}" for finding in findings
    )


@check("A QuickBooks sandbox is available and clean")
def test_both_systems_are_as_the_rules_say(parts: Parts) -> None:
    """What the rules name is there on both sides, of the right kind, and nothing is left out."""
    found = disagreeing(parts)
    assert not found, "the mapping rules and the systems disagree:\n" + "\n".join(
        f"  {item}" for item in found
    )
