"""
Intuit's faults, in both forms.

The business form (`Fault`) comes from QuickBooks, the gateway form (`fault`,
lower case) from Intuit's API gateway in front of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

INACTIVE = (
    "Something you're trying to use has been made inactive. Check the fields with accounts,"
    " customers, items, vendors or employees."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One error of a fault; `element` None leaves the key out."""

    code: str
    message: str
    detail: str
    element: str | None = None


class Fault(Exception):
    """A refused request; HTTP 400 unless told otherwise."""

    def __init__(self, *errors: Error, kind: str = "ValidationFault", status: int = 400) -> None:
        super().__init__("; ".join(f"{error.code} {error.detail}" for error in errors))
        self.errors = errors
        self.kind = kind
        self.status = status
        self.assumed: str = ""
        """The open question (`assumed.py`) that this refusal answers, if any."""

    def resting_on(self, assumption: str) -> Fault:
        """Say that no public source settles this refusal."""
        self.assumed = assumption
        return self

    def body(self) -> dict[str, Any]:
        """Return the `Fault` object, keys in the recorded order."""
        return {"Error": [_error(error) for error in self.errors], "type": self.kind}


def _error(error: Error) -> dict[str, str]:
    body = {"Message": error.message, "Detail": error.detail, "code": error.code}
    if error.element is not None:
        body["element"] = error.element
    return body


def gateway(
    *,
    message: str,
    detail: str | None,
    code: str,
    kind: str,
    milliseconds: int,
) -> Mapping[str, Any]:
    """Build the gateway's body, nulls and all (recorded 401)."""
    error = {"message": message, "detail": detail, "code": code, "element": None}
    return {
        "warnings": None,
        "intuitObject": None,
        "fault": {"error": [error], "type": kind},
        "report": None,
        "queryResponse": None,
        "batchItemResponse": [],
        "attachableResponse": [],
        "syncErrorResponse": None,
        "requestId": None,
        "time": milliseconds,
        "status": None,
        "cdcresponse": [],
    }


def not_found() -> Fault:
    """610: never existed, or deleted; the text speaks of inactive all the same (recorded)."""
    return Fault(
        Error(
            code="610",
            message="Object Not Found",
            detail=f"Object Not Found : {INACTIVE}",
            element="",
        )
    )


def deleted() -> Fault:
    """610: a transaction that was there once, changed or linked to (Intuit)."""
    return Fault(
        Error(
            code="610",
            message="Object Not Found",
            detail="Object Not Found : Another user has deleted this transaction.",
            element="",
        )
    )


def stale() -> Fault:
    """5010: the SyncToken is not the current one (recorded)."""
    return Fault(
        Error(
            code="5010",
            message="Stale Object Error",
            detail="Stale Object Error : You and another user were working on this at the same"
            " time. another user finished before you did, so your work was not saved.",
            element="",
        )
    )


def duplicate_name(detail: str) -> Fault:
    """6240: names of customers, vendors and employees are one list (recorded)."""
    return Fault(
        Error(
            code="6240",
            message="Duplicate Name Exists Error",
            detail=f"The name supplied already exists. : {detail}",
        )
    )


def duplicate_number(number: str, kind: str, holder: str) -> Fault:
    """6140: the document number is taken."""
    return Fault(
        Error(
            code="6140",
            message="Duplicate Document Number Error",
            detail="Duplicate Document Number Error : You must specify a different number. This"
            f" number has already been used. DocNumber={number} is assigned to TxnType={kind}"
            f" with TxnId={holder}",
            element="",
        )
    )


MISSING = "Required param missing, need to supply the required value for the API"


def required(name: str, *, element: bool = True) -> Fault:
    """2020: a field the operation needs is missing; of one or another no `element` is told."""
    return Fault(
        Error(
            code="2020",
            message=MISSING,
            detail=f"Required parameter {name} is missing in the request",
            element=name if element else None,
        )
    )


LONGEST_LIST = 1000
"""Characters after which Jackson, which reads Intuit's JSON, breaks off its list of properties."""


def unknown_property(name: str, entity: str, known: Sequence[str]) -> Fault:
    """2010: a property that the entity does not have (recorded)."""
    listed = f" ({len(known)} known properties: "
    for number, key in enumerate(sorted(known)):
        listed += f'{", " if number else ""}"{key}"'
        if len(listed) > LONGEST_LIST:
            listed += " [truncated]"
            break
    return Fault(
        Error(
            code="2010",
            message="Request has invalid or unsupported property",
            detail=f'Property Name:Unrecognized field "{name}" (class'
            f" com.intuit.schema.finance.v3.{entity}), not marked as ignorable{listed}])\n"
            " specified is unsupported or invalid",
        )
    ).resting_on("unknown-property")


