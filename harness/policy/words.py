"""What the delivered scenarios call things in Odoo, so that a company can say what its own are."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Aluminum / Beams": "a category of stored products",
    "Aluminum / Sheets": "another, with other accounts or the same",
    "Pergolas": "a category of what is sold in parts",
    "Installation": "a category of services",
    "FL Hillsborough 7.5%": "the sales tax of most products",
    "FL Hillsborough 7.5% incl.": "the same, for prices that include it",
    "FL Orange 6.5%": "a sales tax of another place",
    "FL Pinellas 7%": "a third",
    "Resale Certificate": "the fiscal position of exempt customers",
    "1099 Contractor": "the tag of vendors who get a 1099 form",
    "Immediate": "terms: due at once",
    "Net 15": "terms: due later",
    "Net 30": "other terms: due later still",
    "2/10 Net 30": "terms with an early-payment discount",
    "Bank": "the journal from which checks are paid, by its name",
    "Cash": "the journal of cash",
    "Company Card": "the journal of the company's credit card",
    "Card Terminal": "a journal without outstanding accounts",
    "400100": "the account of sales of beams, by its code",
    "400300": "the account of services sold",
    "600100": "an account of expenses",
    "600200": "the account of small balances that are written off",
    "643000": "the account of vendors' early-payment discounts",
    "Tampa": "a location",
    "Orlando": "another location",
}
"""The names of the sample company, and what each stands for in the scenarios."""
