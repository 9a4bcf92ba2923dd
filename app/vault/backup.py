"""Backups: an encrypted copy of one moment in one file, opened again and compared before it is called a
backup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, Damaged, LiaisonError
from app.kernel.language import tr
from app.vault import anchors, container, files, machine, proving, restored, shelf, snapshot, target
from app.vault import folder as folders
from app.vault import header as headers
from app.vault.anchors import Anchor
from app.vault.container import Manifest
from app.vault.header import Header
from app.vault.opening import opened_by
from app.vault.passwords import signed_header
from app.vault.progress import Progress, Steps
from app.vault.restored import Restored
from app.vault.unlocked import Vault
from app.vault.vault import open_with_key

SUFFIX = shelf.SUFFIX


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was verified. ``tables`` counts rows; the audit head is None before the first event."""

    file: Path
    made_at: datetime
    size: int
    tables: Mapping[str, int]
    audit_seq: int | None
    audit_mac: bytes | None


def default_file(vault: Vault, *, before_update: bool = False) -> Path:
    """A place in the vault's own ``backups`` folder, named by the moment in UTC."""
    return vault.folder / target.SHELF / shelf.name_at(vault.clock.now(), before_update=before_update)


def backup(vault: Vault, out: Path, *, progress: Progress = lambda *_: None) -> BackupInfo:
    """Copy the vault as it is at one moment into ``out`` and verify that file; an older backup of this vault that has
    the name is replaced then.

    Others may go on writing. Raises `Refused` (``out`` is something else, or lies in the vault: "file-exists",
    "inside-the-vault"), `MachineTrouble` (no room, read-only), `Damaged` (the copy is not what was copied); an older
    ``out`` then still stands and nothing else is left.
    """
    with vault.same_key(lambda: progress(0, 1)):
        return _backup(vault, out, progress)


def _backup(vault: Vault, out: Path, progress: Progress) -> BackupInfo:
    header = signed_header(vault)
    key = vault.database_key()
    copy, part = target.half_made(out, "copy", "part")
    steps = Steps(progress, (50, 10, 10, 30))
    with files.as_trouble(), target.scratch(copy, part):
        target.must_be_free(out, vault)
        target.make_room(out.parent)
        target.sweep(out.parent, vault.clock.now())
        found = snapshot.take(vault, copy, steps.next())
        size = copy.stat().st_size
        manifest = Manifest(vault.id, vault.epoch, vault.clock.now(), size, container.NO_DIGEST, found)
        _write_proved(copy, part, header, manifest, key, steps)
        vault.database_key()  # locked meanwhile: then it was wiped under our hands
        target.put(part, out, vault)
        files.sync_folder(out.parent)
    _anchor(vault.folder, manifest, manifest.made_at)
    return _info(out, manifest)


def _write_proved(
    copy: Path, part: Path, header: Header, manifest: Manifest, key: bytes | bytearray, steps: Steps
) -> None:
    """Put ``copy`` into the file ``part`` and open that again: its database is, byte for byte, the copy that every
    check is run on, and both hold what ``manifest`` counted in the vault."""
    written: list[Manifest] = []

    def write() -> None:
        container.write(part, header, manifest, key, copy, steps.next())
        beginning = container.read_beginning(part)
        written.append(container.open_manifest(beginning, key))
        container.compare(part, beginning, written[0], copy, steps.next())
        steps.next()

    _prove(copy, key, manifest, steps.still, write)
    if replace(written[0], digest=container.NO_DIGEST) != manifest:
        raise _differs()


def verify_backup(file: Path, vault: Vault, *, progress: Progress = lambda *_: None) -> BackupInfo:
    """Open a backup of this vault again from its file, run every check, compare counts and audit head.

    Needs as much room beside the file as the file has, or in the machine's folder for temporary files where
    nothing can be written beside it (what lies there is encrypted). Raises `Damaged` with what is wrong, and
    `CannotUnlock` ("another-key") for one that was made before the vault got a new key.
    """
    header = container.read_beginning(file).header
    with vault.same_key(lambda: progress(0, 1)):
        if header.vault_id == vault.id and header.epoch != vault.epoch:
            raise CannotUnlock(
                "another-key",
                tr(
                    "This backup was made before the vault got its present key, so it opens with a password "
                    "of that time "
                    "alone. Restore it into a new folder to look at it, or check it on the command line."
                ),
            )
        return verify_with_key(file, vault.database_key(), progress=progress)


