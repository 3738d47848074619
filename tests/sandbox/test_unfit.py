"""What does not fit Intuit's classes is refused at every depth, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, bought, cost, settles, side, sold, the

REFERENCES = [
    ({"value": {"a": 1}}, "2010"),
    ({"value": ["1"]}, "2010"),
    ({"value": True}, "2010"),
    ({"value": "1", "type": {"a": 1}}, "2010"),
    ({"value": "1", "name": ["x"]}, "2010"),
    ({"Value": "1"}, "2010"),
    ({"value": "1", "id": "1"}, "2010"),
    ({"value": "a\u0001b"}, "2040"),
    ("1", "2010"),
    (["1"], "2010"),
]
LINE = ("CustomerRef", "ClassRef", "TaxCodeRef", "AccountRef")


@pytest.fixture
def bill(company: Any) -> dict[str, Any]:
    """What a bill needs."""
    vendor = company.post("vendor", {"DisplayName": "Mill"})["Id"]
    return {"VendorRef": {"value": vendor}, "Line": [cost(10, the(company, "Tools"))]}


@pytest.mark.parametrize(("reference", "code"), REFERENCES)
def test_a_reference_has_a_form(company: Any, bill: Any, reference: Any, code: str) -> None:
    """On the form and on its lines, whatever it refers to."""
    for name in ("VendorRef", "SalesTermRef", "CurrencyRef", "DepartmentRef"):
        assert company.refused("bill", {**bill, name: reference})["code"] == code, name
    for name in LINE:
        line = cost(10, the(company, "Tools"), **{name: reference})
        assert company.refused("bill", {**bill, "Line": [line]})["code"] == code, name


def test_an_unknown_part_of_a_reference_is_told_with_its_class(company: Any, bill: Any) -> None:
    """Intuit's schema calls it a ReferenceType."""
    detail = company.refused("bill", {**bill, "SalesTermRef": {"Id": "1"}})["Detail"]
    assert "(class com.intuit.schema.finance.v3.ReferenceType)" in detail


@pytest.mark.parametrize("nothing", [{"value": ""}, {"type": "x"}, {"name": "Amy"}, {}, ""])
def test_a_reference_to_nothing_is_not_kept_on_a_line(
    company: Any, bill: Any, nothing: Any
) -> None:
    """And is none where there must be one."""
    line = cost(10, the(company, "Tools"), CustomerRef=nothing, TaxCodeRef=nothing)
    made = company.post("bill", {**bill, "Line": [line]})["Line"][0]
    detail = made["AccountBasedExpenseLineDetail"]
    assert list(detail) == ["AccountRef", "BillableStatus", "TaxCodeRef"]
    assert detail["TaxCodeRef"] == {"value": "NON"}
    line = cost(10, "1", AccountRef=nothing)
    assert company.refused("bill", {**bill, "Line": [line]})["code"] == "2020"


