"""A port that answers from a table and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harness.odoo.port import ServerVersion


class Port:
    """Answers calls from a table of (model, method); an exception is raised."""

    url, database = "http://odoo", "test"

    def __init__(self, answers: Mapping[tuple[str, str], Any]) -> None:
        none: dict[tuple[str, str], list[Any]] = {("ir.model.fields", "search_count"): [0]}
        self.answers = none | {key: list(value) for key, value in answers.items()}
        self.calls: list[tuple[str, str, dict[str, Any]]] = []

    def call(
        self,
        model: str,
        method: str,
        *,
        ids: Sequence[int] | None = None,
        context: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> Any:
        self.calls.append((model, method, {"ids": ids, "context": context, **params}))
        waiting = self.answers.get((model, method), [True])
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def version(self) -> ServerVersion:
        return ServerVersion(series="19.0", full="19.0", enterprise=False)
