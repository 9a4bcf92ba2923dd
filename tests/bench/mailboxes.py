"""A mailbox brought in, in messages a second, against the standard library's mailbox and parser on the same file."""

from __future__ import annotations

import mailbox
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from random import Random

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import ClientKind, PointKind
from app.exchange.commands import bring_in, read_files
from app.workspace import Workspace
from tests.bench.figure import Figure, seconds

MESSAGES = 3_000
_WORDS = (
    "the",
    "lease",
    "was",
    "signed",
    "on",
    "Monday",
    "and",
    "they",
    "will",
    "send",
    "papers",
    "before",
    "hearing",
)


def measure(workspace: Workspace, room: Path, messages: int = MESSAGES) -> list[Figure]:
    """Brought in for good, in stretches, each with its index and its place in the trail; then the parser alone."""
    box = made_up(room / "bench.mbox", messages)
    with workspace.write() as tx:  # half of them are known
        for number in range(0, 97, 2):
            point = Point(PointKind.EMAIL, f"person{number}@client.example")
            add_client(tx, ClientDetails(ClientKind.PERSON, "Person", f"Bench{number}", points=(point,)))
    ours = seconds(lambda: _bring(workspace, box))
    bare = seconds(lambda: _parse(box))
    name = f"import of an mbox of {messages:,}"
    return [Figure(name, messages / ours, messages / bare, unit="messages/s", at_most=2)]


def _bring(workspace: Workspace, box: Path) -> None:
    (outcome,) = bring_in(workspace.write, read_files([box]), keeps=True)
    if outcome.refused:
        raise AssertionError(outcome.refused[:3])


def _parse(box: Path) -> None:
    """Every part decoded, as the import does."""
    messages = mailbox.mbox(box, create=False)
    for key in messages.iterkeys():
        message = message_from_bytes(messages.get_bytes(key), _class=EmailMessage, policy=default)
        for part in message.walk():
            if not part.is_multipart():
                part.get_content()
    messages.close()


def made_up(path: Path, messages: int) -> Path:
    """About 4 KB each: text and HTML, every tenth with a file, every third a reply."""
    chance = Random(4)  # noqa: S311  # the same every time
    with path.open("wb") as file:
        for number in range(messages):
            message = EmailMessage()
            message["From"] = f"Person {number % 97} <person{number % 97}@client.example>"
            message["To"] = "Ann Aldous <ann@aldous.example>"
            message["Subject"] = f"{'Re: ' if number % 3 == 0 else ''}About the matter {number // 3}"
            message["Date"] = f"Mon, {number % 27 + 1} Oct 2025 {number % 24:02d}:{number % 60:02d}:00 -0700"
            message["Message-ID"] = f"<{number}.bench@client.example>"
            if number % 3 == 0 and number:
                message["In-Reply-To"] = f"<{number - 1}.bench@client.example>"
            said = " ".join(chance.choices(_WORDS, k=180))
            message.set_content(f"Dear Ann,\n\n{said}\n\nRegards\n")
            message.add_alternative(
                f"<html><body><p>Dear Ann,</p><p>{said}</p></body></html>", subtype="html"
            )
            if number % 10 == 0:
                message.add_attachment(
                    chance.randbytes(8_000), "application", "pdf", filename=f"{number}.pdf"
                )
            file.write(b"From bench Mon Oct 06 09:00:00 2025\n" + message.as_bytes() + b"\n\n")
    return path
