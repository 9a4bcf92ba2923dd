"""A template as people read it: no braces and no names of fields, whatever stands in it."""

from __future__ import annotations

import pytest

from app.letters.built_in import built_in
from app.letters.fields import FIELDS
from app.wording.example import example
from app.wording.lines import as_plain

TEXT = """{{client.name}},

{{if any progress}}
# {{since}}
{{each progress}}
{{when}} | {{text}}
{{end}}
{{else}}
There is nothing new.
{{end}}
{{if no waiting}}We wait for nobody.{{else}}We wait.{{end}} {{"{{"}}
"""


def test_fields_are_called_by_what_they_are() -> None:
    assert as_plain(example(TEXT, FIELDS)).splitlines() == [
        "[the client's name],",
        "",
        "[as in Since our update of 6 November]",
        "[When]:  [what happened since the last update]",
        "We wait. {{",
    ]


def test_what_is_wrong_with_a_template_is_left_out() -> None:
    assert example("Dear {{client.nmae}}, {{if}}{{matter.title}}", FIELDS) == "Dear , [the matter's title]"


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_letter_that_comes_with_the_program_shows_code(language: str) -> None:
    for form in built_in(language).values():
        for text in (form.text, form.subject):
            assert not set("{}") & set(example(text, FIELDS))
