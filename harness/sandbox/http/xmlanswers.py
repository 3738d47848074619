"""
XML, the API's other form: what Intuit answers unless JSON is asked for.

Answers are written from the JSON they are kept in, so that nothing else knows
of XML. Which properties are attributes, and which elements come first, is
Intuit's schema; XML's own recordings are of 2013 to 2020.
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
OWN: Mapping[str, frozenset[str]] = {
    "SalesItemLineDetail": frozenset({"ServiceDate", "DiscountRate", "DiscountAmt"}),
    "ItemBasedExpenseLineDetail": frozenset({"CustomerRef", "BillableStatus"}),
}
"""What details have besides what they inherit."""
DEFINITIONS = frozenset({"CustomField", "POCustomField"})
"""Elements of preferences that hold custom fields of one type each, which XML says with them."""
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


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
    if element.tag in DEFINITIONS:
        _define(element, value.get("CustomField"))
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


def _define(element: ET.Element, fields: object) -> None:
    """Say which class of the schema's a definition of custom fields has (recorded 2019)."""
    if isinstance(fields, list) and fields:
        element.set("xmlns:xsi", INSTANCE)
        element.set("xsi:type", f"{fields[0].get('Type', 'StringType')}CustomFieldDefinition")


def _inherited_first(tag: str, value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Order as the schema does: what a type inherits first; JSON has it behind (recorded)."""
    own = OWN.get(tag, frozenset())
    if "MetaData" in value:  # a record; what stands before its domain is its own
        names = list(value)
        first = next((name for name in ("domain", "Id") if name in value), None)
        own = frozenset(names[: names.index(first)] if first else ())
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
