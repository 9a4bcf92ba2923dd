"""Reading the command line, running the command, and saying how it went."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

from app.cli.flags import some_path
from app.cli.rooms import beginning, is_of_two_words, is_one, rooms_for
from app.cli.session import Answer, Session, note
from app.kernel.errors import CannotUnlock, Damaged, LiaisonError
from app.kernel.program import VERSION, line_name

DONE, REFUSED, USAGE, LOCKED, DAMAGED = 0, 1, 2, 3, 4
_ROOMS_FOLDER = Path(__file__).parents[1]


def main(argv: Sequence[str]) -> int:
    """Run one command; the answer is the exit status of CLI.md."""
    _speak_utf8()
    try:
        words = _joined(list(argv))
        args = _read(words)
    except _Misused as error:
        return _misused(error, as_json="--json" in argv)
    session = Session(args)
    try:
        answer: Answer = args.run(session, args)
        for doubt in session.doubts():  # those that the answer does not have among its warnings
            note(doubt.message)
        said = _spelled(answer, session) if args.json else answer.text
    except LiaisonError as error:
        return _failed(error.code, error.message, error.field, _status_of(error), as_json=args.json)
    except KeyboardInterrupt:
        return _failed("stopped", "Stopped; nothing is left half done.", None, REFUSED, as_json=args.json)
    except Exception as error:
        return _failed("bug", _said_of_bug(error), None, REFUSED, as_json=args.json)
    finally:
        session.close()
    return _answer(said, answer.status)


def _spelled(answer: Answer, session: Session) -> str:
    return json.dumps(answer.data, ensure_ascii=False, indent=2, default=session.spell)


class _Misused(Exception):
    """The words of the command line are not a command."""

    def __init__(self, usage: str, message: str) -> None:
        super().__init__(message)
        self.usage, self.message = usage, message


class _Parser(argparse.ArgumentParser):
    """Takes no shortened flags, so that a new flag never changes what a script means."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Leave it to `main` to say, as it was asked for."""
        raise _Misused(self.format_usage(), message)


def _misused(error: _Misused, *, as_json: bool) -> int:
    note(error.usage.rstrip())
    return _failed("usage", f"This is not understood: {error.message}.", None, USAGE, as_json=as_json)


def _failed(code: str, message: str, field: str | None, status: int, *, as_json: bool) -> int:
    note(" ".join(message.split()))
    if as_json:
        said = {"error": {"code": code, "message": message, "field": field}}
        return _answer(json.dumps(said, ensure_ascii=False, indent=2), status)
    return status


def _status_of(error: LiaisonError) -> int:
    if isinstance(error, CannotUnlock):
        return LOCKED
    return DAMAGED if isinstance(error, Damaged) else REFUSED


def _said_of_bug(error: Exception) -> str:
    """What kind of error and where; not its text, which may hold a client's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _ROOMS_FOLDER in Path(frame.filename).parents]
    last = (ours or frames)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        f"Something went wrong inside Liaison ({type(error).__name__} in {where}). "
        "Nothing was half done. Please report these words."
    )


def _answer(text: str, status: int) -> int:
    """Print the answer. A reader who went away (``| head``) is no error; an answer that cannot be kept is one."""
    try:
        if text:
            print(text)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
    except OSError as error:
        _let_go(sys.stdout)
        reason = os.strerror(error.errno) if error.errno else "it cannot be written"
        note(f"The command was carried out, but its answer could not be written: {reason}.")
        return status or REFUSED
    return status


def _let_go(stream: TextIO) -> None:
    """What is still in the stream's buffer goes nowhere, or Python would complain about it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _read(words: list[str]) -> argparse.Namespace:
    command = _command_of(words)
    parser = _parser(command)
    # Half a command: say what its other half may be.
    if not is_one(command) and (known := beginning(command)):
        if {"-h", "--help"} & set(words):
            parser.parse_args(["--help"])
        parser.error(f"after {command} comes one of {', '.join(one.split(' ', 1)[1] for one in known)}")
    return parser.parse_args(words)


def _parser(command: str = "") -> argparse.ArgumentParser:
    """Reads one command's words; all commands' where it is none of them."""
    shared = _Parser(add_help=False)
    _add_shared(shared, default=argparse.SUPPRESS)
    parser = _Parser(
        prog=line_name(),
        description="Liaison without a screen: the same vault, for scripts and nightly jobs.",
    )
    parser.add_argument("--version", action="version", version=f"Liaison {VERSION}")
    _add_shared(parser, default=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, about: str, **options: Any) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, description=about, parents=[shared], **options)

    for room in rooms_for(command):
        room.register(add)
    return parser


def _add_shared(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    group = parser.add_argument_group("the vault")
    group.add_argument("--vault", type=some_path, default=default, metavar="DIR", help="the vault's folder")
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
    at = _place_of_command(argv)
    if len(argv) > at + 1 and is_of_two_words(argv[at], argv[at + 1]):
        argv[at : at + 2] = [" ".join(argv[at : at + 2])]
    return argv


def _command_of(words: Sequence[str]) -> str:
    return "".join(words[(at := _place_of_command(words)) : at + 1])


def _place_of_command(words: Sequence[str]) -> int:
    takes_value = {"--vault", "--user", "--password-file"}
    position = 0
    while position < len(words) and words[position].startswith("-"):
        position += 2 if words[position] in takes_value else 1
    return position


def _speak_utf8() -> None:
    """Windows consoles and pipes speak an old code page otherwise, and a client's name would stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
