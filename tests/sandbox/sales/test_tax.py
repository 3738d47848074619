"""Sales tax: codes of groups of rates, what a client gives, and the automated tax."""

from __future__ import annotations

from typing import Any

import pytest

TAX, NON = {"value": "TAX"}, {"value": "NON"}


def taxes(form: Any) -> list[float]:
    """The amounts of a form's tax lines."""
    return [line["Amount"] for line in form["TxnTaxDetail"].get("TaxLine", [])]


def test_a_taxed_form_prints_as_recorded(sample: Any) -> None:
    """325.75 at 8 % is 26.06, whether the price of an item or an amount says so."""
    lines = [
        {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": item}, "TaxCodeRef": TAX},
        }
        for item, amount in (("5", 275), ("11", 12.75), ("3", 38))
    ]
    body = {
        "CustomerRef": {"value": "24"},
        "Line": lines,
        "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "2"}},
    }
    response = sample.call("POST", "estimate", json=body)
    assert (
        '"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":26.06,"TaxLine":[{"Amount":26.06,'
        '"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"3"},'
        '"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":325.75}}]}'
    ) in response.text


def test_each_rate_is_rounded_or_their_total(desk: Any) -> None:
    """0.1 % three times of 5.00: 0.01 each, or 0.02 in all."""
    code = desk.tax_code("0.1", "0.1", "0.1")
    line, detail = desk.sale(5, TaxCodeRef=TAX), {"TxnTaxCodeRef": code}
    assert taxes(desk.make("invoice", line, TxnTaxDetail=detail)) == [0.01, 0.01, 0.01]
    desk.choose(tax_rounding="total")
    made = desk.make("invoice", line, TxnTaxDetail=detail)
    assert made["TxnTaxDetail"]["TotalTax"] == 0.02
    assert sum(taxes(made)) == pytest.approx(0.02)


def test_who_and_what_is_taxed(desk: Any) -> None:
    """By default a taxable item sold to a taxable customer, with the company's code."""
    desk.tax_code("6.5")
    items = [
        {
            "value": desk.company.post(
                "item",
                {
                    "Name": f"Item {taxable}",
                    "Type": "NonInventory",
                    "Taxable": taxable,
                    "IncomeAccountRef": {"value": "130"},
                },
            )["Id"]
        }
        for taxable in (True, False)
    ]
    lines = [desk.sale(345, ItemRef=item) for item in items]
    made = desk.make("refundreceipt", *lines, DepositToAccountRef=desk.account("Checking"))
    codes = [line["SalesItemLineDetail"]["TaxCodeRef"] for line in made["Line"][:2]]
    assert codes == [TAX, NON]
    assert taxes(made) == [22.43]
    exempt = desk.named("Church", Taxable=False)
    made = desk.make("invoice", *lines, CustomerRef=exempt)
    assert made["TxnTaxDetail"] == {"TotalTax": 0}
    assert desk.balances()["Revenue Payable"] == 22.43
    desk.choose(unsaid_tax_code="not taxed")
    made = desk.make("invoice", *lines)
    codes = [line["SalesItemLineDetail"]["TaxCodeRef"] for line in made["Line"][:2]]
    assert (codes, made["TxnTaxDetail"]) == ([NON, NON], {"TotalTax": 0})


def test_a_discount_lowers_the_tax_only_when_it_comes_first(desk: Any) -> None:
    """ApplyTaxAfterDiscount says which is first; a part that is not taxed shares the discount."""
    code = desk.tax_code("10")
    ten = {
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": {"PercentBased": True, "DiscountPercent": 10},
    }
    lines = desk.sale(100, TaxCodeRef=TAX), desk.sale(100, TaxCodeRef=NON), ten
    for after, tax in ((False, 10), (True, 9)):
        made = desk.make(
            "invoice", *lines, ApplyTaxAfterDiscount=after, TxnTaxDetail={"TxnTaxCodeRef": code}
        )
        assert (made["TxnTaxDetail"]["TotalTax"], made["TotalAmt"]) == (tax, 180 + tax)


def test_what_the_client_gives_wins(desk: Any) -> None:
    """A total is spread over the rates; amounts of the rates are kept when they sum up to it."""
    code = desk.tax_code("6", "1.5")
    line, detail = desk.sale(100, TaxCodeRef=TAX), {"TxnTaxCodeRef": code}
    made = desk.make("invoice", line, TxnTaxDetail={**detail, "TotalTax": 8})
    assert taxes(made) == [6.4, 1.6]
    rates = [entry["TaxLineDetail"]["TaxRateRef"] for entry in made["TxnTaxDetail"]["TaxLine"]]
    given = [
        {"Amount": amount, "DetailType": "TaxLineDetail", "TaxLineDetail": {"TaxRateRef": rate}}
        for amount, rate in zip((5, 2), rates, strict=True)
    ]
    assert taxes(desk.make("invoice", line, TxnTaxDetail={**detail, "TaxLine": given})) == [5, 2]
    other = {**detail, "TaxLine": given, "TotalTax": 15}
    assert taxes(desk.make("invoice", line, TxnTaxDetail=other)) == [12, 3]
    alone = desk.make("invoice", desk.sale(100, TaxCodeRef=NON), TxnTaxDetail={"TotalTax": 3})
    assert alone["TxnTaxDetail"] == {"TotalTax": 3}
    assert alone["TotalAmt"] == 103


