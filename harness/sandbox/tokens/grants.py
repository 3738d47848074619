"""The words of OAuth: scopes, apps, what a token is good for, how long it lives, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

DAY = 86_400
YEAR = 31_536_000
SCOPE = "com.intuit.quickbooks.accounting"
SCOPES = frozenset(
    {
        SCOPE,
        "com.intuit.quickbooks.payment",
        "com.intuit.quickbooks.payroll",
        "com.intuit.quickbooks.payroll.timetracking",
        "com.intuit.quickbooks.payroll.benefits",
        "com.intuit.quickbooks.payroll.payslip.read",
        "openid",
        "profile",
        "email",
        "phone",
        "address",
        "intuit_name",
    }
)
"""What Intuit's own SDK can ask for."""


class OAuthError(Exception):
    """A refusal of the token endpoint, in Intuit's words."""

    def __init__(self, status: int, error: str, description: str | None = None) -> None:
        super().__init__(error)
        self.status = status
        self.body: dict[str, str] = {"error": error}
        if description:
            self.body["error_description"] = description


class Policy(BaseModel):
    """
    How long tokens live and when refresh tokens change; seconds.

    `rotation` "daily" gives a new refresh token when the held one is a day old,
    as Intuit does; "every" gives one on each refresh, which is stricter and finds
    clients that lose it. A replaced one is taken for `grace` more seconds.
    `ended` is the status that the API answers after a consent was ended.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rotation: Literal["every", "daily"] = "daily"
    grace: int = Field(default=0, ge=0, le=YEAR)
    code_life: int = Field(default=600, ge=1, le=YEAR)
    access_life: int = Field(default=3600, ge=1, le=YEAR)
    refresh_life: int = Field(default=101 * DAY, ge=1, le=YEAR)
    hard_life: int = Field(default=5 * YEAR, ge=1, le=5 * YEAR)
    ended: Literal[401, 403] = 401


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A registered app; redirects are compared as whole addresses."""

    client_id: str
    secret: str
    redirects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a live access token is good for."""

    realm: str
    client_id: str
    scopes: frozenset[str]
    expires: float
