"""Does the frozen program work? A vault made, a contact logged, a mail read by the process apart, a report printed and
a backup restored by its command line, and a report in German; the made-up firm's report and the tour by its window,
without a screen.

python packaging/smoke.py FOLDER [--no-tour]: FOLDER holds the two programs (dist/liaison, or
Liaison.app/Contents/MacOS). Needs nothing but Python, so that it runs where Liaison's own libraries are not installed.
Exit status 1 at the first thing that is not as it has to be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PASSWORD = "otters keep their word on Tuesdays"  # noqa: S105 # of a vault that is gone in a minute
MAIL = """\
From: Rosa Alvarez <rosa@example.org>
To: Maria Ortega <maria@example.org>
Subject: The lease
Date: Mon, 02 Nov 2026 10:00:00 -0800
Message-ID: <smoke@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

Has the landlord answered?
"""
LEAST_PICTURES = 200
"""The tour has more; far fewer would be half a tour."""
NEVER = ("WebEngine", "Qml", "Quick", "DarkGarden", "libreadline", "PyQt", "tkinter")
"""In no name of a file that is shipped: too large, or under a licence that Liaison cannot go with."""
NEVER_ON_LINUX = ("libcrypto.so", "libssl.so")
"""The system's OpenSSL is of one piece: beside an older half of ours it loads no TLS at all."""
IN_EACH_LANGUAGE = ("common.po", "typed.toml", "kinds.toml", "index.md", "qtbase_{}.qm")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Wrong(Exception):
    """What is not as it has to be."""


