"""An update leaves the vault as a file: as a letter, as the draft of an e-mail, as the script of a call. The trail is
told with it, and where it was sent the log is, too: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from app.reports.files import document_name
from app.reports.sealing import sealed
from app.storage.transaction import Transaction
from app.updates.commands import Way, record_saved
from app.updates.composing import UpdateLetter
from app.updates.mail import eml
from app.updates.page import render
from app.updates.script import PhoneScript, render_script
from app.vault.leaving import Opened, send_out

Told = Callable[[Transaction], object]
"""What else is to be done in the transaction that tells the trail, such as `app.updates.commands.log_sent`."""


def save_pdf(
    opened: Opened, letter: UpdateLetter, file: Path, *, password: str | None = None, also: Told | None = None
) -> int:
    """Save the letter; how many pages it has. ``password``: it asks for it (AES-256).

    Raises Refused (password, logo) and MachineTrouble; then nothing is left, and nothing is told.
    """
    made = render(letter)
    content = made.pdf if password is None else sealed(made.pdf, password)
    _send(opened, letter.matter_id, file, content, (Way.PDF, made.pages), also)
    return made.pages


def save_eml(
    opened: Opened, letter: UpdateLetter, file: Path, *, password: str | None = None, also: Told | None = None
) -> int:
    """Save the draft of an e-mail with the letter as PDF; how many pages that has. As `save_pdf`."""
    made = render(letter)
    pdf = made.pdf if password is None else sealed(made.pdf, password)
    name = file_name(letter, Way.PDF, letter.day)
    _send(opened, letter.matter_id, file, eml(letter, pdf, name), (Way.EML, made.pages), also)
    return made.pages


def save_script(opened: Opened, script: PhoneScript, matter_id: UUID, file: Path) -> int:
    """Save the script of a call; how many pages it has."""
    made = render_script(script)
    _send(opened, matter_id, file, made.pdf, (Way.SCRIPT, made.pages), None)
    return made.pages


def file_name(letter: UpdateLetter, way: Way, day: date) -> str:
    """The name that is offered for the file, by the firm's pattern."""
    names = {Way.PDF: "Update", Way.EML: "Update", Way.SCRIPT: "Phone script"}
    ending = "eml" if way is Way.EML else "pdf"
    return document_name(
        letter.file_pattern, names[way], day, matter=letter.number, client=letter.client, ending=ending
    )


def _send(
    opened: Opened, matter_id: UUID, file: Path, content: bytes, said: tuple[Way, int], also: Told | None
) -> None:
    def tell(tx: Transaction) -> None:
        record_saved(tx, matter_id, *said, file)
        if also is not None:
            also(tx)

    send_out(opened, file, content, tell, what="update")
