"""
Requests of every wrong kind, from a seed: the same seed, the same request.

Most are nearly right, because what is plainly wrong is refused at the door:
a body that would be accepted gets one thing that is not, or a few.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from harness.sandbox.entities import ENTITIES

PLANES = [
    (0x0, 0xD7FF),
    (0xE000, 0xFFFF),
    (0x10000, 0x1FFFF),
    (0x20000, 0x2FFFF),
    (0x30000, 0x10FFFF),
]
TYPES = [
    "application/json",
    "text/plain",
    "application/xml",
    "application/text",
    "",
    "a/b; charset=q",
]
PATHS = sorted(entity.path for entity in ENTITIES.values())
OTHERS = [
    "query",
    "batch",
    "cdc",
    "upload",
    "taxservice/taxcode",
    "reports/TrialBalance",
    "reports/ProfitAndLoss",
    "reports/Nothing",
    "download/1",
    "invoice/1/pdf",
    "invoice/1/send",
    "preferences",
    "companyinfo/1",
    "exchangerate",
]
PARAMETERS = [
    "minorversion",
    "requestid",
    "operation",
    "include",
    "sendTo",
    "start_date",
    "end_date",
    "date_macro",
    "columns",
    "summarize_column_by",
    "entities",
    "changedSince",
    "sourcecurrencycode",
    "format",
    "unknown",
]
LONGEST = 7000
"""A longer address is refused by the HTTP server, which then closes the connection."""
OPERATIONS = ["create", "update", "delete", "void", "send", "CREATE", ""]
WORDS = [
    *("select", "*", "count(*)", "from", "where", "and", "or", "=", "!=", "<", "<=", "like", "in"),
    *("orderby", "desc", "startposition", "maxresults"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Garbage:
    """One request."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def garbage(seed: int) -> Garbage:
    """Make the request of a seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    kind: Callable[[random.Random], Garbage] = dice.choice([_write, _write, _write, _query, _any])
    made = kind(dice)
    return replace(made, path=made.path[:LONGEST])


def text(dice: random.Random) -> str:
    """A few characters of any plane, now and then very many."""
    length = dice.choice([0, 1, 3, 30, 30, 300, 5000])
    if dice.random() < 0.2:
        return "a" * length
    chosen = [dice.randint(*dice.choice(PLANES)) for _ in range(length)]
    return "".join(map(chr, chosen))


def odd(dice: random.Random) -> Any:
    """A value that some field will not like."""
    ref: Any = {
        "value": dice.choice(["1", "99999", "", 1, None, {}, "x", "-1"]),
        "name": text(dice),
    }
    return dice.choice(
        [
            None,
            True,
            dice.choice([0, -1, 10**30, -(10**19), 2**53]),
            dice.choice([1e308, -0.0, 1e-300, -12.345]),
            text(dice),
            dice.choice(
                ["1e400", "NaN", "0x10", "١٢", "2026-02-30", "9999-99-99", "0001-01-01", "1,5"]
            ),
            [],
            {},
            [None],
            [[]],
            ref,
            [ref],
            {"FreeFormNumber": 5},
            {"Line1": ["x"]},
        ]
    )


def line(dice: random.Random) -> dict[str, Any]:
    """A line of a transaction, right or nearly."""
    kind = dice.choice(
        [
            "SalesItemLineDetail",
            "AccountBasedExpenseLineDetail",
            "ItemBasedExpenseLineDetail",
            "JournalEntryLineDetail",
            "DepositLineDetail",
            "DiscountLineDetail",
            "GroupLineDetail",
            "DescriptionOnly",
            "SubTotalLineDetail",
        ]
    )
    made: dict[str, Any] = {"Amount": dice.choice([1, 10.5, 0, -5, 10**12]), "DetailType": kind}
    made[kind] = {
        "ItemRef": {"value": str(dice.randint(1, 20))},
        "AccountRef": {"value": str(dice.randint(1, 90))},
        "PostingType": dice.choice(["Debit", "Credit"]),
    }
    if dice.random() < 0.5:
        made[kind][dice.choice(["Qty", "UnitPrice", "TaxCodeRef", "ItemRef", "ClassRef"])] = odd(
            dice
        )
    if dice.random() < 0.3:
        made["LinkedTxn"] = odd(dice)
    return made


def body(dice: random.Random) -> dict[str, Any]:
    """A transaction or a list entry that might be accepted, with something odd in it."""
    entity = ENTITIES[dice.choice(sorted(ENTITIES))]
    made: dict[str, Any] = {
        "CustomerRef": {"value": str(dice.randint(1, 29))},
        "VendorRef": {"value": str(dice.randint(30, 55))},
        "Line": [line(dice) for _ in range(dice.choice([0, 1, 2, 5]))],
        "TotalAmt": dice.choice([0, 10, -1]),
        "DisplayName": text(dice),
        "Name": text(dice),
    }
    names = [*entity.fields, "Id", "SyncToken", "sparse", "MetaData", "domain", "Unknown"]
    known = {name: made[name] for name in made if name in entity.fields}
    for name in dice.sample(names, min(len(names), dice.choice([0, 1, 1, 2, 4]))):
        known[name] = odd(dice)
    if dice.random() < 0.4:
        known |= {
            "Id": str(dice.randint(1, 150)),
            "SyncToken": str(dice.randint(0, 2)),
            "sparse": True,
        }
    return {"__path__": entity.path, **known}


def _write(dice: random.Random) -> Garbage:
    made = body(dice)
    path = made.pop("__path__")
    if dice.random() < 0.1:
        entity = dice.choice(sorted(ENTITIES))
        path = "batch"
        made = {
            "BatchItemRequest": [
                {"bId": str(number), "operation": dice.choice(OPERATIONS), entity: made}
                for number in range(dice.choice([1, 3, 31]))
            ]
        }
    return Garbage(
        method="POST",
        path=path + _parameters(dice),
        body=_spoilt(dice, json.dumps(made, ensure_ascii=dice.random() < 0.5)),
        headers={"Content-Type": dice.choice([*TYPES, *TYPES[:1] * 20])},
    )


def _spoilt(dice: random.Random, written: str) -> bytes:
    """Mostly as it is; sometimes what JSON can't be, or can but shouldn't."""
    whole = written.encode("utf-8", "surrogatepass")
    match dice.randrange(16):
        case 0:
            return whole[: dice.randrange(len(whole) + 1)]
        case 1:
            return whole.replace(b'"', b'"\\ud800', 3)
        case 2:
            return whole.replace(b":", b':1e400,"x":', 1)
        case 3:
            return whole.replace(
                b"1", dice.choice([b"NaN", b"-Infinity", b"1e999", b"9" * 5000]), 1
            )
        case 4:
            return b"{" + whole[1:-1] + b"," + whole[1:-1] + b"}"
        case 5:
            return bytes(dice.randrange(256) for _ in range(dice.randrange(60)))
        case _:
            return whole


def _parameters(dice: random.Random) -> str:
    if dice.random() < 0.6:
        return ""
    pairs = []
    for name in dice.sample(PARAMETERS, dice.choice([1, 1, 2])):
        value = dice.choice(
            [*OPERATIONS, "Invoice,Bill", "2026-01-01", "void", "x" * 60, text(dice)]
        )
        pairs.append(f"{name}={quote(value, safe='', errors='replace')}")
    return "?" + "&".join(pairs)


def _query(dice: random.Random) -> Garbage:
    """A statement of the language's own words and others."""
    entity = dice.choice([*sorted(ENTITIES), "Nothing", text(dice)])
    names = [*ENTITIES[entity].fields] if entity in ENTITIES else ["Id"]
    parts = ["select", dice.choice(["*", "count(*)", *names]), "from", entity]
    for _ in range(dice.choice([0, 1, 1, 2])):
        value = dice.choice(
            ["'1'", "1", "true", "'%'", "'\\'", "('1','2')", f"'{text(dice)}'", "1e400", ""]
        )
        operator = dice.choice(["=", "<", ">=", "!=", "LIKE", "IN", "~"])
        parts += [dice.choice(["where", "and", "or"]), dice.choice(names), operator, value]
    parts += dice.sample(WORDS, dice.choice([0, 0, 0, 1, 3]))
    for clause in ("STARTPOSITION", "MAXRESULTS"):
        if dice.random() < 0.3:
            parts += [clause, dice.choice(["0", "1", "-1", "1001", "9" * 40, "x"])]
    statement = " ".join(parts)
    if dice.random() < 0.5:
        return Garbage(
            method="GET", path=f"query?query={quote(statement, safe='', errors='replace')}"
        )
    return Garbage(
        method="POST",
        path="query",
        body=statement.encode("utf-8", "surrogatepass"),
        headers={"Content-Type": "application/text"},
    )


def _any(dice: random.Random) -> Garbage:
    """Any method on any path."""
    path = dice.choice([*PATHS, *OTHERS])
    if dice.random() < 0.6:
        tail = dice.choice(
            ["1", "0", "-1", "1.5", "9" * 40, "1/2", "1/pdf", "%00", text(dice)[:40]]
        )
        path += "/" + quote(tail, safe="/%", errors="replace")
    method = dice.choice(["GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
    content = (
        None if method in {"GET", "HEAD"} else dice.choice([None, b"", b"null", b"[]", b"\xff"])
    )
    return Garbage(method=method, path=path + _parameters(dice), body=content)
