"""Whom a fault rule can meet: one that can meet nothing is a slip of its writer, and refused."""

from __future__ import annotations

from harness.sandbox.admin.frame import Problem
from harness.sandbox.entities import ENTITIES
from harness.sandbox.reports import REPORTS
from harness.sandbox.traffic.faultrules import Match
from harness.sandbox.traffic.operations import OUTSIDE, OWN

KNOWN = {name.lower() for name in (*ENTITIES, *REPORTS, "taxservice")}
"""What stands in a path behind the company, or in a query, or names a report."""
NAMELESS = OWN - {"query"}


def demand(match: Match) -> None:
    """Refuse an entity that there is not, and what never comes with the operation."""
    if match.entity is not None and match.entity.lower() not in KNOWN:
        raise Problem(
            f"match.entity: there is no entity or report {match.entity!r}",
            f"name one of {', '.join([*ENTITIES, *REPORTS])}; match.path meets any address",
        )
    if match.operation in OUTSIDE and (match.entity or match.realm):
        raise Problem(
            f"match: {match.operation} is of no company and no entity",
            "leave realm and entity out; the operation alone meets it",
        )
    if match.operation in NAMELESS and match.entity:
        raise Problem(
            f"match: a {match.operation} has no entity that a rule could see",
            "leave entity out; realm, operation and path meet it",
        )