def unreadable() -> Fault:
    """
    2010: JSON that does not fit Intuit's classes: no JSON, another type, no such enumeration.

    Reports of clients, 2025 and 2026, each of another misfit; in 2016 it named a Java class.
    """
    return Fault(
        Error(
            code="2010",
            message="Request has invalid or unsupported property",
            detail="Property Name:failed to parse json object; a property specified is unsupported"
            " or invalid",
        )
    )


DETAILS = frozenset(
    {
        "DescriptionOnly",
        "AccountBasedExpenseLineDetail",
        "DepositLineDetail",
        "DiscountLineDetail",
        "GroupLineDetail",
        "ItemAdjustmentLineDetail",
        "ItemBasedExpenseLineDetail",
        "ItemReceiptLineDetail",
        "JournalEntryLineDetail",
        "PaymentLineDetail",
        "PurchaseOrderItemLineDetail",
        "ReimburseLineDetail",
        "SalesItemLineDetail",
        "SalesOrderItemLineDetail",
        "SubTotalLineDetail",
        "TaxLineDetail",
        "TDSLineDetail",
    }
)
"""The kinds of lines that Intuit's schema and SDKs have."""


def unfit_detail(kind: str) -> Fault:
    """2020 for a line whose kind is not said, or is another document's; 2010 for no kind."""
    if kind and kind not in DETAILS:
        return unreadable()
    return required("Line.DetailType")


LENGTHS = "length-text"


def too_long(name: str, limit: int, length: int) -> Fault:
    """2050: a text longer than the field takes; with thousands set apart (client reports)."""
    return Fault(
        Error(
            code="2050",
            message="String length is either shorter or longer than supported by specification",
            detail="String length specified does not match the supported length."
            f" Min:0 Max:{limit:,} supported. Supplied length:{length:,}",
            element=name,
        )
    ).resting_on(LENGTHS)


def listed_length(fault: Fault) -> Fault:
    """2050 under the name that Intuit's list of codes has for it."""
    named = [
        replace(error, message="Invalid String Length") if error.code == "2050" else error
        for error in fault.errors
    ]
    return Fault(*named).resting_on(LENGTHS)


def wrong_product(amount: Decimal) -> Fault:
    """6070: an amount that is not quantity times price; with thousands set apart (2022, 2026)."""
    return invalid(
        "6070",
        "Amount calculation incorrect in the request.",
        f"Amount is not equal to UnitPrice * Qty. Supplied value:{amount.normalize():,f}",
        "Line.Amount",
    )


def wrong_kind_of_name() -> Fault:
    """6000: a vendor where a customer belongs, and the like (a help page of a client's)."""
    return business(
        "The type of name assigned to this transaction (client, vendor, employee) is wrong"
    )


def inactive_item() -> Fault:
    """6000: an item that was made inactive is sold (three clients' reports of 2026)."""
    return business("You need to activate this item before updating the quantity")


def unsold_item(name: str) -> Fault:
    """2390: an item without an income account is sold (a client's code; words of a help page)."""
    return invalid(
        "2390",
        "There is no income account associated with the item",
        f'There is no income account associated with the item "{name}".',
    )


LONGEST_REQUEST_ID = 50


def unlinkable(number: str) -> Fault:
    """620: what is another party's or was linked before (four clients; Intuit's list)."""
    return invalid(
        "620",
        "TxnID Cannot Be Linked",
        f"The Txn ID {number} you're trying to use can't be linked.",
        "LinkedTxn",
    )


def business(detail: str) -> Fault:
    """6000: a rule of accounting or of QuickBooks' forms."""
    return Fault(
        Error(
            code="6000",
            message="A business validation error has occurred while processing your request",
            detail=f"Business Validation Error: {detail}",
            element="",
        )
    )


def demand_short(request_id: str, bid: str = "") -> None:
    """6000 for a requestid that is too long, an item's bId with it (a report of a batch, 2022)."""
    length = len(request_id) + len(bid)
    if request_id and length > LONGEST_REQUEST_ID:
        raise business(
            f"You cannot enter more than {LONGEST_REQUEST_ID} characters in the request_id field."
            f" You tried entering {(request_id + bid)[:10]}..., which is {length} characters."
        )


def no_customer(kind: str) -> Fault:
    """6560: a form without its customer (a client's answer of 2026, five help pages)."""
    return invalid("6560", "CustomerRef is required", "CustomerRef is missing in the request", kind)


def negative_amount() -> Fault:
    """2290: a line below nothing (Intuit's list of codes, for code and both texts)."""
    return invalid(
        "2290",
        "NegativeAmount",
        "Negative amounts aren't supported on transaction lines.",
        "Amount",
    )


def no_quantity() -> Fault:
    """6520: stock is sold, and how much of it is not said (recorded in January 2025)."""
    return invalid(
        "6520", "Missing Inventory Item Quantity", "Quantity required for inventory item", ""
    )


