"""Immigration: family petitions, work permits, naturalization."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

IMMIGRATION = AreaStock(
    name="Immigration",
    stages=("Collecting papers", "Filed", "Biometrics", "Interview", "Decision"),
    intake=(
        "First meeting about the petition for {her} mother. Went through every entry into the country since {year}. Nothing is to be signed for others, no travel before we have spoken.",
        "Consultation on naturalization. {name} has lived here twelve years; two long absences need an explanation. Gave the list of papers.",
        "Took the history for the work permit. Passport runs until next year; renewal comes first.",
    ),
    progress=(
        "The forms are complete but for one signature; the fee is paid.",
        "The receipt has come; present waiting time is seven to ten months.",
        "Translations of the two certificates are done and certified.",
        "We answered the request for evidence well before its last day.",
        "No movement online; we ask once the posted time is over.",
        "Interview practice went well; the second one is on {soon}.",
        "The medical form is sealed and with us.",
    ),
    news=(
        News(D.PROCEDURE, "USCIS: receipt notice for the petition", "The office has the petition and gave it a number; we can now follow it online.", paper=False),
        News(D.HEARING, "USCIS: biometrics appointment on {date}, 11:00, Oakland", "Fingerprints and photograph on {date} at eleven; bring the letter and the passport.", (K.APPOINTMENT, "Biometrics appointment", True)),
        News(D.DEADLINE, "USCIS: request for evidence, answer by {date}", "The office wants more proof by {date}; we know what is meant and have most of it.", (K.DEADLINE, "Answer to the request for evidence", False), False),
        News(D.HEARING, "USCIS: interview on {date}, 8:15 AM, San Francisco", "The interview is on {date}; we go along and practice before.", (K.APPOINTMENT, "Interview, we go along", True), False),
        News(D.RULING, "USCIS: notice of approval", "Approved. The card comes by mail within about four weeks.", None, False),
        News(D.EVIDENCE, "Certified copy of the birth record received from abroad", "The birth record has come; it goes to the translator.", paper=False),
        News(D.PROCEDURE, "USCIS: case transferred to another service center", "The case was moved to another office; it should not take longer.", paper=False),
    ),
    asked=(
        Asked("Asks whether {she} may travel to a wedding in {month}.", "Not before the travel paper is there; explained what would be lost."),
        Asked("Moved to a new address. Who has to know?", "The office within ten days; we filed the form today and keep the receipt."),
        Asked("A man at the consulate offered to speed it up for {amount}.", "Warned {obj}: a fraud. Nobody can. Asked for the name."),
        Asked("Asks whether {her} son ages out.", "No: the age was fixed by the filing; sent the calculation."),
        Asked("The letter of the office has the name spelled wrong.", "Asked for a correction online; nothing is lost meanwhile."),
    ),
    talks=(
        Talk("Talked about the two long absences.", "They may break the required time; with proof of job and rent kept, chances are fair, no certainty.", "File now, with the proof.", "draft the explanation"),
        Talk("Explained what to do if officers come to the door.", "A warrant is signed by a judge; nothing has to be opened or signed without one.", "{name} keeps our card by the door.", "send the card in {her} language"),
        Talk("Discussed filing by mail or online.", "Online is faster to receive, mail allows the thick file. The fee is the same.", "By mail, with tracking.", "send the package"),
        Talk("Practiced the interview with an interpreter.", "Answer the question, no more; it is no shame to ask again.", "Practice once more.", "book the interpreter"),
    ),
    owed=("passport, every page", "the marriage certificate", "the letter of the employer", "tax transcripts for {year}", "two photographs", "the old permit"),
    tasks=("send the package", "order the translation", "book the interpreter", "check the case online", "draft the explanation"),
    outside=(
        "Translator delivers on {soon}.",
        "Employer's HR signs the letter this week.",
        "Consulate: appointment for the passport on {soon}.",
        "Doctor of the list has a place on {soon}.",
    ),
    received=("copies of the passport", "the marriage certificate", "two photographs", "the employer's letter", "tax transcripts"),
    closing=("The card is in {her} hands; dates of renewal explained and noted.", "{name} took the oath. Letter on passport and voting sent."),
)  # fmt: skip
