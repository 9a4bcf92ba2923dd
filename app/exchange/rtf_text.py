"""What a person reads of a text in RTF, and the HTML that Outlook wraps in it (MS-OXRTFEX), in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.exchange.mail_headers import codec_for

_TOKEN = re.compile(
    rb"\\(?:'(?P<byte>[0-9A-Fa-f]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_LEFT_OUT = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"generator",
     b"listtable", b"listoverridetable", b"themedata", b"datastore", b"xmlnstbl", b"fldinst")
)  # fmt: skip
_SPACE = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"emdash": "—", b"endash": "–",
          b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}  # fmt: skip
_DEEPEST = 500


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces."""

    is_left_out: bool = False
    is_tag: bool = False
    is_only_rtf: bool = False
    skip: int = 1
    starred: bool = False


@dataclass(slots=True)
class _Reader:
    codec: str = "cp1252"
    is_html: bool = False
    parts: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    to_skip: int = 0

    def run(self, rtf: bytes) -> str:
        for token in _TOKEN.finditer(rtf):
            if token["group"] is not None:
                self._brace(token["group"])
            elif token["byte"] is not None:
                self._byte(int(token["byte"], 16))
            elif token["word"] is not None:
                self._word(token["word"], token["number"])
            elif token["sign"] is not None:
                self._sign(token["sign"])
            elif token["text"] is not None:
                self._raw(token["text"])
        self._flush()
        return "".join(self.parts)

    @property
    def _shown(self) -> bool:
        now = self.groups[-1]
        if now.is_left_out:
            return False
        return now.is_tag or not now.is_only_rtf

    def _brace(self, brace: bytes) -> None:
        self.to_skip = 0
        if brace == b"{":
            now = self.groups[-1]
            deep = len(self.groups) > _DEEPEST
            self.groups.append(_Group(now.is_left_out or deep, now.is_tag, now.is_only_rtf, now.skip))
        elif len(self.groups) > 1:
            self.groups.pop()

    def _byte(self, value: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif self._shown:
            self.waiting.append(value)

    def _raw(self, text: bytes) -> None:
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        if self._shown:
            self.waiting += text[skipped:]

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.groups[-1].starred = True
        elif sign in b"\\{}":
            self._byte(sign[0])
        elif sign == b"~":
            self._say("\u00a0")
        elif sign in b"\r\n":
            self._say("\n")

    def _say(self, text: str) -> None:
        if self._shown:
            self._flush()
            self.parts.append(text)

    def _word(self, word: bytes, number: bytes | None) -> None:
        now = self.groups[-1]
        value = int(number) if number is not None else None
        if word == b"htmltag":
            now.is_tag, now.is_left_out = True, False
        elif now.starred or word in _LEFT_OUT:
            now.is_left_out = True
        elif word == b"htmlrtf":
            now.is_only_rtf = value != 0
        elif word in _SPACE:
            self._say(_SPACE[word])
        elif word == b"u" and value is not None:
            self._say(_character(value))
            self.to_skip = now.skip
        elif word == b"uc" and value is not None:
            now.skip = max(0, min(value, 10))
        elif word == b"ansicpg":
            self.codec = codec_for(f"cp{value}") or self.codec
        elif word == b"fromhtml":
            self.is_html = True
        now.starred = False

    def _flush(self) -> None:
        if self.waiting:
            self.parts.append(bytes(self.waiting).decode(self.codec, "replace"))
            self.waiting.clear()


def _character(value: int) -> str:
    code = value % 0x10000
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def read_rtf(rtf: bytes) -> tuple[str, bool]:
    """The text, and whether it is HTML that was wrapped in RTF."""
    reader = _Reader()
    text = reader.run(rtf)
    return text, reader.is_html
