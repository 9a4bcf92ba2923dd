"""Messages that come in: a court's notice becomes an entry and developments, another mail an entry, and what
cannot be placed waits in the tray (PRACTICE C5)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import bindparam, select

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact, NewParticipant
from app.contactlog.words import Channel, Direction, Outcome
from app.exchange.court_notices import NoticeCase, NoticeEntry
from app.exchange.import_keys import free_key, keep_key
from app.exchange.incoming import MailFile
from app.exchange.mail import Message
from app.exchange.mail_headers import Address
from app.exchange.models import EntryMessage, ImportedMessage, TrayItem
from app.exchange.news import kind_of_filing
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.place_messages import Place, Placer
from app.exchange.thread_words import plain_subject
from app.exchange.threads import Thread, find_thread, thread_rows
from app.kernel.language import tr
from app.matters.courts import court_name
from app.matters.developments import NewDevelopment, add_development
from app.matters.models import Development
from app.matters.words import COURT_ORIGIN
from app.settings.queries import firms_language
from app.storage.rows import look_up
from app.storage.transaction import Transaction

TEXT_CHARACTERS = 200_000
ORIGINAL = "message.eml"
OUTLOOK = "message.msg"
_BY_TWIN = select(ImportedMessage.key).where(ImportedMessage.twin.in_([bindparam("one"), bindparam("other")]))


class MessageTaker:
    """Takes messages over within one transaction."""

    def __init__(self, tx: Transaction, came: set[str] | None = None) -> None:
        """``came``: the keys of messages that a preview took before and rolled back."""
        self._tx = tx
        self._came = came
        self._reader = tx.reader()
        self._placer = Placer(self._reader)

    def take(self, file: MailFile, outcome: FileOutcome, row: int = 1) -> None:
        """Log the message where it belongs, or put it into the tray. One that came before changes nothing.

        ``row`` is its number within the file.
        """
        plain = message_key(file.message)
        twin = twin_key(file.message)
        key = None if self._came_before(file.message, plain, twin) else free_key(self._tx, plain)
        if key is None:
            outcome.unchanged += 1
            return
        keep_key(self._tx, key, twin)
        if file.notices:
            reason = self._take_notice(file, key, outcome)
        else:
            thread = find_thread(self._reader, file.message)
            place = self._placer.place(file.message, thread)
            reason = place.reason
            if place.is_known:
                self.log_message(file, place, key, thread)
                outcome.created["entries"] += 1
                outcome.places.append(self._placer.said(place))
        if reason:
            self._into_tray(file, key, reason)
            outcome.unmatched.append(RowNote(row, reason))

    def _came_before(self, message: Message, key: str, twin: str | None) -> bool:
        """Whether a preview took it, or the same message came in another form: Outlook writes another body than the
        internet does, so between the two the Message-ID, the sender, the time and the subject tell."""
        if self._came is not None:
            if key in self._came:
                return True
            self._came.add(key)
        if twin is None:
            return False
        one, other = f"msg:{twin[4:]}", f"eml:{twin[4:]}" if message.of_outlook else None
        return look_up(self._tx.session, _BY_TWIN, one=one, other=other) is not None

    def log_message(
        self,
        file: MailFile,
        place: Place,
        key: str,
        thread: Thread | None = None,
        *,
        needs_reply: bool | None = None,
        came_at: datetime | None = None,
    ) -> UUID:
        """Log a mail that is no court notice, in its thread (looked up where ``thread`` is not given).

        Whether it needs a reply is said by ``needs_reply``, else by the rule (`app.exchange.replies`), as it was when
        the mail came in (``came_at``, else now).
        """
        message = file.message
        inbound = not self._placer.is_ours(message)
        known = thread if thread is not None else find_thread(self._reader, message)
        is_there = place.matter_id is not None and place.matter_id == known.matter_id
        entry_id = log_contact(
            self._tx,
            NewContact(
                channel=Channel.EMAIL,
                direction=Direction.IN if inbound else Direction.OUT,
                occurred_at=self._when(message),
                summary=_said(message),
                matter_id=place.matter_id,
                client_id=place.client_id,
                needs_reply=inbound and self._needs_reply(message, place, known, needs_reply, came_at),
                outcome=Outcome.RECEIVED if inbound else Outcome.SENT,
                reached_at=message.sender.email if message.sender and inbound else "",
                with_client=self._placer.is_with_client(message, place, inbound=inbound),
                answers_id=known.answers_id if is_there and not inbound else None,
                held_by_id=self._placer.colleague(message.sender),
                message_key=key,
                participants=_people(message, self._placer.roles(message, place)),
                attachments=_files(file),
            ),
        )
        self._tx.insert(EntryMessage, *thread_rows(entry_id, message, known.id or self._tx.new_id()))
        return entry_id

    def _needs_reply(
        self, message: Message, place: Place, thread: Thread, said: bool | None, came_at: datetime | None
    ) -> bool:
        """What somebody said; else whether a client asks, lately, and the firm's answer is not in the log already."""
        if said is not None:
            return said
        if thread.is_answered or not self._placer.asks_for_reply(message, place):
            return False
        return self._placer.is_recent(self._when(message), came_at or self._tx.now, place)

    def log_notice(
        self, file: MailFile, matter_id: UUID, cases: Sequence[NoticeCase], key: str
    ) -> tuple[UUID, int]:
        """One entry for the matter and a development for each docket entry: the entry, and how many are new."""
        with firms_language(self._tx.reader()):  # the client reads it, whatever is spoken here
            untitled = tr("Filing without a text")
        news = [
            NewDevelopment(
                matter_id=matter_id,
                kind=kind_of_filing(entry.short_text, entry.text),
                occurred_at=self._filed(entry, file.message),
                text=entry.plain_text or entry.text or entry.short_text or untitled,
                document_number=entry.document_number or "",
                origin=_origin(case, entry),
                whole_text=entry.text if entry.text != entry.plain_text else "",
            )
            for case in cases
            for entry in case.entries
        ]
        added = [add_development(self._tx, one) for one in news]
        entry_id = log_contact(
            self._tx,
            NewContact(
                channel=Channel.EMAIL,
                direction=Direction.IN,
                occurred_at=self._when(file.message),
                summary=_said_of_notice(cases),
                matter_id=matter_id,
                outcome=Outcome.RECEIVED,
                reached_at=file.message.sender.email if file.message.sender else "",
                with_client=False,
                message_key=key,
                participants=(NewParticipant(_court_of(file), "court"),),
                tags=("court notice",),
                brought=self._ids(matter_id, news),
                attachments=_files(file),
            ),
        )
        return entry_id, sum(one is not None for one in added)

    def _take_notice(self, file: MailFile, key: str, outcome: FileOutcome) -> str:
        placed: dict[UUID, list[NoticeCase]] = {}
        unplaced: list[NoticeCase] = []
        for case in file.cases:
            matter_id = self._placer.case(case)
            if matter_id is None:
                unplaced.append(case)
            else:
                placed.setdefault(matter_id, []).append(case)
        for matter_id, cases in placed.items():
            _, news = self.log_notice(file, matter_id, cases, key)
            outcome.created["developments"] += news
            outcome.created["entries"] += 1
            outcome.places.append(self._placer.said(Place(matter_id)))
        if not file.cases:
            return tr("A court's notice that names no case. Place it by hand.")
        return waiting_for(unplaced) if unplaced else ""

    def _into_tray(self, file: MailFile, key: str, reason: str) -> None:
        message = file.message
        item_id = self._tx.new_id()
        item: dict[str, object] = {
            "id": item_id,
            "message_key": key,
            "arrived_at": self._tx.now,
            "sent_at": message.sent_at,
            "sender": _spelled(message.sender) if message.sender else "",
            "address": message.sender.email if message.sender else "",
            "recipients": ", ".join(_spelled(one) for one in (*message.to, *message.cc))[:2000],
            "subject": message.subject,
            "text": message.text[:TEXT_CHARACTERS],
            "reason": reason,
            "raw": file.raw,
            "cases_placed": "\n".join(
                dict.fromkeys(case_key(one) for one in file.cases if self._placer.case(one) is not None)
            ),
        }
        self._tx.insert(TrayItem, item)
        self._tx.record("added", "tray_item", item_id, reason=reason)

    def _when(self, message: Message) -> datetime:
        """When it was sent; a message without a date, or from the future, came now."""
        return min(message.sent_at or self._tx.now, self._tx.now)

    def _filed(self, entry: NoticeEntry, message: Message) -> datetime:
        """Noon of the day of filing at the firm, so that no time zone moves the date; the court names no hour."""
        if entry.filed_on is None:
            return self._when(message)
        return min(
            datetime.combine(entry.filed_on, time(12), tzinfo=self._tx.zone).astimezone(UTC), self._tx.now
        )

    def _ids(self, matter_id: UUID, news: list[NewDevelopment]) -> tuple[UUID, ...]:
        """The developments of these origins, the new and those that another notice brought before."""
        query = select(Development.id).where(
            Development.matter_id == matter_id, Development.origin.in_([one.origin for one in news])
        )
        return tuple(self._tx.session.scalars(query))


