"""
Reads a script of requests and expectations, plays it, and tidies up behind it.

A script is YAML: a name and steps. A step says what it does (`do: POST
customer`), with which body, what it expects, and under which name the record
that comes back is kept for later steps (`${name.Id}`). `${tag}` marks what a
run makes; whatever a step made is deleted or made inactive at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from tests.parity.compare import Difference, differences
from tests.parity.service import Exchange, Service, answered

FOLDER = Path(__file__).parent / "scripts"
PLACE = re.compile(r"\$\{([A-Za-z0-9_.]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request and what is expected of its answer."""

    do: str
    body: Any = None
    keep: str = ""
    status: int = 200
    answer: Any = None
    headers: dict[str, Any] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Steps that belong together."""

    name: str
    steps: tuple[Step, ...]


def scripts() -> list[Script]:
    """Read every script there is."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        for document in yaml.safe_load_all(file.read_text("utf-8")):
            steps = tuple(Step(**step) for step in document["steps"])
            found.append(Script(name=document["name"], steps=steps))
    return found


class Run:
    """One script on one service."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.kept: dict[str, Any] = {"tag": f"parity {uuid4().hex[:8]}", "realm": service.realm}
        self.made: list[tuple[str, str]] = []

    def play(self, script: Script) -> list[str]:
        """Play all steps; every difference, with the step it was found in."""
        found: list[str] = []
        try:
            for step in script.steps:
                try:
                    found += [f"{step.do}: {each}" for each in self.step(step)]
                except KeyError as error:
                    found.append(f"{step.do}: not played, it needs {error} of an earlier step")
        finally:
            self.tidy()
        return found

    def step(self, step: Step) -> list[Difference]:
        """Play one step."""
        method, _, path = self.filled(step.do).partition(" ")
        exchange = self.service.call(method, path, self.filled(step.body))
        self.note(path, step, exchange)
        found: list[Difference] = []
        if exchange.status != step.status:
            found.append(Difference("status", step.status, f"{exchange.status} {exchange.body}"))
            return found
        found += differences(self.filled(step.headers), exchange.headers, "headers")
        if step.answer is not None:
            found += differences(self.filled(step.answer), exchange.body)
        for where, names in step.order.items():
            inner = _at(exchange.body, where)
            came = [name for name in inner if name in names]
            if came != [name for name in names if name in inner]:
                found.append(Difference(f"{where} (order)", names, came))
        return found

    def note(self, path: str, step: Step, exchange: Exchange) -> None:
        """Keep what the step names, and what must be tidied away."""
        if not answered(exchange):
            return
        record = next((each for each in exchange.body.values() if isinstance(each, dict)), {})
        if step.keep:
            self.kept[step.keep] = record
        entity = path.partition("?")[0]
        if step.do.startswith("POST ") and "/" not in entity and record.get("Id"):
            known = (entity, record["Id"])
            if known not in self.made and record.get("status") != "Deleted":
                self.made.append(known)

    def tidy(self) -> None:
        """Delete or deactivate what was made, the last first; what is gone already is fine."""
        for entity, record_id in reversed(self.made):
            exchange = self.service.call("GET", f"{entity}/{record_id}")
            if not answered(exchange):
                continue
            record = next(each for each in exchange.body.values() if isinstance(each, dict))
            key = {"Id": record_id, "SyncToken": record["SyncToken"]}
            if "Active" in record:
                self.service.call("POST", entity, {**key, "sparse": True, "Active": False})
            else:
                self.service.call("POST", f"{entity}?operation=delete", key)

    def filled(self, value: Any) -> Any:
        """Put what was kept into its places."""
        match value:
            case str():
                whole = PLACE.fullmatch(value)
                if whole:
                    return _at(self.kept, whole[1])
                return PLACE.sub(lambda place: str(_at(self.kept, place[1])), value)
            case dict():
                return {self.filled(name): self.filled(inner) for name, inner in value.items()}
            case list():
                return [self.filled(inner) for inner in value]
            case _:
                return value


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value[int(name) if name.isdecimal() and isinstance(value, list) else name]
    return value
