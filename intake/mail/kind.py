"""What kind of mail it is: by its headers first, then by the words of subject and new text.

Where two kinds compete, the one that makes staff look wins: a mail that may be a cancellation is
never taken for a request without a word.
"""

import re
import unicodedata
from typing import NamedTuple

from intake.mail import words_of_intent as words
from intake.mail.form import read_form
from intake.mail.machines import kind_by_headers
from intake.mail.mail import Mail
from intake.mail.reference import answered_request
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt

_MOST = 20_000  # characters looked at
_SHORT = 200
_LETTER = 600  # characters that a person writes to us at most, as a rule; what is sent to many is longer
_SEEKER = re.compile(r"(?<![\d-])\d{5}-\d{1,8}(?![\d-])")
_REFERENCE = re.compile(r"(?<![a-z0-9])m\d{5,}(?!\d)")
_WIDE = re.compile("[\u2000-\u206f\u2100-\u2fff\u3000\u3200-\u33ff\uff00-\uffef]+")
_RE = re.compile(r"\s*(?:(?:re|fw|fwd|返信|転送|sv|aw)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^(?:-- ?$|[-‐―─━=_*~]{4,})", re.MULTILINE)

_ASKING = frozenset({Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.ANSWER})


class Judgement(NamedTuple):
    """What kind of mail it is, and why that is not certain."""

    kind: Kind
    doubts: tuple[Doubt, ...] = ()


class _Words(NamedTuple):
    """The words of a mail, widths and case folded.

    Attributes:
        new: Subject (when the sender chose it) and new text, less what only looks like an intent.
        plain: The same without words of courtesy.
        answers: Whether the mail answers a letter of ours.
        labelled: Whether the body is a filled form.
        wishes: Whether the form holds a wish.
        numbered: Whether a job-seeker number stands there.
    """

    new: str
    plain: str
    answers: bool
    labelled: bool
    wishes: bool
    numbered: bool


def _folded(text: str) -> str:
    """Fold widths and case; only the letters that need it, because most of a mail does not."""
    return _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text[:_MOST]).lower()


def _answers_us(mail: Mail, own_addresses: frozenset[str]) -> bool:
    """Tell whether the subject or the address carries our reference number, or the thread began with our letter."""
    if _REFERENCE.search(_folded(mail.subject)) or answered_request(mail, own_addresses) is not None:
        return True
    domains = {address.rpartition("@")[2].lower() for address in own_addresses}
    threads = (mail.in_reply_to, *mail.references)
    return any(thread.rpartition("@")[2].rstrip(">").lower() in domains for thread in threads if "@" in thread)


def _words(mail: Mail, own_addresses: frozenset[str]) -> _Words:
    subject = _folded(mail.subject)
    answers = _answers_us(mail, own_addresses)
    said = "" if answers or _RE.match(subject) else subject
    new = words.MASKED.taken_out_of(f"{said}\n{_folded(mail.text)}")
    form = read_form(mail.text)
    return _Words(
        new,
        words.CLOSING.taken_out_of(new),
        answers,
        form.is_labelled,
        bool(form.wishes),
        bool(form.seeker_number) or _SEEKER.search(new) is not None,
    )


def _is_unreadable(mail: Mail) -> bool:
    garbled = any(doubt.code in {"undecodable", "garbled_text"} for doubt in mail.doubts)
    return "\ufffd" in mail.text or (
        garbled and (not mail.text.strip() or "本文" in "".join(d.say for d in mail.doubts))
    )


def _is_thanks(said: _Words, *, agrees_to_something: bool) -> bool:
    """Tell whether nothing but thanks or an acknowledgement was written."""
    if not words.THANKS.found_in(said.new):
        return False
    text = _SIGNATURE.split(said.plain, maxsplit=1)[0]
    if len(text) > _SHORT or re.search(r"\d", text):
        return False
    if words.WISH.found_in(text) or words.QUESTION.found_in(text) or words.WHEN.found_in(text):
        return False
    return words.THANKS.found_in(text) and not (agrees_to_something and words.AGREES.found_in(text))


def _is_request(said: _Words) -> bool:
    """Tell whether a booking is wished for."""
    if said.labelled or words.APPLIES.found_in(said.plain):
        return True
    return words.WISH.found_in(said.plain) and words.WHEN.found_in(said.plain)


def _other_wish(said: _Words) -> bool:
    """Tell whether something is wished for beside a cancellation."""
    rest = words.CANCELLING.taken_out_of(said.plain)
    return said.wishes or (words.PLAIN_WISH.found_in(rest) and words.WHEN.found_in(rest))


