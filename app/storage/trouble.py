"""What an error of SQLite means to a person."""

from __future__ import annotations

from app.kernel.errors import CannotUnlock, Damaged, LiaisonError, MachineTrouble, Refused
from app.kernel.language import tr

NOT_A_DATABASE = 26

# Primary result codes (https://sqlite.org/rescode.html); the upper bytes only refine them. The online backup
# gives its errors without a code, so they are told by SQLite's fixed English for them.
BUSY, _LOCKED, READONLY, _IOERR, _CORRUPT, FULL, _CANTOPEN = 5, 6, 8, 10, 11, 13, 14
_WORDS = {
    "database is locked": BUSY,
    "database table is locked": _LOCKED,
    "attempt to write a readonly database": READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": NOT_A_DATABASE,
}
_DISK = (
    MachineTrouble,
    "disk-trouble",
    "The disk refused to read or write. Nothing was half done: check for room and for a bad disk, then try again.",
)
_WAIT = (
    MachineTrouble,
    "busy",
    "Another program is writing to this vault, perhaps importing. Nothing was changed: wait, then do it again.",
)
_DAMAGE = (
    Damaged,
    "data-damaged",
    "The vault's data file is damaged. Nothing was deleted: run a check, and restore the newest good backup.",
)
_SAID: dict[int | None, tuple[type[LiaisonError], str, str]] = {
    FULL: (
        MachineTrouble,
        "disk-full",
        "The disk is full. Nothing was changed: make room, then do it again.",
    ),
    READONLY: (
        MachineTrouble,
        "read-only",
        "The vault's folder cannot be written to. Nothing was changed: check its permissions.",
    ),
    _IOERR: _DISK,
    _CANTOPEN: _DISK,
    BUSY: _WAIT,
    _LOCKED: _WAIT,
    _CORRUPT: _DAMAGE,
    NOT_A_DATABASE: _DAMAGE,
}


def result_code(error: BaseException) -> int | None:
    """SQLite's primary result code of an error; None for an error of somebody else."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else _WORDS.get(str(error))


def as_trouble(error: BaseException) -> LiaisonError | None:
    """The error of ours that ``error`` stands for; None where it is a bug or a broken constraint."""
    if str(error) == "LIKE or GLOB pattern too complex":
        return Refused("too-long", tr("That is too long to look for. Please give a few words of it."))
    code = result_code(error)
    if code not in _SAID:
        return None
    kind, name, message = _SAID[code]
    return kind(name, tr(message))


def read_only() -> MachineTrouble:
    """The error of whoever opens a vault where nothing can be written."""
    _, name, message = _SAID[READONLY]
    return MachineTrouble(name, tr(message))


def locked() -> CannotUnlock:
    """The error of whoever asks a locked vault for something."""
    return CannotUnlock("locked", tr("The vault is locked. Unlock it first."))