def test_lines_that_buy_have_a_tax_code_that_is_there(company: Any, bill: Any) -> None:
    """6100 as on sales forms; on deposits and journals too."""
    code = {"TaxCodeRef": {"value": "99"}}
    tools, bank = the(company, "Tools"), account(company, "Checking", "Bank")
    paid = {"PaymentType": "Cash", "AccountRef": {"value": bank}}
    brought = {
        "Amount": 5,
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": {"AccountRef": {"value": tools}, **code},
    }
    item = bought("1", 1, 5)
    item["ItemBasedExpenseLineDetail"] |= code
    for path, body in {
        "bill": {**bill, "Line": [cost(10, tools, **code)]},
        "purchase": {**paid, "Line": [item]},
        "deposit": {"DepositToAccountRef": {"value": bank}, "Line": [brought]},
        "journalentry": {"Line": [side("Debit", 5, tools, **code), side("Credit", 5, bank)]},
    }.items():
        assert company.refused(path, body)["code"] == "6100", path


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"Balance": "x"}, "2010"),
        ({"Balance": {"a": 1}}, "2010"),
        ({"TotalAmt": [1]}, "2010"),
        ({"HomeBalance": True}, "2010"),
        ({"TxnDate": 20260101}, "2010"),
        ({"TxnDate": True}, "2010"),
        ({"DueDate": {"a": 1}}, "2010"),
        ({"DueDate": "20260101"}, "2070"),
        ({"MetaData": "x"}, "2010"),
        ({"domain": {"a": 1}}, "2010"),
        ({"sparse": {"a": 1}}, "2010"),
        ({"sparse": "perhaps"}, "2010"),
    ],
)
def test_what_is_not_the_clients_to_set_has_a_type_all_the_same(
    company: Any, bill: Any, more: Any, code: str
) -> None:
    """Ignored are only values of it; a day is a text that is one."""
    assert company.refused("bill", {**bill, **more})["code"] == code
    echo = {"Balance": 5, "TotalAmt": "7.50", "HomeBalance": None, "MetaData": {}, "sparse": ""}
    assert company.post("bill", {**bill, **echo})["Balance"] == 10


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("class", {"FullyQualifiedName": {"a": 1}}),
        ("estimate", {"LinkedTxn": "x"}),
        ("estimate", {"LinkedTxn": ["x"]}),
        ("estimate", {"DeliveryInfo": "x"}),
        ("estimate", {"TxnTaxDetail": {"TotalTax": "x"}}),
        ("estimate", {"TxnTaxDetail": {"TotalTax": {"a": 1}}}),
    ],
)
def test_so_have_names_links_and_the_tax_of_a_company_without(
    company: Any, path: str, more: Any
) -> None:
    """Each in its kind."""
    bodies: dict[str, dict[str, Any]] = {
        "class": {"Name": "Beams"},
        "estimate": {
            "CustomerRef": {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]},
            "Line": [sold("1", 1, 10)],
        },
    }
    assert company.refused(path, {**bodies[path], **more})["code"] == "2010"


@pytest.mark.parametrize("number", ["x", {"a": 1}, [1], True])
def test_the_number_of_a_line_is_one(company: Any, bill: Any, number: Any) -> None:
    """Though the server gives its own."""
    line = {**bill["Line"][0], "LineNum": number}
    assert company.refused("bill", {**bill, "Line": [line]})["code"] == "2010"
    line = {**bill["Line"][0], "LineNum": "7"}
    assert company.post("bill", {**bill, "Line": [line]})["Line"][0]["LineNum"] == 1


def test_what_can_not_be_read_is_told_before_a_stale_token(company: Any, bill: Any) -> None:
    """A body is read before anything is looked up by it."""
    made = company.post("bill", bill)
    known = {"Id": made["Id"], "SyncToken": "7", "VendorRef": bill["VendorRef"]}
    assert company.refused("bill", known)["code"] == "5010"
    for more in ({"TotalAmt": "x"}, {"Colour": "red"}, {"Id": {"a": 1}}, {"SyncToken": [7]}):
        assert company.refused("bill", {**known, **more})["code"] == "2010", more
    assert company.refused("bill?operation=delete", {**known, "Id": {"a": 1}})["code"] == "2010"


@pytest.mark.parametrize(
    "entity",
    [
        {"Type": {"a": 1}, "EntityRef": {"value": "1"}},
        {"Kind": "Customer", "EntityRef": {"value": "1"}},
        {"Type": "Customer", "EntityRef": {"value": {"a": 1}}},
    ],
)
def test_whom_a_line_of_a_journal_is_for_has_a_form(company: Any, entity: Any) -> None:
    """A type and a reference."""
    tools = the(company, "Tools")
    lines = [side("Debit", 5, tools, Entity=entity), side("Credit", 5, tools)]
    assert company.refused("journalentry", {"Line": lines})["code"] == "2010"


