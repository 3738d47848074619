"""How an entity is declared: its fields in the order they print, its rules by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from harness.sandbox.core import faults

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
    """One field of an entity."""

    kind: Kind = "text"
    limit: int | None = None
    """The most characters a text may have."""
    required: bool = False
    readonly: bool = False
    """Set by the server only; a value that a client sends is ignored."""
    query: bool = False
    """Queries may filter and sort by it."""
    filter: bool = False
    """Queries may filter by it, but not sort."""
    index: bool = False
    """Records are found by it without reading all of them."""
    target: str | None = None
    """The entity that a reference points at."""
    named: bool = True
    """The server adds the target's name to the reference."""
    default: Any = None
    keep: bool = False
    """Survives a full update that leaves it out."""
    again: bool = False
    """Must be sent with every update, even a sparse one."""
    refused: bool = False
    """Set by the server only; a value that a client sends is refused."""
    choices: tuple[str, ...] = ()
    """An enumeration of Intuit's schema, in which any other value is unreadable (2010)."""
    free: bool = False
    """The schema has a plain text here, so another value than the `choices` is invalid (2170)."""
    hollow: bool = False
    """An object that is printed even where the record lacks it."""
    bare: bool = False
    """An object that is printed wherever the record has it, even empty."""
    lean: bool = False
    """A list that is not printed when it is empty."""

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
Effect = Callable[["Company", Record], None]
"""Does something of its own because of a new record."""
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

    A rule is called with the company, the new record and the one before, in the
    order of declaration.
    """

    name: str
    ids: str
    """The sequence that ids come from; transactions share one, customers and vendors another."""
    fields: Fields
    operations: frozenset[str]
    label: str = ""
    """The name that faults and reports use."""
    key: str = ""
    """The JSON key that wraps a record, where it is not the entity's name."""
    name_field: str | None = None
    """The field that references to a record show as its name."""
    order: Callable[[Record], Any] | None = None
    """The key by which queries sort where they name no order; else the latest change is first."""

    rules: tuple[Rule, ...] = ()
    """Check and complete a record before it is kept."""
    after: tuple[Rule, ...] = ()
    """Update what else depends on a record, after it was kept or deleted."""
    behind: tuple[Effect, ...] = ()
    """What QuickBooks does by itself right behind the answer to a create; it raises no fault."""
    remove: tuple[Rule, ...] = ()
    """Run before a record is deleted."""
    void: Rule | None = None

    reading: Reading | None = None
    """Completes every answer."""
    single: Reading | None = None
    """Completes the answer to a single read or a write, but not to a query."""
    included: Mapping[str, Reading] = dataclass_field(default_factory=dict)
    """Complete an answer where the client asked by `include=`."""
    received: Receiving | None = None
    """Translates a client's body, where its form on the wire is not the entity's own."""
    void_operation: bool = True
    """Whether `operation=void` voids it, not only the option of an update."""
    void_unheard: bool = False
    """`operation=void` is answered by nothing, and nothing is done."""
    unvoided: Callable[[], faults.Fault] = faults.no_void
    """What refuses to void it."""
    links_shown: bool = False
    """Its lines tell what they are linked to, and that it is nothing."""
    made: Showing | None = None
    """Changes the answer to a create."""
    shown: Showing | None = None
    """Translates an answer likewise."""
    gone: Showing | None = None
    """Makes the answer to a deletion likewise."""
    alone: Finding | None = None
    """Finds the record of a read without an id."""
    stand_in: Standing | None = None
    """Finds a record of another entity that is read as one of this."""

    posts: Posting | None = None
    """Derives the ledger entries."""
    links: Linking | None = None
    """Derives the links that settle other transactions."""
    opens: Callable[[Record], Decimal] | None = None
    """The amount that others may settle; `Balance` and `LinkedTxn` are then derived."""
    linked: Reading | None = None
    """Completes a record whenever others were linked to it."""

    rests_on: str = ""
    """The open question of `assumed.py` that the entity's first records depend on."""
    uncounted: frozenset[str] = frozenset()
    """Ids of records that come with the first page, whatever its size."""
    tokened: bool = True
    """Deleting demands the SyncToken."""
    one_again: tuple[str, ...] = ()
    """One of these fields must be sent with every update."""
    totalled: bool = False
    """Lists say how many records they hold, `totalCount` (recorded of queries and changes)."""
    changes_totalled: bool = False
    """Lists of changes say so, though queries do not."""
    placed: bool = True
    """Lists say where they start."""
    signed: bool = False
    """`MetaData` tells who made the last change."""
    unread: frozenset[str] = frozenset()
    """Fields that only lists show, neither single reads nor answers to writes."""
    unwritten: frozenset[str] = frozenset()
    """Fields that answers to writes lack."""
    unwritten_false: frozenset[str] = frozenset()
    """Flags that answers to writes lack when they are false."""

    @property
    def path(self) -> str:
        """The entity's path segment."""
        return self.name.lower()

    @property
    def wrapper(self) -> str:
        """The key that the entity is wrapped in."""
        return self.key or self.name

    def listed(self, texts: Sequence[str], start: int = 1, *, changes: bool = False) -> str:
        """Write records as a query answers them, or `changes`; `{}` when there are none."""
        if not texts:
            return "{}"
        total = self.totalled or (changes and self.changes_totalled)
        count = f',"totalCount":{len(texts)}' if total else ""
        place = f'"startPosition":{start},' if self.placed else ""
        return f'{{"{self.wrapper}":[{",".join(texts)}],{place}"maxResults":{len(texts)}{count}}}'

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
