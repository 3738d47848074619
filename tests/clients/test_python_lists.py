"""python-quickbooks on the lists, as its own integration suite goes through them."""

from __future__ import annotations

from typing import Any

import pytest
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects.account import Account
from quickbooks.objects.base import Address, EmailAddress, PhoneNumber, WebAddress
from quickbooks.objects.companycurrency import CompanyCurrency
from quickbooks.objects.customer import Customer
from quickbooks.objects.customertype import CustomerType
from quickbooks.objects.department import Department
from quickbooks.objects.employee import Employee
from quickbooks.objects.exchangerate import ExchangeRate
from quickbooks.objects.item import Item
from quickbooks.objects.preferences import Preferences
from quickbooks.objects.taxagency import TaxAgency
from quickbooks.objects.taxcode import TaxCode
from quickbooks.objects.taxrate import TaxRate
from quickbooks.objects.taxservice import TaxRateDetails, TaxService
from quickbooks.objects.term import Term
from quickbooks.objects.trackingclass import Class
from quickbooks.objects.vendor import Vendor


def address() -> Any:
    """Where the people of these tests live."""
    made = Address()
    made.Line1, made.Line2, made.City = "12 Harbor Road", "Unit 4", "Galveston"
    made.Country, made.CountrySubDivisionCode, made.PostalCode = "U.S.A", "TX", "77550"
    return made


def phone(number: str) -> Any:
    """A phone."""
    made = PhoneNumber()
    made.FreeFormNumber = number
    return made


def email(text: str) -> Any:
    """An e-mail address."""
    made = EmailAddress()
    made.Address = text
    return made


def test_account(client: Any) -> None:
    """Made by subtype alone, with a number; found by name and renamed."""
    account = Account()
    account.AcctNum, account.Name, account.AccountSubType = "251020", "Petty Cash", "CashOnHand"
    account.save(qb=client)
    found = Account.get(account.Id, qb=client)
    assert (found.Name, found.AcctNum, found.AccountType) == ("Petty Cash", "251020", "Bank")
    found.Name = "Till"
    found.save(qb=client)
    assert [row.Id for row in Account.filter(Name="Till", qb=client)] == [account.Id]


@pytest.mark.parametrize("kind", [Class, Department], ids=["class", "department"])
def test_tracking_lists(client: Any, kind: Any) -> None:
    """Made, read, renamed."""
    made = kind()
    made.Name = "North"
    made.save(qb=client)
    assert kind.get(made.Id, qb=client).Name == "North"
    first = kind.all(max_results=1, qb=client)[0]
    first.Name = "South"
    first.save(qb=client)
    assert kind.get(first.Id, qb=client).Name == "South"


def test_term(client: Any) -> None:
    """Made, read, changed."""
    term = Term()
    term.Name, term.DueDays = "Ten days", 10
    term.save(qb=client)
    assert Term.get(term.Id, qb=client).DueDays == 10
    first = Term.all(max_results=1, qb=client)[0]
    first.DueDays = 60
    first.save(qb=client)
    assert Term.get(first.Id, qb=client).DueDays == 60


def test_employee(client: Any) -> None:
    """With address and phone; the display name follows the family name."""
    employee = Employee()
    employee.SSN = None
    employee.GivenName, employee.FamilyName = "Ada", "Byron"
    employee.HiredDate = "2020-07-22"
    employee.PrimaryAddr, employee.PrimaryPhone = address(), phone("4085251234")
    employee.save(qb=client)
    found = Employee.get(employee.Id, qb=client)
    assert (found.GivenName, found.FamilyName) == ("Ada", "Byron")
    assert found.PrimaryAddr.City == "Galveston"
    assert found.PrimaryPhone.FreeFormNumber == "4085251234"
    first = Employee.all(max_results=1, qb=client)[0]
    first.FamilyName = "Lovelace"
    first.save(qb=client)
    assert Employee.get(first.Id, qb=client).FamilyName == "Lovelace"


@pytest.mark.parametrize("kind", [Customer, Vendor], ids=["customer", "vendor"])
def test_names_keep_all_that_is_sent(client: Any, kind: Any) -> None:
    """Every part of a name, an address, phone, e-mail and site come back."""
    made = kind()
    made.Title, made.GivenName, made.MiddleName = "Mr", "James", "B"
    made.FamilyName, made.Suffix = "King", "Jr"
    made.CompanyName = made.DisplayName = "King Groceries"
    made.BillAddr, made.PrimaryPhone = address(), phone("555-555-5555")
    made.PrimaryEmailAddr, made.WebAddr = email("king@example.com"), WebAddress()
    made.WebAddr.URI = "http://king.example"
    if kind is Vendor:
        made.TaxIdentifier, made.AcctNum, made.PrintOnCheckName = "99-9999999", "251020", "J. King"
    made.save(qb=client)
    found = kind.get(made.Id, qb=client)
    for name in ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix", "CompanyName"):
        assert getattr(found, name) == getattr(made, name)
    assert found.DisplayName == "King Groceries"
    assert vars(found.BillAddr) | {"Id": None} == vars(made.BillAddr) | {"Id": None}
    assert found.PrimaryPhone.FreeFormNumber == "555-555-5555"
    assert found.PrimaryEmailAddr.Address == "king@example.com"
    assert found.WebAddr.URI == "http://king.example"
    first = kind.all(max_results=1, qb=client)[0]
    first.GivenName = "Changed"
    first.save(qb=client)
    assert kind.get(first.Id, qb=client).GivenName == "Changed"


