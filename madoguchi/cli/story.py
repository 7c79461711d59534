"""The story of one request in words: how it came, what was decided and why, what people were told (pure).

It names numbers and no person: what a terminal shows is seen and logged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from madoguchi.cli.explain import KINDS
from madoguchi.cli.show import VERDICTS
from madoguchi.clock import local
from madoguchi.model.booking import Booking, By, Medium
from madoguchi.model.bounce import Bounce
from madoguchi.model.decision import Decision, Rule
from madoguchi.model.lifecycle import SAY_STAGE, stage_of, stage_of_booking
from madoguchi.model.notice import Means, Notice, NoticeState
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt, Particulars
from madoguchi.model.reply import SAY_ANSWER, Reply, standing_answer
from madoguchi.model.request import BookingRequest, reference_of
from madoguchi.wording import say_moment, say_span
from scheduler.letters.facts import say_terms
from scheduler.sheets.review_list import CHANNELS, say_wish
from scheduler.sheets.telephone_list import SUBJECTS

BY = {By.PERSON: "ご本人", By.OFFICE: "事業所"}
MEDIUMS = {Medium.VIDEO: "ビデオ通話", Medium.TELEPHONE: "電話"}
OFFERS = {
    OfferState.OPEN: "お返事を待っています",
    OfferState.TAKEN: "予約になりました",
    OfferState.DECLINED: "別のご希望のため、取りやめました",
    OfferState.LAPSED: "お返事がないまま期限を過ぎました",
    OfferState.WITHDRAWN: "取りやめました",
}
MEANS = {Means.MAIL: "メール", Means.TELEPHONE: "電話"}
NOTICES = {
    NoticeState.WAITING: "これから",
    NoticeState.HANDED_OVER: "送り出しました",
    NoticeState.REFUSED: "届かないため、電話に替えました",
    NoticeState.DONE: "伝えました",
    NoticeState.SUPERSEDED: "新しいお知らせに替えました",
    NoticeState.BOUNCED: "届かずに戻ってきました",
}
# Sentences that name people; here they are said without.
_NAMELESS = {
    Rule.OTHER_PERSON.value: "この求職番号は、これまで別のお名前で受け付けています。番号の書きまちがいでないか確かめてください。",
    Rule.OTHER_NUMBER.value: "同じお名前と連絡先の方を、これまで別の求職番号で受け付けています。番号が変わったのか、書きまちがいか確かめてください。",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything that is stored about one request.

    Attributes:
        others: Requests that spoke of it or of its bookings, by number.
        decisions: In the order in which they were made, those of `others` about the same bookings included.
        bookings: In order of their numbers.
        replies: What calendars answered about them, in the order in which it came.
        doubts: What is open on the review list.
        bounces: What came back of the letters.
    """

    request: BookingRequest
    others: Mapping[int, BookingRequest]
    decisions: Sequence[Decision]
    bookings: Sequence[Booking]
    replies: Sequence[Reply]
    offers: Sequence[Offer]
    notices: Sequence[Notice]
    doubts: Sequence[Doubt]
    bounces: Sequence[Bounce] = ()

    @property
    def stage(self) -> str:
        """How far the request has come, in words."""
        own = [booking for booking in self.bookings if booking.request_id == self.request.request_id]
        return SAY_STAGE[stage_of(self.request, own[-1] if own else None)]

    def reasons(self, decision: Decision) -> list[str]:
        """Return the reasons of a decision as sentences without names."""
        return [self.nameless(reason.say, reason.rule.value) for reason in decision.reasons]

    def to_check(self) -> list[str]:
        """Return what staff are to look at and no decision has said yet."""
        said = {say for decision in self.decisions for say in self.reasons(decision)}
        return [say for doubt in self.doubts if (say := self.nameless(doubt.say, doubt.code)) not in said]

    def booking_of(self, reply: Reply) -> Booking:
        """Return the booking that a calendar answered about."""
        return next(one for one in self.bookings if one.booking_id == reply.booking_id)

    def counts(self, reply: Reply) -> bool:
        """Tell whether an answer is the one that stands for its booking as it is now."""
        booking = self.booking_of(reply)
        own = (one for one in self.replies if one.booking_id == booking.booking_id)
        return reply == standing_answer(own, booking.sequence)

    def came_back(self, notice: Notice) -> list[str]:
        """Return why a letter came back, each reason once."""
        return list(dict.fromkeys(one.say for one in self.bounces if one.notice_id == notice.notice_id and one.say))

    def nameless(self, say: str, code: str = "") -> str:
        """Return a sentence without what it tells of the people in the matter."""
        people = (self.request.person, *(one.person for one in self.others.values()))
        for person in people:
            for word in _words_of(person):
                say = say.replace(word, "○○")
        return _NAMELESS.get(code, say)


