"""How an entity is declared: its fields in the order they print, its rules by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from harness.sandbox.company import Company

Kind = Literal["text", "money", "number", "flag", "date", "ref", "object", "list"]
Record = dict[str, Any]
META = "*meta*"
"""Stands in a field list where domain, sparse, Id, SyncToken and MetaData print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    One field.

    `readonly` values sent by a client are ignored, never refused. `target` is
    the entity a reference points at; `named` says whether the server adds the
    target's name to it. `keep` survives a full update that leaves it out.
    """

    kind: Kind = "text"
    limit: int | None = None
    required: bool = False
    readonly: bool = False
    query: bool = False
    target: str | None = None
    named: bool = True
    default: Any = None
    keep: bool = False
    choices: tuple[str, ...] = ()


Fields = Mapping[str, Field | None]
Rule = Callable[["Company", Record, Record | None], None]
"""Checks or completes a record in place: the company, the new record, the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    One entity.

    `ids` names the sequence its ids come from: customers and vendors share one,
    transactions share another. `label` is the name that faults and reports use.
    """

    name: str
    ids: str
    fields: Fields
    operations: frozenset[str]
    collection: str = ""
    label: str = ""
    name_field: str | None = None
    order: Callable[[Record], Any] | None = None
    rules: tuple[Rule, ...] = ()
    after: tuple[Rule, ...] = ()
    remove: tuple[Rule, ...] = ()
    void: Rule | None = None
    writable_alone: frozenset[str] = field(default_factory=frozenset)

    @property
    def path(self) -> str:
        """The entity's path segment."""
        return self.name.lower()


LIST = frozenset({"create", "read", "update", "query"})
TRANSACTION = frozenset({"create", "read", "update", "delete", "void", "query"})
READ_ONLY = frozenset({"read", "query"})


def text(limit: int | None = None, *, query: bool = False, required: bool = False) -> Field:
    """A text of at most `limit` characters."""
    return Field(kind="text", limit=limit, query=query, required=required)


def ref(target: str, *, query: bool = False, named: bool = True, required: bool = False) -> Field:
    """A reference to an entry of another list."""
    return Field(kind="ref", target=target, query=query, named=named, required=required)


def flag(*, default: bool | None = None, query: bool = False, keep: bool = False) -> Field:
    """True or false."""
    return Field(kind="flag", default=default, query=query, keep=keep)


def computed(kind: Kind, *, query: bool = False) -> Field:
    """A field that only the server writes."""
    return Field(kind=kind, readonly=True, query=query)
