"""
Open questions: behaviours that no public source settles, with their choices and defaults.

A rule that depends on one asks the company (`company.choice`); the response then
carries the header `X-Sandbox-Assumed` with the question's name, so that a client
never takes it for verified. The admin API sets the choices of each company.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

HEADER = "X-Sandbox-Assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One open question: the first choice is the default."""

    question: str
    choices: tuple[str, ...]


ASSUMPTIONS: Mapping[str, Assumption] = {
    "sent-document-number": Assumption(
        question="What becomes of a DocNumber that is sent while CustomTxnNumbers is off?",
        choices=("kept", "replaced"),
    ),
    "over-application": Assumption(
        question="What becomes of a payment that applies more than is open?",
        choices=("refused", "unapplied"),
    ),
    "long-payment-number": Assumption(
        question="What becomes of a payment's PaymentRefNum of more than 21 characters?",
        choices=("cut", "refused"),
    ),
    "delete-settled": Assumption(
        question="What does deleting or voiding an invoice or bill do that is paid?",
        choices=("unapplied", "refused"),
    ),
    "requestid-body": Assumption(
        question="What answers a requestid that comes again with another body?",
        choices=("stored", "refused"),
    ),
    "unknown-property": Assumption(
        question="Is an unknown property named (2020), or the body as a whole refused (2026)?",
        choices=("named", "unreadable"),
    ),
    "unknown-parameter": Assumption(
        question="What becomes of a query parameter or include that the service does not know?",
        choices=("ignored", "refused"),
    ),
    "repeated-parameter": Assumption(
        question="What becomes of a query parameter that comes twice?",
        choices=("first", "refused"),
    ),
    "minor-version": Assumption(
        question="What becomes of a minorversion that is no number, or above the newest?",
        choices=("newest", "refused"),
    ),
    "no-accept": Assumption(
        question="What is answered to a client that accepts neither JSON nor XML by name?",
        choices=("xml", "json"),
    ),
    "content-type": Assumption(
        question="What becomes of a body that is neither JSON nor XML by its Content-Type?",
        choices=("refused", "json"),
    ),
    "trailing-slash": Assumption(
        question="What becomes of a slash at the end of a path?",
        choices=("ignored",),
    ),
    "path-case": Assumption(
        question="Are entities in paths found whatever their case?",
        choices=("refused", "found"),
    ),
    "requestid-memory": Assumption(
        question="How long is the answer of a requestid remembered?",
        choices=("for good", "a day"),
    ),
    "batch-report": Assumption(
        question="What answers a report asked for in a batch (ReportQuery, in the schema)?",
        choices=("report", "refused"),
    ),
    "batch-marks": Assumption(
        question="What becomes of a batch's item whose bId is missing or comes twice?",
        choices=("done", "refused"),
    ),
    "batch-item": Assumption(
        question="How does an item of a batch fail that can't be read?",
        choices=("alone", "with the batch"),
    ),
    "batch-void": Assumption(
        question="Does a batch take the operation void, which is in the schema?",
        choices=("done", "refused"),
    ),
    "no-route": Assumption(
        question="How are paths, methods and expectations refused that lie outside the API?",
        choices=("gateway",),
    ),
    "report-parameter": Assumption(
        question="How is a report refused that does not exist, or a value that it does not take?",
        choices=("refused", "ignored"),
    ),
    "unused-report-parameter": Assumption(
        question="What becomes of a report's parameter that this report has no use for?",
        choices=("ignored", "refused"),
    ),
    "ledger-columns": Assumption(
        question="Which form has GeneralLedger: keyed as today, or raw as without a minor version?",
        choices=("keyed", "raw"),
    ),
    "us-tax-summary": Assumption(
        question="What answers the report TaxSummary in a US company?",
        choices=("liability", "refused"),
    ),
    "cash-basis": Assumption(
        question="When does what is settled count on cash basis, and in which share?",
        choices=("proportional",),
    ),
    "longest-query": Assumption(
        question="What becomes of a query of more than 100,000 characters?",
        choices=("refused",),
    ),
    "largest-page": Assumption(
        question="What becomes of MAXRESULTS above 1000?",
        choices=("refused", "capped"),
    ),
    "taken-name": Assumption(
        question="Does 6240 tell whose the name is (clients, 2025 and 2026), or null (2020, 2024)?",
        choices=("id", "null"),
    ),
    "deposit-lines": Assumption(
        question="Do lines that come without an id join a deposit's own, or replace them?",
        choices=("added", "replaced"),
    ),
    "same-invoice-lines": Assumption(
        question="Which of a payment's lines for one invoice count: the last, or all?",
        choices=("last", "all"),
    ),
    "credit-links": Assumption(
        question="Does a credit memo tell which payments apply it?",
        choices=("untold", "told"),
    ),
    "length-text": Assumption(
        question="Which words has 2050: those that clients report, or those of Intuit's list?",
        choices=("reported", "listed"),
    ),
    "first-lists": Assumption(
        question="Does a new company have the terms 1 and 4 and CustomSalesTax, which none shows?",
        choices=("there", "missing"),
    ),
    "typographic-literal": Assumption(
        question="Does a query take dashes and quotes in a literal that ASCII does not have?",
        choices=("refused", "taken"),
    ),
    "unlisted-filter": Assumption(
        question="Does a query filter by a property that Intuit does not list for that?",
        choices=("refused", "taken"),
    ),
    "id-order": Assumption(
        question="Does a query take ORDERBY Id, though Intuit says that it sorts by Id no more?",
        choices=("taken", "refused"),
    ),
    "not-equal": Assumption(
        question="Does a query take `!=`, which one client writes and Intuit does not list?",
        choices=("taken", "refused"),
    ),
    "unsaid-tax-code": Assumption(
        question="Is a line without TaxCodeRef taxed whose item and customer are taxable?",
        choices=("taxed", "not taxed"),
    ),
    "tax-rounding": Assumption(
        question="Of what is the tax of several rates rounded?",
        choices=("rate", "total"),
    ),
    "account-balance-sign": Assumption(
        question="With which sign does an account show a credit balance?",
        choices=("ledger", "cards", "natural"),
    ),
    "form-features": Assumption(
        question="What becomes of a discount, shipping, tip or deposit whose preference is off?",
        choices=("refused", "allowed"),
    ),
    "untracked": Assumption(
        question="What becomes of a class or location that the company does not track?",
        choices=("dropped", "kept"),
    ),
    "unknown-custom-field": Assumption(
        question="What becomes of a custom field that the company has not defined?",
        choices=("dropped", "refused"),
    ),
    "tax-classifications": Assumption(
        question="Which tax classifications does automated sales tax know?",
        choices=("none",),
    ),
    "automated-tax-rates": Assumption(
        question="Which rates does automated sales tax find?",
        choices=("table",),
    ),
    "auto-apply": Assumption(
        question="What do the preferences AutoApplyCredit and AutoApplyPayments apply?",
        choices=("what is open", "payments too", "nothing"),
    ),
    "closed-books": Assumption(
        question="How are the books closed: with a password or without (6210 or 6200)?",
        choices=("date", "password"),
    ),
    "negative-stock": Assumption(
        question="May more of an inventory item be sold than is on hand?",
        choices=("allowed", "refused"),
    ),
    "before-stock-start": Assumption(
        question="What becomes of a movement of stock dated before the item's InvStartDate (6270)?",
        choices=("refused", "allowed"),
    ),
    "quantity-update": Assumption(
        question="What does an update of Item.QtyOnHand do?",
        choices=("adjusts", "ignored"),
    ),
    "opening-balance": Assumption(
        question="What does the opening balance of an account, customer or vendor become?",
        choices=("journal",),
    ),
    "account-rules": Assumption(
        question="How are accounts refused whose types or parents do not go together?",
        choices=("refused",),
    ),
    "item-parent": Assumption(
        question="Under what may an item be filed besides a category?",
        choices=("same-type",),
    ),
    "bundle-made": Assumption(
        question="Can a bundle be made through the API, whose documentation only reads them?",
        choices=("made", "refused"),
    ),
    "unset-rate": Assumption(
        question="What is a currency worth that nobody set a rate for?",
        choices=("one",),
    ),
    "recurring-schedule": Assumption(
        question="Which schedules of recurring transactions are refused, and how?",
        choices=("refused",),
    ),
    "recurring-run": Assumption(
        question="Do recurring transactions make theirs, on the first call of their day?",
        choices=("made", "never"),
    ),
    "largest-amount": Assumption(
        question="Which amounts are too large, and how are they refused?",
        choices=("refused",),
    ),
    "throttled-answer": Assumption(
        question="Which body has a 429 for a client that asks for JSON?",
        choices=("gateway", "business"),
    ),
    "too-large": Assumption(
        question="How large may a body be that is no upload, and how is a larger one refused?",
        choices=("413",),
    ),
    "unreadable-body": Assumption(
        question="How is a body refused that can't be decompressed?",
        choices=("400",),
    ),
    "cdc-look-back": Assumption(
        question="How far back does change data capture look?",
        choices=("thirty days", "for ever"),
    ),
    "cdc-uncaptured": Assumption(
        question="What does change data capture tell of entities that it does not capture?",
        choices=("nothing", "refused"),
    ),
    "cdc-parameters": Assumption(
        question="How are missing or wrong parameters of change data capture refused?",
        choices=("400",),
    ),
    "download-body": Assumption(
        question="What does a download answer?",
        choices=("address", "redirect"),
    ),
    "sample-days": Assumption(
        question="Are the sample company's documents of 2014, or of the weeks before it was made?",
        choices=("2014", "recent"),
    ),
    "sample-fields": Assumption(
        question="Does the sample company use custom fields, as it did before August 2026?",
        choices=("known", "none"),
    ),
    "mail-limit": Assumption(
        question="Is a sandbox held to its forty messages a day, and how does it refuse more?",
        choices=("no limit", "forty a day"),
    ),
    "other-method": Assumption(
        question="How is a method refused that is neither GET nor POST?",
        choices=("500 fault",),
    ),
    "another-company": Assumption(
        question="How is a good token refused that is another company's: code 3100 or 100?",
        choices=("403", "401"),
    ),
}


AT_THE_BEGINNING = frozenset({"first-lists", "sample-days", "sample-fields"})
"""Questions that are answered when a company is made: a reset asks them anew."""


def mark(response: web.Response, name: str) -> web.Response:
    """Mark a response outside any company with the open question that it depends on."""
    marked = response.headers.get(HEADER)
    response.headers[HEADER] = f"{marked}, {name}" if marked else name
    return response


def default_of(name: str) -> str:
    """Return the choice that holds unless a company says otherwise."""
    return ASSUMPTIONS[name].choices[0]
