"""Says of a release that it is the newest, signed: what `ui.shell.newer` asks for (`RELEASING.md`, *The newest one*).

    python packaging/sign_release.py new-key KEYFILE
    python packaging/sign_release.py sign --key KEYFILE [--key KEYFILE] --news NEWS.json --where ADDRESS --out FILE
    python packaging/sign_release.py check [FILE]

Needs nothing but the program's own libraries, and runs where the keys are: on a computer of the publisher's, never in
the workflow.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nacl.signing import SigningKey

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script knows nothing beside its own folder

from app.kernel.errors import LiaisonError
from app.kernel.program import VERSION
from app.releases.publisher import PUBLISHER, is_nobodys
from app.releases.statement import Release, newer_release, sign_release

DAYS = 90
"""So long a statement is believed unless told otherwise; a new one is due before."""


class Wrong(Exception):
    """Said in one line."""


def public_half(secret: bytes) -> str:
    """As it stands in `app/releases/publisher.py`."""
    return SigningKey(secret).verify_key.encode().hex()


def new_key(file: Path) -> str:
    """Write a new secret key to ``file``, for its owner alone; the public half. Raises FileExistsError."""
    secret = os.urandom(32)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secret.hex() + "\n")
    return public_half(secret)


def read_key(file: Path) -> bytes:
    """The secret that `new_key` wrote. Raises `Wrong`."""
    try:
        secret = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise Wrong(f"{file} holds no key that this script made.")
    return secret


def sign(
    keys: Sequence[Path], news: Path, where: str, out: Path, *, days: int = DAYS, today: date | None = None
) -> None:
    """Write the statement of this source's version to ``out``. Raises `Wrong`, `LiaisonError`."""
    today = today or datetime.now(UTC).date()
    secrets = [read_key(file) for file in keys]
    said = json.loads(news.read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise Wrong(f'{news} has to say what is new by language: {{"en": "…"}}.')
    release = Release(VERSION, today, today + timedelta(days=days), said, where)
    if not any(public_half(secret) in PUBLISHER.keys for secret in secrets):
        raise Wrong("None of these keys is one that this version believes (app/releases/publisher.py).")
    out.write_bytes(sign_release(release, secrets))


def check(file: Path | None, today: date | None = None) -> str:
    """Whether the publisher's address was put in and, of a statement, what a program would believe of it. Raises
    `Wrong`, `LiaisonError`."""
    if is_nobodys(PUBLISHER):
        raise Wrong(
            "The address in app/releases/publisher.py is still nobody's: put the publisher's and its keys in."
        )
    if file is None:
        return PUBLISHER.address
    release, _ = newer_release(
        file.read_bytes(),
        keys=PUBLISHER.keys,
        own="0.0",
        today=today or datetime.now(UTC).date(),
        seen=None,
    )
    return (
        f"{release.version}, published {release.published}, believed until {release.expires}: {release.where}"
    )


def main(words: Sequence[str] | None = None) -> int:
    """0 done, 1 refused."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="what", required=True)
    making = kinds.add_parser("new-key")
    making.add_argument("file", type=Path)
    signing = kinds.add_parser("sign")
    signing.add_argument("--key", type=Path, action="append", required=True)
    signing.add_argument("--news", type=Path, required=True, help='{"en": "…", "de": "…"}')
    signing.add_argument("--where", required=True, help="the page where it is to be had, https")
    signing.add_argument("--days", type=int, default=DAYS)
    signing.add_argument("--out", type=Path, required=True)
    checking = kinds.add_parser("check")
    checking.add_argument("file", type=Path, nargs="?")
    said = parser.parse_args(words)
    try:
        if said.what == "new-key":
            sys.stdout.write(f"{new_key(said.file)}\n")
        elif said.what == "sign":
            sign(said.key, said.news, said.where, said.out, days=said.days)
            sys.stdout.write(f"{said.out}\n")
        else:
            sys.stdout.write(f"{check(said.file)}\n")
    except (Wrong, LiaisonError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
