"""Joining an answer to the request that our letter asked about (pure).

The number in its subject and the sender's address are claims. So an answer counts only when it comes from the
address on file, and only while the request still waits; then its words replace what was doubted, and whatever
it says of the person fills in what was missing or doubtful, never what is on file without doubt.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from intake.doubts import offer_over, shown, two_names
from intake.log_row import what_is_missing
from intake.name_key import match_key
from intake.particulars import read_name, read_phone, read_seeker_number
from intake.person.name_shape import fits
from madoguchi.model.item import Channel, Kind
from madoguchi.model.offer import Offer
from madoguchi.model.reading import Doubt, Particulars, Reading
from madoguchi.model.request import LISTED, BookingRequest, RequestState, reference_of
from madoguchi.wording import say_start

PLAIN_ANSWER: Final = "mail_answer"  # what staff read of an answer that nothing could be done with
_NO_WISH: Final = "none"
_OF_NAME: Final = frozenset(
    {"name_from_sender", "name_unsure", "name_short", "name_garbled", "name_with_remark", "two_names"}
)
_OF_NUMBER: Final = frozenset({"seeker_number_odd", "seeker_numbers_several"})
_OF_PHONE: Final = frozenset({"phone_odd", "phone_with_remark"})
_ANSWERED_FROM_HERE: Final = frozenset({"email_odd", "two_addresses"})
_MISSING: Final = frozenset({"name_missing", "seeker_number_missing", "contact_missing"})
# What only staff can settle, whatever the person answers.
_FOR_STAFF: Final = frozenset(
    {"another_person", "several_senders", "kind_unclear", "remark_matters", "column_unread", "ditto", "question_too"}
    | {"reception_number_twice", "other_person", "other_number", "excel_damage", "undecided_twice", "terms_unexplained"}
    | {"other_address", "dmarc_fail"}
)
# What was said of an answer that bore nothing; it says nothing of the wishes on file.
_OF_AN_EMPTY_ANSWER: Final = frozenset({"only_quoted"})
_OF_PERSON: Final = _OF_NAME | _OF_NUMBER | _OF_PHONE | _ANSWERED_FROM_HERE | _MISSING | _FOR_STAFF


class Joined(NamedTuple):
    """What an answer does.

    Attributes:
        request: The request as it is from now on; None when the answer is not joined to it.
        doubts: Why a person has to look.
        repeats: The answer says what the request holds already.
        person: Who answers, where the request stays as it is and staff are to know.
    """

    request: BookingRequest | None
    doubts: tuple[Doubt, ...]
    repeats: bool = False
    person: Particulars | None = None


def join(
    reading: Reading, request: BookingRequest | None, asked: Sequence[Doubt], offers: Sequence[Offer] = ()
) -> Joined:
    """Join an answer to its request.

    Args:
        reading: Of the answer; `answers` and `sender` are what it claims.
        request: The one that bears that number, if there is any.
        asked: The doubts about the request that are still open.
        offers: Every offer of the waiting list that was made to it.
    """
    own = tuple(doubt for doubt in reading.doubts if doubt.code != PLAIN_ANSWER)
    if request is None:
        say = f"受付番号{reference_of(reading.answers or 0)}への返事とありますが、その番号の申込が見つかりません。どの申込のことか確かめてください。"
        return Joined(None, (Doubt(code="answer_unknown", say=say), *own))
    if not _is_from(request, reading):
        say = f"受付番号{request.reference}への返事とありますが、差出人（{shown(reading.sender)}）がその申込のメールアドレスと違います。ご本人に電話で確かめてください。"
        return Joined(None, (Doubt(code="answer_other_sender", say=say), *own))
    if request.state not in {RequestState.REVIEW, *LISTED}:
        return _too_late(reading, request, own)
    own = (*_over(reading, request, offers), *own)
    if request.state in LISTED:
        return _while_waiting(reading, request, offers, own)
    return _joined(reading, request, asked, own)


def _is_from(request: BookingRequest, reading: Reading) -> bool:
    return bool(reading.sender) and reading.sender.casefold() == request.person.email.casefold()


def _too_late(reading: Reading, request: BookingRequest, own: tuple[Doubt, ...]) -> Joined:
    same = [(wish.rank, wish.slots) for wish in request.wishes] == [(wish.rank, wish.slots) for wish in reading.wishes]
    if same and reading.wishes and not own:
        return Joined(request, (), repeats=True)
    say = f"受付番号{request.reference}への返事ですが、その申込はすでに処理されています。内容を見て、ご本人に確かめてください。"
    return Joined(None, (Doubt(code="answer_late", say=say), *own))


def _while_waiting(
    reading: Reading, request: BookingRequest, offers: Sequence[Offer], own: tuple[Doubt, ...]
) -> Joined:
    """Take the times that an answer names in place of the wishes; whatever else it says leaves the place on the list."""
    joined = _joined(reading, request, (), own)
    if not joined.doubts:
        return joined
    standing = next((f"ご案内中の時間は{say_start(one.start)}です。" for one in offers if one.is_open), "")
    say = f"空き待ちの申込（受付番号{request.reference}）へのお返事です。{standing}予約するときは「確定日時」を書いてください。対応が済んだら「取下げ」に○を書いてください（空き待ちは続きます）。"
    doubts = (*joined.doubts, Doubt(code="answer_while_waiting", say=say))
    return Joined(None, doubts, person=request.person)


def _over(reading: Reading, request: BookingRequest, offers: Sequence[Offer]) -> tuple[Doubt, ...]:
    """Doubt an answer that wants nothing but what was offered, when the offer is over."""
    wished = {start for wish in reading.wishes for start in wish.slots}
    gone = {one.start for one in offers if not one.is_open or reading.received_at > one.until}
    if not wished or not wished <= gone:
        return ()
    return (offer_over(f"受付番号{request.reference}へのご案内（{'、'.join(map(say_start, sorted(wished)))}）"),)


def _joined(reading: Reading, request: BookingRequest, asked: Sequence[Doubt], own: tuple[Doubt, ...]) -> Joined:
    wishes = reading.wishes
    if (
        request.state is RequestState.REVIEW
        and not wishes
        and request.wishes
        and all(_is_of_person(doubt, request) for doubt in asked)
    ):
        wishes = request.wishes  # only the person was asked about, and only that is answered
        own = tuple(doubt for doubt in own if doubt.code != _NO_WISH)
    person, contradictions = _completed(request.person, reading.person, {doubt.code for doubt in asked})
    left = tuple(doubt for doubt in asked if _stands(doubt, request, reading.person))
    doubts = (*left, *contradictions, *own, *what_is_missing(person, request.kind))
    if request.kind is not Kind.REQUEST:  # what is booked is not moved by a mail, for a sender is not proved
        say = "変更の申込へのお返事です。ご本人に電話で確かめてから、確定日時を書いてください。"
        doubts = (Doubt(code="answer_to_change", say=say), *doubts)
    anew = request.model_copy(
        update={
            "person": person,
            "name_key": match_key(person.name),
            "wishes": wishes,
            "state": RequestState.REVIEW if doubts else RequestState.RECEIVED,
        }
    )
    return Joined(anew, tuple(dict.fromkeys(doubts)))


def _is_of_person(doubt: Doubt, request: BookingRequest) -> bool:
    return doubt.code in _OF_PERSON | _OF_AN_EMPTY_ANSWER or _is_of_row(doubt, request)


def _is_of_row(doubt: Doubt, request: BookingRequest) -> bool:
    """Tell whether a doubt is about the row of a log, which a mail cannot mend."""
    return doubt.code.startswith("row_") or (doubt.code == "garbled_text" and request.channel is Channel.TELEPHONE)


def _stands(doubt: Doubt, request: BookingRequest, said: Particulars) -> bool:
    """Tell whether a doubt about the request is still open after an answer."""
    if doubt.code in _OF_NAME:
        return not said.name
    if doubt.code in _OF_NUMBER:
        return not said.seeker_number
    if doubt.code in _OF_PHONE:
        return not said.phone
    return doubt.code in _FOR_STAFF or _is_of_row(doubt, request)


def _completed(filed: Particulars, said: Particulars, asked: set[str]) -> tuple[Particulars, list[Doubt]]:
    """Fill in what was missing or doubted; what is on file without doubt stays, and a contradiction is told."""
    changes: dict[str, str] = {}
    doubts: list[Doubt] = []
    if said.name and (not filed.name or asked & _OF_NAME or read_name(filed.name)[1]):
        changes["name"] = said.name
    elif said.name and not fits(filed.name, said.name):
        doubts.append(two_names(filed.name, said.name))
    if said.seeker_number and (
        not filed.seeker_number or asked & _OF_NUMBER or read_seeker_number(filed.seeker_number)[1]
    ):
        changes["seeker_number"] = said.seeker_number
    elif said.seeker_number and said.seeker_number != filed.seeker_number:
        doubts.append(_another_number(filed.seeker_number, said.seeker_number))
    if said.phone and (not filed.phone or read_phone(filed.phone)[1]):
        changes["phone"] = said.phone
    for name in ("kana", "companion", "language"):
        if getattr(said, name) and not getattr(filed, name):
            changes[name] = getattr(said, name)
    return filed.model_copy(update=changes), doubts


def _another_number(filed: str, said: str) -> Doubt:
    say = f"お返事の求職番号（{shown(said)}）が、お申し込みのときの番号（{shown(filed)}）と違います。どちらが正しいか確かめてください。"
    return Doubt(code="seeker_numbers_several", say=say, choices=(filed, said))
