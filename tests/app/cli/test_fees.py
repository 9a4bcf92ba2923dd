"""fees … on the command line: amounts are texts with their currency (PRACTICE F)."""

from __future__ import annotations

import pytest

from tests.support import Cli


@pytest.fixture
def number(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number: str = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe").json["number"]
    return number


def test_told_revised_and_listed(cli: Cli, number: str) -> None:
    first = cli("fees", "estimate", number, "--amount", "10000", "--low", "8,000", "--tax", "20 %")
    assert first.status == 0, first.err
    assert first.json["estimate"]["tax"] == {"amount": "2000.00", "currency": "USD"}
    assert cli("fees", "estimate", number, "--amount", "12000").json["error"]["code"] == "no-reason"
    cli("fees", "estimate", number, "--amount", "12000", "--reason", "An expert is needed", "--covers", "All")
    billed = cli("fees", "to-date", number, "--amount", "9000", "--on", "2026-11-20")
    assert billed.json["standing"] == {
        "used": {"amount": "9000.00", "currency": "USD"},
        "of": {"amount": "12000.00", "currency": "USD"},
        "with_tax": False,
        "percent": 75,
        "level": "amber",
    }
    cli(
        "fees",
        "arrange",
        number,
        "--kind",
        "hourly",
        "--rate",
        "Partner: 450 per hour",
        "--rate",
        "Copies: 0.20 per page",
    )
    shown = cli("fees", "show", number)
    assert shown.json["estimate_before"]["low"] == {"amount": "8000.00", "currency": "USD"}
    assert [one["reason"] for one in shown.json["figures"] if one["kind"] == "estimate"] == [
        "An expert is needed",
        "",
    ]
    assert shown.json["arrangement"]["rates"][1] == {
        "who": "Copies",
        "rate": {"amount": "0.20", "currency": "USD"},
        "per": "page",
    }
    assert shown.json["next_update_due"] == "2027-05-21"
    (listed,) = cli("fees", "list", "--level", "amber").json["fees"]
    assert (listed["matter"], listed["told_on"]) == (number, "2026-11-23")
    assert cli("fees", "list", "--level", "red").json == {"fees": []}
    (news,) = cli("matter", number).json["developments"]
    assert news["kind"] == "costs"
    said = cli("fees", "show", number, as_json=False).out
    assert "$12,000, given on November 23, 2026; before that $8,000 to $10,000 plus tax of $2,000" in said


def test_the_rule_and_an_excuse(cli: Cli, number: str) -> None:
    assert cli("fees", "rule").json == {
        "amber": 75,
        "red": 100,
        "with_tax": True,
        "update_months": 6,
        "currency": "USD",
    }
    assert cli("fees", "rule", "--amber", "60").json["error"]["code"] == "no-reason"
    changed = cli(
        "fees", "rule", "--amber", "60", "--no-with-tax", "--months", "3", "--reason", "Earlier"
    ).json
    assert (changed["amber"], changed["with_tax"], changed["update_months"]) == (60, False, 3)
    assert cli("fees", "excuse", number, "--reason", "Fixed").json["error"]["code"] == "no-costs-update"
    cli("fees", "estimate", number, "--amount", "900", "--on", "2026-11-20", "--currency", "gbp")
    excused = cli("fees", "excuse", number, "--reason", "A fixed fee was agreed")
    assert excused.json["next_update_due"] == "2027-05-19", "counted from Friday 19 February"


def test_a_figure_of_costs_to_date_tells_nobody_unless_it_is_said(cli: Cli, number: str) -> None:
    def newest(*said: str) -> object:
        assert cli("fees", *said).status == 0
        return cli("fees", "show", number).json["figures"][0]["told"]

    assert newest("to-date", number, "--amount", "900") is False
    assert newest("to-date", number, "--amount", "950", "--untold") is False
    assert newest("to-date", number, "--amount", "1000", "--told") is True
    assert newest("estimate", number, "--amount", "9000") is True
    both = cli("fees", "to-date", number, "--amount", "1", "--told", "--untold")
    assert both.status != 0


@pytest.mark.parametrize("words", ["a lot", "-5", "1,5", "12.345", "0x10", "٥"])
def test_what_is_no_amount(cli: Cli, number: str, words: str) -> None:
    assert cli("fees", "estimate", number, f"--amount={words}").status != 0


@pytest.mark.parametrize("words", ["Partner", "Partner: lots per hour", ": 450"])
def test_what_is_no_rate(cli: Cli, number: str, words: str) -> None:
    ran = cli("fees", "arrange", number, "--kind", "hourly", "--rate", words)
    assert ran.json["error"]["code"] == "bad-rate"


@pytest.mark.parametrize(
    ("currency", "amount", "kept", "said"),
    [
        ("KWD", "1.250", "1.250", "KWD 1.250"),
        ("JOD", "1,250.5", "1250.500", "JOD 1,250.500"),
        ("JPY", "150000", "150000", "¥150,000"),
    ],
)
def test_each_currency_has_its_places(
    cli: Cli, number: str, currency: str, amount: str, kept: str, said: str
) -> None:
    done = cli("fees", "estimate", number, "--amount", amount, "--currency", currency)
    assert done.json["estimate"]["amount"] == {"amount": kept, "currency": currency}
    assert said in cli("fees", "show", number, as_json=False).out
    drafted = ("--estimate", amount, "--currency", currency, "--low", "1", "--tax", "10 %")
    cli("terms", "draft", "--matter", number, "--scope", "The claim", "--every", "month", *drafted)
    terms = cli("terms", "show", "--matter", number).json["draft"]
    assert (terms["estimate"], terms["estimate_currency"]) == (kept, currency)
    assert f" to {said} plus tax of " in cli("terms", "show", "--matter", number, as_json=False).out


def test_three_places_of_a_dollar_could_mean_two_things(cli: Cli, number: str) -> None:
    for command in (
        ("fees", "estimate", number, "--amount", "1.250"),
        ("fees", "estimate", number, "--amount", "10", "--tax", "1.250"),
        ("fees", "arrange", number, "--kind", "hourly", "--rate", "Partner: 1.250 per hour"),
        ("terms", "draft", "--matter", number, "--estimate", "1.250"),
        ("close", "--matter", number, "--outcome", "Done", "--billed", "1.250"),
        ("matter", "edit", number, "--estimate", "1.250"),
    ):
        assert cli(*command).json["error"]["code"] == "bad-amount", command


def test_terms_say_the_estimate_whole(cli: Cli, number: str) -> None:
    draft = ("terms", "draft", "--matter", number, "--scope", "The claim", "--every", "month")
    assert cli(*draft, "--low", "8000").json["error"]["code"] == "no-estimate"
    cli(*draft, "--estimate", "10000", "--low", "8000", "--tax", "20 %", "--estimate-note", "All of it")
    cli(*draft, "--disbursements", "350")
    cli("terms", "agree", "--matter", number, "--how", "signed")
    told = cli("fees", "show", number).json["estimate"]
    assert {key: told[key]["amount"] for key in ("amount", "low", "tax", "disbursements")} == {
        "amount": "10000.00",
        "low": "8000.00",
        "tax": "2000.00",
        "disbursements": "350.00",
    }
    assert told["covers"] == "All of it"
    cli("fees", "estimate", number, "--amount", "10000", "--low", "8000", "--reason", "No tax")
    assert cli("terms", "show", "--matter", number).json["differs"] == ["estimate"]
    cli(*draft, "--estimate", "12000", "--reason", "An expert")
    revised = cli("terms", "show", "--matter", number).json["draft"]
    assert (revised["estimate"], revised["estimate_low"], revised["estimate_note"]) == (
        "12000.00",
        None,
        "All of it",
    )
