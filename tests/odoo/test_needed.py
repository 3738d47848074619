"""What the seeding needs and an Odoo has not: *not proven*, named, and nothing is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from harness.errors import NotProven
from harness.odoo import edits, goods, parties
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

ANY = OdooRef(model="res.partner", id=1)


class Bare:
    """An Odoo that has nothing set up; whoever writes to it fails the test."""

    database = "bare"

    def call(self, model: str, method: str, **_: object) -> list[object]:
        """Find nothing."""
        assert method in {"search", "search_read", "read"}, f"{model}.{method}"
        return []


@pytest.mark.parametrize(
    ("seed", "needed"),
    [
        (lambda odoo: parties.tag(odoo, ANY, "1099"), "res.partner.category called 1099"),
        (lambda odoo: parties.agree_terms(odoo, ANY, "Net 9"), "account.payment.term called Net 9"),
        (lambda odoo: parties.exempt(odoo, ANY, vat="85-1"), "account.fiscal.position called"),
        (lambda odoo: edits.agree_terms(odoo, ANY, "Net 8"), "account.payment.term called Net 8"),
        (lambda odoo: goods.refile(odoo, ANY, "A / B"), "product.category called A / B"),
        (lambda odoo: goods.create_combo(odoo, category="A / B", parts=[]), "called A / B"),
        (lambda odoo: odoo.journal("Bank"), "account.journal called Bank"),
    ],
)
def test_what_a_company_has_not_set_up_is_named(seed: Callable[[Seeder], Any], needed: str) -> None:
    """It is no error of the connector, and no traceback."""
    port: Any = Bare()
    with pytest.raises(NotProven, match=needed):
        seed(Seeder(port, seed=19, tag="T", today=date(2026, 11, 2)))
