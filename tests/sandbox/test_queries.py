"""The query language."""

from __future__ import annotations

from typing import Any

import pytest

NAMES = ["alpha", "Beta", "O'Brien & Söhne 中", "PG&E", "Pam"]


@pytest.fixture(scope="module")
def filled(emulator: Any) -> Any:
    """A company with five vendors and three terms more than the defaults."""
    company = emulator.company()
    for name in NAMES:
        company.post("vendor", {"DisplayName": name})
    return company


def names(answer: Any) -> list[str]:
    """The names in an answer."""
    return [row["DisplayName"] for row in answer.get("Vendor", [])]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("", ["Beta", "O'Brien & Söhne 中", "PG&E", "Pam", "alpha"]),
        ("WHERE DisplayName = 'BETA'", ["Beta"]),
        (r"WHERE DisplayName = 'O\'Brien & Söhne 中'", ["O'Brien & Söhne 中"]),
        ("WHERE DisplayName LIKE 'P%'", ["PG&E", "Pam"]),
        ("WHERE DisplayName LIKE '%a%' ", ["Beta", "Pam", "alpha"]),
        ("WHERE Id IN ('1', '3')", ["O'Brien & Söhne 中", "alpha"]),
        ("WHERE DisplayName > 'p'", ["PG&E", "Pam"]),
        ("WHERE Active = true AND Id = '2'", ["Beta"]),
        ("WHERE Active = false", []),
        ("WHERE DisplayName != 'BETA'", ["O'Brien & Söhne 中", "PG&E", "Pam", "alpha"]),
        ("WHERE CompanyName != 'x' AND Id != '1' AND Balance != '1'", ["Beta", *NAMES[2:]]),
        ("WHERE Balance = '0' AND DisplayName LIKE 'b%'", ["Beta"]),
        ("WHERE MetaData.CreateTime > '2015-01-01T00:00:00-07:00' AND Id = '1'", ["alpha"]),
        ("WHERE Metadata.LastUpdatedTime < '2015-01-01'", []),
        ("ORDERBY Id", NAMES),
        ("ORDER BY Id DESC", NAMES[::-1]),
        ("order by DisplayName asc", ["alpha", "Beta", "O'Brien & Söhne 中", "Pam", "PG&E"]),
        ("ORDERBY Id STARTPOSITION 2 MAXRESULTS 2", NAMES[1:3]),
        ("ORDERBY Id MAXRESULTS 2 STARTPOSITION 4", NAMES[3:]),
        ("ORDERBY Id STARTPOSITION 9", []),
        ("STARTPOSITION 99999999999999999999999999", []),
        (f"STARTPOSITION {'9' * 5000}", []),
    ],
)
def test_queries_answer_as_documented(filled: Any, clause: str, expected: list[str]) -> None:
    """Filters, orders and pages."""
    assert names(filled.query("SELECT * FROM Vendor " + clause)) == expected  # noqa: S608


def test_an_empty_answer_is_an_empty_object(filled: Any) -> None:
    """No entity key, no positions."""
    assert filled.query("select * from vendor where Id = '99'") == {}


def test_the_company_is_not_counted(filled: Any) -> None:
    """The question is answered, without a number."""
    assert filled.query("select count(*) from CompanyInfo") == {}
    assert filled.query("select count(*) from Preferences") == {"totalCount": 1}


def test_a_page_says_how_many_it_has(filled: Any) -> None:
    """MaxResults is what came, not what was asked."""
    answer = filled.query("select * from vendor orderby Id startposition 5 maxresults 5")
    assert answer["startPosition"] == 5
    assert answer["maxResults"] == 1


def test_a_projection_is_sparse(filled: Any) -> None:
    """Only what was asked, and the id; without the domain, in the order of whole answers."""
    answer = filled.query("select DisplayName from Vendor where Id = '1'")["Vendor"][0]
    assert list(answer.items()) == [("sparse", True), ("Id", "1"), ("DisplayName", "alpha")]


