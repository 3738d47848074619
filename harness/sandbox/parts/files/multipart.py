"""
Reading a multipart body exactly, as clients really write it.

python-quickbooks separates its lines by a bare line feed, which strict readers
refuse; a file's bytes must come out as they went in all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from harness.sandbox.core import faults

DEEPEST = 64
"""So many parts in one request at the most: thirty-two files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its name, what its headers say, its bytes."""

    name: str
    filename: str
    content_type: str
    encoding: str
    content: bytes


def parts(content_type: str, body: bytes) -> Iterator[Part]:
    """Yield the parts; fault 1050 for a body that is no multipart/form-data."""
    head = Message()
    head["Content-Type"] = content_type
    boundary = head.get_boundary()
    if head.get_content_type() != "multipart/form-data" or not boundary:
        raise faults.invalid(
            "1050", "Invalid Content Type", "An upload is multipart/form-data with a boundary"
        )
    mark = b"--" + boundary.encode("utf-8", "replace")
    # A boundary stands at the beginning of a line, never inside of one.
    for piece in (b"\n" + body).split(b"\n" + mark, DEEPEST + 1)[1:]:
        if piece.startswith(b"--"):
            return
        yield _part(piece)


def _part(piece: bytes) -> Part:
    text = piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")
    crlf, lf = text.find(b"\r\n\r\n"), text.find(b"\n\n")
    if crlf >= 0 and (lf < 0 or crlf < lf):
        head, content = text[:crlf], text[crlf + 4 :].removesuffix(b"\r")
    elif lf >= 0:
        head, content = text[:lf], text[lf + 2 :]
    else:
        head, content = text, b""
    message = BytesHeaderParser().parsebytes(head)
    return Part(
        name=_said(message, "name"),
        filename=_said(message, "filename"),
        content_type=message.get_content_type() if message["Content-Type"] else "",
        encoding=str(message["Content-Transfer-Encoding"] or "").strip().lower(),
        content=content,
    )


def _said(message: Message, name: str) -> str:
    value = message.get_param(name, "", "content-disposition")
    return value[2] if isinstance(value, tuple) else str(value)
