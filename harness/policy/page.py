"""The mapping rules as a page in plain language, which people read and sign."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from harness.policy.fixed import FIXED
from harness.policy.model import RULES, Decided, Policy
from harness.policy.question import Rule, at

_PAGES = Environment(
    loader=PackageLoader("harness.policy"),
    autoescape=False,  # noqa: S701 - Markdown, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
TITLES = {
    "customers": "Customers",
    "vendors": "Vendors",
    "items": "Products",
    "taxes": "Sales taxes",
    "terms": "Payment terms",
    "journals": "Money: journals, methods, accounts",
    "documents": "All documents",
    "invoices": "Customer invoices",
    "credit_memos": "Customer credit memos",
    "bills": "Vendor bills",
    "vendor_credits": "Vendor credits",
    "payments": "Customer payments",
    "refunds": "Refunds to customers",
    "bill_payments": "Payments to vendors",
    "ownership": "Changes made in QuickBooks by hand",
    "accounts": "Accounts of lines without a product",
}


def policy_page(policy: Policy) -> str:
    """Write the rules out as Markdown: every decision, its reason, who decided and when."""
    sections = [
        {
            "title": TITLES.get(name, name.replace("_", " ").capitalize()),
            "decision": getattr(policy.decided, name),
            "rules": [_said(policy, rule) for rule in RULES if rule.path.startswith(f"{name}.")],
            "tables": list(_tables(policy, name)),
        }
        for name in Decided.model_fields
    ]
    return _PAGES.get_template("page.md").render(
        policy=policy, sections=sections, fingerprint=policy.fingerprint(), fixed=FIXED
    )


def _said(policy: Policy, rule: Rule) -> dict[str, str]:
    answer = str(at(policy, rule.path))
    return {
        "path": rule.path,
        "question": rule.question.text,
        "answer": rule.question.answers[answer],
        "others": " ".join(
            f"*{other}:* {said}" for other, said in rule.question.answers.items() if other != answer
        ),
    }


def _tables(policy: Policy, section: str) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Return the tables of what is mapped by name: headings and rows."""
    match section:
        case "items":
            kinds = policy.items.types
            return [
                (
                    ("Odoo's product", "QuickBooks' item"),
                    [
                        ("storable", kinds.storable),
                        ("consumable", kinds.consumable),
                        ("service", kinds.service),
                    ],
                ),
                (
                    ("Odoo's category", "income", "expense", "asset"),
                    [
                        (name, accounts.income, accounts.expense, accounts.asset or "none")
                        for name, accounts in policy.items.categories.items()
                    ],
                ),
                (
                    ("what", "how"),
                    [("stock is counted from", policy.items.inventory_start.isoformat())],
                ),
            ]
        case "taxes":
            return [(("Odoo's tax", "QuickBooks' tax code"), list(policy.taxes.items()))]
        case "terms":
            return [(("Odoo's term", "QuickBooks' term"), list(policy.terms.items()))]
        case "journals":
            return [
                (
                    ("Odoo's journal", "money goes to", "method", "bills are paid from"),
                    [
                        (
                            code,
                            journal.deposit_to or "none",
                            journal.method or "none",
                            journal.pay_from or "none",
                        )
                        for code, journal in policy.journals.items()
                    ],
                )
            ]
        case "payments":
            return [
                (("written off to Odoo's account", "item"), list(policy.write_offs.items())),
            ]
        case "accounts":
            return [(("Odoo's account", "QuickBooks' account"), list(policy.accounts.items()))]
        case "invoices":
            account = policy.invoices.discount_account
            return [
                (("what", "how"), [("account of discount lines", account)]),
                (
                    ("account of a line without a product", "QuickBooks' item"),
                    list(policy.invoices.general_items.items()),
                ),
            ]
        case "locations":
            names: list[tuple[str, ...]] = list(policy.locations.names.items())
            plan = f"Odoo's analytic account in {policy.locations.plan}"
            return [((plan, "QuickBooks' location or class"), names)]
        case "customers":
            exempt: list[tuple[str, ...]] = [
                (name, "exempt") for name in policy.customers.exempt_positions
            ]
            return [(("fiscal position in Odoo", "sales tax"), exempt)] if exempt else []
        case "vendors":
            tag = policy.vendors.form_1099_tag
            return [(("what", "how"), [("tag of vendors with a 1099 form", tag)])]
        case "documents":
            return [(("what", "how"), [("memo in QuickBooks", policy.documents.memo)])]
        case _:
            return []
