"""Every byte of a data file, decrypted page by page: what lies in free pages and between rows shows here alone."""

from __future__ import annotations

from pathlib import Path

from Crypto.Cipher import AES

from app.storage.cipher import PAGE_BYTES
from app.workspace import Workspace

_SALT, _RESERVE, _IV = 16, 80, 16
"""SQLCipher 4: the first page begins with the salt; each ends with its IV (16 bytes) and HMAC-SHA512 (64)."""


_WAL_HEAD, _FRAME_HEAD = 32, 24
"""Bytes before the first frame of a write-ahead log, and before each page in it."""


def decrypted(file: Path, key: bytes) -> bytes:
    """The pages of a SQLCipher file one after another, free ones, too; ``key`` is the raw key."""
    content = file.read_bytes()
    return b"".join(
        _page(content[start : start + PAGE_BYTES], key, _SALT if start == 0 else 0)
        for start in range(0, len(content), PAGE_BYTES)
    )


def decrypted_log(file: Path, key: bytes) -> bytes:
    """The same of a write-ahead log, whatever counts of it; its head and those of its frames are not encrypted."""
    content, step = file.read_bytes(), _FRAME_HEAD + PAGE_BYTES
    starts = range(_WAL_HEAD + _FRAME_HEAD, len(content) - PAGE_BYTES + 1, step)
    return b"".join(_page(content[start : start + PAGE_BYTES], key, 0) for start in starts)


def _page(page: bytes, key: bytes, salt: int) -> bytes:
    end = PAGE_BYTES - _RESERVE
    return AES.new(key, AES.MODE_CBC, page[end : end + _IV]).decrypt(page[salt:end])


def every_byte(workspace: Workspace) -> bytes:
    """Of all that lies in the vault's folder and opens with its key but its backups; nothing else may lie there."""
    key, data = bytes(workspace.vault.database_key()), workspace.vault.data_file
    log = data.with_name(data.name + "-wal")
    beside = {one.name for one in workspace.vault.folder.iterdir()} - {
        data.name,
        log.name,
        f"{data.name}-shm",
    }
    assert beside <= {"header.json", "header.json.bak", "header.json.lock", "vault.lock", "backups"}
    return decrypted(data, key) + (decrypted_log(log, key) if log.exists() else b"")
