"""Every paper for a client says before it leaves that the client reads another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clients.reading import other_language
from tests.support import Cli

SAID = "The client's language is Spanish, and this is in another. An interpreter is needed."


@pytest.mark.parametrize(
    ("clients", "language", "said"),
    [
        ("", "en-US", ""),
        ("English", "en-US", ""),
        ("inglés", "en-GB", ""),
        ("Deutsch", "de-CH", ""),
        ("Spanish", "es-MX", ""),
        ("Farsi", "en-US", "The client's language is Farsi, and this is in another."),
        ("Spanish", "de", "The client's language is Spanish, and this is in another."),
    ],
)
def test_who_reads_what(clients: str, language: str, said: str) -> None:
    assert other_language(clients, language, interpreter=False) == said


def test_no_paper_leaves_without_a_word(cli: Cli, tmp_path: Path) -> None:
    cli(
        "client",
        "add",
        "--first-name",
        "Luz",
        "--last-name",
        "Delacroix",
        "--language",
        "Spanish",
        "--interpreter",
    )
    number = cli("matter", "add", "--title", "Lease", "--client", "Luz Delacroix").json["number"]
    to, of = ("--out", str(tmp_path / "paper.pdf")), ("--matter", number)
    assert SAID in cli("report", "status", *of, *to, as_json=False).out
    assert cli("report", "status", *of, *to).json["reports"][0]["warning"] == SAID
    written = cli("letter", "write", "protocol", *of, *to)
    assert SAID in written.json["letters"][0]["warning"]
    assert SAID in written.err
    assert SAID in cli("update", "pdf", *of, *to, as_json=False).out
    cli("client", "edit", "Luz Delacroix", "--language", "English", "--no-interpreter")
    assert cli("report", "status", *of, *to).json["reports"][0].get("warning") is None
    assert "language" not in cli("letter", "write", "protocol", *of, *to).err
