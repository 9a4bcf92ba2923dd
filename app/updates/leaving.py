"""An update leaves the vault as a file: as a letter, as the draft of an e-mail, as the script of a call. The trail is
told with it, and where it was sent the log is, too: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.contactlog.forms import NewAttachment
from app.kernel.language import speaking, tr
from app.languages.offered import catalogue_of
from app.reports.files import document_name
from app.reports.press.house import Made
from app.reports.press.sealing import sealed_if
from app.storage.transaction import Transaction
from app.updates.commands import Way, record_saved
from app.updates.composing import UpdateLetter
from app.updates.mail import eml
from app.updates.page import render
from app.updates.pieces import UpdateDraft
from app.updates.script import PhoneScript, render_script
from app.vault.leaving import Opened, send_out

Also = Callable[[Transaction, Made], object]
"""What else is to be done in the transaction that tells the trail, such as `app.updates.commands.log_sent`."""


def save_pdf(
    opened: Opened,
    draft: UpdateDraft,
    letter: UpdateLetter,
    file: Path,
    *,
    password: str | None = None,
    also: Also | None = None,
) -> Made:
    """Save the letter of a draft. ``password``: the file asks for it (AES-256); what comes back does not.

    Raises Refused (password, logo, and where the draft tells what holds no more, `must_hold`), MachineTrouble, and what
    ``also`` raises; then nothing is left or told.
    """
    made = render(letter)
    content = sealed_if(made.pdf, password)
    _send(opened, draft, file, content, (Way.PDF, made), also)
    return made


def save_eml(
    opened: Opened,
    draft: UpdateDraft,
    letter: UpdateLetter,
    file: Path,
    *,
    password: str | None = None,
    also: Also | None = None,
) -> Made:
    """Save the draft of an e-mail with the letter as PDF, which asks for the ``password``. As `save_pdf`.

    What the mail itself says is not encrypted: it is what the client is to read, on the way and in this file.
    """
    made = render(letter)
    pdf = sealed_if(made.pdf, password)
    content = eml(letter, pdf, file_name(letter, Way.PDF))
    _send(opened, draft, file, content, (Way.EML, made), also)
    return made


def save_script(
    opened: Opened, draft: UpdateDraft, script: PhoneScript, file: Path, *, password: str | None = None
) -> Made:
    """Save the script of a call. As `save_pdf`."""
    made = render_script(script)
    content = sealed_if(made.pdf, password)
    _send(opened, draft, file, content, (Way.SCRIPT, made), None)
    return made


def file_name(letter: UpdateLetter, way: Way) -> str:
    """The name that is offered for the file, by the firm's pattern."""
    with speaking(catalogue_of(letter.frame.stationery.language)):
        called = tr("Phone script") if way is Way.SCRIPT else tr("Update", "a letter")
    ending = "eml" if way is Way.EML else "pdf"
    return document_name(
        letter.file_pattern, called, letter.day, matter=letter.number, client=letter.client, ending=ending
    )


def as_attachment(letter: UpdateLetter, made: Made) -> NewAttachment:
    """The letter as the log keeps it with the entry, called as its file is."""
    return NewAttachment(file_name(letter, Way.PDF), "application/pdf", made.pdf)


def _send(
    opened: Opened, draft: UpdateDraft, file: Path, content: bytes, said: tuple[Way, Made], also: Also | None
) -> None:
    way, made = said

    def tell(tx: Transaction) -> None:
        record_saved(tx, draft, way, made.pages, file)
        if also is not None:
            also(tx, made)

    send_out(opened, file, content, tell)