def test_an_inventory_item(client: Any) -> None:
    """With its three accounts, found by subtype."""
    income = Account.where(
        "AccountType = 'Income' and AccountSubType = 'SalesOfProductIncome'",
        max_results=1,
        qb=client,
    )[0]
    cost = Account.where("AccountSubType = 'SuppliesMaterialsCogs'", max_results=1, qb=client)[0]
    asset = Account.where("AccountSubType = 'Inventory'", max_results=1, qb=client)[0]
    item = Item()
    item.Name, item.Type, item.InvStartDate = "Cedar Post", "Inventory", "2015-01-01"
    item.TrackQtyOnHand, item.QtyOnHand, item.Sku = True, 10, "CP-1"
    item.IncomeAccountRef = income.to_ref()
    item.ExpenseAccountRef = cost.to_ref()
    item.AssetAccountRef = asset.to_ref()
    item.save(qb=client)
    found = Item.get(item.Id, qb=client)
    assert (found.Type, found.TrackQtyOnHand, found.QtyOnHand) == ("Inventory", True, 10)
    assert found.IncomeAccountRef.value == income.Id
    assert found.ExpenseAccountRef.value == cost.Id
    assert found.AssetAccountRef.value == asset.Id
    assert [row.Sku for row in Item.filter(Name="Cedar Post", qb=client)] == ["CP-1"]


def test_accounts_are_found_by_what_they_are_not(client: Any) -> None:
    """The suite's own filters write `!=`, which Intuit's documentation does not list."""
    found = Account.where(
        "Classification = 'Asset' AND FullyQualifiedName != 'Accounts Receivable (A/R)'",
        max_results=1000,
        qb=client,
    )
    names = {row.Name for row in found}
    assert "Checking" in names
    assert "Accounts Receivable (A/R)" not in names


def test_tax(client: Any) -> None:
    """An agency, a code with a rate by the tax service, and the lists of both."""
    agency = TaxAgency()
    agency.DisplayName = "Harbor Authority"
    agency.save(qb=client)
    assert TaxAgency.get(agency.Id, qb=client).DisplayName == "Harbor Authority"
    assert len(TaxAgency.all(max_results=1, qb=client)) == 1
    service = TaxService()
    service.TaxCode = "TaxCode 251020"
    detail = TaxRateDetails()
    detail.TaxRateName, detail.RateValue = "TaxCode 251020", 10
    detail.TaxAgencyId, detail.TaxApplicableOn = 1, "Sales"
    service.TaxRateDetails.append(detail)
    made = service.save(qb=client)
    assert made.TaxCode == "TaxCode 251020"
    answered = made.TaxRateDetails[0]
    assert (answered.TaxRateName, answered.RateValue) == ("TaxCode 251020", 10)
    assert (answered.TaxAgencyId, answered.TaxApplicableOn) == ("1", "Sales")
    assert len(TaxRate.all(max_results=1, qb=client)) == 1
    assert {code.Id for code in TaxCode.all(qb=client)} >= {"TAX", "NON"}


def test_preferences(client: Any) -> None:
    """What the sample company prefers; an e-mail subject can be changed."""
    found = Preferences.get(qb=client)
    assert found.Id == "1"
    assert found.AccountingInfoPrefs.TaxYearMonth == "January"
    assert found.ProductAndServicesPrefs.ForPurchase is True
    assert found.VendorAndPurchasesPrefs.BillableExpenseTracking is True
    assert found.TimeTrackingPrefs.WorkWeekStartDate == "Monday"
    assert found.OtherPrefs.NameValue[0].Name == "SalesFormsPrefs.DefaultCustomerMessage"
    found.EmailMessagesPrefs.EstimateMessage.Subject = "251020"
    found.save(qb=client)
    assert Preferences.get(qb=client).EmailMessagesPrefs.EstimateMessage.Subject == "251020"


def test_currencies(client: Any) -> None:
    """With several currencies on, rates are found and changed, currencies listed."""
    prefs = Preferences.get(qb=client)
    prefs.CurrencyPrefs.MultiCurrencyEnabled = True
    prefs.save(qb=client)
    rate = ExchangeRate.where("SourceCurrencyCode = 'EUR'", qb=client)[0]
    assert (rate.SourceCurrencyCode, rate.TargetCurrencyCode) == ("EUR", "USD")
    rate.Rate += 1
    rate.save(qb=client)
    assert ExchangeRate.where("SourceCurrencyCode = 'EUR'", qb=client)[0].Rate == rate.Rate
    assert CompanyCurrency.get(1, qb=client).Name == "Canadian Dollar"
    currency = CompanyCurrency()
    currency.Code, currency.Name = "GBP", "British Pound Sterling"
    currency.save(qb=client)
    assert currency.Id in {row.Id for row in CompanyCurrency.all(qb=client)}


def test_customer_types_are_listed(client: Any) -> None:
    """A list that is only read."""
    assert isinstance(CustomerType.all(qb=client), list)


def test_a_list_entry_is_not_deleted(client: Any) -> None:
    """The library has no verb for it; the address refuses it as unsupported."""
    url = f"{client.api_url}/company/{client.company_id}/term"
    with pytest.raises(QuickbooksException) as caught:
        client.post(url, '{"Id": "3", "SyncToken": "0"}', params={"operation": "delete"})
    assert caught.value.error_code == 500