def test_a_deposited_tax_is_of_sales_or_purchases(company: Any) -> None:
    """An enumeration of the schema."""
    detail = {"AccountRef": {"value": the(company, "Tools")}, "TaxApplicableOn": "Perhaps"}
    line = {"Amount": 5, "DetailType": "DepositLineDetail", "DepositLineDetail": detail}
    bank = {"value": account(company, "Checking", "Bank")}
    body = {"DepositToAccountRef": bank, "Line": [line]}
    assert company.refused("deposit", body)["code"] == "2010"


def test_a_payment_of_a_bill_is_of_nothing_or_more(company: Any, bill: Any) -> None:
    """And what it says of the other way of paying has a form, too."""
    owed = company.post("bill", bill)["Id"]
    body = {
        "VendorRef": bill["VendorRef"],
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": account(company, "Checking", "Bank")}},
        "TotalAmt": 10,
        "Line": [settles(10, "Bill", owed)],
    }
    assert company.refused("billpayment", {**body, "TotalAmt": -10})["code"] == "6000"
    other = {"CreditCardPayment": {"Card": "1"}}
    assert company.refused("billpayment", {**body, **other})["code"] == "2010"
    known: dict[str, Any] = {"CreditCardPayment": {"CCDetail": {}}}
    assert "CreditCardPayment" not in company.post("billpayment", {**body, **known})


def test_an_empty_text_leaves_an_enumeration_that_is_always_there(company: Any) -> None:
    """As an unset flag does; it clears those that a record may lack."""
    customer = company.post("customer", {"DisplayName": "Amy", "TaxExemptionReasonId": "1"})
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [sold("1", 1, 10)]}
    made = company.post("invoice", {**body, "PrintStatus": "", "EmailStatus": ""})
    assert (made["PrintStatus"], made["EmailStatus"]) == ("NeedToPrint", "NotSet")
    known = {"Id": made["Id"], "SyncToken": made["SyncToken"], "sparse": True}
    same = company.post("invoice", {**known, "PrintStatus": "", "EmailStatus": ""})
    assert same["SyncToken"] == made["SyncToken"]
    known = {"Id": customer["Id"], "SyncToken": "0", "sparse": True}
    changed = company.post(
        "customer", {**known, "PreferredDeliveryMethod": "", "TaxExemptionReasonId": ""}
    )
    assert changed["PreferredDeliveryMethod"] == "Print"
    assert "TaxExemptionReasonId" not in changed


def test_time_without_a_day_keeps_its_own(company: Any) -> None:
    """As documents do; today is for what is new."""
    worker = company.post("employee", {"GivenName": "Em", "FamilyName": "Platt"})["Id"]
    body = {
        "NameOf": "Employee",
        "EmployeeRef": {"value": worker},
        "Hours": 1,
        "TxnDate": "2026-01-05",
    }
    made = company.post("timeactivity", body)
    known = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "TxnDate": "", "Hours": 2}
    assert company.post("timeactivity", known)["TxnDate"] == "2026-01-05"


def test_a_service_keeps_one_of_its_accounts(company: Any) -> None:
    """However its only one is cleared: 2020."""
    income = {"value": the(company, "Sales of Product Income")}
    body = {"Name": "Cut", "Type": "Service", "IncomeAccountRef": income}
    made = company.post("item", body)
    known = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    for nothing in ("", {}, {"value": ""}):
        assert company.refused("item", {**known, "IncomeAccountRef": nothing})["code"] == "2020"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ({"TxnId": {"a": 1}, "TxnType": "Bill"}, "2010"),
        ({"TxnId": "1", "TxnType": ["Bill"]}, "2010"),
        ({"TxnId": "1", "TxnType": "Bill", "Amount": 1}, "2010"),
    ],
)
def test_a_link_has_a_form(company: Any, bill: Any, link: Any, code: str) -> None:
    """Wherever it stands."""
    bank = {"value": account(company, "Checking", "Bank")}
    paid = {"VendorRef": bill["VendorRef"], "PayType": "Check", "TotalAmt": 10}
    customer = {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}
    line = {"Amount": 10, "LinkedTxn": [link]}
    for path, body in {
        "bill": {**bill, "LinkedTxn": [link]},
        "billpayment": {**paid, "CheckPayment": {"BankAccountRef": bank}, "Line": [line]},
        "payment": {"CustomerRef": customer, "TotalAmt": 10, "Line": [line]},
        "deposit": {"DepositToAccountRef": bank, "Line": [line]},
        "invoice": {"CustomerRef": customer, "Line": [sold("1", 1, 1)], "LinkedTxn": [link]},
    }.items():
        assert company.refused(path, body)["code"] == code, path


