"""A desk to sell from: a company, a customer, and books that must balance in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest


class Desk:
    """Sells for one company."""

    def __init__(self, company: Any) -> None:
        self.company = company
        self.customer = self.named("Amy")

    def named(self, name: str, **values: Any) -> dict[str, str]:
        """Make a customer; a reference to it."""
        made = self.company.post("customer", {"DisplayName": name, **values})
        return {"value": made["Id"]}

    def sale(self, amount: float, **detail: Any) -> dict[str, Any]:
        """A sold line."""
        return {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}, **detail},
        }

    def form(self, *lines: Mapping[str, Any], **values: Any) -> dict[str, Any]:
        """A form for the desk's customer; without lines it sells one thing for 100."""
        return {"CustomerRef": self.customer, "Line": [*lines] or [self.sale(100)], **values}

    def make(self, entity: str, *lines: Mapping[str, Any], **values: Any) -> Any:
        """Post a form."""
        return self.company.post(entity, self.form(*lines, **values))

    def refused(self, entity: str, *lines: Mapping[str, Any], **values: Any) -> str:
        """Post a form that must be refused; the fault's code."""
        code: str = self.company.refused(entity, self.form(*lines, **values))["code"]
        return code

    def link(self, amount: float, *targets: tuple[str, Any]) -> dict[str, Any]:
        """A payment's line."""
        linked = [{"TxnId": target["Id"], "TxnType": kind} for kind, target in targets]
        return {"Amount": amount, "LinkedTxn": linked}

    def pay(self, total: float, *lines: Mapping[str, Any], **values: Any) -> Any:
        """Post a payment."""
        body = {"CustomerRef": self.customer, "TotalAmt": total, "Line": [*lines], **values}
        return self.company.post("payment", body)

    def held(self, record: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
        """What addresses a record as it is now."""
        return {"Id": record["Id"], "SyncToken": record["SyncToken"], **changes}

    def prefer(self, **groups: Mapping[str, Any]) -> None:
        """Change preferences."""
        held = self.company.read("preferences")
        self.company.post("preferences", {**self.held(held), "sparse": True, **groups})

    def choose(self, **choices: str) -> None:
        """Answer open questions for this company."""
        made = {name.replace("_", "-"): choice for name, choice in choices.items()}
        self.company.emulator.admin("PATCH", f"realms/{self.company.realm}/choices", **made)

    def account(self, name: str, kind: str = "Bank", **values: Any) -> dict[str, str]:
        """Make an account; a reference to it."""
        body = {"Name": name, "AccountType": kind, **values}
        return {"value": self.company.post("account", body)["Id"]}

    def balances(self) -> dict[str, float]:
        """What the ledger's accounts that are none of income or cost hold, by name."""
        found = self.company.query("select * from Account maxresults 1000")["Account"]
        return {
            account["Name"]: account["CurrentBalance"]
            for account in found
            if account["CurrentBalance"]
        }

    def tax_code(self, *percents: str) -> dict[str, str]:
        """Make an agency and a code with rates; a reference to the code."""
        agency = self.company.post("taxagency", {"DisplayName": "Revenue"})["Id"]
        details = [
            {
                "TaxRateName": f"Rate {number}",
                "RateValue": percent,
                "TaxAgencyId": agency,
                "TaxApplicableOn": "Sales",
            }
            for number, percent in enumerate(percents, start=1)
        ]
        body = {"TaxCode": "Local", "TaxRateDetails": details}
        response = self.company.call("POST", "taxservice/taxcode", json=body)
        return {"value": response.json()["TaxCodeId"]}


@pytest.fixture
def desk(company: Any) -> Iterator[Desk]:
    """A desk in a clean company whose ledger must agree with itself afterwards."""
    yield Desk(company)
    assert company.emulator.admin("GET", f"realms/{company.realm}/audit") == {"wrong": []}