def wrong_email(address: str, element: str) -> Fault:
    """2210: what is no address, in the words of Java's mail (clients of 2024 and help pages)."""
    return invalid(
        "2210",
        "Invalid Email Address format",
        f"Email Address does not conform to the syntax rules of RFC 822. Supplied value:{address}",
        element,
    )


def wrong_account(element: str = "") -> Fault:
    """6430: the place takes other types of account (clients of 2015, 2020 and 2026)."""
    return invalid(
        "6430",
        "Invalid account type used",
        "Invalid account type: You need to select a different type of account for this"
        " transaction.",
        element,
    )


def needs_customer() -> Fault:
    """6000: what is posted to receivables needs a customer (recorded text)."""
    return business(
        "When you use Accounts Receivable, you must choose a customer in the Name field."
    )


def needs_vendor() -> Fault:
    """6000: what is posted to payables needs a vendor."""
    return business("When you use Accounts Payable, you must choose a vendor in the Name field.")


def negative_total() -> Fault:
    """6000: a transaction comes to nothing or more (clients of 2026; once in other words)."""
    return business("Enter a transaction amount that is 0 or greater.")


def no_amount() -> Fault:
    """6000: a payment without its sum (Intuit's page of common errors)."""
    return business("You must set a transaction amount.")


def line_tax_code(code: str) -> Fault:
    """6100: a line's tax code in the US (recorded text)."""
    return invalid(
        "6100",
        "Invalid Line TaxCode in the request",
        f"Valid line TaxCodes for US should be TAX or NON. Supplied value: {code}",
    )


def invalid(code: str, message: str, detail: str, element: str | None = None) -> Fault:
    """Any other validation fault."""
    return Fault(Error(code=code, message=message, detail=detail, element=element))


def unsupported(operation: str) -> Fault:
    """500: the operation or the resource does not exist."""
    return Fault(
        Error(
            code="500",
            message="Unsupported Operation",
            detail=f"Operation {operation} is not supported.",
        )
    )


def no_void() -> Fault:
    """500: what can't be voided, as a client was answered in August 2026."""
    return invalid("500", "Unsupported Operation", "Operation void is not supported.", "Operation")


def failed_void() -> Fault:
    """10000 in a 200: a fault of the system, whose class of Java leaks (August 2026)."""
    error = Error(
        code="10000",
        message="An application error has occurred while processing your request",
        detail="System Failure Error: java.lang.UnsupportedOperationException",
        element="SystemFailureError",
    )
    return Fault(error, kind="SystemFault", status=200)


def no_resource(path: str) -> Fault:
    """500: the path leads nowhere (recorded text)."""
    return unsupported(
        f"Could not find resource for relative : {path} of full path:"
        f" https://c50.sandbox.qbo.intuit.com/qbo50{path}"
    )


def no_id(entity: str) -> Fault:
    """500: a read that names no id; two services of Intuit's say so in two ways (recorded)."""
    if entity in {"Bill", "Purchase", "Vendor"}:
        return unsupported(f"operation could not find resource for entity {entity.lower()}")
    return unsupported("No resource method found for GET, return 405 with Allow header")


def invalid_id(record_id: str, element: str = "Id") -> Fault:
    """2030: no id, or larger than one can be (recorded; of a reference 2026, with its place)."""
    return invalid(
        "2030",
        "Invalid ID",
        f"Id should be a valid number. Supplied value:{record_id}",
        element,
    )


def not_utf8(byte: int, *, middle: bool) -> Fault:
    """2010: a body of JSON has a byte that is no UTF-8, alone or behind one (recorded 2022)."""
    place = "middle" if middle else "start"
    return invalid(
        "2010",
        "Request has invalid or unsupported property",
        f"Property Name:Invalid UTF-8 {place} byte 0x{byte:x} specified is unsupported or invalid",
    )


def not_utf8_markup() -> Fault:
    """500: a body of XML has bytes that are no UTF-8, in the words of Intuit's parser (Intuit)."""
    return unsupported(
        "com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid byte 1"
        " of 1-byte UTF-8 sequence"
    )


def no_markup() -> Fault:
    """
    500: a write without a body, which is read as XML unless it says that it is JSON.

    An issue of Intuit's own MCP server (April 2026) has the parser's words; that they stand
    in the sentence of other unsupported operations is assumed.
    """
    return unsupported("org.xml.sax.SAXParseException; Premature end of file.")


def unwritable(name: str, text: str) -> Fault:
    """2040: a text with characters that it must not have (recorded of names, 2014 and 2026)."""
    return Fault(
        Error(
            code="2040",
            message="Invalid String. The String may contain unsupported or illegal chars",
            detail=f"Element contains invalid characters. {text}",
            element=name,
        )
    )
