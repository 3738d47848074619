"""The pages in a headless Chromium: a person looks around, watches the log, ends a rule."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

CLIENT_ID, REDIRECT = "tests", "https://app.example/callback"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HARM = "<script>document.title='harmed'</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium that contacts nobody by itself."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    assert found, "no Chromium on PATH: sudo apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found[0],
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(params=[1200, 360], ids=["desk", "phone"])
def page(browser: Browser, emulator: Any, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, logged in; at its end nothing foreign was asked for and nothing went wrong."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{emulator.url}/ui/")
    page.get_by_label("Admin key").fill(emulator.facts["admin_key"])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Companies")).to_be_visible()
    yield page
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith((emulator.url, "data:"))] == []


def fits(page: Page) -> bool:
    """Whether the page is no wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_person_follows_an_invoice(page: Page, emulator: Any) -> None:
    """From the companies over lists to a document, its postings, and the trial balance."""
    company = emulator.company()
    emulator.admin("POST", f"realms/{company.realm}/reset", company_name=f"Mill {company.realm}")
    customer = company.post("customer", {"DisplayName": HARM})
    line = {
        "Amount": 90,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    body = {"CustomerRef": {"value": customer["Id"]}, "DocNumber": "77", "Line": [line]}
    company.post("invoice", body)
    page.reload()
    page.get_by_role("link", name=f"Mill {company.realm}").click()
    assert fits(page)
    page.get_by_role("link", name="Invoice", exact=True).click()
    assert fits(page)
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("cell", name=HARM).first).to_be_visible()
    expect(page.get_by_role("row", name="Total")).to_contain_text("90.00")
    assert fits(page)
    assert page.title() != "harmed"
    page.get_by_role("link", name="Accounts Receivable (A/R)").click()
    expect(page.get_by_role("heading", name="Latest postings")).to_be_visible()
    page.get_by_role("navigation", name="Where you are").get_by_role(
        "link", name=f"Mill {company.realm}"
    ).click()
    page.get_by_role("link", name="Trial balance").click()
    expect(page.get_by_role("row", name="Total")).to_contain_text("90.00")
    page.get_by_label("Everything posted until").fill("2001-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nothing is posted until then.")).to_be_visible()


def test_a_person_watches_the_log(page: Page, emulator: Any) -> None:
    """Requests appear as they come, until paused; markup in a path stays text."""
    company = emulator.company()
    page.goto(f"{emulator.url}/ui/log?realm={company.realm}")
    expect(page.get_by_role("status")).to_have_text("Live")
    rows = page.locator("#log tbody tr")
    company.call("GET", "preferences")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("200GET /v3/company/")
    company.call("GET", f"customer/{HARM}")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("400")
    assert fits(page)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status")).to_have_text("Paused")
    company.call("GET", "preferences")
    page.get_by_role("button", name="Pause").click()
    expect(rows).to_have_count(3)
    assert page.title() != "harmed"


def test_a_person_ends_a_rule(page: Page, emulator: Any) -> None:
    """A rule is shown with its hits and removed by its button."""
    company = emulator.company()
    match = {"realm": company.realm}
    act = {"kind": "status", "status": 503}
    number = emulator.admin("POST", "faults", act=act, match=match)["id"]
    company.call("GET", "preferences")
    page.get_by_role("link", name="Faults", exact=True).click()
    rule = page.get_by_role("article", name=f"{number} · status")
    expect(rule).to_contain_text(company.realm)
    expect(rule).to_contain_text("Hits1")
    assert fits(page)
    rule.get_by_role("button", name=f"Remove rule {number}").click()
    expect(rule).to_have_count(0)
    assert company.call("GET", "preferences").ok


def test_the_keyboard_reaches_the_content(page: Page) -> None:
    """The first stop skips the navigation; every page has one main heading."""
    page.goto(page.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("link", name="Companies")).to_have_attribute("aria-current", "page")


def test_logging_out_shows_nothing_more(page: Page, emulator: Any) -> None:
    """Back to the login, also for the page one was on."""
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Admin key")).to_be_visible()
    page.goto(f"{emulator.url}/ui/log")
    expect(page.get_by_label("Admin key")).to_be_visible()


@pytest.mark.parametrize("decision", ["Connect", "Cancel"])
def test_a_person_decides_on_an_app(browser: Browser, emulator: Any, decision: str) -> None:
    """The browser's own form is taken, and it comes back to the app."""
    company = emulator.company()
    page = browser.new_page()
    page.route("https://app.example/**", lambda route: route.fulfill(body="back"))
    query = f"client_id={CLIENT_ID}&redirect_uri={REDIRECT}&response_type=code&state=s"
    page.goto(f"{emulator.url}/connect/oauth2?{query}&scope=com.intuit.quickbooks.accounting")
    page.get_by_label("Company").select_option(company.realm)
    page.get_by_role("button", name=decision).click()
    page.wait_for_url("https://app.example/**")
    back = parse_qs(urlsplit(page.url).query)
    page.close()
    assert back["state"] == ["s"]
    assert ("code" in back) is (decision == "Connect")
    assert back.get("error") == (None if decision == "Connect" else ["access_denied"])
