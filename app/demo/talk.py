"""Sentences of every practice area: updates, reminders, attempts, papers and notes of a law office."""

from __future__ import annotations

UPDATE_BY_PHONE = (
    "Told {name} where things stand. {progress} {next} {reaction}",
    "Regular call. {progress} {reaction} {next}",
    "Called {name} for the update. {progress} {next}",
    "Update by phone: {progress} {reaction}",
)
UPDATE_BY_MAIL = (
    "Update by e-mail. {progress} {next}",
    "Wrote to {name} how things stand: {progress} {next}",
    "Regular update sent. {progress} {next} Asked whether {she} would like a call about it.",
)
UPDATE_BY_LETTER = (
    "Letter with the state of things. {progress} {next}",
    "Update by letter, two pages. {progress} {next}",
)
UPDATE_BY_REPORT = (
    "Status report printed and mailed. {progress} {next}",
    "Status report, one page, signed by {lawyer} and mailed. {progress}",
)
UPDATE_IN_PERSON = (
    "Went through the state of things at the office. {progress} {reaction} {next}",
    "Sat down with {name} for the update. {progress} {next} {reaction}",
)
REACTIONS = (
    "{name} had no questions.",
    "{She} asked about costs: within the estimate.",
    "{She} sounded relieved.",
    "{name} wants to hear at once if that changes.",
    "{She} asked to have it in writing too; sent the same day.",
    "{name} finds it slow; explained why and what would make it faster.",
    "{She} thanked us for calling when promised.",
    "{name} repeated what comes first for {obj}; noted on the matter.",
)
NOTHING_NOW = (
    "Nothing for {obj} to do now.",
    "No decision is needed from {obj} at present.",
    "Next word from us by {date} at the latest.",
    "Asked {obj} only to keep new letters and send them on.",
)
NEXT_EVENT = ("Next: {event}.", "What comes next: {event}.", "Then comes {event}.")

NEWS_TOLD = (
    "Told {name} the news: {told} Explained what it means for {obj}.",
    "Called {name} about what came in. {told} {reaction}",
    "{told} Went through it with {name} and what follows.",
)
NEWS_WRITTEN = (
    "Wrote to {name} the same day: {told} Copy enclosed.",
    "Sent {name} a copy with an explanation in plain words. {told}",
)
NOTICE = (
    "Notice of electronic filing, document {document}: {text}",
    "Served on us, document {document}: {text}",
)
LETTER_IN = ("Letter from {counsel}: {text}", "In the mail: {text}")

ACKNOWLEDGED = (
    "Confirmed that {her} message arrived; {lawyer} answers by {soon}.",
    "Thanked {name} for the message and said when the answer comes.",
    "Wrote back at once: received, answer follows tomorrow.",
    "Told {name} that {lawyer} is in court today and answers tomorrow.",
    "Received; {contact} looks at it today and writes or calls tomorrow.",
    "Thanked {obj}; asked one thing back, so that the answer fits.",
)
MESSAGES_LEFT = (
    "Left a message: please call back about the papers.",
    "No answer; left word that nothing is urgent.",
    "Mailbox full. Will try again tomorrow.",
    "Left a message with the time of the next appointment.",
)
REMINDERS = (
    "Reminder of {event}: when, where, what to bring.",
    "Reminded {name} of {event} and of the way to the room.",
)
AFTERWARDS = (
    "{event} took place. Told {name} how it went and what the next step is. {reaction}",
    "Back from {event}: went as expected. Explained to {name} what was said and what was left open.",
)
SENT = (
    "Sent {name} a copy of our letter to {counsel}.",
    "Sent the draft for {her} corrections, with three questions marked in the margin.",
    "Sent the list of papers still missing: {owed}.",
    "Sent the bill for {month} with an account of the hours.",
    "Sent a stamped envelope for {owed}.",
)
SENT_NO_COUNSEL = SENT[1:]
RECEIVED = (
    "{name} sent {received}.",
    "Received from {name}: {received}. Filed and listed.",
    "{name} brought {received} to the office; copied and returned.",
)
ASKED_FOR = (
    "Asked {name} again for {owed}; {she} had it in the car. Comes this week.",
    "Called about {owed}. {name} needs help with the copying; Tom can do it here.",
    "Short call: {owed} can wait, but not longer than {soon}.",
)
NOTES = (
    "Read through the file before the weekly meeting. {task_done}",
    "Internal: {task}, then tell {name}.",
    "Discussed in the team: {lawyer} takes the next letter; {contact} will {task}.",
    "{task_done} Time noted.",
    "Checked the calendar against the file: all dates are in.",
)
TASK_DONE = ("Done: {task}.", "Began to {task}.", "Finished the part we had promised: {task}.")
APPOINTMENTS = (
    "Fixed an appointment for {soon}. {She} will bring {owed}.",
    "{name} asked to move the appointment to {soon}; done.",
    "Offered two times for a meeting; {name} took {soon}.",
)
CHECK_INS = (
    "{name} called without a particular question. {progress}",
    "Short call on {her} initiative: {progress} {reaction}",
)
ENGAGED = (
    "Engagement letter sent: scope, fees, who answers, how often {she} hears from us.",
    "Sent the engagement letter and the page on how we communicate.",
)
SIGNED = (
    "Signed engagement letter came back. {name} chose how and when {she} wants to be reached.",
    "{name} returned the engagement letter, signed, with the first papers.",
)
WELCOME = (
    "First call after signing: {contact} for all questions, {lawyer} for advice; {name} likes {channel} best.",
    "Introduced {contact} by phone. Went through the next four weeks.",
)
COSTS_TOLD = (
    "Told what has been billed so far: within the estimate.",
    "Told the costs to date; no change of the estimate.",
    "Estimate confirmed; next look in three months.",
)
CLOSING_LETTER = (
    "Closing letter: what was reached, what {she} should keep, how long we keep the file. {closing}"
)