def test_an_update_taxes_other_sums_anew(desk: Any) -> None:
    """And keeps a given total as long as the same sums are taxed."""
    code = desk.tax_code("6")
    line, detail = desk.sale(100, TaxCodeRef=TAX), {"TxnTaxCodeRef": code, "TotalTax": 7}
    made = desk.make("invoice", line, TxnTaxDetail=detail)
    kept = desk.company.post("invoice", desk.held(made, sparse=True, PrivateNote="x"))
    assert kept["TxnTaxDetail"] == made["TxnTaxDetail"]
    more = [desk.sale(200, TaxCodeRef=TAX)]
    changed = desk.company.post("invoice", desk.held(kept, sparse=True, Line=more))
    assert taxes(changed) == [12]


@pytest.mark.parametrize(
    ("detail", "code"),
    [
        ({"TxnTaxCodeRef": {"value": "99"}}, "2500"),
        ({"TotalTax": -1}, "6000"),
        ({"TotalTax": "x"}, "2010"),
        ({"TaxLine": [{"Amount": 1}]}, "2020"),
        ({"TaxLine": [{"Amount": 1, "DetailType": "TaxLineDetail"}]}, "2020"),
        (
            {"TaxLine": [{"DetailType": "TaxLineDetail", "TaxLineDetail": {"TaxRateRef": "9"}}]},
            "2010",
        ),
        ({"TaxLine": 7}, "2010"),
        ({"Nonsense": 1}, "2010"),
        (7, "2010"),
    ],
)
def test_a_wrong_tax_detail_is_refused(desk: Any, detail: Any, code: str) -> None:
    """Whatever is sent as one."""
    desk.tax_code("6")
    line = desk.sale(1, TaxCodeRef=TAX)
    assert desk.refused("invoice", line, TxnTaxDetail=detail) == code


def test_the_code_of_a_tax_by_hand_is_none_to_write(desk: Any) -> None:
    """6160 when it is made, 6230 when it is changed."""
    desk.tax_code("6.5")
    by_hand = {"TxnTaxCodeRef": {"value": "CustomSalesTax"}, "TotalTax": 1}
    body = {"CustomerRef": desk.customer, "Line": [desk.sale(5, TaxCodeRef=TAX)]}
    made = desk.company.post("invoice", body)
    body["TxnTaxDetail"] = by_hand
    assert desk.company.refused("invoice", body)["code"] == "6160"
    assert desk.company.refused("invoice", {**made, "TxnTaxDetail": by_hand})["code"] == "6230"


def test_without_sales_tax_nothing_of_it_is_kept(desk: Any) -> None:
    """Whatever the client says (Intuit)."""
    line = desk.sale(100, TaxCodeRef=TAX)
    assert desk.make("invoice", line, TxnTaxDetail={"TotalTax": 9})["TotalAmt"] == 100


def test_each_agency_is_owed_its_own(desk: Any) -> None:
    """Two agencies, two accounts."""
    agencies = [
        desk.company.post("taxagency", {"DisplayName": name})["Id"] for name in ("State", "Town")
    ]
    details = [
        {
            "TaxRateName": f"R{agency}",
            "RateValue": "5",
            "TaxAgencyId": agency,
            "TaxApplicableOn": "Sales",
        }
        for agency in agencies
    ]
    body = {"TaxCode": "Both", "TaxRateDetails": details}
    desk.company.call("POST", "taxservice/taxcode", json=body)
    desk.make("salesreceipt", desk.sale(100, TaxCodeRef=TAX))
    held = desk.balances()
    assert (held["State Payable"], held["Town Payable"]) == (-5, -5)


@pytest.fixture
def automated(desk: Any) -> Any:
    """A desk whose sales tax finds its code by itself."""
    desk.company.emulator.admin(
        "PATCH",
        f"realms/{desk.company.realm}/preferences",
        TaxPrefs={"UsingSalesTax": True, "PartnerTaxEnabled": True},
    )
    return desk


@pytest.mark.parametrize(
    ("address", "percents"),
    [
        ({"CountrySubDivisionCode": "FL", "City": "Tampa", "PostalCode": "33602"}, [6, 1.5]),
        ({"CountrySubDivisionCode": "FL", "City": "Orlando"}, [6, 0.5]),
        ({"CountrySubDivisionCode": "Florida", "PostalCode": "32301"}, [6]),
        ({"Line1": "1 Main St.", "Line2": "Tampa, FL  33602"}, [6, 1.5]),
        ({"CountrySubDivisionCode": "AZ", "PostalCode": "85001"}, [5.6, 0.7, 2.8]),
        ({"CountrySubDivisionCode": "OR"}, [0]),
        ({"Country": "Narnia"}, [7.25]),
    ],
)
def test_the_place_decides(automated: Any, address: dict[str, str], percents: list[float]) -> None:
    """Where the goods go; without a known state the company's own, which is in California."""
    line = automated.sale(100, TaxCodeRef=TAX)
    made = automated.make("invoice", line, ShipAddr=address)
    lines = made["TxnTaxDetail"]["TaxLine"]
    assert [entry["TaxLineDetail"]["TaxPercent"] for entry in lines] == percents
    assert made["TxnTaxDetail"]["TotalTax"] == pytest.approx(sum(percents))


