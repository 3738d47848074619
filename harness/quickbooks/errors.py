"""QuickBooks' refusals, typed by their fault codes."""

from __future__ import annotations

from harness.errors import HarnessError, NotProven


class QuickBooksError(HarnessError):
    """A fault: Intuit's code, message and detail, and the trace id to quote to Intuit."""

    def __init__(
        self,
        what: str,
        *,
        code: str = "",
        message: str = "",
        detail: str = "",
        tid: str = "",
        next_step: str | None = None,
    ) -> None:
        found = " ".join(part for part in (code, message, detail) if part)
        super().__init__(
            what,
            found=found or None,
            where=f"intuit_tid {tid}" if tid else None,
            next_step=next_step,
        )
        self.code = code
        self.message = message
        self.detail = detail
        self.tid = tid


class RecordNotFound(QuickBooksError):
    """Code 610: no such record, or it was deleted."""


class StaleToken(QuickBooksError):
    """Code 5010: the SyncToken is not the current one."""


class WrongRealm(QuickBooksError, NotProven):
    """HTTP 403, code 3100: the token was given for another company."""


class TokenRejected(QuickBooksError, NotProven):
    """The access token is not accepted, and a new one could not be obtained."""


class Throttled(QuickBooksError, NotProven):
    """HTTP 429, code 3001, again and again."""
