"""A message that Outlook saved (.msg, MS-OXMSG) read into the same plain value as any other mail."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime

from app.exchange.bulk_mail import is_automatic
from app.exchange.html_text import flatten
from app.exchange.mail import MAX_TEXT_BYTES, Attachment, Message, fingerprint, message_ids, safe_name
from app.exchange.mail_headers import Address, codec_for, decode, decode_words, parse_addresses, parse_date
from app.exchange.mail_parts import MAX_BYTES, read_headers, refuse
from app.exchange.rtf_text import read_rtf
from app.exchange.thread_words import outlook_conversation
from app.kernel import text as words
from app.kernel.errors import Refused
from app.kernel.language import tr

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEEPEST = 5
_MOST_FILES = 500
# Property numbers of MS-OXPROPS.
_SUBJECT, _HEADERS, _BODY, _HTML, _RTF = 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_SENT, _DELIVERED, _CODEPAGE, _MESSAGE_CODEPAGE = 0x0039, 0x0E06, 0x3FDE, 0x3FFD
_SENDER_NAME, _SENDER_EMAIL, _SENDER_SMTP, _SENDER_SMTP_NEW = 0x0C1A, 0x0C1F, 0x0C1E, 0x5D01
_FOR_NAME, _FOR_EMAIL, _FOR_SMTP = 0x0042, 0x0065, 0x5D02
_MESSAGE_ID, _REFERENCES, _IN_REPLY_TO, _CONVERSATION = 0x1035, 0x1039, 0x1042, 0x0071
_RECIPIENT_KIND, _NAME, _SMTP, _EMAIL = 0x0C15, 0x3001, 0x39FE, 0x3003
_FILE, _LONG_NAME, _SHORT_NAME, _MIME = 0x3701, 0x3707, 0x3704, 0x370E
_CC = 2


def is_outlook_message(raw: bytes) -> bool:
    """Whether the file is one of those of Microsoft that hold files inside, as .msg are (old .doc and .xls, too)."""
    return raw.startswith(MAGIC)


def read_outlook_message(raw: bytes) -> Message:
    """The message in the bytes of a ``.msg`` file. Raises only `Refused` ("unreadable-message")."""
    from oxmsg import Message as OutlookMessage  # late: most mails need it not
    from oxmsg.domain.model import MSG_HDR_OFFSET

    if len(raw) > MAX_BYTES:
        raise refuse(tr("This message is larger than {most} MB.").format(most=MAX_BYTES // 1024 // 1024))
    try:
        storage = OutlookMessage.load(raw)._storage  # noqa: SLF001  # its own properties give up at the first damage
        return _message(_Thing(storage, MSG_HDR_OFFSET), 0)
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as trouble:  # the library raises whatever a damaged file brings it to
        raise refuse(tr("This Outlook message is damaged in a way that Liaison does not know.")) from trouble


@dataclass(frozen=True, slots=True)
class _Thing:
    """A message, a recipient or an attached file; what is damaged in it reads as not there."""

    storage: object
    header: int
    encoding: str = "cp1252"

    def _stream(self, name: str) -> bytes | None:
        for one in getattr(self.storage, "streams", ()):
            if one.name.upper() == name:
                return bytes(one.bytes_)
        return None

    def binary(self, number: int) -> bytes | None:
        """A property of bytes."""
        return self._stream(f"__SUBSTG1.0_{number:04X}0102")

    def text(self, number: int) -> str:
        """A property of text, or ""."""
        wide = self._stream(f"__SUBSTG1.0_{number:04X}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").replace("\0", "")
        narrow = self._stream(f"__SUBSTG1.0_{number:04X}001E")
        return decode(narrow, self.encoding) if narrow is not None else ""

    def _fixed(self, number: int, kind: int) -> bytes | None:
        properties = self._stream("__PROPERTIES_VERSION1.0") or b""
        wanted = struct.pack("<HH", kind, number)
        for at in range(self.header, len(properties) - 15, 16):
            if properties[at : at + 4] == wanted:
                return properties[at + 8 : at + 16]
        return None

    def number(self, number: int) -> int | None:
        """A property of 32 bits."""
        found = self._fixed(number, 0x0003)
        return struct.unpack("<i4x", found)[0] if found else None

    def moment(self, number: int) -> datetime | None:
        """A property of time, in UTC; one that was never set reads as the year 1601 and is none."""
        found = self._fixed(number, 0x0040)
        if found is None:
            return None
        from datetime import UTC, timedelta

        try:
            moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(
                seconds=struct.unpack("<Q", found)[0] // 10_000_000
            )
        except OverflowError:
            return None
        return moment if 1970 <= moment.year <= 2200 else None

    def inside(self, prefix: str, header: int) -> list[_Thing]:
        """The things of one kind inside this one."""
        found = [one for one in getattr(self.storage, "storages", ()) if one.name.startswith(prefix)]
        return [_Thing(one, header, self.encoding) for one in found[:_MOST_FILES]]


def _message(raw: _Thing, depth: int) -> Message:
    page = raw.number(_CODEPAGE) or raw.number(_MESSAGE_CODEPAGE)
    outlook = _Thing(raw.storage, raw.header, _codec(page))
    headers = read_headers(outlook.text(_HEADERS).encode("utf-8", "replace"))
    sender = _sender(outlook, headers)
    subject = decode_words(outlook.text(_SUBJECT)) or decode_words(_first(headers, "subject"))
    sent_at = outlook.moment(_SENT) or parse_date(_first(headers, "date")) or outlook.moment(_DELIVERED)
    text, html = _body(outlook)
    layout = flatten(html, paragraphs=True) if html else None
    if not text.strip() and layout is not None:
        text = words.clean(layout.text)
    files, forwarded = _files(outlook, depth)
    to, cc = _recipients(outlook, headers)
    if not (sender or subject or text or files or to):
        raise refuse(tr("This file holds no message of Outlook."))
    ids = message_ids(outlook.text(_MESSAGE_ID) or _first(headers, "message-id"))
    return Message(
        message_id=ids[0] if ids else None,
        fingerprint=fingerprint(sender, sent_at, subject, text, files),
        sent_at=sent_at,
        sender=sender,
        to=to,
        cc=cc,
        subject=subject,
        text=text,
        html=html or None,
        layout=layout,
        attachments=files,
        forwarded=forwarded,
        in_reply_to=message_ids(outlook.text(_IN_REPLY_TO) or _first(headers, "in-reply-to")),
        references=message_ids(outlook.text(_REFERENCES) or " ".join(headers.get("references", ()))),
        conversation=outlook_conversation(outlook.binary(_CONVERSATION) or b"", subject),
        of_outlook=True,
        is_automatic=is_automatic(headers),
    )


def _codec(page: int | None) -> str:
    known = {65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1", 28592: "iso-8859-2", 50220: "iso-2022-jp"}
    name = known.get(page or 1252, f"cp{page or 1252}")
    return name if codec_for(name) else "cp1252"


def _first(headers: dict[str, list[str]], name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def _sender(outlook: _Thing, headers: dict[str, list[str]]) -> Address | None:
    """Whom the message is from: as the internet's headers say, else on whose behalf it was sent, else who sent it."""
    if found := parse_addresses(_first(headers, "from")):
        return found[0]
    for name, addresses in (
        (_FOR_NAME, (_FOR_SMTP, _FOR_EMAIL)),
        (_SENDER_NAME, (_SENDER_SMTP_NEW, _SENDER_EMAIL, _SENDER_SMTP)),
    ):
        for number in addresses:
            if found := parse_addresses(outlook.text(number)):
                return Address(words.clean(outlook.text(name), lines=False) or found[0].name, found[0].email)
    return None