class Programs:
    """The two programs in a folder, run in a room of their own: nothing of this machine's own vault is touched."""

    def __init__(self, folder: Path, room: Path) -> None:
        ending = ".exe" if sys.platform == "win32" else ""
        self.window, self.line = folder / f"liaison{ending}", folder / f"liaison-cli{ending}"
        self.room = room
        bare = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "WINDIR", "LANG") if key in os.environ}
        homes = (
            "HOME",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "TMP",
            "TEMP",
            "TMPDIR",
        )
        self.environment = bare | dict.fromkeys(homes, str(room)) | {"QT_QPA_PLATFORM": "offscreen"}

    def run(
        self, program: Path, *words: str, seconds: float = 300.0, environment: dict[str, str] | None = None
    ) -> str:
        """What it said; `Wrong` where it failed."""
        done = subprocess.run(  # noqa: S603 # the program that was just built
            [str(program), *words],
            env=self.environment if environment is None else environment,
            cwd=self.room,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
        if done.returncode != 0:
            raise Wrong(
                f"{program.name} {' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def ask(self, *words: str, vault: str = "vault") -> Any:
        """The JSON that the command line answers on the vault in this folder of the room."""
        given = ("--vault", vault, "--user", "Maria Ortega", "--password-file", "password", "--json")
        return json.loads(self.run(self.line, *given, *words))


def main_job(programs: Programs) -> None:
    """What a firm does, by the command line alone."""
    (programs.room / "password").write_text(PASSWORD + "\n", encoding="utf-8")
    (programs.room / "mail.eml").write_text(MAIL, encoding="utf-8", newline="\r\n")
    place = ("--country", "US", "--subdivision", "CA", "--time-zone", "America/Los_Angeles")
    programs.ask("create", "--firm", "Harbour & Finch LLP", *place)
    programs.ask(
        "client", "add", "--first-name", "Rosa", "--last-name", "Alvarez", "--email", "rosa@example.org"
    )
    matter = programs.ask("matter", "add", "--client", "Rosa Alvarez", "--title", "Lease of the bakery")[
        "number"
    ]
    logged = programs.ask(
        *("log", "--matter", matter, "--channel", "phone", "--direction", "out"),
        *("--summary", "Told her that the landlord has until Friday."),
    )
    _is(logged["id"], "no entry was logged")
    brought = programs.ask("import", "mail.eml")
    _is(
        brought["totals"]["created"]["entries"] == 1, f"the mail was not read by the process apart: {brought}"
    )
    sheet = programs.ask("matter", matter)
    _is(len(sheet["entries"]) == 2, "the matter has not two entries")
    _is(programs.ask("search", "landlord")["total"] == 2, "the search does not find both")
    _is("items" in programs.ask("due"), "nothing says what is owed")
    programs.ask("report", "status", "--matter", matter, "--out", "report.pdf")
    _is_pdf(programs.room / "report.pdf")
    programs.ask("backup", "--out", "copy.liaison-backup")
    programs.ask("restore", "copy.liaison-backup", "--to", "second")
    _is(programs.ask("verify")["ok"], "the vault is not whole")


def german_job(programs: Programs) -> None:
    """A firm whose paper is in German, on which nothing of the English is left."""
    place = ("--country", "DE", "--subdivision", "BE", "--time-zone", "Europe/Berlin", "--language", "de")
    programs.ask("create", "--firm", "Hafen & Fink", *place, vault="german")
    programs.ask("client", "add", "--first-name", "Rosa", "--last-name", "Köhler", vault="german")
    matter = programs.ask(
        "matter", "add", "--client", "Rosa Köhler", "--title", "Mietvertrag", vault="german"
    )
    report = ("report", "status", "--matter", matter["number"], "--out", "german.pdf")
    programs.ask(*report, vault="german")
    file = programs.room / "german.pdf"
    _is_pdf(file)
    _is(b"(de-DE)" in file.read_bytes(), "the German firm's report does not say that it is in German")


def window(programs: Programs, *, tour: bool) -> None:
    """The made-up firm by the window's program: its report, and every page and dialog."""
    bare = {key: said for key, said in programs.environment.items() if key not in _SCREENS}
    if sys.platform.startswith("linux"):  # elsewhere there is always a screen, and the window would stay
        programs.run(programs.window, "--demo", "--report", "demo.pdf", environment=bare)
        _is_pdf(programs.room / "demo.pdf")
    if tour:
        pictures = programs.room / "tour"
        programs.run(programs.window, "--demo", "--tour", str(pictures), "--look", "light", seconds=3600.0)
        taken = [file for file in pictures.rglob("*.png") if file.stat().st_size > 1000]
        _is(len(taken) >= LEAST_PICTURES, f"the tour took {len(taken)} pictures")


def shipped(folder: Path) -> None:
    """The files of the program: what must lie there, and what must not."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    never = (*NEVER, *NEVER_ON_LINUX) if sys.platform.startswith("linux") else NEVER
    _is(
        not (bad := [file.name for file in files if any(word in file.name for word in never)]),
        f"shipped: {bad}",
    )
    _is(any(file.parent.name == "tls" for file in files), "nothing of Qt speaks TLS: nobody could be asked")
    for code in ("de", "es"):
        places = {(file.name, code in file.parent.parts) for file in files}
        for name in IN_EACH_LANGUAGE:
            wanted = (name.format(code), "{" not in name)
            _is(wanted in places, f"{wanted[0]} is missing for {code}")
    (contents,) = [
        file for file in files if file.name == "README.txt" and file.parent.name == "licences"
    ] or [None]
    _is(contents is not None, "the licences are missing")
    bill = json.loads(contents.with_name("liaison.cdx.json").read_text(encoding="utf-8"))
    names = {part["name"] for part in bill["components"]}
    _is({"sqlcipher3", "pynacl", "Qt"} <= names, "the bill of materials is not whole")
    _is({"LGPL-3.0.txt", "qt.txt"} <= {file.name for file in files}, "the licence of Qt is missing")


def _is(good: object, otherwise: str) -> None:
    if not good:
        raise Wrong(otherwise)


def _is_pdf(file: Path) -> None:
    content = file.read_bytes()
    _is(content.startswith(b"%PDF-") and len(content) > 5_000, f"{file.name} is no report")


def main() -> int:
    """Everything in turn; the answer is the exit status."""
    parser = argparse.ArgumentParser(description="Tries the frozen program.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-tour", action="store_true", help="leave out the tour, which takes minutes")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    root = folder.parent if folder.name == "MacOS" else folder
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        programs = Programs(folder, Path(name))
        steps = {
            "files": lambda: shipped(root),
            "version": lambda: [programs.run(one, "--version") for one in (programs.window, programs.line)],
            "command line": lambda: main_job(programs),
            "in German": lambda: german_job(programs),
            "window": lambda: window(programs, tour=not asked.no_tour),
        }
        for step, does in steps.items():
            began = time.monotonic()
            try:
                does()
            except (Wrong, subprocess.TimeoutExpired, OSError) as error:
                sys.stdout.write(f"{step}: {error}\n")
                return 1
            sys.stdout.write(f"{step}: well, {time.monotonic() - began:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
