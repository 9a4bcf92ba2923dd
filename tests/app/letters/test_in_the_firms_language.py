"""A firm that writes German or Spanish gets what comes with the program in its language; what it took over stays."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.concerns.outside import outside_body
from app.contactlog.kind_commands import save_kind
from app.contactlog.kind_queries import kinds
from app.languages import offered
from app.letters.built_in import built_in
from app.letters.commands import save_template
from app.letters.composing import compose_letter
from app.letters.page import render
from app.letters.queries import template, template_versions, templates
from app.plain.commands import save_plain_word
from app.plain.queries import word_list
from app.policies.book import policies
from app.policies.filled import filled, policy_facts
from app.policies.starter import not_taken, starters_of, take_starters
from app.reviews.checklist import change_checklist, checklist
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.updates import compose, draft
from app.workspace import Workspace


@pytest.fixture(autouse=True)
def _two_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """German and Spanish are offered."""
    whole = tuple(replace(one, is_whole=True) for one in offered.LANGUAGES)
    monkeypatch.setattr(offered, "LANGUAGES", whole)


def writes(workspace: Workspace, language: str, country: str) -> None:
    with workspace.write() as tx:
        details = firm(tx.reader()).details
        change_firm(tx, replace(details, language=language, country=country, subdivision=""))


@pytest.mark.parametrize(
    ("language", "country", "greeting", "sees"),
    [
        ("de", "DE", "Sehr geehrte Ms. Whitcombe,", "Angelegenheit"),
        ("es", "ES", "Estimada Ms. Whitcombe:", "asunto"),
    ],
)
def test_every_letter_is_written_in_it(
    workspace: Workspace, matter: UUID, language: str, country: str, greeting: str, sees: str
) -> None:
    writes(workspace, language, country)
    said = []
    with workspace.read() as reader:
        rows = templates(reader)
        assert [row.key for row in rows] == list(built_in())
        for row in rows:
            letter = compose_letter(reader, matter, row.form)
            assert letter.text.startswith(greeting), row.key
            assert "{{" not in letter.text + letter.subject
            said.append(f"{letter.subject}\n{letter.text}\n{letter.foot}")
        assert greeting == compose(draft(reader, matter)).greeting
        protocol = compose_letter(reader, matter, template(reader, "protocol").form)
    assert render(protocol)
    everything = "\n".join(said)
    assert sees in everything
    for english in ("working day", "every month", "Dear", "This letter", "Not for", "may decide"):
        assert english not in everything, english


def test_what_is_still_to_be_written_is_known_in_each_language(workspace: Workspace, matter: UUID) -> None:
    for language, country in (("de", "AT"), ("es", "MX")):
        writes(workspace, language, country)
        with workspace.read() as reader:
            assert (
                "square brackets"
                in compose_letter(reader, matter, template(reader, "closing").form).complaint
            )
            assert compose_letter(reader, matter, template(reader, "protocol").form).complaint == ""


def test_what_a_firm_wrote_itself_keeps_its_words(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        form = replace(template(tx.reader(), "closing").form, text="It is over, {{client.name}}.")
        save_template(tx, "closing", form, "shorter")
        save_kind(tx, replace(kinds(tx.reader())[0], name="First talk"))
        change_checklist(tx, ["One point"], "shorter")
        take_starters(tx, ["updates"])
    writes(workspace, "de", "DE")
    with workspace.read() as reader:
        assert template(reader, "closing").form == form
        assert template_versions(reader, "closing")[-1].form.name == "Abschlussschreiben"
        assert [one.name for one in kinds(reader)[:2]] == ["First talk", "Sachstandsanruf"]
        assert checklist(reader).items == ("One point",)
        assert [one.versions[0].title for one in policies(reader)] == ["Updates to clients"]
        assert "updates" not in {one.key for one in not_taken(reader)}


def test_policies_are_taken_over_in_it_with_the_firms_numbers(workspace: Workspace) -> None:
    writes(workspace, "de", "DE")
    with workspace.write() as tx:
        take_starters(tx, ["response-times"])
    with workspace.read() as reader:
        assert [one.versions[0].title for one in policies(reader)] == ["Antwortzeiten"]
        facts = policy_facts(reader)
        said = {key: filled(one.form.text, facts) for key, one in starters_of(reader).items()}
    assert (
        "Eingang bestätigt: höchstens 1 Arbeitstag; beantwortet: höchstens 2 Arbeitstage"
        in said["response-times"]
    )
    assert "vom Abschluss an so lange aufbewahrt: 7 Jahre." in said["retention"]
    assert "Höchstdauer: 8 Wochen" in said["complaints"]


def test_the_body_and_the_words_of_lawyers_are_those_of_the_place(workspace: Workspace) -> None:
    writes(workspace, "", "DE")
    with workspace.write() as tx:
        save_plain_word(tx, "Streitwert", "", "alle kennen ihn")
        assert outside_body(tx.reader()) == "Schlichtungsstelle der Rechtsanwaltschaft"
    with workspace.read() as reader:
        words = word_list(reader)
        assert words.language == "de"
        assert "widerklage" in words.known
        assert "streitwert" not in words.known
        assert checklist(reader).items[0] == "Dem Mandanten wurde jede Neuigkeit mitgeteilt, und rechtzeitig"