def _recipients(
    outlook: _Thing, headers: dict[str, list[str]]
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    to: list[Address] = list(parse_addresses(", ".join(headers.get("to", ()))))
    cc: list[Address] = list(parse_addresses(", ".join(headers.get("cc", ()))))
    known = {one.email for one in (*to, *cc)}
    for one in outlook.inside("__recip_version1.0_#", 8):
        found = parse_addresses(one.text(_SMTP)) or parse_addresses(one.text(_EMAIL))
        if found and found[0].email not in known:
            known.add(found[0].email)
            address = Address(words.clean(one.text(_NAME), lines=False), found[0].email)
            (cc if one.number(_RECIPIENT_KIND) == _CC else to).append(address)
    return tuple(to), tuple(cc)


def _body(outlook: _Thing) -> tuple[str, str]:
    """The plain text and the HTML, each as far as it is there."""
    text = words.clean(outlook.text(_BODY)[:MAX_TEXT_BYTES])
    raw = outlook.binary(_HTML)
    html = decode(raw[:MAX_TEXT_BYTES], outlook.encoding) if raw else outlook.text(_HTML)[:MAX_TEXT_BYTES]
    packed = outlook.binary(_RTF)
    if not (text or html) and packed:
        from compressed_rtf import decompress

        found, wraps_html = read_rtf(decompress(packed)[:MAX_TEXT_BYTES])
        return ("", found) if wraps_html else (words.clean(found), "")
    return text, html


def _files(outlook: _Thing, depth: int) -> tuple[tuple[Attachment, ...], tuple[Message, ...]]:
    files: list[Attachment] = []
    forwarded: list[Message] = []
    for number, one in enumerate(outlook.inside("__attach_version1.0_#", 8), start=1):
        content = one.binary(_FILE)
        within = one.inside(f"__substg1.0_{_FILE:04X}000D", 24)
        if content is None and within and depth < _DEEPEST:
            try:
                forwarded.append(_message(within[0], depth + 1))
            except Refused:  # an appointment or a picture in a form of Microsoft's own
                continue
        elif content is not None:
            name = safe_name(one.text(_LONG_NAME) or one.text(_SHORT_NAME)) or f"attachment-{number}"
            kind = one.text(_MIME).strip().lower() or "application/octet-stream"
            files.append(Attachment(name, kind[:100], content))
    return tuple(files), tuple(forwarded)
