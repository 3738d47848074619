"""The file's form: a header document, then the interactions, bodies as readable blocks."""

from __future__ import annotations

from typing import Any

import yaml

from harness.cassette.header import Header, _Loader


class Serializer:
    """vcrpy's serializer interface, around one header."""

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
        documents = [{"header": self._header.as_dict()}, {"interactions": interactions}]
        return yaml.dump_all(
            documents,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=100,
            explicit_start=True,
        )

    def deserialize(self, text: str) -> dict[str, Any]:
        """Read the interactions back into vcrpy's form."""
        _, content = yaml.load_all(text, Loader=_Loader)
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


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
