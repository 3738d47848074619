"""Reports from the ledger; one report a file, in Intuit's form of header, columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from harness.sandbox.core import wire
from harness.sandbox.reports.accountlist import account_list
from harness.sandbox.reports.aged import aged_payables, aged_receivables
from harness.sandbox.reports.ageddetail import aged_payable_detail, aged_receivable_detail
from harness.sandbox.reports.balances import (
    customer_balance,
    customer_balance_detail,
    vendor_balance,
    vendor_balance_detail,
)
from harness.sandbox.reports.balancesheet import balance_sheet
from harness.sandbox.reports.cashflow import cash_flow
from harness.sandbox.reports.generalledger import general_ledger
from harness.sandbox.reports.income import customer_income, vendor_expenses
from harness.sandbox.reports.inventory import inventory_valuation
from harness.sandbox.reports.inventorydetail import inventory_valuation_detail
from harness.sandbox.reports.itemsales import item_sales
from harness.sandbox.reports.journal import journal_report, transaction_list_with_splits
from harness.sandbox.reports.layout import CELL_LIMIT, Row, cells_in, too_large
from harness.sandbox.reports.profitandloss import profit_and_loss
from harness.sandbox.reports.profitandlossdetail import profit_and_loss_detail
from harness.sandbox.reports.request import (
    PARAMETERS,
    Long,
    Noted,
    Request,
    refused,
    too_many_columns,
    unknown,
)
from harness.sandbox.reports.sales import class_sales, customer_sales, department_sales
from harness.sandbox.reports.taxsummary import tax_summary
from harness.sandbox.reports.transactiondetail import transaction_detail_by_account
from harness.sandbox.reports.transactionlist import transaction_list, transaction_list_by
from harness.sandbox.reports.trialbalance import trial_balance

if TYPE_CHECKING:
    from harness.sandbox.company import Company

__all__ = ["PARAMETERS", "REPORTS", "Long", "answer"]

SPLIT = "summarize_column_by"

REPORTS: Mapping[str, Callable[[Request], Row]] = {
    "AccountList": account_list,
    "AgedPayableDetail": aged_payable_detail,
    "AgedPayables": aged_payables,
    "AgedReceivableDetail": aged_receivable_detail,
    "AgedReceivables": aged_receivables,
    "BalanceSheet": balance_sheet,
    "CashFlow": cash_flow,
    "ClassSales": class_sales,
    "CustomerBalance": customer_balance,
    "CustomerBalanceDetail": customer_balance_detail,
    "CustomerIncome": customer_income,
    "CustomerSales": customer_sales,
    "DepartmentSales": department_sales,
    "GeneralLedger": general_ledger,
    "InventoryValuationDetail": inventory_valuation_detail,
    "InventoryValuationSummary": inventory_valuation,
    "ItemSales": item_sales,
    "JournalReport": journal_report,
    "ProfitAndLoss": profit_and_loss,
    "ProfitAndLossDetail": profit_and_loss_detail,
    "TaxSummary": tax_summary,
    "TransactionDetailByAccount": transaction_detail_by_account,
    "TransactionList": transaction_list,
    "TransactionListByCustomer": transaction_list_by("Customer"),
    "TransactionListByVendor": transaction_list_by("Vendor"),
    "TransactionListWithSplits": transaction_list_with_splits,
    "TrialBalance": trial_balance,
    "VendorBalance": vendor_balance,
    "VendorBalanceDetail": vendor_balance_detail,
    "VendorExpenses": vendor_expenses,
}


def answer(company: Company, name: str, query: Mapping[str, str], *, at_once: bool = True) -> str:
    """
    Return the JSON of a report; 400 for one that does not exist.

    Unless it must be answered at once, a long one raises `Long` before it is begun.

    What it was given and did not look at is ignored, or refused by a switch.
    """
    make = REPORTS.get(name)
    if make is None:
        raise unknown()
    noted = Noted(query)
    made = make(Request(company, name, noted, at_once))
    unused = sorted(PARAMETERS & set(query) - noted.read)
    if unused and company.choice("unused-report-parameter") == "refused":
        raise refused(unused[0], query[unused[0]]).resting_on("unused-report-parameter")
    if cells_in(made["Rows"]) > CELL_LIMIT:
        if query.get(SPLIT, "total").lower() != "total" and SPLIT in noted.read:
            raise too_many_columns()
        made["Rows"] = {"Row": too_large()}
    return wire.dumps(made)
