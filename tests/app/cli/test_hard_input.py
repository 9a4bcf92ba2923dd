"""Paper by command for what is hard to set: a name in six scripts, 80,000 words in an entry, a huge template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.reports.press.ink import printable
from tests.paper import long_text_of, many_words, squeezed, text_of
from tests.support import Cli

SIX = "Нина محمد Ελένη שרה 王小明 김민지"
"""A name in six scripts. Of two words side by side that run leftward pypdf tells the left one first, as it is drawn."""
PAPERS = {
    "status report": ("report", "status", "--matter", "00001"),
    "history": ("report", "history", "--matter", "00001"),
    "letter": ("letter", "write", "closing", "--matter", "00001"),
    "update": ("update", "pdf", "--matter", "00001"),
    "script of a call": ("update", "script", "--matter", "00001"),
}


@pytest.fixture
def matter(cli: Cli) -> str:
    """The number of a matter of a client whose name is in six scripts."""
    assert cli("client", "add", "--first-name", SIX, "--last-name", "Whitcombe").status == 0
    added = cli("matter", "add", "--client", f"{SIX} Whitcombe", "--title", f"Lease of {SIX}")
    assert added.status == 0, added.err
    told = f"{SIX} won."
    ran = cli("develop", "--matter", "00001", "--kind", "ruling", "--at", "2026-11-20T10:00", "--text", told)
    assert ran.status == 0, ran.err
    return str(added.json["number"])


def _log(cli: Cli, words: str) -> None:
    said = ("--channel", "phone", "--direction", "out", "--summary", words)
    ran = cli("log", "--matter", "00001", *said)
    assert ran.status == 0, ran.err


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize("paper", PAPERS)
def test_a_name_in_six_scripts_is_on_the_page_as_it_was_entered(cli: Cli, tmp_path: Path, paper: str) -> None:
    _log(cli, f"Spoke with {SIX}.")
    file = tmp_path / "paper.pdf"
    ran = cli(*PAPERS[paper], "--out", str(file))
    assert ran.status == 0, ran.err
    assert squeezed(printable(SIX)) in squeezed(text_of(file.read_bytes()))


@pytest.mark.usefixtures("matter")
def test_eighty_thousand_words_of_one_entry_are_all_in_the_history(cli: Cli, tmp_path: Path) -> None:
    words = many_words("w")
    _log(cli, " ".join(words))
    file = tmp_path / "history.pdf"
    ran = cli("report", "history", "--matter", "00001", "--out", str(file))
    assert ran.status == 0, ran.err
    assert re.findall(r"\bw\d+\b", long_text_of(file.read_bytes())) == words


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("{{client.name}} " * 10_000 + "word " * 170_000, "too-long", "at most 200,000 letters"),
        ("{{client.name}} " * 10_000, "too-many", "at most 2,000 fields"),
    ],
)
def test_a_template_of_a_megabyte_is_refused_in_a_sentence(
    cli: Cli, tmp_path: Path, text: str, code: str, said: str
) -> None:
    file = tmp_path / "template.txt"
    file.write_text(text, encoding="utf-8")
    ran = cli("letter", "change", "closing", "--text", str(file), "--reason", "All of it")
    assert ran.status == 1
    assert ran.json["error"]["code"] == code
    assert said in ran.json["error"]["message"]
    assert len(ran.json["error"]["message"]) < 500
    assert cli("letter", "show", "closing").json["version"] == 0