@pytest.mark.parametrize(
    "more",
    [
        {"IncludeOnSend": {"a": 1}},
        {"IncludeOnSend": "perhaps"},
        {"LineInfo": ["1"]},
        {"Colour": "red"},
        {"EntityRef": {"type": {"a": 1}, "value": "1"}},
        {"EntityRef": "1"},
    ],
)
def test_what_an_attachment_says_of_its_form_has_one(company: Any, bill: Any, more: Any) -> None:
    """A reference, flags, and nothing that the schema does not know."""
    owner = {"type": "Bill", "value": company.post("bill", bill)["Id"]}
    known = {"EntityRef": owner, "LineInfo": "1", "IncludeOnSend": "true", "NoRefOnly": False}
    made = company.post("attachable", {"Note": "x", "AttachableRef": [known]})
    assert made["AttachableRef"] == [{"EntityRef": owner, "IncludeOnSend": True}]
    body = {"Note": "x", "AttachableRef": [{**known, **more}]}
    assert company.refused("attachable", body)["code"] == "2010"


@pytest.mark.parametrize("nothing", [None, "", {}, {"DiscountAccountRef": {"value": ""}}])
def test_a_discount_without_its_account_has_the_companys(company: Any, nothing: Any) -> None:
    """However it is left out."""
    switch = {"SalesFormsPrefs": {"AllowDiscount": True}}
    company.emulator.admin("PATCH", f"realms/{company.realm}/preferences", **switch)
    customer = {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}
    cut = {"Amount": 1, "DetailType": "DiscountLineDetail", "DiscountLineDetail": nothing}
    body = {"CustomerRef": customer, "Line": [sold("1", 1, 10), cut]}
    made = company.post("invoice", body)
    detail = made["Line"][-1]["DiscountLineDetail"]
    assert detail["DiscountAccountRef"]["name"] == "Discounts"
    assert made["TotalAmt"] == 9


def test_a_template_without_a_word_for_its_kind_is_automated(company: Any) -> None:
    """An empty text says nothing; the company answers the next call."""
    customer = {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}
    plan = {"IntervalType": "Monthly", "StartDate": "2030-01-01", "EndDate": ""}
    info = {"Name": "R", "RecurType": "", "ScheduleInfo": plan}
    body = {"CustomerRef": customer, "Line": [sold("1", 1, 10)], "RecurringInfo": info}
    made = company.post("recurringtransaction", {"Invoice": body})
    assert made["Invoice"]["RecurringInfo"]["RecurType"] == "Automated"
    assert company.read("companyinfo/1")["CompanyName"] == "Test Co"


@pytest.mark.parametrize(
    ("group", "code"),
    [
        ({"OtherPrefs": {"NameValue": [{"Name": "A", "Value": {"a": 1}}]}}, "2010"),
        ({"OtherPrefs": {"NameValue": [{"Name": ["A"], "Value": "1"}]}}, "2010"),
        ({"OtherPrefs": {"NameValue": [{"Name": "A", "Colour": "red"}]}}, "2010"),
        ({"OtherPrefs": {"NameValue": [{"Name": "", "Value": "1"}]}}, "2020"),
        ({"SalesFormsPrefs": {"CustomField": [{"Colour": "red"}]}}, "2010"),
        ({"SalesFormsPrefs": {"CustomField": [{"CustomField": [{"Type": {"a": 1}}]}]}}, "2010"),
        ({"SalesFormsPrefs": {"CustomField": [{"CustomField": [{"Name": "A"}]}]}}, "3000"),
    ],
)
def test_preferences_have_a_form_at_every_depth(company: Any, group: Any, code: str) -> None:
    """Named values and custom fields are no place for anything else."""
    token = company.read("preferences")["SyncToken"]
    body = {"Id": "1", "SyncToken": token, "sparse": True, **group}
    assert company.refused("preferences", body)["code"] == code


