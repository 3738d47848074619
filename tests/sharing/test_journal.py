"""The journal outlives crashes, and several processes may write it at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.sharing.journal import Journal, Where

WHERE = Where(url="https://acme-stage-1.dev.odoo.com", database="acme-stage-1", realm="1")


def test_what_was_told_is_read_again(tmp_path: Path) -> None:
    """By whoever comes after, whatever became of the teller."""
    journal = Journal(tmp_path / "deep" / "journal.jsonl")
    assert journal.entries() == []
    journal.began("ABC123", "test_one", WHERE)
    journal.made("ABC123", "res.partner", [1, 2])
    journal.made("ABC123", "account.move", [3])
    (entry,) = Journal(journal.path).entries()
    assert entry.where == WHERE
    assert entry.made == {"res.partner": [1, 2], "account.move": [3]}
    assert entry.running()
    journal.ended("ABC123")
    assert not journal.entries()[0].running()
    journal.let_go("ABC123")
    assert journal.entries()[0].let_go
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_a_crash_at_any_byte_loses_no_other_line(tmp_path: Path) -> None:
    """The line that was being written is cut off; the next one stands whole."""
    journal = Journal(tmp_path / "whole.jsonl")
    journal.began("ABC123", "test_one", WHERE)
    first = journal.path.read_bytes()
    journal.made("ABC123", "res.partner", [7])
    second = journal.path.read_bytes()[len(first) :]
    for length in range(len(second)):
        cut = Journal(tmp_path / "cut.jsonl")
        cut.path.write_bytes(first + second[:length])
        cut.made("ABC123", "account.move", [9])
        (entry,) = cut.entries()
        assert entry.made["account.move"] == [9]
        cut.path.unlink()


def test_processes_write_at_once(tmp_path: Path) -> None:
    """Each line stays whole."""
    path = tmp_path / "journal.jsonl"
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from harness.sharing.journal import Journal, Where\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "journal.began(sys.argv[2], 'x', Where(url='u', database='d', realm='r'))\n"
        "for number in range(100):\n    journal.made(sys.argv[2], 'res.partner', [number])\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", script, str(path), tag], env=os.environ)
        for tag in ("AAAAAA", "BBBBBB", "CCCCCC")
    ]
    for child in children:
        assert child.wait(60) == 0
    entries = Journal(path).entries()
    assert sorted(entry.tag for entry in entries) == ["AAAAAA", "BBBBBB", "CCCCCC"]
    assert all(entry.made["res.partner"] == list(range(100)) for entry in entries)
    assert not any(entry.running() for entry in entries)


def test_a_journal_that_can_not_be_written_stops_the_run(tmp_path: Path) -> None:
    """Nothing is seeded that could not be let go of again."""
    (tmp_path / "file").write_text("")
    with pytest.raises(HarnessError, match="can't be written") as caught:
        Journal(tmp_path / "file" / "journal.jsonl").began("ABC123", "x", WHERE)
    assert "setting journal" in str(caught.value)
