"""A file that leads to the vault is made on the firm's page."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.vault.shortcut import folder_of
from app.workspace import Workspace
from ui.settings.vault_part import VaultPart


def test_a_shortcut_leads_to_this_vault(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    part = VaultPart(workspace)
    qtbot.addWidget(part)
    part.make_shortcut(tmp_path / "Liaison.liaison")
    assert folder_of(tmp_path / "Liaison.liaison") == workspace.vault.folder
    assert not part.result.isHidden()
    assert part.trouble.isHidden()


def test_where_none_can_be_written_it_says_why(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    part = VaultPart(workspace)
    qtbot.addWidget(part)
    (tmp_path / "file").write_text("", encoding="utf-8")
    part.make_shortcut(tmp_path / "file" / "Liaison.liaison")
    assert not part.trouble.isHidden()
    assert part.result.isHidden()
