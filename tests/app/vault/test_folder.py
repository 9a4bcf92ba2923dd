from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from app.bootstrap import create_workspace, open_workspace
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble, Refused
from app.vault import folder, kdf, mounts, place
from app.vault.recovery import RecoveryKey
from app.vault.vault import Vault, unlock, unlock_with_recovery
from tests.support import FIRM, MONDAY, PASSWORD


def _made(path: Path) -> Path:
    with folder.making(path) as made:
        return made


def test_the_usual_place_is_local_and_allowed() -> None:
    where = place.default_folder()
    assert where.name == "vault"
    assert "Liaison" in where.parts
    assert "Documents" not in where.parts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_folder_is_private_even_if_it_was_not(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    for name in ("new/deep", "open"):
        assert stat.S_IMODE(_made(tmp_path / name).stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["header.json", "header.json.bak", "data-1.db", "data-7.db"])
def test_nothing_of_another_vault_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(Refused) as caught:
        _made(tmp_path)
    assert caught.value.code == "vault-exists"
    assert (tmp_path / name).read_text() == "x"


def test_what_a_killed_creation_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    for name in (folder.MARK, "data-1.db", "data-1.db-wal", "header.json.new"):
        (tmp_path / name).write_text("x")
    (tmp_path / "letter.txt").write_text("kept")
    _made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_somebody_keeps_there_is_neither_mixed_nor_taken_away(tmp_path: Path) -> None:
    for name in ("header.json.old", "data-1.db.old", "letter.txt"):
        (tmp_path / name).write_text("kept")
    before = tmp_path.stat().st_mode
    with pytest.raises(Refused) as caught:
        _made(tmp_path)
    assert caught.value.code == "not-empty"
    assert len(list(tmp_path.iterdir())) == 3
    assert tmp_path.stat().st_mode == before


def _fail_in(path: Path) -> None:
    with folder.making(path) as made:
        for name in ("data-1.db", "data-1.db-wal", "header.json.new"):
            (made / name).write_text("x")
        (made / "header.json.old").write_text("somebody's")
        raise KeyError


def test_what_fails_leaves_the_place_as_it_was(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    (empty / ".DS_Store").write_text("kept")
    for path in (empty, tmp_path / "new"):
        with pytest.raises(KeyError):
            _fail_in(path)
    assert sorted(path.name for path in empty.iterdir()) == [".DS_Store", "header.json.old"]
    assert sys.platform == "win32" or stat.S_IMODE(empty.stat().st_mode) == 0o755
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["header.json.old"], "not ours"


def test_a_folder_that_was_made_for_it_goes_again(tmp_path: Path) -> None:
    with pytest.raises(KeyError), folder.making(tmp_path / "new"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_no_vault_inside_another(tmp_path: Path) -> None:
    (tmp_path / "header.json").write_text("x")
    with pytest.raises(Refused) as caught:
        _made(tmp_path / "in")
    assert caught.value.code == "inside-a-vault"


def test_a_whole_vault_beside_a_forgotten_mark_is_not_touched(tmp_path: Path) -> None:
    for name in (folder.MARK, "data-1.db", "header.json"):
        (tmp_path / name).write_text("x")
    with pytest.raises(Refused):
        _made(tmp_path)
    assert (tmp_path / "data-1.db").read_text() == "x"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("file", "file/below"):
        with pytest.raises((Refused, MachineTrouble)):
            _made(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Lee & Partners LLP/Liaison", "OneDrive"),
        ("Dropbox (Personal)/vault", "Dropbox"),
        ("dropbox", "Dropbox"),
        ("Google Drive/vault", "Google Drive"),
        ("GoogleDrive-ann@example.com/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/vault", "iCloud"),
        ("iCloudDrive/vault", "iCloud"),
        ("Nextcloud/vault", "Nextcloud"),
    ],
)
def test_synchronised_folders_are_refused_by_name_with_the_reason(
    tmp_path: Path, name: str, service: str
) -> None:
    with pytest.raises(MachineTrouble) as caught:
        _made(tmp_path / name)
    assert caught.value.code == "synced-folder"
    assert service in caught.value.message
    assert not list(tmp_path.iterdir())


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(MachineTrouble):
        _made(link / "vault")
    assert not list((tmp_path / "Dropbox").iterdir())


@pytest.mark.parametrize("mark", [".dropbox.cache", ".stfolder", ".tmp.driveupload"])
def test_a_renamed_synchronised_folder_is_told_by_its_mark(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    with pytest.raises(MachineTrouble):
        folder.refuse_unfit(tmp_path / "firm" / "vault")


def test_onedrive_is_told_by_its_setting_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    with pytest.raises(MachineTrouble):
        folder.refuse_unfit(tmp_path / "vault")


@pytest.mark.parametrize("name", ["vault", "Dropped cases", "one", "Old drive", "Google"])
def test_other_names_are_allowed(tmp_path: Path, name: str) -> None:
    folder.refuse_unfit(tmp_path / name)


@pytest.mark.parametrize("path", ["//server/share/vault", "\\\\server\\share\\vault", "//?/UNC/server/share"])
def test_unc_paths_are_refused(path: str) -> None:
    assert mounts.network_kind(Path(path)) == "UNC path"
    with pytest.raises(MachineTrouble) as caught:
        folder.refuse_unfit(Path(path))
    assert caught.value.code == "network-folder"


LINUX = r"""/dev/sda1 / ext4 rw 0 0
nas:/firm /mnt/firm nfs4 rw 0 0
//nas/my\040share /media/my\040share cifs rw 0 0
/dev/sdb1 /mnt/firm/local ext4 rw 0 0
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@nas/firm on /Volumes/firm (smbfs, nodev, nosuid, mounted by ann)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/vault", "ext4"),
        ("/mnt/firm/vault", "nfs4"),
        ("/mnt/firm", "nfs4"),
        ("/mnt/firms", "ext4"),
        ("/media/my share/a/b", "cifs"),
        ("/mnt/firm/local/vault", "ext4"),
    ],
)
def test_linux_mounts_are_read(path: str, kind: str) -> None:
    assert mounts.kind_of(Path(path), mounts.linux_mounts(LINUX)) == kind


def test_mac_mounts_are_read() -> None:
    found = mounts.mac_mounts(MAC)
    assert mounts.kind_of(Path("/Volumes/firm/vault"), found) == "smbfs"
    assert mounts.kind_of(Path("/Users/ann/vault"), found) == "apfs"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/mounts")
def test_a_network_mount_refuses_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        mounts, "_read_mounts", lambda: f"/dev/sda1 / ext4 rw 0 0\nnas:/x {tmp_path} nfs rw 0 0\n"
    )
    with pytest.raises(MachineTrouble) as caught:
        _made(tmp_path / "vault")
    assert "nfs" in caught.value.message
    assert not (tmp_path / "vault").exists()


def test_a_vault_that_was_moved_into_a_synchronised_folder_is_not_opened(
    made: tuple[Vault, RecoveryKey], clock: FixedClock
) -> None:
    vault, recovery = made
    vault.lock()
    (vault.folder.parent / ".dropbox").touch()
    with pytest.raises(MachineTrouble, match=r"Dropbox.*Nothing is lost: move") as caught:
        unlock(vault.folder, "correct horse", clock=clock)
    assert caught.value.code == "synced-folder"
    with pytest.raises(MachineTrouble):
        unlock_with_recovery(vault.folder, str(recovery), clock=clock)


def test_a_folder_that_goes_away_meanwhile_is_a_sentence_and_can_be_chosen_again(tmp_path: Path) -> None:
    """A disk that is unplugged while a vault is made on it."""
    place = tmp_path / "stick" / "vault"

    def unplugged() -> None:
        with folder.making(place) as made:
            made.joinpath("data-1.db").write_text("half")
            shutil.rmtree(tmp_path / "stick")
            made.joinpath("header.json").write_text("never")

    with pytest.raises(MachineTrouble) as caught:
        unplugged()
    assert caught.value.code == "folder-gone"
    assert not place.exists()
    assert _made(place).is_dir()


@pytest.mark.parametrize("name", ["a\0b", "loop/vault"])
def test_where_no_folder_can_be_is_a_sentence(tmp_path: Path, name: str) -> None:
    if sys.platform != "win32":
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises((Refused, MachineTrouble)):
        _made(tmp_path / name)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere every name is text")
def test_a_folder_whose_name_is_no_text_holds_a_vault_like_any_other(tmp_path: Path) -> None:
    place = tmp_path / os.fsdecode(b"alt\x80")
    opened, _ = create_workspace(
        place, PASSWORD, firm=FIRM, user="Maria Ortega", clock=FixedClock(MONDAY), cost=kdf.CHEAP
    )
    opened.lock()
    open_workspace(place, PASSWORD, clock=FixedClock(MONDAY)).lock()
