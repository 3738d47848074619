"""One run's watch over both systems: proved once, held before every write, renewed per scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.errors import Refused
from harness.guard.addresses import prove_odoo_address, prove_quickbooks
from harness.guard.answers import (
    Vouched,
    prove_build,
    prove_company,
    prove_connector,
    prove_same,
)
from harness.odoo.build import Build


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the settings say of the two systems."""

    odoo_url: str
    database: str
    api_url: str
    realm: str
    company: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """
    How the guard looks: by calls of its own that only read.

    `connector` returns the realm that the connector writes to; "" when it is
    connected to none, None when that can't be known.
    """

    build: Callable[[], Build]
    company: Callable[[], str]
    connector: Callable[[], str | None]


def unproved() -> None:
    """Refuse: what stands in a live target until a guard has admitted it."""
    raise Refused(
        "Refusing to write: nothing was proved of this target yet.",
        next_step="open the target by harness.session.opening, which proves both systems first",
    )


class Guard:
    """
    Admits a target, then holds it to what was proved.

    Every method raises `Refused`, or what a system that does not answer raises.
    """

    def __init__(self, place: Place, eyes: Eyes, vouched: Vouched) -> None:
        self._place = place
        self._eyes = eyes
        self._vouched = vouched
        self._first: Build | None = None

    def addresses(self) -> None:
        """Prove where requests would go; contacts nobody."""
        place, vouched = self._place, self._vouched
        prove_odoo_address(place.odoo_url, vouched=vouched.database == place.database)
        prove_quickbooks(place.api_url, vouched=vouched.realm == place.realm)

    def admit(self) -> None:
        """Prove both systems; from now on `hold` lets writes through."""
        self.addresses()
        build = self._eyes.build()
        self._prove(build)
        self._prove_company()
        self._first = build

    def hold(self) -> None:
        """Before a write: the same build still answers, and still is a neutralised copy."""
        if self._first is None:
            unproved()
            return
        build = self._eyes.build()
        prove_same(build, self._first, database=self._place.database)
        self._prove(build)

    def renew(self) -> None:
        """
        Before a scenario: `hold`, and the company again, and the connector's company.

        The last only here, where a run has its turn: another run on the same
        database may be trying what the connector does with a wrong realm.
        """
        self.hold()
        self._prove_company()
        prove_connector(
            realm=self._eyes.connector(), expected=self._place.realm, vouched=self._vouched
        )

    def _prove(self, build: Build) -> None:
        place = self._place
        prove_build(build, url=place.odoo_url, database=place.database, vouched=self._vouched)

    def _prove_company(self) -> None:
        place, vouched = self._place, self._vouched
        prove_company(
            name=self._eyes.company(), expected=place.company, realm=place.realm, vouched=vouched
        )
