"""How an entity is declared: its fields in the order they print, its rules by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from harness.sandbox.books.ledger import Entry
    from harness.sandbox.books.settle import Link
    from harness.sandbox.company import Company

Kind = Literal["text", "money", "number", "flag", "date", "ref", "object", "list"]
Record = dict[str, Any]
META = "*meta*"
"""Stands in a field list where domain, sparse, Id, SyncToken and MetaData print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    One field.

    `readonly` values sent by a client are ignored, never refused. A `query`
    field can be filtered and sorted by, a `filter` field only filtered; an
    `index` field is found without reading every record. `target` is the entity
    a reference points at; `named` says whether the server adds the target's
    name to it. `keep` survives a full update that leaves it out; a `hollow`
    object is printed even when there is nothing in it, a `bare` one when it is there at
    all, a `lean` list is not printed when it is empty. `again`
    must be sent with every update, sparse ones too; `refused` is the server's alone,
    and a client that sends it back is refused. `choices` are an enumeration of Intuit's
    schema, which can't read another value (2010), or `free`: a text there (2170).
    """

    kind: Kind = "text"
    limit: int | None = None
    required: bool = False
    readonly: bool = False
    query: bool = False
    filter: bool = False
    index: bool = False
    target: str | None = None
    named: bool = True
    default: Any = None
    keep: bool = False
    again: bool = False
    refused: bool = False
    choices: tuple[str, ...] = ()
    free: bool = False
    hollow: bool = False
    bare: bool = False
    lean: bool = False

    @property
    def clearable(self) -> bool:
        """Whether an empty text clears it; python-quickbooks sends it for unset flags."""
        stays = bool(self.choices) and (self.keep or self.default is not None)
        return not (self.readonly or self.kind in {"flag", "money", "number"} or stays)

    @property
    def filterable(self) -> bool:
        """Whether `WHERE` may name it."""
        return self.query or self.filter


Fields = Mapping[str, Field | None]
HEAD = ("domain", "sparse", "Id", "SyncToken", "MetaData")
"""What every kept record carries."""


class Form:
    """Fields in the order they print, and which of them are references."""

    def __init__(self, fields: Fields) -> None:
        self.fields = {name: field for name, field in fields.items() if field is not None}
        self.names = [each for name in fields for each in (HEAD if name == META else (name,))]
        self.refs = frozenset(n for n, field in self.fields.items() if field.kind == "ref")
        self.hollow: Record = {name: {} for name, field in self.fields.items() if field.hollow}


Rule = Callable[["Company", Record, Record | None], None]
"""Checks or completes a record in place: the company, the new record, the one before."""
Reading = Callable[["Company", Record], None]
"""Completes a record in place while it is answered, with what is not kept in it."""
Posting = Callable[["Company", Record], Iterable["Entry"]]
"""Says what a transaction means in the ledger: entries that sum to zero."""
Receiving = Callable[["Company", Mapping[str, Any]], Mapping[str, Any]]
"""Brings a client's body into the entity's own form, before anything is done with it."""
Showing = Callable[[Record], Record]
"""Brings a record into the form in which it is answered."""
Finding = Callable[["Company", Mapping[str, str]], Record]
"""Finds the record that a read without an id asks for, by the query's parameters."""
Standing = Callable[["Company", str], Record | None]
"""Finds what a read by id answers where there is no record of the kind, but one that stands in."""
Linking = Callable[["Company", Record], Iterable["Link"]]
"""Says which other transactions a transaction settles or is linked to."""


