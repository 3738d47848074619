"""What every answer carries, and the line that it leaves in the request log."""

from __future__ import annotations

import random
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from aiohttp import web

from harness.sandbox.core.clock import Clock

KEPT = 10_000
"""How many requests the log remembers; it is for looking, not for keeping."""

OWN = ("/admin", "/ui")
"""What is the emulator's and not Intuit's; it is not in the log."""

FIXED = {"X-Content-Type-Options": "nosniff", "Server": "istio-envoy"}
"""As recorded; Intuit's Strict-Transport-Security would bind a browser's whole localhost."""
DONE = {
    "QBO-Version": "1944.190",
    "Expires": "0",
    "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
}
"""What only QuickBooks itself adds, to what it has done: refusals lack it (recorded)."""
DOOR = {**FIXED, "X-Envoy-Upstream-Service-Time": "1"}
"""What comes with a 401, which no service behind the door has seen (recorded, June 2025)."""
UNKNOWN = 401
API = "/v3/"
REFUSED = 400
SHORT = 64
SECRET = re.compile(
    r"(?i)(?<=[?&])((?:[a-z_]*token|code|state|[a-z_]*secret|password|[a-z_]*key)=)[^&]*"
    r"|eyJ[\w-]+\.[\w.~-]+|RT1-[0-9a-f]+|AB[0-9a-f]{46}"
)


@dataclass(slots=True, kw_only=True)  # not frozen: every request makes one, and pays for it
class Line:
    """One request: never its headers or body, and no secret in its path."""

    number: int
    realm: str
    at: str
    method: str
    path: str
    status: int
    intuit_tid: str
    rule: str = ""

    def facts(self) -> dict[str, object]:
        """Return it as the admin API shows it."""
        return asdict(self)


LINE = web.RequestKey("line", Line)
"""Under which a request holds its line."""
RULE = web.RequestKey("rule", str)
"""Under which a request holds the fault rules that had a hand in its answer."""


class Journal:
    """The request log, in memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self.written = 0

    def finish(
        self, request: web.Request, answer: web.StreamResponse, seconds: float | None = None
    ) -> None:
        """
        Give an answer the headers that Intuit's have (recorded), and write its line.

        `seconds` is what it took; of that, nothing is known of the database's part.
        """
        marks = f"{random.getrandbits(256):064x}"  # marks for people to find a call by, no secrets
        tid = f"1-{int(self._clock.now().timestamp()):08x}-{marks[8:32]}"
        span = f"{marks[32:40]}-{marks[40:44]}-{marks[44:48]}-{marks[48:52]}-{marks[52:]}"
        path = request.path_qs
        said = {**FIXED, "intuit_tid": tid, "X-Spanid": span, "X-Amzn-Trace-Id": f"Root={tid}"}
        called = path.startswith(API)
        if answer.status == UNKNOWN and called:
            said = {**DOOR, "intuit_tid": tid, "X-Request-Id": tid}
        if answer.status < REFUSED or not called:
            said |= DONE
            if seconds is not None and called:
                said["Service-Time"] = f"total={int(seconds * 1000)}, db=0"
        answer.headers.update(said)
        if not called and path.startswith(OWN):
            return
        rule = ""
        if len(request):  # a look-up that fails is dear, and only fault rules leave something there
            rule = request.get(RULE, "")
            if LINE in request:  # a fault rule answers something else than what was done
                self._lines.remove(request[LINE])
        self.written += 1
        line = request[LINE] = Line(
            number=self.written,
            realm=request.match_info.get("realm", ""),
            at=self._clock.stamp(),
            method=request.method,
            path=mask(path),
            status=answer.status,
            intuit_tid=tid,
            rule=rule,
        )
        self._lines.append(line)

    def lines(self, realm: str | None = None, after: int = 0) -> Iterator[Line]:
        """Return the lines in force, the oldest first: of one company, after a number."""
        for line in self._lines:
            if line.number > after and realm in (None, line.realm):
                yield line

    def clear(self, realm: str) -> None:
        """Forget a company's lines."""
        kept = [line for line in self._lines if line.realm != realm]
        self._lines.clear()
        self._lines.extend(kept)


def mask(path: str) -> str:
    """Take tokens, codes and secrets out of a path; a short plain one has no room for any."""
    if "?" not in path and len(path) < SHORT:
        return path
    return SECRET.sub(lambda found: f"{found[1] or ''}***", path)