def case_key(case: NoticeCase) -> str:
    """What tells a case of a notice from its others."""
    return f"{case.court_id}/{case.court_number}"


def waiting_for(cases: Sequence[NoticeCase]) -> str:
    """Why a notice waits: the cases that have no matter."""
    numbers = ", ".join(dict.fromkeys(case.court_number for case in cases))
    return tr("No matter of ours has the court number {numbers}. Place it by hand.").format(numbers=numbers)


def still_waiting(item: TrayItem, file: MailFile) -> list[NoticeCase]:
    """The cases of a notice in the tray that nobody has given a matter."""
    placed = set(item.cases_placed.split("\n"))
    return [case for case in file.cases if case_key(case) not in placed]


def message_key(message: Message) -> str:
    """What tells a message from every other: its Message-ID and its content.

    The Message-ID alone is not enough: some senders put the same into every mail, and a mail must not be lost for that.
    """
    return f"{message.message_id or ''}#{message.fingerprint}"


def twin_key(message: Message) -> str | None:
    """What Outlook's copy of a message and the internet's have in common, after the form this one has; None where there
    is too little."""
    if not message.message_id or message.sender is None or message.sent_at is None:
        return None
    about = (
        message.message_id,
        message.sender.email,
        f"{message.sent_at:%Y%m%d%H%M%S}",
        plain_subject(message.subject),
    )
    form = "msg" if message.of_outlook else "eml"
    return f"{form}:{hashlib.sha256(chr(0).join(about).encode('utf-8', 'replace')).hexdigest()[:40]}"