def test_rates_of_a_new_tax_code_and_mail_addresses_have_a_form(company: Any) -> None:
    """Refused as what can't be read, not as what is not there."""
    rate = {"TaxRateName": "R", "RateValue": "8", "TaxAgencyId": {"a": 1}}
    body = {"TaxCode": "T", "TaxRateDetails": [rate]}
    assert company.refused("taxservice/taxcode", body)["code"] == "2010"
    mail = {"PrimaryEmailAddr": {"Address": {"a": 1}}}
    assert company.refused("vendor", {"DisplayName": "V", **mail})["code"] == "2010"


FURTHER = {"Received": 1, "CostAmount": 1, "CustomField": [], "GroupLineDetail": {}, "Tag": []}
"""What Intuit's class of lines has, and no line here keeps."""


def one_line_each(company: Any) -> dict[str, dict[str, Any]]:
    """A body for each kind of document that has lines of its own, the first line to be added to."""
    bank, tools = account(company, "Bank", "Bank"), the(company, "Tools")
    customer = {"value": company.post("customer", {"DisplayName": "Ann"})["Id"]}
    vendor = {"value": company.post("vendor", {"DisplayName": "Mill"})["Id"]}
    owed = company.post("bill", {"VendorRef": vendor, "Line": [cost(10, tools)]})["Id"]
    sale = {"CustomerRef": customer, "Line": [sold("1", 1, 10)]}
    open_ = company.post("invoice", sale)["Id"]
    paid_in = {
        "Amount": 10,
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": {"AccountRef": {"value": tools}},
    }
    return {
        "invoice": sale,
        "bill": {"VendorRef": vendor, "Line": [cost(10, tools)]},
        "journalentry": {"Line": [side("Debit", 10, bank), side("Credit", 10, tools)]},
        "deposit": {"DepositToAccountRef": {"value": bank}, "Line": [paid_in]},
        "payment": {
            "CustomerRef": customer,
            "TotalAmt": 10,
            "Line": [settles(10, "Invoice", open_)],
        },
        "billpayment": {
            "VendorRef": vendor,
            "TotalAmt": 10,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "Line": [settles(10, "Bill", owed)],
        },
    }


def test_all_lines_are_of_one_class(company: Any) -> None:
    """What one document's lines may say, those of others may; what no line has, none."""
    for path, body in one_line_each(company).items():
        first, *others = body["Line"]
        strange = [{**first, "Colour": "red"}, *others]
        assert company.refused(path, {**body, "Line": strange})["code"] == "2010", path
        made = company.post(path, {**body, "Line": [{**first, **FURTHER, "Id": "-1"}, *others]})
        assert not FURTHER.keys() & made["Line"][0].keys(), path


@pytest.mark.parametrize(
    ("kind", "path", "further"),
    [
        ("JournalEntryLineDetail", "journalentry", "JournalCodeRef TaxRateRef"),
        ("DiscountLineDetail", "invoice", "DiscountRef ServiceDate"),
    ],
)
def test_a_detail_may_say_what_its_class_has(
    company: Any, kind: str, path: str, further: str
) -> None:
    """It is not kept; what the class lacks is refused."""
    body = one_line_each(company)[path]
    if kind == "DiscountLineDetail":
        body["Line"].append({"Amount": 1, "DetailType": kind, kind: {}})
    detail = body["Line"][-1][kind]
    for name in further.split():
        detail[name] = {"value": "1"} if name.endswith("Ref") else "2026-01-02"
    (kept,) = [line[kind] for line in company.post(path, body)["Line"] if kind in line][-1:]
    assert not set(further.split()) & kept.keys()
    detail["Colour"] = "red"
    assert company.refused(path, body)["code"] == "2010"
