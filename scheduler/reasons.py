"""The reasons of a decision as sentences for staff, letters and `ledger`."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from madoguchi.clock import local
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Reason, Rule
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Wish
from madoguchi.model.request import BookingRequest, Filed
from madoguchi.wording import say_day, say_moment, say_start, say_time

_MOST_NAMED = 3  # names, numbers or starts in a sentence

_ABOUT_A_WISH = {
    Rule.FULL: "ご希望の時間はすでに予約でいっぱいです",
    Rule.CLOSED: "ご希望の日時は相談を行っていません",
    Rule.PAST: "ご希望の日時は過ぎています",
    Rule.TOO_LATE: "予約の締め切り（前日まで）を過ぎています",
    Rule.BEYOND_HORIZON: "まだ予約を受け付けていない先の日付です",
}

_ABOUT_A_REQUEST = {
    Rule.CLOSED: "相談を行っている日時のご希望がありません",
    Rule.NO_BOOKING: "この求職番号の予約が見つかりません。番号とお名前を確かめてください",
    Rule.SEVERAL_BOOKINGS: "この求職番号の予約が二つ以上あります。どの予約のことか確かめてください",
    Rule.OTHER_ADDRESS: "予約か申込のある方の求職番号ですが、控えと違うメールアドレスから届きました。返信では予約の有無を答えず、控えの番号に電話して、ご本人か確かめてください",
    Rule.UNCLEAR_RECORD: "記録の内容（実施・連絡なし・中止など）が読み取れません",
    Rule.NO_COUNSELLOR: "ご希望の内容や言語を担当できる相談員がいません",
    Rule.FIRST_TIME: "初めての方です。利用の条件（規約第2条）にあてはまるか確かめてください",
    Rule.TOO_SOON: "開始から10分たっていないため、連絡なしの欠席とは記録できません",
    Rule.WAITS: "ご希望の時間がすべて満席のため、空き待ちとして受け付けました",
    Rule.BY_STAFF: "職員が日時を決めました",
    Rule.READDRESSED: "メールアドレスが書き直されたため、お知らせとカレンダーの予定を新しいアドレスに送り直しました",
}


@lru_cache(maxsize=4096)  # a run says the same of many wishes
def about_wish(rank: int, rule: Rule, start: datetime | None = None) -> Reason:
    """Say why a wish could not be met."""
    day = f"（{say_day(start.date())}{say_time(start.time())}）" if start else ""
    return Reason(rank=rank, rule=rule, say=f"第{rank}希望{day}：{_ABOUT_A_WISH[rule]}。")


@lru_cache
def about_request(rule: Rule) -> Reason:
    """Say what stands in the way of a request as a whole."""
    return Reason(rank=0, rule=rule, say=_ABOUT_A_REQUEST[rule] + "。")


def other_name(person: Filed, names: Sequence[str]) -> Reason:
    """Say that a number is on file under another name."""
    filed = "、".join(f"「{name}」" for name in names[:_MOST_NAMED])
    say = f"求職番号{person.seeker_number}は、これまで{filed}のお名前で受け付けています。今回は「{person.name}」です。番号の書きまちがいでないか確かめてください。"
    return Reason(rank=0, rule=Rule.OTHER_PERSON, say=say)


def other_number(person: Filed, numbers: Sequence[str]) -> Reason:
    """Say that somebody of the same name and telephone or address is on file under another number."""
    filed = "、".join(numbers[:_MOST_NAMED])
    say = f"「{person.name}」さんは、同じ電話番号かメールアドレスで、求職番号{filed}として受け付けています。今回は{person.seeker_number}です。番号が変わったのか、書きまちがいか確かめてください。"
    return Reason(rank=0, rule=Rule.OTHER_NUMBER, say=say)


def undecided_twice(earlier: BookingRequest, request: BookingRequest) -> Reason:
    """Say that an earlier request of the person waits, and wishes for something else."""
    say = f"同じ方の申込（受付番号{earlier.reference}、希望は{_wished(earlier.wishes)}）がまだ決まっていません。今回の希望は{_wished(request.wishes)}です。どちらで予約するか確かめてください。"
    return Reason(rank=0, rule=Rule.UNDECIDED_TWICE, say=say)


def taken_together(earlier: BookingRequest) -> Reason:
    """Say that an earlier request of the person, for the same time, is settled by this one."""
    say = f"同じ方の先の申込（受付番号{earlier.reference}）は、この予約にまとめました。"
    return Reason(rank=0, rule=Rule.DONE, say=say)


def already_booked(booking: Booking, wishes: Sequence[Wish] = ()) -> Reason:
    """Say that the person has a booking at another time, and what is wished for now."""
    now = f"今回の希望は{_wished(wishes)}です。" if wishes else ""
    say = f"すでに{say_moment(booking.start)}の予約があります。{now}変更のご希望か、次の回のご希望か確かめてください。"
    return Reason(rank=0, rule=Rule.ALREADY_BOOKED, say=say)


def _wished(wishes: Sequence[Wish]) -> str:
    """Return the first starts of wishes: 12月3日（木）午前10時、12月4日（金）午後2時など."""
    starts = list(dict.fromkeys(start for wish in wishes for start in wish.slots))
    named = "、".join(f"{say_day(start.date())}{say_time(start.time())}" for start in starts[:_MOST_NAMED])
    return named + ("など" if len(starts) > _MOST_NAMED else "") or "なし"


def same_time(booking: Booking) -> Reason:
    """Say that the wish is what is booked already."""
    return Reason(rank=0, rule=Rule.SAME_TIME, say=f"{say_moment(booking.start)}の予約と同じ内容です。")


@lru_cache(maxsize=4096)
def chosen(rank: int, counsellor: str, *, again: bool, first: bool = True, one_of: int = 1) -> Reason:
    """Say which wish was met, why at this time of it and why by this counsellor; the booking itself tells the time.

    Args:
        rank: Of the wish.
        counsellor: Name.
        again: It is the counsellor of last time.
        first: It is the earliest start of the wish.
        one_of: How many starts the wish had that can be booked.
    """
    by = "前回と同じ相談員" if again else "この日の予約が少ないため"
    when = ""
    if one_of > 1:
        when = "、希望の中でいちばん早い時間" if first else "、希望の中で空いていた時間"
    return Reason(rank=rank, rule=Rule.CHOSEN, say=f"第{rank}希望に決めました（{counsellor}、{by}{when}）。")


def done(what: str, booking: Booking) -> Reason:
    """Say what was done with a booking (取り消しました, 実施として記録しました)."""
    return Reason(rank=0, rule=Rule.DONE, say=f"{say_moment(booking.start)}の予約を{what}。")


def refused(why: str) -> Reason:
    """Say that staff refused a request, and why."""
    return Reason(rank=0, rule=Rule.DONE, say=f"申込をお断りしました{f'（{why}）' if why else ''}。")


def waits_already(waiting: BookingRequest) -> Reason:
    """Say that the person waits for the same time already."""
    say = f"同じ方の申込（受付番号{waiting.reference}）が、同じ日時の空きを待っています。"
    return Reason(rank=0, rule=Rule.SAME_TIME, say=say)


def office_changed(booking: Booking, why: str) -> Reason:
    """Say that a booking no longer fits the office; `why` is a noun (臨時の休み（システム更新）)."""
    say = f"{why}のため、{say_moment(booking.start)}の予約を予定どおりに行えなくなりました。"
    return Reason(rank=0, rule=Rule.OFFICE_CHANGED, say=say)


def kept_with(counsellor: str) -> Reason:
    """Say that a booking keeps its time and goes to another counsellor."""
    say = f"日時はそのままで、担当を{counsellor}に替えました（同じ時間に空いている相談員です）。"
    return Reason(rank=0, rule=Rule.DONE, say=say)


def withdrawn(count: int) -> Reason:
    """Say that requests not yet booked were withdrawn."""
    return Reason(rank=0, rule=Rule.DONE, say=f"まだ決まっていない申込{count}件を取り下げました。")


def no_shows(count: int) -> Reason:
    """Say how often the person has been absent without word (art. 4 (3)); staff decide what follows."""
    say = f"連絡なしの欠席が{count}回あります。予約してよいか確かめてください。"
    return Reason(rank=0, rule=Rule.NO_SHOWS, say=say)


def not_allowed(sentence: str) -> Reason:
    """Say that a step does not follow from how the request stands (`madoguchi.model.lifecycle.refusal`)."""
    return Reason(rank=0, rule=Rule.NOT_ALLOWED, say=sentence)


def offered(offer: Offer) -> Reason:
    """Say what time is offered to somebody who waits, and until when."""
    how = "電話で" if offer.by_telephone else ""
    until = say_start(local(offer.until))
    say = (
        f"空き待ちのご希望のうち、{say_moment(offer.start)}が空いたため、{how}ご案内しました（お返事の期限は{until}）。"
    )
    return Reason(rank=0, rule=Rule.WAITS, say=say)


def offer_over(offer: Offer, *, keeps_place: bool) -> Reason:
    """Say that an offer has ended without a booking; the person keeps the place unless staff are looking already."""
    why = "お返事のないまま期限が過ぎた" if offer.state is OfferState.LAPSED else "その時間を予約できなくなった"
    say = f"{say_moment(offer.start)}のご案内は、{why}ため取り下げました。{'空き待ちの順番はそのままです。' if keeps_place else ''}"
    return Reason(rank=0, rule=Rule.WAITS, say=say)


def waited_in_vain(*, offers: int) -> Reason:
    """Say that the waiting list can do no more for a request.

    Args:
        offers: How many the person has had, where that is why; 0 where no wished time can be reached any more.
    """
    found = (
        f"空いた時間を{offers}回ご案内しましたが、ご予約になりませんでした"
        if offers
        else "空き待ちのご希望の日時には、空きが出ませんでした"
    )
    return Reason(rank=0, rule=Rule.FULL, say=f"{found}。ほかのご希望をうかがい、日時を決めてください。")
