"""A disk that takes no more while the program works: a sentence, the state before, and the work done again later."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble
from app.storage import migrate
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD, PRESENT, TO_COME, Cli, Process
from ui.clients.client_form import ClientForm
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

ROWS = 2_400
LOG = ("log", "--matter", "00001", "--channel", "phone", "--direction", "in", "--summary")


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A file of clients that makes the vault grow by some megabytes."""
    file = tmp_path / "clients.csv"
    rows = [f"First{n},Last{n},,person{n}@example.com" for n in range(ROWS)]
    file.write_text("\n".join(["first_name,last_name,company,email_address", *rows]), encoding="utf-8")
    return file


@pytest.fixture
def small_disk(tmp_path: Path, vault_folder: Path) -> Iterator[Path]:
    """The vault on a disk of its own with four megabytes of room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("only Linux makes a small disk out of memory")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("making a small disk takes rights that this account has not")
    try:
        shutil.copytree(vault_folder, disk / "vault")
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Nothing fits any more."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return filler


def take_on(workspace: Workspace, number: int) -> None:
    """So many new clients, in one commit."""
    with workspace.write() as tx:
        for one in range(number):
            add_client(
                tx, ClientDetails(ClientKind.ORGANISATION, company=f"Company {one}", notes="word " * 999)
            )


def test_an_import_that_does_not_fit_takes_nothing_over(cli: Cli, small_disk: Path, clients: Path) -> None:
    vault = small_disk / "vault"
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - 300_000)
    ran = cli("import", str(clients), vault=vault)
    assert (ran.status, ran.json["error"]["code"]) == (1, "disk-full")
    assert "make room" in ran.err
    assert cli("clients", vault=vault).json == {"clients": []}
    filler.unlink()
    assert cli("verify", vault=vault).status == 0


def test_on_a_full_disk_the_window_reads_on_and_whoever_writes_is_told(
    cli: Cli, small_disk: Path, clock: FixedClock
) -> None:
    vault = small_disk / "vault"
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", vault=vault)
    cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe", vault=vault)
    window = open_workspace(vault, PASSWORD, clock=clock)
    filler = fill(small_disk)
    with pytest.raises(MachineTrouble) as caught:
        take_on(window, 50)
    assert caught.value.code in {"disk-full", "disk-trouble"}
    with window.read() as reader:
        assert [client.name for client in list_clients(reader)] == ["Nora Whitcombe"]
    report = ("report", "status", "--matter", "00001", "--out", str(small_disk / "r.pdf"))
    for words in ((*LOG, "word " * 20_000), report):
        ran = cli(*words, vault=vault)
        assert ran.status == 1
        assert "room" in ran.err or "No space left" in ran.err
    assert not list(small_disk.glob("r.pdf*"))
    ran = cli("report", "status", "--all", "--out", str(small_disk / "all"), vault=vault)
    assert (ran.status, ran.json["reports"], len(ran.json["errors"])) == (1, [], 1)
    assert not list(small_disk.glob("all/*"))
    filler.unlink()
    take_on(window, 1)
    window.lock()
    assert cli(*LOG, "word " * 20_000, vault=vault).status == 0
    assert cli("verify", vault=vault).status == 0


def test_an_upgrade_whose_backup_does_not_fit_is_not_begun(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, scripts)
    second = f'revision = "{TO_COME}"\ndown_revision = "{PRESENT}"\n\n\ndef upgrade():\n    pass\n'
    (scripts / "versions" / f"{TO_COME}_second.py").write_text(second, encoding="utf-8")
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "NEWEST", TO_COME)
    filler = fill(small_disk)
    with pytest.raises(MachineTrouble) as caught:
        open_workspace(small_disk / "vault", PASSWORD, clock=FixedClock(MONDAY))
    assert caught.value.code in {"disk-full", "disk-trouble"}
    assert not list(small_disk.rglob("backups/*"))
    filler.unlink()
    workspace = open_workspace(small_disk / "vault", PASSWORD, clock=FixedClock(MONDAY))
    assert migrate.revision(workspace.vault.engine) == TO_COME
    assert len(list((small_disk / "vault" / "backups").iterdir())) == 1
    workspace.lock()


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on file sizes")
def test_an_import_cut_off_by_a_limit_takes_nothing_over(
    cli: Cli, process: Process, vault_folder: Path, clients: Path
) -> None:
    size = (vault_folder / "data-1.db").stat().st_size + 50_000
    running = process("--json", "import", str(clients), before=LIMITED.format(size=size))
    out, err = running.communicate()
    assert running.returncode == 1, out
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert "Nothing was half done" in err or "Nothing was changed" in err
    assert cli("clients").json == {"clients": []}
    assert cli("verify").status == 0
    assert cli("import", str(clients)).json["totals"]["created"]["clients"] == ROWS


def test_a_disk_that_may_only_be_read_is_named(cli: Cli, small_disk: Path, clock: FixedClock) -> None:
    vault = small_disk / "vault"
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", vault=vault)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in (
        ("clients",),
        ("client", "add", "--company", "Larkspur"),
        ("verify",),
        ("create", "--firm", "F", "--country", "US", "--time-zone", "UTC", "--user", "A"),
    ):
        ran = cli(*words, vault=small_disk / "other" if words[0] == "create" else vault)
        assert (ran.status, ran.json["error"]["code"]) == (1, "read-only"), words
        assert "check its permissions" in ran.err
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert [one["name"] for one in cli("clients", vault=vault).json["clients"]] == ["Nora Whitcombe"]


def test_a_lock_with_a_form_open_on_a_full_disk_locks_and_says_what_is_lost(
    cli: Cli, small_disk: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    vault = small_disk / "vault"
    window = MainWindow(WorkspaceDesk(vault, clock))
    qtbot.addWidget(window)
    window.show()

    def settle() -> UnlockPage | None:
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
        return window.gate if isinstance(window.gate, UnlockPage) else None

    gate = settle()
    assert gate is not None
    gate.password.setText(PASSWORD)
    gate.submit()
    settle()
    opened = window.vault
    assert isinstance(opened, Workspace)
    form = ClientForm(window, opened)
    form.open()
    settle()
    form.notes.setText("word " * 20_000)
    form.last.setText("Whitcombe")
    fill(small_disk)
    begun = monotonic()
    window.lock()
    assert monotonic() - begun < 1  # the gate stands; what waits for the disk waits behind it
    gate = settle()
    assert gate is not None
    qtbot.waitUntil(lambda: opened.vault.is_locked, timeout=10_000)
    (said,) = (banner.accessibleName() for banner in gate.findChildren(Banner))
    assert said.startswith("What you were writing could not be kept.")
    assert "Whitcombe" not in said
    (small_disk / "filler").unlink()
    assert cli("verify", vault=vault).status == 0
