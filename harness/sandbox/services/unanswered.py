"""What Intuit refuses of queries although its schema knows the entity (live suites of clients)."""

from __future__ import annotations

from harness.sandbox.core.faults import Error, Fault
from harness.sandbox.services.parse import invalid

SCHEMA = {
    name.casefold(): name
    for name in """
    BooleanTypeCustomFieldDefinition ChargeCredit Company ConvenienceFeeDetail Currency
    CustomFieldDefinition CustomerMsg DateTypeCustomFieldDefinition EmailDeliveryInfo FixedAsset
    InventorySite JobType JournalCode MasterAccount NumberTypeCustomFieldDefinition OtherName
    PriceLevel PriceLevelPerItem PurchaseByVendor QbdtEntityIdMapping SalesOrder SalesRep
    SalesTransaction ShipMethod StatementCharge Status StringTypeCustomFieldDefinition
    SyncActivity TDSMetadata Tag Task TaxReturn TaxService TemplateName UOM User UserAlert
    VendorType
    """.split()  # noqa: SIM905 - a list of words reads better as text
}
"""Classes of Intuit's schema that no query finds; other names are no context at all."""

ELSEWHERE = "taxpayment"
"""Only companies in Australia, Canada and Britain have it (Intuit)."""

COUNTLESS = frozenset({"CustomerType", "ExchangeRate"})
"""Entities that can be listed but not counted."""


NUMBERLESS = "CompanyInfo"
"""Counting it is answered, but not with a number."""


def unknown(name: str) -> Fault:
    """Refuse a query of what is none of the entities here."""
    known = SCHEMA.get(name.casefold())
    if known is not None:
        return invalid(f"Metadata not found for Entity: {known}")
    if name.casefold() == ELSEWHERE:
        detail = "Feature Not Supported : TaxPayment is not available in this company"
        return Fault(Error(code="5030", message="Feature Not Supported", detail=detail))
    return invalid(f"invalid context declaration: {name}")


def counted(name: str) -> bool:
    """
    Whether counting an entity gives a number.

    4002 where it is refused, in the words that were seen for customer types; for
    rates only the message was.
    """
    if name in COUNTLESS:
        detail = "QueryProcessingError: Dear entity developer, pl implement count query"
        raise Fault(Error(code="4002", message="Error processing query", detail=detail))
    return name != NUMBERLESS
