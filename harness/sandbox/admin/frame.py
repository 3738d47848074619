"""How an admin call is answered: the key, a JSON body, one transaction, errors with a next step."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from harness.sandbox.service import SERVICE, Service

KEY_HEADER = "X-Sandbox-Admin"
SECRET = frozenset({"client_secret", "verifier"})
UNFOUND = frozenset({"missing", "extra_forbidden"})
"""Errors whose place says all there is to say."""
SHOWN = 80
"""So much of what was sent comes back in an error."""
SEE = "GET /admin/ lists what there is; docs/emulator.md explains it"


class Problem(Exception):
    """Why an admin call can't be done, and what to do instead."""

    def __init__(self, error: str, step: str = SEE, status: int = 400) -> None:
        super().__init__(error)
        self.step = step
        self.status = status


class Body(BaseModel):
    """What a call takes; anything else is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


Given = TypeVar("Given", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One admin call."""

    service: Service
    body: Mapping[str, Any]
    path: Mapping[str, str]
    query: Mapping[str, str]

    @property
    def realm(self) -> str:
        """The company that the path names; it must be there."""
        realm = self.path["realm"]
        if not self.service.has(realm):
            raise Problem(f"there is no company {realm}", "GET /admin/realms lists them", 404)
        return realm

    def read(self, model: type[Given]) -> Given:
        """Read the body as a model."""
        return _checked(model, self.body)

    def merge(self, held: Given) -> Given:
        """Read the body as changes of what holds."""
        return _checked(type(held), {**held.model_dump(), **self.body})

    def number(self, name: str, default: int) -> int:
        """Read a whole number from the query."""
        text = self.query.get(name, str(default))
        if not (text.isascii() and text.isdecimal() and len(text) < 16):  # noqa: PLR2004
            raise Problem(f"{name} must be a whole number, not {text!r}", f"send {name}={default}")
        return int(text)


def _checked(model: type[Given], values: Mapping[str, Any]) -> Given:
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        lines = map(_told, error.errors(include_url=False, include_context=False))
        known = ", ".join(model.model_fields)
        raise Problem("; ".join(lines), f"this call takes: {known}") from None


def _told(found: Any) -> str:  # noqa: ANN401 - pydantic's own form of an error
    """Say where something is wrong, what was expected, and what was found unless it is secret."""
    place = [str(part) for part in found["loc"]]
    said = f"{'.'.join(place) or 'the body'}: {found['msg']}"
    if found["type"] in UNFOUND or SECRET.intersection(place):
        return said
    return f"{said}, not {json.dumps(found['input'], default=str)[:SHOWN]}"


Action = Callable[[Ask], Mapping[str, Any]]
Waiting = Callable[[Ask], Awaitable[Mapping[str, Any]]]


def endpoint(
    action: Action, then: Waiting | None = None, *, takes: Sequence[str] = ()
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """
    Make a handler of an action; what it says first is its help.

    `then` goes on after the action's transaction, and gives the answer; `takes` are
    the parameters that may stand in the address.
    """

    async def handle(request: web.Request) -> web.Response:
        service = request.app[SERVICE]
        try:
            _check_key(request, service)
            _check_parameters(request, takes)
            ask = Ask(
                service=service,
                body=await _body(request),
                path=request.match_info,
                query=request.query,
            )
            with service.store.transaction():
                answer = action(ask)
            if then is not None:
                answer = await then(ask)
        except Problem as problem:
            return refused(problem)
        except (ValueError, OverflowError) as error:
            return refused(Problem(str(error)))
        return web.json_response(answer)

    handle.__doc__ = action.__doc__
    return handle


def refused(problem: Problem) -> web.Response:
    """Say what is wrong and what to do."""
    return web.json_response({"error": str(problem), "next": problem.step}, status=problem.status)


def _check_key(request: web.Request, service: Service) -> None:
    sent = request.headers.get(KEY_HEADER, "")
    if not secrets.compare_digest(sent.encode(errors="replace"), service.admin_key.encode()):
        raise Problem(
            f"the header {KEY_HEADER} is {'wrong' if sent else 'missing'}",
            "the emulator told the key when it started: on standard output or in --ready-file",
            401,
        )


def _check_parameters(request: web.Request, takes: Sequence[str]) -> None:
    for name in request.query:
        if name not in takes:
            what = f"takes: {', '.join(takes)}" if takes else "takes none in its address"
            raise Problem(f"there is no parameter {name}", f"this call {what}")


async def _body(request: web.Request) -> Mapping[str, Any]:
    text = await request.read()
    try:
        found = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Problem("the body is not a JSON object", 'send one, as in {"preset": "clean"}')
    return found
