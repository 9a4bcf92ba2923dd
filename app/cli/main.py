"""Reading the command line, running the command, and saying how it went."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli import clients, contactlog, due, importing, matters, news, reports, schedule, vaults
from app.cli.session import Answer, Session
from app.kernel.errors import CannotUnlock, Damaged, LiaisonError

DONE, REFUSED, USAGE, LOCKED, DAMAGED = 0, 1, 2, 3, 4
_ROOMS = (vaults, importing, clients, matters, contactlog, news, schedule, due, reports)
_TWO_WORDS = {
    "client": {"add", "edit"},
    "matter": {"add", "edit"},
    "report": {"status"},
}


def main(argv: Sequence[str]) -> int:
    """Run one command; the answer is the exit status of CLI.md."""
    _speak_utf8()
    parser = _parser()
    args = parser.parse_args(_joined(list(argv)))
    session = Session(args)
    try:
        answer: Answer = args.run(session, args)
    except LiaisonError as error:
        return _failed(error, as_json=args.json)
    except KeyboardInterrupt:
        print("Stopped; nothing was half done.", file=sys.stderr)
        return REFUSED
    finally:
        session.close()
    if args.json:
        print(json.dumps(answer.data, ensure_ascii=False, indent=2, default=session.spell))
    elif answer.text:
        print(answer.text)
    return answer.status


def _failed(error: LiaisonError, *, as_json: bool) -> int:
    if as_json:
        said = {"code": error.code, "message": error.message, "field": error.field}
        print(json.dumps({"error": said}, ensure_ascii=False, indent=2))
    print(" ".join(error.message.split()), file=sys.stderr)
    if isinstance(error, CannotUnlock):
        return LOCKED
    return DAMAGED if isinstance(error, Damaged) else REFUSED


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    _add_shared(shared, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description="Liaison without a screen: the same vault, for scripts and nightly jobs.",
    )
    _add_shared(parser, default=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, about: str, **options: Any) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, description=about, parents=[shared], **options)

    for room in _ROOMS:
        room.register(add)
    return parser


def _add_shared(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    group = parser.add_argument_group("the vault")
    group.add_argument("--vault", type=Path, default=default, metavar="DIR", help="the vault's folder")
    group.add_argument("--user", default=default, metavar="NAME", help="who signs in")
    group.add_argument(
        "--password-file",
        default=default,
        metavar="FILE",
        help="file with the password; - for standard input",
    )
    off: Any = False if default is None else default
    group.add_argument(
        "--json", action="store_true", default=off, help="one JSON document on standard output"
    )


def _joined(argv: list[str]) -> list[str]:
    """ "matter add" is one command to argparse; "matter 00003" another."""
    takes_value = {"--vault", "--user", "--password-file"}
    position = 0
    while position < len(argv) and argv[position].startswith("-"):
        position += 2 if argv[position] in takes_value else 1
    first = argv[position] if position < len(argv) else ""
    second = argv[position + 1] if position + 1 < len(argv) else ""
    if second in _TWO_WORDS.get(first, ()):
        argv[position : position + 2] = [f"{first} {second}"]
    return argv


def _speak_utf8() -> None:
    """Windows consoles and pipes speak an old code page otherwise, and a client's name would stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
