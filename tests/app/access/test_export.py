"""The answer as a file: what is given lies in it, what is withheld does not, and what was given is kept."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from app.access.commands import close_request, decide_items
from app.access.forms import NewDecision
from app.access.queries import exports_of, given_in, request_row, request_sheet
from app.access.words import Decision, Ending, Ground
from app.kernel.errors import Refused
from app.reports.access_out import save_export
from tests.app.access.conftest import Office


@pytest.fixture
def decided(office: Office) -> Office:
    """Advice is withheld, what others are in is redacted, the rest is given."""
    with office.workspace.write() as tx:
        left = {one.item.id for one in request_sheet(tx.reader(), office.request).undecided}
        decide_items(tx, office.request, left, NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE))
        new = NewDecision(Decision.REDACT, Ground.THIRD_PARTY, given_text="You came with somebody")
        decide_items(tx, office.request, [office.elsewhere], new)
    return office


PAPER, INDEX = "What we hold.pdf", "Index.csv"


def words_of(pdf: bytes, password: str | None = None) -> str:
    reader = PdfReader(BytesIO(pdf), password=password)
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_folder_in_one_file(decided: Office, tmp_path: Path) -> None:
    file = tmp_path / "answer.zip"
    made = save_export(decided.workspace, decided.request, file)
    with ZipFile(file) as archive:
        names = archive.namelist()
        (attached,) = [name for name in names if name not in {PAPER, INDEX}]
        assert attached.endswith("lease.txt")
        assert archive.read(attached) == b"The lease itself"
        index = archive.read(INDEX).decode("utf-8-sig")
        words = words_of(archive.read(PAPER))
    assert made.files == 1
    for said in (
        "The house in Spain",
        "You came with somebody",
        "She asked how long it takes",
        "legal privilege",
    ):
        assert said in words
    for kept in ("Do not sign", "Both came", "Ned", "Watch the fee"):
        assert kept not in words + index


def test_what_was_given_is_kept_and_it_can_be_closed(decided: Office, tmp_path: Path) -> None:
    file = tmp_path / "answer.zip"
    save_export(decided.workspace, decided.request, file)
    with decided.workspace.write() as tx:
        close_request(tx, decided.request, Ending.GIVEN)
    with decided.workspace.read() as reader:
        (kept,) = exports_of(reader, decided.request)
        assert kept.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
        assert (kept.file, kept.size, kept.part) == ("answer.zip", file.stat().st_size, False)
        index = given_in(reader, kept.id)
        assert {one.decision for one in index} == set(Decision)
        assert request_row(reader, decided.request).clock.ending is Ending.GIVEN


def test_one_pdf_that_asks_for_a_password_holds_the_files(decided: Office, tmp_path: Path) -> None:
    file = tmp_path / "answer.pdf"
    save_export(decided.workspace, decided.request, file, password="seven green boats")
    reader = PdfReader(file, password="seven green boats")
    assert reader.is_encrypted
    (content,) = [parts[0] for name, parts in reader.attachments.items() if name.endswith("lease.txt")]
    assert content == b"The lease itself"
    assert b"The lease itself" not in file.read_bytes()


def test_a_part_says_so_and_two_parts_are_an_answer(decided: Office, tmp_path: Path) -> None:
    hers = decided.seen_by(decided.olive)
    save_export(hers, decided.request, tmp_path / "one.zip", part=True)
    with ZipFile(tmp_path / "one.zip") as archive:
        words = words_of(archive.read(PAPER))
    assert "a part of the answer" in words
    assert "Spain" not in words
    with pytest.raises(Refused) as error, hers.write() as tx:
        close_request(tx, decided.request, Ending.GIVEN)
    assert error.value.code == "restricted"
    save_export(decided.workspace, decided.request, tmp_path / "two.zip", part=True)
    with decided.workspace.write() as tx:
        close_request(tx, decided.request, Ending.GIVEN)
    with hers.read() as reader:
        _, whole = exports_of(reader, decided.request)
        assert "The divorce" not in [one.title for one in given_in(reader, whole.id)]


def test_no_file_is_left_where_it_may_not_be_made(office: Office, tmp_path: Path) -> None:
    for name, password, code in (
        ("a.zip", None, "undecided"),
        ("a.docx", None, "bad-ending"),
        ("a.zip", "seven green boats", "zip-password"),
    ):
        with pytest.raises(Refused) as error:
            save_export(office.workspace, office.request, tmp_path / name, password=password)
        assert error.value.code == code
    assert not list(tmp_path.glob("a.*"))


class Stopped(Exception):
    """Somebody cancelled."""


@pytest.mark.parametrize(("name", "password"), [("a.zip", None), ("a.pdf", "seven green boats")])
def test_cancelled_at_any_moment_nothing_is_left_and_nothing_is_given(
    name: str, password: str | None, decided: Office, tmp_path: Path
) -> None:
    """Each telling is a moment to cancel; the last one is right before the commit."""
    room = tmp_path / "room"
    room.mkdir()
    file = room / name
    file.write_bytes(b"what stood there")
    told: list[tuple[int, int]] = []

    def stop(last: int) -> None:
        left = last

        def tell(done: int, whole: int) -> None:
            nonlocal left
            told.append((done, whole))
            left -= 1
            if left == 0:
                raise Stopped

        save_export(decided.workspace, decided.request, file, password=password, progress=tell)

    stop(0)
    assert told == sorted(told), "it only grows"
    moments = len(told)
    assert moments > 4
    file.write_bytes(b"what stood there")
    for moment in range(1, moments + 1):
        with pytest.raises(Stopped):
            stop(moment)
        assert [one.name for one in room.iterdir()] == [name]
        assert file.read_bytes() == b"what stood there"
    with decided.workspace.read() as reader:
        assert len(exports_of(reader, decided.request)) == 1


def test_a_password_that_is_too_short_is_said_before_anything_is_made(
    decided: Office, tmp_path: Path
) -> None:
    told: list[int] = []
    with pytest.raises(Refused) as error:
        save_export(
            decided.workspace,
            decided.request,
            tmp_path / "a.pdf",
            password="short",
            progress=lambda done, _: told.append(done),
        )
    assert error.value.code == "pdf-password"
    assert told == []
