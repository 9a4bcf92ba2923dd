"""What stands around a contact history: the anchor in the audit trail, how to check it, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from app.kernel.said import say_date
from app.reports.anchors import in_groups
from app.reports.history.record import History, LeftOut


def say_left_out(left: LeftOut) -> str:
    """How much the client's copy does not hold: "3 entries (2 internal, 1 withdrawn)"."""
    parts = (
        (left.internal, "internal or with others"),
        (left.restricted, "of a class that stays with the firm"),
        (left.withdrawn, "withdrawn"),
    )
    said = ", ".join(f"{count:,} {words}" for count, words in parts if count)
    entries = f"{_counted(left.entries, 'entry', 'entries')} ({said})" if said else "no entry"
    if not left.versions:
        return entries
    return f"{entries}; {_counted(left.versions, 'former version', 'former versions')} of amended entries"


def about_record(history: History, exhibits: int) -> Iterator[str]:
    """The last page: what the record holds, and how somebody checks that it is what the vault holds."""
    anchor, number = history.anchor, history.sheet.row.number
    yield from _what_it_holds(history, exhibits)
    made = say_date(history.made_at.date())
    yield (
        f"When this record was made, on {made}, the vault's audit trail held "
        f"{_counted(anchor.seq, 'event', 'events')}. Each event is sealed together with the seal of the one before it: "
        "none can be changed, taken out or put in without every seal after it being another. "
        f"The last one, number {anchor.seq:,}, had this seal:"
    )
    yield in_groups(anchor.mac, 64)
    yield (
        "To check it, have the vault verified: in the window under Settings, or with the command “verify”. It goes "
        "through the whole trail and says whether every event is as it was written, and whether every entry and each "
        "of its versions says what the trail vouches for. With the seal printed above, "
        f"“verify --anchor {anchor.seq}:SEAL” says, too, whether event {anchor.seq:,} still has it: if so, nothing "
        "that this record shows was written or changed after it was made."
    )
    yield (
        "The seals are made with a key of the vault. They show a later change to whoever holds this record; they do "
        "not show that what was written is true."
    )
    yield (
        f"That this record was made stands in the trail after that event, under file {number}: who made it, when, for "
        "whom, and of a file its name and SHA-256."
    )


def _what_it_holds(history: History, exhibits: int) -> Iterator[str]:
    if history.asked.for_client:
        yield (
            "This copy holds what was between the client and the firm, each entry as it reads now. Left out: "
            f"{say_left_out(history.left_out)}."
        )
    else:
        yield (
            "This record holds every entry of the contact log in this matter for that period, and every version of "
            "each: nothing in the log is overwritten or deleted. “When” is when the contact took place, as its author "
            "wrote it down; “Written” is when the program took the words in, and nobody can set it. A withdrawn entry "
            "counts for nothing and stays readable."
        )
        yield (
            "A version that stood in another matter is named without its words or, where that matter is closed to who "
            "made this record, not at all. An entry that stands in another matter now is not part of it."
        )
    if exhibits:
        yield (
            f"{_counted(exhibits, 'file belongs', 'files belong')} to these contacts, numbered as exhibits. Only the "
            "very same bytes have the same SHA-256: who holds a copy of an exhibit can calculate it and compare."
        )


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
