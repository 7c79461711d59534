"""What an answer of a mail server means: for one letter, or for all of them (pure; RFC 5321, RFC 3463).

A server that refuses us (our login, our sender, our relaying) says nothing about the person a letter is for. Many
servers say so only when they are told the recipient, so the words are looked at too; they are never kept, for they
may hold addresses.
"""

import re
from enum import Enum, StrEnum, auto
from typing import NamedTuple


class At(StrEnum):
    """The place of the dialogue that an answer belongs to."""

    CONNECT = "CONNECT"
    TLS = "TLS"
    TOKEN = "TOKEN"  # noqa: S105 -- the place where an access token is got, not a token
    LOGIN = "AUTH"
    SENDER = "MAIL"
    RECIPIENT = "RCPT"
    LETTER = "DATA"


class Answer(NamedTuple):
    """One answer.

    Attributes:
        code: Three digits (RFC 5321 section 4.2); 0 when no answer came.
        words: What stands behind it, several lines as one.
    """

    at: At
    code: int = 0
    words: bytes = b""

    @property
    def status(self) -> str:
        """The enhanced status code (RFC 3463: `4.2.1`); empty where the server gives none."""
        found = _STATUS.match(self.words)
        return found[0].decode() if found else ""

    @property
    def short(self) -> str:
        """What is kept of it: `RCPT 450 4.2.1`, or `LOST` where the server hung up on a letter."""
        if not self.code and self.at in _OF_ONE_LETTER:
            return _LOST
        return " ".join(part for part in (self.at.value, str(self.code or ""), self.status) if part)


class Meaning(Enum):
    """What follows from an answer.

    TAKEN: the letter is the server's now. NOT_NOW: this letter waits. NEVER: nobody will get this letter. OURS: the
    server will not have us, which is a matter of the set-up: all letters wait. HUNG_UP: there is no connection any more.
    """

    TAKEN = auto()
    NOT_NOW = auto()
    NEVER = auto()
    OURS = auto()
    HUNG_UP = auto()


_OF_ONE_LETTER = frozenset({At.SENDER, At.RECIPIENT, At.LETTER})
_LOST = "LOST"
_STATUS = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_CLOSING = 421  # RFC 5321 section 3.8: the server closes the channel
_LOWEST, _TEMPORARY, _PERMANENT, _HIGHEST = 200, 400, 500, 599
_NO_LOGIN = frozenset({502, 503, 504, 530, 534, 535, 538})  # RFC 4954 section 6, and commands out of order
_OUR_SENDER = re.compile(
    r"5\.1\.[78]|5\.4\.5|5\.3\.(?!4$)\d+"
)  # sender; quota; the mail system as a whole (not the size)
_OURS_IN_WORDS = re.compile(rb"relay|sender address|client host|helo command|authenticat", re.IGNORECASE)
_ADDRESS = re.compile(rb"[^\s@]*@[^\s@]*")  # the person's own may be relay@…
_TOO_LARGE = 552  # RFC 1870 section 6.1


def meaning(answer: Answer) -> Meaning:
    """Return what follows from the answer to one step of sending one letter."""
    if answer.code == _CLOSING or not _LOWEST <= answer.code <= _HIGHEST:
        return Meaning.HUNG_UP
    if answer.code < _TEMPORARY:
        return Meaning.TAKEN
    if answer.at not in _OF_ONE_LETTER:
        return Meaning.OURS
    if answer.at is At.SENDER:
        return Meaning.NEVER if _is_too_large(answer) else Meaning.OURS
    if answer.code < _PERMANENT:
        return Meaning.NOT_NOW
    return Meaning.OURS if _is_ours(answer) else Meaning.NEVER


def _is_too_large(answer: Answer) -> bool:
    return answer.code == _TOO_LARGE or answer.status == "5.3.4"


def _is_ours(answer: Answer) -> bool:
    if answer.code in _NO_LOGIN or _OUR_SENDER.fullmatch(answer.status):
        return True
    return answer.at is At.RECIPIENT and bool(_OURS_IN_WORDS.search(_ADDRESS.sub(b"", answer.words)))


_SAID = {
    At.CONNECT.value: "メールサーバーにつながりません",
    At.TLS.value: "メールサーバーと暗号化した接続（TLS）を確立できません",
    At.TOKEN.value: "メールサーバーにログインするためのトークンを取得できません",
    At.LOGIN.value: "メールサーバーがログインを受け付けません",
    At.SENDER.value: "メールサーバーが送信を受け付けません",
    _LOST: "やりとりの途中で、メールサーバーとの接続が切れました",
    At.RECIPIENT.value: "あて先のサーバーが受け取りを見合わせています",
    At.LETTER.value: "メールサーバーがお知らせメールの受け取りを見合わせています",
}


def say_answer(short: str) -> str:
    """Say in Japanese what is kept of an answer (`Answer.short`); empty for none."""
    place, _, code = short.partition(" ")
    said = _SAID.get(place, "")
    return f"{said}（{code}）" if said and code else said


def is_set_up(short: str) -> bool:
    """Tell whether what is kept of an answer speaks of our own set-up or connection rather than of one letter."""
    return bool(short) and short.partition(" ")[0] not in {At.RECIPIENT.value, At.LETTER.value}