def verify_with_key(
    file: Path, key: bytes | bytearray, *, progress: Progress = lambda *_: None
) -> BackupInfo:
    """`verify_backup` for who has only the database key."""
    steps = Steps(progress, (25, 75))
    with files.as_trouble(), target.room_for(file) as copy:
        manifest = _extract(file, key, copy, steps.next())
        steps.next()
        _prove(copy, key, manifest, steps.still)
        return _info(file, manifest)


def key_of_backup(file: Path, secret: str, *, clock: Clock, label: str | None = None) -> bytearray:
    """The database key of a backup, by a password (``label`` says whose, where several can) or its recovery
    key.

    Takes one key derivation for each slot tried. Wrong ones are counted, wait and are remembered as at the vault
    itself. Raises `CannotUnlock` ("wrong-password"), its kind `TooManyTries`, `Damaged`.
    """
    return opened_by(container.read_beginning(file).header, secret, label, clock)[1]


def restore(
    file: Path,
    folder: Path,
    password: str,
    *,
    clock: Clock,
    label: str | None = None,
    progress: Progress = lambda *_: None,
) -> Vault:
    """Make the vault of a backup anew in ``folder``, verified, and unlock it. Never over an existing vault.

    ``password`` may be the recovery key. Raises `CannotUnlock`, `Damaged`, `Refused`, `MachineTrouble`; nothing
    is left behind then. Where this machine knows the vault that it is of, that one's trail says so at the next sign-in.
    """
    header = container.read_beginning(file).header
    slot, key = opened_by(header, password, label, clock)
    steps = Steps(progress, (25, 75))
    with folders.making(folder) as made:
        data = made / header.data_file
        manifest = _extract(file, key, data, steps.next())
        steps.next()
        _prove(data, key, manifest, steps.still)
        files.sync_file(data)
        headers.write(made, header)
    _anchor(made, manifest, clock.now(), restored=True)
    who = slot.id if slot.kind == "user" else None
    restored.keep(header.vault_id, made, Restored(clock.now(), who, manifest.made_at))
    return open_with_key(made, header, slot, clock, key)


def anchors_beside(vault: Vault) -> tuple[Anchor, ...]:
    """Where the audit chain ended, by what the backups of this vault say of themselves: those in its own folder, and in
    the second place where this machine remembers one and it is there. Those under an older key are passed over."""
    found: list[Anchor] = []
    places = (vault.folder / target.SHELF, machine.remembered_place(vault.id))
    for file in (file for place in places if place for file in sorted(place.glob(f"*{SUFFIX}"))):
        with suppress(LiaisonError, OSError):
            manifest = container.open_manifest(container.read_beginning(file), vault.database_key())
            held = manifest.contents
            if manifest.vault == vault.id and held.audit_seq and held.audit_mac:
                found.append(Anchor(held.audit_seq, held.audit_mac, manifest.made_at))
    return tuple(found)


def _anchor(folder: Path, manifest: Manifest, at: datetime, *, restored: bool = False) -> None:
    held = manifest.contents
    if held.audit_seq and held.audit_mac:
        anchors.keep(manifest.vault, folder, Anchor(held.audit_seq, held.audit_mac, at, restored))


def _extract(file: Path, key: bytes | bytearray, to: Path, progress: Progress) -> Manifest:
    beginning = container.read_beginning(file)
    manifest = container.open_manifest(beginning, key)
    with files.as_trouble():
        container.extract(file, beginning, manifest, key, to, progress)
    return manifest


def _prove(
    copy: Path,
    key: bytes | bytearray,
    manifest: Manifest,
    told: Callable[[], object],
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Every check on the file, its identity, its counts and the end of its audit chain. Raises `Damaged`."""
    try:
        proof = proving.prove(copy, key, told, meanwhile)
    except dbapi2.Error:
        raise container.damaged() from None
    for check in proof.checks:
        if not check.ok:
            raise Damaged(
                "backup-damaged",
                tr("This backup is damaged. {detail} Use another one.").format(detail=check.detail),
            )
    if proof.contents != manifest.contents:
        raise _differs()
    if (proof.vault, proof.epoch) != (str(manifest.vault), manifest.epoch):
        raise _differs()


def _info(file: Path, manifest: Manifest) -> BackupInfo:
    found = manifest.contents
    return BackupInfo(
        file, manifest.made_at, file.stat().st_size, found.tables, found.audit_seq, found.audit_mac
    )


def _differs() -> Damaged:
    return Damaged(
        "backup-differs",
        tr("This backup does not hold what was copied: rows are missing or changed. Use another one."),
    )
