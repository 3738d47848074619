"""What a connection's answers wait for: the end of the loop's turn, and nothing else."""

from __future__ import annotations

import asyncio
import socket

from harness.sandbox.http.together import SOON, Together
from tests.sandbox.conftest import Emulator


class Sent(asyncio.Transport):
    """A transport that keeps what it is to send, and how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []
        self.ended = ""

    def is_closing(self) -> bool:
        return bool(self.ended)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent.append(bytes(data))

    def close(self) -> None:
        self.ended = "closed"

    def abort(self) -> None:
        self.ended = "aborted"

    def pause_reading(self) -> None:
        raise AssertionError

    def resume_reading(self) -> None:
        raise AssertionError


async def _made() -> tuple[Sent, Together]:
    inner = Sent()
    return inner, Together(inner, asyncio.get_running_loop())


def test_answers_of_one_turn_are_sent_together_and_in_order() -> None:
    """The kernel is asked once for them."""

    async def turn() -> None:
        inner, together = await _made()
        together.write(b"one ")
        together.write(b"two")
        assert inner.sent == []
        await asyncio.sleep(0)
        assert inner.sent == [b"one two"]
        together.write(b"three")
        await asyncio.sleep(0)
        assert inner.sent == [b"one two", b"three"]

    asyncio.run(turn())


def test_a_long_answer_does_not_wait() -> None:
    """So that who writes much is slowed down by who reads slowly."""

    async def turn() -> None:
        inner, together = await _made()
        together.write(b"head ")
        together.write(b"x" * SOON)
        assert b"".join(inner.sent) == b"head " + b"x" * SOON
        together.write(b"rest")
        await asyncio.sleep(0)
        assert inner.sent[-1] == b"rest"

    asyncio.run(turn())


def test_an_end_sends_what_waits_and_a_cut_does_not() -> None:
    """A fault rule that drops a connection has nothing of the answer sent."""

    async def turn() -> None:
        inner, together = await _made()
        together.write(b"last")
        together.close()
        assert (inner.sent, inner.ended) == ([b"last"], "closed")
        inner, together = await _made()
        together.write(b"lost")
        together.abort()
        await asyncio.sleep(0)
        assert (inner.sent, inner.ended) == ([], "aborted")

    asyncio.run(turn())


def test_two_requests_sent_at_once_are_answered_in_order(emulator: Emulator) -> None:
    """Over a real connection."""
    host, _, port = emulator.url.removeprefix("http://").partition(":")
    first = f"GET /nothing HTTP/1.1\r\nHost: {host}\r\n\r\n"
    last = f"GET /ui/static/ui.css HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall((first + last).encode())
        told = b"".join(iter(lambda: connection.recv(65536), b""))
    assert told.startswith(b"HTTP/1.1 404 ")
    assert told.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 200 " in told
