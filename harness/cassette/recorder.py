"""
Recording and replaying one scenario, on vcrpy.

A recording is written beside the old cassette and replaces it as a whole, only
when the scenario passed. A replay talks to nobody: a request that the cassette
lacks is an error that shows the nearest one it holds.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from urllib3.connectionpool import HTTPConnectionPool
from vcr.cassette import Cassette, CassetteContextDecorator
from vcr.record_mode import RecordMode
from vcr.request import Request

from harness.cassette.header import Header, record_command
from harness.cassette.serializer import Files, Serializer
from harness.cassette.stable import Stabiliser
from harness.errors import NotProven

CLIENTS = ("botocore", "httplib2", "httpx", "httpx2", "httpx_curl_cffi", "tornado")
"""Packages that vcrpy knows, and tries to import before every connection."""


class MissingInteraction(NotProven):
    """A replayed scenario asked for something that was never recorded."""


@contextmanager
def recording(
    path: Path, header: Header, stabiliser: Stabiliser, passed: Callable[[], bool]
) -> Iterator[Cassette]:
    """
    Record the block's traffic; the cassette is replaced only if `passed` says so at the end.

    Raises `NotProven` when another process records the same scenario.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    whose = {"scenario": header.scenario, "transport": header.transport}
    with _alone(path, header.scenario):
        for left in path.parent.glob(f".{path.name}.*"):
            left.unlink(missing_ok=True)  # of a recorder that was killed
        try:
            made = _cassette(fresh, RecordMode.ALL, Serializer(header), stabiliser, **whose)
            with _missed_at_once(), made as cassette:
                yield cassette
            if passed() and fresh.is_file():
                fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def listening() -> bool:
    """Whether a cassette answers, or records, this process's calls."""
    return hasattr(HTTPConnectionPool.ConnectionCls, "cassette")


@contextmanager
def _alone(path: Path, scenario: str) -> Iterator[None]:
    """Lock a file against other recorders; the lock file is outside the tree and is temporary."""
    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir(), f"odoo-qbo-harness.{name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise NotProven(
            "Another process records this scenario.",
            where=f"{scenario}, {path}",
            next_step="wait until it has ended, then record again",
        ) from None
    try:
        yield
    finally:
        # While it is held: who opened it before sees that it is gone, and takes the next one.
        with contextlib.suppress(PermissionError):  # Windows removes no file that is open
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


@contextmanager
def replaying(
    path: Path,
    scenario: str,
    stabiliser: Stabiliser,
    transport: str = "json2",
    passed: Callable[[], bool] = lambda: True,
) -> Iterator[None]:
    """
    Answer the block's requests from the cassette, and none from the network.

    Raises `NotProven` for a file that was changed since it was recorded, and at the end if
    the block `passed` without asking for everything that was recorded.
    """
    whose = {"scenario": scenario, "transport": transport}
    made = _cassette(path, RecordMode.NONE, Serializer(None), stabiliser, **whose)
    with _missed_at_once(), made as cassette:
        yield
        if passed():
            cassette.demand_all_played()


@contextmanager
def _missed_at_once() -> Iterator[None]:
    """
    Let imports of packages that are not installed fail without a search.

    OdooRPC connects anew for every call, and vcrpy searches six packages each time:
    of replays that was a quarter of the time.
    """
    absent = [name for name in _absent() if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment] # Python's mark of "not there"
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


@cache
def _absent() -> tuple[str, ...]:
    return tuple(name for name in CLIENTS if find_spec(name) is None)


def _cassette(
    path: Path,
    mode: RecordMode,
    serializer: Serializer,
    stabiliser: Stabiliser,
    *,
    scenario: str,
    transport: str,
) -> Any:  # noqa: ANN401 - vcrpy is untyped
    return CassetteContextDecorator.from_args(
        _Indexed,
        path=str(path),
        record_mode=mode,
        serializer=serializer,
        persister=Files(scenario, transport),
        before_record_request=_Stable(stabiliser),
        before_record_response=lambda response: _stable_response(response, stabiliser),
        inject=False,
        match_on=(_same,),
        custom_patches=(),
        allow_playback_repeats=False,
        scenario=scenario,
        transport=transport,
    )


