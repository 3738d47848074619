"""The scrubber: no secret survives in any form, and nothing else is touched."""

from __future__ import annotations

import base64
import json
import logging
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.scrub import Scrubber, ScrubFilter

SECRET = 'k9!"ä/+ &=Zq7x'
PLAIN = "canary-4f6a11"


@pytest.fixture
def scrubber() -> Scrubber:
    """Know two secrets, one of them full of characters that encodings change."""
    return Scrubber({"odoo key": SECRET, "client_secret": PLAIN})


class TestScrubber:
    @pytest.mark.parametrize(
        "form",
        [
            SECRET,
            quote_plus(SECRET),
            json.dumps(SECRET),
            json.dumps(json.dumps({"a": SECRET})),
            repr({"a": SECRET}),
            base64.b64encode(f"id:{SECRET}".encode()).decode(),
            base64.b64encode(f"some-id:{SECRET}".encode()).decode(),
            base64.urlsafe_b64encode(f"an-id:{SECRET}:x".encode()).decode(),
        ],
    )
    def test_a_known_secret_is_found_in_every_form(self, scrubber: Scrubber, form: str) -> None:
        """Url-encoded, JSON-escaped once and twice, in base64 at any offset."""
        clean = scrubber.text(f"before {form} after")
        assert "<ODOO_KEY>" in clean
        assert clean.startswith("before ")
        assert clean.endswith(" after")
        assert scrubber.known_in(f"before {form} after")
        assert not scrubber.known_in(clean)
        assert "Zq7x" not in clean

    @pytest.mark.parametrize(
        ("text", "clean"),
        [
            ("Authorization: Bearer abc123def456", "Authorization: Bearer <BEARER>"),
            ("authorization: Basic aWQ6c2VjcmV0", "authorization: Basic <BASIC>"),
            ("Cookie: session_id=abc; tz=UTC", "Cookie: <COOKIE>"),
            ('{"access_token": "abc", "x": 1}', '{"access_token": "<ACCESS_TOKEN>", "x": 1}'),
            (r'"{\"refresh_token\": \"a.b\"}"', r'"{\"refresh_token\": \"<REFRESH_TOKEN>\"}"'),
            ("{'Authorization': 'bearer k1'}", "{'Authorization': 'bearer <BEARER>'}"),
            ("{'Set-Cookie': ['sid=1; Path=/']}", "{'Set-Cookie': ['<SET_COOKIE>']}"),
            ("a=1&client_secret=xyz&b=2", "a=1&client_secret=<CLIENT_SECRET>&b=2"),
            ("call(api_key='xyz', n=1)", "call(api_key='<API_KEY>', n=1)"),
            ("GET /callback?code=Q0115&state=ok", "GET /callback?code=Q0115&state=ok"),
            ("GET /callback?code=Q01159&state=ok", "GET /callback?code=<CODE>&state=ok"),
            ("postgresql://odoo:hush@localhost/x", "postgresql://odoo:<PASSWORD>@localhost/x"),
            ("sent bearer eyJhbGciOi.eyJzdWIi.sig1", "sent bearer <BEARER>"),
            ("id eyJhbGciOiJI.eyJzdWIiOi.c2ln end", "id <JWT> end"),
        ],
    )
    def test_a_secret_is_known_by_its_shape(self, text: str, clean: str) -> None:
        assert Scrubber().text(text) == clean

    @pytest.mark.parametrize(
        "text",
        [
            '{"SyncToken": "3", "code": "400100", "state": "posted"}',
            '{"x_refresh_token_expires_in": 8726400, "token_type": "bearer"}',
            '{"Fault": {"Error": [{"code": "6240", "Message": "Duplicate Name"}]}}',
            "basic authentication and bearer tokens are used; code=6240",
            '"fields": ["access_token", "name"]',
            "http://127.0.0.1:8069/json/2/res.partner/read",
        ],
    )
    def test_innocent_text_stays(self, text: str) -> None:
        assert Scrubber().text(text) == text

    def test_structures_are_scrubbed_by_key_and_by_value(self, scrubber: Scrubber) -> None:
        """Types stay: a portal token that Odoo says is unset is not a secret."""
        assert scrubber.value(
            {
                "headers": {"Set-Cookie": ["a=b"], b"Cookie": b"c=d", "Accept": "*/*"},
                "access_token": False,
                "password": 123456,
                "rows": [("x", f"see {PLAIN}")],
                "body": f"z={PLAIN}".encode(),
                "fields_get": {"password": {"type": "char"}},
                "error": ValueError(f"bad {PLAIN}"),
                "count": 3,
            }
        ) == {
            "headers": {"Set-Cookie": ["<SET_COOKIE>"], b"Cookie": "<COOKIE>", "Accept": "*/*"},
            "access_token": False,
            "password": "<PASSWORD>",
            "rows": [("x", "see <CLIENT_SECRET>")],
            "body": b"z=<CLIENT_SECRET>",
            "fields_get": {"password": {"type": "char"}},
            "error": "bad <CLIENT_SECRET>",
            "count": 3,
        }

    def test_a_secret_minted_during_the_run_is_learned(self) -> None:
        scrubber = Scrubber()
        scrubber.learn("refresh token", "RT1-minted-now")
        assert scrubber.text("got RT1-minted-now") == "got <REFRESH_TOKEN>"

    def test_a_short_secret_is_refused_without_being_told(self) -> None:
        with pytest.raises(ValueError, match="pin has fewer than 6") as caught:
            Scrubber({"pin": "80319"})
        assert "80319" not in str(caught.value)

    def test_no_repr_tells_a_secret(self, scrubber: Scrubber) -> None:
        assert not scrubber.known_in(repr(scrubber))

    @given(st.text(max_size=80), st.sampled_from(["", "Cookie: ", "api_key=", '{"password": "']))
    def test_scrubbing_twice_changes_nothing_more(self, text: str, lead: str) -> None:
        scrubber = Scrubber({"canary": PLAIN})
        once = scrubber.text(f"{lead}{text}{PLAIN}{text}")
        assert PLAIN not in once
        assert scrubber.text(once) == once

    def test_a_log_record_is_scrubbed_whole(self, scrubber: Scrubber) -> None:
        """Message, arguments, traceback, stack and extra attributes."""
        info = (RuntimeError, RuntimeError(PLAIN), None)
        record = logging.LogRecord(
            "x", logging.INFO, "f.py", 1, "key %s of %s", (SECRET, "me"), info
        )
        record.stack_info = f"stack {PLAIN}"
        record.__dict__["token_used"] = PLAIN
        assert ScrubFilter(scrubber).filter(record)
        text = logging.Formatter().format(record) + str(record.__dict__)
        assert "key <ODOO_KEY> of me" in text
        assert "RuntimeError: <CLIENT_SECRET>" in text
        assert not scrubber.known_in(text)

    def test_a_log_record_with_wrong_arguments_leaks_nothing(self, scrubber: Scrubber) -> None:
        record = logging.LogRecord("x", logging.INFO, "f.py", 1, "%s and %s", (PLAIN,), None)
        ScrubFilter(scrubber).filter(record)
        assert not scrubber.known_in(record.getMessage())

    def test_structlog_events_are_scrubbed(self, scrubber: Scrubber) -> None:
        event = {"event": "refresh", "token": PLAIN, "exc_info": ValueError(SECRET)}
        clean = scrubber.processor(None, "info", event)
        assert clean["token"] == "<CLIENT_SECRET>"
        assert not scrubber.known_in(str(clean))


def test_an_encoded_placeholder_stays_the_same_placeholder() -> None:
    """A replayed token goes out url-encoded in a form body; two tokens must stay two."""
    scrubber = Scrubber()
    text = "grant_type=refresh_token&refresh_token=%3CREFRESH_TOKEN_2%3E"
    assert scrubber.text(text) == "grant_type=refresh_token&refresh_token=<REFRESH_TOKEN_2>"
