"""
Bodies in XML, read as the JSON they stand for.

XML says neither which elements repeat, nor which texts are flags or references:
Intuit's schema does, and what clients are known to write (PHP writes true as 1).
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from harness.sandbox.core import faults
from harness.sandbox.entities import BY_PATH
from harness.sandbox.entities.preferences import GROUPS

REPEATED = frozenset(
    {
        "Line",
        "LinkedTxn",
        "CustomField",
        "POCustomField",
        "TaxLine",
        "AttachableRef",
        "BudgetDetail",
        "BatchItemRequest",
        "ItemGroupLine",
        "TaxRateDetail",
        "TaxRateDetails",
        "NameValue",
    }
)
"""Elements that are a list even when there is one of them."""
DECLARED = [entity.fields for entity in BY_PATH.values()]
FLAGS = frozenset({"PercentBased", "IncludeOnSend", "BooleanValue", "sparse"}) | {
    name
    for fields in (*DECLARED, *GROUPS.values())
    for name, field in fields.items()
    if field is not None and field.kind == "flag"
}
"""Elements and attributes that are flags wherever they stand."""
SAID = {"true": True, "1": True, "false": False, "0": False}
"""What XML has for flags."""
REFERENCES = frozenset(
    {
        "CustomerMemo",
        "DefaultMarkupAccount",
        "DefaultTerms",
        "DropShipToEntity",
        "Entity",
        "HomeCurrency",
        "ShipTo",
    }
)
"""What is a reference although its name does not say so."""
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
EXTENSION = "Ex"
"""Extensions (`PurchaseEx`, `LineEx`) come from Intuit alone; what clients send back is let go."""


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
    tag, text = _local(element.tag), (element.text or "").strip()
    attributes = {
        _local(name): _flag(said) if name in FLAGS else said
        for name, said in element.attrib.items()
        if not name.startswith(INSTANCE)
    }
    if not len(element):
        if tag.endswith("Ref") or tag in REFERENCES:
            kept = {name: attributes[name] for name in ("name", "type") if name in attributes}
            return {"value": text, **kept}
        if not text and not attributes and _holds_others(tag):
            return {}
        return _flag(text) if tag in FLAGS else (element.text or "")
    found: dict[str, Any] = dict(attributes)
    for child in element:
        name = _local(child.tag)
        value = _value(child)
        if name.endswith(EXTENSION) or (value == "" and name in FLAGS):
            continue  # an empty flag says nothing
        if name in REPEATED:
            found.setdefault(name, []).append(value)
        elif name in found:
            held = found[name]
            found[name] = [*(held if isinstance(held, list) else [held]), value]
        else:
            found[name] = value
    return found


def _flag(text: str) -> bool | str:
    """Read a flag; what is none stays a text, to be refused as one."""
    return SAID.get(text.strip().lower(), text)


def _holds_others(tag: str) -> bool:
    return tag.endswith(("Detail", "Addr", "Phone")) or tag in {"Mobile", "Fax", "MetaData"}


def _local(name: str) -> str:
    return name.rpartition("}")[2]
