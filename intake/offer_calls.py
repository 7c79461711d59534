"""What staff noted about a call that offered a time of the waiting list: taken, declined, given up, not reached."""

import re
import unicodedata
from datetime import datetime
from enum import Enum, auto
from typing import Final, NamedTuple

from intake.doubts import offer_over, shown
from intake.received import read_received
from intake.review_sheet import TelephoneRow, is_reached
from madoguchi.model.notice import Notice, NoticeState
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt, Wish
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import offers as offer_store
from madoguchi.store import requests as request_store
from madoguchi.store.engine import Transaction
from madoguchi.store.outbox import supersede_questions
from madoguchi.wording import say_start

CHOICES: Final = ("承諾", "辞退", "取下げ", "不在")

_BEFORE = r"(?:(?:済み?|連絡済み?|ご?本人(?:より|から|が|は)?|お?電話で|この(?:時間|枠|日時)(?:で|を|は)?)[。、,・ ]*)*"
_AFTER = r"(?:し(?:たい|ます|ました|た)|する|です|でした|希望|とのこと(?:です)?|[。、,・ ])*"


def _answer(words: str) -> re.Pattern[str]:
    """Return a pattern of the whole of a 結果: a word more (予約取消, 本人の希望で辞退), and staff are asked."""
    return re.compile(f"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE)


_TAKEN = _answer(r"ご?承諾|ご?希望|(?:ご?予約(?:を)?)?お願い(?:いた|し)?|ご?予約|受け(?:る|ます)")
_DECLINED = _answer(
    r"ご?辞退|不要|見送[りる]|お?断り|希望(?:せず|しない|なし|しません)|都合が?(?:悪い|つかない|合わない)"
)
_WITHDRAWN = _answer(r"(?:申し?込み?を?)?取り?下げ?|空き待ち[をも]?(?:やめる|やめ|取り?消し?|取り?下げ|中止|解除)")


class OfferAnswer(Enum):
    """What was answered to an offer."""

    TAKEN = auto()
    DECLINED = auto()
    WITHDRAWN = auto()


class Settled(NamedTuple):
    """How a row about an offer ends: with a sentence, or with what staff have to look at."""

    why: str
    doubt: Doubt | None = None


def read_offer_answer(result: str) -> OfferAnswer | None:
    """Return what a 結果 says of an offer; None where it says nothing certain."""
    text = unicodedata.normalize("NFKC", result).strip()
    meant = {
        OfferAnswer.TAKEN: _TAKEN,
        OfferAnswer.DECLINED: _DECLINED,
        OfferAnswer.WITHDRAWN: _WITHDRAWN,
    }
    return next((answer for answer, pattern in meant.items() if pattern.fullmatch(text)), None)


def answers_offer(row: TelephoneRow) -> bool:
    """Tell whether a row about an offer says anything but that nobody was reached yet."""
    clear = {doubt.code for doubt in row.doubts} <= {"result_unclear"}
    answered = read_offer_answer(row.result) is not None or is_reached(row.result) is not False
    return clear and bool(row.result.strip()) and answered


def settle_offer(
    transaction: Transaction, row: TelephoneRow, notice: Notice, request: BookingRequest, at: datetime
) -> Settled:
    """Carry out the answer to an offer, as far as the offer still stands.

    Args:
        transaction: To write in.
        row: Of the telephone list; its 結果 is filled in and does not merely say that nobody was reached.
        notice: The task it answers.
        request: Whom the offer was made to.
        at: As-of time of the run (aware); 連絡日時 tells when the call was made, where it can be read.
    """
    answer = read_offer_answer(row.result)
    if answer is None:
        say = f"連絡番号{row.number}は空いた時間のご案内です。結果「{shown(row.result)}」からは、予約するかどうか決められません。「{'」「'.join(CHOICES)}」のどれかを書いてください。"
        return Settled(say, Doubt(code="offer_answer_unclear", say=say, choices=CHOICES))
    offer = offer_store.holding_offers(transaction, [request.request_id]).get(request.request_id)
    stands = request.state is RequestState.OFFERED and notice.state is NoticeState.WAITING
    if offer is None or not stands:
        return _too_late(row)
    match answer:
        case OfferAnswer.TAKEN:
            return _take(transaction, row, offer, request, at)
        case OfferAnswer.DECLINED:
            _end(transaction, offer, OfferState.DECLINED, RequestState.WAITING, at)
            return Settled(f"{say_start(offer.start)}のご案内を辞退として記録しました。空き待ちは続きます。")
        case OfferAnswer.WITHDRAWN:
            _end(transaction, offer, OfferState.WITHDRAWN, RequestState.WITHDRAWN, at)
            return Settled(f"受付番号{request.reference}の申込を取り下げました。")


def _take(transaction: Transaction, row: TelephoneRow, offer: Offer, request: BookingRequest, at: datetime) -> Settled:
    """Have the offered time booked as staff's word: neither the notice rule nor the horizon binds a call."""
    if _called_at(row, at) > offer.until:
        return _too_late(row)
    said = say_start(offer.start)
    taken = {
        "wishes": (Wish(rank=1, text=f"{said}（空き枠のご案内を承諾）", slots=(offer.start,)),),
        "by_staff": True,
        "state": RequestState.RECEIVED,
    }
    request_store.replace_request(transaction, request.model_copy(update=taken))
    return Settled(f"{said}のご案内の承諾として、予約に進めます。")


def _end(transaction: Transaction, offer: Offer, to: OfferState, then: RequestState, at: datetime) -> None:
    offer_store.end_offers(transaction, [(offer.offer_id, to)], at)
    request_store.set_states(transaction, [(offer.request_id, then)])
    supersede_questions(transaction, [offer.request_id])


def _called_at(row: TelephoneRow, at: datetime) -> datetime:
    called = read_received(row.called_text, at)
    return called.at if row.called_text and called.doubt is None else at


def _too_late(row: TelephoneRow) -> Settled:
    doubt = offer_over(f"連絡番号{row.number}のご案内（結果「{shown(row.result)}」）")
    return Settled(doubt.say, doubt)
