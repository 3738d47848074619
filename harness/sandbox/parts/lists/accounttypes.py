"""Types and subtypes of accounts: Intuit's enumerations, and which subtype is of which type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class AccountType:
    """A type: its class, and its US subtypes, the default one first."""

    classification: str
    subtypes: tuple[str, ...]


def _type(classification: str, subtypes: str) -> AccountType:
    return AccountType(classification, tuple(subtypes.split()))


TYPES: Mapping[str, AccountType] = {
    "Bank": _type(
        "Asset", "CashOnHand Checking MoneyMarket RentsHeldInTrust Savings TrustAccounts"
    ),
    "Accounts Receivable": _type("Asset", "AccountsReceivable"),
    "Other Current Asset": _type(
        "Asset",
        "EmployeeCashAdvances AllowanceForBadDebts DevelopmentCosts Inventory"
        " Investment_MortgageRealEstateLoans Investment_Other Investment_TaxExemptSecurities"
        " Investment_USGovernmentObligations LoansToOfficers LoansToOthers LoansToStockholders"
        " OtherCurrentAssets PrepaidExpenses Retainage UndepositedFunds",
    ),
    "Fixed Asset": _type(
        "Asset",
        "FurnitureAndFixtures AccumulatedAmortization AccumulatedDepletion"
        " AccumulatedDepreciation Buildings DepletableAssets FixedAssetComputers"
        " FixedAssetCopiers FixedAssetFurniture FixedAssetOtherToolsEquipment FixedAssetPhone"
        " FixedAssetPhotoVideo FixedAssetSoftware IntangibleAssets Land LeaseholdImprovements"
        " MachineryAndEquipment OtherFixedAssets Vehicles",
    ),
    "Other Asset": _type(
        "Asset",
        "Licenses AccumulatedAmortizationOfOtherAssets Goodwill LeaseBuyout OrganizationalCosts"
        " OtherLongTermAssets SecurityDeposits",
    ),
    "Accounts Payable": _type("Liability", "AccountsPayable"),
    "Credit Card": _type("Liability", "CreditCard"),
    "Other Current Liability": _type(
        "Liability",
        "OtherCurrentLiabilities DirectDepositPayable FederalIncomeTaxPayable GlobalTaxPayable"
        " GlobalTaxSuspense InsurancePayable LineOfCredit LoanPayable PayrollClearing"
        " PayrollTaxPayable PrepaidExpensesPayable RentsInTrustLiability SalesTaxPayable"
        " StateLocalIncomeTaxPayable TrustAccountsLiabilities",
    ),
    "Long Term Liability": _type(
        "Liability", "OtherLongTermLiabilities NotesPayable ShareholderNotesPayable"
    ),
    "Equity": _type(
        "Equity",
        "OpeningBalanceEquity AccumulatedAdjustment CommonStock EstimatedTaxes Healthcare"
        " OwnersEquity PaidInCapitalOrSurplus PartnerContributions PartnerDistributions"
        " PartnersEquity PersonalExpense PersonalIncome PreferredStock RetainedEarnings"
        " TreasuryStock",
    ),
    "Income": _type(
        "Revenue",
        "SalesOfProductIncome DiscountsRefundsGiven NonProfitIncome OtherPrimaryIncome"
        " ServiceFeeIncome UnappliedCashPaymentIncome",
    ),
    "Other Income": _type(
        "Revenue",
        "OtherMiscellaneousIncome DividendIncome InterestEarned OtherInvestmentIncome"
        " TaxExemptInterest",
    ),
    "Cost of Goods Sold": _type(
        "Expense",
        "SuppliesMaterialsCogs CostOfLaborCos EquipmentRentalCos OtherCostsOfServiceCos"
        " ShippingFreightDeliveryCos",
    ),
    "Expense": _type(
        "Expense",
        "Travel OfficeGeneralAdministrativeExpenses AdvertisingPromotional Auto BadDebts"
        " BankCharges CharitableContributions CommissionsAndFees CostOfLabor"
        " DuesSubscriptions Entertainment EntertainmentMeals EquipmentRental FinanceCosts"
        " GlobalTaxExpense Insurance InterestPaid LegalProfessionalFees OtherBusinessExpenses"
        " OtherMiscellaneousServiceCost PayrollExpenses PayrollTaxExpenses"
        " PayrollWageExpenses PromotionalMeals RentOrLeaseOfBuildings RepairMaintenance"
        " ShippingFreightDelivery SuppliesMaterials TaxesPaid TravelMeals"
        " UnappliedCashBillPaymentExpense Utilities",
    ),
    "Other Expense": _type(
        "Expense",
        "OtherMiscellaneousExpense Amortization Depreciation ExchangeGainOrLoss GasAndFuel"
        " HomeOffice HomeownerRentalInsurance MortgageInterestHomeOffice OtherHomeOfficeExpenses"
        " OtherVehicleExpenses ParkingAndTolls PenaltiesSettlements PropertyTaxHomeOffice"
        " RentAndLeaseHomeOffice RepairsAndMaintainceHomeOffice UtilitiesHomeOffice Vehicle"
        " VehicleInsurance VehicleLease VehicleLoan VehicleLoanInterest VehicleRegistration"
        " VehicleRepairs WashAndRoadServices",
    ),
}
"""Types as the schema has them, without `Non-Posting`, which are QuickBooks' own accounts."""

TYPE_OF: Mapping[str, str] = {
    subtype: name for name, kind in TYPES.items() for subtype in kind.subtypes
}

ALONE = frozenset(
    {
        "OpeningBalanceEquity",
        "UndepositedFunds",
        "RetainedEarnings",
        "CashReceiptIncome",
        "CashExpenditureExpense",
        "ExchangeGainOrLoss",
    }
)
"""Subtypes that are neither parent nor child (Intuit)."""

WORN = frozenset({"AccumulatedAmortization", "AccumulatedDepletion", "AccumulatedDepreciation"})
"""Subtypes that can't be parents (live test)."""

ABROAD = frozenset(
    resources.files("harness.sandbox.parts.lists")
    .joinpath("subtypes.txt")
    .read_text("utf-8")
    .split()
)
"""Subtypes of other countries' companies: known, and of whatever type they are given with."""
