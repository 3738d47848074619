"""
The token file, the only place where the current refresh token is kept.

Intuit rotates the refresh token, and losing the latest one ends the consent. So
the file is replaced atomically before the new token is used, under a lock that
every process takes: a second process finds the first one's token and uses that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from harness.quickbooks.errors import TokenRejected


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tokens:
    """
    An access token and the refresh token that came with it; never printed.

    `refresh_until` is when the refresh token expires unless it is used, in ISO format
    with a time zone; "" if it is not known yet.
    """

    access_token: str
    refresh_token: str
    refresh_until: str = ""


class TokenFile:
    """Tokens of one realm in one file that only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(f"{path}.lock", mode=0o600)

    def load(self) -> Tokens:
        """Read the tokens; raise `TokenRejected` when nobody has consented yet."""
        try:
            return Tokens(**json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            raise TokenRejected(
                "There are no QuickBooks tokens yet.",
                next_step="harness connect",
            ) from None
        except (ValueError, TypeError):
            raise TokenRejected(
                "The file with the QuickBooks tokens is damaged.",
                next_step=f"delete {self._path}, then: harness connect",
            ) from None

    def save(self, tokens: Tokens) -> None:
        """Replace the file, readable by its owner only, whole or not at all."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(tokens), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    def renew(self, refused: str, ask: Callable[[str], Tokens]) -> Tokens:
        """
        Return tokens other than the refused access token.

        `ask` exchanges a refresh token for new tokens; it is called under the lock, and
        only if no other process has done so meanwhile.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            current = self.load()
            if current.access_token != refused:
                return current
            renewed = ask(current.refresh_token)
            self.save(renewed)
            return renewed
