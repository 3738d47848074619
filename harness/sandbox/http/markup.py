"""
XML, the API's other form: what Intuit answers unless JSON is asked for.

Answers are written from the JSON they are kept in, and bodies read into it, so
that nothing else knows of XML. Which properties are attributes, and which
elements repeat, is Intuit's schema; XML's own recordings are of 2013 to 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape as escaped

from harness.sandbox.core import faults, wire
from harness.sandbox.core.faults import Fault

NAMESPACE = "http://schema.intuit.com/finance/v3"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ATTRIBUTES = frozenset(
    {"domain", "sparse", "status", "startPosition", "maxResults", "totalCount", "bId"}
)
"""Properties that are attributes wherever they stand."""
OF_ELEMENTS: Mapping[str, frozenset[str]] = {
    "Fault": frozenset({"type"}),
    "Error": frozenset({"code", "element"}),
    "Row": frozenset({"type", "group"}),
    "ColData": frozenset({"value", "id"}),
}
REFERENCE = frozenset({"value", "name", "type"})
REPEATED = frozenset(
    {
        "Line",
        "LinkedTxn",
        "CustomField",
        "TaxLine",
        "AttachableRef",
        "BudgetDetail",
        "BatchItemRequest",
        "TaxRateDetails",
        "NameValue",
    }
)
"""Elements that are a list even when there is one of them."""
FLAGS = frozenset({"PercentBased", "IncludeOnSend"})
"""Flags inside details; the declarations know the others."""
OWN: Mapping[str, frozenset[str]] = {
    "SalesItemLineDetail": frozenset({"ServiceDate", "DiscountRate", "DiscountAmt"}),
    "ItemBasedExpenseLineDetail": frozenset({"CustomerRef", "BillableStatus"}),
}
"""What details have besides what they inherit."""
TEXTS = frozenset({"CustomerMemo"})
"""What JSON keeps as a reference although its name does not say so."""


def written(text: str) -> str:
    """Write an answer, JSON as it was made, as XML."""
    answer = wire.loads(text)
    if "Rows" in answer and "Header" in answer:
        root = ET.Element("Report", xmlns=NAMESPACE)
    elif "TaxCodeId" in answer:
        root = ET.Element("TaxService", xmlns=NAMESPACE)
    else:
        root = ET.Element("IntuitResponse", xmlns=NAMESPACE, time=str(answer.pop("time", "")))
    _fill(root, answer)
    return _printed(root)


def refused(fault: Fault, time: str) -> str:
    """Write a refusal as XML."""
    root = ET.Element("IntuitResponse", xmlns=NAMESPACE, time=time)
    _add(root, "Fault", fault.body())
    return _printed(root)


def escape(text: str) -> str:
    """Write a text as content or attribute."""
    return escaped(text, {'"': "&quot;"})


def gateway(error: faults.Error, kind: str, time: str) -> str:
    """Write a refusal of the gateway as XML, which it lays out in lines (reports, 2016 to 2019)."""
    detail = f"\n            <Detail>{escape(error.detail)}</Detail>" if error.detail else ""
    return (
        f'{DECLARATION}\n<IntuitResponse time="{time}" xmlns="{NAMESPACE}">\n'
        f'    <Fault type="{escape(kind)}">\n        <Error code="{escape(error.code)}">\n'
        f"            <Message>{escape(error.message)}</Message>{detail}\n"
        "        </Error>\n    </Fault>\n</IntuitResponse>\n"
    )


def _printed(root: ET.Element) -> str:
    """Print a document; what is empty is closed without a blank (recorded 2015)."""
    # No text has this in it: each `>` of a text is escaped.
    return DECLARATION + ET.tostring(root, encoding="unicode").replace(" />", "/>")


def _fill(element: ET.Element, value: Mapping[str, Any]) -> None:
    attributes = ATTRIBUTES | OF_ELEMENTS.get(element.tag, frozenset())
    for name, inner in _inherited_first(element.tag, value):
        if name in attributes and not isinstance(inner, dict | list):
            element.set(name, _text(inner))
        elif name == "any" and isinstance(inner, list):  # NameValue as Java's JSON shows it
            for each in inner:
                _add(element, "NameValue", each.get("value", {}))
        elif isinstance(inner, list):
            for each in inner:
                _add(element, name, each)
        else:
            _add(element, name, inner)


def _inherited_first(tag: str, value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Order as the schema does: what a type inherits first; JSON has it behind (recorded)."""
    own = OWN.get(tag, frozenset())
    if "MetaData" in value:  # a record; what stands before its domain is its own
        names = list(value)
        own = frozenset(names[: names.index("domain")] if "domain" in value else ())
    return sorted(value.items(), key=lambda item: item[0] in own)


def _add(parent: ET.Element, name: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    element = ET.SubElement(parent, name)
    if not isinstance(value, dict):
        element.text = _text(value)
    elif "value" in value and set(value) <= REFERENCE and name not in OF_ELEMENTS:
        element.text = _text(value["value"])
        for attribute in ("name", "type"):
            if attribute in value:
                element.set(attribute, _text(value[attribute]))
    else:
        _fill(element, value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    # XML has no way to write the other control characters, nor half a character.
    return "".join(letter for letter in text if letter in "\t\n\r" or _printable(letter))


def _printable(letter: str) -> bool:
    return letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"


def read(body: bytes) -> dict[str, Any]:
    """
    Read a body that is XML as the JSON it stands for.

    Fault 2010 when it is none, 500 when it has bytes that are no text.
    """
    found = None
    # A document type may expand without end, and in UTF-16 it would not be seen.
    declared = body.replace(b"<![CDATA[", b"").replace(b"<!--", b"")
    if b"<!" not in declared and b"\0" not in declared:
        try:
            found = _value(ET.fromstring(body))  # noqa: S314 - no entities but XML's own
        except (ET.ParseError, ValueError, LookupError, RecursionError):
            _demand_utf8(body)
    if not isinstance(found, dict):
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            "Property Name:failed to parse XML; a property specified is unsupported or invalid",
        )
    return found


def _demand_utf8(body: bytes) -> None:
    try:
        body.decode()
    except UnicodeDecodeError:
        raise faults.not_utf8_markup() from None


def _value(element: ET.Element) -> Any:  # noqa: ANN401 - any JSON
    tag, text = _name(element), (element.text or "").strip()
    attributes = {_local(name): value for name, value in element.attrib.items()}
    if not len(element):
        if tag.endswith("Ref") or tag in TEXTS:
            kept = {name: attributes[name] for name in ("name", "type") if name in attributes}
            return {"value": text, **kept}
        if not text and not attributes and _holds_others(tag):
            return {}
        return text.lower() == "true" if tag in FLAGS else (element.text or "")
    found: dict[str, Any] = dict(attributes)
    for child in element:
        name, value = _name(child), _value(child)
        if name in REPEATED:
            found.setdefault(name, []).append(value)
        elif name in found:
            held = found[name]
            found[name] = [*(held if isinstance(held, list) else [held]), value]
        else:
            found[name] = value
    return found


def _holds_others(tag: str) -> bool:
    return tag.endswith(("Detail", "Addr", "Phone")) or tag in {"Mobile", "Fax", "MetaData"}


def _name(element: ET.Element) -> str:
    return _local(element.tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
