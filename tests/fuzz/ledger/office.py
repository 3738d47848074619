"""A company that is written to at random, over HTTP, and the second bookkeeper who is told."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.fuzz.ledger.bookkeeper import Bookkeeper
from tests.fuzz.ledger.paper import Document, Item, Line
from tests.fuzz.target import Target

FIRST, DAYS = date(2023, 3, 1), 800
PATHS = {"Purchase": "purchase", "CreditCardPayment": "creditcardpayment"}
ALLOWED = frozenset({"6000", "6540"})
"""Codes of refusals that a person may well meet: less than is paid, what is deposited."""


def ref(identifier: str, **more: str) -> dict[str, str]:
    """A reference."""
    return {"value": identifier, **more}


def money(cents: int) -> float:
    """An amount as it is sent."""
    return cents / 100


class Office:
    """One company, its lists, and everything that people do to its books."""

    def __init__(self, target: Target, seed: int) -> None:
        self.target, self.random = target, random.Random(seed)  # noqa: S311 - no secrets
        self.books = Bookkeeper()
        self.tokens: dict[str, str] = {}
        self.fiscal = self.random.choice(("January", "April", "October"))
        self.refusals = 0
        self._prefer()
        self.foreign: set[str] = set()
        self._lists()

    def send(self, path: str, body: Any) -> Any:
        """Write; the record, or None where it was refused for a reason that may be."""
        response = self.target.send("POST", path, json=body)
        content = response.json(parse_float=Decimal)
        if "Fault" in content:
            assert content["Fault"]["Error"][0]["code"] in ALLOWED, (path, body, content)
            self.refusals += 1
            return None
        return next(iter(content.values()))

    def read(self, path: str) -> Any:
        """Read a record."""
        response = self.target.send("GET", path)
        assert response.status_code == 200, response.text
        return next(iter(response.json(parse_float=Decimal).values()))

    def report(self, name: str, **query: str) -> Any:
        """Ask for a report."""
        response = self.target.send("GET", f"reports/{name}", params=query)
        assert response.status_code == 200, response.text
        return response.json()

    def _prefer(self) -> None:
        company = self.target.company
        choices = {"deposit-lines": "replaced"}  # what is edited is sent anew, without ids
        company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **choices)
        company.emulator.admin(
            "PATCH",
            f"realms/{company.realm}/preferences",
            AccountingInfoPrefs={
                "ClassTrackingPerTxnLine": True,
                "TrackDepartments": True,
                "FirstMonthOfFiscalYear": self.fiscal,
            },
            CurrencyPrefs={"MultiCurrencyEnabled": True},
            SalesFormsPrefs={
                "AllowDiscount": True,
                "AllowDeposit": True,
                "AllowShipping": True,
                "AutoApplyCredit": False,
                "AutoApplyPayments": False,
            },
        )

    def _make(self, path: str, **body: Any) -> str:
        made = self.send(path, body)
        assert made is not None, (path, body)
        return str(made["Id"])

    def _lists(self) -> None:
        make = self._make
        self.banks = [make("account", Name=f"Bank {n}", AccountType="Bank") for n in (1, 2)]
        self.cards = [make("account", Name="Card", AccountType="Credit Card")]
        fees = make("account", Name="Fees", AccountType="Expense")
        below = {"ParentRef": ref(fees), "SubAccount": True}
        self.costs = [
            fees,
            make("account", Name="Audit", AccountType="Expense", **below),
            make("account", Name="Fines", AccountType="Other Expense"),
            make("account", Name="Van", AccountType="Fixed Asset"),
        ]
        sales = make("account", Name="Sold", AccountType="Income")
        parts = make(
            "account",
            Name="Sold Parts",
            AccountType="Income",
            ParentRef=ref(sales),
            SubAccount=True,
        )
        self.others = [
            make("account", Name="Interest", AccountType="Other Income"),
            make("account", Name="Loan", AccountType="Long Term Liability"),
            make("account", Name="Capital", AccountType="Equity"),
            *self.costs,
            *self.banks,
        ]
        self.customers = [make("customer", DisplayName=f"Customer {n}") for n in (1, 2, 3)]
        job = {"ParentRef": ref(self.customers[0]), "Job": True}
        self.job = make("customer", DisplayName="Job", **job)
        self.customers.append(self.job)
        self.vendors = [make("vendor", DisplayName=f"Vendor {n}") for n in (1, 2)]
        abroad = {"DisplayName": "Abroad", "CurrencyRef": ref("EUR")}
        self.foreign = {
            make("customer", **abroad),
            make("vendor", **abroad | {"DisplayName": "Far"}),
        }
        self.customers.append(min(self.foreign, key=int))
        self.vendors.append(max(self.foreign, key=int))
        north = make("class", Name="North")
        self.classes = [
            "",
            north,
            make("class", Name="Far North", ParentRef=ref(north), SubClass=True),
        ]
        self.departments = ["", make("department", Name="East"), make("department", Name="West")]
        self.code = self._tax_code()
        self._sellable(fees, sales, parts)
        self._opening()

    def _tax_code(self) -> str:
        """Make a tax code of two rates; its id."""
        make = self._make
        agencies = [make("taxagency", DisplayName=name) for name in ("State", "City")]
        rates = [("6.25", agencies[0]), ("1.875", agencies[1])]
        details = [
            {
                "TaxRateName": f"Rate {at}",
                "RateValue": rate,
                "TaxAgencyId": agency,
                "TaxApplicableOn": "Sales",
            }
            for at, (rate, agency) in enumerate(rates)
        ]
        answer = self.target.send(
            "POST", "taxservice/taxcode", json={"TaxCode": "Local", "TaxRateDetails": details}
        ).json()
        return str(answer["TaxCodeId"])

    def _sellable(self, fees: str, sales: str, parts: str) -> None:
        """Make services, goods in stock and a bundle."""
        make = self._make
        self.services = []
        for name, income in (("Work", sales), ("Advice", parts)):
            identifier = make(
                "item",
                Name=name,
                Type="Service",
                IncomeAccountRef=ref(income),
                ExpenseAccountRef=ref(fees),
            )
            self.books.items[identifier] = Item(identifier, income, fees)
            self.services.append(identifier)
        accounts = {row["Name"]: row["Id"] for row in self.accounts()}
        goods, cogs, stock = (
            accounts[n]
            for n in ("Sales of Product Income", "Cost of Goods Sold", "Inventory Asset")
        )
        line = {"Amount": 1, "DetailType": "AccountBasedExpenseLineDetail"}
        line["AccountBasedExpenseLineDetail"] = {"AccountRef": ref(fees)}
        first = make("bill", VendorRef=ref(self.vendors[0]), Line=[line])  # has the payables made
        self.send("bill?operation=delete", {"Id": first, "SyncToken": "0"})
        self.payables = make("account", Name="More Payables", AccountType="Accounts Payable")
        self.goods = []
        for name, count, unit in (("Pump", 3, "1.333"), ("Pipe", 0, "0")):
            identifier = make(
                "item",
                Name=name,
                Type="Inventory",
                TrackQtyOnHand=True,
                QtyOnHand=count,
                InvStartDate=FIRST.isoformat(),
                PurchaseCost=unit,
                IncomeAccountRef=ref(goods),
                ExpenseAccountRef=ref(cogs),
                AssetAccountRef=ref(stock),
            )
            self.books.items[identifier] = Item(
                identifier, goods, cogs, stock, Fraction(unit) * 100
            )
            self.goods.append(identifier)
        held = [{"ItemRef": ref(item), "Qty": 1} for item in (*self.services, *self.goods)]
        self.kit = make("item", Name="Kit", Type="Group", ItemGroupDetail={"ItemGroupLine": held})

    def _opening(self) -> None:
        """Learn what the company made by itself, and how its stock began."""
        named = self.books.named
        accounts = {row["Name"]: row["Id"] for row in self.accounts()}
        named["funds"] = accounts["Undeposited Funds"]
        named["equity"] = next(key for name, key in accounts.items() if name.startswith("Opening"))
        self.learn()
        start = self.report(
            "JournalReport", start_date=FIRST.isoformat(), end_date=FIRST.isoformat()
        )
        opening = next(
            cell["id"]
            for row in start["Rows"]["Row"]
            for cell in row.get("ColData", ())
            if cell["value"] == "Inventory Starting Value"
        )
        value = Line(400, item=self.goods[0], quantity=Fraction(3))
        self.books.documents[opening] = Document(
            opening, "InventoryStartingValue", FIRST.isoformat(), lines=(value,)
        )

    def accounts(self) -> list[Any]:
        """All accounts."""
        query = {"query": "select * from Account maxresults 1000"}
        found: list[Any] = self.target.send("GET", "query", params=query).json()["QueryResponse"][
            "Account"
        ]
        return found

    def learn(self) -> None:
        """Learn the accounts that the company made by itself."""
        accounts = self.accounts()
        books, by_name = self.books, {row["Name"]: row["Id"] for row in accounts}
        books.types = {row["Id"]: row["AccountType"] for row in accounts}
        self.names = {row["Id"]: row["FullyQualifiedName"] for row in accounts}
        for name, title in (
            ("Accounts Receivable", "Accounts Receivable (A/R)"),
            ("Accounts Payable", "Accounts Payable (A/P)"),
            ("Accounts Receivable EUR", "Accounts Receivable (A/R) - EUR"),
            ("Accounts Payable EUR", "Accounts Payable (A/P) - EUR"),
            ("gain", "Exchange Gain or Loss"),
            ("shipping", "Shipping Income"),
        ):
            if title in by_name:
                books.named[name] = by_name[title]
        code = self.read(f"taxcode/{self.code}")
        owed = [by_name.get(f"{name} Payable", "") for name in ("State", "City")]
        books.codes[self.code] = [
            (detail["TaxRateRef"]["value"], Fraction(percent), account)
            for detail, percent, account in zip(
                code["SalesTaxRateList"]["TaxRateDetail"], ("6.25", "1.875"), owed, strict=True
            )
        ]
