"""
An empty US company with its default chart of accounts.

Accounts and their ids as a US sandbox had them right after its data was cleared
(2019). Receivables, payables and tax accounts appear on first use.
"""

from __future__ import annotations

from harness.sandbox.company import Company
from harness.sandbox.entities import attachable
from harness.sandbox.parts.forms import documents
from harness.sandbox.presets.put import pseudo_code, put
from harness.sandbox.presets.switches import preferences

ACCOUNTS: tuple[tuple[int, str, str, str], ...] = (
    (100, "Prepaid Expenses", "Other Current Asset", "PrepaidExpenses"),
    (101, "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
    (102, "Discounts", "Income", "DiscountsRefundsGiven"),
    (103, "Gross Receipts", "Income", "SalesOfProductIncome"),
    (104, "Refunds-Allowances", "Income", "DiscountsRefundsGiven"),
    (105, "Sales", "Income", "SalesOfProductIncome"),
    (106, "Advertising", "Expense", "AdvertisingPromotional"),
    (107, "Bank Charges", "Expense", "BankCharges"),
    (108, "Commissions & fees", "Expense", "OtherMiscellaneousServiceCost"),
    (109, "Dues & Subscriptions", "Expense", "DuesSubscriptions"),
    (110, "Insurance", "Expense", "Insurance"),
    (111, "Legal & Professional Fees", "Expense", "LegalProfessionalFees"),
    (112, "Meals and Entertainment", "Expense", "EntertainmentMeals"),
    (113, "Miscellaneous", "Other Expense", "OtherMiscellaneousExpense"),
    (114, "Office Expenses", "Expense", "OfficeGeneralAdministrativeExpenses"),
    (115, "Promotional", "Expense", "AdvertisingPromotional"),
    (116, "Rent or Lease", "Expense", "RentOrLeaseOfBuildings"),
    (117, "Repair & Maintenance", "Expense", "RepairMaintenance"),
    (118, "Stationery & Printing", "Expense", "OfficeGeneralAdministrativeExpenses"),
    (119, "Supplies", "Expense", "SuppliesMaterials"),
    (120, "Taxes & Licenses", "Expense", "TaxesPaid"),
    (121, "Travel", "Expense", "Travel"),
    (122, "Travel Meals", "Expense", "TravelMeals"),
    (123, "Utilities", "Expense", "Utilities"),
    (124, "Interest Earned", "Other Income", "InterestEarned"),
    (125, "Other Portfolio Income", "Other Income", "OtherMiscellaneousIncome"),
    (126, "Penalties & Settlements", "Other Expense", "PenaltiesSettlements"),
    (127, "Insurance - Liability", "Expense", "Insurance"),
    (128, "Tools", "Expense", "SuppliesMaterials"),
    (129, "Disposal Fees", "Expense", "OtherMiscellaneousServiceCost"),
    (130, "Services", "Income", "ServiceFeeIncome"),
    (131, "Retained Earnings", "Equity", "RetainedEarnings"),
    (132, "Uncategorized Income", "Income", "ServiceFeeIncome"),
    (133, "Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost"),
    (134, "Uncategorized Asset", "Other Current Asset", "OtherCurrentAssets"),
    (135, "Purchases", "Expense", "SuppliesMaterials"),
    (136, "Sales of Product Income", "Income", "SalesOfProductIncome"),
    (137, "Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    (138, "Inventory Asset", "Other Current Asset", "Inventory"),
)
TERMS = (("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60), ("Net 10", 10))
UNSEEN = frozenset({"Due on receipt", "Net 60", "CustomSalesTax"})
"""What no recording of an empty company shows; there unless a company chose otherwise."""
METHODS = (
    ("Cash", "NON_CREDIT_CARD"),
    ("Check", "NON_CREDIT_CARD"),
    ("Visa", "CREDIT_CARD"),
    ("MasterCard", "CREDIT_CARD"),
    ("Discover", "CREDIT_CARD"),
    ("American Express", "CREDIT_CARD"),
    ("Diners Club", "CREDIT_CARD"),
)
ITEMS_ACCOUNT = "130"
LATER_TERM = "Net 10"
"""Added by hand in Intuit's sample; it has no DiscountDays, the others do (Intuit)."""

LAST_TRANSACTION = 144
"""
Transactions go on from here. Names and transactions have an id space each; that
of a used sandbox company is this far on, and equal ids would hide clients that
take one for the other.
"""

LATER = {"account": 1150039999, "employee": 400000000, "timeactivity": 1073741823}
"""
What clients make has ids from here on (sandboxes of 2025 and 2026); only what a company
begins with has short ones.
"""

MAIL = "noreply@quickbooks.com"
ADDRESS = {
    "Line1": "123 Sierra Way",
    "City": "San Pablo",
    "CountrySubDivisionCode": "CA",
    "PostalCode": "87999",
}
FEATURES = {
    "NonTracking": "false",
    "IsQbdtMigrated": "false",
    "CompanyType": "Other",
    "SubscriptionStatus": "SUBSCRIBED",
    "OfferingSku": "QuickBooks Online Plus",
    "PayrollFeature": "false",
    "AccountantFeature": "false",
    "QBOIndustryType": "Landscaping Services",
    "ItemCategoriesFeature": "true",
}
"""As the sample company told them in August and September 2026."""


def fill(company: Company, name: str) -> None:
    """Fill a company with the defaults."""
    company.store.reach(company.realm, documents.NUMBERS, 1000)
    company.store.reach(company.realm, "transaction", LAST_TRANSACTION)
    preferences(company, name, sample=False)
    info(company, name)
    for number, account, kind, subtype in ACCOUNTS:
        put(company, "Account", number, Name=account, AccountType=kind, AccountSubType=subtype)
    lists(company)
    for number, item in enumerate(("Services", "Hours"), start=1):
        put(
            company,
            "Item",
            number,
            Name=item,
            Description=item if item == "Hours" else "",
            Type="Service",
            IncomeAccountRef={"value": ITEMS_ACCOUNT},
        )
    later(company)


def later(company: Company) -> None:
    """Let accounts, employees and times that are made from now on have long ids."""
    for space, last in LATER.items():
        company.store.reach(company.realm, space, last)


def lists(company: Company) -> None:
    """Make terms, payment methods and the tax codes that every US company has."""
    company.store.reach(company.realm, "attachable", attachable.FIRST)
    missing = UNSEEN if company.chosen("first-lists") == "missing" else frozenset()
    for number, (term, days) in enumerate(TERMS, start=1):
        if term in missing:
            continue
        discount = {"DiscountDays": 0} if term != LATER_TERM else {}
        put(company, "Term", number, Name=term, DueDays=days, **discount)
    for method, kind in METHODS:
        put(company, "PaymentMethod", None, Name=method, Type=kind)
    for code in ("TAX", "NON", "CustomSalesTax"):
        if code not in missing:
            pseudo_code(company, code)


def info(company: Company, name: str) -> None:
    """Make the company's own record; its three addresses are one."""
    made = put(
        company,
        "CompanyInfo",
        1,
        CompanyName=name,
        LegalName=name,
        CompanyAddr=ADDRESS,
        CustomerCommunicationEmailAddr={"Address": MAIL},
        CompanyStartDate=company.clock.today(),
        FiscalYearStartMonth="January",
        Country="US",
        Email={"Address": MAIL},
        SupportedLanguages="en",
        DefaultTimeZone="America/Los_Angeles",
        NameValue=[
            {"Name": key, "Value": value}
            for key, value in (*FEATURES.items(), ("AssignedTime", company.clock.stamp()))
        ],
    )
    company.touch(
        company.entities["CompanyInfo"],
        {
            **made,
            "CustomerCommunicationAddr": made["CompanyAddr"],
            "LegalAddr": made["CompanyAddr"],
        },
    )
