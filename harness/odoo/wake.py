"""Waking a build: Odoo.sh lets idle ones sleep, and answers for them meanwhile."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import requests

from harness.errors import Unreachable
from harness.waiting import Patience, Tell, wait_for
from harness.wire import ahead, redirected, road

HEALTH = "/web/health"
TIMEOUT = 60
PATIENCE = Patience(limit=240)
"""A build that is still being made takes longer; then it is not the one to test yet."""

NEXT = "open the build in a browser, or see its log on Odoo.sh; then run the same command again"


def wake(url: str, tell: Tell, patience: Patience = PATIENCE) -> timedelta:
    """
    Wait until the build answers by itself, and return how far its clock is ahead of ours.

    Raises `Unreachable` at once when waiting can't help: no such host, a bad
    certificate, a redirect; `NotProven` when the patience ends.
    """

    def look() -> tuple[timedelta | None, str]:
        try:
            response = requests.get(url.rstrip("/") + HEALTH, timeout=TIMEOUT, **road(url))
        except requests.exceptions.SSLError as error:
            raise _hopeless(url, "its certificate is not good for this name") from error
        except requests.exceptions.Timeout:
            return None, "it does not answer in time"
        except requests.exceptions.ConnectionError as error:
            if "NameResolutionError" in str(error):
                raise _hopeless(url, "there is no host of this name") from error
            return None, "nobody answers there"
        if elsewhere := redirected(response):
            raise _hopeless(url, f"it sends its callers to {elsewhere}")
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise _hopeless(url, "HTTP 404: no build answers there any more")
        if response.status_code == HTTPStatus.OK and "json" in response.headers.get(
            "Content-Type", ""
        ):
            return ahead(response), ""
        return None, f"HTTP {response.status_code}: the build sleeps or is being made"

    return wait_for("the Odoo build to wake", look, patience=patience, tell=tell, next_step=NEXT)


def _hopeless(url: str, found: str) -> Unreachable:
    return Unreachable(
        "The Odoo build can't be reached.",
        found=found,
        where=url,
        next_step="take the address of the build as it is now: Odoo.sh gives every new build a new"
        " one",
    )
