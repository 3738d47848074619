"""
Intuit's sample company, Craig's Design and Landscaping Services, as far as it is known.

Customers, vendors, items, accounts and the tax code with the ids that
recordings show; open balances as invoices and bills of one line.
"""

from __future__ import annotations

from decimal import Decimal

from harness.sandbox import documents, taxservice
from harness.sandbox.company import Company
from harness.sandbox.presets.clean import info, lists, preferences, put

NAME = "Craig's Design and Landscaping Services"
ACCOUNTS: tuple[tuple[int, str, str, str], ...] = (
    (1, "Services", "Income", "ServiceFeeIncome"),
    (2, "Retained Earnings", "Equity", "RetainedEarnings"),
    (4, "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
    (5, "Fees Billed", "Income", "ServiceFeeIncome"),
    (7, "Advertising", "Expense", "AdvertisingPromotional"),
    (11, "Insurance", "Expense", "Insurance"),
    (12, "Legal & Professional Fees", "Expense", "LegalProfessionalFees"),
    (13, "Meals and Entertainment", "Expense", "EntertainmentMeals"),
    (15, "Office Expenses", "Expense", "OfficeGeneralAdministrativeExpenses"),
    (17, "Rent or Lease", "Expense", "RentOrLeaseOfBuildings"),
    (20, "Supplies", "Expense", "SuppliesMaterials"),
    (22, "Travel", "Expense", "Travel"),
    (24, "Utilities", "Expense", "Utilities"),
    (30, "Uncategorized Income", "Income", "ServiceFeeIncome"),
    (31, "Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost"),
    (32, "Uncategorized Asset", "Other Current Asset", "OtherCurrentAssets"),
    (33, "Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable"),
    (34, "Opening Balance Equity", "Equity", "OpeningBalanceEquity"),
    (35, "Checking", "Bank", "Checking"),
    (36, "Savings", "Bank", "Savings"),
    (37, "Truck", "Fixed Asset", "Vehicles"),
    (41, "Mastercard", "Credit Card", "CreditCard"),
    (42, "Visa", "Credit Card", "CreditCard"),
    (43, "Loan Payable", "Other Current Liability", "OtherCurrentLiabilities"),
    (44, "Notes Payable", "Long Term Liability", "OtherLongTermLiabilities"),
    (45, "Landscaping Services", "Income", "OtherPrimaryIncome"),
    (54, "Pest Control Services", "Income", "OtherPrimaryIncome"),
    (58, "Job Expenses", "Expense", "CostOfLabor"),
    (79, "Sales of Product Income", "Income", "SalesOfProductIncome"),
    (80, "Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    (81, "Inventory Asset", "Other Current Asset", "Inventory"),
    (82, "Design income", "Income", "OtherPrimaryIncome"),
    (83, "Other Income", "Income", "OtherPrimaryIncome"),
    (84, "Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"),
    (86, "Discounts given", "Income", "DiscountsRefundsGiven"),
)
CUSTOMERS = (
    "Amy's Bird Sanctuary",
    "Bill's Windsurf Shop",
    "Cool Cars",
    "Diego Rodriguez",
    "Dukes Basketball Camp",
    "Dylan Sollfrank",
    "Freeman Sporting Goods",
    "0969 Ocean View Road",
    "55 Twin Lane",
    "Geeta Kalapatapu",
    "Gevelber Photography",
    "Jeff's Jalopies",
    "John Melton",
    "Kate Whelan",
    "Kookies by Kathy",
    "Mark Cho",
    "Paulsen Medical Supplies",
    "Rago Travel Agency",
    "Red Rock Diner",
    "Rondonuwu Fruit and Vegi",
    "Shara Barnett",
    "Barnett Design",
    "Sonnenschein Family Store",
    "Sushi by Katsuyuki",
    "Travis Waldron",
    "Video Games by Dan",
    "Wedding Planning by Whitney",
    "Weiskopf Consulting",
)
JOBS = {
    "0969 Ocean View Road": "Freeman Sporting Goods",
    "55 Twin Lane": "Freeman Sporting Goods",
    "Barnett Design": "Shara Barnett",
}
IDS = {
    "Freeman Sporting Goods": 7,
    "0969 Ocean View Road": 8,
    "55 Twin Lane": 9,
    "Paulsen Medical Supplies": 18,
    "Red Rock Diner": 20,
    "Shara Barnett": 22,
    "Barnett Design": 23,
    "Sonnenschein Family Store": 24,
    "Weiskopf Consulting": 29,
}
OPEN_INVOICES = {
    "Amy's Bird Sanctuary": "239.00",
    "Bill's Windsurf Shop": "85.00",
    "Geeta Kalapatapu": "629.10",
    "Jeff's Jalopies": "81.00",
    "John Melton": "450.00",
    "Kookies by Kathy": "75.00",
    "Mark Cho": "314.28",
    "Paulsen Medical Supplies": "954.75",
    "Red Rock Diner": "226.00",
    "Rondonuwu Fruit and Vegi": "78.60",
    "Barnett Design": "274.50",
    "Sonnenschein Family Store": "362.07",
    "Sushi by Katsuyuki": "160.00",
    "Travis Waldron": "414.72",
    "Weiskopf Consulting": "375.00",
}
VENDORS = {
    30: "Books by Bessie",
    31: "Brosnahan Insurance Agency",
    32: "Cal Telephone",
    36: "Diego's Road Warrior Bodyshop",
    46: "Norton Lumber and Building Materials",
    48: "PG&E",
    49: "Robertson & Associates",
    53: "United States Treasury",
}
OPEN_BILLS = {31: "241.23", 36: "755.00", 46: "205.00", 48: "86.44", 49: "315.00"}
ITEMS: tuple[tuple[int, str, str, str], ...] = (
    (1, "Services", "Service", "0"),
    (2, "Hours", "Service", "0"),
    (3, "Concrete", "Service", "0"),
    (4, "Design", "Service", "75"),
    (5, "Rock Fountain", "Inventory", "275"),
    (6, "Gardening", "Service", "0"),
    (7, "Installation", "Service", "50"),
    (8, "Lighting", "Service", "0"),
    (9, "Maintenance & Repair", "Service", "0"),
    (10, "Pest Control", "Service", "35"),
    (11, "Pump", "Inventory", "15"),
    (12, "Refunds & Allowances", "Service", "0"),
    (13, "Rocks", "Service", "0"),
    (14, "Sod", "Service", "0"),
    (15, "Soil", "Service", "10"),
    (16, "Sprinkler Heads", "Inventory", "2"),
    (17, "Sprinkler Pipes", "Inventory", "4"),
    (18, "Trimming", "Service", "35"),
)


def fill(company: Company, name: str) -> None:
    """Fill a company with the sample data."""
    company.store.reach(company.realm, documents.NUMBERS, 1000)
    preferences(company, products=True, default_terms="3")
    for number, account, kind, subtype in ACCOUNTS:
        put(company, "Account", number, Name=account, AccountType=kind, AccountSubType=subtype)
    lists(company)
    _tax(company)
    for number, item, kind, price in ITEMS:
        stocked = {
            "AssetAccountRef": {"value": "81"},
            "ExpenseAccountRef": {"value": "80"},
            "TrackQtyOnHand": True,
            "QtyOnHand": 25,
            "InvStartDate": "2015-01-01",
        }
        put(
            company,
            "Item",
            number,
            Name=item,
            Type=kind,
            UnitPrice=Decimal(price),
            IncomeAccountRef={"value": "79" if kind == "Inventory" else "1"},
            **(stocked if kind == "Inventory" else {}),
        )
    _people(company)
    info(company, name or NAME)


def _tax(company: Company) -> None:
    agency = put(company, "TaxAgency", None, DisplayName="Board of Equalization")
    company.store.reach(company.realm, "taxrate", 2)
    company.store.reach(company.realm, "taxcode", 1)
    taxservice.create(
        company,
        {
            "TaxCode": "California",
            "TaxRateDetails": [
                {
                    "TaxRateName": "California",
                    "RateValue": "8",
                    "TaxAgencyId": agency["Id"],
                    "TaxApplicableOn": "Sales",
                }
            ],
        },
    )


def _people(company: Company) -> None:
    made: dict[str, str] = {}
    number = 0
    for customer in CUSTOMERS:
        number = max(number + 1, IDS.get(customer, 0))
        parent = JOBS.get(customer)
        extra = {"ParentRef": {"value": made[parent]}} if parent else {}
        made[customer] = put(company, "Customer", number, DisplayName=customer, **extra)["Id"]
    for customer, amount in OPEN_INVOICES.items():
        line = {
            "Amount": Decimal(amount),
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
        put(company, "Invoice", None, CustomerRef={"value": made[customer]}, Line=[line])
    for vendor_id, vendor in VENDORS.items():
        put(company, "Vendor", vendor_id, DisplayName=vendor)
    for vendor_id, amount in OPEN_BILLS.items():
        line = {
            "Amount": Decimal(amount),
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}},
        }
        put(company, "Bill", None, VendorRef={"value": str(vendor_id)}, Line=[line])