def test_a_projection_of_a_form_has_empty_lists_and_named_references(sample: Any) -> None:
    """Links and lines come unasked and empty, of an address the id alone (recorded 2025)."""
    asked = "select TotalAmt, BillAddr, CustomerRef, DocNumber from Invoice where Id = '67'"
    answer = sample.query(asked)["Invoice"][0]
    assert list(answer) == [
        *("sparse", "Id", "DocNumber", "LinkedTxn", "Line"),
        *("CustomerRef", "BillAddr", "TotalAmt"),
    ]
    assert (answer["LinkedTxn"], answer["Line"]) == ([], [])
    assert answer["CustomerRef"] == {"value": "1", "name": "Amy's Bird Sanctuary"}
    assert answer["BillAddr"] == {"Id": "74"}
    paid = sample.query("select CustomerRef, TotalAmt from Payment where Id = '120'")["Payment"][0]
    assert list(paid) == ["CustomerRef", "TotalAmt", "sparse", "Id", "Line"]


TOTALLED = ("Invoice", "Bill", "BillPayment", "Deposit", "JournalEntry", "PurchaseOrder")
UNTOTALLED = ("Customer", "Item", "Estimate", "SalesReceipt", "Payment", "CreditMemo", "Purchase")


@pytest.mark.parametrize("entity", [*TOTALLED, *UNTOTALLED])
def test_lists_of_some_entities_say_how_many_they_have(sample: Any, entity: str) -> None:
    """Beside the page's size, with and without a condition (recorded 2020, 2024 and 2026)."""
    answer = sample.query("select * from X where Id > '0' maxresults 1".replace("X", entity))
    told = {
        "startPosition": 1,
        "maxResults": 1,
        **({"totalCount": 1} if entity in TOTALLED else {}),
    }
    assert {key: value for key, value in answer.items() if key != entity} == told
    assert list(answer) == [entity, *told]


def test_a_query_may_be_posted(filled: Any) -> None:
    """As python-quickbooks does, as application/text."""
    response = filled.call(
        "POST",
        "query",
        data=b"SELECT *, AcctNum FROM Vendor MAXRESULTS 1",
        headers={"Content-Type": "application/text"},
    )
    assert response.json()["QueryResponse"]["maxResults"] == 1


def test_the_first_row_has_two_numbers(filled: Any) -> None:
    """0, with which Intuit's PHP SDK begins, is taken for 1."""
    first = filled.query("select * from Vendor startposition 1 maxresults 1")
    found = filled.query("select * from Vendor startposition 0 maxresults 1")
    assert found == first
    assert found["startPosition"] == 1


