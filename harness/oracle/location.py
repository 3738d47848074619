"""The location of a document or a line."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracle.expectation import Field, Named, PolicyGap
from harness.policy import Policy
from harness.snapshot import Document, DocumentLine

RULE = "locations.recorded_as"


def location(document: Document, policy: Policy) -> Iterator[Field]:
    """Expect a document's one location, if the rules put locations on documents."""
    if policy.locations.recorded_as != "location":
        return
    names = sorted({name for line in document.lines if (name := _name(line, policy))})
    if len(names) > 1:
        raise PolicyGap(RULE, f"which of {', '.join(names)} is {document.number} for?")
    if names:
        yield Field(path="DepartmentRef", rule=RULE, want=Named("Department", names[0]))


def line_class(line: DocumentLine, kind: str, policy: Policy) -> Iterator[Field]:
    """Expect the location as a line's class, if the rules put locations on lines."""
    name = _name(line, policy)
    if policy.locations.recorded_as == "class" and name:
        yield Field(path=f"{kind}.ClassRef", rule=RULE, want=Named("Class", name))


def _name(line: DocumentLine, policy: Policy) -> str:
    rules = policy.locations
    shares = [share for share in line.shares if share.plan == rules.plan]
    if not shares:
        return ""
    if len(shares) > 1 or shares[0].percent != 100:  # noqa: PLR2004 - percent
        raise PolicyGap(RULE, f"for which location is the shared line {line.description!r}?")
    if shares[0].account not in rules.names:
        raise PolicyGap("locations.names", f"what is Odoo's {shares[0].account!r} in QuickBooks?")
    return rules.names[shares[0].account]
