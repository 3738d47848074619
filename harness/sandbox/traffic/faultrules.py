"""
Fault rules: which requests are to fail, how, and how often.

Rules are tried in the order of their making. The first whose turn it is acts;
a delay acts and lets the next ones be tried.
"""

from __future__ import annotations

import random
from collections import deque
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from harness.sandbox.traffic.operations import Call, Operation

LONGEST = 600.0
KEPT_HITS = 100


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Match(_Strict):
    """Which requests: all that is given must fit; the path takes * and ?."""

    realm: str | None = None
    entity: str | None = None
    operation: Operation | None = None
    method: str | None = None
    path: str | None = None

    def fits(self, call: Call) -> bool:
        """Whether a request is meant."""
        return (
            (self.realm is None or self.realm == call.realm)
            and (self.entity is None or self.entity.lower() == call.entity)
            and (self.operation is None or self.operation == call.operation)
            and (self.method is None or self.method.upper() == call.method)
            and (self.path is None or fnmatchcase(call.path, self.path))
        )


class Status(_Strict):
    """
    Answer with a status, before the request does anything or after it did.

    Without more, the body is the one Intuit is known or assumed to send with
    that status; `code`, `message`, `detail` and `type` change it, `text`
    replaces it by any page (as a proxy on the way would).
    """

    kind: Literal["status"]
    status: int = Field(ge=400, le=599)
    when: Literal["before", "after"] = "before"
    code: str | None = None
    message: str | None = None
    detail: str | None = None
    type: str | None = None
    text: str | None = None


class Delay(_Strict):
    """Wait, then go on."""

    kind: Literal["delay"]
    seconds: float = Field(gt=0, le=LONGEST)


class Drop(_Strict):
    """Cut the TCP connection before the request does anything, or when it is done."""

    kind: Literal["drop"]
    when: Literal["before", "after"] = "before"


class Truncate(_Strict):
    """Do the request, announce the whole body, send a part of it, cut the connection."""

    kind: Literal["truncate"]
    keep: float = Field(default=0.5, ge=0, lt=1)


class TooMany(_Strict):
    """Answer as throttling does: 429."""

    kind: Literal["throttle"]
    retry_after: int | None = Field(default=None, ge=0)


Act = Annotated[Status | Delay | Drop | Truncate | TooMany, Field(discriminator="kind")]


class Rule(_Strict):
    """
    One rule: what it meets, what it does, and how often.

    It lets `after` requests pass, then acts `times` times (for good without),
    each time with `probability`, drawn from `seed`: the same seed and the same
    requests give the same faults.
    """

    match: Match = Match()
    act: Act
    times: int | None = Field(default=None, ge=1)
    after: int = Field(default=0, ge=0)
    probability: float = Field(default=1.0, gt=0, le=1)
    seed: int = 0


class Standing:
    """A rule in force, with what became of it."""

    def __init__(self, number: int, rule: Rule) -> None:
        self.number = number
        self.rule = rule
        self.met = 0
        self.hits = 0
        self._latest: deque[dict[str, str]] = deque(maxlen=KEPT_HITS)
        self._random = random.Random(rule.seed)  # noqa: S311 - repeatable on purpose

    def turn(self, call: Call) -> bool:
        """Whether the rule acts on this request; counts it."""
        rule = self.rule
        if self.spent or not rule.match.fits(call):
            return False
        self.met += 1
        if self.met <= rule.after:
            return False
        return rule.probability == 1 or self._random.random() < rule.probability

    @property
    def spent(self) -> bool:
        """Whether it has acted as often as it may."""
        return self.rule.times is not None and self.hits >= self.rule.times

    def hit(self, call: Call, at: str) -> None:
        """Count an act."""
        self.hits += 1
        self._latest.append({"at": at, "method": call.method, "path": call.path})

    def state(self) -> dict[str, Any]:
        """Return the rule and its counts."""
        return {
            "id": str(self.number),
            **self.rule.model_dump(exclude_none=True),
            "met": self.met,
            "hits": self.hits,
            "spent": self.spent,
            "latest": list(self._latest),
        }


class FaultRules:
    """All rules in force."""

    def __init__(self) -> None:
        self._made = 0
        self._rules: dict[str, Standing] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def add(self, rule: Rule) -> Standing:
        """Put a rule in force."""
        self._made += 1
        standing = Standing(self._made, rule)
        self._rules[str(self._made)] = standing
        return standing

    def all(self) -> list[Standing]:
        """List the rules, the oldest first."""
        return list(self._rules.values())

    def get(self, number: str) -> Standing | None:
        """Find a rule."""
        return self._rules.get(number)

    def remove(self, number: str) -> bool:
        """Take a rule out of force; False when there is none."""
        return self._rules.pop(number, None) is not None

    def clear(self) -> int:
        """Take all rules out of force; how many."""
        count = len(self._rules)
        self._rules.clear()
        return count

    def acting(self, call: Call, at: str) -> tuple[list[Standing], Standing | None]:
        """Choose what happens to a request: delays first, then at most one other act."""
        delays: list[Standing] = []
        for standing in self._rules.values():
            if not standing.turn(call):
                continue
            standing.hit(call, at)
            if not isinstance(standing.rule.act, Delay):
                return delays, standing
            delays.append(standing)
        return delays, None