@pytest.mark.parametrize(
    ("statement", "code", "told"),
    [
        ("select * from Custmoer", "4001", "invalid context declaration: Custmoer"),
        ("select * from taxservice", "4001", "Metadata not found for Entity: TaxService"),
        ("select count(*) from ShipMethod", "4001", "Metadata not found for Entity: ShipMethod"),
        ("select * from TaxPayment", "5030", "TaxPayment"),
        ("select count(*) from CustomerType", "4002", "pl implement count query"),
        ("select count(*) from ExchangeRate", "4002", "QueryProcessingError"),
        ("select * from Vendor where Foo = '1'", "4001", "Property Foo not found"),
        ("select * from Invoice where DepartmentRef = '1'", "4001", "is not queryable"),
        (
            "select * from JournalEntry where DepartmentRef = '1'",
            "4001",
            "'DepartmentRef' is not q",
        ),
        ("select * from Invoice where poNumber = '1'", "4001", "'poNumber' is not queryable"),
        ("select * from Invoice where AccountRef = '1'", "4001", "Property AccountRef not found"),
        (
            "select * from Vendor maxresults 0",
            "4001",
            "value 0 is too small. Min allowed value is 1",
        ),
        ("select * from Vendor startposition -1", "4001", "value -1 is too small"),
        ("select * from Vendor maxresults 1001", "4001", "value 1001 is too large"),
        ("select * from Vendor where DisplayName = 'O'Brien'", "4000", "Encountered"),
        (
            "select * from Vendor where DisplayName = 'Peet''s Coffee'",  # no way to escape
            "4000",
            'Encountered " <STRING> "\'s Coffee\' "" at line 1, column 48.',
        ),
        ("select * from Vendor where", "4000", "QueryParserError"),
        ("select Id, BillAddr from Customer", "4001", "Property BillAddr not found for Entity"),
        ("select Id, billaddr.City from Vendor", "4001", "Property billaddr.City not found"),
        ("select Id, InvoiceLink from Invoice", "4001", "Property InvoiceLink not found"),
        ("select Id, Nonsense from Invoice", "4001", "Property Nonsense not found for Entity"),
        ("select * from Purchase where EntityRef = '1'", "4001", "property 'EntityRef' is not"),
        ("select * from Deposit where TotalAmt > '1'", "4001", "property 'TotalAmt' is not"),
        ("select * from Vendor where Vendor1099 = true", "4001", "property 'Vendor1099' is not"),
        ("select * from Customer where ParentRef = '1'", "4001", "property 'ParentRef' is not"),
        (
            "select * from Customer where CustomerTypeRef.value = '1'",
            "4001",
            "QueryValidationError: Property CustomerTypeRef.value not found for Entity Customer",
        ),
        ("select * from Account where AcctNum = '1'", "4001", "property 'AcctNum' is not"),
        ("select * from Purchase where CurrencyRef = 'USD'", "4001", "property 'CurrencyRef' is"),
        ("select * from Payment where DepositToAccountRef = '4'", "4001", "is not queryable"),
        ("select * from Vendor where PrimaryEmailAddr = 'a'", "4001", "is not queryable"),
        ("select * from Bill where VendorRef.name = 'x'", "4001", "Property VendorRef.name not"),
        ("select Id, Balance from VendorCredit", "4001", "Property Balance not found for Entity"),
        ("select Id, PrefVendorRef from Item", "4001", "Property PrefVendorRef not found"),
        ("select * from Vendor where Id = 'one'", "4001", "value one is not a number"),
        ("select * from Vendor where Id in ('1', '')", "4001", "value  is not a number"),
        ("select * from Invoice where TxnDate = '2026-02-31'", "4001", "2026-02-31 is not a date"),
        ("select * from Invoice where TxnDate > 'yesterday'", "4001", "yesterday is not a date"),
        ("select * from Vendor where Active = 'maybe'", "4001", "maybe is not a boolean"),
        ("select * from Item where Taxable in (true, '1')", "4001", "1 is not a boolean"),
        ("select * from Bill where DueDate in ('2026-01-01', '1')", "4001", "1 is not a date"),
        ("select * from Vendor where Id = '1' or Id = '2'", "4000", "QueryParserError"),
        ("delete from Vendor", "4000", "QueryParserError"),
        ("", "4000", "QueryParserError: The query provided was empty"),
        (
            "SELECT * FROM NULL",
            "4000",
            (
                'QueryParserError: Encountered " "null" "NULL "" at line 1, column 15.\n'
                "Was expecting:\n    <IDENTIFIER> ...\n    "
            ),
        ),
        (
            "select * from Vendor where DisplayName = 'x' R",
            "4000",
            (
                'QueryParserError: Encountered " <IDENTIFIER> "R "" at line 1, column 46.\n'
                "Was expecting one of:\n    <EOF> \n    <AND> ...\n"
                '    "iterator" ...\n    "maxresults" ...\n    <OR> ...\n    "order" ...\n'
                '    "orderby" ...\n    "startposition" ...\n    '
            ),
        ),
        (
            "select * from Item WHERE Name='Boot – Wolverine'",  # noqa: RUF001 - as reported
            "4000",
            (
                "QueryParserError: Invalid content. Lexical error at line 1, column 37. "
                ' Encountered: "\\u2013" (8211), after : "\\\'Boot "'
            ),
        ),
        ("select * from Vendor where DisplayName = 'x", "4000", 'Encountered: <EOF> after : "'),
    ],
)
def test_a_wrong_query_is_refused(filled: Any, statement: str, code: str, told: str) -> None:
    """Grammar is 4000, meaning is 4001."""
    response = filled.call("POST", "query", data=statement.encode())
    assert response.status_code == 400
    error = response.json()["Fault"]["Error"][0]
    assert error["code"] == code
    assert told in error["Detail"]


