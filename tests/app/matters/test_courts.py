"""Names of courts: all ways of writing one lead to one id, and nothing else does."""

from __future__ import annotations

import pytest

from app.matters import courts as courts_room
from app.matters.courts import Court, CourtKind, court_name, court_of_host, courts, find_court
from app.workspace import Workspace


def test_every_federal_court_is_there() -> None:
    kinds = [court.kind for court in courts().values()]
    assert kinds.count(CourtKind.DISTRICT) == 94  # 28 U.S.C. 81-131 and the three territories
    assert kinds.count(CourtKind.BANKRUPTCY) == 94
    assert kinds.count(CourtKind.APPELLATE) == 13


@pytest.mark.parametrize("court", courts().values(), ids=lambda court: court.id)
def test_a_court_is_found_by_each_of_its_names(court: Court) -> None:
    long = court.name.replace("U.S.", "United States").replace(", ", " for the ")
    for name in (court.id, court.id.upper(), court.citation, court.name, court.name.upper(), long):
        assert find_court(name) == court.id, name
    assert court_of_host(f"ecf.{court.id}.uscourts.gov") == court.id
    assert court_of_host(f"Notices <ecf@{court.id}.uscourts.gov>") == court.id
    assert court_of_host(f"https://ecf.{court.id}.uscourts.gov/doc1/1?caseid=2") == court.id


@pytest.mark.parametrize(
    ("name", "court_id"),
    [
        ("Alabama Middle District", "almd"),
        ("M.D. Ala", "almd"),
        ("MDAL", "almd"),
        ("SOUTHERN DISTRICT OF ALABAMA", "alsd"),
        ("SDNY", "nysd"),
        ("S.D.N.Y.", "nysd"),
        ("Bankr. S.D.N.Y.", "nysb"),
        ("S.D. Tex. (Bankr.)", "txsb"),
        ("NYE", "nyed"),
        ("ILN", "ilnd"),
        ("D.N.D.", "ndd"),
        ("N.D. W. Va.", "wvnd"),
        ("USBC NJ", "njb"),
        ("U.S. Bankruptcy Court District of New Hampshire Live Database", "nhb"),
        ("U.S. Bankruptcy Court United States Bankruptcy Court for the District of Columbia", "dcb"),
        ("United States Court of Appeals for the District of Columbia Circuit", "cadc"),
        ("2nd Circuit", "ca2"),
        ("Ninth Circuit Court of Appeals", "ca9"),
        ("Fed. Cir.", "cafc"),
        ("United States District Court, Northern District of California, San Francisco Division", "cand"),
        ("Judicial Panel on Multidistrict Litigation", "jpml"),
        ("ecf.cacd.uscourts.gov", "cacd"),
    ],
)
def test_usual_ways_of_writing(name: str, court_id: str) -> None:
    assert find_court(name) == court_id


@pytest.mark.parametrize(
    "name",
    [
        "", "Virginia", "District of Virginia", "Southern California", "Maryland", "District Court of Maryland",
        "Superior Court of the District of Columbia", "Supreme Court of New York", "New York County",
        "Louisiana First Circuit Court of Appeal", "Texas First Court of Appeals", "Circuit Court of Cook County",
        "Nebraska District Court", "E.D. Ohio", "Eastern District of Oregon", "13th Circuit", "Office in Toledo",
        "Eastern and Western District of Texas", "xx.uscourts.gov",
    ],
)  # fmt: skip
def test_no_court_is_made_up(name: str) -> None:
    assert find_court(name) is None


@pytest.mark.parametrize(
    "host",
    ["uscourts.gov", "ecf.almd.uscourts.gov.evil.example", "https://evil.example/ecf.almd.uscourts.gov", ""],
)
def test_no_host_is_taken_for_a_court(host: str) -> None:
    assert court_of_host(host) is None


def test_the_document_server_of_an_appellate_court() -> None:
    assert court_of_host("https://ca9-showdoc.azurewebsites.us/NDA/1") == "ca9"


def test_names_to_show() -> None:
    assert court_name("nysb") == "U.S. Bankruptcy Court, Southern District of New York"
    assert court_name("vid") == "U.S. District Court, District of the Virgin Islands"
    assert court_name("county court") == "county court"


def test_a_lock_forgets_what_was_asked(workspace: Workspace) -> None:
    find_court("Nora Whitcombe's mother, at the courthouse")
    assert courts_room._find_court.cache_info().currsize > 0
    workspace.lock()
    assert courts_room._find_court.cache_info().currsize == 0