class _Indexed(Cassette):  # type: ignore[misc] # vcrpy is untyped
    """
    A cassette that finds a request by its key.

    vcrpy compares a request with every recorded one, which is quadratic; here
    a dictionary knows where the equal ones are.
    """

    def __init__(self, *, scenario: str, transport: str, **options: Any) -> None:  # noqa: ANN401 - vcrpy's own
        self._scenario = scenario
        self._transport = transport
        super().__init__(**options)
        self._index: dict[str, list[int]] | None = None

    def append(self, request: Request, response: Any) -> None:  # noqa: ANN401 - vcrpy's own
        """Take an interaction; what a file holds was made stable when it was recorded."""
        if self.record_mode == RecordMode.NONE:
            self.data.append((request, response))
        else:
            super().append(request, response)

    def _responses(self, request: Request) -> Iterator[tuple[int, Any]]:
        if self._index is None:
            self._index = defaultdict(list)
            for number, (stored, _) in enumerate(self.data):
                self._index[_key(stored)].append(number)
        for number in self._index.get(_key(self._before_record_request(request)), []):
            yield number, self.data[number][1]

    def can_play_response_for(self, request: Request) -> bool:
        if self.record_mode != RecordMode.NONE:
            return False
        for number, _ in self._responses(request):
            if not self.play_counts[number]:
                return True
        raise self._missing(self._before_record_request(request))

    def demand_all_played(self) -> None:
        """Raise `NotProven` if an answer was not asked for."""
        left = [
            f"{stored.method} {stored.uri}"
            for number, (stored, _) in enumerate(self.data)
            if not self.play_counts[number]
        ]
        if left:
            raise NotProven(
                f"The replay asked for less than was recorded: {len(left)} of {len(self.data)}"
                " answers were not asked for.",
                found=f"first of all {left[0]}",
                where=f"{self._scenario}, {self._path}",
                next_step="if the change is meant, record anew:"
                f" {record_command(self._scenario, self._transport)}",
            )

    def _missing(self, request: Request) -> MissingInteraction:
        asked = _key(request)
        left = [
            _key(stored)
            for number, (stored, _) in enumerate(self.data)
            if not self.play_counts[number]
        ]
        address = asked.partition("\n")[0]
        alike = [key for key in left if key.partition("\n")[0] == address]
        nearest = difflib.get_close_matches(asked, alike or left, n=1, cutoff=0.0)
        times = sum(asked == _key(stored) for stored, _ in self.data)
        played = f" It holds {times}, all given already." if times else ""
        difference = "\n".join(
            difflib.unified_diff(
                nearest[0].splitlines() if nearest else [],
                asked.splitlines(),
                "recorded, not yet played",
                "asked",
                lineterm="",
            )
        )
        again = record_command(self._scenario, self._transport)
        return MissingInteraction(
            f"The cassette holds no answer to {request.method} {request.uri}.{played}"
            f"\n{difference}",
            where=f"{self._scenario}, {self._path}",
            next_step=f"if the change is meant, record anew: {again}",
        )


def _key(request: Request) -> str:
    body = request.body
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body or "")
    return f"{request.method} {request.uri}\n{text}"


def _same(one: Request, other: Request) -> bool:
    return _key(one) == _key(other)


class _Stable:
    """Makes requests stable, each one once: vcrpy asks for it before an answer, and for it."""

    def __init__(self, stabiliser: Stabiliser) -> None:
        self._stabiliser = stabiliser
        self._last: tuple[Request, Request] | None = None

    def __call__(self, request: Request) -> Request:
        if self._last is None or self._last[0] is not request:
            stable = Request(
                method=request.method,
                uri=self._stabiliser.url(request.uri),
                body=self._stabiliser.body(request.body),
                headers={},
            )
            self._last = request, stable
        return self._last[1]


def _stable_response(response: dict[str, Any], stabiliser: Stabiliser) -> dict[str, Any]:
    """Applied only when recording; a replayed answer is stable already."""
    return {
        "status": response["status"],
        "headers": stabiliser.headers(response["headers"]),
        "body": {"string": stabiliser.body(response["body"]["string"], answer=True).encode()},
    }
