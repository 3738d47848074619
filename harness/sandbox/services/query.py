"""Answering a query: filter, order, page and project records as Intuit does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.core import shape, wire
from harness.sandbox.core.clock import PACIFIC
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import META, Entity, Field, Record
from harness.sandbox.core.search import Search
from harness.sandbox.core.unmodelled import UNMODELLED
from harness.sandbox.parts.parties.address import ADDRESSES
from harness.sandbox.services import unanswered
from harness.sandbox.services.parse import (
    LARGEST_PAGE,
    Condition,
    Query,
    invalid,
    parse,
    typographic,
    unparsed,
)

META_FIELDS = {"id": "Id", "synctoken": "SyncToken"}
TIMES = {"createtime": "CreateTime", "lastupdatedtime": "LastUpdatedTime"}
MOMENT = Field(kind="date", query=True)
"""Stands for the two times in MetaData, which are compared as moments."""

KINDS = {"date": "date", "flag": "boolean"}
"""What a literal is called that is none, by the kind of what it is compared with."""

UNSELECTABLE = {
    "Customer": frozenset({"BillAddr", "ShipAddr"}),
    "Vendor": frozenset({"BillAddr"}),
    "VendorCredit": frozenset({"Balance"}),
    "Invoice": frozenset({"InvoiceLink"}),
    "Item": frozenset({"PrefVendorRef"}),
}
"""What comes with `*` only (client reports; a customer's other address is assumed)."""

UNQUERYABLE = {
    "Account": frozenset({"AcctNum"}),
    "Customer": frozenset({"AcctNum", "CustomerTypeRef", "Level", "ParentRef"}),
    "Deposit": frozenset({"TotalAmt", "AccountRef"}),
    "Invoice": frozenset({"DepartmentRef"}),
    "JournalEntry": frozenset({"DepartmentRef"}),
    "Payment": frozenset({"DepositToAccountRef"}),
    "Purchase": frozenset({"CurrencyRef", "DepartmentRef", "EntityRef"}),
    "SalesReceipt": frozenset({"DepartmentRef", "DepositToAccountRef"}),
    "Vendor": frozenset({"AcctNum", "CurrencyRef", "PrimaryEmailAddr", "Vendor1099"}),
}
"""What Intuit was seen to refuse in a condition (live test, client reports)."""

NONE: frozenset[str] = frozenset()
UNKEPT = {
    "Invoice": frozenset({"ProjectRef"}),
    "Payment": frozenset({"ProjectRef"}),
    "RefundReceipt": frozenset({"PaymentType"}),
}
"""What can be asked for (Intuit) although no record here has it."""
NOTHING = Field(kind="text", query=True)
"""Stands for what no record has."""

EMPTIED = ("LinkedTxn", "Line")
"""Lists that a projection shows empty, and where there are any, even unasked (recorded)."""

SPEAKING = ("value", "Address", "FreeFormNumber", "URI")
"""By what objects are compared that a query names whole: `PrimaryEmailAddr = 'a@b.co'`."""

Reader = Callable[[Record], Any]


def answer(company: Company, text: str) -> str:
    """Run a query; the JSON inside `QueryResponse`, `{}` when nothing matches (recorded)."""
    if (strange := typographic(text)) and company.choice("typographic-literal") == "refused":
        raise strange.resting_on("typographic-literal")
    query = _today(parse(text), company.clock.today())
    if query.limit > LARGEST_PAGE:
        if company.choice("largest-page") == "refused":
            raise invalid(f"value {query.limit} is too large. Max allowed value is {LARGEST_PAGE}")
        query = replace(query, limit=LARGEST_PAGE)
    unequal = any(condition.operator == "!=" for condition in query.where)
    if unequal and company.choice("not-equal") == "refused":
        raise unparsed('Encountered " <IDENTIFIER> "!= "".')
    by_name = {name.casefold(): entity for name, entity in company.entities.items()}
    entity = by_name.get(query.entity.casefold())
    if entity is None or "query" not in entity.operations:
        raise unanswered.unknown(query.entity)
    company.lean_on(entity)
    for path in query.fields or ():
        _selectable(entity, path)
    search = Search(company, entity)
    tests = [test for condition in query.where if (test := _narrow(search, condition)) is not None]
    if all(condition.path[0].casefold() != "active" for condition in query.where):
        search.only_active()
    if query.count:
        if not unanswered.counted(entity.name):
            return "{}"
        total = sum(1 for _ in _matching(search, tests)) if tests else search.count()
        return wire.dumps({"totalCount": total})
    return entity.listed(_page(search, query, tests), query.start)


def _today(query: Query, today: str) -> Query:
    """Let CURRENT_DATE be the company's day (Intuit lists it)."""
    where = tuple(
        replace(
            condition,
            values=tuple(today if v.upper() == "CURRENT_DATE" else v for v in condition.values),
        )
        for condition in query.where
    )
    return replace(query, where=where)


def _page(search: Search, query: Query, tests: Sequence[Callable[[Record], bool]]) -> list[str]:
    """
    Read one page: by the database where it can do all of it, else by looking at each record.

    Without `ORDERBY` lists come by name, transactions latest change first.
    """
    entity, company = search.entity, search.company
    hooks = [entity.reading] if entity.reading is not None else []
    hooks += [hook for name, hook in entity.included.items() if name in company.includes]
    _sortable(search, query)
    ordered = not query.order or _order(search, query)
    skipped = slice(query.start - 1, query.start - 1 + query.limit)
    if ordered and not tests and not entity.uncounted:
        texts = search.texts(limit=query.limit, offset=query.start - 1)
        if query.fields is None and not hooks and entity.shown is None:
            return list(texts)
        rows = [wire.loads(text) for text in texts]
    else:
        rows = list(_matching(search, tests))
        if not ordered:
            for path, descending in reversed(query.order):
                reader, field = _reader(entity, path)
                rows.sort(key=_key(reader, field), reverse=descending)
        beside = [row for row in rows if row["Id"] in entity.uncounted and query.start == 1]
        rows = beside + [row for row in rows if row["Id"] not in entity.uncounted][skipped]
    for at, row in enumerate(rows if hooks else ()):
        for complete in hooks:
            complete(company, row)
        rows[at] = shape.arrange(entity.form, row)
    return [wire.dumps(_projected(entity, query, row)) for row in rows]


def _matching(search: Search, tests: Sequence[Callable[[Record], bool]]) -> Iterator[Record]:
    reading = search.entity.reading
    for text in search.texts():
        record = wire.loads(text)
        if reading is not None:
            reading(search.company, record)
        if all(test(record) for test in tests):
            yield record


def _narrow(search: Search, condition: Condition) -> Callable[[Record], bool] | None:
    """Let the database test a condition, or return the test that is left to do."""
    _filtered(search, condition.path)
    condition = _typed(search.entity, condition)
    test = _test(search, condition)  # first: it refuses what can't be asked
    first = condition.path[0].casefold()
    if first == "id":
        _demand_ids(search.entity, condition)
        done = search.by_id(condition.operator, condition.values)
    elif first == "metadata" and condition.path[1].casefold() == "lastupdatedtime":
        moments = [_time(value).timestamp() for value in condition.values]
        done = search.by_time(condition.operator, moments)
    else:
        name = _known(search.entity, condition.path[0])
        whole = len(condition.path) == 1 or condition.path[1].casefold() == "value"
        done = whole and search.by_field(name, condition.operator, condition.values)
    return None if done else test


def _demand_ids(entity: Entity, condition: Condition) -> None:
    """An id is a number; that other values are refused, client suites expect (wording assumed)."""
    wrong = [value for value in condition.values if not value.lstrip("-").isdecimal()]
    if wrong and condition.operator != "LIKE" and entity.name != "TaxCode":
        raise invalid(f"value {wrong[0]} is not a number")


def _typed(entity: Entity, condition: Condition) -> Condition:
    """Read what a day or a flag is compared with as in a body; 4001 for none (wording assumed)."""
    _, field = _reader(entity, condition.path)
    what = KINDS.get(field.kind) if field is not None and field is not MOMENT else None
    if field is None or what is None or condition.operator == "LIKE":
        return condition
    values = tuple(_literal(field, what, value) for value in condition.values)
    return replace(condition, values=values)


def _literal(field: Field, what: str, value: str) -> str:
    try:
        return str(shape.typed("", field, value.strip())) if value.strip() else ""
    except Fault:
        raise invalid(f"value {value} is not a {what}") from None


def _sortable(search: Search, query: Query) -> None:
    """Refuse to order by ids, where the company chose so: Intuit announced it for December 2025."""
    if not any(len(path) == 1 and path[0].casefold() == "id" for path, _ in query.order):
        return
    if search.company.choice("id-order") == "refused":
        raise invalid("property 'Id' is not sortable").resting_on("id-order")


def _order(search: Search, query: Query) -> bool:
    """Let the database order the rows, where it can."""
    if len(query.order) != 1:
        return False
    path, descending = query.order[0]
    names = tuple(step.casefold() for step in path)
    if names == ("id",):
        search.order_by_id(descending=descending)
    elif names == ("metadata", "lastupdatedtime"):
        search.order_by_time(descending=descending)
    else:
        _reader(search.entity, path)
        return False
    return True


def _projected(entity: Entity, query: Query, record: Record) -> Record:
    """Return the fields asked for, in their order; lines and links come empty (recorded)."""
    if query.fields is None:
        return record if entity.shown is None else entity.shown(record)
    asked = {_known(entity, path[0]) for path in query.fields} | {"Id"}
    told: Record = {}
    for name in entity.form.names:
        if name == "sparse":
            told[name] = True
        elif name in EMPTIED and name in entity.fields and (name in asked or name in record):
            told[name] = []
        elif name in asked and name in record:
            told[name] = _reduced(entity, name, record[name])
    return told


def _reduced(entity: Entity, name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Of a form's address comes the id alone (recorded)."""
    if "TxnDate" in entity.fields and name in ADDRESSES and "Id" in value:
        return {"Id": value["Id"]}
    return value


def _selectable(entity: Entity, path: Sequence[str]) -> None:
    """Refuse what a query can't name; 4001, whether or not there is a row."""
    if [step.casefold() for step in path] == ["metadata"]:
        return
    _reader(entity, path)
    refused = {name.casefold() for name in UNSELECTABLE.get(entity.name, ())}
    if path[0].casefold() in refused:
        raise _unknown(entity, path)


def _filtered(search: Search, path: Sequence[str]) -> None:
    """Refuse to filter by what Intuit does not list, or was seen to refuse; 4001."""
    refused = invalid(f"property '{'.'.join(path)}' is not queryable")
    if (name := _unmodelled(search.entity.name).get(path[0].casefold())) is not None:
        seen = name in UNQUERYABLE.get(search.entity.name, ())
        raise refused if seen else refused.resting_on("unlisted-filter")
    _, field = _reader(search.entity, path)
    if field is None:
        return
    part = [step.casefold() for step in path[1:]] if field.kind == "ref" else []
    if _known(search.entity, path[0]) in UNQUERYABLE.get(search.entity.name, ()):
        raise _unknown(search.entity, path) if part == ["value"] else refused
    if part == ["name"]:
        raise _unknown(search.entity, path)  # a client's report, of an expense's account
    if field.filterable or field.kind == "object":
        return
    if search.company.choice("unlisted-filter") == "refused":
        raise refused.resting_on("unlisted-filter")


def _test(search: Search, condition: Condition) -> Callable[[Record], bool]:
    reader, field = _reader(search.entity, condition.path)
    test: Callable[[Any], bool]
    match condition.operator:
        case "=" if not condition.values[0].strip():  # Intuit writes null so
            test = lambda found: found in (None, "", {})  # noqa: E731
        case "IN":
            wanted = [_comparable(value, field) for value in condition.values]
            test = lambda found: _comparable(found, field) in wanted  # noqa: E731
        case "LIKE":
            parts = condition.values[0].casefold().split("%")
            test = lambda found: _like(parts, _text(found).casefold())  # noqa: E731
        case operator:
            test = _comparison(field, operator, condition.values[0])
    if field is not None and field.kind == "list":
        return lambda record: any(test(found) for found in reader(record) or ())
    return lambda record: test(reader(record))


def _comparison(field: Field | None, operator: str, value: str) -> Callable[[Any], bool]:
    wanted = _comparable(value, field)

    def test(found: Any) -> bool:  # noqa: ANN401 - any JSON
        held = _comparable(found, field)
        if held is None or type(held) is not type(wanted):
            return operator == ("=" if held == wanted else "!=")
        match operator:
            case "=":
                return bool(held == wanted)
            case "!=":
                return bool(held != wanted)
            case "<":
                return bool(held < wanted)
            case ">":
                return bool(held > wanted)
            case "<=":
                return bool(held <= wanted)
            case _:
                return bool(held >= wanted)

    return test


def _reader(entity: Entity, path: Sequence[str]) -> tuple[Reader, Field | None]:
    """Find how to read a path, whatever its case; 4001 for a property that is not there."""
    first = path[0].casefold()
    if first in META_FIELDS:
        return lambda record: record[META_FIELDS[first]], None
    if first == "metadata":
        inner = TIMES.get(path[1].casefold() if len(path) > 1 else "")
        if inner is None:
            raise _unknown(entity, path)
        return lambda record: record["MetaData"][inner], MOMENT
    name = _known(entity, path[0])
    field = entity.fields.get(name, NOTHING)

    def read(record: Record) -> Any:  # noqa: ANN401 - any JSON
        return _below(record.get(name), path[1:])

    return read, field


def _below(value: Any, steps: Sequence[str]) -> Any:  # noqa: ANN401 - any JSON
    """Follow a path through objects and lists, whatever its case; of a list all that is found."""
    if isinstance(value, list):
        return [_below(item, steps) for item in value]
    if not steps:
        return _said(value) if isinstance(value, dict) else value
    if not isinstance(value, dict):
        return None
    wanted = steps[0].casefold()
    found = next((item for key, item in value.items() if key.casefold() == wanted), None)
    return _below(found, steps[1:])


def _said(value: Record) -> Any:  # noqa: ANN401 - any JSON
    """Return what an object is compared by: a reference's id, an e-mail's address."""
    return next((value[name] for name in SPEAKING if name in value), value)


def _known(entity: Entity, name: str) -> str:
    for known in ("Id", "SyncToken", "MetaData", *entity.fields, *UNKEPT.get(entity.name, NONE)):
        if known.casefold() == name.casefold() and known != META:
            return known
    raise _unknown(entity, [name])


@cache
def _unmodelled(entity: str) -> dict[str, str]:
    """Properties that Intuit's schema knows and that can't be asked for here, by lower case."""
    others = UNMODELLED.get(entity, NONE) - UNKEPT.get(entity, NONE)
    return {name.casefold(): name for name in others}


def _unknown(entity: Entity, path: Sequence[str]) -> Exception:
    return invalid(f"Property {'.'.join(path)} not found for Entity {entity.name}")


def _comparable(value: Any, field: Field | None) -> Any:  # noqa: ANN401 - any JSON
    """Bring both sides of a comparison to one type: text without case, numbers, moments."""
    if value is None:
        return None
    match field.kind if field else "id":
        case "money" | "number":
            return _number(value)
        case "flag":
            return str(value).casefold() == "true"
        case "date":
            return _time(str(value)) if field is MOMENT else str(value)[:10]
        case "id":
            return str(value)
        case _:
            return str(value).casefold()


def _key(reader: Reader, field: Field | None) -> Callable[[Record], Any]:
    def key(record: Record) -> Any:  # noqa: ANN401 - any JSON
        value = reader(record)
        if field is None:
            return (value is not None, len(str(value)), str(value))  # ids, in their making
        return (value is not None, _comparable(value, field) if value is not None else 0)

    return key


def _like(parts: Sequence[str], text: str) -> bool:
    """Match a pattern whose `%` stand between the parts; in one pass over the text."""
    first, *middle = parts
    if not middle:
        return text == first
    last = middle.pop()
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    place = len(first)
    for part in middle:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return text.endswith(last) and place <= len(text) - len(last)


def _number(value: Any) -> Decimal:  # noqa: ANN401 - any JSON
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise invalid(f"value {value} is not a number")
    return number


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _time(text: str) -> datetime:
    """Read a timestamp; without an offset it is Pacific."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(f"value {text} is not a date and time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=PACIFIC)