def _cancelling(said: _Words) -> Judgement | None:
    """Judge words of cancelling and of being hindered."""
    changes = words.CHANGES.found_in(said.new)
    if words.CANCELS.found_in(said.new):
        if changes or _other_wish(said):
            return Judgement(Kind.CANCELLATION, (words.MIXED,))
        unsure = words.UNSURE.found_in(said.new) or words.HINDERED.found_in(said.new)
        return Judgement(Kind.CANCELLATION, (words.MAYBE_CANCELLATION,) if unsure else ())
    if words.HINDERED.found_in(said.new):
        if changes or _other_wish(said):
            return Judgement(Kind.CHANGE, (words.MIXED,))
        return Judgement(Kind.CANCELLATION, (words.MAYBE_CANCELLATION,))
    if changes:
        return Judgement(Kind.CHANGE, (words.MAYBE_CHANGE,) if words.UNSURE.found_in(said.new) else ())
    return None


def _hindered_or_booked(said: _Words, *, request: bool) -> Judgement | None:
    """Judge a day that does not suit, and a wish that stands beside a booking already made."""
    if (said.answers or not request) and words.CANNOT.found_in(said.new):
        if request:
            return Judgement(Kind.CHANGE, (words.MAYBE_CHANGE,))
        return Judgement(Kind.CANCELLATION, (words.MAYBE_CANCELLATION,))
    wishes = said.wishes or words.PLAIN_WISH.found_in(said.plain)
    if request and wishes and words.EXISTING.found_in(said.new):
        return Judgement(Kind.CHANGE, (words.ABOUT_A_BOOKING,))
    return None


def _by_words(said: _Words, mail: Mail) -> Judgement:
    """Judge by what a person wrote."""
    judged = _cancelling(said)
    if judged is not None:
        return judged
    request = _is_request(said)
    judged = _hindered_or_booked(said, request=request)
    if judged is not None:
        return judged
    request = request and not words.EXISTING.found_in(said.new)
    if request and not said.answers:
        return Judgement(Kind.REQUEST, _only_asked(said))
    answered = said.answers or bool(mail.quoted)
    if not request and not mail.attachments and not mail.doubts and _is_thanks(said, agrees_to_something=answered):
        return Judgement(Kind.THANKS)
    return Judgement(Kind.ANSWER if said.answers else Kind.QUESTION)


def _only_asked(said: _Words) -> tuple[Doubt, ...]:
    """Doubt a request that only asks what is free."""
    if said.labelled or words.PLAIN_WISH.found_in(said.plain):
        return ()
    return (words.MAYBE_QUESTION,) if words.ASKS_ABOUT_SLOTS.found_in(said.new) else ()


def _despite(kind: Kind, mail: Mail, own_addresses: frozenset[str]) -> Judgement | None:
    """Judge what a person may have written although the headers speak against it; None when nobody did.

    Web forms are sent by machines, a filter may take a request for spam, and whoever passes a mail on may leave the
    marks of a list on it. An answer of a machine to our letter is one all the same, whatever it repeats of ours.
    """
    if kind not in words.MARKED or mail.traits.ours or (mail.traits.report and kind is Kind.AUTO_REPLY):
        return None
    said = _words(mail, own_addresses)
    judged = _by_words(said, mail)
    if judged.kind not in _ASKING:
        return None
    filled = said.labelled and (said.wishes or said.numbered)
    if kind in {Kind.LIST, Kind.SPAM}:
        is_letter = len(mail.text) <= _LETTER or said.numbered or filled
    else:
        is_letter = filled and not said.answers
    return Judgement(judged.kind, (words.MARKED[kind], *judged.doubts)) if is_letter else None


def judge(mail: Mail, own_addresses: frozenset[str]) -> Judgement:
    """Tell what kind of mail it is and why that is not certain.

    Args:
        mail: The mail as read.
        own_addresses: The office's mail addresses; a mail from one of them is ours.

    Returns:
        The kind, with doubts to add to those of the mail. Whatever a person wrote and no rule
        knows is a question: staff read it.
    """
    kind = kind_by_headers(mail, _folded(mail.subject), own_addresses)
    if kind is not None:
        return _despite(kind, mail, own_addresses) or Judgement(kind)
    if _is_unreadable(mail):
        return Judgement(Kind.UNREADABLE)
    said = _words(mail, own_addresses)
    if not mail.text.strip() and not words.WISH.found_in(said.new) and _cancelling(said) is None:
        if mail.quoted or mail.attachments or mail.doubts:
            return Judgement(Kind.ANSWER if said.answers else Kind.QUESTION)
        return Judgement(Kind.EMPTY)
    return _by_words(said, mail)


def kind_of(mail: Mail, own_addresses: frozenset[str]) -> Kind:
    """Tell what kind of mail it is; `judge` also says why that is not certain."""
    return judge(mail, own_addresses).kind