def test_ordering_by_ids_is_a_question(emulator: Any) -> None:
    """Intuit announced its end, its sandbox still took it months later; both answers say so."""
    company = emulator.company()
    statement = "select * from Term orderby Name, Id desc"
    for choice, status in (("taken", 200), ("refused", 400)):
        emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"id-order": choice})
        answer = company.call("GET", "query", params={"query": statement})
        assert answer.status_code == status
        assert "id-order" in answer.headers["X-Sandbox-Assumed"]
    assert answer.json()["Fault"]["Error"][0]["code"] == "4001"
    plain = company.call("GET", "query", params={"query": "select * from Item orderby Name"})
    assert plain.ok
    assert "X-Sandbox-Assumed" not in plain.headers


def test_not_equal_is_a_question(emulator: Any) -> None:
    """Intuit's language has none, a client's live suite writes it; both answers say so."""
    company = emulator.company()
    statement = b"select * from Customer where DisplayName != 'x'"
    for choice, status in (("taken", 200), ("refused", 400)):
        emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"not-equal": choice})
        answer = company.call("POST", "query", data=statement)
        assert answer.status_code == status
        assert "not-equal" in answer.headers["X-Sandbox-Assumed"]
    assert answer.json()["Fault"]["Error"][0]["code"] == "4000"
    plain = company.call("POST", "query", data=statement.replace(b"!=", b"="))
    assert plain.ok
    assert "X-Sandbox-Assumed" not in plain.headers


def test_typographic_letters_are_a_question(emulator: Any) -> None:
    """Intuit's lexer stopped at a dash and at a quote; letters of other scripts are taken."""
    company = emulator.company()
    made = company.post("customer", {"DisplayName": "Łódź – Zoë"})  # noqa: RUF001
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"typographic-literal": "taken"})
    for literal in ("Łódź – Zoë", "łódź%zoë"):  # noqa: RUF001
        found = company.query(f"select Id from Customer where DisplayName like '{literal}'")  # noqa: S608
        assert found["Customer"][0]["Id"] == made["Id"]


def test_an_address_is_compared_as_a_whole(company: Any) -> None:
    """As Intuit's documentation and most clients write it."""
    mail = {"Address": "Zoe@Example.com"}
    made = company.post("customer", {"DisplayName": "Zoe", "PrimaryEmailAddr": mail})
    for test in ("= 'zoe@example.com'", "like '%@example.com'", "in ('zoe@example.com')"):
        answer = company.query(f"select Id from Customer where PrimaryEmailAddr {test}")  # noqa: S608
        assert [row["Id"] for row in answer["Customer"]] == [made["Id"]]


@pytest.mark.parametrize("nothing", ["''", "' '", "null"])
def test_nothing_is_written_as_an_empty_text(company: Any, nothing: str) -> None:
    """Of texts and of references; ids can't be nothing."""
    first = company.post("customer", {"DisplayName": "First"})
    company.post("customer", {"DisplayName": "Second", "CompanyName": "C"})
    above = company.post("account", {"Name": "Rigs", "AccountType": "Expense"})
    below = {"SubAccount": True, "ParentRef": {"value": above["Id"]}}
    company.post("account", {"Name": "Rigs of steel", "AccountType": "Expense", **below})
    for entity, test, found in (
        ("Customer", f"CompanyName = {nothing}", first),
        ("Account", f"Name like 'Rigs%' and ParentRef = {nothing}", above),
    ):
        answer = company.query(f"select Id from {entity} where {test}")  # noqa: S608
        assert [row["Id"] for row in answer[entity]] == [found["Id"]]


