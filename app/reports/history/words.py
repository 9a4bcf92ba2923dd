"""What stands around a contact history: the anchor in the audit trail, how to check it, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date
from app.reports.anchors import in_groups
from app.reports.history.record import History, LeftOut


def say_left_out(left: LeftOut) -> str:
    """How much the client's copy does not hold: "3 entries (2 internal or with others, 1 withdrawn)"."""
    parts = (
        (left.internal, tr("{count} internal or with others")),
        (left.restricted, tr("{count} of a class that stays with the firm")),
        (left.withdrawn, tr("{count} withdrawn")),
    )
    said = ", ".join(words.format(count=say_number(count)) for count, words in parts if count)
    entries = tr("no entry")
    if said:
        words = counted(left.entries, "1 entry ({what})", "{count} entries ({what})")
        entries = words.format(count=say_number(left.entries), what=said)
    if not left.versions:
        return entries
    words = counted(
        left.versions,
        "{entries}; 1 former version of amended entries",
        "{entries}; {count} former versions of amended entries",
    )
    return words.format(entries=entries, count=say_number(left.versions))


def about_record(history: History, exhibits: int) -> Iterator[str]:
    """The last page: what the record holds, and how somebody checks that it is what the vault holds."""
    anchor, number = history.anchor, history.sheet.row.number
    yield from _what_it_holds(history, exhibits)
    yield counted(
        anchor.seq,
        "When this record was made, on {day}, the vault's audit trail held 1 event. Each event is sealed together with "
        "the seal of the one before it: none can be changed, taken out or put in without every seal after it being "
        "another. The last one, number {number}, had this seal:",
        "When this record was made, on {day}, the vault's audit trail held {number} events. Each event is sealed "
        "together with the seal of the one before it: none can be changed, taken out or put in without every seal "
        "after it being another. The last one, number {number}, had this seal:",
    ).format(day=say_date(history.made_at.date()), number=say_number(anchor.seq))
    yield in_groups(anchor.mac, 64)
    yield tr(
        "To check it, have the vault verified: in the window under Settings, or with the command “verify”. It goes "
        "through the whole trail and says whether every event is as it was written, and whether every entry and each "
        "of its versions says what the trail vouches for. With the seal printed above, "
        "“verify --anchor {seq}:SEAL” says, too, whether event {number} still has it: if so, nothing "
        "that this record shows was written or changed after it was made."
    ).format(seq=anchor.seq, number=say_number(anchor.seq))
    yield tr(
        "The seals are made with a key of the vault. They show a later change to whoever holds this record; they do "
        "not show that what was written is true."
    )
    yield tr(
        "That this record was made stands in the trail after that event, under file {number}: who made it, when, for "
        "whom, and of a file its name and SHA-256."
    ).format(number=number)


def _what_it_holds(history: History, exhibits: int) -> Iterator[str]:
    if history.asked.for_client:
        yield tr(
            "This copy holds what was between the client and the firm, each entry as it reads now. Left out: {what}."
        ).format(what=say_left_out(history.left_out))
    else:
        yield tr(
            "This record holds every entry of the contact log in this matter for that period, and every version of "
            "each: nothing in the log is overwritten or deleted. “When” is when the contact took place, as its author "
            "wrote it down; “Written” is when the program took the words in, and nobody can set it. A withdrawn entry "
            "counts for nothing and stays readable."
        )
        yield tr(
            "A version that stood in another matter is named without its words or, where that matter is closed to who "
            "made this record, not at all. An entry that stands in another matter now is not part of it."
        )
    if exhibits:
        yield counted(
            exhibits,
            "1 file belongs to these contacts, numbered as exhibits. Only the very same bytes have the same SHA-256: "
            "who holds a copy of an exhibit can calculate it and compare.",
            "{count} files belong to these contacts, numbered as exhibits. Only the very same bytes have the same "
            "SHA-256: who holds a copy of an exhibit can calculate it and compare.",
        ).format(count=say_number(exhibits))
