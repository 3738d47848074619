"""Checking who answers: Odoo's build, QuickBooks' company, and the connector's company."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import Refused
from harness.odoo.build import Build


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """
    The database and realm that a person allowed on the command line, never in a file.

    They are compared literally, since a pattern might match production one day.
    """

    database: str | None = None
    realm: str | None = None


def prove_build(build: Build, *, url: str, database: str, vouched: Vouched) -> None:
    """Raise `Refused` unless the database is a neutralised copy on no production branch."""
    if vouched.database == database:
        return
    found = None
    if build.stage == "production":
        found = f"{database} is served by the production branch (ODOO_STAGE)"
    elif not build.neutralised:
        found = f"{database} is not neutralised"
    if found is None:
        return
    raise Refused(
        f"Refusing to write to the Odoo database {database}: nothing proves that it is staging.",
        expected="a neutralised copy, as Odoo.sh's staging builds are",
        found=found,
        where=url,
        next_step="point the harness at a staging build; or, only if this is a throw-away"
        f" database, name it on the command line: --allow-database={database}",
    )


def prove_same(now: Build, first: Build, *, database: str) -> None:
    """Raise `Refused` if another build or other code answers than at the start of the run."""
    changed = []
    if now.uuid != first.uuid:
        changed.append(f"another database answers (uuid {now.uuid}, was {first.uuid})")
    if now.commit != first.commit:
        changed.append(f"it runs commit {now.commit}, was {first.commit}")
    if now.stage != first.stage:
        changed.append(f"its stage is {now.stage}, was {first.stage}")
    if changed:
        raise Refused(
            f"The Odoo build behind {database} was replaced while the run was under way.",
            expected="the build that was proved at the start",
            found="; ".join(changed),
            next_step="nothing more was written; wait until the new build is green, then run again"
            " (harness clean lets go what the run left, if its database is still there)",
        )


def prove_company(*, name: str, expected: str | None, realm: str, vouched: Vouched) -> None:
    """
    Raise `Refused` unless the company that answered is the one the settings name.

    The realm itself is in every address, and Intuit lets a token into its own
    realm only; the name catches a realm that was copied from another company.
    """
    if vouched.realm == realm or (expected is not None and name == expected):
        return
    raise Refused(
        "Refusing to write to QuickBooks: another company answered than the settings name.",
        expected=f"realm {realm}, {expected or 'a company named in quickbooks.company'}",
        found=f"realm {realm}, {name}",
        where="quickbooks.realm, quickbooks.company",
        next_step="correct quickbooks.realm and quickbooks.company, or connect the right company",
    )


def prove_connector(*, realm: str | None, expected: str, vouched: Vouched) -> None:
    """
    Raise `Refused` unless the connector writes to the proved company, or to none yet.

    `realm` None: the profile does not say where the connector keeps it. A copy of
    production may still be connected to production's books.
    """
    if realm in {"", expected} or vouched.realm == expected:
        return
    if realm is None:
        found = "the profile has no connection.fields.realm"
        next_step = "add it to the profile"
    else:
        found = f"the connector in Odoo is connected to realm {realm}"
        next_step = "connect the connector to the sandbox company, or correct quickbooks.realm"
    raise Refused(
        "Refusing to go on: the connector may write to another company than the one proved.",
        expected=f"realm {expected}",
        found=found,
        next_step=next_step,
    )