def test_today_has_a_name(company: Any) -> None:
    """CURRENT_DATE, which Intuit lists."""
    customer = company.post("customer", {"DisplayName": "Payer"})
    body = {"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 1}
    old = company.post("payment", {**body, "TxnDate": "2001-02-03"})
    new = company.post("payment", body)
    for test, made in (("=", new), ("<", old)):
        rows = company.query(f"select Id from Payment where TxnDate {test} CURRENT_DATE")  # noqa: S608
        assert [row["Id"] for row in rows["Payment"]] == [made["Id"]]


def test_filters_that_are_not_listed_are_a_question(emulator: Any) -> None:
    """Refused or taken; what Intuit was seen to refuse is refused, what clients ask for taken."""
    company = emulator.company("sample")
    unlisted = "query?query=select * from Invoice where EmailStatus = 'NotSet' maxresults 1"
    seen = "query?query=select * from Invoice where DepartmentRef = '1'"
    answer = company.call("GET", unlisted)
    assert (answer.status_code, answer.headers["X-Sandbox-Assumed"]) == (400, "unlisted-filter")
    assert "X-Sandbox-Assumed" not in company.call("GET", seen).headers
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"unlisted-filter": "taken"})
    answer = company.call("GET", unlisted)
    assert (answer.status_code, answer.headers["X-Sandbox-Assumed"]) == (200, "unlisted-filter")
    assert company.call("GET", seen).status_code == 400
    pending = company.query("select * from Estimate where TxnStatus = 'Closed'")["Estimate"]
    assert {row["TxnStatus"] for row in pending} == {"Closed"}
    stocked = company.query("select * from Item where QtyOnHand > 20")["Item"]
    assert stocked
    assert all(row["QtyOnHand"] > 20 for row in stocked)


@pytest.mark.parametrize(
    ("entity", "name"),
    [("Invoice", "ProjectRef"), ("payment", "projectref"), ("RefundReceipt", "PaymentType")],
)
def test_what_no_record_has_can_be_asked_for(sample: Any, entity: str, name: str) -> None:
    """Intuit lists it as filterable; there are no projects here, and a refund keeps no type."""
    count = sample.query(f"select count(*) from {entity}")["totalCount"]  # noqa: S608
    assert count
    assert sample.query(f"select * from {entity} where {name} = '1'") == {}  # noqa: S608
    row = sample.query(f"select Id, {name} from {entity} maxresults 1")  # noqa: S608
    assert name not in next(iter(row.values()))[0]


def test_the_times_can_be_named_whole(company: Any) -> None:
    """A projection of MetaData has both."""
    (row,) = company.query("select MetaData from Item maxresults 1")["Item"]
    assert set(row["MetaData"]) == {"CreateTime", "LastUpdatedTime"}


def test_a_thousand_conditions_are_answered(emulator: Any) -> None:
    """The database nests its conditions, and would stop at the thousandth."""
    company = emulator.company("sample")
    same = " and ".join(["Id = '1'"] * 1500)
    others = " and ".join(["Active = true"] * 1500)
    for condition in (same, others, f"{same} and {others}"):
        statement = "select Id from Customer where Id = '1' and " + condition  # noqa: S608 - QuickBooks' language
        answer = company.call("POST", "query", data=statement.encode())
        assert answer.status_code == 200, answer.text
        assert [each["Id"] for each in answer.json()["QueryResponse"]["Customer"]] == ["1"]


def test_a_query_without_end_is_refused(emulator: Any) -> None:
    """At once: reading it would hold up everybody else."""
    company = emulator.company()
    several = ",".join(f"'{number}'" for number in range(60_000))
    statement = "select * from Customer where Id in (" + several + ")"  # noqa: S608 - as above
    answer = company.call("POST", "query", data=statement.encode())
    assert answer.json()["Fault"]["Error"][0]["code"] == "4001"
    assert answer.headers["X-Sandbox-Assumed"] == "longest-query"


def test_a_page_that_is_too_large_is_a_question(emulator: Any) -> None:
    """Refused, or as large as a page can be."""
    company = emulator.company()
    statement = b"select * from PaymentMethod maxresults 5000"
    assert company.call("POST", "query", data=statement).status_code == 400
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"largest-page": "capped"})
    answer = company.call("POST", "query", data=statement)
    assert answer.headers["X-Sandbox-Assumed"] == "largest-page"
    assert answer.json()["QueryResponse"]["maxResults"] == 7
