"""Templates: what is read, what is pointed out and where, and that nothing that somebody typed is read as a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.letters.built_in import built_in
from app.letters.fields import FIELDS, KNOWN
from app.wording.filling import MOST_FILLED, Facts, Item, fill
from app.wording.lines import Shape, bare, guarded, lines_of
from app.wording.template import DEEPEST, MOST_LETTERS, MOST_PROBLEMS, Mistake, read_template

FACTS = Facts(
    {"client.name": "Nora Whitcombe", "matter.word": "case"},
    {"waiting": (Item("the ruling", "from the court"), Item("a reply", "from Ned")), "coming": ()},
)
ANY = st.text(st.characters(codec="utf-8"))


def filled(text: str, facts: Facts = FACTS) -> str:
    return fill(read_template(text, KNOWN), facts)


def mistakes(text: str) -> tuple[Mistake, ...]:
    return read_template(text, KNOWN).mistakes


def test_fields_conditions_and_lists() -> None:
    text = (
        "Dear {{ Client.Name }},\n"
        "{{if any waiting}}\n# Waiting\n{{each waiting}}\n{{when}} | {{text}}{{if note}}!{{end}}\n{{end}}\n{{end}}\n"
        "{{if any coming}}\n# Coming\n{{else}}\nNothing comes.\n{{end}}\n"
        "{{if no coming}}No dates in your {{matter.word}}.{{end}}"
    )
    assert filled(text) == (
        "Dear Nora Whitcombe,\n# Waiting\nfrom the court | the ruling\nfrom Ned | a reply\n"
        "Nothing comes.\nNo dates in your case."
    )


def test_a_field_without_a_value_is_nothing() -> None:
    assert filled("[{{client.phone}}]{{if client.phone}}x{{end}}{{if not client.phone}}y{{end}}") == "[]y"


def test_two_braces_can_be_written() -> None:
    assert filled('{{"{{"}}client.name}}') == "{{client.name}}"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "instead"),
    [
        ("a\nb {{cliemt.name}}", "unknown-field", 2, 3, "client.name"),
        ("{{}}", "no-name", 1, 1, ""),
        ("{{zzzz}}", "unknown-field", 1, 1, ""),
        ("{{if any waitin}}{{end}}", "unknown-field", 1, 1, "waiting"),
        ("{{each progres}}{{end}}", "unknown-field", 1, 1, "progress"),
        ("{{waiting}}", "is-list", 1, 1, ""),
        ("{{when}}", "not-in-list", 1, 1, ""),
        ("x {{client.name", "not-closed", 1, 3, ""),
        ("{{client\n.name}}", "not-closed", 1, 1, ""),
        ("\n {{if today}}", "no-end", 2, 2, ""),
        ("{{each waiting}}", "no-end", 1, 1, ""),
        ("{{end}}", "no-begin", 1, 1, ""),
        ("{{else}}", "no-if", 1, 1, ""),
        ("{{if today}}{{else}}{{else}}{{end}}", "no-if", 1, 21, ""),
        ("{{each waiting}}{{each coming}}{{end}}{{end}}", "each-in-each", 1, 17, ""),
    ],
)
def test_a_mistake_is_pointed_out_where_it_stands(
    text: str, code: str, line: int, column: int, instead: str
) -> None:
    first = mistakes(text)[0]
    assert (first.code, first.at.line, first.at.column, first.instead) == (code, line, column, instead)
    with pytest.raises(Refused, match=f"line {line}, column {column}"):
        filled(text)


@given(ANY)
def test_text_without_fields_comes_out_unchanged(text: str) -> None:
    assert filled(text.replace("{{", '{{"{{"}}')) == text


@given(ANY, ANY)
def test_values_are_never_read_again(name: str, item: str) -> None:
    evil = f"{{{{client.name}}}}{name}{{{{if"
    text = "{{client.name}}\n{{each waiting}}\n{{text}}\n{{end}}"
    facts = Facts({"client.name": evil}, {"waiting": (Item(f"{{{{end}}}}{item}"),)})
    lines = [line.text for line in lines_of(filled(text, facts)) if line.shape is not Shape.BLANK]
    one_line = " ".join(f"{{{{end}}}}{item}".split("\n"))
    assert lines == [part for part in evil.split("\n") if part.strip()] + [one_line]


@given(ANY)
def test_nothing_in_a_value_is_a_mark(value: str) -> None:
    for said in ("# 1", "- 2", "____", "a | b | c", "\\", value):
        shown = list(lines_of(guarded(said, fresh=True)))
        assert {line.shape for line in shown} <= {Shape.TEXT, Shape.BLANK}
        assert [line.text for line in shown if line.text] == [
            part for part in said.split("\n") if part.strip()
        ]


@given(ANY)
def test_whatever_is_typed_is_read(text: str) -> None:
    read_template(text, KNOWN)
    read_template(f"{{{{if {text}}}}}{{{{each {text}}}}}", KNOWN)
    list(lines_of(text))
    assert bare(guarded(text, fresh=False)) == text


def test_a_template_of_a_megabyte_is_answered() -> None:
    (only,) = mistakes("{{client.name}} and so on, " * 40_000)
    assert only.code == "too-long"
    assert f"{MOST_LETTERS:,}" in only.message


def test_ten_thousand_fields_are_answered() -> None:
    assert mistakes("{{today}}\n" * 10_000)[-1].code == "too-many"
    wrong = mistakes("{{todai}} " * 10_000)
    assert len(wrong) == MOST_PROBLEMS
    assert {one.instead for one in wrong} == {"today"}
    assert len(mistakes("{" * 200_000)) == MOST_PROBLEMS


def test_blocks_may_not_be_too_deep() -> None:
    deep = "{{if today}}" * (DEEPEST + 1) + "{{end}}" * (DEEPEST + 1)
    assert [one.code for one in mistakes(deep)] == ["too-deep"]
    assert len(mistakes("{{if today}}" * 5_000)) <= MOST_PROBLEMS


def test_a_letter_does_not_grow_without_end() -> None:
    facts = Facts({}, {"progress": (Item("x" * 1_000),) * 600})
    with pytest.raises(Refused, match="longer than"):
        filled("{{each progress}}{{text}}{{text}}{{end}}", facts)
    assert MOST_FILLED > 500_000


def test_rows_points_headings_and_lines_to_write_on() -> None:
    found = list(lines_of("# Head\n- point\n7 Dec | Hearing | you come | x\n____\n\n\\# no head\nplain"))
    assert [line.shape for line in found] == [
        Shape.HEADING,
        Shape.POINT,
        Shape.ROW,
        Shape.WRITE,
        Shape.BLANK,
        Shape.TEXT,
        Shape.TEXT,
    ]
    assert found[2][1:] == ("Hearing", "7 Dec", "you come | x")
    assert found[5].text == "# no head"


def test_what_comes_with_the_program_has_no_mistake() -> None:
    assert list(built_in()) == [
        "status-letter",
        "update-email",
        "no-news",
        "protocol",
        "closing",
        "acknowledgement",
        "new-contact",
        "feedback",
        "access",
        "engagement",
        "non-engagement",
        "disengagement",
        "complaint-acknowledgement",
        "final-response",
    ]
    for key, form in built_in().items():
        assert not mistakes(form.text), key
        assert not mistakes(form.subject), key


def test_what_is_offered_is_known() -> None:
    for one in FIELDS:
        assert not mistakes(one.written), one.name
