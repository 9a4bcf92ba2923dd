"""What the search says to people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.kernel.numbers import say_number
from app.search.asking import Asked
from app.search.found import Found, Where

translate = QCoreApplication.translate


def where_words(found: Found) -> str:
    """Where the words stand, if not in what was said: "in lease.pdf", "in an earlier version"."""
    match found.where:
        case Where.ATTACHMENT:
            return translate("Search", "in the file {name}").format(name=found.file)
        case Where.FORMER:
            return translate("Search", "in an earlier version of this entry")
        case Where.PEOPLE:
            return translate("Search", "among those who took part")
        case Where.MATTER:
            return translate("Search", "in the matter’s name")
        case Where.CLIENT:
            return translate("Search", "in the client’s name")
        case Where.TAG:
            return translate("Search", "in its tags")
        case _:
            return ""


def counted(count: int) -> str:
    """As in "1 contact", "1,284 contacts"."""
    if count == 1:
        return translate("Search", "1 contact")
    return translate("Search", "{count} contacts").format(count=say_number(count))


def counted_of(shown: int, count: int | None, *, more: bool, asked: bool) -> str:
    """The line under the title: how many were found, as far as that is known."""
    if count is None:
        return translate("Search", "{count} so far").format(count=counted(shown)) if more else counted(shown)
    if asked and shown < count:
        return translate("Search", "{shown} of {count}").format(shown=say_number(shown), count=counted(count))
    return counted(count)


def unclear_words(asked: Asked) -> str:
    """What was not understood, in one quiet sentence; empty where all was."""
    said: Sequence[str] = [token.why for token in asked.unclear if token.why]
    return " ".join(dict.fromkeys(said))


def reading_words(pending: int) -> str:
    """That the search does not know everything yet."""
    if pending == 1:
        return translate("Search", "Still reading 1 older entry; what it says is not found yet.")
    said = translate("Search", "Still reading {count} older entries; what they say is not found yet.")
    return said.format(count=say_number(pending))
