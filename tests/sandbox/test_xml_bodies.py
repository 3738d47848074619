"""Bodies in XML: what clients are known to write, and that an answer can be sent back."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tests.sandbox.conftest import Company

NAMESPACE = "http://schema.intuit.com/finance/v3"
NS = f"{{{NAMESPACE}}}"
XML = {"Accept": "application/xml", "Content-Type": "application/xml"}


def sent(company: Company, path: str, body: str | bytes) -> ET.Element:
    """What became of a body, which is good."""
    response = company.call("POST", path, data=body, headers=XML)
    assert response.status_code == 200, response.text
    return ET.fromstring(response.content)[0]  # noqa: S314 - our own emulator's


def discounted(flag: str, behind: str = "") -> str:
    """An invoice over 100 with a discount of ten."""
    return f"""<Invoice xmlns="{NAMESPACE}">
      <Line><Amount>100</Amount><DetailType>SalesItemLineDetail</DetailType>
        <SalesItemLineDetail><ItemRef>1</ItemRef></SalesItemLineDetail></Line>
      <Line><Amount>10</Amount><DetailType>DiscountLineDetail</DetailType>
        <DiscountLineDetail><PercentBased>{flag}</PercentBased>
          <DiscountPercent>5</DiscountPercent></DiscountLineDetail></Line>
      <CustomerRef>1</CustomerRef>{behind}</Invoice>"""


@pytest.mark.parametrize(
    ("flag", "total"), [("1", "95.00"), ("true", "95.00"), ("0", "90.00"), (" false ", "90.00")]
)
def test_flags_have_two_spellings(sample: Company, flag: str, total: str) -> None:
    """As XML has it; Intuit's PHP SDK writes true as 1."""
    sample.emulator.admin(
        "PATCH", f"realms/{sample.realm}/preferences", SalesFormsPrefs={"AllowDiscount": True}
    )
    made = sent(sample, "invoice", discounted(flag))
    assert made.findtext(f"{NS}TotalAmt") == total


def test_flags_of_a_record_have_them_too(company: Company) -> None:
    """What is none is refused, as in JSON."""
    name = "<DisplayName>Mill</DisplayName>"
    body = f'<Vendor xmlns="{NAMESPACE}">{name}<Vendor1099>{{}}</Vendor1099></Vendor>'
    made = sent(company, "vendor", body.format("1"))
    assert made.findtext(f"{NS}Vendor1099") == "true"
    refused = company.call("POST", "vendor", data=body.format("yes"), headers=XML)
    assert (refused.status_code, 'code="2010"' in refused.text) == (400, True)


def test_an_empty_flag_says_nothing(sample: Company) -> None:
    """Intuit's PHP SDK writes a record's own flags so when they are not texts."""
    made = sent(sample, "customer", f'<Customer xmlns="{NAMESPACE}"><DisplayName>Mill</DisplayName>'
                "<Taxable/><Job/></Customer>")  # fmt: skip
    assert made.findtext(f"{NS}Job") == "false"


def test_whose_money_is_deposited(sample: Company) -> None:
    """A name by a reference that is not called so (recorded 2015)."""
    body = f"""<Deposit xmlns="{NAMESPACE}"><Line><Amount>20</Amount>
      <DetailType>DepositLineDetail</DetailType><DepositLineDetail>
        <Entity type="CUSTOMER">1</Entity><AccountRef>79</AccountRef></DepositLineDetail></Line>
      <DepositToAccountRef>35</DepositToAccountRef></Deposit>"""
    entity = sent(sample, "deposit", body).find(f"{NS}Line/{NS}DepositLineDetail/{NS}Entity")
    assert entity is not None
    assert (entity.text, entity.get("name")) == ("1", "Amy's Bird Sanctuary")


