"""The guard of one run: admits both systems once, checks before every write and every scenario."""

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
    The guard's own read-only calls to the systems.

    `connector` returns the realm that the connector writes to; "" when it is
    connected to none, None when that can't be known.
    """

    build: Callable[[], Build]
    company: Callable[[], str]
    connector: Callable[[], str | None]


def unproved() -> None:
    """Refuse every write: the check of a live target until a guard has admitted it."""
    raise Refused(
        "Refusing to write: nothing was proved of this target yet.",
        next_step="open the target by harness.session.opening, which proves both systems first",
    )


class Guard:
    """
    Admits a target, then checks that it is still what was admitted.

    Every method raises `Refused`, or what a system that does not answer raises.
    """

    def __init__(self, place: Place, eyes: Eyes, vouched: Vouched) -> None:
        self._place = place
        self._eyes = eyes
        self._vouched = vouched
        self._first: Build | None = None

    def addresses(self) -> None:
        """Check where requests would go, without any request."""
        place, vouched = self._place, self._vouched
        prove_odoo_address(place.odoo_url, vouched=vouched.database == place.database)
        prove_quickbooks(place.api_url, vouched=vouched.realm == place.realm)

    def admit(self) -> None:
        """Check both systems completely; from now on `hold` lets writes through."""
        self.addresses()
        build = self._eyes.build()
        self._prove(build)
        self._prove_company()
        self._first = build

    def hold(self) -> None:
        """Check before a write: the same build still answers, and is still a neutralised copy."""
        if self._first is None:
            unproved()
            return
        build = self._eyes.build()
        prove_same(build, self._first, database=self._place.database)
        self._prove(build)

    def renew(self) -> None:
        """
        Check before a scenario: `hold`, the company, and the connector's company.

        The last is checked only here, while the run has its turn: otherwise another run
        on the same database may be testing the connector with a wrong realm.
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
