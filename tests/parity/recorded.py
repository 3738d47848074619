"""
Holds the emulator against recorded exchanges: any vcr cassette, in YAML.

    python -m tests.parity.recorded [--values] FILE...

Every request is sent to a fresh sample company; every difference of the answer
is printed by field: what is missing, what is too much, another type, order or
way of writing a number, and with `--values` other values too. A recording was
made on a company of its own, so that its values can't all be the same.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import yaml

from tests.sandbox.conftest import CLIENT_ID, SECRET, Company, Emulator, start

HEADERS = (
    "content-type",
    "intuit-tid",
    "cache-control",
    "expires",
    "qbo-version",
    "www-authenticate",
)
"""Headers that clients read or that say how an answer is to be kept."""
GONE = frozenset({"Lat", "Long"})
"""What Intuit no longer answers since 2025 (its notices)."""
LOOSE = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d+|1-[0-9a-f]{8}-.*|.*/download/.*|https?://.*")
"""Texts that differ from company to company: times, ids, marks, addresses."""

STAMP = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Seen:
    """One difference: its kind, the field, what was recorded and what we answer."""

    kind: str
    where: str
    recorded: object = None
    ours: object = None

    def __str__(self) -> str:
        values = f": recorded {self.recorded!r}, ours {self.ours!r}"
        return f"{self.kind:8} {self.where}" + ("" if self.recorded is self.ours else values)


def exchanges(file: Path) -> list[dict[str, Any]]:
    """Read a cassette, of Ruby's vcr or of Python's."""
    content = yaml.safe_load(file.read_text("utf-8"))
    found: list[dict[str, Any]] = content.get("http_interactions") or content["interactions"]
    return found


def replayed(company: Company, exchange: dict[str, Any]) -> requests.Response:
    """Send a recorded request to a company of ours."""
    request = exchange["request"]
    address = urlsplit(request["uri"])
    path = re.sub(r"^/v3(/company/[^/]+)?/", "", address.path)
    headers = {
        name: values if isinstance(values, str) else values[0]
        for name, values in (request.get("headers") or {}).items()
    }
    kept = {name: headers[name] for name in ("Accept", "Content-Type") if name in headers}
    body = text_of(request.get("body"))
    query = f"?{address.query}" if address.query else ""
    return company.call(
        request["method"].upper(), path + query, headers=kept, data=body.encode() or None
    )


def text_of(body: Any) -> str:
    """The text of a recorded body, however it was kept."""
    match body:
        case {"string": str(text)}:
            return text
        case {"string": bytes(raw)}:
            return raw.decode()
        case {"base64_string": str(coded)}:
            return base64.b64decode(coded).decode()
        case str():
            return body
        case _:
            return ""


def compare(exchange: dict[str, Any], response: requests.Response, *, values: bool) -> list[Seen]:
    """Compare an answer of ours with the recorded one; each kind of difference once a field."""
    recorded = exchange["response"]
    found: list[Seen] = []
    status = recorded["status"]
    code = int(status["code"]) if isinstance(status, dict) else int(status)
    if response.status_code != code:
        found.append(Seen("status", "", code, f"{response.status_code} {response.text[:300]}"))
    theirs = {name.lower().replace("_", "-"): value for name, value in recorded["headers"].items()}
    ours = {name.lower().replace("_", "-"): value for name, value in response.headers.items()}
    found += [
        Seen("header", name, theirs[name], "nothing")
        for name in HEADERS
        if name in theirs and name not in ours
    ]
    if theirs.get("content-type", [""])[0] != ours.get("content-type", ""):
        found.append(
            Seen("header", "content-type", theirs.get("content-type"), ours.get("content-type"))
        )
    text = text_of(recorded["body"])
    try:
        expected = json.loads(text, parse_float=Decimal)
        answered = json.loads(response.text, parse_float=Decimal)
    except ValueError:
        if text != response.text:
            found.append(Seen("value", "body", text[:200], response.text[:200]))
    else:
        found += [each for each in body(expected, answered, "") if values or each.kind != "value"]
    return list(
        {(each.kind, re.sub(r"\[\d+\]", "[]", each.where)): each for each in found}.values()
    )


def body(theirs: Any, ours: Any, where: str) -> Iterator[Seen]:
    """Compare two JSON values."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        yield from _object(theirs, ours, where)
    elif isinstance(theirs, list) and isinstance(ours, list):
        yield from _list(theirs, ours, where)
    elif _kind(theirs) != _kind(ours):
        yield Seen("type", where, theirs, ours)
    elif _kind(theirs) == "number":
        if theirs == ours and str(theirs) != str(ours):
            yield Seen("style", where, str(theirs), str(ours))
        elif theirs != ours:
            yield Seen("value", where, theirs, ours)
    elif theirs != ours:
        if not (isinstance(theirs, str) and LOOSE.fullmatch(theirs) and LOOSE.fullmatch(ours)):
            yield Seen("value", where, theirs, ours)
        elif STAMP.match(theirs) and re.sub(r"\d", "0", theirs) != re.sub(r"\d", "0", ours):
            yield Seen("style", where, theirs, ours)


def _object(theirs: dict[str, Any], ours: dict[str, Any], where: str) -> Iterator[Seen]:
    for name, value in theirs.items():
        if name not in ours and name not in GONE:
            yield Seen("missing", f"{where}.{name}", value, None)
    for name, value in ours.items():
        if name not in theirs:
            yield Seen("extra", f"{where}.{name}", None, value)
    both = [name for name in theirs if name in ours]
    if both != [name for name in ours if name in theirs]:
        yield Seen("order", where, both, [name for name in ours if name in theirs])
    for name in both:
        yield from body(theirs[name], ours[name], f"{where}.{name}")


def _list(theirs: list[Any], ours: list[Any], where: str) -> Iterator[Seen]:
    """Records are compared with those of the same name or id, other entries by their place."""
    if len(theirs) != len(ours):
        yield Seen("value", f"{where}[]", f"{len(theirs)} entries", f"{len(ours)} entries")
    named = {_name(each): each for each in ours if _name(each)}
    for number, each in enumerate(theirs):
        name = _name(each)
        other = named.get(name) if name else None
        if name and other is None:
            yield Seen("value", f"{where}[{name}]", "a record", "no such record")
        elif other is None and number < len(ours):
            other = ours[number]
        if other is not None:
            yield from body(each, other, f"{where}[{number}]")
    if theirs and not ours:
        yield Seen("missing", f"{where}[]", "entries", None)


def _name(value: Any) -> str:
    return (
        str(value.get("DisplayName") or value.get("Name") or value.get("Id") or "")
        if isinstance(value, dict)
        else ""
    )


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, int | Decimal) else type(value).__name__


def against(emulator: Emulator, file: Path, *, values: bool) -> list[tuple[str, list[Seen]]]:
    """Replay a cassette on a sample company; what differs, by request."""
    company = emulator.company("sample")
    return [
        (
            f"{exchange['request']['method'].upper()} {exchange['request']['uri']}",
            compare(exchange, replayed(company, exchange), values=values),
        )
        for exchange in exchanges(file)
    ]


def main() -> int:
    """Print what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", action="store_true", help="other values count too")
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        process, facts = start(Path(folder))
        try:
            emulator = Emulator(facts)
            emulator.admin(
                "POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[]
            )
            for file in given.files:
                for request, seen in against(emulator, file, values=given.values):
                    sys.stdout.write(f"{file.name}: {request}\n")
                    sys.stdout.writelines(f"  {each}\n" for each in seen)
                    found += len(seen)
        finally:
            process.terminate()
            process.wait(10)
    sys.stdout.write(f"{found} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