def test_preferences_are_sent_back_as_they_came(sample: Company) -> None:
    """References that are not called so, lists of one, and what fields are defined."""
    before = sample.read("preferences")
    answer = sample.call("GET", "preferences", headers=XML)
    shown = ET.fromstring(answer.content)[0]  # noqa: S314 - our own emulator's
    custom = shown.find(f"{NS}SalesFormsPrefs/{NS}CustomTxnNumbers")
    assert custom is not None
    custom.text = "true"
    sent(sample, "preferences", ET.tostring(shown))
    after = sample.read("preferences")
    assert after["SalesFormsPrefs"].pop("CustomTxnNumbers") is True
    assert before["SalesFormsPrefs"].pop("CustomTxnNumbers") is False
    marks = ("SyncToken", "MetaData")
    assert {key: value for key, value in after.items() if key not in marks} == {
        key: value for key, value in before.items() if key not in marks
    }


def test_definitions_say_their_class(sample: Company) -> None:
    """Of custom fields; their class in the schema is abstract (recorded 2019)."""
    text = sample.call("GET", "preferences", headers=XML).text
    schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    for name, kind in (("CustomField", "Boolean"), ("POCustomField", "String")):
        assert f'<{name} {schema} xsi:type="{kind}TypeCustomFieldDefinition"><CustomField>' in text


@pytest.mark.parametrize("path", ["purchase/142", "payment/120", "bill/25", "item/18"])
def test_a_record_is_sent_back_as_it_came(sample: Company, path: str) -> None:
    """With what Intuit alone adds to it, which is let go of."""
    before = sample.read(path)
    answer = sample.call("GET", path, headers=XML)
    shown = ET.fromstring(answer.content)[0]  # noqa: S314 - our own emulator's
    sent(sample, path.partition("/")[0], ET.tostring(shown))
    after = sample.read(path)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed <= {"SyncToken", "MetaData", "PurchaseEx"}


def test_a_bundle_of_one(sample: Company) -> None:
    """One line of a bundle is a list too."""
    body = f"""<Item xmlns="{NAMESPACE}"><Name>Pair</Name><Type>Group</Type><ItemGroupDetail>
      <ItemGroupLine><ItemRef>1</ItemRef><Qty>2</Qty></ItemGroupLine></ItemGroupDetail></Item>"""
    made = sent(sample, "item?minorversion=75", body)
    assert made.findtext(f"{NS}ItemGroupDetail/{NS}ItemGroupLine/{NS}Qty") == "2"


def test_a_day_may_have_a_time_behind_it(sample: Company) -> None:
    """Intuit's class for days reads ten letters; quickbooks-ruby writes so on sales receipts."""
    body = f"""<SalesReceipt xmlns="{NAMESPACE}"><TxnDate>2014-09-20 23:00:00 +0000</TxnDate>
      <Line><Amount>5</Amount><DetailType>SalesItemLineDetail</DetailType>
        <SalesItemLineDetail><ItemRef>1</ItemRef></SalesItemLineDetail></Line></SalesReceipt>"""
    assert sent(sample, "salesreceipt", body).findtext(f"{NS}TxnDate") == "2014-09-20"


def test_what_programs_add_is_no_property(company: Company) -> None:
    """Classes and nothings of XML Schema, as .NET writes them."""
    schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    body = (
        f'<Vendor {schema} xmlns="{NAMESPACE}" xsi:type="Vendor"><DisplayName>Mill</DisplayName>'
        '<CompanyName xsi:nil="true"/></Vendor>'
    )
    made = sent(company, "vendor", body)
    assert made.findtext(f"{NS}DisplayName") == "Mill"
    assert made.find(f"{NS}CompanyName") is None


def test_codes_that_every_company_has_begin_with_their_id(sample: Company) -> None:
    """As recorded (2013), and without a domain."""
    answer = sample.call("GET", "taxcode/TAX", headers=XML)
    code = ET.fromstring(answer.content)[0]  # noqa: S314 - our own emulator's
    names = ["Id", "MetaData", "Name", "Description", "Taxable", "TaxGroup"]
    assert ([each.tag.removeprefix(NS) for each in code], code.attrib) == (names, {})
