"""The draft of an e-mail, as the standard library and mail programs read it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.exchange.mail import read_message
from app.kernel.text import clean, unturned
from app.updates import UpdateDraft, UpdateLetter, reword
from app.updates.mail import eml, mail_words
from app.updates.page import render
from tests.paper import text_of

Framed = Callable[..., UpdateLetter]
PDF = b"%PDF-1.7\nmade up\r\n%%EOF"


def parsed(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    for part in found.walk():
        assert not part.defects
    return found


def named_in(content: bytes) -> str:
    """The name before the address. White between encoded words is none (RFC 2047, 6.2): the standard library's newer
    parser keeps it in names, so those are decoded here."""
    folded = str(message_from_bytes(content)["To"])
    raw = (
        re.sub(r"\r?\n(?=[ \t])", "", folded).rpartition("<")[0].strip()
    )  # `decode_header` drops a fold's white
    if "=?" not in raw:
        return str(parsed(content)["To"].addresses[0].display_name)
    joined = re.sub(r"\?=\s+=\?", "?==?", raw)
    return "".join(
        part.decode(charset or "ascii") if isinstance(part, bytes) else part
        for part, charset in decode_header(joined)
    )


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_it_is_a_message_that_was_never_sent(draft: UpdateDraft, framed: Framed) -> None:
    letter = framed(draft)
    content = eml(letter, render(letter).pdf, "Update 00017 2026-11-23.pdf")
    message = parsed(content)
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Imre Kovács <kovacs@example.com>"
    assert message["Subject"] == "Where your case stands"
    assert message["MIME-Version"] == "1.0"
    for head in ("Date", "From", "Message-ID", "Bcc", "Cc", "Sender"):
        assert message[head] is None, "the program that sends it adds that itself"
    assert body_of(message) == mail_words(letter)
    assert "E-mail can be read by others" in body_of(message)
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "Update 00017 2026-11-23.pdf"
    assert "Dear Mr. Kovács," in text_of(attached.get_content())


def test_its_bytes_are_what_every_program_takes(draft: UpdateDraft, framed: Framed) -> None:
    content = eml(framed(draft), PDF, "Überblick 王.pdf")
    assert content.isascii(), "heads are encoded words, bodies base64"
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content), "lines end in CR LF"
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content.startswith(b"X-Unsent: 1\r\n")
    (attached,) = parsed(content).iter_attachments()
    assert attached.get_filename() == "Überblick 王.pdf"
    assert attached.get_content() == PDF


def test_it_comes_back_as_the_message_that_it_is(draft: UpdateDraft, framed: Framed) -> None:
    """Dropped on our own window it is read as any other message."""
    letter = framed(draft)
    found = read_message(eml(letter, PDF))
    assert found.subject == "Where your case stands"
    assert "The court denied their motion." in found.text


@pytest.mark.parametrize(
    "address", ["", "none", "a@b@c", "a b@c.example", "x@y\r\nBcc: z@example.com", "@", "ü@example.com"]
)
def test_what_is_no_address_is_left_to_the_writer(draft: UpdateDraft, framed: Framed, address: str) -> None:
    message = parsed(eml(framed(draft, email=address), None))
    assert message["Bcc"] is None
    assert "The court" in body_of(message)


@pytest.mark.parametrize(
    ("name", "said"),
    [("n" * 3000, ""), ("\u202enhoJ\u202c", "nhoJ"), ("שלום", "שלום")],
    ids=["long", "turned", "right"],
)
def test_a_name_does_not_hide_the_address(draft: UpdateDraft, framed: Framed, name: str, said: str) -> None:
    """It fits a line of a mail, and nothing in it turns the address behind it around."""
    content = eml(replace(framed(draft), client=name), None)
    assert max(map(len, content.split(b"\r\n"))) < 998
    (address,) = parsed(content)["To"].addresses
    assert (address.display_name, address.addr_spec) == (said, "kovacs@example.com")


def test_a_name_of_the_net_in_other_letters_is_spelled_as_heads_have_it(
    draft: UpdateDraft, framed: Framed
) -> None:
    (address,) = parsed(eml(framed(draft, email="nora@exämple.example"), None))["To"].addresses
    assert address.addr_spec == "nora@xn--exmple-cua.example"


def spaced(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=11), max_size=15)
)
@example(words=["Анна", "Иванова", "Петровна", "с", "очень", "длинным", "именем"])
@example(words=["法" * 60])
@example(words=["n" * 150])
@example(words=['"Doe,', "John\\", "=?utf-8?q?x?="])
def test_a_long_name_keeps_its_spaces(words: list[str], draft: UpdateDraft, framed: Framed) -> None:
    """By the letter of RFC 2047; the standard library's parser of names may see two where a line is folded."""
    name = clean(unturned(" ".join(words)), lines=False)
    content = eml(replace(framed(draft), client=name), None)
    assert max(map(len, content.split(b"\r\n"))) <= 76
    assert named_in(content) == (name if len(name) <= 200 else "")
    if all(len(word.encode()) < 45 for word in name.split()) and len(name) <= 200:
        (address,) = parsed(content)["To"].addresses
        assert spaced(address.display_name) == spaced(name)
    for word in re.findall(rb"=\?utf-8\?b\?([^?]*)\?=", content.partition(b"Subject")[0]):
        assert b64decode(word).decode("utf-8"), "no character is cut"


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=200), name=st.text(st.characters(), max_size=60))
def test_any_text_comes_out_of_the_message_again(
    text: str, name: str, draft: UpdateDraft, framed: Framed
) -> None:
    written = replace(reword(draft, "3", f"A{text}Z"), subject=f"About {text}", greeting=f"Dear {text},")
    letter = replace(framed(written), client=name)
    content = eml(letter, PDF, "update.pdf")
    assert content.isascii()
    message = parsed(content)
    assert body_of(message) == clean(mail_words(letter)) + "\n"
    assert clean(f"A{text}Z") in body_of(message)
    assert message["Subject"] == clean(f"About {text}", lines=False)
    assert [str(one.addr_spec) for one in message["To"].addresses] == ["kovacs@example.com"]
    assert named_in(content) == clean(unturned(name), lines=False)
    assert {*message.keys()} == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