def _origin(case: NoticeCase, entry: NoticeEntry) -> str:
    digest = hashlib.sha256(" ".join(entry.text.split()).encode()).hexdigest()[:16]
    return f"{COURT_ORIGIN}{case.court_id}/{case.court_number}/{entry.document_number or '-'}/{digest}"


def _said(message: Message) -> str:
    body = message.text[:TEXT_CHARACTERS]
    return f"{message.subject}\n\n{body}".strip() or tr("Message without subject and text")


def _said_of_notice(cases: Sequence[NoticeCase]) -> str:
    """What was filed, each docket text once and whole, as the court wrote it."""
    entries = [entry for case in cases for entry in case.entries]
    names = "; ".join(dict.fromkeys(entry.short_text for entry in entries if entry.short_text))
    texts = "\n\n".join(dict.fromkeys(entry.text for entry in entries if entry.text))
    return "\n\n".join(filter(None, (f"Court notice: {names}" if names else "Court notice", texts)))


def _court_of(file: MailFile) -> str:
    court_id = next((notice.court_id for notice in file.notices if notice.court_id), "")
    return court_name(court_id) if court_id else "Court"


def _people(message: Message, known: Mapping[str, str]) -> tuple[NewParticipant, ...]:
    """Each with what they did, and what they are to the matter where that is known: "sender, client"."""
    roles = [(message.sender, "sender"), *((one, "recipient") for one in (*message.to, *message.cc))]
    found = {
        one.email: NewParticipant(_spelled(one), ", ".join(filter(None, (role, known.get(one.email)))))
        for one, role in reversed(roles)
        if one is not None
    }
    return tuple(reversed(found.values()))[:50]


def _spelled(address: Address) -> str:
    if address.name and address.name != address.email:
        return f"{address.name} <{address.email}>"
    return address.email


def _files(file: MailFile) -> tuple[NewAttachment, ...]:
    """The message as it came, headers and all, as evidence; then its files."""
    name, kind = (
        (OUTLOOK, "application/vnd.ms-outlook") if file.message.of_outlook else (ORIGINAL, "message/rfc822")
    )
    original = NewAttachment(name, kind, file.raw)
    attached = (NewAttachment(one.name, one.media_type, one.content) for one in file.message.attachments)
    return (original, *attached)
