"""Names reach QuickBooks' parser whole, whatever characters they hold."""

from __future__ import annotations

from types import ModuleType

import pytest


class TestCondition:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Plain", "DisplayName = 'Plain'"),
            ("O'Brien & Sons", r"DisplayName = 'O\'Brien & Sons'"),
            ("back\\slash", r"DisplayName = 'back\\slash'"),
            ('5" beam 100%', "DisplayName = '5\" beam 100%'"),
        ],
    )
    def test_quotes_are_escaped_with_a_backslash(
        self, query: ModuleType, name: str, expected: str
    ) -> None:
        assert query.condition("DisplayName", name) == expected

    @pytest.mark.parametrize("name", ["Ñandú", "O\u2019Brien \u2013 中文 😀", "tab\there"])
    def test_what_the_lexer_refuses_becomes_a_wildcard(self, query: ModuleType, name: str) -> None:
        condition = query.condition("DisplayName", name)
        assert condition.isascii()
        assert " LIKE '" in condition
        assert "%" in condition

    def test_a_name_is_the_same_whatever_its_case_and_blanks(self, query: ModuleType) -> None:
        assert query.same("Acme ", "ACME")
        assert not query.same("Acme", "Acme Ltd")
