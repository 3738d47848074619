"""
The format of a cassette: a header document, then the interactions, with readable bodies.

A seal behind the header says how many interactions there are and what header and
interactions hash to, so that a file that was cut off, merged or changed by hand is
told from a recording, and a stale one can't be made fresh by its date. That guards
against accidents; whoever forges the seal too passes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.serialize import deserialize, serialize

from harness.cassette.header import Header, _Loader, record_command
from harness.errors import NotProven

BREAK = "\n---\n"
"""Between the documents; no line of a body begins in the first column."""
SEAL = "\nholds:\n"
"""Between the header and what the file holds, which vouches for the header too."""


class Serializer:
    """vcrpy's serializer and persister interface, around one header."""

    def __init__(self, header: Header | None) -> None:
        self._header = header

    def serialize(self, content: dict[str, Any]) -> str:
        """Write header and interactions."""
        assert self._header is not None  # noqa: S101 - only recordings are written
        interactions = [
            {
                "request": {
                    "method": item["request"]["method"],
                    "uri": item["request"]["uri"],
                    "body": item["request"]["body"] or "",
                },
                "response": {
                    "status": item["response"]["status"],
                    "headers": item["response"]["headers"],
                    "body": item["response"]["body"]["string"],
                },
            }
            for item in content["interactions"]
        ]
        written = _yaml({"interactions": interactions})
        header = _yaml({"header": self._header.as_dict()}).rstrip("\n")
        holds = {"interactions": len(interactions), "sha256": digest(header, written)}
        return f"---\n{header}\n{_yaml({'holds': holds})}---\n{written}"

    def deserialize(self, text: str) -> dict[str, Any]:
        """
        Read the interactions back into vcrpy's form.

        Raises `ValueError` for a file that is not as it was recorded.
        """
        content = yaml.load(_unsealed(text), Loader=_Loader)  # noqa: S506 - a safe loader
        return {
            "version": 1,
            "interactions": [
                {
                    "request": {**item["request"], "headers": {}},
                    "response": {
                        "status": item["response"]["status"],
                        "headers": item["response"]["headers"],
                        "body": {"string": item["response"]["body"]},
                    },
                }
                for item in content["interactions"]
            ],
        }


class Files:
    """vcrpy's persister: UTF-8 on any system, and a message for people about a broken file."""

    def __init__(self, scenario: str, transport: str) -> None:
        self._scenario = scenario
        self._transport = transport

    def load_cassette(self, path: str, serializer: Serializer) -> tuple[list[Any], list[Any]]:
        """Read a cassette; `NotProven` when it is not as it was recorded."""
        if not Path(path).is_file():
            raise CassetteNotFoundError
        with _told(path, self._scenario, self._transport):
            read: tuple[list[Any], list[Any]] = deserialize(
                Path(path).read_text("utf-8"), serializer
            )
        return read

    def save_cassette(self, path: str, content: dict[str, Any], serializer: Serializer) -> None:
        """Write a cassette."""
        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            file.write(serialize(content, serializer))


def demand_whole(path: Path, scenario: str, transport: str) -> None:
    """Raise `NotProven` for a file that was changed since it was recorded, by its seal alone."""
    with _told(str(path), scenario, transport):
        _unsealed(path.read_text("utf-8"))


@contextmanager
def _told(path: str, scenario: str, transport: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, OSError, yaml.YAMLError) as error:
        raise NotProven(
            f"The cassette is not as it was recorded: {error}.",
            where=path,
            next_step="take the file as it was committed, or record it anew:"
            f" {record_command(scenario, transport)}",
        ) from None


def _unsealed(text: str) -> str:
    """Return the interactions as they are written; `ValueError` when the seal is broken."""
    head, found, written = text.replace("\r\n", "\n").removeprefix("---\n").partition(BREAK)
    if not found:
        raise ValueError("it ends before the first interaction")
    header, sealed, _ = head.partition(SEAL)
    if not sealed:
        raise ValueError("it has no seal")
    holds = yaml.load(head, Loader=_Loader)["holds"]  # noqa: S506 - a safe loader
    if not isinstance(holds, dict) or holds.keys() != {"interactions", "sha256"}:
        raise ValueError("its seal can't be read")
    left = written.count("\n- request:")
    if left != holds["interactions"]:
        raise ValueError(
            f"it was changed by hand, or cut off: {holds['interactions']} interactions were"
            f" recorded, {left} are left"
        )
    if digest(header, written) != holds["sha256"]:
        raise ValueError("it was changed by hand")
    return written


def _yaml(content: object) -> str:
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def digest(header: str, written: str) -> str:
    """Hash header and interactions as they are written; shorter than any token is."""
    return hashlib.sha256(f"{header}{BREAK}{written}".encode()).hexdigest()[:32]


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
