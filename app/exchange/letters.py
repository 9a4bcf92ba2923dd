"""The messages of files, one after another, read apart while the ones before them are written."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from app.exchange.apart_jobs import MailRead, NotRead
from app.exchange.incoming import FILE_BYTES, MailFile, PostFile, RefusedFile, cannot_read, mail_file
from app.exchange.mailbox import split_mailbox
from app.exchange.reading_apart import read_mails
from app.kernel.language import tr

AT_ONCE = 64
AT_ONCE_BYTES = 4_000_000
"""So many messages, or bytes, go to the process apart as one job."""
AHEAD = 3
"""So many jobs are under way or waiting to be written."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of the file with number ``index``, ``number``-th in it."""

    index: int
    number: int
    read: MailFile | RefusedFile


@dataclass(frozen=True, slots=True)
class _Raw:
    index: int
    number: int
    name: str
    content: bytes | RefusedFile


_Ready = list[Letter]


def read_letters(files: Iterable[tuple[int, PostFile]]) -> Generator[Letter, None, None]:
    """Every message of every file, in order; what cannot be read is a `RefusedFile`.

    Closing the iterator ends what is being read. A disk that gives no more raises `MachineTrouble`.
    """
    cancel = threading.Event()
    threads = ThreadPoolExecutor(1, thread_name_prefix="letters")
    waiting: deque[Future[_Ready]] = deque()
    try:
        for chunk in _chunks(_raw(files)):
            waiting.append(threads.submit(_read, chunk, cancel))
            if len(waiting) >= AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        cancel.set()
        threads.shutdown(wait=True, cancel_futures=True)


def in_stretches(letters: Iterable[Letter], *, most: int, most_bytes: int) -> Iterator[list[Letter]]:
    """So many at a time as one transaction takes."""
    stretch: list[Letter] = []
    size = 0
    for letter in letters:
        stretch.append(letter)
        size += len(letter.read.raw) if isinstance(letter.read, MailFile) else 0
        if len(stretch) >= most or size >= most_bytes:
            yield stretch
            stretch, size = [], 0
    if stretch:
        yield stretch


def _raw(files: Iterable[tuple[int, PostFile]]) -> Iterator[_Raw]:
    for index, file in files:
        try:
            if not file.is_mailbox:
                yield _Raw(index, 1, file.name, file.raw if file.raw is not None else file.path.read_bytes())
                continue
            with file.path.open("rb") as box:
                for number, content in enumerate(split_mailbox(box, FILE_BYTES), start=1):
                    yield _Raw(index, number, file.name, _too_large(file) if content is None else content)
        except OSError as error:
            if file.is_mailbox:  # part of it may be in already: who brings it in again goes on there
                raise cannot_read(file.path, error) from None
            refused = RefusedFile(file.name, "cannot-read", cannot_read(file.path, error).message)
            yield _Raw(index, 1, file.name, refused)


def _too_large(file: PostFile) -> RefusedFile:
    return RefusedFile(file.name, "file-too-large", tr("The message is larger than 200 MB."))


def _chunks(raw: Iterable[_Raw]) -> Iterator[list[_Raw]]:
    chunk: list[_Raw] = []
    size = 0
    for one in raw:
        chunk.append(one)
        size += len(one.content) if isinstance(one.content, bytes) else 0
        if len(chunk) >= AT_ONCE or size >= AT_ONCE_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read(chunk: list[_Raw], cancel: threading.Event) -> _Ready:
    contents = [one.content for one in chunk if isinstance(one.content, bytes)]
    answers = iter(read_mails(contents, cancel))
    return [Letter(one.index, one.number, _letter(one, answers)) for one in chunk]


def _letter(one: _Raw, answers: Iterator[MailRead | NotRead]) -> MailFile | RefusedFile:
    if isinstance(one.content, RefusedFile):
        return one.content
    answer = next(answers)
    if isinstance(answer, NotRead):
        return RefusedFile(one.name, answer.code, answer.reason)
    return mail_file(one.name, one.content, answer)
