"""What is wrong with the words of a template, for the form that it was typed in."""

from __future__ import annotations

from app.kernel.errors import Problem
from app.kernel.language import tr
from app.wording.template import Known, read_template


def problems_in(field: str, text: str, known: Known) -> list[Problem]:
    """The mistakes in ``text`` by the name of its ``field``, each with its place."""
    found = []
    for mistake in read_template(text, known).mistakes:
        at = {"line": mistake.at.line, "column": mistake.at.column, "instead": mistake.instead}
        found.append(Problem(field, mistake.code, tr("In {said}").format(said=mistake.said()), at))
    return found
