"""What Intuit's sandbox tells in 2026 that its older answers lack, by the kind of call."""

from __future__ import annotations

from typing import Any

SOLD = {
    "Amount": 10,
    "DetailType": "SalesItemLineDetail",
    "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "Qty": 1, "UnitPrice": 10},
}
FORMS = ("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt", "Estimate")
OWNER = 32


def queried(company: Any, entity: str, number: str) -> Any:
    """Ask for one record by a query."""
    statement = "select * from X where Id = 'Y'".replace("X", entity).replace("Y", number)
    (found,) = company.query(statement)[entity]
    return found


def sell(company: Any, form: str, **other: object) -> Any:
    """Make a form for Amy."""
    paid = {"DepositToAccountRef": {"value": "35"}} if form.endswith("Receipt") else {}
    body = {"CustomerRef": {"value": "1"}, "Line": [SOLD], **paid, **other}
    return company.post(form.lower(), body)


def test_an_invoice_says_by_which_ways_it_is_not_paid_online(sample: Any) -> None:
    """Four flags are taken and told."""
    ways = ("CreditCard", "ACH", "PayPal", "Affirm")
    made = sell(sample, "Invoice", **{f"AllowOnline{way}Payment": False for way in ways})
    assert [made[f"AllowOnline{way}Payment"] for way in ways] == [False] * len(ways)


def test_customers_have_a_pseudonym_when_they_are_read(sample: Any) -> None:
    """Not in the answers to writes; the client's id is told by queries alone."""
    made = sample.post("customer", {"DisplayName": "Walter"})
    assert (made["IsProject"], "V4IDPseudonym" in made, "ClientEntityId" in made) == (
        False,
        False,
        False,
    )
    read, listed = sample.read(f"customer/{made['Id']}"), queried(sample, "Customer", made["Id"])
    assert (len(read["V4IDPseudonym"]), read["V4IDPseudonym"][:6]) == (38, "002098")
    assert "ClientEntityId" not in read
    assert (listed["ClientEntityId"], listed["V4IDPseudonym"]) == ("0", read["V4IDPseudonym"])
    other = sample.read("customer/1")["V4IDPseudonym"]
    assert other != read["V4IDPseudonym"]
    changed = sample.post("customer", {**made, "Notes": "n", "sparse": True})
    assert "V4IDPseudonym" not in changed
    assert sample.read(f"customer/{made['Id']}")["V4IDPseudonym"] == read["V4IDPseudonym"]


def test_vendors_and_items_tell_more_alone_than_in_a_list(sample: Any) -> None:
    """Rates of 0, and that nothing is earned over time."""
    made = sample.post("vendor", {"DisplayName": "Mill"})
    for alone in (made, sample.read(f"vendor/{made['Id']}")):
        assert (alone["BillRate"], alone["CostRate"]) == (0, 0)
        assert alone["V4IDPseudonym"]
    listed = queried(sample, "Vendor", made["Id"])
    assert {"BillRate", "CostRate"}.isdisjoint(listed)
    assert listed["V4IDPseudonym"] == made["V4IDPseudonym"]
    assert sample.read("item/1")["DeferredRevenue"] is False
    assert "DeferredRevenue" not in queried(sample, "Item", "1")


def test_forms_say_where_they_are_sent_from_and_lines_what_they_earn(sample: Any) -> None:
    """The company's address as lines; the item's account, before the tax code."""
    own = sample.read("companyinfo/1")["CompanyAddr"]
    for form in FORMS:
        made = sell(sample, form)
        assert made["FreeFormAddress"] is True
        sent_from = made["ShipFromAddr"]
        assert (sent_from["Line1"], list(sent_from)) == (own["Line1"], ["Id", "Line1", "Line2"])
        assert sent_from["Id"] not in {own["Id"], made["BillAddr"]["Id"]}
        line = made["Line"][0]
        assert line["CustomExtensions"] == []
        detail = line["SalesItemLineDetail"]
        assert detail["ItemAccountRef"] == {"value": "1", "name": "Services"}
        assert list(detail)[-2:] == ["ItemAccountRef", "TaxCodeRef"]
    changed = sample.post("estimate", {**made, "PrivateNote": "n", "sparse": True})
    assert changed["ShipFromAddr"] == sent_from


