"""The one way to talk to Odoo, whatever the transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from harness.errors import HarnessError, NotProven, Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVersion:
    """What the server says of itself: `series` such as `19.0`, and the full version string."""

    series: str
    full: str
    enterprise: bool


class OdooPort(Protocol):
    """
    Calls of public model methods with named arguments.

    Numbers with a fraction arrive as `Decimal`; `Decimal` arguments leave as
    JSON numbers. Each call is a transaction of its own in Odoo.
    """

    url: str
    database: str

    def call(
        self,
        model: str,
        method: str,
        *,
        ids: Sequence[int] | None = None,
        context: Mapping[str, Any] | None = None,
        **params: Any,  # noqa: ANN401 - Odoo's methods take anything JSON can say
    ) -> Any:  # noqa: ANN401 - and answer likewise
        """
        Call `method` on the records `ids` (or on the model); its JSON result.

        Raises `OdooError` or one of its kinds, or `Unreachable`.
        """
        ...

    def version(self) -> ServerVersion:
        """Ask the server for its version; needs no login."""
        ...


class OdooError(HarnessError):
    """Odoo answered with an error; `name` is its exception class, `message` its words."""

    def __init__(self, call: str, name: str, message: str, *, next_step: str | None = None) -> None:
        super().__init__(f"Odoo refused {call}: {message}", where=name, next_step=next_step)
        self.name = name
        self.message = message


class OdooAuthError(OdooError, NotProven):
    """The key, the user or the database is wrong."""


def wrong_key(call: str, name: str, message: str) -> OdooAuthError:
    """Return the error for an API key that the server does not accept."""
    return OdooAuthError(
        call,
        name,
        message,
        next_step="make a new key in Odoo (Preferences, Account Security) and set"
        " HARNESS_ODOO__API_KEY",
    )


def unreachable(url: str, found: str) -> Unreachable:
    """Return the error for an Odoo that does not answer; `found` says what happened instead."""
    return Unreachable(
        "Odoo does not answer.",
        found=found,
        where=url,
        next_step="check that the build is awake and the URL is right; harness logs shows the end"
        " of a local one's log",
    )


class OdooNotFound(OdooError):
    """The model, the method or the xmlid does not exist; a record's id is a user's matter."""


class OdooAccessError(OdooError):
    """The API user lacks the right."""


class OdooUserError(OdooError):
    """Odoo's own words to a user: a rule of the business was broken."""
