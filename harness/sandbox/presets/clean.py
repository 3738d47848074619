"""
An empty US company with its default chart of accounts.

Accounts and their ids as a US sandbox had them right after its data was cleared
(2019). Receivables, payables and tax accounts appear on first use.
"""

from __future__ import annotations

from typing import Any

from harness.sandbox import documents
from harness.sandbox.company import Company

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


def fill(company: Company, name: str) -> None:
    """Fill a company with the defaults."""
    company.store.reach(company.realm, documents.NUMBERS, 1000)
    preferences(company, products=True, default_terms="")
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
    info(company, name)


def lists(company: Company) -> None:
    """Make terms, payment methods and the two pseudo tax codes of US lines."""
    for term, days in TERMS:
        put(company, "Term", None, Name=term, DueDays=days)
    for method, kind in METHODS:
        put(company, "PaymentMethod", None, Name=method, Type=kind)
    for code in ("TAX", "NON"):
        made = put(company, "TaxCode", None, Name=code, Description=code)
        company.rename(
            company.entities["TaxCode"],
            {**made, "Taxable": code == "TAX", "TaxGroup": False},
            code,
        )


def preferences(company: Company, *, products: bool, default_terms: str) -> None:
    """Make the preferences as a US sandbox answers them."""
    sales: dict[str, Any] = {
        "CustomField": [],
        "CustomTxnNumbers": False,
        "AllowDeposit": False,
        "AllowDiscount": True,
        "AllowEstimates": True,
        "ETransactionEnabledStatus": "NotApplicable",
        "ETransactionAttachPDF": False,
        "ETransactionPaymentEnabled": False,
        "IPNSupportEnabled": False,
        "AllowServiceDate": False,
        "AllowShipping": False,
        "AutoApplyCredit": False,
        "AutoApplyPayments": False,
        "UsingPriceLevels": False,
    }
    if default_terms:
        sales["DefaultTerms"] = {"value": default_terms}
    put(
        company,
        "Preferences",
        1,
        AccountingInfoPrefs={
            "UseAccountNumbers": False,
            "TrackDepartments": False,
            "ClassTrackingPerTxn": False,
            "ClassTrackingPerTxnLine": False,
            "FirstMonthOfFiscalYear": "January",
            "TaxYearMonth": "January",
            "TaxForm": "6",
            "CustomerTerminology": "Customers",
        },
        ProductAndServicesPrefs={
            "ForSales": True,
            "ForPurchase": True,
            "QuantityWithPriceAndRate": True,
            "QuantityOnHand": products,
        },
        SalesFormsPrefs=sales,
        VendorAndPurchasesPrefs={"TrackingByCustomer": False, "BillableExpenseTracking": False},
        TimeTrackingPrefs={
            "UseServices": False,
            "BillCustomers": False,
            "ShowBillRateToAll": False,
            "WorkWeekStartDate": "Monday",
            "MarkTimeEntriesBillable": False,
        },
        TaxPrefs={"UsingSalesTax": False},
        CurrencyPrefs={"MultiCurrencyEnabled": False, "HomeCurrency": {"value": "USD"}},
        ReportPrefs={"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": False},
        OtherPrefs={"NameValue": []},
    )


def info(company: Company, name: str) -> None:
    """Make the company's own record."""
    put(
        company,
        "CompanyInfo",
        1,
        CompanyName=name,
        LegalName=name,
        CompanyAddr={
            "Line1": "123 Sierra Way",
            "City": "San Pablo",
            "CountrySubDivisionCode": "CA",
        },
        CompanyStartDate=company.clock.today(),
        FiscalYearStartMonth="January",
        Country="US",
        Email={"Address": "noreply@quickbooks.com"},
        SupportedLanguages="en",
        DefaultTimeZone="America/Los_Angeles",
        NameValue=[{"Name": "OfferingSku", "Value": "QuickBooks Online Plus"}],
    )


def put(company: Company, entity: str, number: int | None, **values: object) -> dict[str, Any]:
    """Make one record, with the given id where Intuit's is known."""
    declared = company.entities[entity]
    if number is not None:
        company.store.reach(company.realm, declared.ids, number - 1)
    return company.create(declared, values)
