"""The templates that come with the program: ``resources/letters/*.txt``, each a few lines of head and the words; in
another language than English in a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.languages.resources import in_language
from app.notices.words import Outlet

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "letters"


@dataclass(frozen=True, slots=True)
class TemplateForm:
    """A template as its editor holds it. ``subject`` is a template, too: the heading, or the subject of an e-mail.
    ``is_update``: what was sent counts as an update (PRACTICE D2); ``in_use``: it is offered."""

    name: str
    text: str
    subject: str = ""
    outlet: Outlet = Outlet.LETTER
    is_update: bool = False
    in_use: bool = True


@cache
def built_in(language: str = "en") -> Mapping[str, TemplateForm]:
    """Each by its key, in the order in which they are offered, in a ``language`` (BCP 47)."""
    found = (_read(in_language(file, language)) for file in FOLDER.glob("*.txt"))
    return {key: form for _, key, form in sorted(found, key=lambda one: one[:2])}


def _read(file: Path) -> tuple[int, str, TemplateForm]:
    head, _, text = file.read_text(encoding="utf-8").partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    form = TemplateForm(
        name=said["name"],
        text=text.strip("\n"),
        subject=said.get("subject", ""),
        outlet=Outlet(said.get("outlet", "letter")),
        is_update=said.get("update") == "yes",
    )
    return int(said["place"]), file.stem, form
