"""Every entity the emulator knows, by name; one declarative file each."""

from __future__ import annotations

from collections.abc import Mapping

from harness.sandbox.entities.account import ACCOUNT
from harness.sandbox.entities.bill import BILL
from harness.sandbox.entities.companyinfo import COMPANY_INFO
from harness.sandbox.entities.customer import CUSTOMER
from harness.sandbox.entities.invoice import INVOICE
from harness.sandbox.entities.item import ITEM
from harness.sandbox.entities.lists import CLASS, DEPARTMENT, PAYMENT_METHOD, TERM
from harness.sandbox.entities.payment import PAYMENT
from harness.sandbox.entities.preferences import PREFERENCES
from harness.sandbox.entities.tax import TAX_AGENCY, TAX_CODE, TAX_RATE
from harness.sandbox.entities.vendor import VENDOR
from harness.sandbox.schema import Entity

ENTITIES: Mapping[str, Entity] = {
    entity.name: entity
    for entity in (
        ACCOUNT,
        BILL,
        CLASS,
        COMPANY_INFO,
        CUSTOMER,
        DEPARTMENT,
        INVOICE,
        ITEM,
        PAYMENT,
        PAYMENT_METHOD,
        PREFERENCES,
        TAX_AGENCY,
        TAX_CODE,
        TAX_RATE,
        TERM,
        VENDOR,
    )
}
BY_PATH: Mapping[str, Entity] = {entity.path: entity for entity in ENTITIES.values()}
