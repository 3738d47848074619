"""A draft of the mapping rules: everything that Odoo holds is named, every question is open."""

from __future__ import annotations

import json

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.lists import OdooLists
from harness.policy.model import RULES, Decided

_PAGES = Environment(
    loader=PackageLoader("harness.policy"),
    autoescape=False,  # noqa: S701 - TOML, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
# A TOML basic string is written as a JSON string is.
_PAGES.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)


def policy_draft(odoo: OdooLists) -> str:
    """Write the file with a question mark wherever somebody must decide."""
    return _PAGES.get_template("draft.toml").render(
        odoo=odoo,
        categories=odoo.categories or odoo.every_category,
        sections=list(Decided.model_fields),
        rules=RULES,
    )
