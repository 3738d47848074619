"""Odoo 19 staging runs."""

from __future__ import annotations

from datetime import timedelta

from harness.marks import check
from harness.odoo.facts import read_facts
from harness.session.run import Parts

SKEW = timedelta(minutes=5)
"""A clock further off than this dates documents wrongly around midnight."""


@check("Odoo 19 staging runs")
def test_odoo_staging_runs(parts: Parts) -> None:
    """It is an Odoo 19, a neutralised copy, with the modules and the rights the loop needs."""
    facts = read_facts(parts.port, now=parts.moment.now)
    assert facts.version.series == "19.0", f"Odoo is {facts.version.full}, not 19.0"
    assert facts.neutralised, f"the database {facts.database} is not a neutralised copy"
    assert not facts.missing_modules, f"not installed: {', '.join(facts.missing_modules)}"
    assert not facts.missing_rights, (
        f"the API user may not {', nor '.join(facts.missing_rights)}: give it those rights"
    )
    assert facts.clock_skew < SKEW, f"Odoo's clock is {facts.clock_skew} off"