def test_no_exemption_and_no_classification_is_known(automated: Any) -> None:
    """An invoice ends with the one, its lines with the other, an echoed one too; receipts' too."""
    made = automated.make("invoice", automated.sale(100, TaxCodeRef=TAX))
    for _ in range(2):
        assert list(made)[-2:] == ["Balance", "TaxExemptionRef"]
        assert made["TaxExemptionRef"] == {}
        detail = made["Line"][0]["SalesItemLineDetail"]
        assert list(detail.items())[-1] == ("TaxClassificationRef", {})
        made = automated.company.post("invoice", made)
    receipt = automated.make("salesreceipt", automated.sale(100, TaxCodeRef=TAX))
    assert "TaxExemptionRef" not in receipt
    assert receipt["Line"][0]["SalesItemLineDetail"]["TaxClassificationRef"] == {}


def test_other_companies_know_neither(desk: Any) -> None:
    """What is sent of them is taken, and not kept."""
    line = desk.sale(100, TaxClassificationRef={"value": "EUC-1"})
    made = desk.make("invoice", line, TaxExemptionRef={"value": "1"})
    assert "TaxExemptionRef" not in made
    assert "TaxClassificationRef" not in made["Line"][0]["SalesItemLineDetail"]


def test_a_code_that_is_sent_is_replaced(automated: Any) -> None:
    """By the place's, which the customer has from then on; the answer tells that it is assumed."""
    ship = {"CountrySubDivisionCode": "FL", "PostalCode": "33602"}
    body = automated.form(
        automated.sale(100, TaxCodeRef=TAX),
        ShipAddr=ship,
        TxnTaxDetail={"TxnTaxCodeRef": {"value": "NON"}},
    )
    response = automated.company.call("POST", "invoice", json=body)
    assert "automated-tax-rates" in response.headers["X-Sandbox-Assumed"]
    code = response.json()["Invoice"]["TxnTaxDetail"]["TxnTaxCodeRef"]["value"]
    found = automated.company.read(f"taxcode/{code}")
    assert found["Name"] == "Florida, Hillsborough County"
    customer = automated.company.read(f"customer/{automated.customer['value']}")
    assert customer["DefaultTaxCodeRef"] == {"value": code}
    again = automated.company.post("invoice", body)
    assert again["TxnTaxDetail"]["TxnTaxCodeRef"] == {"value": code}


def test_a_given_total_is_prorated_only_with_taxed_lines(automated: Any) -> None:
    """Not without one, and not for a customer who is exempt."""
    ship = {"CountrySubDivisionCode": "FL", "PostalCode": "33602"}
    taxed, untaxed = automated.sale(100, TaxCodeRef=TAX), automated.sale(100, TaxCodeRef=NON)
    detail = {"TotalTax": 10}
    assert taxes(automated.make("invoice", taxed, ShipAddr=ship, TxnTaxDetail=detail)) == [8, 2]
    assert taxes(automated.make("invoice", untaxed, ShipAddr=ship, TxnTaxDetail=detail)) == [0, 0]
    church = automated.named("Church", Taxable=False, TaxExemptionReasonId="5")
    made = automated.make("invoice", taxed, CustomerRef=church, ShipAddr=ship)
    assert made["TxnTaxDetail"]["TotalTax"] == 0


def test_who_is_exempt_says_why(automated: Any) -> None:
    """6000 on create and on update; whoever was exempt before is left as it is."""
    company = automated.company
    why = "Tax Exemption Reason should be specified incase customer is marked as not taxable"
    error = company.refused("customer", {"DisplayName": "Church", "Taxable": False})
    assert (error["code"], error["Detail"]) == ("6000", f"Business Validation Error: {why}")
    made = company.post("customer", {"DisplayName": "Church", "Taxable": True})
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    assert company.refused("customer", {**key, "Taxable": False})["code"] == "6000"
    exempt = company.post("customer", {**key, "Taxable": False, "TaxExemptionReasonId": "5"})
    assert exempt["Taxable"] is False
    key["SyncToken"] = "1"
    assert company.refused("customer", {**key, "TaxExemptionReasonId": ""})["code"] == "6000"


def test_who_was_exempt_before_tax_was_automated_stays_so(desk: Any) -> None:
    """A note on such a customer needs no reason."""
    made = desk.company.post("customer", {"DisplayName": "Church", "Taxable": False})
    desk.company.emulator.admin(
        "PATCH",
        f"realms/{desk.company.realm}/preferences",
        TaxPrefs={"UsingSalesTax": True, "PartnerTaxEnabled": True},
    )
    noted = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Notes": "n"}
    assert desk.company.post("customer", noted)["Taxable"] is False
