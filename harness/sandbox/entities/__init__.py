"""Every entity the emulator knows, by name; one declarative file each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harness.sandbox.core.schema import Entity, Field, computed
from harness.sandbox.entities.account import ACCOUNT
from harness.sandbox.entities.attachable import ATTACHABLE
from harness.sandbox.entities.bill import BILL
from harness.sandbox.entities.billpayment import BILL_PAYMENT
from harness.sandbox.entities.budget import BUDGET
from harness.sandbox.entities.companycurrency import COMPANY_CURRENCY
from harness.sandbox.entities.companyinfo import COMPANY_INFO
from harness.sandbox.entities.creditcardpayment import CREDIT_CARD_PAYMENT
from harness.sandbox.entities.creditmemo import CREDIT_MEMO
from harness.sandbox.entities.customer import CUSTOMER
from harness.sandbox.entities.customertype import CUSTOMER_TYPE
from harness.sandbox.entities.department import DEPARTMENT
from harness.sandbox.entities.deposit import DEPOSIT
from harness.sandbox.entities.employee import EMPLOYEE
from harness.sandbox.entities.estimate import ESTIMATE
from harness.sandbox.entities.exchangerate import EXCHANGE_RATE
from harness.sandbox.entities.inventory import INVENTORY_ADJUSTMENT, INVENTORY_STARTING_VALUE
from harness.sandbox.entities.invoice import INVOICE
from harness.sandbox.entities.item import ITEM
from harness.sandbox.entities.journalentry import JOURNAL_ENTRY
from harness.sandbox.entities.klass import CLASS
from harness.sandbox.entities.payment import PAYMENT
from harness.sandbox.entities.paymentmethod import PAYMENT_METHOD
from harness.sandbox.entities.preferences import PREFERENCES
from harness.sandbox.entities.purchase import PURCHASE
from harness.sandbox.entities.purchaseorder import PURCHASE_ORDER
from harness.sandbox.entities.recurringtransaction import KINDS, RECURRING_TRANSACTION
from harness.sandbox.entities.refundreceipt import REFUND_RECEIPT
from harness.sandbox.entities.reimbursecharge import REIMBURSE_CHARGE
from harness.sandbox.entities.salesreceipt import SALES_RECEIPT
from harness.sandbox.entities.salestaxpayment import SALES_TAX_PAYMENT
from harness.sandbox.entities.taxagency import TAX_AGENCY
from harness.sandbox.entities.taxclassification import TAX_CLASSIFICATION
from harness.sandbox.entities.taxcode import TAX_CODE
from harness.sandbox.entities.taxrate import TAX_RATE
from harness.sandbox.entities.term import TERM
from harness.sandbox.entities.timeactivity import TIME_ACTIVITY
from harness.sandbox.entities.transfer import TRANSFER
from harness.sandbox.entities.vendor import VENDOR
from harness.sandbox.entities.vendorcredit import VENDOR_CREDIT


def _recurring(entity: Entity) -> Entity:
    """
    Let a transaction that templates make say which one made it.

    Behind what all transactions have, before what is its form's own (schema).
    """
    if entity.name not in KINDS:
        return entity
    names = list(entity.fields)
    last = next((name for name in ("TxnTaxDetail", "Line") if name in names), names[-1])
    fields: dict[str, Field | None] = {}
    for name, field in entity.fields.items():
        fields[name] = field
        if name == last:
            fields["RecurDataRef"] = computed("ref")
    return replace(entity, fields=fields)


ENTITIES: Mapping[str, Entity] = {
    entity.name: _recurring(entity)
    for entity in (
        ACCOUNT,
        ATTACHABLE,
        BILL,
        BILL_PAYMENT,
        BUDGET,
        CLASS,
        COMPANY_CURRENCY,
        COMPANY_INFO,
        CREDIT_CARD_PAYMENT,
        CUSTOMER,
        CUSTOMER_TYPE,
        DEPARTMENT,
        DEPOSIT,
        EMPLOYEE,
        EXCHANGE_RATE,
        INVENTORY_ADJUSTMENT,
        INVENTORY_STARTING_VALUE,
        INVOICE,
        ITEM,
        JOURNAL_ENTRY,
        PAYMENT,
        PAYMENT_METHOD,
        PREFERENCES,
        PURCHASE,
        PURCHASE_ORDER,
        RECURRING_TRANSACTION,
        SALES_TAX_PAYMENT,
        TAX_AGENCY,
        TAX_CLASSIFICATION,
        TAX_CODE,
        TAX_RATE,
        TERM,
        TIME_ACTIVITY,
        TRANSFER,
        CREDIT_MEMO,
        ESTIMATE,
        REFUND_RECEIPT,
        REIMBURSE_CHARGE,
        SALES_RECEIPT,
        VENDOR,
        VENDOR_CREDIT,
    )
}
BY_PATH: Mapping[str, Entity] = {entity.path: entity for entity in ENTITIES.values()}
