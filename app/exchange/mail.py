"""A mail read into a plain value: who, when, what, and what was attached. No files, no network."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from app.exchange.bulk_mail import is_automatic
from app.exchange.html_text import FlatText, flatten
from app.exchange.mail_headers import (
    Address,
    decode,
    decode_base64,
    decode_words,
    parse_addresses,
    parse_date,
    parse_parameters,
)
from app.exchange.mail_parts import Part, read_parts, refuse, walk
from app.exchange.thread_words import outlook_conversation
from app.kernel import text as words
from app.kernel.errors import Refused
from app.kernel.language import tr

__all__ = ["Address", "Attachment", "Message", "read_message"]

# Longer "texts" are data; they are kept as attachments. 8 MB of the worst mark-up take a few seconds to read.
MAX_TEXT_BYTES = 8 * 1024 * 1024
MOST_IDS = 30

_MESSAGE_ID = re.compile(r"<\s*([^<>\s]{1,900}+)\s*>")
_MAIL_HEADERS = frozenset(
    ("from", "date", "subject", "to", "message-id", "received", "content-type", "sender")
)
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "text/plain": ".txt",
               "text/html": ".html", "text/calendar": ".ics", "message/delivery-status": ".txt"}  # fmt: skip
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along. ``name`` is a name without folder, fit for every system; ``content`` is decoded."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One mail.

    ``message_id`` without brackets; ``fingerprint`` (SHA-256, hex) is the same for every copy of one mail,
    whichever way it came, and serves where there is no Message-ID. ``sent_at`` is in UTC: from Date, else
    from the first server that received it. ``text`` is the plain text; where there is only HTML, what
    a person reads of it (``layout`` is the HTML in lines, with its links). ``forwarded`` are mails attached
    whole. ``in_reply_to`` and ``references`` name other messages as ``message_id`` does, ``conversation`` what
    Outlook takes for one (`outlook_conversation`). ``of_outlook``: it was saved as .msg.
    ``is_automatic``: a program sent it, to many or by itself.
    """

    message_id: str | None
    fingerprint: str
    sent_at: datetime | None
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    html: str | None = field(repr=False)
    layout: FlatText | None = field(repr=False, compare=False)
    attachments: tuple[Attachment, ...]
    forwarded: tuple[Message, ...]
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conversation: str = ""
    of_outlook: bool = False
    is_automatic: bool = False


def read_message(raw: bytes) -> Message:
    """The mail in ``raw`` (the bytes of an ``.eml`` file). Raises only ``Refused`` ("unreadable-message").

    Time and memory grow with the size alone: at most 60 MB, 2,000 parts, nested 30 deep.
    """
    if not raw.strip():
        raise refuse(tr("This file is empty."))
    try:
        root = read_parts(raw)
        if _MAIL_HEADERS.isdisjoint(root.headers):
            raise refuse(tr("This file is no e-mail: it has neither sender nor date nor subject."))
        return _message(root)
    except Refused:
        raise
    except (ValueError, LookupError, TypeError, ArithmeticError, MemoryError, RecursionError) as trouble:
        raise refuse(tr("This message is damaged in a way that Liaison does not know.")) from trouble


def _message(root: Part) -> Message:
    body = _Body()
    for part in walk(root):
        body.take(part)
    html = "\n".join(body.html) if body.html else None
    text = "\n\n".join(piece for piece in body.plain if piece.strip())
    layout = flatten(html, paragraphs=True) if html is not None else None
    if not text and layout is not None:
        text = words.clean(layout.text)
    sender = parse_addresses(root.header("from")) or parse_addresses(root.header("sender"))
    sent_at = parse_date(root.header("date")) or _first_received(root)
    found_ids = message_ids(root.header("message-id"))
    subject = decode_words(root.header("subject"))
    attachments = tuple(body.attachments)
    return Message(
        message_id=found_ids[0] if found_ids else root.header("message-id").strip()[:900] or None,
        fingerprint=fingerprint(sender[0] if sender else None, sent_at, subject, text, attachments),
        sent_at=sent_at,
        sender=sender[0] if sender else None,
        to=_addresses(root, "to"),
        cc=_addresses(root, "cc"),
        subject=subject,
        text=text,
        html=html,
        layout=layout,
        attachments=attachments,
        forwarded=tuple(body.forwarded),
        in_reply_to=message_ids(root.header("in-reply-to")),
        references=message_ids(" ".join(root.headers.get("references", ()))),
        conversation=outlook_conversation(_index(root.header("thread-index")), subject),
        is_automatic=is_automatic(root.headers),
    )