class Line(NamedTuple):
    """One line of the story; a title has no indent."""

    indent: int
    say: str


def tell(matter: Matter, name_of: Callable[[str], str]) -> Iterator[Line]:
    """Yield the story line by line.

    Args:
        matter: What is stored.
        name_of: From the id of a counsellor to the name.
    """
    request = matter.request
    yield Line(0, f"受付番号 {request.reference}：{matter.stage}")
    yield Line(1, f"{say_moment(local(request.received_at))}　{CHANNELS[request.channel]}　{KINDS[request.kind]}")
    if terms := say_terms(request.consent):
        explained = "（電話で説明済み）" if request.consent and request.consent.explained else ""
        yield Line(1, f"利用規約：{terms}の版{explained}")
    if request.concerns is not None:
        yield Line(1, f"受付番号 {reference_of(request.concerns)} についての申し出です。")
    yield from _section("希望", (Line(1, say_wish(wish)) for wish in sorted(request.wishes, key=lambda one: one.rank)))
    yield from _section("確かめること", (Line(1, say) for say in matter.to_check()))
    yield from _section("いきさつ", _decisions(matter))
    yield from _section("この申込についての申し出", _others(matter))
    yield from _section("予約", (line for booking in matter.bookings for line in _booking(matter, booking, name_of)))
    yield from _section("カレンダーの返事", (_reply(matter, reply) for reply in matter.replies))
    yield from _section("空き枠のご案内", (_offer(offer, name_of) for offer in matter.offers))
    yield from _section("お知らせ", _notices(matter))


def _section(title: str, lines: Iterator[Line]) -> Iterator[Line]:
    found = list(lines)
    if found:
        yield Line(0, "")
        yield Line(0, title)
        yield from found


def _decisions(matter: Matter) -> Iterator[Line]:
    if not matter.decisions:
        yield Line(1, "まだ何も決めていません。")
    for decision in matter.decisions:
        other = decision.request_id != matter.request.request_id
        by = f"（受付番号 {reference_of(decision.request_id)}）" if other else ""
        yield Line(1, f"{say_moment(local(decision.decided_at))}　{VERDICTS[decision.verdict]}{by}")
        yield from (Line(2, say) for say in matter.reasons(decision))


def _others(matter: Matter) -> Iterator[Line]:
    for other in matter.others.values():
        told = f"{other.reference}　{KINDS[other.kind]}　{SAY_STAGE[stage_of(other)]}"
        yield Line(1, f"{told}　{say_moment(local(other.received_at))}")


def _booking(matter: Matter, booking: Booking, name_of: Callable[[str], str]) -> Iterator[Line]:
    yield Line(1, f"{say_span(booking.start, booking.end)}　{SAY_STAGE[stage_of_booking(booking)]}")
    yield Line(2, f"担当：{name_of(booking.counsellor)}　方法：{MEDIUMS[booking.medium]}")
    if booking.sequence or not booking.is_live:
        yield Line(2, f"最後の変更：{say_moment(local(booking.changed_at))}、{BY[booking.changed_by]}")
    if booking.why:
        yield Line(2, f"理由：{matter.nameless(booking.why)}")


def _reply(matter: Matter, reply: Reply) -> Line:
    booking = matter.booking_of(reply)
    if matter.counts(reply):
        about = f"{say_moment(booking.start)}への返事"
    elif reply.sequence < booking.sequence:
        about = "変更前のご案内への返事"
    else:
        about = "あとの返事に替わりました"
    return Line(1, f"{say_moment(local(reply.received_at))}　{SAY_ANSWER[reply.answer]}（{about}）")


def _offer(offer: Offer, name_of: Callable[[str], str]) -> Line:
    until = f"（{say_moment(local(offer.until))}まで）" if offer.state is OfferState.OPEN else ""
    said = f"{say_moment(local(offer.made_at))}　{say_moment(offer.start)}（{name_of(offer.counsellor)}）"
    return Line(1, f"{said}　{OFFERS[offer.state]}{until}")


def _notices(matter: Matter) -> Iterator[Line]:
    for notice in matter.notices:
        written = say_moment(local(notice.created_at))
        yield Line(1, f"{written}　{SUBJECTS[notice.kind]}　{MEANS[notice.means]}　{NOTICES[notice.state]}")
        yield from (Line(2, say) for say in matter.came_back(notice))


def _words_of(person: Particulars) -> Iterator[str]:
    return filter(None, (person.name, person.kana, person.seeker_number, person.phone, person.email))
