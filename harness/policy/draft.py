"""A draft of the mapping rules: everything that Odoo holds is named, every question is open."""

from __future__ import annotations

import json

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.lists import OdooLists
from harness.policy.model import RULES, Decided
from harness.policy.words import WORDS

_PAGES = Environment(
    loader=PackageLoader("harness.policy"),
    autoescape=False,  # noqa: S701 - TOML, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
NOBODY_ASKED = OdooLists(company="?", currency="?")
"""Stands for the lists of an Odoo where none was looked at."""

# A TOML basic string is written as a JSON string is.
_PAGES.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)


def policy_draft(odoo: OdooLists) -> str:
    """Write the file with a question mark wherever somebody must decide."""
    asked = odoo != NOBODY_ASKED
    unasked = () if asked else ("?",)
    return _PAGES.get_template("draft.toml").render(
        odoo=odoo,
        asked=asked,
        unasked=unasked,
        categories=odoo.categories or odoo.every_category or unasked,
        sections=list(Decided.model_fields),
        rules=RULES,
        words=WORDS,
    )