def message_ids(line: str) -> tuple[str, ...]:
    """The messages that a line names, each once, without brackets; of very many the first and the last."""
    found = tuple(dict.fromkeys(_MESSAGE_ID.findall(line)))
    return found if len(found) <= MOST_IDS else (found[0], *found[1 - MOST_IDS :])


def _index(line: str) -> bytes:
    return decode_base64(line.encode("ascii", "ignore")[:400]) if line else b""


class _Body:
    """Sorts the parts of one message: what is read, what is attached, what is a mail of its own."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.html: list[str] = []
        self.attachments: list[Attachment] = []
        self.forwarded: list[Message] = []
        self.text_bytes_left = MAX_TEXT_BYTES

    def take(self, part: Part) -> None:
        kind = part.media_type
        if kind == "message/rfc822":
            self.forwarded.extend(_message(child) for child in part.children)
            return
        if kind.startswith("multipart/") and part.children:
            return
        name = _file_name(part)
        disposition = part.header("content-disposition").partition(";")[0].strip().lower()
        readable = (
            kind in {"text/plain", "text/html"} or kind.startswith("multipart/") or kind == "text/enriched"
        )
        if readable and disposition != "attachment" and not name and len(part.body) <= self.text_bytes_left:
            self.text_bytes_left -= len(part.body)
            text = decode(part.content(), part.parameters.get("charset"))
            if kind == "text/html":
                self.html.append(text)
            else:
                self.plain.append(words.clean(text))
            return
        content = part.content()
        if not content and not name:
            return
        default = f"attachment-{len(self.attachments) + 1}{_EXTENSIONS.get(kind, '')}"
        self.attachments.append(Attachment(safe_name(name) or default, kind, content))


def _file_name(part: Part) -> str:
    _, parameters = parse_parameters(part.header("content-disposition"))
    return decode_words(parameters.get("filename") or part.parameters.get("name") or "")


def safe_name(name: str) -> str:
    """The last part of a path without what Windows refuses, cut to 150 characters before the extension."""
    name = words.clean(re.split(r"[\\/]", name)[-1], lines=False)
    name = _NOT_IN_NAMES.sub("_", name).strip(". ")
    if len(name) > 150:
        stem, dot, extension = name.rpartition(".")
        name = (
            f"{stem[: 150 - len(extension) - 1]}.{extension}" if dot and len(extension) <= 10 else name[:150]
        )
    return name


def _addresses(root: Part, name: str) -> tuple[Address, ...]:
    return parse_addresses(", ".join(root.headers.get(name, ())))


def _first_received(root: Part) -> datetime | None:
    for line in reversed(root.headers.get("received", ())):
        if (moment := parse_date(line.rpartition(";")[2].strip())) is not None:
            return moment
    return None


def fingerprint(
    sender: Address | None,
    sent_at: datetime | None,
    subject: str,
    text: str,
    attachments: tuple[Attachment, ...],
) -> str:
    """SHA-256 (hex) of what every copy of one mail has in common."""
    digest = hashlib.sha256()
    said = (
        sender.email if sender else "",
        sent_at.isoformat() if sent_at else "",
        subject,
        " ".join(text.split()),
    )
    for piece in said:
        digest.update(piece.encode("utf-8", "replace") + b"\0")
    for attachment in attachments:
        digest.update(hashlib.sha256(attachment.content).digest())
    return digest.hexdigest()
