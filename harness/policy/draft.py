"""A draft of the rules from what an Odoo holds: everything named, every question open."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from jinja2 import Environment, PackageLoader

from harness.policy.model import RULES, Decided

_PAGES = Environment(
    loader=PackageLoader("harness.policy"),
    autoescape=False,  # noqa: S701 - TOML, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
# A TOML basic string is written as a JSON string is.
_PAGES.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)


def policy_draft(
    *,
    company: str,
    currency: str,
    categories: Collection[str],
    taxes: Collection[str],
    terms: Collection[str],
    journals: Collection[str],
    positions: Collection[str],
    tags: Collection[str],
    plans: Mapping[str, Collection[str]],
) -> str:
    """Write the file with a question mark wherever somebody must decide."""
    return _PAGES.get_template("draft.toml").render(
        company=company,
        currency=currency,
        categories=categories,
        taxes=taxes,
        terms=terms,
        journals=journals,
        positions=positions,
        tags=tags,
        plans=plans,
        sections=list(Decided.model_fields),
        rules=RULES,
    )