def test_a_form_without_an_address_has_none_in_free_form(sample: Any) -> None:
    """Reads say false (recorded 2021 and 2026), the answer to a write nothing (Intuit's, 2024)."""
    customer = {"value": sample.post("customer", {"DisplayName": "John"})["Id"]}
    detail = {"ItemRef": {"value": "1"}}
    line = {"Amount": 5, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}
    for form in ("Invoice", "SalesReceipt"):
        made = sample.post(form.lower(), {"CustomerRef": customer, "Line": [line]})
        assert "FreeFormAddress" not in made
        assert sample.read(f"{form.lower()}/{made['Id']}")["FreeFormAddress"] is False
        assert queried(sample, form, made["Id"])["FreeFormAddress"] is False


def test_invoices_and_bills_say_who_changed_them_last(sample: Any) -> None:
    """The owner, whose id lies near the company's own; other forms do not."""
    owner = {"value": str(int(sample.realm) + OWNER)}
    made = sell(sample, "Invoice")
    assert list(made["MetaData"]) == ["CreateTime", "LastModifiedByRef", "LastUpdatedTime"]
    for held in (made, sample.read("bill/25"), queried(sample, "Invoice", made["Id"])):
        assert held["MetaData"]["LastModifiedByRef"] == owner
    for form in set(FORMS) - {"Invoice"}:
        assert "LastModifiedByRef" not in sell(sample, form)["MetaData"]


def test_references_have_a_customers_own_name(sample: Any) -> None:
    """Not that of whom it belongs to; items and accounts have theirs in full."""
    made = sell(sample, "Invoice", CustomerRef={"value": "9"})
    assert sample.read("customer/9")["FullyQualifiedName"] == "Freeman Sporting Goods:55 Twin Lane"
    assert made["CustomerRef"] == {"value": "9", "name": "55 Twin Lane"}


def test_a_check_is_written_to_the_company_else_the_person(sample: Any) -> None:
    """Until the client says otherwise; the name it is shown under counts last."""
    person = {"GivenName": "Ann", "FamilyName": "Lee"}
    for entity in ("customer", "vendor"):
        alone = sample.post(entity, {**person, "DisplayName": f"{entity} A"})
        assert alone["PrintOnCheckName"] == "Ann Lee"
        firm = sample.post(entity, {**person, "DisplayName": f"{entity} B", "CompanyName": "Mill"})
        assert firm["PrintOnCheckName"] == "Mill"
        shown = sample.post(entity, {"DisplayName": f"{entity} C"})
        assert shown["PrintOnCheckName"] == f"{entity} C"


def test_links_of_others_are_told_newest_first(sample: Any) -> None:
    """As of the sample company's invoices, each paid twice; an invoice's own link comes first."""
    assert [link["TxnId"] for link in sample.read("invoice/12")["LinkedTxn"]] == ["120", "61"]
    assert [link["TxnId"] for link in sample.read("invoice/71")["LinkedTxn"]] == ["74", "72"]
    link = {"LinkedTxn": [{"TxnId": "49", "TxnType": "Invoice"}]}
    made = sample.post(
        "payment", {"CustomerRef": {"value": "18"}, "TotalAmt": 5, "Line": [{"Amount": 5, **link}]}
    )
    assert [link["TxnId"] for link in sample.read("invoice/49")["LinkedTxn"]] == ["48", made["Id"]]


def test_a_full_update_without_a_day_is_of_today(sample: Any) -> None:
    """A sparse one keeps the day."""
    made = sell(sample, "CreditMemo", TxnDate="2020-02-03")
    kept = sample.post("creditmemo", {**made, "PrivateNote": "n", "sparse": True})
    assert kept["TxnDate"] == "2020-02-03"
    body = {key: value for key, value in kept.items() if key not in {"TxnDate", "sparse"}}
    today = sell(sample, "CreditMemo")["TxnDate"]
    assert sample.post("creditmemo", body)["TxnDate"] == today != "2020-02-03"
