"""Invoices, payments and bills: totals, tax, links, voids, faults."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import settles


def sale(amount: float, **detail: Any) -> dict[str, Any]:
    """A sold line."""
    return {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}, **detail},
    }


@pytest.fixture
def customer(company: Any) -> dict[str, str]:
    """A reference to a customer."""
    return {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}


@pytest.fixture
def code(company: Any) -> str:
    """The id of a tax code with two rates."""
    agency = company.post("taxagency", {"DisplayName": "FDR"})["Id"]
    details = [
        {"TaxRateName": name, "RateValue": rate, "TaxAgencyId": agency, "TaxApplicableOn": "Sales"}
        for name, rate in (("State", "6"), ("County", "1.5"))
    ]
    response = company.call(
        "POST", "taxservice/taxcode", json={"TaxCode": "FL", "TaxRateDetails": details}
    )
    body: dict[str, Any] = response.json()
    assert list(body) == ["TaxCode", "TaxCodeId", "TaxRateDetails"]
    return str(body["TaxCodeId"])


def test_a_created_invoice_has_the_recorded_shape(company: Any, customer: Any) -> None:
    """Line ids and numbers, NON, the server's subtotal, number, totals."""
    response = company.call(
        "POST", "invoice", json={"Line": [sale(100.0)], "CustomerRef": customer}
    )
    assert response.headers["Content-Type"] == "application/json;charset=utf-8"
    assert '"TotalAmt":100.00' in response.text
    invoice = response.json()["Invoice"]
    assert invoice["Line"] == [
        {
            "Id": "1",
            "LineNum": 1,
            "Amount": 100.00,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {
                "ItemRef": {"value": "1", "name": "Services"},
                "ItemAccountRef": {"value": "130", "name": "Services"},
                "TaxCodeRef": {"value": "NON"},
            },
            "CustomExtensions": [],
        },
        {"Amount": 100.00, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
    ]
    assert invoice["DocNumber"] == "1001"
    assert "TxnTaxDetail" not in invoice, "sales are not taxed"
    assert invoice["Balance"] == 100.00
    assert invoice["LinkedTxn"] == []
    assert invoice["PrintStatus"] == "NeedToPrint"
    assert list(response.json()) == ["Invoice", "time"]


def test_tax_is_taken_per_rate_and_a_given_total_wins(
    company: Any, customer: Any, code: str
) -> None:
    """Half up for each rate; the client's own total is kept to the cent."""
    body = {
        "CustomerRef": customer,
        "Line": [sale(553.50, TaxCodeRef={"value": "TAX"}), sale(10, TaxCodeRef={"value": "NON"})],
        "TxnTaxDetail": {"TxnTaxCodeRef": {"value": code}},
    }
    detail = company.post("invoice", body)["TxnTaxDetail"]
    assert [line["Amount"] for line in detail["TaxLine"]] == [33.21, 8.30]
    assert detail["TaxLine"][0]["TaxLineDetail"]["NetAmountTaxable"] == 553.50
    assert detail["TotalTax"] == 41.51
    body["TxnTaxDetail"] = {"TxnTaxCodeRef": {"value": code}, "TotalTax": 41.52}
    assert company.post("invoice", body)["TotalAmt"] == 605.02


def test_a_payment_settles_and_its_end_unsettles(company: Any, customer: Any) -> None:
    """Balances follow a payment, its edit, its void; each gives the invoice a new SyncToken."""
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    link = {"Amount": 60, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    payment = company.post("payment", {"TotalAmt": 80, "CustomerRef": customer, "Line": [link]})
    assert payment["UnappliedAmt"] == 20.00
    assert payment["DepositToAccountRef"] == {"value": "101"}
    paid = company.read(f"invoice/{invoice['Id']}")
    assert paid["Balance"] == 40.00
    assert paid["LinkedTxn"] == [{"TxnId": payment["Id"], "TxnType": "Payment"}]
    assert paid["SyncToken"] == "1"
    late = {"Id": invoice["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "late"}
    assert company.refused("invoice", late)["code"] == "5010"
    payer = company.read(f"customer/{customer['value']}")
    assert (payer["Balance"], payer["SyncToken"]) == (20.00, "0")
    note = {"Id": payment["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "cash"}
    company.post("payment", note)
    assert company.read(f"invoice/{invoice['Id']}") == paid
    company.post("payment?operation=void", {"Id": payment["Id"], "SyncToken": "1"})
    opened = company.read(f"invoice/{invoice['Id']}")
    assert (opened["Balance"], opened["SyncToken"]) == (100.00, "2")
    assert company.read(f"customer/{customer['value']}")["Balance"] == 100.00


def test_a_voided_invoice_keeps_its_number_and_gives_the_money_back(
    company: Any, customer: Any
) -> None:
    """Zeroed, Voided, and the payment unapplied."""
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    link = {"Amount": 100, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    payment = company.post("payment", {"TotalAmt": 100, "CustomerRef": customer, "Line": [link]})
    voided = company.post("invoice?operation=void", {"Id": invoice["Id"], "SyncToken": "1"})
    assert (voided["TotalAmt"], voided["SyncToken"]) == (0, "2")
    assert voided["PrivateNote"] == "Voided"
    assert voided["DocNumber"] == invoice["DocNumber"]
    assert company.read(f"payment/{payment['Id']}")["UnappliedAmt"] == 100.00


def test_a_deleted_invoice_is_gone(company: Any, customer: Any) -> None:
    """The answer says Deleted, reading says 610."""
    invoice = company.post("invoice", {"Line": [sale(1)], "CustomerRef": customer})
    answer = company.post("invoice?operation=delete", {"Id": invoice["Id"], "SyncToken": "0"})
    assert answer == {"domain": "QBO", "status": "Deleted", "Id": invoice["Id"]}
    response = company.call("GET", f"invoice/{invoice['Id']}")
    assert response.json()["Fault"]["Error"][0]["code"] == "610"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Line": [sale(100, Qty=3, UnitPrice=33.33)]}, "6070"),
        ({"Line": [sale(1, TaxCodeRef={"value": "4"})]}, "6100"),
        ({"Line": []}, "2020"),
        ({"Line": [sale(-1)]}, "6000"),
        ({"DocNumber": "x" * 22}, "2050"),
        ({"CustomerRef": {"value": "99"}}, "2500"),
        ({"CustomerRef": {}}, "6560"),
        ({"CurrencyRef": {"value": "EUR"}}, "6000"),
        ({"Line": [sale(1, ItemRef={"value": "77"})]}, "2500"),
        ({"Line": [sale(1, Nonsense=1)]}, "2010"),
    ],
)
def test_a_wrong_invoice_is_refused(
    company: Any, customer: Any, change: dict[str, Any], code: str
) -> None:
    """Each with Intuit's code."""
    body = {"Line": [sale(1)], "CustomerRef": customer, **change}
    assert company.refused("invoice", body)["code"] == code


def test_document_numbers_follow_the_preference(company: Any, customer: Any) -> None:
    """Off: the server's next number, or ours as the company chose; on: ours, once only, or none."""
    body = {"Line": [sale(1)], "CustomerRef": customer, "DocNumber": "INV/0"}
    response = company.call("POST", "invoice", json=body)
    assert response.json()["Invoice"]["DocNumber"] == "INV/0"
    assert "sent-document-number" in response.headers["X-Sandbox-Assumed"]
    choices = f"realms/{company.realm}/choices"
    company.emulator.admin("PATCH", choices, **{"sent-document-number": "replaced"})
    body["DocNumber"] = "INV/1"
    assert company.post("invoice", body)["DocNumber"] == "1001"
    preferences = company.read("preferences")
    company.post(
        "preferences",
        {
            "Id": preferences["Id"],
            "SyncToken": preferences["SyncToken"],
            "sparse": True,
            "SalesFormsPrefs": {"CustomTxnNumbers": True},
        },
    )
    first = company.post("invoice", body)
    assert first["DocNumber"] == "INV/1"
    error = company.refused("invoice", body)
    assert error["code"] == "6140"
    assert f"TxnId={first['Id']}" in error["Detail"]
    del body["DocNumber"]
    assert "DocNumber" not in company.post("invoice", body)


@pytest.mark.parametrize(("total", "applied"), [(100, 101), (50, 60), (-1, 0)])
def test_a_payment_can_not_apply_too_much(
    company: Any, customer: Any, total: int, applied: int
) -> None:
    """Neither more than is open, nor more than was paid, nor less than nothing."""
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    link = {"Amount": applied, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    body = {"TotalAmt": total, "CustomerRef": customer, "Line": [link]}
    assert company.refused("payment", body)["code"] == "6000"


def test_what_is_another_partys_can_not_be_linked(company: Any, customer: Any) -> None:
    """An invoice to another customer's payment; nothing is done."""
    other = {"value": company.post("customer", {"DisplayName": "Other"})["Id"]}
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    link = {"Amount": 1, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    refused = company.refused("payment", {"TotalAmt": 1, "CustomerRef": other, "Line": [link]})
    assert (refused["code"], refused["Message"]) == ("620", "TxnID Cannot Be Linked")
    assert company.read(f"invoice/{invoice['Id']}") == {**invoice, "FreeFormAddress": False}


def test_what_was_deleted_is_told(company: Any, customer: Any) -> None:
    """To who changes it or links to it (Intuit); a read finds nothing, as of what never was."""
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    key = {"Id": invoice["Id"], "SyncToken": "0"}
    company.post("invoice?operation=delete", key)
    link = {"Amount": 1, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    payment = {"TotalAmt": 1, "CustomerRef": customer, "Line": [link]}
    for path, body in (
        ("invoice", {**key, "sparse": True, "PrivateNote": "x"}),
        ("invoice?operation=void", key),
        ("invoice?operation=delete", key),
        ("payment", payment),
    ):
        error = company.refused(path, body)
        assert error["code"] == "610"
        assert error["Detail"] == "Object Not Found : Another user has deleted this transaction."
    read = company.call("GET", f"invoice/{invoice['Id']}").json()["Fault"]["Error"][0]
    assert read["code"] == "610"
    assert "has been made inactive" in read["Detail"]


@pytest.mark.parametrize("operation", ["delete", "void"])
def test_a_wrapped_body_is_neither_deleted_nor_voided(
    company: Any, customer: Any, operation: str
) -> None:
    """As a client sends it that hands the whole answer of a read on; nothing is done."""
    made = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    wrapped = {"Invoice": made, "time": "2026-01-01T00:00:00.000-08:00"}
    refused = company.refused(f"invoice?operation={operation}", wrapped)
    assert refused["code"] == "2010"
    assert 'Unrecognized field "Invoice"' in refused["Detail"]
    assert company.read(f"invoice/{made['Id']}") == {**made, "FreeFormAddress": False}


def test_money_for_what_is_paid_already_is_taken_and_stays_on_account(
    company: Any, customer: Any
) -> None:
    """200 without a line: who does not look at the answer takes the invoice for paid twice."""
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    body = {
        "TotalAmt": 100,
        "CustomerRef": customer,
        "Line": [settles(100, "Invoice", invoice["Id"])],
    }
    first = company.post("payment", body)
    second = company.post("payment", body)
    assert (second["Line"], second["UnappliedAmt"]) == ([], 100)
    paid = company.read(f"invoice/{invoice['Id']}")
    assert paid["LinkedTxn"] == [{"TxnId": first["Id"], "TxnType": "Payment"}]
    assert company.refused("payment", {**body, "TotalAmt": 0})["code"] == "6000"
    other = {"value": company.post("customer", {"DisplayName": "Other"})["Id"]}
    assert company.refused("payment", {**body, "CustomerRef": other})["code"] == "620"
    kept = company.post("payment", {**first, "PrivateNote": "x"})
    assert kept["Line"][0]["Amount"] == 100


def test_what_is_applied_too_much_may_stay_unapplied(emulator: Any) -> None:
    """A choice: two lines for one invoice share what is open, the rest is the customer's."""
    company = emulator.company()
    choices = {"over-application": "unapplied", "same-invoice-lines": "all"}
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **choices)
    customer = {"value": company.post("customer", {"DisplayName": "Payer"})["Id"]}
    invoice = company.post("invoice", {"Line": [sale(100)], "CustomerRef": customer})
    links = [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]
    lines = [{"Amount": amount, "LinkedTxn": links} for amount in (60, 70)]
    body = {"TotalAmt": 130, "CustomerRef": customer, "Line": lines}
    paid = company.post("payment", body)
    assert [line["Amount"] for line in paid["Line"]] == [60, 40]
    assert paid["UnappliedAmt"] == 30
    assert company.read(f"invoice/{invoice['Id']}")["Balance"] == 0
    again = company.post(
        "payment", {**body, "Id": paid["Id"], "SyncToken": "0", "PrivateNote": "x"}
    )
    assert (again["UnappliedAmt"], again["SyncToken"]) == (30, "1")


def test_a_bill_is_owed_to_its_vendor(company: Any) -> None:
    """Item and account lines, payables on first use, due by the term."""
    vendor = company.post("vendor", {"DisplayName": "Mill"})["Id"]
    bill = company.post(
        "bill",
        {
            "VendorRef": {"value": vendor},
            "TxnDate": "2026-01-31",
            "SalesTermRef": {"value": "3"},
            "Line": [
                {
                    "Amount": 20,
                    "DetailType": "ItemBasedExpenseLineDetail",
                    "ItemBasedExpenseLineDetail": {
                        "ItemRef": {"value": "1"},
                        "Qty": 2,
                        "UnitPrice": 10,
                    },
                },
                {
                    "Amount": 5.5,
                    "DetailType": "AccountBasedExpenseLineDetail",
                    "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "119"}},
                },
            ],
        },
    )
    assert bill["TotalAmt"] == bill["Balance"] == 25.50
    assert bill["DueDate"] == "2026-03-02"
    assert bill["APAccountRef"]["name"] == "Accounts Payable (A/P)"
    detail = bill["Line"][1]["AccountBasedExpenseLineDetail"]
    assert detail["BillableStatus"] == "NotBillable"
    assert detail["TaxCodeRef"] == {"value": "NON"}
    assert company.read(f"vendor/{vendor}")["Balance"] == 25.50


def test_a_request_with_the_same_requestid_is_answered_once(company: Any, customer: Any) -> None:
    """The second gets the first one's answer, and nothing is written again."""
    body = {"Line": [sale(1)], "CustomerRef": customer}
    first = company.call("POST", "invoice?requestid=abc", json=body)
    second = company.call("POST", "invoice?requestid=abc", json=body)
    assert first.text == second.text
    assert company.query("select count(*) from Invoice") == {"totalCount": 1}
