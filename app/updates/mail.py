"""An update as the draft of an e-mail: a file that mail programs open ready to be looked over and sent.

It is a message of RFC 5322 without the things that the program that sends it adds: no Date, no Message-ID, no From (the
account it is opened in), no Bcc. ``X-Unsent: 1`` says that it was never sent: Outlook and Thunderbird open it in a
window to write in. Heads are ASCII (RFC 2047, RFC 2231), lines end in CR LF.
"""

from __future__ import annotations

import re
from base64 import b64encode
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.kernel.text import clean, unturned
from app.updates.composing import UpdateLetter

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,253}")
_LONGEST_NAME = 200
"""Letters: a line of a mail has at most 998 (RFC 5322), and a name may be one word."""
_LONGEST_LINE = 76
_POLICY = SMTP.clone(max_line_length=_LONGEST_LINE)
_MOST_BYTES = 45
"""Of a name in one encoded word: 72 letters with what is around them, so that the head's own name has room."""


def mail_words(letter: UpdateLetter) -> str:
    """What the e-mail says: the letter's words, with the notices for e-mails at the end."""
    notices = (notice for notice in letter.mail_notices if notice.strip())
    return "\n\n".join((letter.text.plain, *notices)) + "\n"


def eml(letter: UpdateLetter, pdf: bytes | None, pdf_name: str = "update.pdf") -> bytes:
    """The file. ``pdf``: the letter that goes with it, under ``pdf_name``; None: the words alone."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = clean(letter.subject, lines=False)
    message.set_content(clean(mail_words(letter)) + "\n", charset="utf-8", cte="base64")
    if pdf is not None:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=pdf_name)
    address = mail_address(letter.client, letter.email)
    return b"X-Unsent: 1\r\n" + (b"" if address is None else _to(address)) + message.as_bytes()


def _to(address: Address) -> bytes:
    """The head that says whom it goes to. The standard library's own loses a space where it folds a long name."""
    plain = f"To: {address}"
    fits = plain.isascii() and len(plain) <= _LONGEST_LINE and "=?" not in plain
    if fits or not address.display_name:
        return plain.encode("ascii") + b"\r\n"
    words = [f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in _parts(address.display_name)]
    return "\r\n ".join(["To: " + words[0], *words[1:], f"<{address.addr_spec}>"]).encode("ascii") + b"\r\n"


def _parts(name: str) -> list[bytes]:
    """A name cut for encoded words, between words of its own where it can be: the space goes with the word before it,
    as white between encoded words is none (RFC 2047, 6.2), and no character is cut (5)."""
    parts = [b""]
    for word in re.findall(r"\S* ?", name):
        if len(parts[-1] + word.encode()) > _MOST_BYTES:
            parts.append(b"")
        for letter in word:
            if len(parts[-1] + letter.encode()) > _MOST_BYTES:
                parts.append(b"")
            parts[-1] += letter.encode()
    return [part for part in parts if part]


def mail_address(name: str, email: str) -> Address | None:
    """Whom it goes to; None where the client has no address that a mail program can take.

    The name is without what turns text around, or it could hide the address beside it; one that no line of a mail holds
    is left away.
    """
    found = email.strip()
    if not _ADDRESS.fullmatch(found):
        return None
    called = clean(unturned(name), lines=False)
    local, _, domain = found.partition("@")
    try:
        host = domain.encode("idna").decode("ascii")  # as heads have it: they are ASCII
        return Address(called if len(called) <= _LONGEST_NAME else "", addr_spec=f"{local}@{host}")
    except (HeaderParseError, ValueError):  # what looks like an address and is none
        return None
