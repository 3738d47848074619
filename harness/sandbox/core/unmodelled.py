"""
Properties that Intuit's schema knows and the emulator does not model.

Real clients send them, mostly empty; they are accepted and not kept. A name
that is neither here nor declared is refused, as Intuit refuses it (2010).
"""

from __future__ import annotations

from collections.abc import Mapping

UNEXTENDED = frozenset(
    {"Budget", "CustomerType", "InventoryAdjustment", "Preferences", "RecurringTransaction"}
    | {"ReimburseCharge", "TaxAgency", "TaxClassification"}
)
"""Entities that have no extension of their own in Intuit's schema."""


def extension(entity: str) -> str:
    """Name what extends an entity in Intuit's schema: elements of XML, which JSON can't say."""
    if entity in UNEXTENDED:
        return ""
    return "SalesTermEx" if entity == "Term" else f"{entity}Ex"


UNMODELLED: Mapping[str, frozenset[str]] = {
    name: frozenset(properties.split())
    for name, properties in {
        "Account": (
            "AccountAlias AccountPurposes AcctNumExtn AttachableRef BankNum CustomField FIName "
            "JournalCodeRef OnlineBankingEnabled TaxAccount "
            "TaxCodeRef TxnLocationType "
        ),
        "Attachable": ("CustomField "),
        "Bill": (
            "AttachableRef BillEmail CustomField GlobalTaxCalculation HomeTotalCostAmount "
            "IncludeInAnnualTPAR LessCIS Memo PayerRef ProjectRef "
            "RecurringInfo RemitToAddr ReplyEmail ShipAddr Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
            "TxnTaxDetail "
        ),
        "BillPayment": (
            "AttachableRef CustomField HomeTotalCostAmount LinkedTxn ProjectRef "
            "RecurDataRef RecurringInfo Tag TaxFormNum TaxFormType TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus TxnTaxDetail "
            "VendorAddr "
        ),
        "Budget": ("AttachableRef CustomField "),
        "Class": ("AttachableRef CustomField "),
        "CompanyCurrency": ("AttachableRef CustomField "),
        "CompanyInfo": (
            "AttachableRef CompanyEmailAddr CompanyFileName CompanyURL CompanyUserAdminEmail "
            "CompanyUserId CustomField Fax FifoCalculationStatus FlavorStratum LastImportedTime "
            "LastSyncTime Mobile MultiByteCharsSupported OtherAddr OtherContactInfo QBVersion "
            "SampleFile ShipAddr TaxYearStartMonth "
        ),
        "CreditCardPayment": (
            "AttachableRef CustomField DepartmentRef DocNumber HomeTotalCostAmount Line "
            "LinkedTxn ProjectRef RecurDataRef RecurringInfo Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
            "TxnTaxDetail "
        ),
        "CreditMemo": (
            "ARAccountRef AttachableRef AutoDocNumber CheckPayment CreditCardPayment "
            "DepositToAccountRef DiscountAmt DiscountRate FOB FinanceCharge GlobalTaxCalculation "
            "GovtTxnRefIdentifier HomeTotalCostAmount InvoiceRef PONumber PaymentType ProjectRef "
            "RecurringInfo RemitToRef SalesRepRef ShippingTaxIncludedInTotalTax Tag "
            "TaxExemptionRef TaxFormNum TaxFormType TemplateRef TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
        ),
        "Customer": (
            "ARAccountRef AltContactName AttachableRef BusinessNumber CCDetail ClientCompanyId "
            "ContactName CustomField GSTIN GSTRegistrationType IntuitId IsCISContractor JobInfo "
            "Organization OtherAddr OtherContactInfo OverDueBalance PriceLevelRef RootCustomerRef "
            "SalesRepRef SecondaryTaxIdentifier Source TDSEnabled TaxGroupCodeRef TaxRateRef "
            "TaxRegime TotalExpense TotalRevenue UserId "
        ),
        "CustomerType": ("AttachableRef CustomField ParentRef "),
        "Department": ("Address AttachableRef CustomField "),
        "Deposit": (
            "AttachableRef CustomField GlobalTaxCalculation HomeTotalCostAmount LinkedTxn "
            "ProjectRef RecurringInfo Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
            "TxnTaxDetail "
        ),
        "Employee": (
            "AlternatePhone AttachableRef CompanyName CustomField DefaultTaxCodeRef Fax "
            "FullyQualifiedName IntuitId Organization OtherAddr OtherContactInfo UseTimeEntry "
            "UserId WebAddr "
        ),
        "Estimate": (
            "ARAccountRef AttachableRef AutoDocNumber Balance CheckPayment CreditCardPayment "
            "DepositToAccountRef DiscountAmt DiscountRate FOB FinanceCharge GlobalTaxCalculation "
            "GovtTxnRefIdentifier HomeBalance HomeTotalCostAmount PONumber PaymentMethodRef "
            "PaymentRefNum PaymentType ProjectRef RecurringInfo RemitToRef SalesRepRef "
            "ShippingTaxIncludedInTotalTax Tag TaxExemptionRef TaxFormNum TaxFormType TemplateRef "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource "
        ),
        "ExchangeRate": ("AttachableRef CustomField "),
        "InventoryAdjustment": (
            "AttachableRef CustomField HomeTotalCostAmount LinkedTxn ProjectRef "
            "RecurDataRef RecurringInfo ShippingAdjustment Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
            "TxnTaxDetail "
        ),
        "Invoice": (
            "ARAccountRef AttachableRef "
            "AutoDocNumber AutoPayEligible CfdiUse CheckPayment ConvenienceFeeDetail "
            "CreditCardPayment DiscountAmt DiscountRate "
            "ECloudStatusTimeStamp EInvoiceStatus Exportation FOB FinanceCharge "
            "FinancingProductType GlobalInfo GlobalTaxCalculation GovtTxnRefIdentifier "
            "GratuityEnabled HomeTotalCostAmount InvoiceLinkExpiryDate InvoiceLinkSecurityCode "
            "LessCIS PONumber PaymentDetailsMessage PaymentMethodRef PaymentRefNum PaymentType "
            "ProjectRef RecurringInfo RemitToRef SalesRepRef SchedulePayEligible "
            "ScheduledPaymentId ShippingTaxIncludedInTotalTax SubscriptionPaymentsSetting Tag "
            "TaxFormNum TaxFormType TemplateRef TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus callToAction "
            "invoiceStatus invoiceStatusLog "
        ),
        "Item": (
            "AbatementRate AttachableRef AvgCost BuildPoint COGSAccountRef CustomField "
            "DepositToAccountRef ItemAssemblyDetail ItemCategoryType ManPartNum PaymentMethodRef "
            "PercentBased PurchaseTaxCodeRef QtyOnPurchaseOrder QtyOnSalesOrder RatePercent "
            "ReverseChargeRate ServiceType Source SpecialItem SpecialItemType "
            "TaxClassificationRef UOMSetRef UQCDisplayText UQCId "
        ),
        "JournalEntry": (
            "AttachableRef CustomField DepartmentRef EnteredInHomeCurrency "
            "GlobalTaxCalculation HomeCurrencyAdjustment HomeTotalAmt HomeTotalCostAmount "
            "LinkedTxn ProjectRef RecurringInfo Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
        ),
        "Payment": (
            "AttachableRef CheckPayment CreditCardPayment CustomField DepartmentRef DocNumber "
            "HomeTotalCostAmount PaymentType ProjectRef RecurDataRef RecurringInfo RemitToRef Tag "
            "TaxFormNum TaxFormType TotalCostAmount TransactionLocationType TxnApprovalInfo "
            "TxnSource TxnStatus TxnTaxDetail "
        ),
        "PaymentMethod": ("AttachableRef CustomField "),
        "Preferences": (
            "AdvancedInventoryPrefs AttachableRef CustomField FinanceChargesPrefs "
            "PrintDocumentPrefs "
        ),
        "Purchase": (
            "AttachableRef CreditCardPayment GlobalTaxCalculation HomeTotalCostAmount "
            "IncludeInAnnualTPAR LessCIS LinkedTxn Memo ProjectRef "
            "RecurringInfo Tag TaxFormNum TaxFormType TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus TxnTaxDetail "
        ),
        "PurchaseOrder": (
            "AttachableRef BillEmail DropShipToEntity ExpectedDate FOB GlobalTaxCalculation "
            "HomeTotalCostAmount InventorySiteRef ProjectRef "
            "RecurringInfo ReimbursableInfoRef ReplyEmail Tag TaxCodeRef TaxFormNum "
            "TaxFormType TemplateRef TotalCostAmount TransactionLocationType "
            "TxnApprovalInfo TxnSource TxnStatus TxnTaxDetail "
        ),
        "RefundReceipt": (
            "ARAccountRef AttachableRef AutoDocNumber CheckPayment CreditCardPayment DiscountAmt "
            "DiscountRate DueDate FOB FinanceCharge GlobalTaxCalculation GovtTxnRefIdentifier "
            "HomeBalance HomeTotalCostAmount PONumber PaymentType ProjectRef RecurringInfo "
            "RemainingCredit RemitToRef SalesRepRef SalesTermRef ShippingTaxIncludedInTotalTax "
            "Tag TaxExemptionRef TaxFormNum TaxFormType TemplateRef TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
        ),
        "SalesReceipt": (
            "ARAccountRef AttachableRef AutoDocNumber CheckPayment CreditCardPayment DiscountAmt "
            "DiscountRate DueDate FOB FinanceCharge GlobalTaxCalculation GovtTxnRefIdentifier "
            "HomeBalance HomeTotalCostAmount LessCIS PONumber PaymentType ProjectRef "
            "RecurringInfo RemitToRef SalesRepRef SalesTermRef ShippingTaxIncludedInTotalTax Tag "
            "TaxExemptionRef TaxFormNum TaxFormType TemplateRef TotalCostAmount "
            "TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
        ),
        "TaxAgency": (
            "APAccountRef AcctNum Active AltContactName AlternatePhone AttachableRef Balance "
            "BillAddr BillRate BusinessNumber CISRate CompanyName ContactName CostRate "
            "CreditLimit CurrencyRef CustomField DefaultTaxCodeRef FamilyName Fax "
            "FullyQualifiedName GSTIN GSTRegistrationType GivenName HasTPAR IntuitId "
            "IsSubContractor LastFileDate MiddleName Mobile Notes OpenBalanceDate Organization "
            "OtherAddr OtherContactInfo ParentRef PrefillAccountRef PrimaryEmailAddr PrimaryPhone "
            "PrintOnCheckName ReportingPeriod SalesTaxCodeRef SalesTaxCountry SalesTaxReturnRef "
            "ShipAddr Source SubcontractorType Suffix T4AEligible T5018Eligible TDSEnabled "
            "TDSEntityTypeId TDSOverrideThreshold TDSSectionTypeId TaxAgencyConfig TaxAgencyExt "
            "TaxCountry TaxIdEffectiveDate TaxIdentifier TaxOnPurchasesAccountRef TaxOnTax "
            "TaxReportingBasis TaxTrackedOnSalesAccountRef TermRef Title UserId V4IDPseudonym "
            "Vendor1099 VendorPaymentBankDetail VendorTypeRef WebAddr "
        ),
        "TaxCode": ("AdjustmentTaxRateList AttachableRef CustomField TaxCodeConfigType "),
        "TaxRate": ("AttachableRef CustomField EffectiveTaxRate OriginalTaxRate TaxReturnLineRef "),
        "Term": ("AttachableRef CustomField "),
        "TimeActivity": (
            "AttachableRef BreakSeconds CustomField HoursInEmployeeTimeZone OtherNameRef "
            "PayrollItemRef ProjectRef TimeZone "
        ),
        "Transfer": (
            "AttachableRef ClassRef CustomField DocNumber HomeTotalCostAmount Line "
            "LinkedTxn ProjectRef RecurringInfo Tag TaxFormNum TaxFormType "
            "TotalCostAmount TransactionLocationType TxnApprovalInfo TxnSource TxnStatus "
            "TxnTaxDetail "
        ),
        "Vendor": (
            "AltContactName AttachableRef BusinessNumber CISRate ContactName CreditLimit "
            "CustomField DefaultTaxCodeRef FullyQualifiedName GSTIN GSTRegistrationType HasTPAR "
            "IntuitId IsSubContractor Notes Organization OtherAddr OtherContactInfo ParentRef "
            "PrefillAccountRef ShipAddr Source SubcontractorType T4AEligible T5018Eligible "
            "TDSEnabled TDSEntityTypeId TDSOverrideThreshold TDSSectionTypeId TaxCountry "
            "TaxIdEffectiveDate TaxReportingBasis UserId VendorPaymentBankDetail VendorTypeRef "
        ),
        "VendorCredit": (
            "AttachableRef BillEmail CustomField GlobalTaxCalculation HomeTotalCostAmount "
            "IncludeInAnnualTPAR Memo ProjectRef RecurringInfo ReplyEmail Tag "
            "TaxFormNum TaxFormType TotalCostAmount TransactionLocationType TxnApprovalInfo "
            "TxnSource TxnStatus TxnTaxDetail "
        ),
        "SalesItemLineDetail": (
            "DeferredRevenue InventorySiteRef MarkupInfo PriceLevelRef RatePercent "
            "SalesItemLineDetailEx TaxClassificationRef TaxInclusiveAmt UOMRef UnitCostPrice "
        ),
        "ItemBasedExpenseLineDetail": (
            "InventorySiteRef ItemAccountRef ItemBasedExpenseLineDetailEx MarkupInfo "
            "PriceLevelRef RatePercent TaxClassificationRef TaxInclusiveAmt UOMRef UnitCostPrice "
        ),
        "JournalEntryLineDetail": ("JournalCodeRef JournalEntryLineDetailEx TaxRateRef "),
        "DepositLineDetail": ("DepositLineDetailEx "),
        "DiscountLineDetail": ("DiscountLineDetailEx DiscountRef ServiceDate "),
        "DescriptionLineDetail": ("DescriptionLineDetailEx "),
        "GroupLineDetail": ("UOMRef "),
        "AccountBasedExpenseLineDetail": (
            "ExpenseDetailLineDetailEx MarkupInfo TaxAmount TaxInclusiveAmt "
        ),
        "Line": (
            "CostAmount CustomExtensions CustomField DepositLineDetail GroupLineDetail "
            "HomeCostAmount "
            "ItemAdjustmentLineDetail ItemReceiptLineDetail JournalEntryLineDetail LineEx "
            "PaymentLineDetail ProjectRef PurchaseOrderItemLineDetail Received "
            "ReimburseLineDetail SalesOrderItemLineDetail TDSLineDetail Tag TaxLineDetail "
        ),
    }.items()
}
