"""What the rules say of kits is shown to bite where Odoo has one, and to be open where it can't."""

from __future__ import annotations

import pytest

from harness.errors import NotProven
from harness.odoo.goods import kit
from harness.session.run import Parts
from scenarios.rules import test_kits as kits

pytestmark = pytest.mark.local


def test_a_kit_turns_a_company_without_kits_red(untouched: Parts) -> None:
    """Named, and green before and after."""
    kits.test_nothing_in_odoo_is_a_kit(untouched.odoo)
    made_of = kits.parts(untouched.odoo)
    with kit(untouched.odoo, category="Pergolas", parts=made_of) as pergola:
        name = untouched.odoo.name_of(pergola)
        with pytest.raises(AssertionError, match=rf"has no kits, but Odoo has .*{name}"):
            kits.test_nothing_in_odoo_is_a_kit(untouched.odoo)
    kits.test_nothing_in_odoo_is_a_kit(untouched.odoo)


def test_without_manufacturing_nothing_is_proved_of_kits(
    untouched: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next step is said."""
    monkeypatch.setattr("harness.odoo.goods.has_kits", lambda _: False)
    kits.test_nothing_in_odoo_is_a_kit(untouched.odoo)
    with (
        pytest.raises(NotProven, match="no manufacturing"),
        kit(untouched.odoo, category="Pergolas", parts={}),
    ):
        pytest.fail("nothing was made")
