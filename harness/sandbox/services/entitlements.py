"""Entitlements: what a company's plan allows, which Intuit tells beside its accounting API."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from harness.sandbox.parts.parties import customfields

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PLAN = {
    "QboCompany": "true",
    "PlanName": "QBWEBPLUSPAYROLLMONTHLY",
    "MaxUsers": "10",
    "CurrentUsers": "1",
    "DaysRemainingTrial": "0",
}
"""The plan, as in Intuit's sample, but for one user instead of four."""

ALLOWED = (
    (7, "PayPal", False),
    (8, "Merchant Service", False),
    (1, "Class Tracking", True),
    (3, "Expense Tracking by Customer", True),
    (4, "Time Tracking", True),
    (5, "Budgets", True),
    (6, "Custom Invoice Styles", True),
    (9, "1099 Forms for Vendors", True),
    (10, "Managing Bills to Pay Later", True),
    (11, "Complete Set of Reports", True),
    (12, "Enhanced Reporting", True),
    (13, "Exporting to Excel", True),
    (15, "Delayed Charges", True),
    (16, "Custom Sales Fields", True),
    (17, "More Users -- up to 20", True),
    (19, "Recurring Transactions", True),
    (20, "Closing the Books", True),
    (21, "Location Tracking", True),
    (22, "More Names", True),
    (25, "Custom Home Page", True),
    (26, "Do-it-yourself Payroll", True),
    (28, "Online Banking", True),
    (29, "Basic Sales", True),
    (30, "Basic Banking", True),
    (31, "Accounting", True),
    (33, "Reports Only User", True),
    (35, "Estimates", True),
    (41, "Company Snapshot", True),
    (42, "Purchase Order", True),
    (43, "Inventory", True),
    (44, "Do-it-yourself Payroll (Paycycle)", False),
    (45, "Multi-Currency", True),
    (46, "Trends", True),
    (47, "Hide Employee List", False),
    (48, "Simple Report List", False),
    (49, "Global Tax Model", True),
    (52, "Accountant Menu", True),
)
"""Number, name, and whether the plan allows it, in the order of Intuit's sample."""


def told(company: Company) -> str:
    """Write a company's entitlements as XML, the only form that there is (Intuit)."""
    root = ET.Element("EntitlementsResponse")
    for name, value in PLAN.items():
        ET.SubElement(root, name).text = value
    for number, name, on in ALLOWED:
        one = ET.SubElement(root, "Entitlement", id=str(number))
        ET.SubElement(one, "name").text = name
        ET.SubElement(one, "term").text = "On" if on else "Off"
    limits = ET.SubElement(root, "Thresholds")
    for name, limit, enforced, count in _limits(company):
        one = ET.SubElement(limits, "threshold")
        for key, value in (
            ("name", name),
            ("limit", str(limit)),
            ("enforced", "true" if enforced else "false"),
            ("currentCount", str(count)),
            ("aboveThreshold", "true" if count > limit else "false"),
        ):
            ET.SubElement(one, key).text = value
    return ET.tostring(root, encoding="unicode")


def _limits(company: Company) -> list[tuple[str, int, bool, int]]:
    """Count what the plan limits; names (one of them misspelt) and limits are the sample's."""
    tracked = sum(_active(company, entity) for entity in ("Class", "Department"))
    sales = len(customfields.used(company))
    orders = len(customfields.used(company, purchases=True))
    return [
        ("CLASSES_AND_DEPARTMENTS", 40, True, tracked),
        ("ACCOUNTS", 250, True, _active(company, "Account")),
        ("USERS", 5, True, 1),
        ("ACCOUTANTS", 2, False, 0),
        ("CUSTOMFIELD_ALL", 6, False, sales + orders),
        ("CUSTOMFIELD_PO", 3, False, orders),
        ("CUSTOMFIELD_SALES", 3, False, sales),
    ]


def _active(company: Company, entity: str) -> int:
    return sum(1 for record in company.all(entity) if record.get("Active"))