@dataclass(frozen=True, kw_only=True)
class Entity:
    """
    One entity.

    `ids` names the sequence its ids come from: customers and vendors share one,
    transactions share another. `label` is the name that faults and reports use,
    `key` the one that wraps it in JSON. Rules run in order before a record is
    kept (`rules`), after it (`after`), and before it is deleted (`remove`).
    `reading` completes every answer, `single` only that of a single read;
    Records that are `uncounted` come with the first page, however small it is.
    `received`, `shown` and `gone` (the answer to a deletion) are for entities whose
    form on the wire is another than their own, `alone` for those that are read
    without an id, `stand_in` for those that another kind's records are read as.
    `one_again` are fields of which one must be sent with every update.
    `posts` and `links` are what the ledger and the settlement derive from;
    `opens` gives the amount that links may settle, and makes the entity's
    `Balance` and `LinkedTxn` derived; `linked` completes a record whenever others
    were linked to it. What it begins with may be an open question, which it
    `rests_on`. Deleting demands the SyncToken unless `tokened` is off. Lists of
    what is `totalled` say how many they have (recorded of queries and changes).
    What is `signed` tells who changed it last. Answers to writes lack fields that
    are `unwritten`, these and single reads those that are `unread`: lists have both.
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
    reading: Reading | None = None
    single: Reading | None = None
    included: Mapping[str, Reading] = dataclass_field(default_factory=dict)
    received: Receiving | None = None
    shown: Showing | None = None
    gone: Showing | None = None
    alone: Finding | None = None
    stand_in: Standing | None = None
    posts: Posting | None = None
    links: Linking | None = None
    opens: Callable[[Record], Decimal] | None = None
    linked: Reading | None = None
    key: str = ""
    rests_on: str = ""
    uncounted: frozenset[str] = frozenset()
    tokened: bool = True
    one_again: tuple[str, ...] = ()
    totalled: bool = False
    signed: bool = False
    unread: frozenset[str] = frozenset()
    unwritten: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """The entity's path segment."""
        return self.name.lower()

    @property
    def wrapper(self) -> str:
        """The key that the entity is wrapped in."""
        return self.key or self.name

    def listed(self, texts: Sequence[str], start: int = 1) -> str:
        """Write records as a query answers them, `{}` when there are none."""
        if not texts:
            return "{}"
        total = f',"totalCount":{len(texts)}' if self.totalled else ""
        return (
            f'{{"{self.wrapper}":[{",".join(texts)}],"startPosition":{start},'
            f'"maxResults":{len(texts)}{total}}}'
        )

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The values of fields that a client leaves out."""
        return {
            name: field.default
            for name, field in self.fields.items()
            if field is not None and field.default is not None
        }

    @cached_property
    def form(self) -> Form:
        """The form that records are kept and answered in."""
        return Form(self.fields)

    @cached_property
    def required(self) -> frozenset[str]:
        """The fields that must be given."""
        return frozenset(name for name, field in self.fields.items() if field and field.required)

    @cached_property
    def again(self) -> tuple[str, ...]:
        """The fields that must be sent with every update."""
        return tuple(name for name, field in self.fields.items() if field and field.again)

    @cached_property
    def checked(self) -> Mapping[str, Field]:
        """The fields that refer to other records, or that must be given."""
        return {
            name: field
            for name, field in self.fields.items()
            if field is not None and (field.kind == "ref" or field.required)
        }

    @cached_property
    def indexed(self) -> Mapping[str, Field]:
        """The fields that records are found by."""
        return {name: field for name, field in self.fields.items() if field and field.index}


LIST = frozenset({"create", "read", "update", "query"})
TRANSACTION = frozenset({"create", "read", "update", "delete", "void", "query"})
READ_ONLY = frozenset({"read", "query"})


def text(
    limit: int | None = None,
    *,
    query: bool = False,
    filter: bool = False,  # noqa: A002 - the declaration's own word
    index: bool = False,
    required: bool = False,
    again: bool = False,
) -> Field:
    """A text of at most `limit` characters."""
    return Field(
        kind="text",
        limit=limit,
        query=query,
        filter=filter,
        index=index,
        required=required,
        again=again,
    )


def ref(
    target: str,
    *,
    query: bool = False,
    filter: bool = False,  # noqa: A002 - the declaration's own word
    index: bool = False,
    named: bool = True,
    required: bool = False,
    again: bool = False,
) -> Field:
    """A reference to an entry of another list."""
    return Field(
        kind="ref",
        target=target,
        query=query,
        filter=filter,
        index=index,
        named=named,
        required=required,
        again=again,
    )


def flag(*, default: bool | None = None, query: bool = False, keep: bool = False) -> Field:
    """True or false."""
    return Field(kind="flag", default=default, query=query, keep=keep)


def computed(kind: Kind, *, query: bool = False) -> Field:
    """A field that only the server writes."""
    return Field(kind=kind, readonly=True, query=query)
