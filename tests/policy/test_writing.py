"""The page that people sign, and the draft that begins the rules."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from harness.lists import OdooLists
from harness.policy import RULES, PolicyError, load_policy
from harness.policy.draft import NOBODY_ASKED, policy_draft
from harness.policy.model import Decided
from harness.policy.page import policy_page
from harness.policy.sections.items import Items

ORACLE = Path(__file__).parents[2] / "harness/oracle"
FIELDS = Path(__file__).parents[1] / "oracle/expected"
SHIPPED = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"


def test_the_page_says_every_decision_with_its_reason() -> None:
    """Question, answer, who, when and why; nothing in code."""
    policy = load_policy(SHIPPED)
    page = policy_page(policy)
    for rule in RULES:
        answer = policy.answers()[rule.path]
        assert rule.question.text in page
        assert rule.question.answers[answer] in page
    for section in Decided.model_fields:
        decision = getattr(policy.decided, section)
        assert decision.why in page
        assert f"Decided by {decision.by} on {decision.on.isoformat()}" in page


def test_every_rule_that_a_difference_names_stands_on_the_page() -> None:
    """Whoever reads a difference can look its rule up, also where nobody was asked."""
    page = policy_page(load_policy(SHIPPED))
    told = set(re.findall(r"`(\w+\.\w+)`", page))
    told |= {f"items.{name}" for name in Items.model_fields}
    endings = {path.partition(".")[2] for path in told}
    source = "".join(file.read_text("utf-8") for file in ORACLE.glob("*.py"))
    named = set(re.findall(r'rule(?:=| = )"(\w+\.\w+)"', source))
    assert named
    assert not {path for path in named if path not in told}
    built = set(re.findall(r'rule(?:=| = )f"\{\w+\}\.(\w+)"', source))
    built |= set(re.findall(r'\("[\w.]+", "([a-z_]+)", ', source))
    assert built
    assert not {ending for ending in built if ending not in endings}


def test_a_draft_without_an_odoo_claims_nothing_of_one(tmp_path: Path) -> None:
    """Whatever must be filled in stands there as a question; nothing is said to be in Odoo."""
    text = policy_draft(NOBODY_ASKED)
    assert "Odoo has" not in text
    assert "rules of our company:" in text
    file = tmp_path / "draft.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    assert all("left open" in item.problem for item in caught.value.findings)
    named = {item.rule for item in caught.value.findings}
    wanted = {"items.categories.?.income", "journals.?.deposit_to", "taxes.?", "terms.?"}
    assert wanted <= named


def test_the_draft_leaves_every_question_open(tmp_path: Path) -> None:
    """Each is a finding with its line and its answers; what Odoo has is named."""
    file = tmp_path / "draft.toml"
    file.write_text(
        policy_draft(
            OdooLists(
                company='Bob\'s "Metal"',
                currency="USD",
                categories=("Aluminum / Beams",),
                taxes={"FL 7.5%": Decimal("7.5")},
                terms={"Net 30": 30},
                journals=("BNK1",),
                positions=("Exempt",),
                tags=("1099", "Mill"),
                plans={"Location": ("Tampa",), "Crew": ("North", "South")},
            )
        ),
        "utf-8",
    )
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    lines = file.read_text("utf-8").splitlines()
    found = {item.rule: item for item in caught.value.findings}
    for rule in RULES:
        finding = found[rule.path]
        assert rule.question.text in finding.problem
        assert '"?"' in lines[finding.line - 1]
    assert "Odoo has 1099, Mill." in lines[found["vendors.form_1099_tag"].line - 2]
    for section in Decided.model_fields:
        assert f"decided.{section}" in found
    for place in (
        "taxes.FL 7.5%",
        "terms.Net 30",
        "journals.BNK1.deposit_to",
        "locations.names.Tampa",
        "locations.names.South",
    ):
        assert '"?"' in lines[found[place].line - 1]


def test_an_unsigned_section_is_a_finding(tmp_path: Path) -> None:
    """The rules may be right, but nobody stands for them."""
    text = SHIPPED.read_text("utf-8")
    start = text.index("terms = { by")
    file = tmp_path / "policy.toml"
    file.write_text(text[:start] + text[text.index("\n", start) + 1 :], "utf-8")
    with pytest.raises(PolicyError, match=r"decided\.terms: nobody signed this section"):
        load_policy(file)


def test_the_page_says_what_a_name_of_one_word_is() -> None:
    """Its only word is the last one too, and still no family name, as the oracle has it."""
    page = policy_page(load_policy(SHIPPED))
    for section in ("customers", "vendors"):
        row = next(line for line in page.splitlines() if f"`{section}.person_name`" in line)
        assert "a name of one word is the given name" in row


def test_the_page_says_what_is_refused_without_a_question() -> None:
    """Each of these has a scenario that demands a refusal, and no question of its own."""
    page = " ".join(policy_page(load_policy(SHIPPED)).split())
    for told in (
        "A payment that bounced is refused as long as Odoo's entries still settle documents",
        "a payment whose surplus Odoo books as income",
        "money back for a part of a credit note",
        "also where it is more than the bills it settles",
        "The number of the credit note that is given back",
    ):
        assert told in page


def test_every_rule_of_every_role_stands_on_the_page() -> None:
    """Those too whose names the oracle builds; the texts of its fields have them all."""
    page = policy_page(load_policy(SHIPPED))
    told = "".join(file.read_text("utf-8") for file in sorted(FIELDS.glob("*.txt")))
    named = set(re.findall(r"\[(\w+\.\w+)\]$", told, flags=re.MULTILINE))
    assert named
    assert {rule for rule in named if f"`{rule}`" not in page} == set()


def test_the_page_says_what_else_a_connector_is_set_up_with() -> None:
    """The first day of the stock, and who is exempt."""
    page = policy_page(load_policy(SHIPPED))
    assert "| stock is counted from | 2026-01-01 |" in page
    assert "| Resale Certificate | exempt |" in page
